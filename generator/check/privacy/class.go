package privacy

import (
	"unicode"
	"unicode/utf8"
)

// A class is what a character may be part of.
type class uint8

const (
	other class = iota
	// Digits are digit0 to digit0+9, Chinese numerals numeral0 to numeral0+9.
	digit0
	numeral0 = digit0 + 10
	// A loose character is a letter that is written for a digit: O o l I.
	loose = numeral0 + 10 + iota - 2
	// xLike is the check character X, and a mask.
	xLike
	masking
	invisible
	blank
	dash
	dot
	newline
	listing
	closing
	opening
	atSign
	province
	unit
)

// digit is the value of a digit or numeral.
func (c class) digit() (byte, bool) {
	switch {
	case c >= numeral0 && c < numeral0+10:
		return byte(c - numeral0), true
	case c >= digit0 && c < digit0+10:
		return byte(c - digit0), true
	}
	return 0, false
}

func (c class) isNumeral() bool { return c >= numeral0 && c < numeral0+10 }

// separates is whether a character may stand between the digits of one number.
func (c class) separates() bool { return c >= blank && c <= listing }

func (f *Finder) class(r rune) class {
	if r < 0x10000 {
		return f.classes[r]
	}
	if r >= 0x1d7ce && r <= 0x1d7ff { // mathematical digits, five sets of ten
		return digit0 + class((r-0x1d7ce)%10)
	}
	if unicode.Is(unicode.Nd, r) {
		for _, d := range unicode.Nd.R32 {
			if rune(d.Lo) <= r && r <= rune(d.Hi) {
				return digit0 + class((r-rune(d.Lo))%10)
			}
		}
	}
	return other
}

// at is the class of the character at a byte of text, and its size.
func (f *Finder) at(text string, i int) (class, int) {
	if i >= len(text) {
		return other, 0
	}
	if b := text[i]; b < utf8.RuneSelf {
		return f.classes[b], 1
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	return f.class(r), n
}

// before is the class of the character that ends at a byte of text, and its size.
func (f *Finder) before(text string, i int) (class, int) {
	if i <= 0 {
		return other, 0
	}
	r, n := utf8.DecodeLastRuneInString(text[:i])
	return f.class(r), n
}

// fillClasses makes the table of the characters of the basic plane.
func fillClasses(t *[0x10000]class) {
	for _, d := range unicode.Nd.R16 { // all scripts' decimal digits stand in tens
		for r := int(d.Lo); r <= int(d.Hi); r++ {
			t[r] = digit0 + class((r-int(d.Lo))%10)
		}
	}
	for _, first := range []rune{'①', '⑴', '⒈', '❶', '➀', '➊', '⓵'} { // one to nine
		for i := range 9 {
			t[int(first)+i] = digit0 + 1 + class(i)
		}
	}
	for _, set := range []string{"⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"} {
		for i, r := range []rune(set) {
			t[r] = digit0 + class(i)
		}
	}
	t['⓪'], t['⓿'] = digit0, digit0
	for i, set := range []string{"〇零○", "一壹幺㊀弌", "二贰貳㊁弍", "三叁叄參㊂弎", "四肆㊃", "五伍㊄", "六陆陸㊅", "七柒㊆", "八捌㊇", "九玖㊈"} {
		mark(t, set, numeral0+class(i))
	}
	mark(t, "OolI", loose)
	mark(t, "xXｘＸхХχΧ×✕", xLike)
	mark(t, "*＊●■□#＃﹡∗", masking)
	mark(t, "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f\u20e3\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u034f\u115f\u3164\r", invisible)
	mark(t, " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", blank)
	mark(t, "-‐‑‒–—―－﹣−_＿", dash)
	mark(t, ".．﹒·•・‧∙⋅･", dot)
	mark(t, "\n\v\f\u0085\u2028\u2029", newline)
	mark(t, ",，/／\t", listing)
	mark(t, ")）", closing)
	mark(t, "(（[［【{｛<〈#", opening)
	mark(t, "@＠﹫", atSign)
	mark(t, "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新使", province)
	mark(t, "号弄幢栋座楼单室组", unit)
}

func mark(t *[0x10000]class, set string, c class) {
	for _, r := range set {
		t[r] = c
	}
}
