package message

// flagWords are the words of the flags in the help, and of the values that they
// take. A flag whose meaning differs between two commands has the command's name
// in its key.
func flagWords() []words {
	return []words{
		{"flag.source", "网站的文件夹，里面有 site.yaml（缺省是当前文件夹）", "the site's folder, which holds site.yaml (the current one by default)"},
		{"flag.out", "发布到哪个文件夹（缺省是网站文件夹里的 public）", "the folder to publish to (public in the site's folder by default)"},
		{"flag.base-url", "网站的网址，代替 site.yaml 里的 base_url", "the site's address, in place of base_url in site.yaml"},
		{"flag.drafts", "草稿也发布", "publish drafts too"},
		{"flag.future", "未到发布日期的也发布", "publish what is not due yet"},
		{"flag.expired", "已过有效期的也发布", "publish what has expired"},
		{"flag.clean", "不用缓存，全部重新生成", "build everything again, without the cache"},
		{"flag.now", "把这个时间当作现在，如 2026-01-31", "take this time for now, such as 2026-01-31"},
		{"flag.json", "输出 JSON", "print JSON"},
		{"flag.dir", "已生成的网站（缺省是网站文件夹里的 public）", "the built site (public in the site's folder by default)"},
		{"flag.type", "只要这种类型，如 alliance；可写多次", "only this type, such as alliance; may be repeated"},
		{"flag.region", "只要这个地区，如 嘉兴市 或 浙江省/嘉兴市；可写多次", "only this region, such as 嘉兴市 or 浙江省/嘉兴市; may be repeated"},
		{"flag.sector", "只要这个领域，如 rural；可写多次", "only this sector, such as rural; may be repeated"},
		{"flag.level", "只要这个层级，如 province；可写多次", "only this level, such as province; may be repeated"},
		{"flag.problem", "只要解决了这个问题的；可写多次", "only what solved this problem; may be repeated"},
		{"flag.tag", "只要有这个标签的；可写多次", "only what has this tag; may be repeated"},
		{"flag.year", "只要这一年的；可写多次", "only this year; may be repeated"},
		{"flag.limit", "每页几条，最多 100（缺省 10）", "results on a page, at most 100 (10 by default)"},
		{"flag.page", "第几页（缺省 1）", "which page (1 by default)"},
		{"flag.html", "输出网页：一个文件夹，或一个 .html 文件（图片放在旁边的 _files 里）", "write a page: a folder, or an .html file (its pictures go to _files beside it)"},
		{"flag.pdf", "输出 PDF，用装好的 Chromium 打印，目录有页码", "write a PDF, printed by an installed Chromium, with page numbers in its contents"},
		{"flag.epub", "输出 EPUB 电子书", "write an EPUB"},
		{"flag.chromium", "用来打印的程序（缺省看 CHROME_PATH，再找 Chromium、Chrome、Edge）", "the program to print with (by default CHROME_PATH, else Chromium, Chrome or Edge where found)"},
		{"flag.sort", "排序：relevance 按相关，date 按日期从新到旧", "order: relevance, or date, newest first"},
		{"flag.new case.type", "案例的类型，如 alliance、village、method、site、project、cobuild", "the type of case, such as alliance, village, method, site, project, cobuild"},
		{"flag.lang", "语言：zh-CN 或 en（缺省随系统，再随网站）", "language: zh-CN or en (the system's by default, else the site's)"},
		{"flag.help", "说明", "help"},

		{"value.dir", "文件夹", "DIR"},
		{"value.url", "网址", "URL"},
		{"value.time", "时间", "TIME"},
		{"value.id", "类别", "ID"},
		{"value.name", "名称", "NAME"},
		{"value.year", "年份", "YEAR"},
		{"value.n", "数", "N"},
		{"value.order", "次序", "ORDER"},
		{"value.lang", "语言", "LANG"},
		{"value.file", "文件", "FILE"},
		{"value.place", "文件或文件夹", "FILE|DIR"},
		{"value.booklet", "汇编", "BOOKLET"},
		{"value.query", "检索词", "QUERY"},
		{"value.slug", "名称", "SLUG"},
		{"value.command", "命令", "COMMAND"},
	}
}
