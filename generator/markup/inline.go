package markup

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"touyan/generator/media"
)

// inlines renders the inline nodes below a node.
func (w *writer) inlines(parent ast.Node) {
	mark := w.raw.enter()
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if n, ok := c.(*ast.RawHTML); ok {
			w.rawInline(n)
		} else if w.raw.hidden == "" {
			w.inline(c)
		}
	}
	w.leave(mark)
}

func (w *writer) inline(node ast.Node) {
	switch n := node.(type) {
	case *ast.Text:
		w.text(n.Segment.Value(w.source))
		w.lineEnd(n)
	case *span:
		w.html = append(append(append(w.html, '<'), n.element...), '>')
		w.inlines(n)
		w.html = append(append(append(w.html, "</"...), n.element...), '>')
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Link:
		w.link(n)
	case *ast.Image:
		w.image(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *footnoteRef:
		w.footnoteMark(n)
	case *east.TaskCheckBox:
		// Rendered with its block.
	default:
		panic(fmt.Sprintf("markup: no rendering of %v", node.Kind()))
	}
}

// text adds Markdown text.
func (w *writer) text(b []byte) {
	for i := 0; i < len(b); {
		start := i
		for i < len(b) && !special[b[i]] {
			i++
		}
		if i > start {
			w.html = append(w.html, b[start:i]...)
			w.outline.write(b[start:i])
		}
		if i == len(b) {
			return
		}
		switch b[i] {
		case '<', '>':
			w.literal(b[i : i+1])
			i++
		case '\\', '&':
			s, n := decode(b[i:])
			w.literal([]byte(s))
			i += n
		default:
			w.html = append(w.html, b[i])
			w.outline.space()
			i++
		}
	}
}

// literal adds plain text.
func (w *writer) literal(b []byte) {
	w.html = appendEscaped(w.html, b)
	w.outline.flow(b)
}

// lineEnd renders what ends a text: a hard line break, a soft one, or nothing.
func (w *writer) lineEnd(n *ast.Text) {
	switch {
	case n.HardLineBreak():
		w.str("<br>\n")
		w.outline.line()
	case n.SoftLineBreak():
		if next := firstRune(w.source, n.NextSibling()); next == 0 || !joins(w.outline.last(), next) {
			w.str("\n")
			w.outline.space()
		}
	}
}

// firstRune returns the first character that a node and those after it show, 0 if
// that is not text.
func firstRune(source []byte, node ast.Node) rune {
	for ; node != nil; node = node.NextSibling() {
		switch n := node.(type) {
		case *ast.Text:
			b := n.Segment.Value(source)
			if len(b) == 0 {
				continue
			}
			if b[0] == '\\' || b[0] == '&' {
				s, _ := decode(b)
				b = []byte(s)
			}
			r, _ := utf8.DecodeRune(b)
			return r
		case *span, *ast.Link, *ast.CodeSpan:
			if r := firstRune(source, n.FirstChild()); r != 0 {
				return r
			}
		case *footnoteRef:
			return '［' // a note's mark is set without a space, whatever it looks like
		case *ast.RawHTML:
		default:
			return 0
		}
	}
	return 0
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.str("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		b := t.Segment.Value(w.source)
		if w.inCell {
			b = withoutPipeEscapes(b)
		}
		w.literal(b)
	}
	w.str("</code>")
}

func (w *writer) link(n *ast.Link) {
	t := w.resolveLink(unescape(nil, n.Destination), w.offsetOf(n, n.Reference))
	if !t.ok || w.inLink {
		w.inlines(n)
		return
	}
	w.openLink(t, n.Title)
	w.inlines(n)
	w.closeLink()
}

func (w *writer) autoLink(n *ast.AutoLink) {
	label := n.Label(w.source)
	address := n.URL(w.source)
	if n.AutoLinkType == ast.AutoLinkEmail {
		address = append([]byte("mailto:"), address...)
	}
	t := w.resolveLink(address, n.Pos())
	if !t.ok || w.inLink {
		w.literal(label)
		return
	}
	w.openLink(t, nil)
	w.literal(label)
	w.closeLink()
}

func (w *writer) openLink(t target, title []byte) {
	w.inLink = true
	w.str("<a")
	w.value("href", t.href)
	if len(title) > 0 {
		w.value("title", unescape(nil, title))
	}
	if t.external {
		w.str(` rel="noopener noreferrer"`)
	}
	w.str(">")
}

func (w *writer) closeLink() {
	w.inLink = false
	w.str("</a>")
}

// offsetOf returns where the address of a link or image is written: with the link,
// or in a definition.
func (w *writer) offsetOf(n ast.Node, ref *ast.ReferenceLink) int {
	if ref == nil {
		return n.Pos()
	}
	if offset, ok := w.definition(ref.Value); ok {
		return offset
	}
	return n.Pos()
}

// image renders an image in a line; one that is not there leaves its alt text.
func (w *writer) image(n *ast.Image) {
	t := w.resolveImage(unescape(nil, n.Destination), w.offsetOf(n, n.Reference))
	alt := w.alt(n)
	switch {
	case t.ok:
		w.img(t, alt, n.Title)
	case t.external && !w.inLink:
		w.openLink(t, n.Title)
		if len(alt) == 0 {
			alt = t.href
		}
		w.literal(alt)
		w.closeLink()
	default:
		w.literal(alt)
	}
}

func (w *writer) img(t target, alt, title []byte) {
	picture := w.picture(t)
	w.html = picture.AppendSource(w.html)
	w.str("<img")
	w.value("src", t.href)
	w.value("alt", alt)
	if t.width > 0 && t.height > 0 {
		w.value("width", strconv.AppendInt(nil, int64(t.width), 10))
		w.value("height", strconv.AppendInt(nil, int64(t.height), 10))
	}
	if len(title) > 0 {
		w.value("title", unescape(nil, title))
	}
	w.str(` loading="lazy" decoding="async">`)
	w.html = picture.AppendEnd(w.html)
}

// picture is what stands around an image.
func (w *writer) picture(t target) media.Picture {
	return media.Picture{Base: w.src.Base, Variants: t.variants, Sizes: w.converter.options.ImageSizes}
}

// figure renders an image with its title as a caption. It reports false, and
// renders nothing, if there is no such image.
func (w *writer) figure(n *ast.Image) bool {
	t := w.resolveImage(unescape(nil, n.Destination), w.offsetOf(n, n.Reference))
	if !t.ok {
		return false
	}
	w.str("<figure>")
	w.img(t, w.alt(n), nil)
	w.str("<figcaption>")
	w.literal(unescape(nil, n.Title))
	w.str("</figcaption></figure>\n")
	return true
}

// alt returns the text of an image's description.
func (w *writer) alt(n ast.Node) []byte { return w.appendAlt(nil, n) }

func (w *writer) appendAlt(b []byte, parent ast.Node) []byte {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			value := n.Segment.Value(w.source)
			if n.IsRaw() {
				b = append(b, value...)
			} else {
				b = unescape(b, value)
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				last, _ := utf8.DecodeLastRune(b)
				if !joins(last, firstRune(w.source, n.NextSibling())) {
					b = append(b, ' ')
				}
			}
		case *ast.AutoLink:
			b = append(b, n.Label(w.source)...)
		case *ast.RawHTML, *footnoteRef:
		default:
			b = w.appendAlt(b, c)
		}
	}
	return b
}
