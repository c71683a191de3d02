package wording

import (
	"slices"
	"strings"
)

// mark finds what is wrong with a punctuation mark.
func (s *scan) mark(i int) {
	r := s.r[i]
	if i > 0 && s.r[i-1] == r && s.c[i-1] == s.c[i] {
		return // told of at the first
	}
	end := i + 1
	for s.char(end) == r {
		end++
	}
	switch r {
	case ',', ';', ':', '?', '!':
		if end == i+1 {
			s.halfwidth(i)
		}
	case '.':
		s.dots(i, end)
	case '-', '―':
		if n := end - i; n == 2 && s.touches(i, end, han) && s.beside(i-1) && s.beside(end) {
			s.fix("dash-form", i, end, "——", true, s.sub(i, end))
		}
	case '…':
		if n := end - i; n%2 == 1 && (n > 1 || s.touches(i, end, han)) {
			s.fix("ellipsis-form", i, end, "……", n == 1, s.sub(i, end))
		}
	case '，', '、', '；', '：', '。':
		s.stop(i, end)
	case '？', '！':
		if end-i > 3 {
			s.fix("mark-repeated", i, end, strings.Repeat(string(r), 3), false, s.sub(i, end))
		}
	case '．', '％':
		if s.is(i-1) == digit && (r == '％' || s.is(end) == digit) {
			s.fix("fullwidth-mark-in-number", i, i+1, map[rune]string{'．': ".", '％': "%"}[r], true, string(r))
		}
	}
}

// beside reports whether a character may stand beside a Chinese mark: Chinese text,
// what closes or opens, or the text's end.
func (s *scan) beside(i int) bool {
	switch s.is(i) {
	case han, open, shut, mark:
		return true
	}
	return i < 0 || i >= len(s.r)
}

// touches reports whether a class stands before i or from j on.
func (s *scan) touches(i, j int, c class) bool { return s.is(i-1) == c || s.is(j) == c }

// fullwidth returns the Chinese mark for a half-width one.
func fullwidth(r rune) string {
	return map[rune]string{',': "，", ';': "；", ':': "：", '?': "？", '!': "！", '.': "。"}[r]
}

// halfwidth finds a half-width mark in Chinese text (GB/T 15834—2011, 5.1).
func (s *scan) halfwidth(i int) {
	before, after := s.is(i-1), s.is(i+1)
	if before != han && before != shut || s.r[i-1] == ')' || s.r[i-1] == ']' {
		return
	}
	next := after == han || after == open && s.r[i+1] != '[' && s.r[i+1] != '('
	if !next {
		switch s.r[i] {
		case ':':
			next = after == digit || i+1 == len(s.r)
		case '?', '!':
			next = i+1 == len(s.r)
		}
	}
	if after == space && i+2 < len(s.r) && (s.is(i+2) == han || s.is(i+2) == open) && s.r[i] != ':' && !s.broken(i+1) {
		s.fix("halfwidth-mark", i, i+2, fullwidth(s.r[i]), !s.Loose, string(s.r[i]))
		return
	}
	if next {
		s.fix("halfwidth-mark", i, i+1, fullwidth(s.r[i]), true, string(s.r[i]))
	}
}

// dots finds full stops and ellipses of half-width points.
func (s *scan) dots(i, end int) {
	switch n := end - i; {
	case n >= 3 && s.touches(i, end, han) && s.is(i-1) != digit && s.is(end) != digit:
		s.fix("ellipsis-form", i, end, "……", n == 3 || n == 6, s.sub(i, end))
	case n == 1 && s.is(i-1) == han && !isNumeral(s.r[i-1]):
		if i+1 == len(s.r) && !s.Loose || s.is(i+1) == han {
			s.fix("halfwidth-mark", i, i+1, "。", i+1 == len(s.r), ".")
		}
	}
}

// stop finds stops that are repeated or follow one another.
func (s *scan) stop(i, end int) {
	r, n := s.r[i], end-i
	switch {
	case r == '。' && n >= 3:
		s.fix("ellipsis-form", i, end, "……", n == 3 || n == 6, s.sub(i, end))
		return
	case n > 1:
		s.fix("mark-repeated", i, end, string(r), n == 2, s.sub(i, end))
		return
	}
	if next := s.char(end); strings.ContainsRune("，、；：。？！", next) && next != 0 {
		s.add("mark-repeated", i, end+1, s.sub(i, end+1), string(next))
		return
	}
	if r == '、' && s.is(i-1) == shut && s.is(end) == open {
		if s.r[i-1] == '》' && s.r[end] == '《' || s.r[i-1] == '”' && s.r[end] == '“' {
			s.fix("comma-between-quoted", i, end, "", false, s.sub(i-1, end+1))
		}
	}
}

// space finds spaces beside Chinese marks and within Chinese sentences.
func (s *scan) space(i int) {
	if i == 0 || s.c[i-1] == space {
		return
	}
	end := i
	for s.is(end) == space {
		end++
	}
	if end == len(s.r) || s.Loose || s.broken(i) {
		return
	}
	before, after := s.r[i-1], s.r[end]
	stops := "，。；：？！、"
	switch {
	case strings.ContainsRune(stops, before) && (s.c[end] == han || s.c[end] == open && after > 0x80),
		strings.ContainsRune(stops+"”》）", after) && (s.c[i-1] == han || s.c[i-1] == shut && before > 0x80):
		s.fix("space-at-mark", i, end, "", true, s.sub(i-1, end+1))
	case s.c[i-1] == han && s.c[end] == han && s.within(i, end):
		s.fix("space-in-chinese", i, end, "", false, s.sub(i-1, end+1))
	}
}

// broken reports whether the source has a line end where a gap is.
func (s *scan) broken(i int) bool {
	_, found := slices.BinarySearch(s.Broken, s.at[i])
	return found
}

// longSentence is from how many characters on a stretch without marks is no list of
// catchwords or names set off by spaces.
const longSentence = 14

// within reports whether a gap is the only one of a long stretch of a sentence.
func (s *scan) within(i, end int) bool {
	from, to := i, end
	for from > 0 && s.c[from-1] == han {
		from--
	}
	for to < len(s.r) && s.c[to] == han {
		to++
	}
	if i-from < 2 || to-end < 2 || i-from+to-end < longSentence {
		return false
	}
	return s.is(from-1) != space && s.is(to) == mark
}

// wide finds full-width digits and letters.
func (s *scan) wide(i int) {
	if i > 0 && s.c[i-1] == wide {
		return
	}
	end := i
	var b strings.Builder
	for ; s.is(end) == wide; end++ {
		b.WriteRune(s.r[end] - 0xfee0)
	}
	s.fix("fullwidth-letter", i, end, b.String(), true, s.sub(i, end))
}
