package search

// charset is a set of characters: bits for those below U+A000, where nearly all
// Han characters are, and a map for the others.
type charset struct {
	low  [0xA000 / 64]uint64
	high map[rune]bool
}

func (s *charset) add(r rune) {
	if r < 0xA000 {
		s.low[r/64] |= 1 << (r % 64)
		return
	}
	if s.high == nil {
		s.high = map[rune]bool{}
	}
	s.high[r] = true
}

func (s *charset) has(r rune) bool {
	if r < 0xA000 {
		return s.low[r/64]&(1<<(r%64)) != 0
	}
	return s.high[r]
}
