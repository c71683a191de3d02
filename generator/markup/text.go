package markup

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// special marks the bytes of Markdown text that are not simply copied.
var special = [256]bool{
	'\t': true, '\n': true, '\f': true, '\r': true, ' ': true,
	'&': true, '<': true, '>': true, '\\': true,
}

// decode reads the backslash escape or the character reference at the head of b
// and returns what it stands for and its length; a head that is neither stands
// for itself.
func decode(b []byte) (string, int) {
	if b[0] == '\\' {
		if len(b) > 1 && util.IsPunct(b[1]) {
			return string(b[1:2]), 2
		}
		return `\`, 1
	}
	end := bytes.IndexByte(b[:min(len(b), 40)], ';')
	if end < 2 {
		return "&", 1
	}
	name := string(b[1:end])
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), end + 1
		}
		return "&", 1
	}
	digits, base := name[1:], 10
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > 7 {
		return "&", 1
	}
	if n == 0 || n > unicode.MaxRune || !utf8.ValidRune(rune(n)) {
		n = utf8.RuneError
	}
	return string(rune(n)), end + 1
}

// unescape appends Markdown text as plain text: escapes and references read.
func unescape(dst, b []byte) []byte {
	for len(b) > 0 {
		i := bytes.IndexAny(b, `\&`)
		if i < 0 {
			return append(dst, b...)
		}
		dst = append(dst, b[:i]...)
		s, n := decode(b[i:])
		dst = append(dst, s...)
		b = b[i+n:]
	}
	return dst
}

// appendEscaped appends plain text as HTML, fit for content and for values of
// attributes in double quotes.
func appendEscaped(dst, b []byte) []byte {
	start := 0
	for i, c := range b {
		var s string
		switch c {
		case '&':
			s = "&amp;"
		case '<':
			s = "&lt;"
		case '>':
			s = "&gt;"
		case '"':
			s = "&quot;"
		default:
			continue
		}
		dst = append(append(dst, b[start:i]...), s...)
		start = i + 1
	}
	return append(dst, b[start:]...)
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// isOtherLetter reports whether r, not ASCII and not Han, belongs to a word.
func isOtherLetter(r rune) bool {
	if 0x2000 <= r && r < 0x3040 || 0xFF00 <= r && r < 0xFF10 {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isSafeID reports whether an id may be used in a page and an address as it is.
func isSafeID(id string) bool {
	if id == "" || len(id) > maxID || !isAlphanumeric(id[0]) || id[0] <= '9' {
		return false
	}
	for i := range len(id) {
		if c := id[i]; !isAlphanumeric(c) && c != '-' && c != '_' {
			return false
		}
	}
	return true
}
