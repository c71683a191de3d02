package chart

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// appendNumber writes a coordinate with one decimal at most.
func appendNumber(b []byte, v float64) []byte {
	n := int64(math.Round(v * 10))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/10, 10)
	if n%10 != 0 {
		b = append(b, '.', byte('0'+n%10))
	}
	return b
}

// appendText writes a text for HTML and XML, in content and in quotes. What XML
// cannot hold becomes a space or U+FFFD.
func appendText(b []byte, s string) []byte {
	from := 0
	for i, r := range s {
		var with string
		switch {
		case r == '&':
			with = "&amp;"
		case r == '<':
			with = "&lt;"
		case r == '>':
			with = "&gt;"
		case r == '"':
			with = "&#34;"
		case r == '\'':
			with = "&#39;"
		case r < ' ':
			with = " "
		case r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
			with = "\uFFFD"
		default:
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		b = append(append(b, s[from:i]...), with...)
		from = i + size
	}
	return append(b, s[from:]...)
}

// runeWidth estimates the width of a character in ems, on the wide side.
func runeWidth(r rune) float64 {
	switch {
	case r >= '0' && r <= '9', r >= 'a' && r <= 'l', r >= 'n' && r <= 'v', r >= 'x' && r <= 'z', r == ' ':
		return .6
	case r == '.', r == ',', r == ':', r == '\'', r == '(', r == ')', r == '-', r == '/':
		return .45
	case r < 0x80:
		return .95
	case r >= 0x1F000:
		return 1.4
	}
	return 1
}

// widthOf estimates the width of a text in ems.
func widthOf(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += runeWidth(r)
	}
	return w
}

// cut shortens a text to a width in ems, with … for what is left out.
func cut(s string, most float64) (short string, whole bool) {
	w, end := 0.0, 0
	for i, r := range s {
		if w+1 <= most {
			end = i // room for the … in the place of this character
		}
		if w += runeWidth(r); w > most {
			return s[:end] + "…", false
		}
	}
	return s, true
}

// wrap sets a text in one or two lines of a width in ems. Two lines are about as
// long as each other and part at a good place; what does not fit ends in ….
func wrap(s string, most float64) (lines [2]string, n int, whole bool) {
	total := widthOf(s)
	if total <= most {
		return [2]string{s}, 1, true
	}
	at, best := 0, math.Inf(1)
	w, before := 0.0, rune(-1)
	for i, r := range s {
		if i > 0 && w <= most {
			cost := breakCost(before, r) + math.Abs(w-total/2)
			if total-w > most {
				cost += 100 * (total - w - most) // the second line is cut
			}
			if cost < best {
				at, best = i, cost
			}
		}
		w, before = w+runeWidth(r), r
	}
	second, whole := cut(s[at:], most)
	return [2]string{s[:at], second}, 2, whole
}

// breakCost says how bad it is to part a text between two characters, in ems of
// imbalance that are better than it.
func breakCost(before, after rune) float64 {
	word := func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-'
	}
	switch {
	case word(before) && word(after):
		return 20
	case closes(after), opens(before):
		return 20
	case closes(before), opens(after), before == ' ':
		return -3
	}
	return 0
}

func opens(r rune) bool {
	switch r {
	case '（', '(', '“', '‘', '《', '〈', '【', '「', '[':
		return true
	}
	return false
}

func closes(r rune) bool {
	switch r {
	case '）', ')', '”', '’', '》', '〉', '】', '」', ']', '，', '。', '、', '；', '：', '！', '？', '·', '—', ',', '.', ' ':
		return true
	}
	return false
}
