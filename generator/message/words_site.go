package message

// siteWords are what can be wrong between pages.
func siteWords() []words {
	return []words{
		{"dead-menu", "菜单“%[1]s”指向的 %[2]s 不存在", "the menu entry %[1]s leads to %[2]s, which does not exist"},
		{"dead-menu.mend", "写 content/ 里的文件，如 about.md，或网站里的地址，如 cases/index.html", "name a content file, such as about.md, or a path of the site, such as cases/index.html"},
		{"unknown-brand", "没有 %[1]s 这个品牌", "there is no brand %[1]s"},
		{"unknown-brand.mend", "brand 要写 content/brands/ 里的名字，最接近的是：%[2]s", "brand is the name of a page in content/brands/; the nearest: %[2]s"},
		{"no-brands", "没有 %[1]s 这个品牌，content/brands/ 里没有已发布的页面", "there is no brand %[1]s: content/brands/ has no published page"},
		{"no-brands.mend", "在 content/brands/ 里写好 %[1]s.md 并发布，或删去 brand", "write and publish content/brands/%[1]s.md, or remove brand"},
	}
}
