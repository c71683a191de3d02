package markup

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"touyan/generator/prose"
)

// Pieces cuts a body into pieces in order of writing. text is normalised, see
// [prose.Normalize]; offset is where it begins in its file. A body that is too
// large to be converted has none.
func (c *Converter) Pieces(body string, offset int) []prose.Piece {
	if len(body) > maxBody {
		return nil
	}
	p := &cutter{source: []byte(body), offset: offset}
	p.blocks(c.parser.Parse(text.NewReader(p.source)), true)
	return p.pieces
}

// cutter cuts the tree of one body.
type cutter struct {
	source []byte
	offset int
	pieces []prose.Piece
	// now is the block that is being cut: what its pieces have in common.
	now prose.Piece
	// later are the pieces within the one that is being put together.
	later []prose.Piece
}

func (p *cutter) blocks(parent ast.Node, top bool) {
	item := 0
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if top {
			p.now.Block++
		}
		if _, ok := c.(*ast.ListItem); ok {
			item++
			p.now.Item = item
		}
		p.block(c)
	}
}

func (p *cutter) block(node ast.Node) {
	was := p.now
	defer func() { was.Block = p.now.Block; p.now = was }()
	switch n := node.(type) {
	case *ast.Heading:
		p.now.Level = n.Level
		p.line(n, prose.Heading)
	case *ast.Paragraph, *ast.TextBlock, *east.DefinitionTerm:
		p.line(n, prose.Paragraph)
	case *ast.List:
		p.now.List++
		p.blocks(n, false)
	case *ast.Blockquote:
		p.now.Quoted = true
		p.blocks(n, false)
	case *ast.FencedCodeBlock, *ast.CodeBlock, *plain:
		p.lines(n.Lines(), n)
	case *ast.HTMLBlock:
		b := &prose.Builder{Piece: p.now}
		b.Kind = prose.HTML
		p.raw(b, htmlLines(n))
		p.end(b)
	case *east.Table:
		p.table(n)
	case *ast.LinkReferenceDefinition:
		if n.Lines().Len() > 0 {
			p.address("link", n.Destination, n.Lines().At(0).Start)
			p.flush()
		}
	default:
		p.blocks(n, false)
	}
}

// lines cuts a block whose lines are shown as they are.
func (p *cutter) lines(lines *text.Segments, n ast.Node) {
	b := &prose.Builder{Piece: p.now}
	b.Kind = prose.Code
	_, b.Fenced = n.(*ast.FencedCodeBlock)
	if _, ok := n.(*plain); ok {
		b.Kind = prose.Paragraph
	}
	for i := range lines.Len() {
		s := lines.At(i)
		b.Copy(s.Value(p.source), p.offset+s.Start)
	}
	p.end(b)
}

func (p *cutter) table(n *east.Table) {
	row := 0
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		col := 0
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			p.now.Row, p.now.Col = row, col
			p.line(c, prose.Cell)
			col++
		}
		row++
	}
}

// line cuts a block of running text.
func (p *cutter) line(n ast.Node, kind prose.Kind) {
	b := &prose.Builder{Piece: p.now}
	b.Kind = kind
	p.inlines(b, n)
	p.end(b)
}

// end ends a piece, which those within it follow. A cell counts though it is empty.
func (p *cutter) end(b *prose.Builder) {
	if piece := b.Done(); piece.Kind == prose.Cell || strings.TrimSpace(piece.Text) != "" {
		p.pieces = append(p.pieces, piece)
	}
	p.flush()
}

func (p *cutter) flush() {
	p.pieces = append(p.pieces, p.later...)
	p.later = p.later[:0]
}

func (p *cutter) inlines(b *prose.Builder, parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		p.inline(b, c)
	}
}

func (p *cutter) inline(b *prose.Builder, node ast.Node) {
	switch n := node.(type) {
	case *ast.Text:
		p.text(b, n.Segment, n.IsRaw())
		p.lineEnd(b, n)
	case *ast.CodeSpan:
		start := b.Len()
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				b.Copy(t.Segment.Value(p.source), p.offset+t.Segment.Start)
			}
		}
		b.Verbatim = append(b.Verbatim, prose.Range{Start: start, End: b.Len()})
	case *ast.Link:
		p.inlines(b, n)
		p.target(n, n.Reference, "link", n.Destination, n.Title)
	case *ast.Image:
		alt := &prose.Builder{Piece: p.now}
		alt.Kind = prose.Alt
		p.inlines(alt, n)
		if alt.Len() == 0 {
			alt.Stand(p.offset + n.Pos())
		}
		p.later = append(p.later, alt.Done())
		p.target(n, n.Reference, "image", n.Destination, n.Title)
	case *ast.AutoLink:
		start, label := b.Len(), n.Label(p.source)
		b.Copy(label, p.offset+p.find(label, n.Pos()))
		b.Verbatim = append(b.Verbatim, prose.Range{Start: start, End: b.Len()})
		p.address("link", n.URL(p.source), n.Pos())
	case *ast.RawHTML:
		p.raw(b, n.Segments)
	case *footnoteRef, *east.TaskCheckBox:
	default:
		p.inlines(b, n)
	}
}

// text adds Markdown text, its escapes and references read.
func (p *cutter) text(b *prose.Builder, s text.Segment, raw bool) {
	value, at := s.Value(p.source), p.offset+s.Start
	for !raw && len(value) > 0 {
		i := bytes.IndexAny(value, `\&`)
		if i < 0 {
			break
		}
		b.Copy(value[:i], at)
		as, n := decode(value[i:])
		if n == 1 {
			b.Copy(value[i:i+1], at+i)
		} else {
			b.Put(as, at+i, n)
		}
		value, at = value[i+n:], at+i+n
	}
	b.Copy(value, at)
}

func (p *cutter) lineEnd(b *prose.Builder, n *ast.Text) {
	end := p.offset + n.Segment.Stop
	switch {
	case n.HardLineBreak():
		b.Put("\n", end, 1)
	case n.SoftLineBreak():
		b.Broken = append(b.Broken, b.Len())
		if next := firstRune(p.source, n.NextSibling()); next == 0 || !joins(b.Last(), next) {
			b.Put(" ", end, 1)
		}
	}
}

// target adds what a link or an image has beside its text.
func (p *cutter) target(n ast.Node, ref *ast.ReferenceLink, key string, destination, title []byte) {
	if ref != nil {
		return // written at its definition
	}
	p.address(key, destination, n.Pos())
	if len(title) > 0 {
		b := &prose.Builder{Piece: p.now}
		b.Kind = prose.Tip
		p.text(b, segmentAt(p.find(title, n.Pos()), title), false)
		p.later = append(p.later, b.Done())
	}
}

func segmentAt(at int, value []byte) text.Segment { return text.NewSegment(at, at+len(value)) }

// address adds where something leads, written after an offset of the body.
func (p *cutter) address(key string, value []byte, after int) {
	b := &prose.Builder{Piece: p.now}
	b.Kind, b.Key = prose.Address, key
	at := p.find(value, after)
	if bytes.Equal(p.source[at:min(at+len(value), len(p.source))], value) {
		p.text(b, segmentAt(at, value), false)
	} else {
		b.Put(string(value), p.offset+after, 0)
	}
	p.later = append(p.later, b.Done())
}

// find returns where a value is written after an offset, or the offset.
func (p *cutter) find(value []byte, after int) int {
	after = max(0, min(after, len(p.source)))
	if i := bytes.Index(p.source[after:], value); i >= 0 {
		return after + i
	}
	return after
}

// raw adds the text of raw HTML, and what readers meet of its tags.
func (p *cutter) raw(b *prose.Builder, lines *text.Segments) {
	piece := rawPiece{lines: lines}
	for i := range lines.Len() {
		line := lines.At(i)
		piece.text = append(piece.text, line.Value(p.source)...)
	}
	z := html.NewTokenizer(bytes.NewReader(piece.text))
	at := 0
	for {
		kind := z.Next()
		raw := z.Raw()
		offset := p.offset + piece.offset(at)
		at += len(raw)
		switch kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			if bytes.IndexByte(raw, '&') < 0 && piece.offset(at-len(raw))+len(raw) == piece.offset(at-1)+1 {
				b.Copy(raw, offset)
			} else {
				b.Put(string(z.Text()), offset, len(raw))
			}
		case html.CommentToken:
			c := &prose.Builder{Piece: p.now}
			c.Kind = prose.Comment
			c.Put(string(z.Text()), offset, len(raw))
			p.later = append(p.later, c.Done())
		case html.StartTagToken, html.SelfClosingTagToken:
			p.attributes(z.Token(), offset, len(raw))
		}
	}
}

func (p *cutter) attributes(t html.Token, offset, n int) {
	for _, a := range t.Attr {
		b := &prose.Builder{Piece: p.now}
		b.Kind, b.Key = prose.Attribute, a.Key
		switch {
		case a.Key == "alt":
			b.Kind, b.Key = prose.Alt, ""
		case a.Key == "title":
			b.Kind, b.Key = prose.Tip, ""
		case a.Key == "href":
			b.Kind, b.Key = prose.Address, "link"
		case a.Key == "src":
			b.Kind, b.Key = prose.Address, "image"
		}
		b.Put(a.Val, offset, n)
		p.later = append(p.later, b.Done())
	}
}

// htmlLines are all lines of a block of raw HTML.
func htmlLines(n *ast.HTMLBlock) *text.Segments {
	if !n.HasClosure() {
		return n.Lines()
	}
	all := text.NewSegments()
	all.AppendAll(n.Lines().Sliced(0, n.Lines().Len()))
	all.Append(n.ClosureLine)
	return all
}
