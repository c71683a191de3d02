package analysis

// Chars calls visit with each CJK character of text once, folded, in the order
// of first appearance. It answers queries of a single character, which bigrams
// cannot.
func Chars(text string, visit func(r rune)) { distinct(text, cjk, visit) }

// Marks calls visit with each punctuation or symbol character of text once,
// folded, in the order of first appearance: all that separates and can be seen.
func Marks(text string, visit func(r rune)) { distinct(text, mark, visit) }

// distinct visits the folded characters of one class.
func distinct(text string, c class, visit func(r rune)) {
	t := table()
	var seen Set
	for _, r := range text {
		e := t.At(r)
		if e.class() != c {
			continue
		}
		if f := e.fold(r); seen.Add(f) {
			visit(f)
		}
	}
}

// Set is a set of characters: bits for those below U+A000, where nearly all are,
// and a map made for the first of the others. The zero Set is empty.
type Set struct {
	low  [0xA000 / 64]uint64
	high map[rune]bool
}

// Add puts r in and reports whether it is new.
func (s *Set) Add(r rune) bool {
	known := s.Has(r)
	switch {
	case known:
	case r < 0xA000:
		s.low[r/64] |= 1 << (r % 64)
	default:
		if s.high == nil {
			s.high = map[rune]bool{}
		}
		s.high[r] = true
	}
	return !known
}

// Has reports whether r is in the set.
func (s *Set) Has(r rune) bool {
	if r < 0xA000 {
		return s.low[r/64]&(1<<(r%64)) != 0
	}
	return s.high[r]
}
