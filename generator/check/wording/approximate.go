package wording

import "strings"

// figure returns the end of a number at i, in digits or Chinese numerals with their
// 万 and 亿, or i.
func (s *scan) figure(i int) int {
	end := s.digits(i)
	for isNumeral(s.char(end)) {
		end++
	}
	return end
}

// bound is a word before a number that says that it is not exact.
type bound struct {
	word string
	// not are characters before it that make it part of another word.
	not string
	// after are the words after the number that say the same again.
	after []string
}

// bounds returns the words that begin with a character.
func bounds(r rune) []bound {
	about := []string{"余", "多", "左右", "上下"}
	switch r {
	case '约':
		return []bound{{"约", "契合条节预公规制违特相签履邀集简纽续大", about}}
	case '大':
		return []bound{{"大约", "", about}, {"大概", "", about}}
	case '将':
		return []bound{{"将近", "", []string{"余", "多", "左右", "上下"}}}
	case '近':
		return []bound{{"近", "附最邻靠接临将亲贴远迫逼新切相", []string{"余", "左右", "上下"}}}
	case '超':
		return []bound{{"超过", "不", []string{"以上", "左右"}}}
	case '逾':
		return []bound{{"逾", "不", []string{"以上", "左右", "余"}}}
	case '至':
		return []bound{{"至少", "", []string{"以上", "左右"}}, {"至多", "", []string{"以下", "左右"}}}
	case '不':
		return []bound{{"不少于", "", []string{"以上"}}, {"不低于", "", []string{"以上"}}, {"不超过", "", []string{"以下", "以内"}}, {"不足", "", []string{"以下"}}}
	case '最':
		return []bound{{"最少", "", []string{"以上"}}, {"最多", "", []string{"以下", "以内"}}}
	case '少', '低', '多':
		return []bound{{"少于", "不", []string{"以下"}}, {"低于", "不", []string{"以下"}}, {"多于", "不", []string{"以上"}}}
	}
	return nil
}

// approximate finds a number whose inexactness is said twice: 约300人左右.
func (s *scan) approximate(i int) {
	for _, b := range bounds(s.r[i]) {
		if !s.has(i, b.word) || i > 0 && s.c[i-1] == han && strings.ContainsRune(b.not, s.r[i-1]) {
			continue
		}
		from := i + len([]rune(b.word))
		for _, filler := range []string{"有", "为", "达", "占"} {
			if s.has(from, filler) {
				from++
				break
			}
		}
		end := s.figure(from)
		if end == from {
			continue
		}
		s.twice(i, end, b)
		return
	}
}

// unitLength is how many characters a unit between the number and what follows has.
const unitLength = 4

func (s *scan) twice(i, end int, b bound) {
	for k := end; k <= end+unitLength; k++ {
		for _, word := range b.after {
			single := word == "余" || word == "多"
			if single && k > end || !s.has(k, word) {
				continue
			}
			if single && strings.ContainsRune("种样元项边媒方年次少", s.char(k+1)) && word == "多" && s.c[end-1] == han {
				return // 近百多元: 多元 may be a word
			}
			s.add("approximation-doubled", i, k+len([]rune(word)), s.sub(i, k+len([]rune(word))), b.word, word)
			return
		}
		if c := s.is(k); c != han && !(c == ascii && s.r[k] == '%') && c != letter {
			return
		}
	}
}

// decrease finds what becomes smaller by a number of times.
func (s *scan) decrease(i int) {
	word := ""
	for _, verb := range []string{"减少", "降低", "下降", "缩小", "缩短", "缩减", "萎缩"} {
		if s.has(i, verb) {
			word = verb
		}
	}
	if word == "" {
		return
	}
	from := i + 2
	for _, filler := range []string{"了", "近", "约", "超过", "将近"} {
		if s.has(from, filler) {
			from += len([]rune(filler))
		}
	}
	end := s.figure(from)
	if s.char(end) == '多' {
		end++
	}
	if end > from && s.char(end) == '倍' && s.char(end+1) != '数' {
		s.add("decrease-by-times", i, end+1, s.sub(i, end+1), word)
	}
}
