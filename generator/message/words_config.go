package message

// configWords are the findings of package config: what site.yaml can have wrong.
func configWords() []words {
	return []words{
		{"no-site", "这里没有 site.yaml，不是一个站点的文件夹", "there is no site.yaml here: this is not the folder of a site"},
		{"no-site.mend", "进入站点的文件夹，或用 --source 指明；要新建一个，运行 touyan new site 文件夹", "go to the site's folder or name it with --source; to make a new site, run touyan new site DIR"},
		{"site-unreadable", "读不了 site.yaml：%[1]s", "site.yaml cannot be read: %[1]s"},
		{"site-unreadable.mend", "请检查文件的权限", "check the file's permissions"},
		{"site-not-utf8", "site.yaml 不是 UTF-8 文本", "site.yaml is not UTF-8 text"},
		{"site-not-utf8.mend", "用编辑器另存为 UTF-8", "save it as UTF-8"},
		{"bad-widths", "widths 要从小到大，每个在 %[1]v 到 %[2]v 像素之间，最多 %[3]v 个", "widths must rise, each from %[1]v to %[2]v pixels, at most %[3]v of them"},
		{"bad-widths.mend", "写成 [480, 960, 1440] 这样；写 [] 就不做缩小的图", "write them like [480, 960, 1440]; [] makes no smaller pictures"},
		{"bad-base-url", "base_url 不是完整的网址：%[1]s", "base_url is not an absolute address: %[1]s"},
		{"bad-base-url.mend", "写成 https://www.example.gov.cn/ 这样，不带 ? 和 #；还没有网址就删去这一行", "write it like https://www.example.org/, without ? or #, or leave it out"},
		{"number-out-of", "%[1]s 应当在 %[2]s 到 %[3]s 之间", "%[1]s must be from %[2]s to %[3]s"},
		{"number-out-of.mend", "改成 %[2]s 到 %[3]s 之间的整数", "write a whole number from %[2]s to %[3]s"},
		{"unknown-language", "不认识的语言 %[1]s", "unknown language %[1]s"},
		{"unknown-language.mend", "简体中文写 zh-CN，英文写 en", "write zh-CN for Chinese, en for English"},
		{"unknown-timezone", "不认识的时区 %[1]s", "unknown time zone %[1]s"},
		{"unknown-timezone.mend", "北京时间写 Asia/Shanghai", "write it like Asia/Shanghai"},
		{"bad-theme-name", "主题名不对：%[1]s", "not the name of a theme: %[1]s"},
		{"bad-theme-name.mend", "写 themes/ 下一个文件夹的名字，如 default，不带路径", "write the name of a folder in themes/, such as default, without a path"},
		{"bad-id", "id 只能用小写字母、数字和短横线：%[1]s", "an id has only lower-case letters, digits and hyphens: %[1]s"},
		{"bad-id.mend", "写成 %[2]s 这样，中文写在 label", "write it like %[2]s; words belong in label"},
		{"duplicate-id", "id %[1]s 写了两次，第一次在第 %[2]s 行", "the id %[1]s is given twice, first in line %[2]s"},
		{"duplicate-id.mend", "只留一个，或换一个 id", "keep one, or choose another id"},
		{"unknown-taxonomy", "没有 %[1]s 这种分类", "there is no taxonomy %[1]s"},
		{"unknown-taxonomy.mend", "您要写的是不是 %[2]s？可用的有：%[3]s", "did you mean %[2]s? There are: %[3]s"},
		{"bad-menu-url", "菜单的地址不能用：%[1]s", "not an address for a menu: %[1]s"},
		{"bad-menu-url.mend", "写站内的页面，如 cases/index.html 或 about.md，或完整的 https:// 网址", "write a page of the site, such as cases/index.html or about.md, or an https:// address"},
		{"bad-email", "邮箱地址不对：%[1]s", "not an e-mail address: %[1]s"},
		{"bad-email.mend", "写成 name@example.org 这样", "write it like name@example.org"},
		{"short-synonyms", "一组同义词至少要有两个词", "a group of synonyms needs two words or more"},
		{"short-synonyms.mend", "写成：- [村支书, 村党组织书记]", "write: - [one, other]"},
	}
}
