package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostTries is how many places of one piece a rule looks at that reads what is around
// each: the time stays near linear in whatever is written.
const mostTries = 200

// clauseAt returns the clause around an offset of a text, sentenceAt the sentence.
func clauseAt(s string, at int) string {
	start, end := around(s, at, "，,；;。！？!?\n")
	return s[start:end]
}

func sentenceAt(s string, at int) string {
	start, end := around(s, at, sentenceEnds)
	return s[start:end]
}

const sentenceEnds = "；;。！？!?\n"

func around(s string, at int, ends string) (start, end int) {
	if i := strings.LastIndexAny(s[:at], ends); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		start = i + n
	}
	end = len(s)
	if i := strings.IndexAny(s[at:], ends); i >= 0 {
		end = at + i
	}
	return start, end
}

// sentences calls do for each sentence of a text with where it begins.
func sentences(s string, do func(start int, sentence string)) {
	for start := 0; start < len(s); {
		i := strings.IndexAny(s[start:], sentenceEnds)
		if i < 0 {
			do(start, s[start:])
			return
		}
		do(start, s[start:start+i])
		_, n := utf8.DecodeRuneInString(s[start+i:])
		start += i + n
	}
}

// excerpt shortens a text for a message.
func excerpt(s string) string {
	const most = 24
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// numeral reads the whole number that a text begins with, in digits or as 一 to 十,
// 两, 十一 to 十九; n is its length, 0 where there is none.
func numeral(s string) (value, n int) {
	for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '9' {
		value = value*10 + int(s[n]-'0')
		n++
	}
	if n > 0 {
		return value, n
	}
	r, size := utf8.DecodeRuneInString(s)
	value = hanDigit(r)
	if value == 0 {
		return 0, 0
	}
	next, more := utf8.DecodeRuneInString(s[size:])
	if value == 10 {
		if ones := hanDigit(next); ones > 0 && ones < 10 && next != '两' {
			return 10 + ones, size + more
		}
		return 10, size
	}
	if strings.ContainsRune("十百千万亿几多余", next) || hanDigit(next) > 0 && next != '两' {
		return 0, 0
	}
	return value, size
}

// hanDigit returns what a Han numeral counts, from 1 to 10, or 0.
func hanDigit(r rune) int {
	if r == '两' {
		return 2
	}
	return slices.Index([]rune("一二三四五六七八九十"), r) + 1
}

func isHan(r rune) bool { return r >= 0x3400 && unicode.Is(unicode.Han, r) }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// bare leaves out spaces and what stands in parentheses.
func bare(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case strings.ContainsRune("（([【", r):
			depth++
		case strings.ContainsRune("）)]】", r):
			depth = max(0, depth-1)
		case depth == 0 && !unicode.IsSpace(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// inParentheses returns what stands in the last parentheses of a text, or "".
func inParentheses(s string) string {
	s = strings.TrimSpace(s)
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}} {
		if inner, ok := strings.CutSuffix(s, pair[1]); ok {
			if i := strings.LastIndex(inner, pair[0]); i >= 0 {
				return strings.TrimSpace(inner[i+len(pair[0]):])
			}
		}
	}
	return ""
}

// signs says which signs a text has that a rule looks for: one pass over the text
// instead of one a rule.
type signs uint8

const (
	signMark    signs = 1 << iota // * _ ~
	signBracket                   // [ ] (
	signAmp                       // &
	signPercent                   // %
	signPipe                      // |
	signWide                      // a full-width form, U+FF00 to U+FFEF
	signDigit
)

func signsOf(s string) (found signs) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			if c == 0xEF && i+1 < len(s) && s[i+1] != 0xBC { // ， ： ； （ ） are 0xEF 0xBC as well
				found |= signWide
			}
			if c == 0xEF && i+2 < len(s) && s[i+1] == 0xBC && !isPlainWide(s[i+2]) {
				found |= signWide
			}
			continue
		}
		switch {
		case isDigit(c):
			found |= signDigit
		case c == '*' || c == '_' || c == '~':
			found |= signMark
		case c == '[' || c == ']' || c == '(':
			found |= signBracket
		case c == '&':
			found |= signAmp
		case c == '%':
			found |= signPercent
		case c == '|':
			found |= signPipe
		}
	}
	return found
}

// isPlainWide reports whether a full-width sign, by its last byte, is one of Chinese
// punctuation: ！ （ ） ， ： ； ？.
func isPlainWide(c byte) bool {
	return c == 0x81 || c == 0x88 || c == 0x89 || c == 0x8C || c == 0x9A || c == 0x9B || c == 0x9F
}
