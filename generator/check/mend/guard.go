package mend

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"touyan/generator/prose"
)

// proseKey matches the front matter's values that are prose. Others are names,
// references and facts, by which pages are found and compared, or words of others.
var proseKey = regexp.MustCompile(`^(title|summary|slogan|essence|lessons\.\d+|practices\.\d+\.(title|detail)|outcomes\.\d+\.note|conditions\.[a-z]+|cover\.alt)$`)

// writable reports whether text may be put into a line.
func writable(text string) bool {
	return utf8.ValidString(text) && strings.IndexFunc(text, unicode.IsControl) < 0
}

// place finds the piece that a stretch of the file is in and may be changed in, and
// where in its text.
func (s *state) place(at prose.Range, bounds []prose.Range) (int, prose.Range, bool) {
	for i, b := range bounds {
		if at.Start < b.Start || b.End < at.End {
			continue
		}
		p := &s.page.Pieces[i]
		if in, ok := within(p, at); ok && open(p) && !guarded(p, in) {
			return i, in, true
		}
	}
	return 0, prose.Range{}, false
}

// bounds are the bytes of the file that the pieces are written in.
func (s *state) bounds() []prose.Range {
	out := make([]prose.Range, len(s.page.Pieces))
	for i := range s.page.Pieces {
		p := &s.page.Pieces[i]
		out[i], _ = p.Source(0, len(p.Text))
	}
	return out
}

// within returns where a stretch of the file is in a piece's text, where it is written
// there as it reads.
func within(p *prose.Piece, at prose.Range) (prose.Range, bool) {
	n := len(p.Text)
	start := sort.Search(n, func(i int) bool { return p.Offset(i) >= at.Start })
	in := prose.Range{Start: start, End: start + at.End - at.Start}
	if in.End > n || n == 0 {
		return in, false
	}
	if in.Start == in.End {
		// An insertion is between two bytes that follow one another in the file, or
		// after the last.
		if start == n {
			last, exact := p.Source(n-1, n)
			return in, exact && last.End == at.Start
		}
		here, exact := p.Source(start, start+1)
		return in, exact && here.Start == at.Start
	}
	got, exact := p.Source(in.Start, in.End)
	return in, exact && got == at
}

// open reports whether a piece is prose of the page's own.
func open(p *prose.Piece) bool {
	switch p.Kind {
	case prose.Fact:
		return proseKey.MatchString(p.Key)
	case prose.Paragraph, prose.Heading, prose.Cell, prose.Alt, prose.Tip:
		return !p.Quoted
	}
	return false
}

// guarded reports whether a stretch of a piece's text touches what is quoted, or code.
func guarded(p *prose.Piece, at prose.Range) bool {
	touches := func(r prose.Range) bool {
		if at.Start == at.End {
			return r.Start <= at.Start && at.Start <= r.End
		}
		return at.Start < r.End && r.Start < at.End
	}
	return slices.ContainsFunc(p.Verbatim, touches) || slices.ContainsFunc(quotations(p.Text), touches)
}

// quotations returns what stands between quotation or title marks, without these. A
// quotation that does not end goes on to the end of the text.
func quotations(text string) []prose.Range {
	var out []prose.Range
	begin, depth := 0, []rune(nil)
	for i, r := range text {
		switch last := len(depth) - 1; {
		case last >= 0 && r == depth[last]:
			if depth = depth[:last]; last == 0 {
				out = append(out, prose.Range{Start: begin, End: i})
			}
		case closer(r) != 0:
			if depth = append(depth, closer(r)); len(depth) == 1 {
				begin = i + utf8.RuneLen(r)
			}
		}
	}
	if len(depth) > 0 {
		out = append(out, prose.Range{Start: begin, End: len(text)})
	}
	return out
}

// closer returns the mark that ends what a mark begins, or 0.
func closer(r rune) rune {
	switch r {
	case '“':
		return '”'
	case '‘':
		return '’'
	case '「':
		return '」'
	case '『':
		return '』'
	case '《':
		return '》'
	case '〈':
		return '〉'
	case '"':
		return '"'
	}
	return 0
}
