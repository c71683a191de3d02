package content

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// number is a number at the start of a text.
type number struct {
	value float64
	// vague says whether 余, 多 or 来 stand in it.
	vague vague
}

// numeral is what a Han character means in a number: a digit, or a power of ten,
// or neither (-1 and 0).
type numeral struct {
	digit int
	power float64
}

func han(r rune) numeral {
	switch r {
	case '〇', '零':
		return numeral{digit: 0}
	case '一', '壹':
		return numeral{digit: 1}
	case '二', '两', '贰':
		return numeral{digit: 2}
	case '三', '叁':
		return numeral{digit: 3}
	case '四', '肆':
		return numeral{digit: 4}
	case '五', '伍':
		return numeral{digit: 5}
	case '六', '陆':
		return numeral{digit: 6}
	case '七', '柒':
		return numeral{digit: 7}
	case '八', '捌':
		return numeral{digit: 8}
	case '九', '玖':
		return numeral{digit: 9}
	}
	return numeral{digit: -1, power: power(r)}
}

func power(r rune) float64 {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万':
		return 1e4
	case '亿':
		return 1e8
	}
	return 0
}

// scanNumber reads the number that a text begins with, in digits (1,234.5) or in
// Han numerals (一百二十), with a sign and the 余 or 多 after it, and returns the
// text after it. In digits, the 万 or 亿 after a number is left to the unit; but
// 3万5千 is one number.
func scanNumber(s string) (n number, rest string, ok bool) {
	sign := 1.0
	for _, minus := range []string{"-", "−", "负"} {
		if t, found := strings.CutPrefix(s, minus); found {
			sign, s = -1, strings.TrimSpace(t)
			break
		}
	}
	if s == "" {
		return number{}, "", false
	}
	if s[0] >= '0' && s[0] <= '9' || s[0] == '.' {
		n.value, rest, ok = scanDigits(s)
		if value, after, chain := scanChain(n.value, rest); ok && chain {
			n.value, rest = value, after
		}
	} else {
		n.value, rest, ok = scanHan(s)
	}
	if !ok {
		return number{}, "", false
	}
	n.value *= sign
	rest, n.vague = stripMore(rest)
	return n, rest, true
}

// vague is how far a figure is exact, by the words around it.
type vague int

const (
	exact vague = iota
	atLeast
	about // wins over atLeast: 约1000余人 may be fewer
)

// stripMore takes 余, 多, 来 off a text, also behind a 万 (3万余人) and out of
// a 2650多万元; what is left is the unit.
func stripMore(s string) (rest string, v vague) {
	s = strings.TrimSpace(s)
	head := ""
	for {
		r, size := utf8.DecodeRuneInString(s)
		if size == 0 || power(r) == 0 {
			break
		}
		if strings.HasPrefix(s, "千克") || strings.HasPrefix(s, "千米") || strings.HasPrefix(s, "千瓦") || strings.HasPrefix(s, "百分点") {
			break
		}
		head, s = head+s[:size], s[size:]
	}
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case size > 0 && strings.ContainsRune("余多", r):
		return head + strings.TrimSpace(s[size:]), atLeast
	case r == '来': // 十来人 may be nine
		return head + strings.TrimSpace(s[size:]), about
	}
	return head + s, exact
}

// scanDigits reads 1,234.5; commas must part thousands.
func scanDigits(s string) (value float64, rest string, ok bool) {
	end, dot := 0, -1
	var commas []int
	for ; end < len(s); end++ {
		switch c := s[end]; {
		case c >= '0' && c <= '9':
			continue
		case c == ',' && dot < 0:
			commas = append(commas, end)
			continue
		case c == '.' && dot < 0:
			dot = end
			continue
		}
		break
	}
	digits := s[:end]
	if strings.HasSuffix(digits, ".") || strings.HasPrefix(digits, ".") || !grouped(digits, dot, commas) {
		return 0, "", false
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if err != nil {
		return 0, "", false
	}
	return value, strings.TrimSpace(s[end:]), !slip(s[end:])
}

// grouped reports whether commas stand before every third digit.
func grouped(digits string, dot int, commas []int) bool {
	if len(commas) == 0 {
		return true
	}
	end := len(digits)
	if dot >= 0 {
		end = dot
	}
	if commas[0] == 0 || commas[0] > 3 {
		return false
	}
	for i, at := range commas {
		next := end
		if i+1 < len(commas) {
			next = commas[i+1]
		}
		if next-at != 4 {
			return false
		}
	}
	return true
}

// slip reports whether what follows digits at once looks like a digit misread or
// mistyped.
func slip(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune("OoQlI|S〇", r) || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, ".")
}

// scanChain goes on with a number in digits that has more parts after a power:
// 3万5千, 1万2.
func scanChain(value float64, rest string) (float64, string, bool) {
	total, last, chained := 0.0, 0.0, false
	for {
		r, size := utf8.DecodeRuneInString(rest)
		p := power(r)
		if p == 0 || len(rest) == size || rest[size] < '0' || rest[size] > '9' {
			break
		}
		total += value * p
		next, after, ok := scanDigits(rest[size:])
		if !ok || next >= p {
			return 0, "", false
		}
		value, last, rest, chained = next, p, after, true
	}
	if !chained {
		return 0, "", false
	}
	if r, size := utf8.DecodeRuneInString(rest); power(r) > 0 {
		return total + value*power(r), rest[size:], true
	}
	if value < 10 { // 1万2 is 1万2千
		value *= last / 10
	}
	return total + value, rest, true
}
