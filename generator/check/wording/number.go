package wording

import (
	"slices"
	"strconv"
	"strings"
)

// isNumeral reports whether a character is a Chinese numeral.
func isNumeral(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '零', '〇', '百', '千', '万', '亿', '几', '数':
		return true
	}
	return false
}

// value returns a Chinese digit's value, or -1.
func value(r rune) int {
	if i := slices.Index([]rune(numerals), r); i > 0 {
		return i
	}
	return -1
}

const numerals = "〇一二三四五六七八九"

// digits returns the end of a number in digits that begins at i: 1,234.5.
func (s *scan) digits(i int) int {
	for s.is(i) == digit {
		i++
		if (s.char(i) == '.' || s.char(i) == ',') && s.is(i+1) == digit {
			i++
		}
	}
	return i
}

// number finds what is wrong with a number in digits, from its first digit on.
func (s *scan) number(i int) {
	if s.is(i-1) == letter || (s.char(i-1) == '.' || s.char(i-1) == ',') && s.is(i-2) == digit {
		return
	}
	end := s.digits(i)
	if s.is(end) == letter {
		s.lookalike(i)
		return
	}
	if s.is(i-1) == opaque || s.is(end) == opaque {
		return
	}
	if s.date(i, end) || s.span(i, end) {
		return
	}
	s.mixed(i, end)
	s.about(i, end)
}

// span finds a range of numbers that is not written as the standards have it.
func (s *scan) span(i, end int) bool {
	sign := s.char(end)
	if sign == 0 || !strings.ContainsRune("-~–—～", sign) || s.is(end+1) != digit || strings.ContainsRune("-~–—～/", s.char(i-1)) && i > 0 {
		return false
	}
	to := s.digits(end + 1)
	first, second := s.sub(i, end), s.sub(end+1, to)
	a, errA := strconv.ParseFloat(strings.ReplaceAll(first, ",", ""), 64)
	b, errB := strconv.ParseFloat(strings.ReplaceAll(second, ",", ""), 64)
	if errA != nil || errB != nil || a >= b || strings.HasPrefix(first, "0") && !strings.HasPrefix(first, "0.") {
		return false
	}
	next := s.char(to)
	switch {
	case next == '%' || next == '％':
		// GB/T 15835—2011, 5.1.4 d.
		s.fix("percent-range", i, to+1, first+"%～"+second+"%", false, s.sub(i, to+1))
	case sign != '-' && sign != '~' && sign != '–':
	case next == '年' && len(first) == 4 && len(second) == 4 || next == '月' && s.char(to+1) != '份' && b <= 12 || next == '日' && b <= 31:
		s.fix("range-sign", i, to, first+"—"+second, false, s.sub(i, to+1))
	case next != 0 && strings.ContainsRune("元万亿人户亩岁天倍吨米个名家", next):
		s.fix("range-sign", i, to, first+"～"+second, false, s.sub(i, to+1))
	default:
		return false
	}
	return true
}

// mixed finds digits that go on in Chinese numerals: of these only 万 and 亿 may
// follow digits (GB/T 15835—2011, 4.3 and 5.3).
func (s *scan) mixed(i, end int) {
	if s.sub(i, end) == "0" && s.era(i) {
		return
	}
	if end-i > 2 || s.is(i-1) == han && strings.ContainsRune("第前", s.r[i-1]) {
		return
	}
	unit, next := s.char(end), s.char(end+1)
	zeros := map[rune]string{'十': "0", '百': "00", '千': "000"}[unit]
	switch {
	case zeros == "" || strings.HasPrefix(s.sub(i, end), "0"):
	case next == '万' || next == '亿':
		s.fix("number-mixed", i, end+2, s.sub(i, end)+zeros+string(next), false, s.sub(i, end+2))
	case unit == '十' || next == 0:
	case strings.ContainsRune("多余", next) && strings.ContainsRune("元名人户亩个吨", s.char(end+2)) && s.char(end+2) != 0,
		strings.ContainsRune("元名亩", next):
		s.fix("number-mixed", i, end+1, s.sub(i, end)+zeros, false, s.sub(i, end+2))
	}
}

// about finds approximations that are written in Chinese numerals by the rule:
// 30几 and 3、5天 (GB/T 15835—2011, 5.2.1 and 5.2.2; GB/T 15834—2011, 4.5.3.5).
func (s *scan) about(i, end int) {
	n := s.sub(i, end)
	if s.char(end) == '几' && len(n) == 2 && n[1] == '0' && n[0] > '0' {
		tens := string([]rune(numerals)[n[0]-'0']) + "十"
		s.fix("number-approximate", i, end+1, strings.TrimPrefix(tens, "一十")+map[bool]string{true: "十"}[tens == "一十"]+"几", false, s.sub(i, end+1))
		return
	}
	if len(n) != 1 || s.char(end) != '、' || s.is(end+1) != digit || s.digits(end+1) != end+2 || s.is(i-1) != han {
		return
	}
	a, b := int(n[0]-'0'), int(s.r[end+1]-'0')
	if strings.ContainsRune("第月和及年、初周", s.r[i-1]) || a == 0 || b-a != 1 && !(a == 3 && b == 5) {
		return
	}
	for _, unit := range []string{"天", "个月", "个人", "个小时"} {
		if s.has(end+2, unit) {
			all := []rune(numerals)
			s.fix("number-approximate", i, end+2, string([]rune{all[a], all[b]}), false, s.sub(i, end+2)+unit)
			return
		}
	}
}

// numerals finds what is wrong with Chinese numerals from the first one on.
func (s *scan) numerals(i int) {
	if s.era(i) {
		return
	}
	a, b := value(s.r[i]), value(s.char(i+2))
	if s.char(i+1) != '、' || a < 1 || b != a+1 || s.is(i-1) != han || strings.ContainsRune("第周期初和及批", s.r[i-1]) {
		return
	}
	for _, unit := range []string{"天", "个月", "个小时", "百", "千"} {
		if s.has(i+3, unit) {
			s.fix("number-approximate", i, i+3, string([]rune{s.r[i], s.r[i+2]}), false, s.sub(i, i+3)+unit)
			return
		}
	}
}

// era finds years in Chinese numerals with a zero other than 〇 (GB/T 15835—2011,
// 4.1.4 and 5.2.3).
func (s *scan) era(i int) bool {
	if i > 0 && (isNumeral(s.r[i-1]) || s.c[i-1] == digit) || s.char(i+4) != '年' {
		return false
	}
	chinese, zero, like := 0, false, false
	for k := i; k < i+4; k++ {
		switch r := s.char(k); r {
		case '零':
			zero = true
		case '0', 'O', 'o', '○', '◯', 'Ｏ', '０', '〇':
			like = like || r != '〇'
		default:
			if value(r) < 0 {
				return false
			}
			chinese++
		}
	}
	if chinese < 2 || !zero && !like {
		return false
	}
	code := "digit-lookalike"
	if !like {
		code = "zero-form"
	}
	fixed := strings.NewReplacer("零", "〇", "0", "〇", "O", "〇", "o", "〇", "○", "〇", "◯", "〇", "Ｏ", "〇", "０", "〇").Replace(s.sub(i, i+4))
	s.fix(code, i, i+4, fixed, false, s.sub(i, i+5))
	return true
}

// percentWord finds 百分之50.
func (s *scan) percentWord(i int) {
	if !s.has(i, "百分之") || s.is(i+3) != digit {
		return
	}
	end := s.digits(i + 3)
	if s.char(end) != '%' {
		s.fix("number-mixed", i, end, s.sub(i+3, end)+"%", false, s.sub(i, end))
	}
}

// weekday finds 星期5 (GB/T 15835—2011, 4.2).
func (s *scan) weekday(i int) {
	if !s.has(i, "星期") && !s.has(i, "礼拜") || s.is(i+2) != digit || s.is(i+3) == digit {
		return
	}
	d := int(s.r[i+2] - '0')
	if d < 1 || d > 7 {
		return
	}
	day := "日"
	if d < 7 {
		day = string([]rune(numerals)[d])
	}
	s.fix("number-mixed", i, i+3, s.sub(i, i+2)+day, false, s.sub(i, i+3))
}

// lookalike finds letters read for digits, 8O and l0, from the first character of a
// Latin word or number on.
func (s *scan) lookalike(i int) {
	if before := s.is(i - 1); before == letter || before == digit || before == opaque || before == ascii && s.r[i-1] != '\n' {
		return
	}
	end, digits, letters := i, 0, 0
	for ; s.is(end) == digit || s.is(end) == letter; end++ {
		switch r := s.r[end]; {
		case s.c[end] == digit:
			digits++
		case (r == 'O' || r == 'o') && end > i && (s.c[end-1] == digit || s.c[end-1] == letter && letters > 0),
			r == 'l' && s.is(end+1) == digit:
			letters++
		default:
			return
		}
	}
	if letters == 0 || digits == 0 || s.is(end) == opaque {
		return
	}
	if next := s.char(end); s.is(end) == han || next == '%' || next == '，' || next == '。' || next == '、' {
		fixed := strings.NewReplacer("O", "0", "o", "0", "l", "1").Replace(s.sub(i, end))
		s.fix("digit-lookalike", i, end, fixed, false, s.sub(i, end))
	}
}
