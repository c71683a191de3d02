package markup

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestBodyTooLarge(t *testing.T) {
	doc, l := converter().Convert(source(strings.Repeat("a", maxBody+1)))
	if len(doc.HTML) > 0 || len(l) != 1 || l[0].String() != `content/cases/a/index.md:10: error: body-too-large "4194305" "4"` {
		t.Errorf("%d bytes, %v", len(doc.HTML), l)
	}
	if _, l := converter().Convert(source(strings.Repeat(strings.Repeat("中", 300)+"\n\n", maxBody/902))); len(l) > 0 {
		t.Error(l)
	}
}

func TestBlocksTooLarge(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"line", "甲\n\n" + strings.Repeat("a", maxInline+1), `12:1: error: block-too-long "64"`},
		{"heading", "## " + strings.Repeat("a", maxInline+1), `10:1: error: block-too-long "64"`},
		{"paragraph", strings.Repeat(strings.Repeat("a", 99)+"\n", 700), `10:1: error: block-too-long "64"`},
		{"lines", strings.Repeat("a\n", maxLines+1), `10:1: error: block-too-long "64"`},
		{"definitions", strings.Repeat("[a]: b\n", 10000), `10:1: error: block-too-long "64"`},
		{"table", strings.Repeat("|a", 200) + "\n" + strings.Repeat("|-", 200) + "\n" + strings.Repeat("|\n", 1000), "10:1: error: table-too-large"},
		{"long table", "|a|b|\n|-|-|\n" + strings.Repeat("|甲|乙|\n", 10000), ""},
		{"table of short rows", "|a|b|c|d|\n|-|-|-|-|\n" + strings.Repeat("|甲\n", 20), ""},
	} {
		doc, l := converter().Convert(source(c.text))
		var got []string
		for _, d := range l {
			got = append(got, strings.TrimPrefix(d.String(), "content/cases/a/index.md:"))
		}
		want := []string{c.want}
		if c.want == "" {
			want = nil
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
		checkDocument(t, doc)
	}
}

func TestDeepNestingIsCut(t *testing.T) {
	for name, text := range map[string]string{
		"quotations": strings.Repeat("> ", 10000) + "a",
		"lists":      strings.Repeat("- ", 10000) + "a",
		"emphasis":   strings.Repeat("*a **b ", 4000) + strings.Repeat("b** a* ", 4000),
		"brackets":   strings.Repeat("[", 30000) + strings.Repeat("]", 30000),
		"images":     strings.Repeat("![", 10000) + strings.Repeat("](tu.png)", 3000),
		"raw":        strings.Repeat("<div>", 10000),
		"raw blocks": strings.Repeat("<div>\n\n", 10000),
	} {
		t.Run(name, func(t *testing.T) {
			doc, _ := converter().Convert(source(text))
			checkDocument(t, doc)
		})
	}
}

// TestTimeIsNearLinear compares bodies that are hard on parsers with plain text of
// the same size. Time that grows with the square of the size would make the ratio
// thousands.
func TestTimeIsNearLinear(t *testing.T) {
	const size = 100_000
	r := func(s string, size int) string { return strings.Repeat(s, size/len(s)) }
	footnotes := ""
	for i := range 3000 {
		footnotes += fmt.Sprintf("[^%d]\n\n[^%d]: x\n\n", i, i)
	}
	attributes := "<b"
	for i := range 10000 {
		attributes += fmt.Sprintf(" class%d=x", i)
	}
	ticks := ""
	for i := 1; len(ticks) < 60_000; i++ {
		ticks += strings.Repeat("`", i) + "a"
	}
	c := converter()
	run := func(text string) float64 {
		best := time.Hour
		for range 2 {
			start := time.Now()
			c.Convert(source(text))
			best = min(best, time.Since(start))
		}
		return best.Seconds() / float64(len(text))
	}
	plain := run(r("中文，text *强调* `码` [链](https://a.cn)。\n\n", size))
	const block = maxInline - 10
	for name, text := range map[string]string{
		">": r(">", size), "> ": r("> ", size), "[": r("[", size), "- ": r("- ", size), "<": r("<", size),
		"paragraph of [": r("[", block), "paragraph of ![": r("![", block), "paragraph of [a](": r("[a](", block),
		"paragraph of [a](<b": r("[a](<b", block), "[ and ]": r("[", block/2) + r("]", block/2),
		"*a_ ": r("*a_ ", block), "c* after a**b": "a**b" + r("c* ", block), "**a": r("**a ", block),
		"*a and b*": r("*a ", block/2) + r("b* ", block/2), "ticks": ticks, "<!--": r("<!--", block), "<a b=\"": r("<a b=\"", block),
		"[a] lines": r("[a]\n", 4*maxLines), "lists and blank lines": r("- ", size/2) + r("\n", size/2),
		"footnotes": footnotes, "http://": r("http://a ", block), "a@": r("a@", block), "&": r("&", block),
		"same heading": r("## 中\n", size), "table cells in code": "|a|b|\n|-|-|\n" + r("|`\\|`|d|\n", size),
		"<b>": r("<b>", block), "<div>": r("<div>\n\n", size), "<p><b>": r("<p><b class=a><i class=b>x", size), "{#": "# " + r("{#", block),
		"<b> of many lines": "<div>\n" + r("<b>\n", size), "attributes": "<div>" + attributes + ">", "anchors": r("## 中\n[a](#b)\n", size),
	} {
		ratio := run(text) / plain
		for try := 0; try < 3 && ratio > 60; try++ { // the machine may have been busy
			ratio = min(ratio, run(text)/plain)
		}
		if ratio > 60 {
			t.Errorf("%s takes %.0f times as long as plain text", name, ratio)
		}
	}
}
