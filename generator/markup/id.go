package markup

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"github.com/yuin/goldmark/ast"
)

// maxID is the most bytes of an id.
const maxID = 80

// ids hands out the ids of one page, each once.
type ids struct {
	used map[string]bool
	// reserved are the ids written with headings, kept for these.
	reserved map[string]*ast.Heading
	// next is the number to try first for a word that was taken.
	next map[string]int
}

func (s *ids) reset() {
	if s.used == nil {
		s.used, s.next, s.reserved = map[string]bool{}, map[string]int{}, map[string]*ast.Heading{}
	}
	clear(s.used)
	clear(s.reserved)
	clear(s.next)
}

// take claims exactly this id and reports whether it was free.
func (s *ids) take(id string) bool {
	if s.used[id] {
		return false
	}
	s.used[id] = true
	return true
}

// give claims the id or, where it is taken, id-2, id-3 and so on.
func (s *ids) give(id string) string {
	if s.take(id) {
		return id
	}
	for n := max(s.next[id], 2); ; n++ {
		if try := id + "-" + strconv.Itoa(n); s.take(try) {
			s.next[id] = n + 1
			return try
		}
	}
}

// slug turns a heading into the words of an id: pinyin by syllable, Latin letters
// and digits in lower case, all joined by hyphens.
func slug(title string) string {
	const room = maxID - 8 // for -2 and so on
	b := make([]byte, 0, maxID)
	joint, han := false, false
	for _, r := range title {
		if 0xFF10 <= r && r <= 0xFF5A { // full-width forms
			r -= 0xFEE0
		}
		before := len(b)
		isLatin := r < utf8.RuneSelf && isAlphanumeric(byte(r))
		if before > 0 && (joint || han || !isLatin) {
			b = append(b, '-')
		}
		start := len(b)
		if isLatin {
			b = append(b, byte(unicode.ToLower(r)))
		} else if r >= 0x3007 {
			b = appendSpelling(b, r)
		}
		switch {
		case len(b) == start:
			b = b[:before]
			joint = true
			continue
		case len(b) > room:
			return string(b[:before])
		}
		joint, han = false, !isLatin
	}
	if len(b) == 0 {
		return "section"
	}
	return string(b)
}

// appendSpelling appends the first reading of a character without its tone.
func appendSpelling(b []byte, r rune) []byte {
	for _, letter := range pinyin.PinyinDict[int(r)] {
		switch letter {
		case ',':
			return b
		case 'ā', 'á', 'ǎ', 'à':
			letter = 'a'
		case 'ē', 'é', 'ě', 'è', 'ê':
			letter = 'e'
		case 'ī', 'í', 'ǐ', 'ì':
			letter = 'i'
		case 'ō', 'ó', 'ǒ', 'ò':
			letter = 'o'
		case 'ū', 'ú', 'ǔ', 'ù':
			letter = 'u'
		case 'ü', 'ǖ', 'ǘ', 'ǚ', 'ǜ':
			letter = 'v'
		case 'ń', 'ň', 'ǹ':
			letter = 'n'
		case 'ḿ':
			letter = 'm'
		}
		if 'a' <= letter && letter <= 'z' {
			b = append(b, byte(letter))
		}
	}
	return b
}
