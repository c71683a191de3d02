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
		{"unknown-collection", "没有 %[1]s 这种案例集合", "%[1]s is no collection of cases"},
		{"unknown-collection.mend", "写成 type:village 这样，冒号前是 %[3]s 之一（site 是全库，不带冒号）；最接近的是：%[2]s", "write it like type:village, with one of %[3]s before the colon (site, all cases, has none); the nearest: %[2]s"},
		{"unknown-collection-value", "没有 %[1]s 这个集合，或者没有它的已发布案例", "there is no collection %[1]s, or no published case of it"},
		{"unknown-collection-value.mend", "最接近的是：%[2]s", "the nearest: %[2]s"},
		{"empty-collection", "集合 %[1]s 里没有已发布的案例", "the collection %[1]s has no published case"},
		{"empty-collection.mend", "换一个集合，或先发布这样的案例", "choose another collection, or publish such a case first"},
		{"unknown-booklet-case", "没有已发布的案例 %[1]s", "there is no published case %[1]s"},
		{"unknown-booklet-case.mend", "cases 写 content/ 里的案例文件，最接近的是：%[2]s", "cases names files of cases below content/; the nearest: %[2]s"},
		{"unknown-booklet", "没有 %[1]s 这本汇编", "there is no booklet %[1]s"},
		{"unknown-booklet.mend", "写 content/booklets/ 里的名字（%[3]s），或一个集合，如 type:village、brand:名称；最接近的是：%[2]s", "name one of content/booklets/ (%[3]s) or a collection, such as type:village or brand:NAME; the nearest: %[2]s"},
		{"booklet-too-large", "这本汇编有 %[1]s 个案例，一本最多 %[2]s 个", "this booklet has %[1]s cases; one holds at most %[2]s"},
		{"booklet-too-large.mend", "分成几本：按年份（year:2022）、地区（region:浙江省/嘉兴市）、类型（type:village），或用 cases 列出", "make several: by year (year:2022), region (region:浙江省/嘉兴市) or type (type:village), or list the cases with cases"},
	}
}
