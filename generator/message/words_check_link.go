package message

// checkLinkWords are those of the checks of links within the site.
func checkLinkWords() []words {
	return []words{
		{"orphan-page", "读者走不到“%[1]s”：菜单和别的页面里都没有通向它的链接", "no menu and no other page leads to %[1]s"},
		{"orphan-page.mend", "把它加进 site.yaml 的 menus，或在相关页面的正文里链接过来；不想公开就写上 draft: true", "add it to menus in site.yaml, or link to it from a page; if it is not for readers, set draft: true"},
		{"orphan-file", "没有页面用到这个文件，发布后知道网址的人却都能下载", "no page uses this file, which anyone who knows its address can download once published"},
		{"orphan-file.mend", "在正文里链接它；用不着就删去或移出 content/", "link to it, or delete it or move it out of content/"},
		{"alias-link", "这个链接指向旧地址 %[1]s，那里只会再转到 %[2]s", "this link leads to the old address %[1]s, which only leads on to %[2]s"},
		{"alias-link.mend", "直接链接页面的文件：%[3]s", "link to the page's file: %[3]s"},
		{"alias-menu", "菜单里的“%[1]s”指向旧地址，那里只会再转到 %[2]s", "the menu's %[1]s leads to an old address, which only leads on to %[2]s"},
		{"alias-menu.mend", "把 url 改成 %[3]s", "make its url %[3]s"},
		{"menu-twice", "菜单里的“%[1]s”和“%[2]s”通向同一处", "the menu's %[1]s and %[2]s lead to the same place"},
		{"menu-twice.mend", "留下一个，或改正其中一个的 url", "keep one, or correct the url of one"},
	}
}
