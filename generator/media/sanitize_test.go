package media

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSanitize: each case is what is written within an SVG, what is published of
// it, and what is said to be gone.
func TestSanitize(t *testing.T) {
	for _, c := range []struct{ in, out, dropped string }{
		// What draws stays.
		{`<g id="a" class="b" transform="rotate(3)"><path d="M0 0" fill="url(#p)"/></g>`, `<g id="a" class="b" transform="rotate(3)"><path d="M0 0" fill="url(#p)"/></g>`, ""},
		{`<text x="1">党 &amp; 群&lt;<tspan>甲</tspan></text>`, `<text x="1">党 &amp; 群&lt;<tspan>甲</tspan></text>`, ""},
		{`<a href="../x.html"><text>x</text></a><a href="https://a.cn/?a=1&amp;b">y</a>`, `<a href="../x.html"><text>x</text></a><a href="https://a.cn/?a=1&amp;b">y</a>`, ""},
		{`<animate attributeName="x" to="3" dur="1s"/>`, `<animate attributeName="x" to="3" dur="1s"/>`, ""},
		{`<style>.a{fill:red}</style>`, `<style>.a{fill:red}</style>`, ""},
		{`<style><![CDATA[.a > .b{font-family:"宋体"}]]></style>`, `<style>.a &gt; .b{font-family:"宋体"}</style>`, ""},
		// What runs goes.
		{`<script>alert(1)</script>`, ``, "<script>"},
		{`<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>`, ``, "<script>"},
		{`<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>`, ``, "<script>"},
		{`<rect onclick="alert(1)" width="3"/>`, `<rect width="3"/>`, "onclick"},
		{`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><b>x</b></body></foreignObject><path d="M1 1"/>`, `<path d="M1 1"/>`, "<foreignObject>"},
		{`<a href=" java&#10;script:alert(1)"/>`, `<a/>`, "href"},
		{`<a href="data:text/html,x"/><a href="\\evil.example"/>`, `<a/><a/>`, "href"},
		{`<set attributeName="onclick" to="alert(1)"/><animate attributeName="href" values="javascript:x"/>`, ``, "<set>, <animate>"},
		// What is loaded from elsewhere goes.
		{`<image href="https://evil.example/x.png" width="3"/>`, `<image width="3"/>`, "href"},
		{`<image href="x.png"/><use href="other.svg#a"/><use href="#a"/>`, `<image/><use/><use href="#a"/>`, "href"},
		{`<image href="data:image/svg+xml,x"/>`, `<image/>`, "href"},
		{`<rect fill="url(https://evil.example/x#a)"/>`, `<rect fill="none"/>`, "url"},
		{`<rect style="fill:red;filter:URL( 'x.svg#a' )"/>`, `<rect style="fill:red;filter:none"/>`, "URL"},
		{`<rect style="fill:u\72l(//evil.example)"/>`, `<rect style="fill:none"/>`, `u\72l`},
		{`<animate attributeName="fill" to="url(//evil.example)"/>`, `<animate attributeName="fill" to="none"/>`, "url"},
		{`<style>@import "x.css"; @import url(y.css); .a{fill:red}</style>`, `<style>  .a{fill:red}</style>`, "@import"},
		{`<style>@font-face{src:url(//evil.example/f)} .a{cursor:image-set("x" 1x)}</style>`, `<style>@font-face{src:none} .a{cursor:none}</style>`, "url"},
		{`<style>@font-face{src:url(data:font/woff2;base64,AAAA)}</style>`, `<style>@font-face{src:url(data:font/woff2;base64,AAAA)}</style>`, ""},
		{`<style>@i/**/mport "x"; .a{fill:url/**/(x)}</style>`, `<style> .a{fill:url (x)}</style>`, "@i"},
		// What programs leave goes without a word.
		{`<metadata><rdf xmlns="r">Zhang San</rdf></metadata><!-- D:\zhang\san.ai --><?adobe x?>`, ``, ""},
		{`<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="Zhang" data-name="Zhang"><i:page/></g>`, `<g/>`, ""},
		{`<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a" xlink:title="Zhang"/>`, `<use xlink:href="#a"/>`, ""},
	} {
		svg := `<svg xmlns="http://www.w3.org/2000/svg">` + c.in + `</svg>`
		clean, dropped, err := Sanitize([]byte(svg))
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		got := strings.TrimSuffix(string(clean), "</svg>")
		_, got, _ = strings.Cut(got, ">")
		if string(clean) == strings.TrimSuffix(string(clean), "</svg>") { // nothing in it
			got = ""
		}
		if got != c.out || Whats(dropped) != c.dropped {
			t.Errorf("%s:\n got %s, without %q\nwant %s, without %q", c.in, got, Whats(dropped), c.out, c.dropped)
		}
	}
}

// TestSanitizeWhole: what stands around the root, and what is no SVG.
func TestSanitizeWhole(t *testing.T) {
	const illustrator = `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
]>
<svg xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" viewBox="0 0 8 6"><use xlink:href="#a"/></svg>
`
	for _, c := range []struct{ in, out string }{
		{illustrator, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 6"><use xlink:href="#a"/></svg>`},
		{"\ufeff<svg><path/></svg>", `<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>`},
		{"<svg xmlns='http://www.w3.org/2000/svg' width='3'/>", `<svg xmlns="http://www.w3.org/2000/svg" width="3"/>`},
		{`<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]><svg>&x;</svg>`, "1:62"},
		{"<svg>\n 党<g></svg>", "2:6"},
		{`<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>`, "1:1"},
		{`<svg/><svg/>`, "1:7"},
		{`<?xml version="1.0" encoding="UTF-7"?><svg/>`, "1:1"},
		{"", "1:1"},
		{"\x89PNG", "1:1"},
	} {
		clean, dropped, err := Sanitize([]byte(c.in))
		got := string(clean)
		if bad := (*NotXMLError)(nil); errors.As(err, &bad) {
			got = fmt.Sprintf("%d:%d", bad.Line, bad.Col)
		}
		if got != c.out || len(dropped) > 0 {
			t.Errorf("%s:\n got %s (without %v)\nwant %s", c.in, got, dropped, c.out)
		}
	}
	_, dropped, _ := Sanitize([]byte("<svg>\n 党<script/></svg>"))
	if len(dropped) != 1 || dropped[0].Line != 2 || dropped[0].Col != 3 {
		t.Errorf("the place is %v", dropped)
	}
}

// TestEmbeddedPictures: a photo within an SVG tells nothing either.
func TestEmbeddedPictures(t *testing.T) {
	data := tellingJPEG(toJPEG(t, quarters(8, 8)), 1)
	svg := `<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/jpeg;base64,` + base64.StdEncoding.EncodeToString(data) + `"/></svg>`
	clean, _, err := Sanitize([]byte(svg))
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(clean), "base64,")
	text, _, _ = strings.Cut(text, `"`)
	got, err := base64.StdEncoding.DecodeString(text)
	if err != nil || bytes.Contains(got, []byte("Zhang")) || !samePixels(t, data, got) {
		t.Errorf("%v %q", err, got)
	}
}

func FuzzSanitize(f *testing.F) {
	files, err := filepath.Glob("../../content/*/*/*.svg")
	if err != nil || len(files) == 0 {
		f.Fatal("no pictures of the demo site", err)
	}
	for _, name := range files[:4] {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	for _, s := range []string{
		`<svg><style>@import "x";.a{fill:u\72l(x)}/* */</style><script>x</script></svg>`,
		`<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns:x="http://www.w3.org/2000/svg"><x:g onload="&a;"/>&a;</svg>`,
		`<svg><a xlink:href="javascript:x"/><image href="data:image/png;base64,iVBO"/><rect style="fill:url('#a')"/></svg>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, svg string) {
		clean, _, err := Sanitize([]byte(svg))
		if err != nil {
			return
		}
		again, dropped, err := Sanitize(clean)
		if err != nil {
			t.Fatalf("what was published cannot be read: %v\n%q", err, clean)
		}
		if !bytes.Equal(again, clean) || len(dropped) > 0 {
			t.Errorf("sanitising again changes it (%v):\n%q\n%q", dropped, clean, again)
		}
		if what, _, _ := Unsafe("a.svg", clean); what != "" {
			t.Errorf("%s is left: %q", what, clean)
		}
	})
}
