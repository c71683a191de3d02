package check

import (
	"math"
	"strings"
	"unicode/utf8"

	"touyan/generator/content"
)

// quantity is a figure in a text.
type quantity struct {
	content.Quantity
	start, end int
	// step is what one of the last digit counts, in the base unit.
	step float64
}

// units are those that a figure in running text is read with, longer ones before
// those they begin with.
func units() []string {
	return []string{
		"亿元", "万元", "千元", "万人次", "人次", "万余元", "余万元", "万人", "万户", "万亩", "万次", "万件", "万个", "元",
		"平方米", "平方公里", "公顷", "公里", "公斤", "千克", "吨", "斤", "亩", "米", "小时", "分钟",
		"个百分点", "百分点", "个月", "个工作日", "个小时", "%", "‰",
		"人", "名", "位", "户", "次", "件", "家", "项", "处", "座", "条", "支", "所", "篇", "起", "场", "辆", "台", "套", "种", "类", "本", "份", "期", "头", "只", "棵", "株", "间", "块", "门", "对", "组", "队", "岗", "个", "天",
	}
}

// numberEnd returns where the number that begins at an offset ends: digits, commas
// between them, one point.
func numberEnd(s string, at int) int {
	end, dot := at, false
	for end < len(s) {
		switch c := s[end]; {
		case isDigit(c):
		case (c == ',' || c == '.' && !dot) && end+1 < len(s) && isDigit(s[end+1]) && end > at:
			dot = dot || c == '.'
		default:
			return end
		}
		end++
	}
	return end
}

// nextNumber returns the next number of a text from an offset on that stands by
// itself, not in a name (1+3+N, GB2312) or a date.
func nextNumber(s string, from int) (start, end int, ok bool) {
	for at := from; at < len(s); {
		if !isDigit(s[at]) {
			at++
			continue
		}
		end = numberEnd(s, at)
		if before, _ := utf8.DecodeLastRuneInString(s[:at]); at == 0 || !isASCIIWord(before) && !strings.ContainsRune("+＋/第.．", before) {
			return at, end, true
		}
		at = end
	}
	return 0, 0, false
}

func isASCIIWord(r rune) bool {
	return r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-')
}

// readQuantity reads a number of a text with the unit after it. A number followed by
// 年, 月, 日 or 号 is a date. unit is the one to take where none stands there; "" for
// none.
func readQuantity(s string, start, end int, unit string) (q quantity, ok bool) {
	rest := strings.TrimLeft(s[end:], " ")
	at, more := end, ""
	for _, word := range []string{"余", "多", "来"} {
		if t, found := strings.CutPrefix(rest, word); found {
			more, rest = word, strings.TrimLeft(t, " ")
			break
		}
	}
	own := ""
	for _, u := range units() {
		if strings.HasPrefix(rest, u) {
			own = u
			break
		}
	}
	if own == "" {
		if r, _ := utf8.DecodeRuneInString(rest); unit == "" || strings.ContainsRune("年月日号时点%％", r) {
			return q, false
		}
		if strings.HasPrefix(rest, "万") || strings.HasPrefix(rest, "亿") {
			return q, false
		}
		own, at = unit, end
	} else {
		at = len(s) - len(rest) + len(own)
	}
	if strings.HasPrefix(own, "余") {
		more, own = "余", own[len("余"):]
	}
	read, fault := content.ParseQuantity(s[start:end]+more+own, "")
	if fault.Code != "" {
		return q, false
	}
	q = quantity{Quantity: read, start: start, end: at, step: step(s[start:end]) * read.Factor}
	before := strings.TrimRight(s[:start], " ")
	for _, word := range []string{"约", "近", "超", "超过", "逾", "突破", "不少于", "至少", "不低于", "以上"} {
		if strings.HasSuffix(before, word) {
			q.Approx = true
		}
	}
	if contains(prefixOf(s[at:], 2), "左右", "以上", "上下", "余", "多") {
		q.Approx = true
	}
	return q, true
}

func prefixOf(s string, runes int) string {
	for i := range s {
		if runes == 0 {
			return s[:i]
		}
		runes--
	}
	return s
}

// step returns what one of a number's last digit counts.
func step(number string) float64 {
	if i := strings.IndexByte(number, '.'); i >= 0 {
		return math.Pow10(-(len(number) - i - 1))
	}
	return 1
}

// agrees reports whether two figures may be the same one: within half of the coarser
// one's last digit, of approximate ones within a tenth, and what is at least so much
// below what is more.
func (q quantity) agrees(other content.Quantity) bool {
	a, b := q.Base(), other.Base()
	gap := math.Abs(a - b)
	if gap <= max(q.step, stepOf(other))*0.5001 {
		return true
	}
	if q.Approx || other.Approx {
		return gap <= 0.1*max(math.Abs(a), math.Abs(b)) || q.Approx && a <= b || other.Approx && b <= a
	}
	return false
}

// stepOf returns what one of the last digit of a figure of the front matter counts,
// in the base unit.
func stepOf(q content.Quantity) float64 {
	for at := 0; at < len(q.Text); at++ {
		if isDigit(q.Text[at]) {
			return step(q.Text[at:numberEnd(q.Text, at)]) * q.Factor
		}
	}
	return q.Factor
}

// powerOfTen reports whether one number is the other in another unit: 元 for 万元.
func powerOfTen(a, b float64) bool {
	if a <= 0 || b <= 0 {
		return false
	}
	l := math.Log10(a / b)
	return math.Abs(l) > 0.5 && math.Abs(l-math.Round(l)) < 1e-6
}
