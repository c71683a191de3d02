package feed

import (
	"net/url"
	"strings"
	"unicode"
)

// clean drops what XML 1.0 has no room for (section 2.2: most control
// characters, U+FFFE, U+FFFF) and the remaining control characters, which mean
// nothing to a reader. Line ends become \n, as an XML parser would make them.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\t' || r == '\n':
			return r
		case unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, s))
}

// line is clean for text that stands on one line. Only line ends and tabs
// become spaces: the wide space of Chinese titles is kept.
func line(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' {
			return ' '
		}
		return r
	}, clean(s))
}

// address returns the absolute address of a site path.
func address(base, sitePath string) string {
	p := strings.TrimLeft(line(sitePath), "/")
	if p == "index.html" || strings.HasSuffix(p, "/index.html") {
		p = strings.TrimSuffix(p, "index.html")
	}
	u := url.URL{Path: p}
	return strings.TrimRight(line(base), "/") + "/" + u.EscapedPath()
}
