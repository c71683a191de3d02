package main

import "unicode"

// class returns the letter of a folded character's class: package analysis
// states what each is.
func class(r rune) byte {
	switch {
	case gap(r):
		return 'g'
	case skip(r):
		return 's'
	case cjk(r):
		return 'c'
	case word(r):
		return 'w'
	default:
		return 'm'
	}
}

func gap(r rune) bool {
	return unicode.Is(unicode.White_Space, r) || unicode.Is(unicode.Cc, r) ||
		0xD800 <= r && r <= 0xDFFF || r == unicode.ReplacementChar
}

func skip(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) ||
		0x300 <= r && r <= 0x36F
}

// cjk reports whether r is written without spaces between words: ideographs,
// kana, hangul and bopomofo. The planes kept for ideographs are taken whole, so
// that characters newer than this Unicode version are in.
func cjk(r rune) bool {
	switch {
	case 0x2E80 <= r && r <= 0x2FDF, // radicals
		0x3400 <= r && r <= 0x4DBF, 0x4E00 <= r && r <= 0x9FFF,
		0x20000 <= r && r <= 0x2FFFD, 0x30000 <= r && r <= 0x3FFFD,
		r == 0x30FC,                // ー, which all scripts share
		r == 0x3099 || r == 0x309A: // the voicing marks
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo) &&
		unicode.In(r, unicode.L, unicode.Nl, unicode.M)
}

// word reports whether r belongs to a word of any other script. Marks of
// U+20D0–20FF stand on symbols (the keycap 1️⃣), not in words.
func word(r rune) bool {
	return unicode.In(r, unicode.L, unicode.Nd, unicode.Nl) ||
		unicode.Is(unicode.M, r) && (r < 0x20D0 || r > 0x20FF)
}
