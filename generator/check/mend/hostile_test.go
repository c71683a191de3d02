//go:build unix

package mend

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

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

// TestHostilePagesTakeTimeByLength: four times the text takes about four times the
// processor's time, not sixteen times.
func TestHostilePagesTakeTimeByLength(t *testing.T) {
	// A paragraph of 64 KiB is no longer read as Markdown: all are shorter.
	const short, most, tries = 12 << 10, 11, 4
	read := checks(t, "cases/a/index.md")
	for name, write := range hostile() {
		for _, mends := range []bool{false, true} {
			work := func(n int) time.Duration {
				text := []byte(write(n))
				start := processorTime(t)
				if mends {
					Page(text, read)
				} else {
					read(text)
				}
				return processorTime(t) - start
			}
			for try := 1; ; try++ {
				first, second := work(short), work(4*short)
				if second < 300*time.Millisecond || second < most*first {
					break
				}
				if try == tries {
					t.Errorf("%s, mended %v: %v, and of 4 times the text %v", name, mends, first, second)
					break
				}
			}
		}
	}
}

// processorTime is what this process used.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
