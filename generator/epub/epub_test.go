package epub

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

func TestXHTML(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"void elements", `<p>a<br>b<img src="x.png" alt=""></p>`, `<p>a<br/>b<img src="x.png" alt=""/></p>`},
		{"entities", `<p>a&nbsp;b &lt; &hearts;</p>`, "<p>a\u00a0b &lt; ♥</p>"},
		{"attributes of browsers", `<img src="x.png" alt="" loading="lazy" srcset="y.png 2x">`, `<img src="x.png" alt=""/>`},
		{"sources of pictures", `<picture><source srcset="a.webp"><img src="x.png" alt=""></picture>`, `<picture><img src="x.png" alt=""/></picture>`},
		{"ids", `<a id="fnref:1" href="#fn:1">1</a>`, `<a href="#fn.1" id="fnref.1">1</a>`},
		{"ids elsewhere", `<a href="case-2.xhtml#i.fn:1">1</a>`, `<a href="case-2.xhtml#i.fn.1">1</a>`},
		{"addresses", `<a href="https://a.cn/x#y:z">1</a>`, `<a href="https://a.cn/x#y:z">1</a>`},
		{"drawings", `<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>`, `<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><path d="M0 0"></path></svg>`},
		{"comments", `a<!-- -- -->b`, `ab`},
		{"boxes", `<input type="checkbox" checked disabled>`, `<input type="checkbox" checked="" disabled=""/>`},
	} {
		got, err := xhtml([]byte(c.in))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %s, %v, want %s", c.name, got, err, c.want)
		}
	}
}

// A book of hostile words is still XML to its end, in every file.
func TestBookIsWellFormed(t *testing.T) {
	b := Book{
		Key: "k", Title: `<a> & "b" ]]>`, Language: "zh-CN", Creator: "<x>", Description: "a\x01b", Date: "2026", Modified: time.Unix(0, 0), Contents: "目录 &",
		Parts: []Part{{Name: "cover", HTML: []byte("<svg></svg>")}, {Name: "case-1", Title: `一 <b>`, HTML: []byte("<p>a\x02<b>c<i>d</b>e</i>&nosuch;")}},
		Files: []File{{Name: "files/a.svg", Data: []byte("<svg/>")}}, Cover: "files/a.svg",
	}
	var out bytes.Buffer
	if err := Write(&out, b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "mimetype" || z.File[0].Method != zip.Store {
		t.Error("the type does not come first as it is")
	}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "ml") && !strings.HasSuffix(f.Name, ".opf") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		for err == nil {
			_, err = d.Token()
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func TestIdentifierIsOfTheKey(t *testing.T) {
	a, b := Book{Key: "a"}.Identifier(), Book{Key: "b"}.Identifier()
	if a == b || a != (Book{Key: "a", Title: "另"}).Identifier() || len(a) != len("urn:uuid:")+36 || a[len("urn:uuid:")+14] != '5' {
		t.Errorf("got %s and %s", a, b)
	}
}
