package message

// themeWords are those of package theme.
func themeWords() []words {
	return []words{
		{"theme-unknown", "没有叫 %[1]s 的主题", "there is no theme %[1]s"},
		{"theme-unknown.mend", "现有的主题：%[2]s。自己的主题放在 themes/%[1]s/，其中要有 theme.yaml", "the themes there are: %[2]s. A theme of your own goes into themes/%[1]s/ and needs a theme.yaml"},
		{"theme-read", "读不了主题文件：%[1]s", "cannot read the theme: %[1]s"},
		{"theme-read.mend", "请检查这个文件夹的权限和磁盘", "check the folder's permissions and the disk"},
		{"theme-name", "theme.yaml 缺少 name", "theme.yaml has no name"},
		{"theme-name.mend", "加一行 name: 主题的名字", "add a line name: with the theme's name"},
		{"theme-language", "主题没有语言 %[1]s 的文字", "the theme has no words in %[1]s"},
		{"theme-language.mend", "主题有这些语言：%[2]s。请改 site.yaml 的 language，或添加 i18n/%[1]s.yaml", "it has them in: %[2]s. Change language in site.yaml, or add i18n/%[1]s.yaml"},
		{"word-type", "%[1]s 的值不是文字", "the value of %[1]s is no text"},
		{"word-type.mend", "每个键后面只能写一句话，不能写列表或下一级的键", "each key takes one text, neither a list nor further keys"},
		{"word-unused", "没有模板用到文字 %[1]s", "no template asks for the words %[1]s"},
		{"word-unused.mend", "您要写的是不是 %[2]s？", "did you mean %[2]s?"},
		{"layout-missing", "主题没有 %[1]s 页的模板", "the theme has no layout for pages of kind %[1]s"},
		{"layout-missing.mend", "添加 layouts/%[1]s.html，或者添加各种页面都能用的 layouts/page.html", "add layouts/%[1]s.html, or layouts/page.html for all kinds without one"},
		{"layout-unused", "没有 %[1]s 这种页面，这个模板不会用到", "no page is of kind %[1]s, so that this layout is never used"},
		{"layout-unused.mend", "您要写的是不是 %[2]s.html？各种页面共用的部分放在 layouts/partials/", "did you mean %[2]s.html? What several kinds share goes into layouts/partials/"},
		{"template-syntax", "模板写法有误：%[1]s", "the template cannot be read: %[1]s"},
		{"template-syntax.mend", "请看这一行的花括号、引号，以及 if、range、with 与 end 是否成对", "look at this line's braces and quotes, and whether each if, range and with has its end"},
		{"template-exec", "渲染 %[2]s 时，模板里的 %[1]s 出错：%[3]s", "rendering %[2]s, %[1]s failed: %[3]s"},
		{"template-exec.mend", "模板能用的字段和函数见 docs/themes.md", "docs/themes.md lists the fields and functions that templates can use"},
		{"template-field", "渲染 %[4]s 时，%[2]s 没有字段 %[1]s", "rendering %[4]s, %[2]s has no field %[1]s"},
		{"template-field.mend", "您要写的是不是 %[3]s？所有字段见 docs/themes.md", "did you mean %[3]s? docs/themes.md lists all fields"},
		{"template-word", "语言 %[2]s 缺少文字 %[1]s", "no words under %[1]s in %[2]s"},
		{"template-word.mend", "在站点的 i18n/%[2]s.yaml 里写上这个键；最接近的已有键是 %[3]s", "write that key into the site's i18n/%[2]s.yaml; the nearest there is: %[3]s"},
		{"template-asset", "没有素材 %[1]s", "there is no asset %[1]s"},
		{"template-asset.mend", "素材放在 assets/ 里；最接近的是 %[2]s", "assets stand in assets/; the nearest there is: %[2]s"},
		{"asset-missing", "样式表引用的 %[1]s 不存在", "the style sheet refers to %[1]s, which is not there"},
		{"asset-missing.mend", "地址从这个样式表所在的文件夹算起，文件要在 assets/ 里", "addresses are relative to the style sheet, and the file must be in assets/"},
		{"asset-loop", "%[1]s 绕了一圈又引用到自己", "%[1]s refers to itself, directly or through others"},
		{"asset-loop.mend", "去掉其中一处 @import 或 url(...)", "take out one @import or url(...)"},
		{"asset-syntax", "样式表或脚本写法有误：%[1]s", "the style sheet or script cannot be read: %[1]s"},
		{"asset-syntax.mend", "请看这一处前后的括号、引号和分号", "look at the brackets, quotes and semicolons around this place"},
	}
}
