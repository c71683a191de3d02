package content

import (
	"strings"
	"unicode/utf8"
)

// family says how a unit counts: base is its dimension's base unit, and factor
// how many of these one is.
type family struct {
	base   string
	factor float64
}

// known returns the family of a unit that is known beyond its name. 人 and 人次
// are different dimensions: one person who comes twice is two 人次.
func known(unit string) (family, bool) {
	switch unit {
	case "元", "块", "圆", "人民币", "元人民币":
		return family{"元", 1}, true
	case "人", "名", "位", "个人":
		return family{"人", 1}, true
	case "人次", "次", "户", "亩", "米", "公斤", "小时", "月", "工作日", "千瓦时", "千瓦", "%", "百分点", "平方米":
		return family{unit, 1}, true
	case "‰":
		return family{"%", 0.1}, true
	case "成":
		return family{"%", 10}, true
	case "个百分点":
		return family{"百分点", 1}, true
	case "个月":
		return family{"月", 1}, true
	case "年":
		return family{"月", 12}, true
	case "个工作日":
		return family{"工作日", 1}, true
	case "度":
		return family{"千瓦时", 1}, true
	}
	return measure(unit)
}

// measure returns the family of a unit of area, length, weight or time.
func measure(unit string) (family, bool) {
	switch unit {
	case "公顷":
		return family{"亩", 15}, true
	case "平方公里", "平方千米":
		return family{"亩", 1500}, true
	case "㎡", "m²", "m2", "平米", "平方":
		return family{"平方米", 1}, true
	case "m":
		return family{"米", 1}, true
	case "公里", "千米", "km":
		return family{"米", 1000}, true
	case "里":
		return family{"米", 500}, true
	case "千克", "kg":
		return family{"公斤", 1}, true
	case "斤":
		return family{"公斤", 0.5}, true
	case "克", "g":
		return family{"公斤", 0.001}, true
	case "吨", "t":
		return family{"公斤", 1000}, true
	case "个小时":
		return family{"小时", 1}, true
	case "分钟":
		return family{"小时", 1.0 / 60}, true
	case "天", "日":
		return family{"小时", 24}, true
	case "周", "个星期":
		return family{"小时", 168}, true
	}
	return family{}, false
}

// unitOf returns the dimension of a unit and the factor to its base. A unit that
// is not known is a dimension of its own, with a 万 or 亿 before it as factor.
func unitOf(unit string) (dimension string, factor float64) {
	if f, ok := known(unit); ok {
		return f.base, f.factor
	}
	rest, factor := unit, 1.0
	for {
		r, size := utf8.DecodeRuneInString(rest)
		p := power(r)
		if p == 0 || size == len(rest) {
			break
		}
		if f, ok := known(rest[size:]); ok {
			return f.base, factor * p * f.factor
		}
		if p < 1e4 && !leadsToKnown(rest[size:]) {
			break // 百 and 千 belong to the name of a unit that is not known
		}
		rest, factor = rest[size:], factor*p
	}
	return rest, factor
}

// leadsToKnown reports whether only powers stand before a known unit.
func leadsToKnown(s string) bool {
	for s != "" {
		if _, ok := known(s); ok {
			return true
		}
		r, size := utf8.DecodeRuneInString(s)
		if power(r) == 0 {
			return false
		}
		s = s[size:]
	}
	return false
}

// isMultiplier reports whether a text is made of powers alone: 万, 百万.
func isMultiplier(s string) bool {
	return s != "" && strings.Trim(s, "十百千万亿") == ""
}
