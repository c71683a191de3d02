package message

// externalWords are the findings about links to other sites.
func externalWords() []words {
	return []words{
		{"link-dead", "外部链接 %[1]s 已失效：对方答复 %[3]v，没有这个页面", "%[1]s is gone: the site answers %[3]v"},
		{"link-dead.mend", "改为现在的地址，或换成存档页，或删去链接、保留文字", "write its present address, link to an archived copy, or keep the words without the link"},
		{"link-host", "外部链接 %[1]s 打不开：网站不存在或不再提供网页（%[2]s）", "%[1]s cannot be opened: no website answers there (%[2]s)"},
		{"link-host.mend", "核对网址有无错字；网站已停办的，换来源或删去链接", "look for a slip in the address; if the site has closed, use another source or drop the link"},
		{"link-circle", "外部链接 %[1]s 转来转去，到不了页面（停在 %[2]s）", "%[1]s is redirected without end (stopped at %[2]s)"},
		{"link-circle.mend", "在浏览器中打开，把最后看到的页面地址写进来", "open it in a browser and write the address of the page you end on"},
		{"link-moved", "外部链接 %[1]s 已改址为 %[2]s", "%[1]s has moved to %[2]s"},
		{"link-moved.mend", "改写为新地址", "write the new address"},
		{"link-home", "外部链接 %[1]s 现在只转到首页 %[2]s，原页面很可能已撤下", "%[1]s now only leads to the home page %[2]s; the page itself is probably gone"},
		{"link-home.mend", "在该网站内另找此页，或换来源", "look for the page on that site, or use another source"},
		{"link-insecure", "外部链接 %[1]s 从 https 转到了不加密的 %[2]s", "%[1]s leads from https to %[2]s, which is not encrypted"},
		{"link-insecure.mend", "请对方改正；若有加密的地址，直接写它", "ask the site to mend it, or write an encrypted address if there is one"},
		{"link-certificate", "外部链接 %[1]s 的安全证书有误（%[2]s），浏览器会拦下读者", "%[1]s has a faulty certificate (%[2]s); browsers stop readers there"},
		{"link-certificate.mend", "请对方更换证书；其间换来源或删去链接", "ask the site to replace it; use another source meanwhile"},
		{"link-certificate-doubt", "外部链接 %[1]s 的安全连接无法核验（%[2]s）", "the secure connection of %[1]s cannot be verified (%[2]s)"},
		{"link-certificate-doubt.mend", "用浏览器打开看看；能正常打开的，可注明理由忽略", "open it in a browser; if it works there, ignore this with a reason"},
		{"link-certificate-ends", "外部链接 %[1]s 的安全证书将于 %[2]s 到期", "the certificate of %[1]s ends on %[2]s"},
		{"link-certificate-ends.mend", "若是本单位的网站，请及时更换证书", "if the site is your own, renew it in time"},
		{"link-slow", "外部链接 %[1]s 多次等候都没有答复（阶段：%[2]s）", "%[1]s did not answer in time, each time (phase: %[2]s)"},
		{"link-slow.mend", "用浏览器打开看看；改日再查仍如此，换来源", "open it in a browser; if it is the same another day, use another source"},
		{"link-fault", "外部链接 %[1]s 暂时打不开（状态 %[3]v，%[2]s）", "%[1]s cannot be opened just now (status %[3]v, %[2]s)"},
		{"link-fault.mend", "改日再查；仍如此的，换来源或删去链接", "check again another day; if it stays so, use another source"},
		{"link-unsure", "外部链接 %[1]s 不让程序查看（状态 %[3]v），读者也许能打开", "%[1]s does not answer programs (status %[3]v), though readers may see it"},
		{"link-unsure.mend", "请用浏览器打开核对一次", "open it in a browser once"},
		{"link-private", "外部链接 %[1]s 指向本机或内部网络，公众打不开", "%[1]s leads into this machine or its own network, which the public cannot open"},
		{"link-private.mend", "改为公开的地址；内网站点在 site.yaml 里写 profile: intranet", "write a public address; for an intranet site write profile: intranet in site.yaml"},
		{"link-address", "%[1]s 不是有效的网址（%[2]s）", "%[1]s is no web address (%[2]s)"},
		{"link-address.mend", "核对网址", "correct it"},
		{"external-offline", "一个外部网站也连不上，这台电脑似乎没有联网；外部链接未作判断", "no outside host could be reached: this machine seems to be offline, so links were not judged"},
		{"external-offline.mend", "联网后再查；要经代理的，设置 HTTPS_PROXY", "check again when it is online; where a proxy is needed, set HTTPS_PROXY"},
	}
}
