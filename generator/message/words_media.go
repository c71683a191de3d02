package message

// mediaWords are the findings about pictures.
func mediaWords() []words {
	return []words{
		{"broken-picture", "这个 SVG 不完整，从这里起读不了", "the SVG is not whole: it cannot be read from here on"},
		{"broken-picture.mend", "用绘图软件重新存一遍，或换成 PNG", "save it again with a drawing program, or use a PNG instead"},
		{"share-font", "这台电脑上没有找到中文字体，不生成分享卡片", "no font with Chinese characters was found here: no share cards are drawn"},
		{"share-font.mend", "安装思源宋体（如 apt install fonts-noto-cjk），或用 share.font 指明站点里的字体文件；不要卡片就写 share: {cards: false}", "install one (apt install fonts-noto-cjk), name a font file of the site with share.font, or write share: {cards: false}"},
		{"share-font-file", "字体文件 %[1]s 不能用：%[2]s", "the font file %[1]s cannot be used: %[2]s"},
		{"share-font-file.mend", "换成 .otf、.ttf 或 .ttc 字体，或删去 share.font", "use an .otf, .ttf or .ttc font, or take share.font out"},
		{"share-glyphs", "字体 %[2]s 里没有这些字：%[1]s，这一页不生成分享卡片", "the font %[2]s has no %[1]s: this page gets no share card"},
		{"share-glyphs.mend", "用 share.font 指明字更全的字体，如思源宋体", "name a font that has more characters with share.font"},
		{"unsafe-picture", "图片里有会运行或会从外面加载的内容：%[1]s", "the picture holds something that runs or is loaded from elsewhere: %[1]s"},
		{"unsafe-picture.mend", "用绘图软件另存为普通 SVG，或换成 PNG", "save it as plain SVG, or use a PNG instead"},
	}
}
