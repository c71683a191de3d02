package shards

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// The first byte of an encoded text.
const (
	flagGB   = 0
	flagUTF8 = 1
)

// charset holds GB18030's codes of two bytes, in which nearly all text is
// written, as tables: golang.org/x/text, from which they come, takes many times
// longer. It is not changed once made.
type charset struct {
	codes []uint16 // by character: its code, or 0
	chars []uint16 // by code-firstCode: its character, or 0
}

// Codes of two bytes: the first from 0x81 to 0xFE, the second from 0x40.
const (
	firstCode = 0x8140
	lastCode  = 0xFEFE
)

func newCharset() *charset {
	c := &charset{make([]uint16, 1<<16), make([]uint16, lastCode-firstCode+1)}
	to, from := simplifiedchinese.GB18030.NewEncoder(), simplifiedchinese.GB18030.NewDecoder()
	for code := firstCode; code <= lastCode; code++ {
		gb := [2]byte{byte(code >> 8), byte(code)}
		if gb[1] < 0x40 || gb[1] == 0x7F || gb[1] == 0xFF {
			continue
		}
		var text [8]byte
		n, _, err := from.Transform(text[:], gb[:], true)
		r, size := utf8.DecodeRune(text[:n])
		if err != nil || size != n || r < utf8.RuneSelf || r > 0xFFFF || r == utf8.RuneError {
			continue
		}
		c.chars[code-firstCode] = uint16(r)
		var back [8]byte
		m, _, err := to.Transform(back[:], text[:n], true)
		if err == nil && string(back[:m]) == string(gb[:]) && settled(r) {
			c.codes[r] = uint16(code)
		}
	}
	return c
}

// settled reports whether a character has the same form in all versions of
// GB18030 and in all browsers.
func settled(r rune) bool {
	switch {
	case r >= 0xE000 && r <= 0xF8FF, r >= 0xFE10 && r <= 0xFE19, r == 0x1E3F, r >= 0x9FB4 && r <= 0x9FBB:
		return false
	}
	return r < 0x20000
}

// append appends an encoded text to b. Bytes that are no UTF-8 become U+FFFD.
func (c *charset) append(b []byte, s string) []byte {
	start := len(b)
	b = append(b, flagGB)
	for _, r := range s {
		if r < utf8.RuneSelf {
			b = append(b, byte(r))
			continue
		}
		if r > 0xFFFF || c.codes[r] == 0 {
			return appendRare(b[:start], strings.ToValidUTF8(s, "\uFFFD"))
		}
		b = append(b, byte(c.codes[r]>>8), byte(c.codes[r]))
	}
	return b
}

// appendRare appends a text that has characters which GB18030 writes with four
// bytes, or not as others do.
func appendRare(b []byte, s string) []byte {
	if !strings.ContainsFunc(s, func(r rune) bool { return !settled(r) }) {
		gb, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err == nil {
			if back, err := simplifiedchinese.GB18030.NewDecoder().String(gb); err == nil && back == s {
				return append(append(b, flagGB), gb...)
			}
		}
	}
	return append(append(b, flagUTF8), s...)
}

// text decodes a text.
func (c *charset) text(b []byte) (string, error) {
	if len(b) == 0 || b[0] > flagUTF8 {
		return "", damaged("a text in no known encoding")
	}
	if b[0] == flagUTF8 {
		if !utf8.Valid(b[1:]) {
			return "", damaged("a text that is no UTF-8")
		}
		return string(b[1:]), nil
	}
	return c.decodeGB(b[1:])
}

func (c *charset) decodeGB(b []byte) (string, error) {
	out := make([]byte, 0, len(b)+len(b)/2)
	for i := 0; i < len(b); i++ {
		if b[i] < utf8.RuneSelf {
			out = append(out, b[i])
			continue
		}
		r := rune(0)
		if i+1 < len(b) {
			if code := int(b[i])<<8 | int(b[i+1]); code >= firstCode && code <= lastCode {
				r = rune(c.chars[code-firstCode])
			}
		}
		if r == 0 {
			text, _, err := transform.Bytes(simplifiedchinese.GB18030.NewDecoder(), b)
			if err != nil {
				return "", damaged("a text that is no GB18030")
			}
			return string(text), nil
		}
		out = utf8.AppendRune(out, r)
		i++
	}
	return string(out), nil
}
