package wording

import "strings"

// han finds what begins with a Chinese character.
func (s *scan) han(i int) {
	r := s.r[i]
	if s.char(i+1) == r {
		s.doubled(i)
	}
	for k := 2; k <= longestRepeat && i+k < len(s.r); k++ {
		if s.r[i+k] == r {
			s.repeatedWord(i, k)
		}
	}
	switch r {
	case '约', '大', '将', '近', '超', '逾', '至', '不', '少', '低', '最', '多':
		s.approximate(i)
	case '减', '降', '下', '缩', '萎':
		s.decrease(i)
	case '百':
		s.percentWord(i)
	case '星', '礼':
		s.weekday(i)
	}
	if isNumeral(r) && !isNumeral(s.char(i-1)) {
		s.numerals(i)
	}
}

// around returns the characters that may rightly stand before and after a doubled
// character; ok is false for those whose doubling is no fault. A doubling is right
// where the two belong to different words (目的的确) or make one (不了了之).
func around(r rune) (before, after string, ok bool) {
	switch r {
	case '的':
		return "目中标有端众似打面", "确士", true
	case '了':
		return "不为除受罢明私末", "解事结望却然无断悟得", true
	case '是':
		return "还就但可于只不要总却倒正或凡都若像又才便乃也许老算即而", "非否", true
	case '在':
		return "现存正实自内外潜所旨好重能", "", true
	case '和':
		return "共总温缓平柔饱调谐随祥中求附议讲亲暖晴太永雍义元", "美气睦田县平", true
	case '们', '也', '及', '或':
		return "涉普企埃触论顾惠危旁以间", "", true
	case '为':
		return "作成认因以称行变化分名改视定设列评选转人", "民人了", true
	case '与':
		return "参给付赐授寄", "", true
	case '从':
		return "服听盲跟顺依主侍随自信", "容", true
	case '由':
		return "自理缘事因来经", "", true
	case '并':
		return "合兼", "", true
	case '他', '它':
		return "其吉", "", true
	case '这', '而', '就':
		return "然从因反进继时转成造高将迁", "", true
	case '被':
		return "棉植毛夹", "子", true
	}
	return "", "", false
}

// doubled finds function words written twice.
func (s *scan) doubled(i int) {
	r := s.r[i]
	if i > 0 && s.r[i-1] == r || s.char(i+2) == r {
		return
	}
	before, after, ok := around(r)
	if !ok || i == 0 || s.c[i-1] == open {
		return
	}
	if strings.ContainsRune(before, s.char(i-1)) || s.char(i+2) != 0 && strings.ContainsRune(after, s.char(i+2)) {
		return
	}
	s.fix("character-repeated", i, i+2, string(r), false, s.sub(i, i+2))
}

// longestRepeat is the longest word that is looked for twice.
const longestRepeat = 8

// neverTwice are words of two characters that do not follow themselves.
func neverTwice(word string) bool {
	switch word {
	case "我们", "他们", "你们", "它们", "以及", "因为", "所以", "可以", "进行", "通过", "但是", "如果", "并且", "而且",
		"根据", "按照", "为了", "开展", "实施", "推进", "坚持", "提升", "提高", "党员", "群众", "建设", "其中", "同时", "还是",
		"没有", "已经", "能够", "由于", "关于", "对于", "以来", "之后", "此外", "目前", "以下", "共同", "成为", "作为":
		return true
	}
	return false
}

// repeatedWord finds a word of k characters that follows itself.
func (s *scan) repeatedWord(i, k int) {
	if i+2*k > len(s.r) {
		return
	}
	for j := i; j < i+k; j++ {
		if s.c[j] != han || s.r[j] != s.r[j+k] || s.c[j+k] != han {
			return
		}
	}
	word := s.sub(i, i+k)
	if k == 2 && !neverTwice(word) || k > 2 && (periodic(s.r[i:i+k]) || isNumeral(s.r[i]) || strings.ContainsRune("再越很好更最非", s.r[i])) {
		return
	}
	if i >= k && s.sub(i-1, i) == s.sub(i+k-1, i+k) {
		return // the same repetition one character on
	}
	s.fix("word-repeated", i, i+2*k, word, false, s.sub(i, i+2*k))
}

// periodic reports whether a word is itself made of repetitions: 哈哈哈, 讨论讨论.
func periodic(w []rune) bool {
	for k := 1; k <= len(w)/2; k++ {
		same := len(w)%k == 0
		for j := k; same && j < len(w); j++ {
			same = w[j] == w[j-k]
		}
		if same {
			return true
		}
	}
	return false
}
