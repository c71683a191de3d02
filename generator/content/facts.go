package content

import (
	"strconv"
	"strings"

	"touyan/generator/diag"
	"touyan/generator/prose"
	"touyan/generator/strict"
)

// Facts returns the values of a page's front matter as pieces in order of writing;
// keys are not among them. A file without
// readable front matter has none.
func Facts(f *prose.File) []prose.Piece {
	var ignored diag.List
	front, ok := split(f.Path, []byte(f.Text), &ignored)
	if !ok {
		return nil
	}
	root, _ := strict.Parse(front.format, f.Path, front.line, front.text)
	return facts(f, valuesOf(root), front.body)
}

// Facts is [Facts] of the file that the page was parsed from, without a second look
// where the page has kept its values.
func (p *Page) Facts(f *prose.File) []prose.Piece {
	if p.values == nil {
		return Facts(f)
	}
	return facts(f, p.values, p.Body.Offset)
}

func facts(f *prose.File, list []value, end int) []prose.Piece {
	var pieces []prose.Piece
	for _, v := range list {
		pieces = append(pieces, v.piece(f, end))
	}
	return pieces
}

// value is a value of front matter, with its key from the top: outcomes.0.indicator.
type value struct {
	key, text string
	pos       diag.Position
}

// valuesOf returns the values of a tree in order of writing.
func valuesOf(root *strict.Node) (list []value) {
	var walk func(key string, n *strict.Node)
	walk = func(key string, n *strict.Node) {
		switch {
		case n == nil:
		case n.Kind == strict.Map:
			for _, e := range n.Entries {
				walk(join(key, e.Key), e.Value)
			}
		case n.Kind == strict.List:
			for i, item := range n.Items {
				walk(join(key, strconv.Itoa(i)), item)
			}
		case n.Text != "":
			list = append(list, value{key, n.Text, n.Pos})
		}
	}
	walk("", root)
	return list
}

// BodyOffset returns where the body of a page begins in its normalised text.
func (p *Page) BodyOffset(f *prose.File) int {
	if p.Body.Line == 0 {
		return len(f.Text)
	}
	return f.Offset(diag.Position{Line: p.Body.Line, Col: 1})
}

func join(key, part string) string {
	if key == "" {
		return part
	}
	return key + "." + part
}

// piece finds where a value is written in front matter that ends at an offset: as it is,
// or line by line where it is indented; with escapes in it, only where it begins.
func (v *value) piece(f *prose.File, end int) prose.Piece {
	b := &prose.Builder{Piece: prose.Piece{Kind: prose.Fact, Key: v.key}}
	at := f.Offset(v.pos)
	source := f.Text[:max(end, at)]
	for i, line := range strings.SplitAfter(v.text, "\n") {
		text := strings.TrimSuffix(line, "\n")
		found := strings.Index(source[at:], text)
		if found < 0 || i > 0 && strings.TrimSpace(source[at:at+found]) != "" {
			b.Put(line, at, valueLength(source, at))
			continue
		}
		b.Copy([]byte(text), at+found)
		at += found + len(text)
		if len(text) < len(line) {
			b.Put("\n", at, 1)
		}
	}
	return b.Done()
}

// valueLength returns how far a value may reach that is written from an offset on: to the
// end of its line and of those below that are indented deeper.
func valueLength(source string, at int) int {
	indent := func(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }
	head := strings.LastIndexByte(source[:at], '\n') + 1
	deep := indent(source[head:])
	end := at
	for {
		line, _, more := strings.Cut(source[end:], "\n")
		end += len(line)
		if !more {
			return end - at
		}
		next, _, _ := strings.Cut(source[end+1:], "\n")
		if indent(next) <= deep {
			return end - at
		}
		end++
	}
}
