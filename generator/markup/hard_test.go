package markup

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestTimes(t *testing.T) {
	r := strings.Repeat
	c := New(Options{"表格", "返回正文"})
	var lens strings.Builder
	for i := 1; lens.Len() < 100000; i++ {
		lens.WriteString(r("`", i) + "a")
	}
	var fn strings.Builder
	for i := 0; fn.Len() < 200000; i++ {
		fmt.Fprintf(&fn, "[^%d]: x\n\n", i)
	}
	for i := 0; fn.Len() < 400000; i++ {
		fmt.Fprintf(&fn, "[^%d]\n\n", i)
	}
	n := 100000
	half := 60000
	cases := map[string]string{
		"linear": r("中文，text *强调* `码` [链](https://a.cn)。\n\n", n/60),
		">":      r(">", n), "> ": r("> ", n/2), "[": r("[", n), "[half": r("[", half), "![": r("![", half/2), "](": r("[a](", half/4), "[a](<b": r("[a](<b", half/6),
		"]": r("]", half), "[]": r("[", half/2) + r("]", half/2), "*a_ ": r("*a_ ", half/4), "a**b": "a**b" + r("c* ", half/3), "***": r("*", half), "**a": r("**a ", half/4), "*a *b": r("*a ", half/6) + r("b* ", half/6),
		"`": lens.String()[:half], "<": r("<", half), "<!--": r("<!--", half/4), "<?": r("<?", half/2), "<![CDATA[": r("<![CDATA[", half/9), "<a ": r("<a b ", half/5), "<a b=\"": r("<a b=\"", half/6),
		"- ": r("- ", n/2), "- \n": r("- ", n/4) + r("\n", n/2), "1. ": r("1. ", n/3), "- lines": r("- a\n", n/4), "nested": nestedList(400),
		"&": r("&", half), "&amp": r("&amp", half/4), "\\": r("\\", half), "footnotes": fn.String(), "[^": r("[^", half/2), "|": r("|", half), "table": r("|a", 200) + "\n" + r("|-", 200) + "\n" + r("|\n", n/2),
		"wide": r("|a", n/4) + "\n" + r("|-", n/4) + "\n|\n|\n|\n", "refs": r("[a]: b\n", half/7), "refs2": r("[a\n", half/3), "refs3": r("[a]: b 'c\n", half/10), "para lines": r("a\n", half/2), "[a] lines": r("[a]\n", half/4),
		"setext": r("a\n=\n", n/4), "::": r("a\n: b\n", n/6), ": ": r(": ", n/2), "http": r("http://", n/7), "http a": r("http://a ", half/9), "@": r("a@", half/2), "a@a.a": r("a@a.a", half/5), "www.": r("www.", half/4),
		"<div>": r("<div>\n\n", n/7), "<b>": r("<b>", half/3), "<b>p": r("<b>", 60) + r("<p>x</p>", n/8), "<p><b>": r("<p><b class=a><i id=b>x", n/20), "table cells": r("|a|b|\n|-|-|\n|`\\|`|d|\n\n", n/30), "one table": "|a|b|\n|-|-|\n" + r("|`\\|`|d|\n", n/9), "# {": "# " + r("{#", half/2), "same heading": r("# 中\n", n/6),
		"~~": r("~~a ~~", n/6), "tab": r("\t", n), "tabs": r("\ta\n", n/3), "code": r("    a\n", n/6), "html lines": "<div>\n" + r("<p class=x>", n/11), "spaces": r(" ", n) + "a", "long word": r("a", half), "broken": r("[a](b.txt)\n\n", n/12),
		"![img nest": r("![", half/6) + r("](a)", half/6), "emph nest": r("*a **a ", half/14) + r("b** b* ", half/14), "x-": r("-", n), "quote lines": r("> a\n", n/4), "quote deep lines": r(r("> ", 90)+"a\n", n/181),
	}
	base := time.Duration(0)
	run := func(s string) time.Duration {
		best := time.Hour
		for range 2 {
			t0 := time.Now()
			c.Convert(Source{Path: "cases/a.md", Text: []byte(s), Site: anyFile{}})
			best = min(best, time.Since(t0))
			if best > 300*time.Millisecond {
				break
			}
		}
		return best
	}
	base = run(cases["linear"])
	fmt.Println("linear", base)
	for k, s := range cases {
		d := run(s)
		if d > 3*base {
			fmt.Printf("%-14q %8d bytes %10v ×%.0f\n", k, len(s), d, float64(d)/float64(base))
		}
	}
}

func nestedList(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}
