package markup

import (
	"slices"
	"strings"
	"testing"
)

// hostile are bodies that try to bring something into the page.
func hostile() []string {
	return []string{
		"<script>alert(1)</script>",
		"a <script>alert(1)</script> b",
		"<div><script>\n\nalert(1)\n\n</script></div>",
		"<scr<script>ipt>alert(1)</scr</script>ipt>",
		"<script\n\n>alert(1)</script>",
		"<div title=\"\n\n<script>alert(1)</script>\n\n\">",
		"<a title='\n\n' onmouseover='alert(1)\n\n'>x</a>",
		"<img src=\"tu.png\" onerror=alert(1)//",
		"<img src=\"tu.png\n\n\" onerror=\"alert(1)\">",
		"<!--\n\n--><script>alert(1)</script><!-- -->",
		"<!-- a --!><script>alert(1)</script> -->",
		"<!--><script>alert(1)</script>",
		"<![CDATA[<script>alert(1)</script>]]>",
		"<?php <script>alert(1)</script> ?>",
		"<!x><script>alert(1)</script>",
		"<style><!--</style><script>alert(1)</script>-->",
		"<style>@import 'x'</style>",
		"<textarea><script>alert(1)</script></textarea>",
		"<title></title><script>alert(1)</script>",
		"<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
		"<xmp><script>alert(1)</script></xmp>",
		"<plaintext><script>alert(1)</script>",
		"<svg><script>alert(1)</script></svg>",
		"<svg><style><img src=x onerror=alert(1)></style></svg>",
		"<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
		"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
		"<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
		"<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
		"<template><script>alert(1)</script></template>",
		"<iframe src=\"javascript:alert(1)\"></iframe>",
		"<iframe srcdoc=\"<script>alert(1)</script>\">",
		"<object data=\"x.swf\"></object><embed src=\"x.swf\">",
		"<base href=\"https://evil.example/\"><meta http-equiv=refresh content=\"0;url=https://evil.example\"><link rel=stylesheet href=x>",
		"<form action=\"https://evil.example\"><input name=password><button formaction=\"javascript:alert(1)\">x</button></form>",
		"<a href=\"javascript:alert(1)\">x</a>",
		"<a href=\"&#x6A;ava&#115;cript&colon;alert(1)\">x</a>",
		"<a href=\" \tjava\nscript:alert(1)\">x</a>",
		"<a href=\"\x01javascript:alert(1)\">x</a>",
		"<a xlink:href=\"javascript:alert(1)\" ping=\"https://evil.example\">x</a>",
		"<a href=\"b.md\" href=\"javascript:alert(1)\" HREF='javascript:1'>x</a>",
		"<img src=\"data:text/html,<script>alert(1)</script>\">",
		"<img srcset=\"https://evil.example/x 1x\" src=tu.png>",
		"<div style=\"background:url(javascript:alert(1))\">x</div>",
		"<div STYLE=x OnClick=alert(1) onfocus\n=\nalert(1)>x</div>",
		"<div id=a id=b class=x/onclick=alert(1)>x</div>",
		"<p class=\"&quot; onclick=&quot;alert(1)\">x</p>",
		"<p class='\" onclick=\"alert(1)'>x</p>",
		"<body onload=alert(1)><html><head>",
		"</div></main></body></html><script>",
		"| a |\n|---|\n| </td></tr></table></div><script>alert(1)</script> |",
		"[x](<javascript:alert(1)>) ![x](<vbscript:x>)",
		"[x](javascript&colon;alert&lpar;1&rpar;)",
		"[x]: javascript:alert(1)\n\n[x] ![x]",
		"<javascript:alert(1)> <data:text/html,x>",
		"[x](b.md \"\\\" onclick=\\\"alert(1)\") ![\" onerror=\"alert(1)](tu.png)",
		"```\"onclick=alert(1)//\nx\n```",
		"``` \"><script>alert(1)</script>\nx\n```",
		"## x {#\" onclick=\"alert(1)}\n## x {onclick=alert(1)}\n## x {#a .b style=c}",
		"[^\" onclick=\"alert(1)]\n\n[^\" onclick=\"alert(1)]: x",
		"&lt;script&gt;alert(1)&lt;/script&gt; <b>x",
		"<b><p><i><div></b></p></i></div>",
		"<a><a><table><a></table></a>",
		"<table><tr><td><table><div><p></table></p>x",
		"<p><table><p>x</table><b></p>y",
		"*a <b>b* c</b> **d <div> e** f</div>",
		"- <li> a\n- </ul></li> b\n\n> </blockquote> c",
		"<details><summary>a\n\nb</summary>\n\n</details></details>",
		strings.Repeat("<b class=x>", 200) + "\n\nx\n\ny",
		strings.Repeat("<div>\n\n", 200) + "x",
		strings.Repeat("> ", 90) + strings.Repeat("<div>", 70) + strings.Repeat("**a *b ", 60) + strings.Repeat("c* d**", 60),
		"<ruby>槜<rp>(</rp><rt>zuì</rt><rp>)</rp></ruby>李",
		"<h1>甲<h2>乙</h1>丙</h2>\n\n# 丁 <h3>戊</h3>\n",
		"<pre>\n\n  x\n</pre>\n\n<pre>a\n  b</pre>",
		"x<br>y<wbr>z<hr><p>",
		"a\x00<\x00script>b\xff<b\xfe>c</b>",
	}
}

func TestNothingHostileGetsThrough(t *testing.T) {
	for _, text := range hostile() {
		doc, _ := converter().Convert(source(text))
		checkDocument(t, doc)
		if s := string(doc.HTML); strings.Contains(strings.ToLower(s), "<script") || strings.Contains(s, "evil.example") {
			t.Errorf("%q becomes\n%s", text, s)
		}
	}
}

func TestRawHTML(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		diags            []string
	}{
		{"kept", "水是 H<sub>2</sub>O，按 <kbd>F</kbd>，<abbr title=\"党组织\">支部</abbr>", "<p>水是 H<sub>2</sub>O，按 <kbd>F</kbd>，<abbr title=\"党组织\">支部</abbr></p>", nil},
		{"Markdown inside", "<div class=\"box\">\n\n**粗**\n\n</div>", "<div class=\"box\">\n<p><strong>粗</strong></p>\n</div>", nil},
		{"script with its content", "甲<script>x()</script>乙", "<p>甲乙</p>", []string{"10:2: warning: html-removed \"<script>\""}},
		{"unknown element without its content", "<center>中</center>", "中", []string{"10:1: warning: html-removed \"<center>\""}},
		{"handler and style", "> 甲\n> <b\n> onclick=x style=\"y\" class=z>乙</b>", "<blockquote>\n<p>甲<b class=\"z\">乙</b></p>\n</blockquote>", []string{"11:3: warning: html-removed \"<b onclick=…>\"", "11:3: warning: html-removed \"<b style=…>\""}},
		{"left open", "一 <u>二\n\n三", "<p>一 <u>二</u></p>\n<p>三</p>", []string{"10:3: warning: html-unclosed \"<u>\""}},
		{"block left open", "> <div>\n\n三", "<blockquote>\n<div>\n</div></blockquote>\n<p>三</p>", []string{"10:3: warning: html-unclosed \"<div>\""}},
		{"end tag alone", "一</div>二", "<p>一二</p>", []string{"10:2: warning: html-removed \"</div>\""}},
		{"closes nothing around it", "<section>\n\n- 甲</section>\n\n</section>", "<section>\n<ul>\n<li>甲</li>\n</ul>\n</section>", []string{"12:4: warning: html-removed \"</section>\""}},
		{"tag over pieces", "<div title=\"\n\n甲\">", "<p>甲&#34;&gt;</p>", []string{"10:1: warning: html-removed \"<div title=\\\"\""}},
		{"link", "<a href=\"../b.md\" target=\"_blank\">乙</a>", `<p><a href="../cases/b.html">乙</a></p>`, []string{"10:1: warning: html-removed \"<a target=…>\""}},
		{"image", "<img src=\"tu.png\" alt=\"图\" width=\"50\">", `<img alt="图" width="50" src="../cases/a/tu.png" loading="lazy" decoding="async"/>`, nil},
		{"image that is not there", "<p>甲\n<img src=\"wu.png\"></p>", "<p>甲\n</p>", []string{"11:1: error: missing-image \"wu.png\" \"cases/a/wu.png\""}},
		{"id twice", "## 甲\n\n<b id=\"jia\">x</b><b id=\"做\">x</b><b id=\"y\">x</b>", "<h2 id=\"jia\">甲</h2>\n<p><b>x</b><b>x</b><b id=\"y\">x</b></p>", []string{"12:1: warning: html-id \"jia\"", "12:18: warning: html-id \"做\""}},
		{"heading", "<h1>做法</h1>\n\n[去](#zuo-fa)", "<h2 id=\"zuo-fa\">做法</h2>\n<p><a href=\"#zuo-fa\">去</a></p>", []string{"10:1: warning: heading-level-1 \"<h1>\""}},
		{"table, with cells left open", "<table>\n<tr><th scope=row>甲<td colspan=2>乙\n<tr><td>丙</table>", "<table>\n<tbody><tr><th scope=\"row\">甲</th><td colspan=\"2\">乙\n</td></tr><tr><td>丙</td></tr></tbody></table>", nil},
		{"comment", "甲<!-- 记 -->乙\n\n<!--\n记\n-->\n\n丙", "<p>甲乙</p>\n\n<p>丙</p>", nil},
		{"own elements beside it", "- [x] <b>甲</b>[^1]\n\n| a |\n|--:|\n| 1 |\n\n[^1]: 乙 <mailto:a@b.cn>", "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled=\"\" checked=\"\"/> <b>甲</b><sup class=\"footnote-ref\"><a href=\"#fn:1\" id=\"fnref:1\" role=\"doc-noteref\">[1]</a></sup></label></li>\n</ul>\n<div class=\"table\" role=\"region\" aria-label=\"表格\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"num\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"num\">1</td>\n</tr>\n</tbody>\n</table></div>\n<section class=\"footnotes\" id=\"footnotes\" role=\"doc-endnotes\">\n<hr/>\n<ol>\n<li id=\"fn:1\">\n<p>乙 <a href=\"mailto:a@b.cn\">mailto:a@b.cn</a> <a aria-label=\"返回正文 1\" class=\"footnote-back\" href=\"#fnref:1\" role=\"doc-backlink\">↩</a></p>\n</li>\n</ol>\n</section>", nil},
	} {
		got, diags := convert(c.text)
		if strings.TrimSpace(got) != c.want || !slices.Equal(diags, c.diags) {
			t.Errorf("%s: %q\n got %s\n     %q\nwant %s\n     %q", c.name, c.text, got, diags, c.want, c.diags)
		}
	}
}
