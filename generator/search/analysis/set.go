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
	var seen set
	for _, r := range text {
		e := t.At(r)
		if e.class() != c {
			continue
		}
		if f := e.fold(r); seen.add(f) {
			visit(f)
		}
	}
}

// set is a set of characters: bits for those below U+A000, where nearly all
// are, and a map made for the first of the others.
type set struct {
	low  [0xA000 / 64]uint64
	high map[rune]bool
}

// add reports whether r is new.
func (s *set) add(r rune) bool {
	if r >= 0xA000 {
		if s.high == nil {
			s.high = map[rune]bool{}
		}
		known := s.high[r]
		s.high[r] = true
		return !known
	}
	word, bit := &s.low[r/64], uint64(1)<<(r%64)
	known := *word&bit != 0
	*word |= bit
	return !known
}
