package check

import (
	"strings"
	"unicode/utf8"

	"touyan/generator/prose"
)

// lines returns where the lines of a paragraph begin in its text.
func lines(p *prose.Piece) []int {
	starts := []int{0}
	for _, at := range p.Broken {
		if at < len(p.Text) && p.Text[at] == ' ' {
			at++
		}
		starts = append(starts, at)
	}
	for at := 0; ; {
		i := strings.IndexByte(p.Text[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
		starts = append(starts, at)
	}
	return starts
}

// lineMarks looks for marks of headings and lists at the beginning of a line that
// lack the space after them, or are full-width. One line with the mark of a list may
// be something else (*注, 1.甲): two make a list.
func (f *findings) lineMarks(p *prose.Piece) {
	starts := lines(p)
	items := map[byte]int{} // by bullet, how many lines; by '1' those numbered 1, 2, 3 …
	first := map[byte]int{}
	for _, start := range starts {
		if start >= len(p.Text) || !strings.ContainsRune("#＃＞－-*+0123456789", firstRune(p.Text[start:])) || !literal(p, start, start+1) {
			continue
		}
		s := p.Text[start:]
		kind := s[0]
		switch {
		case kind == '#':
			rest := strings.TrimLeft(s, "#")
			if n := len(s) - len(rest); n <= 6 && startsHan(rest) && !strings.Contains(rest[:min(len(rest), 300)], "#") && (n > 1 || len(starts) == 1) {
				f.fix(p, start, start+n, s[:n]+" ", false, "heading-mark", s[:n])
			}
			continue
		case kind >= utf8.RuneSelf:
			f.wideMark(p, start)
			continue
		case isDigit(kind):
			if kind = '1'; numberMark(s) == "" || atoiPrefix(s) != items[kind]+1 {
				continue
			}
		case !startsHan(s[1:]):
			continue
		}
		if items[kind]++; items[kind] == 1 {
			first[kind] = start
		}
	}
	for _, kind := range []byte("-*+1") {
		if items[kind] < 2 {
			continue
		}
		mark := string(kind)
		if isDigit(kind) {
			mark = numberMark(p.Text[first[kind]:])
		}
		f.in(p, first[kind], first[kind]+len(mark), "list-mark", mark)
	}
}

// wideMark reports a full-width mark at the beginning of a line.
func (f *findings) wideMark(p *prose.Piece, start int) {
	s := p.Text[start:]
	for _, mark := range [][2]string{{"＃", "#"}, {"＞", "> "}, {"－", "- "}} {
		n := len(s) - len(strings.TrimLeft(s, mark[0]))
		switch {
		case n == 0:
		case mark[1] == "#":
			marks := strings.Repeat("#", n/len(mark[0]))
			if !strings.HasPrefix(s[n:], " ") {
				marks += " "
			}
			f.fix(p, start, start+n, marks, false, "markdown-fullwidth", s[:n], marks)
		case n == len(mark[0]) && (mark[1] != "- " || startsHan(s[n:])):
			f.fix(p, start, start+n, mark[1], false, "markdown-fullwidth", mark[0], mark[1])
		}
	}
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func startsHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isHan(r) || strings.ContainsRune("“《【", r)
}

// numberMark returns the 1. or 1、 that a line begins with, if a word follows at once.
func numberMark(s string) string {
	n := 0
	for n < len(s) && n < 2 && isDigit(s[n]) {
		n++
	}
	r, size := utf8.DecodeRuneInString(s[n:])
	if n == 0 || !strings.ContainsRune(".．、)）", r) || !startsHan(s[n+size:]) {
		return ""
	}
	return s[:n+size]
}

func atoiPrefix(s string) (n int) {
	for i := 0; i < len(s) && i < 3 && isDigit(s[i]); i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// brokenTable looks for lines with | that did not become a table.
func (f *findings) brokenTable(p *prose.Piece) {
	if len(p.Broken) == 0 {
		return
	}
	starts, full := lines(p), 0
	for i, start := range starts {
		end := len(p.Text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		line := p.Text[start:end]
		switch n := strings.Count(line, "|") + strings.Count(line, "｜"); {
		case n < 2:
			return
		case strings.Contains(line, "｜"):
			full++
		}
	}
	if full > 0 {
		f.in(p, 0, len(p.Text), "markdown-fullwidth", "｜", "|")
		return
	}
	f.in(p, 0, len(p.Text), "table-broken", len(starts))
}

// factMarks looks for Markdown and HTML in the front matter, whose values are shown
// as they are.
func (f *findings) factMarks(p *prose.Piece) {
	if !isText(p.Key) {
		return
	}
	if strings.ContainsRune(p.Text, '&') {
		f.entities(p)
	}
	s := p.Text
	if i := strings.Index(s, "**"); i >= 0 && strings.Contains(s[i+3:], "**") {
		f.in(p, i, i+2, "markup-in-fact", p.Key, "**")
	}
	if i := strings.Index(s, "]("); i >= 0 && strings.Contains(s[:i], "[") {
		f.in(p, i, i+2, "markup-in-fact", p.Key, "[]()")
	}
	if i := strings.IndexByte(s, '<'); i >= 0 {
		for _, tag := range []string{"<br", "<b>", "</", "<p>", "<span", "<strong", "<em>", "<font", "<a ", "<img", "<sup>", "<sub>"} {
			if strings.HasPrefix(s[i:], tag) {
				f.in(p, i, i+len(tag), "markup-in-fact", p.Key, tag)
				break
			}
		}
	}
}
