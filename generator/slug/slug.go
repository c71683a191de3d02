// Package slug turns words into the part of an address that names them, in ASCII:
// some servers answer 404 for Chinese addresses, and some mail programs cut
// links at them.
package slug

import (
	"strings"

	"touyan/generator/search/analysis"
	"touyan/generator/search/analysis/pinyin"
)

// Make returns words in the form [a-z0-9]+(-[a-z0-9]+)*: Chinese becomes pinyin,
// one syllable a word; all other signs part words. The result is "" where nothing
// is left, and is cut between words where it would have more than limit
// characters.
func Make(words string, limit int) string {
	folded := analysis.Fold(words)
	syllables := pinyin.Syllables(folded)
	var b strings.Builder
	n, open := 0, false // open: the last thing written was a letter that more may follow
	for _, r := range folded {
		part := syllables[n]
		n++
		latin := r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
		switch {
		case latin && open:
			b.WriteRune(r)
			continue
		case latin:
			part = string(r)
		case r >= 0x300 && r <= 0x36F: // a mark on the letter before parts nothing
			continue
		case part == "":
			open = false
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(part)
		open = latin
	}
	return cut(b.String(), limit)
}

func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	if i := strings.LastIndexByte(s[:limit+1], '-'); i > 0 {
		return s[:i]
	}
	return s[:limit]
}
