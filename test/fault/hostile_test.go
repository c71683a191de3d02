package fault

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// places matches a finding of severity error at a line and column of a page, or
// at a file as a whole.
var places = regexp.MustCompile(`(?m)^(content/[^\n]+|site\.yaml)(:\d+(:\d+)?)?: error: [a-z0-9-]+: `)

// judge builds a hostile site and asserts that it either is refused, with places,
// and nothing published, or is published and safe. Nothing is written anywhere
// but to the site and its work folder. It returns the build's result.
func (s *site) judge() result {
	s.t.Helper()
	before := treeOf(s.t, s.dir)
	r := s.build()
	if d := differences(treeOf(s.t, s.dir), before); d != "" {
		s.t.Errorf("the source was changed:%s", d)
	}
	if strings.ContainsFunc(r.stdout+r.stderr, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f || r == '\u202e' }) {
		s.t.Errorf("control characters are told: %q", r.stderr)
	}
	switch r.code {
	case 0:
		verified(s.t, s.out)
		safe(s.t, s.out)
		s.noLitter()
	case 1:
		if !places.MatchString(r.stderr) {
			s.t.Errorf("refused without a place: %s", clip(r.String()))
		}
		if _, err := os.Lstat(s.out); err == nil {
			s.t.Error("something was published")
		}
	default:
		s.t.Errorf("neither refused nor published: %s", clip(r.String()))
	}
	s.holdsOnly(s.base, "source", "published", "tmp", "whole", "cache")
	s.holdsOnly(filepath.Dir(s.out), "public", ".public.touyan")
	return r
}

// clip shortens what a run printed: the errors first.
func clip(text string) string {
	var errs []string
	for line := range strings.Lines(text) {
		if strings.Contains(line, "error: ") {
			errs = append(errs, line)
		}
	}
	text = strings.Join(errs, "") + "---\n" + text
	if len(text) > 3000 {
		return text[:1500] + "\n…\n" + text[len(text)-1500:]
	}
	return text
}

// attacks are words that would do harm where they are taken for more than words.
var attacks = []string{
	`<script>alert(1)</script>`,
	`"><script>alert(1)</script>`,
	`'><img src=tu.svg onerror=alert(1)>`,
	`" onmouseover="alert(1)`,
	`' onfocus='alert(1)' autofocus='`,
	`</title><script>alert(1)</script>`,
	`</textarea><svg onload=alert(1)>`,
	`--><script>alert(1)</script><!--`,
	`]]><script>alert(1)</script>`,
	`javascript:alert(1)`,
	`data:text/html,<script>alert(1)</script>`,
	`{{.Site}}{{template "x"}}`,
	`<b onclick=alert(1)>字</b>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`,
	`<iframe src=//evil.example></iframe>`,
	`<base href=//evil.example>`,
	`\u003cscript\u003e`,
	`0;url=javascript:alert(1)`,
}

// TestWordsAreOnlyWords puts each attack in every place that front matter, a body
// and site.yaml have for words: the site is published and safe.
func TestWordsAreOnlyWords(t *testing.T) {
	files := map[string]string{}
	all := func(quote string) string {
		var list []string
		for _, a := range attacks {
			list = append(list, fmt.Sprintf("%q", quote+a))
		}
		return "[" + strings.Join(list, ", ") + "]"
	}
	for i, a := range attacks {
		q := fmt.Sprintf("%q", "坏"+a)
		files[fmt.Sprintf("content/cases/a%d.md", i)] = fmt.Sprintf(`---
title: %[1]s
summary: %[1]s
type: village
date: 2025-01-02
organization: %[1]s
brand: pai
region: [%[1]s, 甲]
problems: %[2]s
tags: %[2]s
practices: [{title: %[1]s, detail: %[1]s}]
outcomes: [{indicator: %[1]s, value: "5", unit: 户, year: 2024, scope: %[1]s, note: %[1]s}]
members: [{name: %[1]s, role: %[1]s, of: %[1]s}]
conditions: {where: %[1]s, cost: %[1]s, people: %[1]s, period: %[1]s}
lessons: [%[1]s]
sources: [{title: %[1]s, publisher: %[1]s, url: "https://example.org/\"onclick=\"x"}]
review: [{step: %[1]s, by: %[1]s}]
---

## 做法 %[3]s

%[3]s

> %[3]s

| %[3]s | 乙 |
| --- | --- |
| 甲 | %[3]s |

- [ ] %[3]s

甲[^1]

[^1]: %[3]s
`, q, all("坏"), strings.ReplaceAll(a, "|", ""))
	}
	files["content/cases/tu.svg"] = svg(3)
	files["content/brands/pai.md"] = fmt.Sprintf("---\ntitle: %[1]q\nslogan: %[1]q\nessence: %[1]q\n---\n正文。\n", attacks[0]+attacks[3])
	files["site.yaml"] = fmt.Sprintf("title: %[1]q\nsubtitle: %[1]q\ndescription: %[1]q\nowner: %[1]q\nbase_url: https://example.org/\n", attacks[1]+attacks[4])
	s := handmade(t, files)
	if r := s.judge(); r.code != 0 {
		t.Fatalf("refused: %s", clip(r.String()))
	}
	if a := s.answer(s.out, "script alert"); !strings.Contains(a, "<script>") {
		t.Errorf("the search does not show the words as they are: %s", clip(a))
	}
}

// TestBodiesRunNothing: Markdown and HTML that mean harm. What is refused is
// refused at its place, what is published is safe.
func TestBodiesRunNothing(t *testing.T) {
	for _, c := range []struct {
		body string
		// at is where the body is refused, "" where it is published.
		at string
	}{
		{"[点](javascript:alert(1))", "8:1: error: unsafe-link"},
		{"[点](JaVaScRiPt&#58;alert(1))", "8:1: error: unsafe-link"},
		{"[点](java\tscript:alert(1))", ""},
		{"[点](<java\tscript:alert(1)>)", "8:1: error: unsafe-link"},
		{"[点](data:text/html;base64,PHNjcmlwdD4=)", "8:1: error: unsafe-link"},
		{"![图](data:image/svg+xml,<svg onload=alert(1)>)", ""},
		{"![图](<data:image/svg+xml,x>)", "8:1: error: unsafe-link"},
		{"[点](vbscript:x) 和 [点](file:///etc/passwd)", "8:1: error: unsafe-link"},
		{"[点][a]\n\n[a]: javascript:alert(1)", "error: unsafe-link"},
		{"<javascript:alert(1)>", "8:1: error: unsafe-link"},
		{"[出去](../../../../etc/passwd)", "8:1: error: "},
		{"[出去](/../../etc/passwd)", "8:1: error: "},
		{"[出去](..%2f..%2f..%2fetc/passwd)", "8:1: error: "},
		{"![出去](../../../../etc/passwd)", "8:1: error: "},
		{`[出去](..\..\site.yaml)`, "8:1: error: "},
		{"[出去](../../../site.yaml)", "8:1: error: "},
		{"[那里](//evil.example/x)", "8:1: error: absolute-link"},
		{"![那里](https://evil.example/x.png)", ""},
		{"<a href=\"javascript:alert(1)\">点</a>", "8:1: error: unsafe-link"},
		{"<a href=' &#1; javascript:alert(1)'>点</a>", "8:1: error: "},
		{"<img src=x onerror=alert(1)>", "8:1: error: "},
		{"<script>alert(1)</script>", ""},
		{"<scr<script>ipt>alert(1)</scr</script>ipt>", ""},
		{"<svg><script>alert(1)</script></svg>", ""},
		{"<svg/onload=alert(1)>", ""},
		{"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">", ""},
		{"<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", ""},
		{"<div style=\"background:url(javascript:alert(1))\">甲</div>", ""},
		{"</main></body></html><script>alert(1)</script>", ""},
		{"<form action=https://evil.example><button formaction=javascript:alert(1)>点</button></form>", ""},
		{"<meta http-equiv=refresh content='0;url=https://evil.example'>", ""},
		{"<textarea><script>alert(1)</script>", ""},
		{"<!--><script>alert(1)</script>-->", ""},
		{"```html\n<script>alert(1)</script>\n```", ""},
		{"## 题 {#\" onclick=\"alert(1)}", ""},
		{"甲[^\" onclick=\"x]\n\n[^\" onclick=\"x]: 注", ""},
	} {
		s := handmade(t, map[string]string{"content/cases/jia.md": page("甲", "", c.body)})
		r := s.judge()
		want := 0
		if c.at != "" {
			want = 1
		}
		if r.code != want || !strings.Contains(r.stderr, c.at) {
			t.Errorf("%s: want exit code %d and %q: %s", c.body, want, c.at, clip(r.String()))
		}
	}
}

// TestPicturesRunNothing: an SVG is a page of its own to who opens it by its
// address. What would run is not published, and that is said; what cannot be read
// is an error.
func TestPicturesRunNothing(t *testing.T) {
	for _, c := range []struct {
		svg, at string
		code    int
	}{
		{svg(4), "", 0},
		{"<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script>alert(1)</script></svg>", ":2:1: warning: picture-sanitised", 0},
		{`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, ":1:1: warning: picture-sanitised", 0},
		{`<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:alert(1)"/></svg>`, ":1:41: warning: picture-sanitised", 0},
		{`<svg xmlns="http://www.w3.org/2000/svg"><g>`, ":1:44: error: broken-picture", 1},
	} {
		s := handmade(t, map[string]string{
			"content/cases/jia/index.md": page("甲", "cover: {src: tu.svg, alt: 图}\n", "![图](tu.svg)"),
			"content/cases/jia/tu.svg":   c.svg,
		})
		r := s.judge()
		if again := s.build(); again.code != r.code || again.stderr != r.stderr {
			t.Errorf("%s: the second build says other than the first: %s", c.svg, again)
		}
		if r.code != c.code || c.at != "" && !strings.Contains(r.stderr, "content/cases/jia/tu.svg"+c.at) {
			t.Errorf("%s: want %q: %s", c.svg, c.at, r)
		}
		if data, err := os.ReadFile(filepath.Join(s.out, "cases/jia/tu.svg")); err == nil && strings.Contains(string(data), "alert") {
			t.Errorf("%s: published: %s", c.svg, data)
		}
	}
}
