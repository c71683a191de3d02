package content

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Fault says why a figure cannot be read: a diagnostic's code and arguments. The
// zero Fault is none.
type Fault struct {
	Code string
	Args []any
}

// sampleNumber stands in a mend where the right number cannot be told.
const sampleNumber = "4.7"

// ParseQuantity reads a figure as people write it: 4.7万元, 1000余人, 95%, 9成,
// 百分之九十五, 一百二十户. unit is the unit given apart from the figure, or "".
// A unit in the figure wins over it; both must count the same.
func ParseQuantity(text, unit string) (Quantity, Fault) {
	s, how := stripVague(strings.TrimSpace(narrow(text)))
	q := Quantity{Text: strings.TrimSpace(text)}
	written := s
	bad := func() (Quantity, Fault) {
		return Quantity{}, Fault{"bad-number", []any{cut(text), likelyNumber(written)}}
	}
	if value, ok := portion(s); ok {
		q.Value, s = value, "%"
	} else {
		n, rest, ok := scanNumber(s)
		if !ok {
			return bad()
		}
		if isRange(rest) {
			return Quantity{}, Fault{"figure-range", []any{cut(text)}}
		}
		q.Value, how, s = n.value, max(how, n.vague), rest
	}
	if math.IsInf(q.Value, 0) || math.Abs(q.Value) > 1e15 {
		return bad()
	}
	own, tail := stripTail(s)
	how = max(how, tail)
	q.Approx, q.About = how != exact, how == about
	if half, ok := strings.CutPrefix(own, "成"); ok && half != "" { // 九成五
		n, rest, ok := scanNumber(half)
		if !ok || rest != "" || n.value >= 10 {
			return bad()
		}
		q.Value, own = q.Value+n.value/10, "成"
	}
	return q.withUnit(own, strings.TrimSpace(narrow(unit)), bad)
}

// narrow turns full-width digits, letters and signs into plain ones.
func narrow(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r == '\u3000' || r >= 0xFF00 && r <= 0xFFEF }) < 0 {
		return s
	}
	return width.Fold.String(s)
}

// withUnit settles the unit of a figure from its own and the one given apart.
func (q Quantity) withUnit(own, unit string, bad func() (Quantity, Fault)) (Quantity, Fault) {
	if own != "" && !isUnit(own) {
		return bad()
	}
	if unit != "" && !isUnit(unit) {
		return Quantity{}, Fault{"bad-unit", []any{cut(unit)}}
	}
	switch {
	case own == "" && unit == "":
		return Quantity{}, Fault{"missing-unit", []any{q.Text}}
	case own == "":
		q.Unit = unit
	case isMultiplier(own) && unit != "":
		// 10万 with the unit 人 is 10万人; with the unit 万元 it says 万 twice.
		if _, factor := unitOf(unit); factor != 1 {
			return Quantity{}, Fault{"unit-conflict", []any{own, unit}}
		}
		q.Unit = own + unit
	case isMultiplier(own):
		return Quantity{}, Fault{"missing-unit", []any{q.Text}}
	default:
		q.Unit = own
	}
	q.Dimension, q.Factor = unitOf(q.Unit)
	if own != "" && unit != "" {
		if want, _ := unitOf(unit); want != q.Dimension {
			return Quantity{}, Fault{"unit-conflict", []any{q.Unit, unit}}
		}
	}
	if own == "成" && q.Value > 10 {
		return bad()
	}
	return q, Fault{}
}

// stripVague takes the words that make a figure vague off the front.
func stripVague(s string) (rest string, v vague) {
	for {
		before := s
		for _, word := range []string{"大约", "约", "将近", "接近", "近", "≈", "~"} {
			if t, ok := strings.CutPrefix(s, word); ok {
				s, v = strings.TrimSpace(t), about
			}
		}
		for _, word := range []string{"超过", "超", "逾", "不少于", "至少", "不低于", "≥", ">"} {
			if t, ok := strings.CutPrefix(s, word); ok {
				s, v = strings.TrimSpace(t), max(v, atLeast)
			}
		}
		if s == before {
			break
		}
	}
	s = strings.TrimSpace(strings.TrimPrefix(s, "达到"))
	if rest, ok := strings.CutPrefix(s, "上"); ok { // 上千人
		if r, _ := utf8.DecodeRuneInString(rest); power(r) >= 100 {
			return "一" + rest, max(v, atLeast)
		}
	}
	return s, v
}

// stripTail takes the words that make a figure vague off the end.
func stripTail(s string) (rest string, v vague) {
	s = strings.TrimSpace(s)
	for _, word := range []string{"左右", "上下"} {
		if t, ok := strings.CutSuffix(s, word); ok {
			return strings.TrimSpace(t), about
		}
	}
	for _, word := range []string{"以上", "有余", "+"} {
		if t, ok := strings.CutSuffix(s, word); ok {
			return strings.TrimSpace(t), atLeast
		}
	}
	if t, ok := strings.CutPrefix(s, "+"); ok { // 1000+人
		return strings.TrimSpace(t), atLeast
	}
	return s, exact
}

// portion reads N分之M as a number of hundredths.
func portion(s string) (float64, bool) {
	of, part, ok := strings.Cut(s, "分之")
	if !ok {
		return 0, false
	}
	whole, rest, ok := scanNumber(expandHundred(of))
	if !ok || rest != "" || whole.value <= 0 {
		return 0, false
	}
	n, rest, ok := scanNumber(part)
	if !ok || rest != "" {
		return 0, false
	}
	return n.value * 100 / whole.value, true
}

// expandHundred writes the bare 百, 千 and 万 of 百分之 as numbers.
func expandHundred(s string) string {
	switch s {
	case "百", "千", "万":
		return "一" + s
	}
	return s
}

// isRange reports whether more digits follow a number as the end of a range.
func isRange(rest string) bool {
	i := strings.IndexFunc(rest, func(r rune) bool {
		return unicode.IsDigit(r) || han(r).digit >= 0
	})
	return i > 0 && strings.ContainsAny(rest[:i], "-–—~～至到、")
}

// isUnit reports whether a text can be a unit: a few signs without digits.
func isUnit(s string) bool {
	if utf8.RuneCountInString(s) > 12 {
		return false
	}
	letters := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r), strings.ContainsRune("%‰㎡°℃", r):
			letters = true
		case strings.ContainsRune("/·()（）²³ ", r):
		default:
			return false
		}
	}
	return letters
}

// likelyNumber mends what scanning and typing do to digits (8O, l23, 1，234), or
// returns a sample.
func likelyNumber(s string) string {
	fixed := strings.NewReplacer("O", "0", "o", "0", "Q", "0", "l", "1", "I", "1", "|", "1", "S", "5", "〇", "0", "。", ".", "，", ",").Replace(s)
	end := strings.IndexFunc(fixed, func(r rune) bool { return !(r >= '0' && r <= '9' || r == '.' || r == ',') })
	if end < 0 {
		end = len(fixed)
	}
	number := strings.ReplaceAll(strings.TrimRight(fixed[:end], ".,"), ",", "")
	if !strings.ContainsAny(s[:min(end, len(s))], "0123456789") {
		return sampleNumber
	}
	if _, err := strconv.ParseFloat(number, 64); err != nil || strings.HasPrefix(s, number) {
		return sampleNumber // not a number yet, or as written: the fault lies elsewhere
	}
	return number
}
