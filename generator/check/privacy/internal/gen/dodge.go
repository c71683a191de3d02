package main

import (
	"strings"
	"unicode"
)

// A dodge writes a number so that a plain search misses it.
type dodge func(s source, text string) string

func spread(sep string) dodge {
	return func(_ source, text string) string { return strings.Join(strings.Split(text, ""), sep) }
}

// grouped cuts text at the given places.
func grouped(sep string, at ...int) dodge {
	return func(_ source, text string) string {
		r := []rune(text)
		var b strings.Builder
		for i, c := range r {
			for _, a := range at {
				if a == i {
					b.WriteString(sep)
				}
			}
			b.WriteRune(c)
		}
		return b.String()
	}
}

// once puts sep at one place that chance chooses.
func once(sep string) dodge {
	return func(s source, text string) string {
		r := []rune(text)
		i := 3 + s.IntN(len(r)-5)
		return string(r[:i]) + sep + string(r[i:])
	}
}

func mapped(from, to string) dodge {
	f, t := []rune(from), []rune(to)
	return func(_ source, text string) string {
		return strings.Map(func(r rune) rune {
			for i, c := range f {
				if c == r {
					return t[i]
				}
			}
			return r
		}, text)
	}
}

func wide(_ source, text string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}, text)
}

// some applies a mapping to about half of the characters.
func some(d dodge) dodge {
	return func(s source, text string) string {
		var b strings.Builder
		for _, r := range text {
			if s.IntN(2) == 0 {
				b.WriteString(d(s, string(r)))
			} else {
				b.WriteRune(r)
			}
		}
		return b.String()
	}
}

func both(a, b dodge) dodge {
	return func(s source, text string) string { return b(s, a(s, text)) }
}

// letters writes O and l for some of the zeros and ones behind the first digit.
func letters(s source, text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case i > 0 && r == '0' && s.IntN(2) == 0:
			b.WriteString(pick(s, []string{"O", "o"}))
		case i > 0 && r == '1' && s.IntN(2) == 0:
			b.WriteString(pick(s, []string{"l", "I"}))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func keycaps(_ source, text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteRune(r)
		if unicode.IsDigit(r) {
			b.WriteString("\ufe0f\u20e3")
		}
	}
	return b.String()
}

const ascii = "0123456789"

var (
	plain       dodge = func(_ source, text string) string { return text }
	numerals          = mapped(ascii, "〇一二三四五六七八九")
	banker            = mapped(ascii, "零壹贰叁肆伍陆柒捌玖")
	spoken            = mapped(ascii, "零幺二三四五六七八九")
	circled           = mapped(ascii, "⓪①②③④⑤⑥⑦⑧⑨")
	dingbats          = mapped(ascii, "⓿❶❷❸❹❺❻❼❽❾")
	arabic            = mapped(ascii, "٠١٢٣٤٥٦٧٨٩")
	bold              = mapped(ascii, "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
	superscript       = mapped(ascii, "⁰¹²³⁴⁵⁶⁷⁸⁹")
)

// anyDigits are dodges that fit every number.
var anyDigits = []dodge{
	plain, plain, plain, plain, wide, some(wide), numerals, some(numerals), banker, spoken, circled, dingbats, arabic,
	bold, superscript, letters, keycaps, spread(" "), spread("-"), spread("·"), spread("."), spread("_"),
	spread("\u200b"), once("\u200b"), once("\u2060"), once("\ufeff"), once("\u200d"), both(wide, spread(" ")),
	both(numerals, spread(" ")), both(circled, spread("\u200b")), spread("  "), spread(" - "),
}

var mobileDodges = append([]dodge{
	grouped(" ", 3, 7), grouped("-", 3, 7), grouped("·", 3, 7), grouped(".", 3, 7), grouped("_", 3, 7),
	grouped("\n", 7), grouped(" ", 3, 6), grouped("\n", 3), grouped(" - ", 3, 7), grouped("－", 3, 7),
	grouped("\u3000", 3, 7), grouped("\u00a0", 3, 7), both(wide, grouped("－", 3, 7)), both(numerals, grouped(" ", 3, 7)),
	func(s source, t string) string { return "+86 " + t },
	func(s source, t string) string { return "+86-" + t },
	func(s source, t string) string { return "0086" + t },
	func(s source, t string) string { return "86-" + t },
	func(s source, t string) string { return "+86" + grouped(" ", 3, 7)(s, t) },
	func(s source, t string) string { return "（+86）" + t },
}, anyDigits...)

var idDodges = append([]dodge{
	grouped(" ", 6, 14), grouped("-", 6, 14), grouped("·", 6, 14), grouped(" ", 6, 10, 14), grouped("\n", 14),
	grouped("\n", 6), grouped("_", 6, 14), grouped(" ", 3, 6, 10, 14), grouped(".", 6, 14), grouped("\u3000", 6, 14),
	both(wide, grouped("－", 6, 14)), grouped(" ", 4, 8, 12, 16), strings2lower,
}, anyDigits...)

var cardDodges = append([]dodge{
	grouped(" ", 4, 8, 12, 16), grouped("-", 4, 8, 12, 16), grouped(" ", 6), grouped("·", 4, 8, 12, 16),
	grouped("\u3000", 4, 8, 12, 16), both(wide, grouped("　", 4, 8, 12, 16)), grouped("\n", 8), grouped(".", 4, 8, 12, 16),
}, anyDigits...)

func strings2lower(_ source, text string) string { return strings.ToLower(text) }

var emailDodges = []dodge{
	plain, plain, plain, wide, mapped("@", "＠"),
	replaced("@", "(at)"), replaced("@", "[at]"), replaced("@", "（at）"), replaced("@", " (at) "), replaced("@", "{at}"),
	replaced("@", "【at】"), replaced("@", "(AT)"), replaced("@", "\u200b@"), replaced("@", " @ "), replaced("@", "@\u200b"),
	replaced("@", "#at#"), both(replaced("@", "(at)"), replaced(".", "(dot)")), replaced(".", "．"),
}

func replaced(old, new string) dodge {
	return func(_ source, text string) string { return strings.ReplaceAll(text, old, new) }
}

var plateDodges = []dodge{
	plain, plain, plain, grouped("·", 2), grouped("·", 2), grouped(" ", 2), grouped("-", 2), grouped("•", 2), grouped(".", 2),
	strings2lower, wide, spread(" "), spread("\u200b"), once("\u200b"), some(wide), grouped("－", 2), spread("-"),
}

var passportDodges = []dodge{
	plain, plain, plain, wide, strings2lower, grouped(" ", 1), spread(" "), once("\u200b"), grouped("-", 1), spread("\u200b"),
}

var addressDodges = []dodge{
	plain, plain, plain, plain, some(wide), once("\u200b"), mapped(ascii, "０１２３４５６７８９"), mapped(ascii, "〇一二三四五六七八九"),
}
