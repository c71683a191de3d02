package mend

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"touyan/generator/check"
	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/markup"
	"touyan/generator/prose"
)

// checks reads files as a build does, with all that the checks find in them.
func checks(t testing.TB, path string) Reader {
	t.Helper()
	c := config.Default()
	c.Review.Required = 3
	k, faults := check.New(c)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	k.Now, k.Source = time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC), fstest.MapFS{}
	words := content.Vocabulary{Types: config.IDs(c.Types), Sectors: config.IDs(c.Sectors), Levels: config.IDs(c.Levels)}
	cut := markup.New(markup.Options{})
	return func(raw []byte) (*check.Page, []check.Finding, int) {
		p, faults := content.Parse(path, raw, words)
		if p == nil {
			return nil, nil, faults.Errors()
		}
		f := prose.NewFile("content/"+path, raw)
		body := p.BodyOffset(f)
		page := &check.Page{File: f, Content: p, Body: body, Pieces: append(content.Facts(f), cut.Pieces(f.Text[body:], body)...)}
		return page, k.Settle(k.Page(page), nil), faults.Errors()
	}
}

// phone is made up.
const phone = "13912345678"

// FuzzChecks holds for any file and all checks at once: none panics, what is found lies
// in the file, no finding tells of a secret, what is mended is still a page that tells
// no more secrets and has nothing left that could be mended.
func FuzzChecks(f *testing.F) {
	const head = "---\ntitle: 一\nsummary: 由**\n---\n"
	for _, s := range []string{
		head + "会上布署了,约 300 人左右(甲）。电话 " + phone + "，“好。\n\n| 甲 | 乙 |\n|---|---|\n| 410901 | 199001015515 |\n",
		head + "<!-- touyan:ignore wrong-word 因为 -->\n再接再励。\n\n<div title=\"" + phone + "\">&lt;" + phone + "&gt;</div>\n",
		head + "![" + phone + "](a.svg \"" + phone + "\") [a](tel:%31%33912345678) `" + phone + "`\n\n> 帐目\n\n1.甲\n\n# 空\n#### 跳\n",
		"+++\ntitle = \"１２\"\n+++\n5-10%、8O 人、2023 年 13 月\n---\n",
		"---\ntitle: \"电话\\t" + phone + "\"\nlessons:\n  - >\n    甲,\n    乙。 丙\n---\n正文\n",
		`{"title": "甲,乙", "draft": true}` + "\n正文,好。\n",
	} {
		f.Add([]byte(s), true)
	}
	readers := map[bool]Reader{true: checks(f, "cases/a/index.md"), false: checks(f, "guides/a.md")}
	f.Fuzz(func(t *testing.T, raw []byte, aCase bool) {
		read := readers[aCase]
		page, found, _ := read(raw)
		if page == nil {
			return
		}
		for _, one := range found {
			if one.Start < 0 || one.End < one.Start || one.End > len(page.Text) {
				t.Fatalf("%v is at %d to %d of %d", one.Diagnostic, one.Start, one.End, len(page.Text))
			}
			if one.Secret && one.End == one.Start {
				t.Fatalf("%v hides nothing", one.Diagnostic)
			}
			if one.Secret && strings.Contains(fmt.Sprint(one.Args...), phone) {
				t.Fatalf("%v tells it", one.Diagnostic)
			}
		}
		r := Page(raw, read)
		if !utf8.Valid(raw) && r.Mended > 0 {
			t.Fatal("what is no text is mended")
		}
		after, left, _ := read(r.Text)
		if after == nil {
			t.Fatalf("no page is left of %q", raw)
		}
		if secrets(left) > secrets(found) {
			t.Fatalf("%q became %q", raw, r.Text)
		}
		if again := Page(r.Text, read); r.Mended > 0 && r.Refused == 0 && again.Mended > 0 && !bytes.Equal(again.Text, r.Text) {
			t.Fatalf("%q became %q and then %q", raw, r.Text, again.Text)
		}
	})
}

func secrets(found []check.Finding) (n int) {
	for _, f := range found {
		if f.Secret {
			n++
		}
	}
	return n
}

// hostile are bodies that repeat something, and front matter that does.
func hostile() map[string]func(n int) string {
	const head = "---\ntitle: 一\n---\n"
	body := func(s string) func(int) string {
		return func(n int) string { return head + strings.Repeat(s, n/len(s)+1) + "\n" }
	}
	return map[string]func(n int) string{
		"digits":            body("7"),
		"spaced digits":     body("1 3 9 "),
		"an ID":             body("410901199001015515"),
		"one character":     body("的"),
		"numerals":          body("一"),
		"brackets":          body("["),
		"Chinese brackets":  body("（"),
		"closing brackets":  body("]("),
		"quotes":            body("“"),
		"closing quotes":    body("”"),
		"straight quotes":   body("\""),
		"titles":            body("《甲》、"),
		"stars":             body("**甲"),
		"underlines":        body("_"),
		"points":            body("."),
		"stops":             body("，"),
		"letters":           body("O8l"),
		"at signs":          body("a@"),
		"pipes":             body("|甲"),
		"lines of pipes":    body("|甲|乙|\n"),
		"links":             body("[甲](a.md \"题\") "),
		"pictures":          body("![](a.jpg)\n"),
		"films":             body("[甲](a.mp4)\n\n"),
		"links to the web":  body("<https://example.org/a?tel=1> "),
		"headings":          body("#### 一\n"),
		"bold lines":        body("**一**\n\n"),
		"list":              body("1.甲\n"),
		"comments":          body("<!-- touyan:ignore wrong-word 甲 -->\n"),
		"remarks and words": body("布署 <!-- touyan:ignore wrong-word 甲 -->\n"),
		"wrong words":       body("布署,"),
		"phones":            body("电话13912345678，"),
		"cells of digits":   body("|1|2|3|4|5|6|7|8|9|\n|-|-|-|-|-|-|-|-|-|\n"),
		"references":        body("&#49;&amp;"),
		"tags":              body("<b title=\"甲\">"),
		"sums":              body("共100个，其中甲1个、"),
		"figures":           body("2023年收入5万元，"),
		"addresses":         body("幸福小区3号楼2单元"),
		"names of methods":  body("“三卡制”：甲卡、乙卡，"),
		"footnotes":         body("甲[^1]"),
		"invisible":         body("\u200b"),
		"quotations":        body("> "),
		"a long value":      func(n int) string { return "---\ntitle: 一\nsummary: " + strings.Repeat("甲,乙", n/7) + "\n---\n" },
		"values": func(n int) string {
			return "---\ntitle: 一\nlessons:\n" + strings.Repeat("  - 甲,乙**\n", n/14) + "---\n"
		},
		"remarks on values": func(n int) string {
			return "---\ntitle: 一\nlessons:\n" + strings.Repeat("  # touyan:ignore wrong-word 甲\n  - 甲\n", n/44) + "---\n"
		},
		"indicators": func(n int) string {
			return "---\ntitle: 一\noutcomes:\n" + strings.Repeat("  - {indicator: 收入, unit: 元, values: {2021: 1, 2022: 2}}\n", n/62) + "---\n收入2021年1元\n"
		},
	}
}

// TestHostilePagesTakeTimeByLength: four times the text takes about four times as long.
func TestHostilePagesTakeTimeByLength(t *testing.T) {
	read := checks(t, "cases/a/index.md")
	took := func(text string, mends bool) float64 {
		best := math.Inf(1)
		for range 1 {
			start := time.Now()
			if mends {
				Page([]byte(text), read)
			} else {
				read([]byte(text))
			}
			best = min(best, float64(time.Since(start)))
		}
		return best
	}
	for name, make := range hostile() {
		for _, mends := range []bool{false} {
			short, long := took(make(small), mends), took(make(4*small), mends)
			t.Logf("%-20s mends %-5v %7.1f ms, %5.1f times", name, mends, long/1e6, long/short)
			if long/short > 11 && long > 50e6 {
				t.Errorf("%s, mended %v: 4 times the text takes %.1f times as long, %.0f ms", name, mends, long/short, long/1e6)
			}
		}
	}
}

const small = 128 << 10
