package analysis

import (
	"strings"
	"unicode/utf8"
)

// Fold returns the search form of s: one character for each of s, so that the
// n-th character of the one is the n-th of the other. Bytes that are not UTF-8
// count as one character each and become U+FFFD.
func Fold(s string) string {
	t := table()
	var (
		b    strings.Builder
		kept int // s[:kept] is in b
	)
	for i, r := range s {
		e := t.At(r)
		if !e.changes() && r != utf8.RuneError {
			continue
		}
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			if _, size = utf8.DecodeRuneInString(s[i:]); size == 3 {
				continue // U+FFFD itself
			}
		}
		if b.Cap() == 0 {
			// Folding seldom makes text longer, and then by little.
			b.Grow(len(s) + len(s)/32)
		}
		b.WriteString(s[kept:i])
		b.WriteRune(e.fold(r))
		kept = i + size
	}
	if b.Len() == 0 {
		return s
	}
	b.WriteString(s[kept:])
	return b.String()
}
