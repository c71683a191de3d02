package check

import (
	"strings"
	"unicode/utf8"

	"touyan/generator/prose"
)

// method is a name that counts: 三卡制 counts three 卡, 四个融合 four 融合, 一网三带 one
// 网 and three 带.
type method struct {
	name  string
	parts []counted
}

// counted is a number and what it counts, as the name has it.
type counted struct {
	n    int
	what string
}

// methods checks the methods that a page names against what it lists as their parts.
// Only a list whose items all bear the counted word is certain to be one of its parts
// (三卡：群众亮卡、支部议卡、党员领卡), and so are steps with ordinals (第一步 …).
func (f *findings) methods(p *Page) {
	told := map[string]bool{}
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		if !isOwnText(piece) || !strings.Contains(piece.Text, "“") && !strings.Contains(piece.Text, "「") {
			continue
		}
		for _, name := range quotedNames(piece.Text) {
			if sequence, ok := plusName(name.text); ok {
				f.plusParts(piece, name, sequence)
				continue
			}
			m, ok := parseMethod(name.text)
			if !ok {
				continue
			}
			for _, part := range m.parts {
				f.methodParts(piece, name, part, told)
			}
		}
	}
	f.steps(p)
	f.ownMethod(p)
}

// quotedName is a name between quotation marks; end is after the closing one.
type quotedName struct {
	text       string
	start, end int
}

func quotedNames(s string) (list []quotedName) {
	for at := 0; len(list) < mostTries; {
		i := strings.IndexAny(s[at:], "“「")
		if i < 0 {
			return list
		}
		open := at + i
		_, n := utf8.DecodeRuneInString(s[open:])
		close := strings.IndexAny(s[open+n:], "”」“「")
		if close < 0 {
			return list
		}
		at = open + n + close
		if r, size := utf8.DecodeRuneInString(s[at:]); r == '”' || r == '」' {
			list = append(list, quotedName{s[open+n : at], open + n, at + size})
			at += size
		}
	}
	return list
}

// parseMethod reads a name that counts: numerals, each with one or two characters that
// say of what, or one numeral with 个 and two, with or without 制, 法 or 工作法 at its
// end.
func parseMethod(name string) (m method, ok bool) {
	m.name = name
	for _, end := range []string{"工作法", "工作机制", "机制", "模式", "制", "法"} {
		if t, found := strings.CutSuffix(name, end); found {
			name = t
			break
		}
	}
	for name != "" && len(m.parts) < 4 {
		n, size := numeral(name)
		if size == 0 || isDigit(name[0]) {
			return m, false
		}
		what := name[size:]
		if i := strings.IndexFunc(what, func(r rune) bool { return hanDigit(r) > 0 }); i >= 0 {
			what = what[:i]
		}
		name = name[size+len(what):]
		if word, found := strings.CutPrefix(what, "个"); found && word != "" {
			if what = word; !hanOnly(what, 2, 2) {
				return m, false
			}
		}
		if !hanOnly(what, 1, 2) {
			return m, false
		}
		m.parts = append(m.parts, counted{n, what})
	}
	return m, len(m.parts) > 0 && name == ""
}

func hanOnly(s string, least, most int) bool {
	n := 0
	for _, r := range s {
		if !isHan(r) {
			return false
		}
		n++
	}
	return n >= least && n <= most
}

// methodParts compares one number of a name with the list that follows the name.
func (f *findings) methodParts(p *prose.Piece, name quotedName, part counted, told map[string]bool) {
	if part.n < 2 || told[name.text+part.what] {
		return
	}
	items := listAfter(p.Text[name.end:])
	if len(items) < 2 || len(items) == part.n {
		return
	}
	for _, item := range items {
		if strings.Count(item, part.what) != 1 {
			return
		}
	}
	told[name.text+part.what] = true
	f.in(p, name.start, name.start+len(name.text), "method-count", name.text, part.n, len(items))
}

// listAfter returns the items of a list that defines what stands before it: after ：,
// 即, 就是, 包括 … up to the end of the sentence, parted by 、 or, where there is none,
// by ，. Nothing is returned where it is no such list.
func listAfter(s string) []string {
	lead := false
	for _, w := range []string{"制度", "工作法", "机制", "模式", "做法", "，", "：", ":", "——", "（", "(", "就是", "即是", "指的是", "是指", "分别是", "分别为", "具体是", "即", "包括", "为", "是"} {
		if t, ok := strings.CutPrefix(s, w); ok {
			s, lead = t, lead || !contains(w, "制度", "工作法", "机制", "模式", "做法", "，")
		}
	}
	if !lead {
		return nil
	}
	_, end := around(s, 0, sentenceEnds+"）)”：:")
	s = s[:end]
	if strings.Contains(s, "等") {
		return nil
	}
	if strings.Contains(s, "、") {
		if strings.ContainsAny(s, "，,") {
			s = s[:strings.IndexAny(s, "，,")]
		}
		s = strings.ReplaceAll(s, "和", "、")
		return strings.Split(s, "、")
	}
	return strings.FieldsFunc(s, func(r rune) bool { return r == '，' || r == ',' })
}

// ownMethod compares the method that a page's title names with the parts that its
// practices or its headings are: those that end with the counted word (亮卡, 议卡, 领卡
// of 三卡制). Where any of them has the right number, all is well. A brand's title is
// such a name itself, its slogan the list.
func (f *findings) ownMethod(p *Page) {
	title := p.fact("title")
	if title == nil {
		return
	}
	if m, ok := parseMethod(strings.TrimSpace(title.Text)); ok && len(m.parts) == 1 {
		if slogan := p.fact("slogan"); slogan != nil {
			f.methodList(slogan, m, strings.FieldsFunc(slogan.Text, func(r rune) bool { return strings.ContainsRune("、，；", r) }))
		}
	}
	names := quotedNames(title.Text)
	if len(names) == 0 {
		names = plainNames(title.Text)
	}
	for _, name := range names[:min(len(names), 3)] {
		if m, ok := parseMethod(name.text); ok {
			for _, part := range m.parts {
				f.ownParts(p, title, name, part)
			}
		}
	}
}

// plainNames are the methods that a title names without quotation marks: 三卡制 and
// 一网三带工作法, from a numeral to an end that only names of methods have.
func plainNames(s string) (list []quotedName) {
	for i := range s {
		if _, size := numeral(s[i:]); size == 0 || isDigit(s[i]) {
			continue
		}
		for _, end := range []string{"工作法", "工作机制", "机制", "模式", "制"} {
			at := strings.Index(s[i:], end)
			if at < 0 {
				continue
			}
			if name := s[i : i+at+len(end)]; len(list) < mostTries {
				if _, ok := parseMethod(name); ok {
					return append(list, quotedName{name, i, i + len(name)})
				}
			}
		}
	}
	return list
}

// ownParts compares one number of the method that a page is about with its practices
// and headings.
func (f *findings) ownParts(p *Page, title *prose.Piece, name quotedName, part counted) {
	if part.n < 2 {
		return
	}
	practices, headings := 0, 0
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		if !strings.HasSuffix(bare(piece.Text), part.what) {
			continue
		}
		switch {
		case piece.Kind == prose.Heading:
			headings++
		case strings.HasPrefix(piece.Key, "practices.") && strings.HasSuffix(piece.Key, ".title"):
			practices++
		}
	}
	if most := max(practices, headings); most > 1 && practices != part.n && headings != part.n {
		f.in(title, name.start, name.start+len(name.text), "method-count", name.text, part.n, most)
	}
}

// methodList compares the number of a name with a list of its parts.
func (f *findings) methodList(p *prose.Piece, m method, items []string) {
	if len(items) < 2 || len(items) == m.parts[0].n {
		return
	}
	for _, item := range items {
		if strings.Count(item, m.parts[0].what) != 1 {
			return
		}
	}
	f.in(p, 0, len(p.Text), "method-count", m.name, m.parts[0].n, len(items))
}

// plusName reads a name such as 1+3+N.
func plusName(s string) (sequence []string, ok bool) {
	s = strings.NewReplacer("＋", "+", " ", "").Replace(s)
	parts := strings.Split(s, "+")
	if len(parts) < 2 {
		return nil, false
	}
	for _, part := range parts {
		if part != "N" && part != "n" && part != "X" && strings.Trim(part, "0123456789") != "" || part == "" {
			return nil, false
		}
	}
	return parts, true
}

// plusParts compares a name such as “1+3+N” with the list after it, of which each item
// begins with its number: 1个平台、3支队伍、N项服务.
func (f *findings) plusParts(p *prose.Piece, name quotedName, sequence []string) {
	items := listAfter(p.Text[name.end:])
	if len(items) < 2 {
		return
	}
	var got []string
	for _, item := range items {
		item = strings.TrimLeft(item, " “")
		switch n, size := numeral(item); {
		case size > 0:
			got = append(got, trimNumber(float64(n)))
		case strings.HasPrefix(item, "N"), strings.HasPrefix(item, "n"), strings.HasPrefix(item, "X"):
			got = append(got, strings.ToUpper(item[:1]))
		default:
			return
		}
	}
	if want, have := strings.ToUpper(strings.Join(sequence, "+")), strings.Join(got, "+"); want != have {
		f.in(p, name.start, name.start+len(name.text), "method-count", name.text, want, have)
	}
}

// steps compares “五步工作法” or 五步法 in the title with the steps that headings and
// practices number: 第一步, 第二步 ….
func (f *findings) steps(p *Page) {
	title := p.fact("title")
	if title == nil {
		return
	}
	at := strings.Index(title.Text, "步工作法")
	if at < 0 {
		at = strings.Index(title.Text, "步法")
	}
	if at < 0 {
		return
	}
	start := at - len("五")
	if start < 0 {
		return
	}
	n, size := numeral(title.Text[start:])
	if before, _ := utf8.DecodeLastRuneInString(title.Text[:start]); size != len("五") || before == '十' {
		return
	}
	seen := map[int]bool{}
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		if piece.Kind == prose.Heading || piece.Kind == prose.Paragraph || strings.HasPrefix(piece.Key, "practices.") && strings.HasSuffix(piece.Key, ".title") {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(piece.Text), "第"); ok {
				if k, size := numeral(rest); size > 0 && strings.HasPrefix(rest[size:], "步") {
					seen[k] = true
				}
			}
		}
	}
	for k := range len(seen) {
		if !seen[k+1] {
			return
		}
	}
	if len(seen) > 1 && len(seen) != n {
		f.in(title, start, at+len("步"), "method-count", title.Text[start:at+len("步")], n, len(seen))
	}
}
