package message

// commandWords are the reports of the commands.
func commandWords() []words {
	return []words{
		{"build.pages", "页面", "pages"},
		{"build.pages.of", "%[1]d（案例 %[2]d，品牌 %[3]d）", "%[1]d (cases: %[2]d, brands: %[3]d)"},
		{"build.rendered", "渲染", "rendered"},
		{"build.rendered.of", "%[1]d，其余 %[2]d 页没有变", "%[1]d (unchanged: %[2]d)"},
		{"build.rendered.all", "%[1]d，全部", "%[1]d, all of them"},
		{"build.indexed", "索引", "indexed"},
		{"build.indexed.of", "%[1]d 条", "%[1]d documents"},
		{"build.indexed.of.one", "%[1]d 条", "%[1]d document"},
		{"build.files", "文件", "files"},
		{"build.files.of", "写入 %[1]d，删除 %[2]d，未动 %[3]d", "%[1]d written, %[2]d removed, %[3]d kept"},
		{"build.time", "用时", "time"},
		{"build.open", "已发布到 %[1]s，直接打开 %[2]s 就能看", "published to %[1]s; open %[2]s to look at it"},
		{"build.errors", "%[1]d 处错误", "%[1]d errors"},
		{"build.errors.one", "%[1]d 处错误", "%[1]d error"},
		{"build.warnings", "%[1]d 处提醒", "%[1]d warnings"},
		{"build.warnings.one", "%[1]d 处提醒", "%[1]d warning"},
		{"build.failed", "%[1]s，%[2]s；没有发布，原来的网站没有动", "%[1]s, %[2]s; nothing was published, the site is as it was"},
		{"build.interrupted", "已中断；没有发布，原来的网站没有动", "interrupted; nothing was published, the site is as it was"},

		{"check.hints", "%[1]d 处建议", "%[1]d hints"},
		{"check.hints.one", "%[1]d 处建议", "%[1]d hint"},
		{"check.counts", "%[1]s，%[2]s，%[3]s", "%[1]s, %[2]s, %[3]s"},
		{"check.fine", "没有发现问题", "nothing found"},
		{"check.pages", "（查了 %[1]d 页，用时 %[2]s）", " (pages checked: %[1]d, in %[2]s)"},
		{"check.strict", "--strict：有提醒也算不通过", "--strict: warnings fail too"},
		{"check.interrupted", "已中断，没有查完", "interrupted before all was checked"},

		{"progress.done", "%[1]d", "%[1]d"},
		{"progress.of", "%[1]d/%[2]d", "%[1]d/%[2]d"},

		{"stage.load", "读配置", "load"},
		{"stage.read", "读内容", "read"},
		{"stage.assemble", "组装", "assemble"},
		{"stage.render", "渲染", "render"},
		{"stage.index", "索引", "index"},
		{"stage.export", "检索分片", "shards"},
		{"stage.feed", "订阅", "feed"},
		{"stage.verify", "查链接", "verify"},
		{"stage.compress", "压缩", "compress"},
		{"stage.package", "打包", "package"},
		{"package.done", "已写到 %[1]s", "written to %[1]s"},
		{"package.readme", `怎样打开

双击本文件夹里的 index.html。不用联网，也不用安装任何软件；检索也能用。
请把整个文件夹一起拷贝，不要只拷 index.html。
在压缩包里直接双击不行：先解压（Windows：右键，“全部解压缩”）。
manifest.sha256 是每个文件的校验和：touyan verify 文件夹，或 sha256sum -c manifest.sha256。
`, `How to open it

Double click index.html in this folder. It needs no network and no program; search
works, too. Copy the whole folder, not index.html alone. It does not open from inside
the zip: unpack it first (Windows: right click, "Extract all").
manifest.sha256 has the checksum of every file: touyan verify FOLDER, or
sha256sum -c manifest.sha256.
`},
		{"verify.fine", "%[1]v 个文件都和清单一致：%[2]s", "all %[1]v files are as listed: %[2]s"},
		{"verify.missing", "少了：%[1]s", "missing: %[1]s"},
		{"verify.changed", "变了：%[1]s", "changed: %[1]s"},
		{"verify.extra", "清单以外：%[1]s", "not listed: %[1]s"},
		{"stage.convert", "读正文", "convert"},
		{"stage.external", "查外部链接", "ask the web"},
		{"stage.check", "检查", "check"},
		{"stage.publish", "发布", "publish"},
		{"stage.print", "打印", "print"},

		{"export.done", "已写入 %[1]s", "written: %[1]s"},
		{"export.failed", "没有输出，先改好上面的错误", "nothing was written; mend the errors above first"},

		{"search.total", "共 %[1]d 条，这里是第 %[2]d 至 %[3]d 条", "%[1]d found, shown here: %[2]d to %[3]d"},
		{"search.none", "没有找到。换个说法，或少用几个词试试", "nothing found; try other words, or fewer"},
		{"search.beyond", "共 %[1]d 条，这一页已经没有了", "%[1]d found, none on this page"},
		{"search.more", "下一页：--page %[1]s", "next page: --page %[1]s"},
		{"search.unknown", "--%[1]s 没有 %[2]s，有的是：%[3]s", "there is no --%[1]s %[2]s; there are: %[3]s"},
		{"search.section", "〔%[1]s〕", "[%[1]s] "},
		{"facet.type", "类型", "type"},
		{"facet.region", "地区", "region"},
		{"facet.sector", "领域", "sector"},
		{"facet.level", "层级", "level"},
		{"facet.problem", "问题", "problem"},
		{"facet.tag", "标签", "tag"},
		{"facet.year", "年份", "year"},

		{"new.site.done", "网站建好了：%[1]s", "the site is ready: %[1]s"},
		{"new.case.done", "案例建好了：%[1]s（草稿）", "the case is ready: %[1]s (a draft)"},
		{"new.next", "接下来：", "next:"},
		{"new.case.next", "照着文件里的说明填写，写好后删掉 draft 一行", "fill in the file as its comments say, then delete the draft line"},

		{"version.commit", "提交 %[1]s", "commit %[1]s"},
		{"version.libraries", "所用的库：", "libraries:"},
	}
}
