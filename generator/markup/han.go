package markup

import "unicode/utf8"

// isHan reports whether r is a Chinese character.
func isHan(r rune) bool {
	switch {
	case r < 0x3400:
		return r == '〇' || r == '々' || 0x2E80 <= r && r < 0x2FE0
	case r <= 0x9FFF:
		return r <= 0x4DBF || r >= 0x4E00
	}
	return 0xF900 <= r && r < 0xFB00 || 0x20000 <= r && r <= 0x3FFFF
}

// isCJK reports whether r is a character or a punctuation mark of Chinese,
// Japanese or Korean writing, full-width forms included. The ideographic space
// is not one.
func isCJK(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r < 0x2E80:
		return r < 0x1200
	case r <= 0xA4CF:
		return r != 0x3000
	}
	return 0xA960 <= r && r < 0xA980 ||
		0xAC00 <= r && r < 0xD800 ||
		0xF900 <= r && r < 0xFB00 ||
		0xFE10 <= r && r < 0xFE20 || 0xFE30 <= r && r < 0xFE50 ||
		0xFF00 <= r && r < 0xFFF0 ||
		0x1B000 <= r && r < 0x1B300 || 0x20000 <= r && r <= 0x3FFFF
}

// isHangul reports whether r is Korean, which is written with spaces.
func isHangul(r rune) bool {
	return 0x1100 <= r && r < 0x1200 || 0xA960 <= r && r < 0xA980 ||
		0xAC00 <= r && r < 0xD800 || 0x3130 <= r && r < 0x3190 || 0xFFA0 <= r && r < 0xFFE0
}

// isShared reports whether r is a punctuation mark that Chinese shares with
// Latin text.
func isShared(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '…', '·', '‖', '※':
		return true
	}
	return false
}

// joins reports whether a line end between two characters stands for nothing.
func joins(before, after rune) bool {
	b := isCJK(before) && !isHangul(before)
	a := isCJK(after) && !isHangul(after)
	return b && a || b && isShared(after) || isShared(before) && a
}

// count adds up Han characters and other words. A word is a run of letters and
// digits, with single points, commas, apostrophes and hyphens inside it. The text is
// valid UTF-8.
func count(text []byte) int {
	n := 0
	inWord, joint := false, false
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case isAlphanumeric(c):
				if !inWord {
					n++
				}
				inWord, joint = true, false
			case inWord && !joint && (c == '.' || c == ',' || c == '\'' || c == '-' || c == '_'):
				joint = true
			default:
				inWord = false
			}
			continue
		}
		if 0xE5 <= c && c <= 0xE9 { // U+5000 to U+9FFF, nearly all that is written
			n++
			inWord = false
			i += 3
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		switch {
		case isHan(r):
			n++
			inWord = false
		case isOtherLetter(r):
			if !inWord {
				n++
			}
			inWord, joint = true, false
		case r == '’' && inWord && !joint:
			joint = true
		default:
			inWord = false
		}
	}
	return n
}
