package message

// mediaWords are the findings about pictures.
func mediaWords() []words {
	return []words{
		{"broken-picture", "这个 SVG 不完整，从这里起读不了", "the SVG is not whole: it cannot be read from here on"},
		{"broken-picture.mend", "用绘图软件重新存一遍，或换成 PNG", "save it again with a drawing program, or use a PNG instead"},
		{"unsafe-picture", "图片里有会运行或会从外面加载的内容：%[1]s", "the picture holds something that runs or is loaded from elsewhere: %[1]s"},
		{"unsafe-picture.mend", "用绘图软件另存为普通 SVG，或换成 PNG", "save it as plain SVG, or use a PNG instead"},
	}
}
