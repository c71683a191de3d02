package message

// errorWords are what the command says when it cannot do what was asked.
func errorWords() []words {
	return []words{
		{"diagnostic.empty", "（无）", "(none)"},

		{"error.command.missing", "没有写命令", "no command given"},
		{"error.command.unknown", "没有 %[1]s 这个命令", "there is no command %[1]s"},
		{"error.flag.unknown", "%[2]s 没有 %[1]s 这个选项", "%[2]s has no flag %[1]s"},
		{"error.flag.value", "选项 %[1]s 后面要写一个值", "the flag %[1]s needs a value"},
		{"error.flag.bad", "选项 %[1]s 的值不对：%[2]s", "wrong value for the flag %[1]s: %[2]s"},
		{"error.flag.number", "%[1]s 要从 1 起，写的是 %[2]s", "%[1]s counts from 1, not %[2]s"},
		{"error.flag.range", "%[1]s 要在 %[2]s 到 %[3]s 之间，写的是 %[4]s", "%[1]s must be from %[2]s to %[3]s, not %[4]s"},
		{"error.flag.syntax", "看不懂 %[1]s", "%[1]s cannot be understood"},
		{"error.flag.choice", "%[1]s 没有 %[2]s，可以写：%[3]s", "%[1]s cannot be %[2]s; it is one of: %[3]s"},
		{"error.flag.time", "看不懂时间 %[1]s，要写成 2026-01-31 或 2026-01-31T08:00:00+08:00", "the time %[1]s cannot be understood; write 2026-01-31 or 2026-01-31T08:00:00+08:00"},
		{"error.flag.addr", "看不懂地址 %[1]s，要写成 127.0.0.1:1313 或 1313", "the address %[1]s cannot be understood; write 127.0.0.1:1313 or 1313"},
		{"error.flag.editor", "看不懂 --editor %[1]s，要写 vscode、none，或带 {path} 的网址，如 vscode://file/{path}:{line}", "--editor %[1]s cannot be understood; write vscode, none, or an address with {path} such as vscode://file/{path}:{line}"},
		{"error.base-url", "网址 %[1]s 不完整，要写成 https://example.org/ 这样，以 http:// 或 https:// 开头，不带 ? 和 #", "the address %[1]s is not complete; write it like https://example.org/, starting with http:// or https://, without ? and #"},
		{"error.args.missing", "%[1]s 后面少了 %[2]s", "%[1]s needs %[2]s"},
		{"error.args.many", "多出来的参数：%[1]s", "one argument too many: %[1]s"},
		{"error.nearest", "是不是要写 %[1]s？", "did you mean %[1]s?"},
		{"error.help", "%[1]s 看说明", "%[1]s tells more"},

		{"error.source", "%[1]s 里没有 site.yaml，不是网站的文件夹", "%[1]s has no site.yaml, so it is not a site's folder"},
		{"error.source.mend", "用 --source 指明网站的文件夹，或用 touyan new site 建一个", "name the site's folder with --source, or make one with touyan new site"},
		{"error.index", "%[1]s 里没有可用的检索索引", "%[1]s holds no search index that can be used"},
		{"error.index.mend", "先用 touyan build 生成网站，或用 --dir 指明已生成的文件夹", "build the site first with touyan build, or name the built folder with --dir"},
		{"error.folder", "%[1]s 里已经有文件，不在里面新建", "%[1]s already has files in it, so no site is made there"},
		{"error.folder.mend", "换一个还没有的文件夹，或者空文件夹", "name a folder that is empty or does not exist yet"},
		{"error.exists", "%[1]s 已经有了，不覆盖", "%[1]s exists already and is not overwritten"},
		{"error.exists.mend", "换一个名字", "choose another name"},
		{"error.slug", "%[1]s 做不了网址，要有小写字母、数字或汉字", "%[1]s cannot be made into an address; use lower-case letters, digits or Chinese characters"},
		{"error.type.missing", "要用 --type 写明案例的类型：%[1]s", "name the type of case with --type: %[1]s"},
		{"error.export.none", "没有写要输出什么，至少要有 --html、--pdf、--epub 之一", "nothing says what to write; give at least one of --html, --pdf and --epub"},
		{"error.chromium.none", "没有找到 Chromium、Chrome 或 Edge，打印不了 PDF", "no Chromium, Chrome or Edge was found, so no PDF can be printed"},
		{"error.chromium.named", "用不了 %[1]s：没有这个程序，或者不能运行", "%[1]s cannot be used: there is no such program, or it cannot be run"},
		{"error.chromium.mend", "装一个（Debian：apt install chromium），或用 --chromium 或 CHROME_PATH 指明程序；不装也行：用 --html 输出，在浏览器里打开再打印", "install one (Debian: apt install chromium) or name the program with --chromium or CHROME_PATH; or do without: write --html, open it in a browser and print it there"},
		{"error.dash", "要检索减号开头的词，在前面写 --，如 touyan search -- %[1]s", "to search for a word with a leading minus, write -- before it, as in touyan search -- %[1]s"},
		{"error.site.mend", "错误的位置在上面", "their places are above"},
		{"error.site", "site.yaml 有错误，先改好它", "site.yaml has errors, mend them first"},

		{"error.machine", "没有做成：%[1]s", "it could not be done: %[1]s"},
		{"error.listen.mend", "端口被占用或不能用：用 --addr 换一个，如 --addr 127.0.0.1:8080", "the port is taken or not allowed; name another with --addr, such as --addr 127.0.0.1:8080"},
		{"error.permission.mend", "没有权限，请检查文件夹的主人和读写权限", "permission is missing; check who owns the folder and who may write to it"},
		{"error.space.mend", "磁盘满了，腾出空间再来", "the disk is full; make room and try again"},
		{"error.readonly.mend", "这里是只读的，换一个能写的地方", "this place is read-only; choose one that can be written to"},
		{"error.missing.mend", "这个文件或文件夹不存在，请检查路径", "the file or folder does not exist; check the path"},
		{"error.folder-wanted.mend", "路径中间有一段是文件，不是文件夹", "a part of the path is a file where a folder is needed"},
		{"error.internal", "程序内部出错：%[1]s", "an internal error: %[1]s"},
		{"error.internal.mend", "这是 touyan 自己的毛病，请把下面的内容连同所用的命令报告给维护者：", "this is a fault of touyan itself; please report what follows, with the command, to its maintainers:"},
	}
}
