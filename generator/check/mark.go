package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"touyan/generator/prose"
)

// textMarks looks for Markdown that stands in a text as readers see it.
func (f *findings) textMarks(p *prose.Piece, cites bool) {
	has := signsOf(p.Text)
	if has&signMark != 0 {
		f.emphasisLeft(p)
	}
	if has&(signBracket|signWide) != 0 {
		f.linksLeft(p)
	}
	if !cites && (has&(signBracket|signWide) != 0 || strings.Contains(p.Text, "〕")) {
		f.citations(p)
	}
	if has&signAmp != 0 {
		f.entities(p)
	}
	if has&signWide != 0 {
		f.fullwidthEmphasis(p)
	}
	if p.Kind == prose.Paragraph && has&(signPipe|signWide) != 0 {
		f.brokenTable(p)
	}
}

// literal reports whether a stretch of a text is written as it reads, not escaped, and
// no code.
func literal(p *prose.Piece, start, end int) bool {
	_, exact := p.Source(start, end)
	return exact && !p.InVerbatim(start)
}

// emphasisLeft looks for ** and __ that did not become emphasis, and ~~.
func (f *findings) emphasisLeft(p *prose.Piece) {
	s := p.Text
	form, already := isForm(s), len(f.list)
	for start, at := 0, 0; at < len(s); {
		if start = at; s[start] != '*' && s[start] != '_' && s[start] != '~' {
			at++
			continue
		}
		n := len(s[start:]) - len(strings.TrimLeft(s[start:], s[start:start+1]))
		at = start + n
		if n != 2 && (n != 3 || s[start] == '~') || !literal(p, start, at) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s[:start])
		after, _ := utf8.DecodeRuneInString(s[at:])
		if isASCIIWord(before) && isASCIIWord(after) || s[start] == '*' && isMasked(s[:start], before, after) || s[start] == '_' && form || unicode.IsSpace(before) && unicode.IsSpace(after) {
			continue // 2**3, __init__, 张**
		}
		if f.in(p, start, at, "emphasis-left", s[start:at]); len(f.list)-already >= mostTries {
			return
		}
	}
}

// isMasked reports whether stars stand for what is kept back: of a name after the
// surname, of a number between digits.
func isMasked(head string, before, after rune) bool {
	if before >= '0' && before <= '9' || after >= '0' && after <= '9' && isASCIIWord(before) {
		return true
	}
	if !isHan(before) || isHan(after) && !strings.ContainsRune("等某同的和与说在为从到", after) {
		return false
	}
	rest := head[:len(head)-utf8.RuneLen(before)]
	r, _ := utf8.DecodeLastRuneInString(rest)
	return rest == "" || !isHan(r)
}

// isForm reports whether the __ of a text are blanks to be filled in, as in __年__月__日:
// nothing that could be emphasised stands between them.
func isForm(s string) bool {
	first, last := strings.Index(s, "__"), strings.LastIndex(s, "__")
	if first < 0 || len(s[first:last]) > 100 || strings.Count(s, "__") != 2 {
		return true
	}
	inner := strings.Trim(s[first:last], "_")
	n := utf8.RuneCountInString(inner)
	return n < 2 || n > 30 || strings.ContainsAny(inner, "年月日：:，。")
}

// linksLeft looks for links that did not become links.
func (f *findings) linksLeft(p *prose.Piece) {
	s := p.Text
	for _, pair := range []struct {
		open, mid, close string
		sure             bool
	}{{"[", "](", ")", true}, {"[", "] (", ")", false}, {"[", "]（", "）", false}, {"［", "］（", "）", false}, {"［", "］(", ")", false}, {"【", "】(", ")", false}} {
		for at, tries := 0, 0; tries < mostTries; tries++ {
			i := strings.Index(s[at:], pair.mid)
			if i < 0 {
				break
			}
			mid := at + i
			at = mid + len(pair.mid)
			open := strings.LastIndex(s[:mid], pair.open)
			end := strings.Index(s[at:], pair.close)
			if open < 0 || strings.ContainsAny(s[open:mid], "\n") || !literal(p, mid, mid+1) || !literal(p, open, open+1) {
				continue
			}
			target := ""
			if end >= 0 {
				target = s[at : at+end]
			}
			if pair.sure && end >= 0 || isTarget(target) {
				f.in(p, open, at+max(end+len(pair.close), 0), "link-left", excerpt(s[open+len(pair.open):mid]))
			}
		}
	}
}

// isTarget reports whether a text can be nothing but an address or a path.
func isTarget(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "../") || strings.HasPrefix(s, "./") || strings.HasSuffix(s, ".md") || strings.HasSuffix(s, ".html")
}

// citesList reports whether a page has a list of the works that it cites by number.
func citesList(p *Page) bool {
	for i := range p.Pieces {
		s := p.Pieces[i].Text
		if k := p.Pieces[i].Kind; k == prose.Paragraph && (strings.HasPrefix(s, "[1]") || strings.HasPrefix(s, "〔1〕") || strings.HasPrefix(s, "［1］")) || k == prose.Heading && strings.Contains(s, "参考文献") {
			return true
		}
	}
	return false
}

// citations looks for marks of footnotes that an import left: [1] after a word, with
// no list of works that it could refer to.
func (f *findings) citations(p *prose.Piece) {
	s, already := p.Text, len(f.list)
	for at := 0; ; {
		i := strings.IndexAny(s[at:], "[［〔")
		if i < 0 {
			return
		}
		start := at + i
		_, n := utf8.DecodeRuneInString(s[start:])
		end := start + n
		for end < len(s) && (isDigit(s[end]) || end > start+n && strings.IndexByte(",-", s[end]) >= 0) {
			end++
		}
		at = end
		r, size := utf8.DecodeRuneInString(s[end:])
		before, _ := utf8.DecodeLastRuneInString(s[:start])
		if end == start+n || end > start+n+5 || r != ']' && r != '］' && (r != '〕' || end > start+n+3) || !isHan(before) && !strings.ContainsRune("。，；”》）", before) || !literal(p, start, end) {
			continue
		}
		at = end + size
		if f.in(p, start, at, "citation-left", s[start:at]); len(f.list)-already >= mostTries {
			return
		}
	}
}

// entities looks for references of HTML that stand in a text as they are written.
func (f *findings) entities(p *prose.Piece) {
	s, already := p.Text, len(f.list)
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '&')
		if i < 0 {
			return
		}
		start := at + i
		end := start + 1
		for end < len(s) && end < start+9 && (isASCIIWord(rune(s[end])) || s[end] == '#') {
			end++
		}
		at = end
		name := s[start+1 : end]
		closed := end < len(s) && s[end] == ';'
		if !isEntity(name, closed) || p.InVerbatim(start) {
			continue
		}
		if closed {
			end++
		}
		if f.in(p, start, end, "entity-left", s[start:end]); len(f.list)-already >= mostTries {
			return
		}
	}
}

// isEntity reports whether a name is that of a reference which exports leave behind.
func isEntity(name string, closed bool) bool {
	if rest, ok := strings.CutPrefix(name, "#"); ok {
		return closed && rest != "" && (isDigit(rest[0]) || rest[0] == 'x' || rest[0] == 'X')
	}
	switch name {
	case "nbsp", "ldquo", "rdquo", "lsquo", "rsquo", "mdash", "ndash", "hellip", "middot", "emsp", "ensp", "quot":
		return true
	case "lt", "gt", "amp", "apos", "copy", "times", "bull":
		return closed
	}
	return false
}

// fullwidthEmphasis looks for ＊＊甲＊＊ and ｀甲｀.
func (f *findings) fullwidthEmphasis(p *prose.Piece) {
	for _, mark := range [][2]string{{"＊＊", "**"}, {"＿＿", "__"}, {"｀", "`"}} {
		start := strings.Index(p.Text, mark[0])
		if start < 0 {
			continue
		}
		if end := strings.Index(p.Text[start+len(mark[0]):], mark[0]); end > 0 && literal(p, start, start+1) {
			f.in(p, start, start+len(mark[0]), "markdown-fullwidth", mark[0], mark[1])
		}
	}
}
