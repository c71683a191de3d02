package message

// previewWords are the preview's: what touyan watch tells in the terminal, and what
// its bar and its list of faults say beside the page.
func previewWords() []words {
	return []words{
		{"watch-limit", "系统不让再盯更多的文件，改为每隔一会儿看一遍，改动要晚一点才显示", "the system watches no more files, so they are looked at again and again instead; changes show a little later"},
		{"watch-limit.mend", "调高上限就好：sudo sysctl %[1]s", "raise the limit: sudo sysctl %[1]s"},
		{"watch-network", "文件夹在网络盘或共享盘上，那里的改动系统不通知，改为每隔一会儿看一遍", "the folder is on a network or shared drive, of whose changes the system does not tell; the files are looked at again and again instead"},
		{"watch-network.mend", "把文件夹放在本机的盘上，改动显示得最快", "changes show fastest from a folder on a drive of this machine"},
		{"watch-refused", "系统不通知文件的改动（%[1]s），改为每隔一会儿看一遍", "the system does not tell of changes (%[1]s), so files are looked at again and again instead"},
		{"watch-refused.mend", "改动要晚一点才显示，别的都一样", "changes show a little later; all else is the same"},
		{"preview-machine", "网站没有更新：%[1]s", "the site could not be brought up to date: %[1]s"},
		{"preview-machine.mend", "下次保存时会再试；检查磁盘和权限", "the next save tries again; check the disk and permissions"},

		{"watch.address", "预览", "preview"},
		{"watch.next", "%[1]s（%[2]s 已被占用，换了端口）", "%[1]s (%[2]s is taken, so another port)"},
		{"watch.folder", "文件夹", "folder"},
		{"watch.files", "盯着", "watched"},
		{"watch.files.of", "content/、themes/、layouts/、assets/、i18n/ 和 site.yaml，改了就更新", "content/, themes/, layouts/, assets/, i18n/ and site.yaml"},
		{"watch.found", "发现", "found"},
		{"watch.found.of", "%[1]s，%[2]s", "%[1]s, %[2]s"},
		{"watch.time", "用时", "time"},
		{"watch.stop", "按 Ctrl-C 结束", "Ctrl-C ends it"},
		{"watch.stopped", "预览结束", "the preview has ended"},
		{"watch.same", "没有变化", "no change"},
		{"watch.everything", "全部", "everything"},
		{"watch.more", "%[1]s 等 %[2]d 个", "%[1]s and others, %[2]d in all"},
		{"watch.behind", "没有更新，显示的还是出错之前的样子", "not updated; what is shown is as it was before"},
		{"watch.mended", "都改好了", "all is mended"},
		{"watch.fault", "%[1]s，网页上也有", "%[1]s, shown on the page too"},

		{"preview.bar", "预览", "Preview"},
		{"preview.fold", "收起或展开", "fold or unfold"},
		{"preview.away", "已断开", "away"},
		{"preview.edit", "在编辑器里打开 %[1]s", "open %[1]s in the editor"},
		{"preview.none", "这一页由别的页面汇成", "made from other pages"},
		{"preview.count", "%[1]s 字 · 约 %[2]s 分钟", "%[1]s words · about %[2]s min"},
		{"preview.review", "审校记录 %[1]s", "reviews: %[1]s"},
		{"preview.phone", "手机", "Phone"},
		{"preview.paper", "打印样式", "On paper"},
		{"preview.print", "打印…", "Print…"},
		{"preview.close", "关闭", "close"},
		{"preview.gone", "这个页面已经没有了。", "This page is gone."},
		{"preview.edited", "刚改了：", "Just edited:"},
		{"preview.faults", "%[1]s 处错误", "errors: %[1]s"},
		{"preview.behind", "后面是出错之前的页面。改好保存，这里自己会消失；按 Esc 先收起。", "Behind this is the page as it was before. Mend and save, and this goes by itself; Esc hides it for now."},
		{"preview.warnings", "%[1]s 处提醒", "warnings: %[1]s"},
		{"preview.error", "错误", "error"},
		{"preview.warning", "提醒", "warning"},
		{"preview.hint", "建议", "hint"},
		{"preview.blank", "还没有可以显示的页面", "There is no page to show yet"},
	}
}
