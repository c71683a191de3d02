package message

import (
	"fmt"
	"strings"
	"unicode"
)

// Printable returns s with what a terminal would obey instead of show written
// out as an escape: control characters, escape sequences' first byte, marks that
// turn the direction of writing, bytes that are no UTF-8. Line ends become ⏎, so
// that one value stays on one line.
func Printable(s string) string {
	if strings.IndexFunc(s, unsafeRune) < 0 {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '\n':
			b.WriteRune('⏎')
		case r == '\t':
			b.WriteByte(' ')
		case unsafeRune(r):
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unsafeRune(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}
