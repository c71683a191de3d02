package check

import (
	"strings"
	"unicode/utf8"

	"touyan/generator/diag"
	"touyan/generator/prose"
)

func structureCodes() []Code {
	const part = "completeness"
	return []Code{
		{"heading-skips", diag.Warning, part},
		{"heading-empty", diag.Warning, part},
		{"section-empty", diag.Warning, part},
		{"heading-bold", diag.Hint, part},
		{"heading-mark", diag.Warning, part},
		{"heading-underlined", diag.Warning, part},
		{"table-broken", diag.Warning, part},
		{"emphasis-left", diag.Warning, part},
		{"list-mark", diag.Warning, part},
		{"markdown-fullwidth", diag.Warning, part},
		{"fence-open", diag.Warning, part},
		{"link-left", diag.Warning, part},
		{"entity-left", diag.Warning, part},
		{"citation-left", diag.Hint, part},
		{"code-by-indent", diag.Warning, part},
		{"markup-in-fact", diag.Warning, part},
	}
}

// structure looks at headings and for Markdown that did not become what was meant.
func (c *Checker) structure(p *Page, f *findings) {
	f.headings(p)
	f.emptyHeadings(p)
	f.openFence(p)
	cites := citesList(p)
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		switch piece.Kind {
		case prose.Fact:
			f.factMarks(piece)
		case prose.Code:
			f.indented(piece)
		case prose.Paragraph:
			f.boldHeading(p, piece)
			f.lineMarks(piece)
			f.textMarks(piece, cites)
		case prose.Heading:
			f.underlined(p, piece)
			f.textMarks(piece, cites)
		case prose.Cell:
			f.textMarks(piece, cites)
		}
	}
}

// level returns the level that a heading is shown at: the title of the page is the
// only one of level 1.
func level(h *prose.Piece) int { return max(2, h.Level) }

// headings checks the levels of headings and that each has something below it.
func (f *findings) headings(p *Page) {
	was := 1
	var open *prose.Piece
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		switch {
		case piece.Kind == prose.Fact || piece.Kind == prose.Comment:
		case piece.Kind != prose.Heading:
			if open == nil || piece.Block != open.Block { // not an address within the heading
				open = nil
			}
		case piece.Quoted || piece.List > 0:
			open = nil
		default:
			if n := level(piece); n > was+1 {
				f.in(piece, 0, len(piece.Text), "heading-skips", n, was+1)
			}
			was = level(piece)
			if open != nil && level(open) >= level(piece) {
				f.in(open, 0, len(open.Text), "section-empty", excerpt(open.Text))
			}
			open = piece
		}
	}
	if open != nil {
		f.in(open, 0, len(open.Text), "section-empty", excerpt(open.Text))
	}
}

// emptyHeadings looks for marks of headings without words.
func (f *findings) emptyHeadings(p *Page) {
	if !strings.Contains(p.Text[p.Body:], "#\n") && !strings.HasSuffix(p.Text, "#") && !strings.Contains(p.Text[p.Body:], "# \n") {
		return
	}
	inside := verbatimLines(p)
	for n := p.Line(p.Body); n <= p.Lines(); n++ {
		line := strings.TrimSpace(p.LineText(n))
		if line != "" && strings.Trim(line, "#") == "" && len(line) <= 6 && !inside[n] && indent(p.LineText(n)) < 4 {
			start := p.Offset(diag.Position{Line: n, Col: 1})
			f.at(start, start+len(p.LineText(n)), "heading-empty")
		}
	}
}

// verbatimLines are the lines of a page that are code, raw HTML or comments.
func verbatimLines(p *Page) map[int]bool {
	lines := map[int]bool{}
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		if piece.Kind != prose.Code && piece.Kind != prose.HTML && piece.Kind != prose.Comment || piece.Text == "" {
			continue
		}
		at, _ := piece.Source(0, len(piece.Text))
		for n := p.Line(at.Start); n <= p.Line(max(at.Start, at.End-1)); n++ {
			lines[n] = true
		}
	}
	return lines
}

// boldHeading looks for paragraphs that are one bold phrase: a heading to the eye
// alone.
func (f *findings) boldHeading(p *Page, piece *prose.Piece) {
	if piece.List > 0 || piece.Quoted || len(piece.Broken) > 0 || piece.Text == "" || len(piece.Text) > 3*30 {
		return
	}
	line := strings.TrimSpace(p.LineText(p.Line(piece.Offset(0))))
	for _, mark := range []string{"**", "__"} {
		inner, ok := strings.CutPrefix(line, mark)
		inner, ok2 := strings.CutSuffix(inner, mark)
		if ok && ok2 && inner != "" && !strings.Contains(inner, mark) && !strings.Contains(piece.Text, mark) &&
			!strings.ContainsAny(inner[len(inner)-1:], "*_") && !strings.ContainsAny(inner, "。；！？") && !strings.HasSuffix(inner, "：") {
			f.in(piece, 0, len(piece.Text), "heading-bold", excerpt(piece.Text))
		}
	}
}

// underlined looks for paragraphs that a line of --- or === below turned into
// headings. A short line without the end of a sentence may have been meant as one.
func (f *findings) underlined(p *Page, h *prose.Piece) {
	start := h.Offset(0)
	head := p.LineText(p.Line(start))
	if strings.HasPrefix(strings.TrimLeft(head, " >\t"), "#") {
		return
	}
	long := utf8.RuneCountInString(h.Text) > 40 || strings.ContainsAny(h.Text, "。；！？") || len(h.Broken) > 0
	if long {
		f.in(h, 0, len(h.Text), "heading-underlined", excerpt(h.Text))
	}
}

// indented looks for running text that became code because its lines begin with four
// spaces or a tab.
func (f *findings) indented(p *prose.Piece) {
	if p.Fenced {
		return
	}
	han, letters := 0, 0
	for _, r := range p.Text {
		switch {
		case isHan(r):
			han++
		case r >= 'a' && r <= 'z' || strings.ContainsRune("{}<>;=$", r):
			letters++
		}
	}
	if han >= 6 && han > 2*letters {
		f.in(p, 0, len(strings.TrimRight(p.Text, "\n")), "code-by-indent", excerpt(p.Text))
	}
}

// openFence looks for a fence that is never closed: all below it is code.
func (f *findings) openFence(p *Page) {
	body := p.Text[p.Body:]
	if !strings.Contains(body, "```") && !strings.Contains(body, "~~~") {
		return
	}
	last := &prose.Piece{}
	for i := range p.Pieces {
		last = &p.Pieces[i]
	}
	if last.Kind != prose.Code || !last.Fenced {
		return
	}
	at, _ := last.Source(0, len(last.Text))
	if strings.TrimSpace(p.Text[min(at.End, len(p.Text)):]) != "" {
		return
	}
	n := p.Line(at.Start) - 1
	fence := strings.TrimLeft(p.LineText(n), " >\t")
	for n > 1 && !strings.HasPrefix(fence, "```") && !strings.HasPrefix(fence, "~~~") {
		n--
		fence = strings.TrimLeft(p.LineText(n), " >\t")
	}
	if fence == "" {
		return
	}
	start := p.Offset(diag.Position{Line: n, Col: 1})
	marks := fence[:len(fence)-len(strings.TrimLeft(fence, fence[:1]))]
	f.at(start, start+len(p.LineText(n)), "fence-open", marks)
}
