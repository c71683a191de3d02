package media

import (
	"fmt"
	"testing"
)

func TestPicturesThatRunSomethingAreFound(t *testing.T) {
	for _, c := range []struct{ svg, want string }{
		{`<svg xmlns="http://www.w3.org/2000/svg"><title>党</title><path d="M0 0"/></svg>`, ""},
		{`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg><a xlink:href="https://a.cn/"><use href="#a"/><image href="data:image/png;base64,AAAA"/></a></svg>`, ""},
		{"<svg>\n 党<script>alert(1)</script></svg>", "<script> 2:3"},
		{`<svg><x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script></svg>`, "<script> 1:6"},
		{`<svg onload="alert(1)"/>`, "onload 1:1"},
		{`<svg><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>`, "<foreignObject> 1:6"},
		{`<svg><a href=" java` + "\n" + `script:alert(1)"/></svg>`, "href 1:6"},
		{`<svg><a xlink:href="&#106;avascript:alert(1)"/></svg>`, "href 1:6"},
		{`<svg><use href="data:image/svg+xml,x"/></svg>`, "href 1:6"},
		{`<svg><image href="//evil.example/x.png"/></svg>`, "href 1:6"},
		{`<svg><image href="https://evil.example/x.png"/></svg>`, "href 1:6"},
		{`<svg><a><animate attributeName="xlink:href" values="javascript:alert(1)"/></a></svg>`, "attributeName 1:9"},
		{`<?xml-stylesheet href="x.xsl"?><svg/>`, "<?xml-stylesheet 1:1"},
		{`<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]><svg>&x;</svg>`, "<!ENTITY 1:1"},
		{`<svg><g></svg><script>`, "not XML 1:9"},
		{`<?xml version="1.0" encoding="UTF-7"?><svg/>`, "not XML 1:1"},
	} {
		what, line, col := Unsafe("tu.SVG", []byte(c.svg))
		got := ""
		if what != "" {
			got = fmt.Sprintf("%s %d:%d", what, line, col)
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.svg, got, c.want)
		}
	}
	if what, _, _ := Unsafe("tu.png", []byte("<script>")); what != "" {
		t.Errorf("a picture of dots: %s", what)
	}
}
