package content

import (
	"math"
	"strings"
	"unicode/utf8"
)

// scanHan reads a number in Han numerals: 一百二十, 两千, 十万, 三点五, 二〇二二.
func scanHan(s string) (value float64, rest string, ok bool) {
	var h hanSum
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		n := han(r)
		switch {
		case n.digit >= 0:
			if !h.add(n.digit) {
				return 0, "", false
			}
		case n.power > 0:
			if strings.HasPrefix(s, "千克") || strings.HasPrefix(s, "千米") || strings.HasPrefix(s, "百分点") || !h.times(n.power) {
				return h.done(s)
			}
		case r == '点' && h.seen:
			f, after := scanFraction(s[size:])
			if after == s[size:] {
				return 0, "", false
			}
			h.digit, h.fresh = h.digit+f, true
			s = after
			// 三点五万 is a number times a power.
			if r, size := utf8.DecodeRuneInString(s); power(r) >= 1e4 {
				h.times(power(r))
				s = s[size:]
			}
			return h.done(s)
		default:
			return h.done(s)
		}
		s = s[size:]
	}
	return h.done("")
}

// hanSum adds up Han numerals: digits gather in digit, parts below 万 in low,
// all above in high.
type hanSum struct {
	high, low, digit float64
	fresh, seen      bool
	// places counts digits written one after another, as in 二〇二二.
	places int
	// last is the power before the digit, 0 where a 零 stands between them.
	last float64
}

func (h *hanSum) add(digit int) bool {
	if h.fresh && digit >= 0 && h.places > 0 {
		h.digit = h.digit*10 + float64(digit)
	} else {
		h.digit = float64(digit)
	}
	if digit == 0 {
		h.last = 0
	}
	h.places++
	h.fresh, h.seen = true, true
	return h.places < 16
}

func (h *hanSum) times(p float64) bool {
	d := h.digit
	if !h.fresh || h.places == 1 && d == 0 {
		d = 1
	}
	if p < 1e4 {
		h.low += d * p
	} else {
		part := h.low
		if h.fresh {
			part += h.digit
		}
		if !h.seen {
			part = 1
		}
		if p == 1e8 {
			part += h.high
			h.high = 0
		}
		h.high += part * p
		h.low = 0
	}
	h.digit, h.fresh, h.seen, h.places, h.last = 0, false, true, 0, p
	return h.high < 1e15
}

func (h *hanSum) done(rest string) (float64, string, bool) {
	if h.fresh && h.places == 1 && h.last >= 100 { // 一百二 is 一百二十
		h.digit *= h.last / 10
	}
	return h.high + h.low + h.digit, strings.TrimSpace(rest), h.seen
}

// scanFraction reads the digits after 点.
func scanFraction(s string) (float64, string) {
	f, n := 0.0, 0
	for s != "" && n < 12 {
		r, size := utf8.DecodeRuneInString(s)
		d := han(r).digit
		if d < 0 {
			break
		}
		n++
		f = f*10 + float64(d)
		s = s[size:]
	}
	return f / math.Pow10(n), s
}
