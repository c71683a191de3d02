package privacy

import (
	"strings"
	"unicode"
)

// plainDigits is the digits, letters and masks of a number, in ASCII.
func (f *Finder) plainDigits(text string) string {
	var b strings.Builder
	for _, r := range text {
		c := f.class(r)
		switch v, ok := c.digit(); {
		case ok:
			b.WriteByte('0' + v)
		case c == loose && b.Len() > 0:
			b.WriteByte('0' + looseValue(byte(r)))
		case c == xLike && b.Len() >= 17:
			b.WriteByte('X')
		case c == xLike || c == masking:
			b.WriteByte('*')
		default:
			if l := asciiUpper(r); l != 0 {
				b.WriteByte(l)
			}
		}
	}
	return b.String()
}

// asciiUpper is a Latin letter of either width as an ASCII capital; 0 for others.
func asciiUpper(r rune) byte {
	if r >= 0xff01 && r <= 0xff5e {
		r -= 0xfee0
	}
	if r < 0x80 && isLetter(byte(r)) {
		return byte(r) &^ 0x20
	}
	return 0
}

// plainText is text without separators and invisible characters, in capitals and
// ASCII where it can be.
func (f *Finder) plainText(text string) string {
	var b strings.Builder
	for _, r := range text {
		c := f.class(r)
		v, isDigit := c.digit()
		switch l := asciiUpper(r); {
		case l != 0:
			b.WriteByte(l)
		case isDigit:
			b.WriteByte('0' + v)
		case c == other || c == province:
			if unicode.IsLetter(r) {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}
