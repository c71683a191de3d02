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
	}
}
