package wording

import (
	"cmp"
	"slices"
)

// Text is what is checked at once: a paragraph, a heading, a value.
type Text struct {
	Text string
	// Verbatim are stretches that nothing is found in, in order.
	Verbatim []Range
	// Quoted says that all of it is quoted.
	Quoted bool
	// Loose says that spaces may set its parts off: a heading, a cell.
	Loose bool
	// Broken are the bytes where the source has a line end, in order.
	Broken []int
	// GoesOn says that the next text goes on with a quotation that this one opens.
	GoesOn bool
}

// Range is a stretch of bytes.
type Range struct{ Start, End int }

// Found is something that is wrong with a text.
type Found struct {
	Code       string
	Start, End int // bytes of the text
	Args       []any
	// Fix is what to write instead, where there is one thing to write: Fixed.
	Fix   string
	Fixed bool
	// Safe says that Fix may be written without a person looking at it.
	Safe bool
	// Quoted says that it stands in a quotation, which is never mended.
	Quoted bool
	// Entry is that of a lexicon, or nil.
	Entry *Entry
}

// Check returns what is wrong with a text, in order.
func (l *Lexicon) Check(t Text) []Found {
	s, _ := l.scans.Get().(*scan)
	if s == nil {
		s = &scan{}
	}
	defer l.scans.Put(s)
	s.begin(t)
	s.pairs()
	if s.some[han] {
		s.words(l)
	}
	for i := 0; i < len(s.r); i++ {
		switch s.c[i] {
		case han:
			s.han(i)
		case digit:
			if i == 0 || s.c[i-1] != digit {
				s.number(i)
			}
		case mark, ascii:
			s.mark(i)
		case letter:
			s.lookalike(i)
		case space:
			s.space(i)
		case wide:
			s.wide(i)
		case other:
			s.odd(i)
		}
	}
	if s.some[han] {
		s.traditional(l.traditional())
	}
	slices.SortStableFunc(s.found, func(a, b Found) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	return s.found
}

// class is what a character is to the rules.
type class uint8

const (
	other  class = iota
	opaque       // code and addresses
	han
	digit  // 0 to 9
	letter // Latin, half-width
	space
	mark  // Chinese punctuation that neither opens nor closes
	open  // what opens, of either width
	shut  // what closes, of either width
	ascii // half-width punctuation
	wide  // full-width digits and letters
	classes
)

// scan is one check of one text.
type scan struct {
	Text
	r  []rune
	c  []class
	at []int // where each character begins, and the text's length
	// end is where each character ends, which is where the next begins unless a space
	// between Latin and Chinese is left out there.
	end []int
	// quoted says of each character that it stands in a quotation or a title.
	quoted []bool
	some   [classes]bool
	found  []Found
}

// begin takes up a text; what was found in the one before stays its reader's.
func (s *scan) begin(t Text) {
	*s = scan{Text: t, r: s.r[:0], c: s.c[:0], at: s.at[:0], end: s.end[:0], quoted: s.quoted[:0]}
	verbatim := t.Verbatim
	for i, r := range t.Text {
		for len(verbatim) > 0 && i >= verbatim[0].End {
			verbatim = verbatim[1:]
		}
		c := classOf(r)
		if len(verbatim) > 0 && i >= verbatim[0].Start {
			c = opaque
		}
		n := len(s.c)
		if n > 0 {
			s.end[n-1] = i
		}
		if n > 1 && s.r[n-1] == ' ' && s.c[n-1] == space && between(s.r[n-2], s.c[n-2], r, c) {
			s.r, s.c, s.at, s.end = s.r[:n-1], s.c[:n-1], s.at[:n-1], s.end[:n-1]
		}
		s.r, s.c, s.at, s.end = append(s.r, r), append(s.c, c), append(s.at, i), append(s.end, len(t.Text))
		s.some[c] = true
	}
	s.at = append(s.at, len(t.Text))
	s.addresses()
}

// between reports whether a space between two characters only sets Latin letters and
// digits off from Chinese (约 300 人): one that the rules read over.
func between(a rune, before class, b rune, after class) bool {
	latin := func(r rune, c class) bool { return c == digit || c == letter || r == '%' && c == ascii }
	return before == han && latin(b, after) || latin(a, before) && after == han
}

// addresses makes opaque what looks like an address though it is none to Markdown.
func (s *scan) addresses() {
	if !s.some[ascii] {
		return
	}
	for i := 0; i < len(s.r); i++ {
		if s.c[i] != letter {
			continue
		}
		j, address, open := i, false, 0
		for ; j < len(s.r) && s.r[j] > ' ' && s.r[j] < 0x7f && s.c[j] != opaque && open >= 0; j++ {
			switch s.r[j] {
			case '(', '[':
				open++
			case ')', ']':
				open--
			case '@', '\\', '_', '=':
				address = true
			case '/':
				address = address || j+1 < len(s.r) && s.r[j+1] == '/'
			case '.':
				address = address || j+1 < len(s.r) && s.c[j+1] == letter && j > i
			}
		}
		if open < 0 {
			j-- // it closes what was opened before the address
		}
		for k := i; address && k < j; k++ {
			s.c[k] = opaque
		}
		i = max(i, j-1)
	}
}

func classOf(r rune) class {
	switch {
	case r < 0x80:
		return classOfASCII(r)
	case 0x4e00 <= r && r <= 0x9fff, 0x3400 <= r && r <= 0x4dbf, 0x20000 <= r && r <= 0x3ffff, r == '〇', r == '々':
		return han
	}
	switch r {
	case '，', '。', '、', '；', '：', '？', '！', '…', '·', '—', '～', '％', '．':
		return mark
	case '“', '‘', '《', '〈', '（', '【', '〔', '［', '「', '『':
		return open
	case '”', '’', '》', '〉', '）', '】', '〕', '］', '」', '』':
		return shut
	case '\u3000', '\u00a0', '\u2002', '\u2003', '\u2009':
		return space
	}
	if 0xff10 <= r && r <= 0xff19 || 0xff21 <= r && r <= 0xff3a || 0xff41 <= r && r <= 0xff5a {
		return wide
	}
	return other
}

func classOfASCII(r rune) class {
	switch {
	case '0' <= r && r <= '9':
		return digit
	case 'a' <= r|0x20 && r|0x20 <= 'z':
		return letter
	case r == ' ' || r == '\t':
		return space
	case r == '(' || r == '[':
		return open
	case r == ')' || r == ']':
		return shut
	case r == '\n' || r > ' ' && r < 0x7f:
		return ascii
	}
	return other // control characters
}

// is returns the class of a character, or other beyond the text.
func (s *scan) is(i int) class {
	if i < 0 || i >= len(s.c) {
		return other
	}
	return s.c[i]
}

// char returns a character, or 0 beyond the text and for what is verbatim.
func (s *scan) char(i int) rune {
	if i < 0 || i >= len(s.r) || s.c[i] == opaque {
		return 0
	}
	return s.r[i]
}

// sub returns the characters from i to j.
func (s *scan) sub(i, j int) string {
	if j <= i {
		return ""
	}
	return s.Text.Text[s.at[i]:s.end[j-1]]
}

// has reports whether a word stands at a character.
func (s *scan) has(i int, word string) bool {
	for _, r := range word {
		if s.char(i) != r {
			return false
		}
		i++
	}
	return true
}

// add adds a finding of the characters from i to j.
func (s *scan) add(code string, i, j int, args ...any) *Found {
	f := Found{Code: code, Start: s.at[i], End: s.end[j-1], Args: args, Quoted: s.Quoted || s.quoted[i] || s.quoted[j-1]}
	s.found = append(s.found, f)
	return &s.found[len(s.found)-1]
}

// fix adds a finding and what to write instead, which is the last argument, too.
func (s *scan) fix(code string, i, j int, text string, safe bool, args ...any) {
	f := s.add(code, i, j, append(args, text)...)
	if !f.Quoted {
		f.Fix, f.Fixed, f.Safe = text, true, safe
	}
}

// words finds what the lexicon has.
func (s *scan) words(l *Lexicon) {
	verbatim := s.Verbatim
	at := 0
	for _, m := range l.find(s.Text.Text) {
		e, end := m.entry, m.start+len(m.entry.Wrong)
		for len(verbatim) > 0 && verbatim[0].End <= m.start {
			verbatim = verbatim[1:]
		}
		if len(verbatim) > 0 && verbatim[0].Start < end {
			continue
		}
		for s.at[at] < m.start {
			at++
		}
		i, j := at, at
		for j < len(s.end) && s.end[j] < end {
			j++
		}
		if j == len(s.end) || s.at[i] != m.start || s.c[i] == opaque {
			continue
		}
		f := s.add(e.code(), i, j+1, e.Wrong, joined(e.Right), e.Reason, e.Source)
		f.Entry = e
		if !f.Quoted && len(e.Right) == 1 {
			f.Fix, f.Fixed, f.Safe = e.Right[0], true, e.Safe
		}
	}
}
