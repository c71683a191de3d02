package privacy

import "unicode/utf8"

// A gap is what stands between two symbols of a run.
type gap uint8

const (
	none gap = iota
	// Tight gaps, a hyphen or dot alone, also join the parts of codes.
	tight
	// Spaced are blanks, or a hyphen between blanks.
	spaced
	broken // a line break
	bracket
	// Listed gaps, a comma, slash or tab, mostly part two numbers: a number with one
	// inside needs the words before it.
	listed
)

// Values of symbols above the digits.
const (
	xSymbol = 10 + iota
	maskSymbol
)

// A symbol is a digit, an X or a mask.
type symbol struct {
	value      uint8
	numeral    bool
	gap        gap // before it
	start, end int
}

// An atom is the symbols of a run between two gaps; digits is whether it has
// nothing else.
type atom struct {
	from, to int
	digits   bool
}

func (a atom) len() int { return a.to - a.from }

const (
	maxGap = 3 // separators between two digits
	minRun = 7 // symbols of the shortest number
)

// number reads the run of symbols at i and judges it; it gives where it ends.
func (s *scan) number(i int) int {
	end := s.read(i)
	if len(s.run) < minRun {
		if len(s.run) >= 5 {
			s.room(i, end)
		}
		return end
	}
	s.split()
	s.judge()
	return end
}

// read fills s.run with the symbols at i and gives the end of the last.
func (s *scan) read(i int) int {
	s.run = s.run[:0]
	var between gap
	width, lines := 0, 0
	for i < len(s.text) {
		c, size := s.f.at(s.text, i)
		value, ok := c.digit()
		switch {
		case ok:
		case c == invisible:
			i += size
			continue
		case c == loose && s.stands(i, between):
			value, ok = looseValue(s.text[i]), true
		case c == xLike && s.ends(i+size, between):
			value, ok = xSymbol, true
		case (c == masking || s.text[i] == '#' && s.hides(i)) && between == none && len(s.run) > 0:
			value, ok = maskSymbol, true
		}
		if ok {
			s.run = append(s.run, symbol{value: value, numeral: c.isNumeral(), gap: between, start: i, end: i + size})
			between, width, lines = none, 0, 0
			i += size
			continue
		}
		if c == closing && s.closes() && between == none {
			between = bracket
		} else if !c.separates() {
			break
		} else {
			between = joined(between, c)
		}
		if c == newline {
			lines++
		}
		if width++; width > maxGap || lines > 1 {
			break
		}
		i += size
	}
	if len(s.run) == 0 {
		return i
	}
	return s.run[len(s.run)-1].end
}

// joined is the gap that a separator makes of the one before it.
func joined(g gap, c class) gap {
	switch {
	case c == listing || g == listed:
		return listed
	case c == newline || g == broken:
		return broken
	case g == bracket:
		return bracket
	case c == blank || g == spaced:
		return spaced
	}
	return tight
}

func looseValue(letter byte) uint8 {
	if letter == 'O' || letter == 'o' {
		return 0
	}
	return 1
}

// stands is whether the letter at i stands for a digit: it touches one, and no word.
func (s *scan) stands(i int, between gap) bool {
	if len(s.run) == 0 {
		return true // [scan.beginsWithLetter] has looked
	}
	if between != none && !s.alone() {
		return false
	}
	if between != none { // a number that is spread out character by character
		c, _ := s.f.at(s.text, i+1)
		return c.separates() || c == invisible
	}
	for i++; i < len(s.text) && i > 0; i++ {
		if c := s.f.classes[s.text[i]]; c != loose {
			return !isLetter(s.text[i])
		}
	}
	return true
}

// alone is whether the last two symbols stand apart.
func (s *scan) alone() bool {
	n := len(s.run)
	return n >= 3 && s.run[n-1].gap != none && s.run[n-2].gap != none
}

// beginsWithLetter is whether a letter at i begins a number: l3812345678.
func (s *scan) beginsWithLetter(i int) bool {
	if i+1 >= len(s.text) || s.text[i+1] < '0' || s.text[i+1] > '9' {
		return false
	}
	return i == 0 || !isLetter(s.text[i-1]) && s.text[i-1] != '_' && s.text[i-1] != '/'
}

// ends is whether an X before i belongs to the run.
func (s *scan) ends(i int, between gap) bool {
	if len(s.run) == 0 || between != none && len(s.run) < 17 {
		return false
	}
	c, _ := s.f.at(s.text, i)
	return c == xLike || c == loose || i >= len(s.text) || !isLetter(s.text[i])
}

// hides is whether the # at i hides a digit: #at# does not.
func (s *scan) hides(i int) bool {
	c, _ := s.f.at(s.text, i+1)
	_, ok := c.digit()
	return ok || i+1 < len(s.text) && s.text[i+1] == '#'
}

// closes is whether a bracket closes around the beginning of a telephone number:
// (0393), （+86）.
func (s *scan) closes() bool {
	n := len(s.run)
	if n < 2 || n > 4 || s.run[0].value != 0 && (n != 2 || s.run[0].value != 8) {
		return false
	}
	i := s.run[0].start
	for range 2 {
		r, size := utf8.DecodeLastRuneInString(s.text[:i])
		if r == '(' || r == '（' {
			return true
		}
		i -= size
	}
	return false
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// split fills s.atoms.
func (s *scan) split() {
	s.atoms = s.atoms[:0]
	from, digits := 0, true
	first, last := s.counted()
	for i, y := range s.run {
		if i > 0 && (y.gap != none || i == first || i == last) {
			s.atoms = append(s.atoms, atom{from, i, digits})
			from, digits = i, true
		}
		digits = digits && y.value < 10
	}
	s.atoms = append(s.atoms, atom{from, len(s.run), digits})
}

// counted gives where the number begins and ends before which and behind which a
// single Chinese numeral is a word of its own: 13800138000三个号码. 0 for none.
func (s *scan) counted() (first, last int) {
	n := len(s.run)
	numerals := 0
	for _, y := range s.run {
		if y.numeral {
			numerals++
		}
	}
	if numerals == 0 || numerals > 2 || n < minRun+numerals {
		return 0, 0
	}
	if s.run[0].numeral {
		first = 1
	}
	if s.run[n-1].numeral {
		last = n - 1
	}
	return first, last
}

// A window is some atoms of a run on end, from the first up to the last.
type window struct {
	first, last int // atoms, last included
	from, to    int // symbols
}

// window gives the atoms from first on that have n symbols together.
func (s *scan) window(first, n int) (window, bool) {
	from := s.atoms[first].from
	for i := first; i < len(s.atoms); i++ {
		switch got := s.atoms[i].to - from; {
		case got == n:
			return window{first, i, from, from + n}, true
		case got > n:
			return window{}, false
		}
	}
	return window{}, false
}

// digits writes the symbols of a window into buf, X as 'X'; ok is whether there is
// nothing else.
func (s *scan) digits(w window, buf *[19]byte) (string, bool) {
	n := w.to - w.from
	for i, y := range s.run[w.from:w.to] {
		switch {
		case y.value < 10:
			buf[i] = '0' + y.value
		case y.value == xSymbol && i == 17:
			buf[i] = 'X'
		default:
			return "", false
		}
	}
	return string(buf[:n]), true
}

func (s *scan) start(w window) int { return s.run[w.from].start }
func (s *scan) end(w window) int   { return s.run[w.to-1].end }

// inner is the gap inside a window, the loosest of them.
func (s *scan) inner(w window) gap {
	var g gap
	for i := w.first + 1; i <= w.last; i++ {
		g = max(g, s.run[s.atoms[i].from].gap)
	}
	return g
}

// spread is whether each symbol of a window, from a symbol on, stands alone.
func (s *scan) spread(w window, from int) bool {
	for i := max(from, w.from) + 1; i < w.to; i++ {
		if s.run[i].gap == none {
			return false
		}
	}
	return w.to-w.from > 1
}

// grouped is whether the symbols of a window from a symbol on stand in groups of
// these lengths.
func (s *scan) grouped(w window, from int, lengths ...int) bool {
	i := from
	for _, n := range lengths {
		for k := range n {
			if i >= w.to || (s.run[i].gap != none) != (k == 0) && i > from {
				return false
			}
			i++
		}
	}
	return i == w.to
}
