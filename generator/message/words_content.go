package message

import "slices"

// contentWords are the findings of package content, and those it shares with
// package config.
func contentWords() []words {
	return slices.Concat(fileWords(), frontMatterWords(), caseWords(), addressWords())
}

// fileWords are about files and folders.
func fileWords() []words {
	return []words{
		{"no-content", "没有 content 文件夹", "there is no folder content"},
		{"no-content.mend", "新建 content 文件夹，把案例放在 content/cases/", "make the folder content and put cases into content/cases/"},
		{"unreadable", "读不了：%[1]s", "cannot be read: %[1]s"},
		{"unreadable.mend", "请检查权限", "check its permissions"},
		{"not-a-file", "不是普通文件", "not a regular file"},
		{"not-a-file.mend", "把它移出 content", "move it out of content"},
		{"symlink-outside", "链接指到了站点文件夹之外", "a link that leads out of the site's folder"},
		{"symlink-outside.mend", "把文件复制进来，不用链接", "copy the file instead"},
		{"symlink-loop", "链接绕回了已经读过的文件夹 %[1]s", "a link back to the folder %[1]s, which was read already"},
		{"symlink-loop.mend", "删去这个链接", "remove the link"},
		{"symlink-broken", "链接指向的文件不存在", "a link to a file that is not there"},
		{"symlink-broken.mend", "删去这个链接，或补上文件", "remove the link, or add the file"},
		{"folder-too-deep", "文件夹太深，超过 %[1]s 层", "folders more than %[1]s levels deep"},
		{"folder-too-deep.mend", "把文件移到上层", "move the files up"},
		{"bad-name", "文件名 %[1]s 在有的系统上不能用", "the name %[1]s cannot be used on every system"},
		{"bad-name.mend", "改名为 %[2]s", "rename it %[2]s"},
		{"page-extension", "页面文件要以 .md 结尾", "a page's file ends in .md"},
		{"page-extension.mend", "改名为 %[1]s", "rename it %[1]s"},
		{"page-in-bundle", "这个页面在另一个页面的文件夹里，不会发布；那个页面是 %[1]s", "this page lies in the folder of another, %[1]s, and would not be published"},
		{"page-in-bundle.mend", "把它移出去；如果那个文件夹是栏目，把 index.md 改名为 _index.md", "move it out or, if the folder is a section, rename index.md to _index.md"},
		{"nested-index", "这个 _index.md 在第二层或更深的文件夹里，不会有列表", "this _index.md is in a folder below the first level, which has no list"},
		{"nested-index.mend", "只有 content/ 下第一层的文件夹有列表；要发布这篇文字，改名为 index.md 或别的 .md", "only the folders directly in content/ have lists; to publish the text, rename it index.md or another .md"},
		{"duplicate-page", "同一个页面有两个文件，另一个是 %[1]s", "the same page has two files, the other is %[1]s"},
		{"duplicate-page.mend", "只留一个", "keep one of them"},
		{"duplicate-file", "发布后与 %[1]s 同名", "has the same name as %[1]s once published"},
		{"duplicate-file.mend", "给其中一个改名", "rename one of them"},
		{"wrong-encoding", "文件的编码是 %[1]s，不是 UTF-8", "the file is written in %[1]s, not in UTF-8"},
		{"wrong-encoding.mend", "用编辑器另存为 UTF-8，或运行 iconv -f %[1]s -t UTF-8", "save it as UTF-8, or run iconv -f %[1]s -t UTF-8"},
		{"not-utf8", "文件不是 UTF-8 文本", "the file is not UTF-8 text"},
		{"not-utf8.mend", "用编辑器另存为 UTF-8；如果不是文本，移出 content", "save it as UTF-8, or move it out of content if it is no text"},
		{"nul-byte", "文件里有不是文字的字节（NUL）", "the file holds a byte that is no text (NUL)"},
		{"nul-byte.mend", "重新粘贴文字，或另存为纯文本", "paste the text again, or save it as plain text"},
	}
}

// frontMatterWords are about front matter and the keys of every page.
func frontMatterWords() []words {
	return []words{
		{"missing-front-matter", "开头没有写页面的信息（front matter）", "the page has no front matter"},
		{"missing-front-matter.mend", "在第一行写 ---，下面写 title: 题目，再写一行 ---，然后是正文", "begin with a line of ---, then title: Words, then another line of ---, then the text"},
		{"unclosed-front-matter", "开头的 %[1]s 没有配对的一行来结束", "the front matter begun by %[1]s has no end"},
		{"unclosed-front-matter.mend", "在正文前面单独写一行 %[1]s", "write a line of %[1]s before the text"},
		{"bad-delimiter", "这一行 %[1]s 像是分隔线，但写法不对", "the line %[1]s is meant to set off the front matter but is not written right"},
		{"bad-delimiter.mend", "写成三个半角符号：%[2]s", "write three signs: %[2]s"},
		{"indented-delimiter", "这一行 %[1]s 前面有空格，页面的信息会在这里断开", "the line %[1]s is indented, and the front matter would end here"},
		{"indented-delimiter.mend", "分隔线要顶格写；如果是文字的一部分，换一种写法", "put it at the start of the line or, if it belongs to a text, write it otherwise"},
		{"text-after-front-matter", "JSON 结束后同一行还有文字：%[1]s", "text on the line where the JSON ends: %[1]s"},
		{"text-after-front-matter.mend", "正文另起一行", "begin the text on the next line"},
		{"front-matter-too-large", "页面的信息超过 %[1]s KiB", "the front matter is larger than %[1]s KiB"},
		{"front-matter-too-large.mend", "把长文字移到正文", "move long texts into the page's body"},
		{"missing-key", "缺少 %[1]s", "%[1]s is missing"},
		{"missing-key.mend", "补上这个键：%[1]s: 内容", "add it: %[1]s: value"},
		{"key-not-for-kind", "这种页面没有 %[1]s 这个键", "pages of this kind have no key %[1]s"},
		{"key-not-for-kind.mend", "它只用于：%[2]s；删去它，或把文件移过去", "only these have it: %[2]s; remove the key, or move the file"},
		{"control-character", "文字里有看不见的控制字符 %[1]s", "an invisible control character %[1]s in the text"},
		{"control-character.mend", "删去它，或重新输入这一段", "remove it, or type the text again"},
		{"empty-item", "%[1]s 里有一项是空的", "%[1]s has an empty item"},
		{"empty-item.mend", "删去这一项，或补上文字", "remove it, or write the words"},
		{"duplicate-item", "%[1]s 里 %[2]s 写了两次", "%[1]s has %[2]s twice"},
		{"duplicate-item.mend", "只留一个", "keep one of them"},
		{"fullwidth-comma", "%[1]s 里的这一项有顿号或全角逗号，会当成一个词：%[2]s", "this item of %[1]s has a full-width comma and counts as one: %[2]s"},
		{"fullwidth-comma.mend", "各项之间用半角逗号", "part the items with a plain comma"},
		{"unknown-value", "%[1]s 没有 %[2]s 这个值", "%[1]s cannot be %[2]s"},
		{"unknown-value.mend", "您要写的是不是 %[3]s？可用的值：%[4]s", "did you mean %[3]s? The values are: %[4]s"},
		{"bad-date", "日期写得不对：%[1]s", "not a date: %[1]s"},
		{"bad-date.mend", "写成 %[2]s 这样；只知道年月就写 2022-01，只知道年就写 2022", "write it like %[2]s, or 2022-01 for a month, or 2022 for a year"},
		{"impossible-date", "没有这一天：%[1]s", "there is no such date: %[1]s"},
		{"impossible-date.mend", "请核对年（1900 至 2100）、月、日", "check year (1900 to 2100), month and day"},
		{"wrong-type-date", "这里应当是日期", "a date is wanted here"},
		{"wrong-type-date.mend", "写成 2022-01-31、2022-01 或 2022", "write 2022-01-31, 2022-01 or 2022"},
		{"updated-before-date", "更新日期 %[1]s 早于发布日期 %[2]s", "updated %[1]s is before date %[2]s"},
		{"updated-before-date.mend", "请核对两个日期", "check both dates"},
		{"expires-before-published", "下线时间不晚于上线时间", "expiry_date is not after publish_date"},
		{"expires-before-published.mend", "请核对两个时间", "check both times"},
		{"title-lines", "题目不能分行", "a title cannot have several lines"},
		{"title-lines.mend", "写成一行", "write it on one line"},
		{"cover-without-alt", "题图没有文字说明", "the cover has no words for those who cannot see it"},
		{"cover-without-alt.mend", "在 cover 下补上 alt: 一句话说清图上是什么", "add alt to cover: one sentence that says what is in the picture"},
		{"not-a-bundle-file", "%[1]s 应当是页面文件夹里的文件：%[2]s", "%[1]s must be a file of the page's folder: %[2]s"},
		{"not-a-bundle-file.mend", "把图片放到页面的文件夹里，只写文件名，如 cover.svg", "put the picture into the page's folder and write its name, such as cover.svg"},
	}
}

// caseWords are about the facts of a case.
func caseWords() []words {
	return []words{
		{"region-too-deep", "地区最多 %[1]s 级", "a region has at most %[1]s levels"},
		{"region-too-deep.mend", "从省写到村：[浙江省, 嘉兴市, 桐乡市, 梧桐街道, 桃园村]", "write from province to village: [浙江省, 嘉兴市, 桐乡市, 梧桐街道, 桃园村]"},
		{"bad-url", "不是完整的网址：%[1]s", "not an absolute address: %[1]s"},
		{"bad-url.mend", "写成 https://… 或 http://… 开头的网址", "write an address that begins with https:// or http://"},
		{"booklet-both", "collection 和 cases 只能写一个", "give collection or cases, not both"},
		{"booklet-both.mend", "要整个集合，留 collection；要自己挑、自己排，留 cases", "keep collection for a whole collection, cases to choose and order the cases by hand"},
		{"booklet-without-cases", "没有写明这本汇编收哪些案例", "nothing says which cases this booklet holds"},
		{"booklet-without-cases.mend", "写 collection: type:village（一个集合），或 cases: [cases/a.md, cases/b/index.md]（一份清单）", "write collection: type:village (a collection) or cases: [cases/a.md, cases/b/index.md] (a list)"},
		{"outcome-both", "%[1]s 和 %[2]s 只能写一个", "give %[1]s or %[2]s, not both"},
		{"outcome-both.mend", "几年的数写 values: {2021: 10, 2022: 12}；一个数写 value: 12 和 year: 2022", "write values: {2021: 10, 2022: 12} for several years, or value: 12 with year: 2022 for one"},
		{"outcome-without-number", "指标“%[1]s”没有数", "the outcome \"%[1]s\" has no number"},
		{"outcome-without-number.mend", "写上 values: {2022: 12} 或 value: 12；没有数就写进正文", "add values: {2022: 12} or value: 12; without a number it belongs in the text"},
		{"wrong-type-values", "values 应当是年份和数", "values must be years with numbers"},
		{"wrong-type-values.mend", "写成：values: {2021: 10, 2022: 12}", "write: values: {2021: 10, 2022: 12}"},
		{"comma-in-figure", "数里的逗号在这里会把它断成两截：%[1]s", "the comma cuts this number in two here: %[1]s"},
		{"comma-in-figure.mend", "用引号括起来：'%[1]s'，或去掉逗号", "put it in quotes: '%[1]s', or leave out the comma"},
		{"bad-number", "不是数：%[1]s", "not a number: %[1]s"},
		{"bad-number.mend", "写成 %[2]s 这样的数；可以带 约、余、多 和单位，如 1000余人、4.7万元、95%%", "write a number such as %[2]s; it may have a unit and 约, 余 or 多, as in 1000余人, 4.7万元, 95%%"},
		{"figure-range", "这里只能写一个数，不能写范围：%[1]s", "one number is wanted here, not a range: %[1]s"},
		{"figure-range.mend", "写一个数，范围写进 note", "write one number, and the range in note"},
		{"missing-unit", "数 %[1]s 没有单位", "the number %[1]s has no unit"},
		{"missing-unit.mend", "补上 unit，如 unit: 人；百分数写 unit: '%%'", "add unit, such as unit: 人, or unit: '%%' for a percentage"},
		{"bad-unit", "单位写得不对：%[1]s", "not a unit: %[1]s"},
		{"bad-unit.mend", "写 万元、人、人次、'%%' 这样的单位，不带数", "write a unit such as 万元, 人, 人次 or '%%', without a number"},
		{"unit-conflict", "单位 %[1]s 和 %[2]s 不能放在一起", "the units %[1]s and %[2]s do not go together"},
		{"unit-conflict.mend", "一个指标只用一种单位；人 和 人次 是两回事", "use one kind of unit in an outcome; 人 and 人次 are not the same"},
		{"bad-year", "不是年份：%[1]s", "not a year: %[1]s"},
		{"bad-year.mend", "写成四位数的年份，如 %[2]s（1900 至 2100）", "write a year of four digits, such as %[2]s (1900 to 2100)"},
	}
}

// addressWords are about where pages are published.
func addressWords() []words {
	return []words{
		{"bad-slug", "页面的网址名只能用小写字母、数字和短横线：%[1]s", "a slug has only lower-case letters, digits and hyphens: %[1]s"},
		{"bad-slug.mend", "写成 %[2]s", "write %[2]s"},
		{"no-slug", "从文件名 %[1]s 得不出网址", "the name %[1]s makes no address"},
		{"no-slug.mend", "加上 slug: 拼音或英文名", "add slug: with a name of letters"},
		{"bad-alias", "旧网址写得不对：%[1]s", "not an old address of this site: %[1]s"},
		{"bad-alias.mend", "旧网址以 .html 结尾，从网站的根写起，如 %[2]s；文件夹以 / 结尾", "an alias ends in .html and begins at the site's root, such as %[2]s; a folder ends in a slash"},
		{"duplicate-address", "网址 %[1]s 已有别的页面用了：%[2]s", "the address %[1]s is wanted by another page too: %[2]s"},
		{"duplicate-address.mend", "给其中一个写上不同的 slug", "give one of them another slug"},
		{"duplicate-alias", "旧网址 %[1]s 已经有人用了：%[2]s", "the old address %[1]s is taken: %[2]s"},
		{"duplicate-alias.mend", "从 aliases 里删去它；两处都是旧网址的，只留一处", "remove it from aliases; where both are aliases, keep one of them"},
		{"reserved-address", "网址 %[1]s 要留给 touyan 自动生成的文件", "the address %[1]s belongs to a file that touyan makes by itself"},
		{"reserved-address.mend", "页面换一个 slug 或文件夹；旧网址从 aliases 里删去；其他文件（如 robots.txt）删去或改名，touyan 会自己生成", "give a page another slug or folder; remove an alias; delete or rename any other file (such as robots.txt): touyan makes it"},
	}
}
