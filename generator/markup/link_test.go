package markup

import (
	"slices"
	"strings"
	"testing"
)

func TestLinks(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"../b.md", "../cases/b.html"},
		{"../b.md#zuo-fa", "../cases/b.html#zuo-fa"},
		{"../b.md?x=1#做法", "../cases/b.html?x=1#%E5%81%9A%E6%B3%95"},
		{"./../b.md", "../cases/b.html"},
		{"/cases/b.md", "../cases/b.html"},
		{"/about.md", "../about.html"},
		{"../../brands/c/index.md", "../brands/c.html"},
		{"../../brands/c/", "../brands/c.html"},
		{"../", "../cases/index.html"},
		{"/cases/", "../cases/index.html"},
		{"index.md", "../cases/a.html"},
		{"biao.xlsx", "../cases/a/biao.xlsx"},
		{"<图 二.svg>", "../cases/a/%E5%9B%BE%20%E4%BA%8C.svg"},
		{"图%20二.svg", "../cases/a/%E5%9B%BE%20%E4%BA%8C.svg"},
		{"/images/zong.jpg", "../images/zong.jpg"},
		{"/guides/100%25/读我.md", "../guides/du-wo.html"},
		{"/guides/100%25/附件%3F.pdf", "../guides/%E9%99%84%E4%BB%B6%3F.pdf"},
		{"shuo.html", "../cases/a/shuo.html"},
		{"../types/alliance.html#x", "../types/alliance.html#x"},
		{"#jia", "#jia"},
		{"index.md#jia", "#jia"},
		{"#top", "#top"},
		{"https://example.org/路?a=1&b=%20#片", "https://example.org/%E8%B7%AF?a=1&amp;b=%20#%E7%89%87"},
		{"HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"},
		{"mailto:a@example.org", "mailto:a@example.org"},
		{"tel:+86-573-000", "tel:+86-573-000"},
	} {
		html, diags := convert("## 甲\n\n[x](" + c.address + ")")
		_, link, _ := strings.Cut(html, "\n")
		rel := ""
		if strings.HasPrefix(strings.ToLower(c.want), "http") {
			rel = ` rel="noopener noreferrer"`
		}
		if want := `<p><a href="` + c.want + `"` + rel + `>x</a></p>`; link != want || len(diags) > 0 {
			t.Errorf("%s\n got %s %q\nwant %s", c.address, link, diags, want)
		}
	}
}

func TestFaultyLinksBecomeTheirText(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"../zai.md", `broken-link "../zai.md" "cases/zai.md"`},
		{"../zai/", `broken-link "../zai/" "cases/zai/index.md"`},
		{"../b", `broken-link "../b" "cases/b.md"`},
		{"../b.html", `broken-link "../b.html" "cases/b.md"`},
		{"../../brands/c", `broken-link "../../brands/c" "brands/c/index.md"`},
		{"/zai.md#x", `broken-link "/zai.md#x" "zai.md"`},
		{"../cao/index.md#x", `unpublished-link "../cao/index.md#x" "cases/cao/index.md"`},
		{"/cases/cao/", `unpublished-link "/cases/cao/" "cases/cao/index.md"`},
		{"../cao.html", `unpublished-link "../cao.html" "cases/cao/index.md"`},
		{"../cao/tu.png", `unpublished-link "../cao/tu.png" "cases/cao/tu.png"`},
		{"wu.pdf", `missing-file "wu.pdf" "cases/a/wu.pdf"`},
		{"/wu.pdf", `missing-file "/wu.pdf" "wu.pdf"`},
		{"../../../x.md", `link-outside "../../../x.md"`},
		{"/../x.md", `link-outside "/../x.md"`},
		{"../../x.html", `link-outside "../../x.html"`},
		{"%2e%2e/%2e%2e/%2e%2e/x.md", `link-outside "%2e%2e/%2e%2e/%2e%2e/x.md"`},
		{"/cases/b.html", `absolute-link "/cases/b.html"`},
		{"/about", `broken-link "/about" "about.md"`},
		{"/wu", `absolute-link "/wu"`},
		{"//example.org/x", `absolute-link "//example.org/x"`},
		{`/\\example.org/x`, `absolute-link "/\\example.org/x"`},
		{"javascript:alert(1)", `unsafe-link "javascript:alert(1)"`},
		{"JaVaScRiPt:alert(1)", `unsafe-link "JaVaScRiPt:alert(1)"`},
		{"java&#x73;cript:alert(1)", `unsafe-link "javascript:alert(1)"`},
		{"javascript&colon;alert(1)", `unsafe-link "javascript:alert(1)"`},
		{`javascript\:alert(1)`, `unsafe-link "javascript:alert(1)"`},
		{"java&Tab;script:alert(1)", `unsafe-link "javascript:alert(1)"`},
		{"java&NewLine;script:alert(1)", `unsafe-link "javascript:alert(1)"`},
		{"&#1;javascript:alert(1)", `unsafe-link "javascript:alert(1)"`},
		{"<java script:alert(1)>", `unsafe-link "java script:alert(1)"`},
		{"< javascript:alert(1)>", `unsafe-link "javascript:alert(1)"`},
		{"java&#x200B;script:alert(1)", "unsafe-link \"java\\u200bscript:alert(1)\""},
		{"vbscript:x", `unsafe-link "vbscript:x"`},
		{"data:text/html,x", `unsafe-link "data:text/html,x"`},
		{"file:///etc/passwd", `unsafe-link "file:///etc/passwd"`},
		{"ftp://example.org", `unsafe-link "ftp://example.org"`},
		{"http:x", `unsafe-link "http:x"`},
		{"https:///example.org", `unsafe-link "https:///example.org"`},
		{"mailto:", `unsafe-link "mailto:"`},
		{"", "empty-link"},
	} {
		html, diags := convert("[x](" + c.address + ")")
		want := "10:1: error: " + c.want
		if c.want == "empty-link" {
			want = "10:1: warning: empty-link"
		}
		if html != "<p>x</p>" || !slices.Equal(diags, []string{want}) {
			t.Errorf("%s\n got %s %q\nwant %q", c.address, html, diags, want)
		}
	}
}

func TestAnchors(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"[x](#zuo-fa)\n\n## 做法", nil},
		{"[x](#zuo-fa-2)\n\n## 做法\n\n## 做法", nil},
		{"[x](#how)\n\n## 做法 {#how}", nil},
		{"[x](#zuo-fa)\n\n## 做法 {#how}", []string{`10:1: error: broken-anchor "zuo-fa" "how"`}},
		{"[x](#做法与经过)\n\n## 背景\n\n## 做法与经过", []string{`10:1: error: broken-anchor "做法与经过" "zuo-fa-yu-jing-guo"`}},
		{"[x](#做法)\n\n## 背景\n\n## 主要做法", []string{`10:1: error: broken-anchor "做法" "zhu-yao-zuo-fa"`}},
		{"[x](index.md#zuo)\n\n## 背景\n\n## 做法", []string{`10:1: error: broken-anchor "zuo" "zuo-fa"`}},
		{"[x](#wu)", []string{`10:1: error: broken-anchor "wu" "top"`}},
		{"[x](#yuan)\n\n<b id=\"yuan\">x</b>", nil},
	} {
		if _, diags := convert(c.text); !slices.Equal(diags, c.want) {
			t.Errorf("%q\n got %q\nwant %q", c.text, diags, c.want)
		}
	}
}

// TestPlaces puts a broken link and a missing image into every kind of block.
func TestPlaces(t *testing.T) {
	const link, image = `error: broken-link "z.md" "cases/a/z.md"`, `error: missing-image "z.png" "cases/a/z.png"`
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"paragraph", "甲[乙](z.md)丙", []string{"10:2: " + link}},
		{"image", "甲![乙](z.png)", []string{"10:2: " + image}},
		{"second line", "甲\n  乙 [丙](z.md)", []string{"11:5: " + link}},
		{"after a character beyond 16 bits", "𠀀𠀀[乙](z.md)", []string{"10:3: " + link}},
		{"in emphasis", "甲**乙[丙](z.md)**", []string{"10:5: " + link}},
		{"image in a link", "[![甲](z.png)](z.md)", []string{"10:1: " + link, "10:2: " + image}},
		{"over two lines", "甲 [乙\n丙](z.md)", []string{"10:3: " + link}},
		{"heading", "## 甲 [乙](z.md)", []string{"10:6: " + link}},
		{"heading with a line below", "甲 [乙](z.md)\n===", []string{"10:1: warning: heading-level-1 \"甲 乙\"", "10:3: " + link}},
		{"list", "- 甲\n- [乙](z.md)\n  - ![丙](z.png)", []string{"11:3: " + link, "12:5: " + image}},
		{"list with tabs", "-\t甲\n-\t\t[乙](z.md)", nil},
		{"list of tabs", "-\t[乙](z.md)", []string{"10:3: " + link}},
		{"ordered list, second paragraph", "1. 甲\n\n   [乙](z.md)", []string{"12:4: " + link}},
		{"task", "- [ ] [乙](z.md)", []string{"10:7: " + link}},
		{"quotation", "> 甲\n> > [乙](z.md)\n[丙](z.md)", []string{"11:5: " + link, "12:1: " + link}},
		{"table", "| 甲 | 乙 |\n|---|---|\n| 丙 | [丁](z.md) ![戊](z.png) |", []string{"12:7: " + link, "12:17: " + image}},
		{"table head", "甲 | [乙](z.md)\n---|---", []string{"10:5: " + link}},
		{"table in a list", "- 甲\n\n  | a | b |\n  |---|---|\n  | `x\\|y` | [乙](z.md) |", []string{"14:14: " + link}},
		{"definition list", "甲 [乙](z.md)\n: 丙 ![丁](z.png)", []string{"10:3: " + link, "11:5: " + image}},
		{"footnote", "甲[^1]\n\n[^1]: 乙 [丙](z.md)\n\n    ![丁](z.png)", []string{"12:9: " + link, "14:5: " + image}},
		{"figure", "![甲](z.png \"题\")", []string{"10:1: " + image}},
		{"definition of a link", "[甲][d] ![乙][d]\n\n  [d]: z.md \"题\"", []string{"12:3: " + link, "12:3: error: missing-image \"z.md\" \"cases/a/z.md\""}},
		{"two definitions together", "[甲] [乙]\n\n[甲]: ../b.md\n[乙]:\n  z.md", []string{"13:1: " + link}},
		{"definition in a quotation", "[甲]\n\n> [甲]: z.md", []string{"12:3: " + link}},
		{"definition that nothing uses", "[甲]: z.md", nil},
		{"heading of level 1 in a list", "- 甲\n\n   # 乙", []string{"12:4: warning: heading-level-1 \"乙\""}},
		{"id in a quotation", "> ## 甲 {#1}", []string{"10:8: warning: heading-id \"1\" \"jia\""}},
		{"marks without notes", "- 甲[^x]\n\n  > 乙![^y]", []string{"10:4: warning: undefined-footnote \"x\"", "12:7: warning: undefined-footnote \"y\""}},
		{"notes without marks", "甲\n\n  [^x]: 乙\n- [^y]: 丙", []string{"12:3: warning: unused-footnote \"x\"", "13:3: warning: unused-footnote \"y\""}},
		{"link that looks like a task", "- [x](z.md)", []string{"10:3: " + link}},
		{"autolink", "甲 <ftp://x.y>", []string{"10:3: error: unsafe-link \"ftp://x.y\""}},
		{"raw link", "甲 <b>乙</b> <a\nhref=\"z.md\">丙</a>", []string{"10:12: " + link}},
		{"raw block", "<div>\n  <img src=\"z.png\">\n</div>", []string{"11:3: " + image}},
		{"lines ended by CRLF", "甲\r\n\r\n乙 [丙](z.md)\r\n", []string{"12:3: " + link}},
		{"byte order mark", "\uFEFF[乙](z.md)", []string{"10:1: " + link}},
		{"invalid bytes", "\xff[乙](z.md)", []string{"10:2: " + link}},
	} {
		if _, diags := convert(c.text); !slices.Equal(diags, c.want) {
			t.Errorf("%s: %q\n got %q\nwant %q", c.name, c.text, diags, c.want)
		}
	}
}

func TestPlainAddresses(t *testing.T) {
	const rel = ` rel="noopener noreferrer"`
	for _, c := range []struct{ text, want string }{
		{"见https://a.cn/b，并", `见<a href="https://a.cn/b"` + rel + `>https://a.cn/b</a>，并`},
		{"https://a.cn/党建", `<a href="https://a.cn/"` + rel + `>https://a.cn/</a>党建`},
		{"（http://a.cn/b(c)）", `（<a href="http://a.cn/b(c)"` + rel + `>http://a.cn/b(c)</a>）`},
		{"(http://a.cn/b)", `(<a href="http://a.cn/b"` + rel + `>http://a.cn/b</a>)`},
		{"http://a.cn/b_c_d.", `<a href="http://a.cn/b_c_d"` + rel + `>http://a.cn/b_c_d</a>.`},
		{"**https://a.cn**", `<strong><a href="https://a.cn"` + rel + `>https://a.cn</a></strong>`},
		{"访问www.a.cn/x查看", `访问<a href="http://www.a.cn/x"` + rel + `>www.a.cn/x</a>查看`},
		{"信箱dang_wei.ban@a-b.gov.cn。", `信箱<a href="mailto:dang_wei.ban@a-b.gov.cn">dang_wei.ban@a-b.gov.cn</a>。`},
		{"mailto:a@b.cn", `<a href="mailto:a@b.cn">mailto:a@b.cn</a>`},
		{"[https://a.cn](../b.md)", `<a href="../cases/b.html">https://a.cn</a>`},
		{"`https://a.cn`", `<code>https://a.cn</code>`},
		{"ftp://a.cn xhttp://a.cn http:// http://。 @a a@b 4.7 www.x", "ftp://a.cn xhttp://a.cn http:// http://。 @a a@b 4.7 www.x"},
	} {
		got, diags := convert(c.text)
		if got != "<p>"+c.want+"</p>" || len(diags) > 0 {
			t.Errorf("%s\n got %s\nwant <p>%s</p>\n%q", c.text, got, c.want, diags)
		}
	}
}

func TestRefsAreSortedAndUnique(t *testing.T) {
	doc, _ := converter().Convert(source("[a](../b.md) ![b](tu.png) [c](/about.md#x) [d](../b.md#y) [e](index.md) [f](#g) https://a.cn"))
	if want := []string{"about.md", "cases/a/tu.png", "cases/b.md"}; !slices.Equal(doc.Refs, want) {
		t.Errorf("got %q, want %q", doc.Refs, want)
	}
}

// What only the finished site can tell is noted with its place, spelled as the
// site's own check spells it.
func TestLinksToBeCheckedLater(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"甲 [x](../b.md#没有)", []string{"10:3 cases/b.html#没有"}},
		{"[x](../b.md?a=1#%E6%B2%A1)", []string{"10:1 cases/b.html#没"}},
		{"[x](nope.html)\n\n- [y](../types/index.html#a)", []string{"10:1 cases/nope.html", "12:3 types/index.html#a"}},
		{"[x][d]\n\n[d]: ../b.md#y", []string{"12:1 cases/b.html#y"}},
		{"<a href=\"shuo.html#z\">x</a>", []string{"10:1 cases/a/shuo.html#z"}},
		{"[x](../b.md) [y](../b.md#top) [z](../b.md#:~:text=x) [w](index.md#jia) [v](https://a.cn/#x) [u](#TOP)\n\n## 甲", nil},
	} {
		doc, diags := converter().Convert(source(c.text))
		var got []string
		for _, l := range doc.Later {
			got = append(got, strings.TrimPrefix(l.Pos.String(), "content/cases/a/index.md:")+" "+l.Target)
		}
		if !slices.Equal(got, c.want) || len(diags) > 0 {
			t.Errorf("%q\n got %q %v\nwant %q", c.text, got, diags, c.want)
		}
	}
}
