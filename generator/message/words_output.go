package message

// outputWords are what can go wrong when a site is published, and with its links.
func outputWords() []words {
	return []words{
		{"output-not-ours", "输出文件夹 %[1]s 里有文件，又不是 touyan 生成的，没有动它", "the output folder %[1]s has files in it and was not made by touyan; it was left alone"},
		{"output-not-ours.mend", "用 --out 换一个新文件夹或空文件夹；确实不要这些文件，请自己先删掉", "name a new or empty folder with --out; if the files are not needed, delete them yourself first"},
		{"output-source", "输出文件夹 %[1]s 是网站源文件所在的地方，或者包着源文件", "the output folder %[1]s holds the site's source, or is part of it"},
		{"output-source.mend", "用 --out 换一个文件夹，比如网站文件夹里的 public", "name another folder with --out, such as public in the site's folder"},
		{"output-system", "输出文件夹 %[1]s 是系统的根文件夹或个人主文件夹", "the output folder %[1]s is a root or home folder"},
		{"output-system.mend", "用 --out 换一个专放网站的文件夹", "name a folder with --out that is for the site alone"},
		{"output-manifest", "输出文件夹 %[1]s 里的 manifest.sha256 第 %[2]s 行看不懂，分不清哪些文件是 touyan 生成的", "line %[2]s of manifest.sha256 in the output folder %[1]s cannot be read, so it cannot be told which files touyan made"},
		{"output-manifest.mend", "把 manifest.sha256 恢复原样；或者移走这个文件夹，重新生成", "put manifest.sha256 back as it was, or move the folder away and build again"},
		{"output-foreign-file", "输出文件夹里的 %[1]s 是别人放的，网页要用这个位置", "%[1]s in the output folder was put there by somebody else, where a page has to go"},
		{"output-foreign-file.mend", "把它移走或改名，或者给网页换一个 slug", "move or rename it, or give the page another slug"},
		{"output-path", "%[1]s 做不了文件名：有的系统不接受", "%[1]s cannot be the name of a file on every system"},
		{"output-path.mend", "改名：不用 < > : \" | ? * \\，不以句点或空格结尾，不用 con、nul 这类名字，不超过 255 字节", "rename it: without < > : \" | ? * \\, no dot or space at the end, not a name such as con or nul, at most 255 bytes"},
		{"duplicate-output", "两个文件要用同一个位置：%[1]s 和 %[2]s", "two files want the same place: %[1]s and %[2]s"},
		{"duplicate-output.mend", "给其中一个换名字或 slug；大小写不同也算同名", "give one of them another name or slug; names that differ by case alone count as the same"},
		{"output-busy", "另一个 touyan 正在往 %[1]s 生成网站", "another touyan is building to %[1]s"},
		{"output-busy.mend", "等它做完再来", "wait until it is done"},
		{"output-mounted", "%[1]s 是挂载点，不能整个替换", "%[1]s is a mount point and cannot be replaced as a whole"},
		{"output-mounted.mend", "用 --out 指向它里面的一个文件夹", "name a folder inside it with --out"},
		{"output-replaced", "生成期间 %[1]s 被换成了别的文件夹，没有发布", "%[1]s was replaced while the site was being built; nothing was published"},
		{"output-replaced.mend", "再生成一次", "build again"},
		{"output-full", "磁盘满了，写不下 %[1]s", "the disk is full: no room for %[1]s"},
		{"output-full.mend", "腾出空间再来；已发布的网站没有变", "make room and try again; the published site is as it was"},
		{"output-denied", "没有权限写 %[1]s", "no permission to write %[1]s"},
		{"output-denied.mend", "检查文件夹的主人和读写权限，或用 --out 换一个文件夹", "check who owns the folder and who may write to it, or name another with --out"},
		{"output-io", "写不了 %[1]s：%[2]s", "%[1]s cannot be written: %[2]s"},
		{"output-io.mend", "检查磁盘和文件夹，再来一次", "check the disk and the folder, and try again"},

		{"dead-link", "链接 %[1]s 指向的文件不存在", "the link to %[1]s leads to no file"},
		{"dead-link.mend", "改正链接，或者补上这个文件；链接要写到文件，不能只写到文件夹", "mend the link or add the file; a link has to name a file, not a folder"},
		{"dead-anchor", "链接 %[1]s 指向的位置在那一页上没有", "the link to %[1]s leads to a place that its page does not have"},
		{"dead-anchor.mend", "检查 # 后面的名字，小节改名后它会变", "check the name after the #; it changes with the section's heading"},
		{"dead-outside", "链接 %[1]s 从网站根目录写起，或者指到了网站外面，换个地方就打不开", "the link %[1]s starts from the host's root or leads above the site, and fails when the site is moved"},
		{"dead-outside.mend", "写成从本页出发的相对链接，比如 ../cases/x.html", "write it relative to the page, such as ../cases/x.html"},
	}
}
