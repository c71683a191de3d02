package message

// assetWords are those of the checks of pictures, films and downloads.
func assetWords() []words {
	return []words{
		{"image-without-alt", "图片没有文字说明，看不见图的读者（读屏软件）得不到内容", "the picture has no description for those who cannot see it"},
		{"image-without-alt.mend", "在方括号里用一句话写清图上是什么：![村民在葡萄架下议事](a.jpg)；只作装饰的写成 <img src=\"a.jpg\" alt=\"\">", "say in the brackets what is in the picture: ![villagers in council](a.jpg); one that only decorates is <img src=\"a.jpg\" alt=\"\">"},
		{"alt-is-file-name", "图片的文字说明“%[1]s”是文件名，没有说图上是什么", "the description %[1]s is the name of a file and does not say what is in the picture"},
		{"alt-is-file-name.mend", "换成一句话，写清图上是什么人、在做什么、在哪里", "write a sentence instead: who or what is in the picture, doing what, where"},
		{"alt-says-nothing", "图片的文字说明只写了“%[1]s”，没有说图上是什么", "the description only says %[1]s and not what is in the picture"},
		{"alt-says-nothing.mend", "换成一句话，写清图上是什么", "write a sentence that says what is in the picture"},
		{"video-without-captions", "音视频“%[1]s”没有字幕，也没有文字稿，听不见的读者得不到内容", "%[1]s has neither captions nor a transcript for those who cannot hear it"},
		{"video-without-captions.mend", "在旁边放上字幕（.vtt、.srt）或文字稿的链接，或把同名的 .vtt、.srt、.txt、.docx 放在一起", "put a link to captions (.vtt, .srt) or a transcript beside it, or a .vtt, .srt, .txt or .docx of the same name"},
		{"picture-location", "照片的原文件里记着拍摄地点（发布时会去掉，但原文件仍在资料库里）", "the picture's source tells where it was taken (not once published, but the source stays in the repository)"},
		{"picture-location.mend", "把照片导出一份不带位置的再放进来，或关掉手机相机的定位", "export the picture without its place, or switch the camera's location off"},
		{"picture-personal", "照片的原文件里记着个人或设备的信息：%[1]s（发布时会去掉，但原文件仍在资料库里）", "the picture's source tells of a person or a device: %[1]s (not once published, but the source stays in the repository)"},
		{"picture-personal.mend", "把照片导出一份不带这些信息的再放进来", "export the picture without these"},
		{"file-location", "文件里记着拍摄地点，会原样发布出去", "the file tells where it was taken, and is published as it is"},
		{"file-location.mend", "导出一份不带位置信息的；照片转成 JPEG、PNG 或 WebP，发布时会自动去掉", "export it without its place; pictures as JPEG, PNG or WebP lose it when they are published"},
		{"file-personal", "文件里记着个人或设备的信息：%[1]s，会原样发布出去", "the file tells of a person or a device: %[1]s, and is published as it is"},
		{"file-personal.mend", "导出一份不带这些信息的；照片转成 JPEG、PNG 或 WebP，发布时会自动去掉", "export it without these; pictures as JPEG, PNG or WebP lose them when they are published"},
		{"picture-heavy", "原图有 %[1]s MiB，超过 %[2]s MiB（网页上用缩小的图，但生成和存放都慢）", "the picture has %[1]s MiB, over %[2]s MiB (pages show smaller ones, but building and keeping it is slow)"},
		{"picture-heavy.mend", "宽度缩到 2400 像素左右，另存为 JPEG 或 WebP", "make it about 2400 pixels wide and save it as JPEG or WebP"},
		{"download-heavy", "下载文件有 %[1]s MiB，超过 %[2]s MiB，手机上很难下载", "the download has %[1]s MiB, over %[2]s MiB: too much for phones"},
		{"download-heavy.mend", "压缩文件里的图片，或拆成几个文件", "make the pictures in it smaller, or part it"},
		{"video-heavy", "音视频有 %[1]s MiB，超过 %[2]s MiB", "the film has %[1]s MiB, over %[2]s MiB"},
		{"video-heavy.mend", "降低分辨率或码率，或放到视频平台上，这里只放链接", "lower its resolution or bit rate, or put it on a video platform and link to it"},
	}
}
