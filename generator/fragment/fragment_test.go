package fragment_test

import (
	"strings"
	"testing"

	"touyan/generator/fragment"
)

func TestMove(t *testing.T) {
	m := fragment.Move{
		From: "cases/deep/a.html", Prefix: "cases/deep/a.", Name: "甲", Deeper: 1,
		Address: func(path, anchor string) (string, bool) {
			switch {
			case path == "cases/b.html":
				return strings.TrimSuffix("#cases/b."+anchor, "."), true
			case strings.HasPrefix(path, "gone/"):
				return "", false
			}
			return "../" + path, true
		},
	}
	for _, c := range []struct{ name, in, want string }{
		{"text stays", `a &amp; b — <b class=x>c</b>`, `a &amp; b — <b class=x>c</b>`},
		{"an id", `<h2 id="zuo-fa">做法</h2>`, `<h3 id="cases/deep/a.zuo-fa">做法</h3>`},
		{"no heading below the sixth", `<h6>x</h6>`, `<h6>x</h6>`},
		{"an own anchor", `<a href="#fn:1">1</a>`, `<a href="#cases/deep/a.fn:1">1</a>`},
		{"ids in lists", `<svg aria-labelledby="t d"></svg>`, `<svg aria-labelledby="cases/deep/a.t cases/deep/a.d"></svg>`},
		{"ids in paint", `<rect fill="url(#p)"/>`, `<rect fill="url(#cases/deep/a.p)"/>`},
		{"a reference in a drawing", `<use href="#p"/>`, `<use href="#cases/deep/a.p"/>`},
		{"another case of the booklet", `<a href="../../cases/b.html#x">b</a>`, `<a href="#cases/b.x">b</a>`},
		{"a page that is not in it", `<a href="../../types/village.html?a=1#x">t</a>`, `<a href="../types/village.html?a=1">t</a>`},
		{"a link left out", `<a class="x" href="../../gone/a.html">t</a>`, `<a class="x">t</a>`},
		{"a landmark", `<div role="region" aria-label="表格"></div>`, `<div role="region" aria-label="表格 甲"></div>`},
		{"no landmark", `<ul aria-label="问题"></ul>`, `<ul aria-label="问题"></ul>`},
		{"another site", `<a href="https://example.org/#x">t</a>`, `<a href="https://example.org/#x">t</a>`},
		{"mail", `<a href="mailto:a@b.cn">t</a>`, `<a href="mailto:a@b.cn">t</a>`},
		{"a picture", `<img src="a/cover.svg" alt="">`, `<img src="../cases/deep/a/cover.svg" alt="">`},
		{"pictures of several sizes", `<img srcset="a/1.png 1x, a/2.png 2x" alt="">`, `<img srcset="../cases/deep/a/1.png 1x, ../cases/deep/a/2.png 2x" alt="">`},
	} {
		if got := string(m.HTML([]byte(c.in))); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
