package message

// mediaWords are the findings about pictures.
func mediaWords() []words {
	return []words{
		{"broken-image", "图片 %[1]s 损坏或没有传完，读不出来", "the picture %[1]s is damaged or cut off and cannot be read"},
		{"broken-image.mend", "打开原图看看，重新复制一份过来，或用看图软件另存一遍", "look at the original and copy it again, or save it anew with a picture viewer"},
		{"image-type", "图片 %[1]s 的扩展名不对：内容其实是 %[2]s", "the picture %[1]s is not what its extension says: it is %[2]s"},
		{"image-type.mend", "把扩展名改成 %[3]s，正文里的文件名也跟着改", "change its extension to %[3]s, and its name in the text too"},
		{"image-format", "图片 %[1]s 其实是 %[2]s，不是所有浏览器都能显示", "the picture %[1]s is %[2]s, which not all browsers show"},
		{"image-format.mend", "用看图软件另存为 JPEG 或 PNG；手机里可把相机格式设为“兼容性最佳”", "save it as JPEG or PNG with a picture viewer; a phone's camera may be set to its most compatible format"},
		{"image-too-large", "图片 %[1]s 太大：%[2]s 像素，解开要占 %[3]v MiB 内存（最多 %[4]v 百万像素、%[5]v MiB）", "the picture %[1]s is too large: %[2]s pixels, %[3]v MiB once decoded (at most %[4]v megapixels and %[5]v MiB)"},
		{"image-too-large.mend", "把它缩小后再放进来；渐进式 JPEG 和 16 位 PNG 占得更多，可另存为普通 JPEG 或 8 位 PNG", "make it smaller; progressive JPEG and 16-bit PNG take more, so save it as baseline JPEG or 8-bit PNG"},
		{"image-file-too-large", "图片文件 %[1]s 太大：%[2]v MiB（最多 %[3]v MiB）", "the picture file %[1]s is too large: %[2]v MiB (at most %[3]v MiB)"},
		{"image-file-too-large.mend", "把它缩小或压缩后再放进来", "make it smaller or compress it"},
		{"picture-sanitised", "图片里有会运行、会从外面加载或不能用的内容，发布时已去掉：%[1]s", "the picture held something that runs, is loaded from elsewhere or cannot be used, and is published without it: %[1]s"},
		{"picture-sanitised.mend", "看看发布的图是否还是原来的样子；用绘图软件另存为普通 SVG（文字转成路径，图片嵌入），或换成 PNG", "see whether the published picture still looks right; save it as plain SVG (text as paths, pictures embedded), or use a PNG"},
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
