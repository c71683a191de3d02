package message

// siteWords are what can be wrong between pages.
func siteWords() []words {
	return []words{
		{"unknown-brand", "没有 %[1]s 这个品牌", "there is no brand %[1]s"},
		{"unknown-brand.mend", "brand 要写 content/brands/ 里的名字，最接近的是：%[2]s", "brand is the name of a page in content/brands/; the nearest: %[2]s"},
	}
}
