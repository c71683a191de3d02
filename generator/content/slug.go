package content

import (
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// maxSlug is the most characters of a slug: file names have their limits.
const maxSlug = 100

// Slug turns words into the form of an address, [a-z0-9]+(-[a-z0-9]+)*: Chinese
// becomes pinyin, one syllable a word; all other signs part words. The result is
// "" where nothing is left, and is cut between words where it is too long.
func Slug(s string) string {
	args := pinyin.NewArgs()
	var b strings.Builder
	word, han := false, false
	part := func() {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
	}
	s = norm.NFKD.String(strings.ToLower(s))
	for s != "" {
		syllables, size := read(s, args)
		r, _ := utf8.DecodeRuneInString(s)
		s = s[size:]
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if !word || han {
				part()
			}
			b.WriteRune(r)
			word, han = true, false
			continue
		}
		if syllables != "" {
			part()
			b.WriteString(strings.ReplaceAll(syllables, " ", "-"))
			word, han = true, true
			continue
		}
		if r < 0x300 || r > 0x36F { // a mark on the letter before parts nothing
			word = false
		}
	}
	return shortSlug(b.String())
}

func shortSlug(s string) string {
	if len(s) <= maxSlug {
		return s
	}
	if i := strings.LastIndexByte(s[:maxSlug+1], '-'); i > 0 {
		return s[:i]
	}
	return s[:maxSlug]
}

// ascii keeps the letters of a syllable; ü is v.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r
		case r == 'ü':
			return 'v'
		}
		return -1
	}, s)
}

// IsSlug reports whether s has the form of a slug.
func IsSlug(s string) bool {
	if s == "" || len(s) > maxSlug || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
