package markup

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"touyan/generator/diag"
)

// places turns offsets in a text into positions in its file.
type places struct {
	file  string
	first int
	text  []byte
	// heads are the offsets of lines, made at the first question.
	heads []int
	// The last answer; the next is mostly near it.
	line, offset, col int
}

func (p *places) at(offset int) diag.Position {
	if p.heads == nil {
		p.heads = append(make([]int, 0, bytes.Count(p.text, []byte("\n"))+1), 0)
		for i, c := range p.text {
			if c == '\n' {
				p.heads = append(p.heads, i+1)
			}
		}
	}
	offset = max(0, min(offset, len(p.text)))
	line, found := slices.BinarySearch(p.heads, offset)
	if !found {
		line--
	}
	switch {
	case p.col == 0 || line != p.line:
		p.col = utf8.RuneCount(p.text[p.heads[line]:offset]) + 1
	case offset >= p.offset:
		p.col += utf8.RuneCount(p.text[p.offset:offset])
	default:
		p.col -= utf8.RuneCount(p.text[offset:p.offset])
	}
	p.line, p.offset = line, offset
	return diag.Position{File: p.file, Line: p.first + line, Col: p.col}
}
