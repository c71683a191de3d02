package wording

import (
	"slices"
	"strings"
)

// opened is a mark that waits for its like.
type opened struct {
	i    int
	mark rune
}

// shutOf returns the mark that closes what a mark opens, or 0.
func shutOf(r rune) rune {
	switch r {
	case '“':
		return '”'
	case '‘':
		return '’'
	case '《':
		return '》'
	case '〈':
		return '〉'
	case '（':
		return '）'
	case '【':
		return '】'
	case '〔':
		return '〕'
	case '［':
		return '］'
	case '「':
		return '」'
	case '『':
		return '』'
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return 0
}

// inner returns the mark to use within one of the same kind (GB/T 15834—2011, 4.8.3.4
// and 4.15.3.4), or 0.
func inner(r rune) (begin, end rune) {
	switch r {
	case '“':
		return '‘', '’'
	case '《':
		return '〈', '〉'
	}
	return 0, 0
}

// quotes reports whether what a mark opens is not the writer's own text.
func quotes(r rune) bool { return strings.ContainsRune("“‘《〈「『", r) }

// deepest is how many marks may wait at once; those beyond are let go, so that no text
// takes long.
const deepest = 100

// pairing pairs the marks of one text.
type pairing struct {
	*scan
	stack []opened
	// left are how many more closing than opening marks are still to come.
	left map[rune]int
	// later are the findings, made when it is known what is quoted.
	later []func()
}

// pairs finds marks that do not go in pairs, and what stands in quotations.
func (s *scan) pairs() {
	s.quoted = slices.Grow(s.quoted, len(s.r)+1)[:len(s.r)+1]
	clear(s.quoted)
	if !s.some[open] && !s.some[shut] {
		s.straight()
		return
	}
	p := &pairing{scan: s, left: map[rune]int{}}
	for i, r := range s.r {
		if s.c[i] == open || s.c[i] == shut {
			p.left[r]++
		}
	}
	for i := range s.r {
		switch s.c[i] {
		case open:
			p.open(i)
		case shut:
			p.shut(i)
		}
	}
	for k, o := range p.stack {
		if quotes(o.mark) {
			p.quote(o.i+1, len(s.r))
		}
		if !(s.GoesOn && quotes(o.mark) && k == 0) {
			p.unpaired(o.i)
		}
	}
	for _, tell := range p.later {
		tell()
	}
	s.straight()
}

func (p *pairing) quote(i, j int) {
	for ; i < j; i++ {
		p.quoted[i] = true
	}
}

func (p *pairing) unpaired(i int) {
	p.later = append(p.later, func() { p.add("quote-unpaired", i, i+1, string(p.r[i])) })
}

// open takes a mark that opens: one inside another of its kind was meant to close
// it, where there are too few that close, or ought to be the inner kind.
func (p *pairing) open(i int) {
	r := p.r[i]
	end := shutOf(r)
	if begin, _ := inner(r); begin != 0 && len(p.stack) > 0 && p.stack[len(p.stack)-1].mark == r && p.left[r] > p.left[end] {
		top := p.stack[len(p.stack)-1]
		p.stack = p.stack[:len(p.stack)-1]
		p.left[r]--
		p.left[end]++
		p.quote(top.i+1, i)
		p.later = append(p.later, func() { p.fix("quote-turned", i, i+1, string(end), false, string(r)) })
		return
	}
	if len(p.stack) < deepest {
		p.stack = append(p.stack, opened{i, r})
	}
}

func (p *pairing) shut(i int) {
	r := p.r[i]
	if r == '’' && p.is(i-1) == letter || (r == ')' || r == '）') && !p.opens(r) && p.numbers(i) {
		return
	}
	for k := len(p.stack) - 1; k >= 0; k-- {
		o := p.stack[k]
		if shutOf(o.mark) != r && !mixed(o.mark, r) {
			continue
		}
		for _, lost := range p.stack[k+1:] {
			p.unpaired(lost.i)
		}
		p.stack = p.stack[:k]
		p.pair(o, i)
		return
	}
	if r == '”' && p.char(i+1) != 0 && p.left['“'] < p.left['”'] && p.next(i, '”') {
		p.left['”']--
		p.left['“']++
		p.stack = append(p.stack, opened{i, '“'})
		p.later = append(p.later, func() { p.fix("quote-turned", i, i+1, "“", false, "”") })
		return
	}
	p.unpaired(i)
}

// pair takes two marks that belong together.
func (p *pairing) pair(o opened, i int) {
	r := p.r[i]
	if quotes(o.mark) {
		p.quote(o.i+1, i)
	}
	if mixed(o.mark, r) {
		p.later = append(p.later, func() { p.mixed(o.i, i) })
		return
	}
	if o.mark == '(' && p.chinese(o.i, i) {
		p.later = append(p.later, func() {
			p.fix("halfwidth-mark", o.i, o.i+1, "（", true, "(")
			p.fix("halfwidth-mark", i, i+1, "）", true, ")")
		})
	}
	if begin, end := inner(o.mark); begin != 0 && len(p.stack) > 0 && p.stack[len(p.stack)-1].mark == o.mark {
		whole := p.sub(o.i+1, i)
		p.later = append(p.later, func() {
			p.add("quote-nested", o.i, i+1, string(o.mark)+whole+string(r), string(begin)+whole+string(end))
		})
	}
}

// mixed reports whether the two are brackets of different width.
func mixed(a, b rune) bool { return a == '(' && b == '）' || a == '（' && b == ')' }

func (p *pairing) mixed(i, j int) {
	if p.r[i] == '(' {
		p.fix("bracket-mixed", i, i+1, "（", true, "(")
		return
	}
	p.fix("bracket-mixed", j, j+1, "）", true, ")")
}

// opens reports whether a bracket of either width waits for its like.
func (p *pairing) opens(r rune) bool {
	for _, o := range p.stack {
		if o.mark == '(' || o.mark == '（' {
			return true
		}
	}
	return false
}

// numbers reports whether a closing bracket follows the number of an item: 1) or 一）.
func (p *pairing) numbers(i int) bool {
	k := i - 1
	for p.is(k) == digit || p.is(k) == letter || strings.ContainsRune("一二三四五六七八九十", p.char(k)) && p.char(k) != 0 {
		k--
	}
	return k < i-1 && i-k <= 4 && (k < 0 || p.is(k) == space || p.is(k) == mark || p.is(k) == ascii || p.is(k) == shut || p.is(k) == han)
}

// next reports whether a mark of that kind comes before its like turned the other way.
func (p *pairing) next(i int, r rune) bool {
	for k := i + 1; k < len(p.r); k++ {
		switch p.r[k] {
		case r:
			return true
		case '“':
			return false
		}
	}
	return false
}

// chinese reports whether what a pair of brackets holds is Chinese within Chinese.
func (s *scan) chinese(i, j int) bool {
	if before := s.is(i - 1); before != han && before != shut && before != mark && (i > 0 || s.is(i+1) != han) {
		return false
	}
	for k := i + 1; k < j; k++ {
		if s.c[k] == han {
			return true
		}
	}
	return false
}

// straight finds straight quotation marks around Chinese.
func (s *scan) straight() {
	if !s.some[han] || !s.some[ascii] {
		return
	}
	var marks []int
	for i, r := range s.r {
		if r == '"' && s.c[i] == ascii && s.is(i-1) != digit {
			marks = append(marks, i)
		}
	}
	safe := len(marks)%2 == 0 && !strings.ContainsAny(s.Text.Text, "“”")
	for k, i := range marks {
		inside, outside := i+1, i-1
		if k%2 == 1 {
			inside, outside = i-1, i+1
		}
		safe = safe && s.is(inside) != space && (s.is(inside) == han || s.is(outside) == han || s.is(outside) == mark || s.is(inside) == mark)
	}
	for k, i := range marks {
		switch {
		case safe && k%2 == 0:
			s.fix("quote-straight", i, i+1, "“", true, `"`)
		case safe:
			s.fix("quote-straight", i, i+1, "”", true, `"`)
		case s.is(i-1) == han || s.is(i+1) == han:
			s.add("quote-straight", i, i+1, `"`, "“ ”")
		}
	}
}
