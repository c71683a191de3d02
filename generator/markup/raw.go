package markup

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

const (
	// maxRaw is how deep raw elements may nest.
	maxRaw = 64
	// maxAttributes is the most attributes of a raw tag.
	maxAttributes = 64
)

// rawState is the state of raw HTML while a body is rendered.
type rawState struct {
	// seen says that there was any.
	seen bool
	// open are the raw elements that are open, outermost first; those below floor
	// belong to blocks around the present one, out of reach of end tags in it.
	open  []openTag
	floor int
	// hidden is the element whose content is being left out.
	hidden string
	deep   bool
}

type openTag struct {
	name    string
	balance balance
	offset  int
}

// mark is what leave needs to know.
type mark struct {
	floor  int
	hidden string
}

func (s *rawState) reset() { *s = rawState{open: s.open[:0]} }

// enter begins a stretch that raw elements do not reach out of.
func (s *rawState) enter() mark {
	m := mark{s.floor, s.hidden}
	s.floor, s.hidden = len(s.open), ""
	return m
}

// leave ends what enter began and closes what is still open in it.
func (w *writer) leave(m mark) {
	if len(w.raw.open) > w.raw.floor {
		w.closeTo(w.raw.floor)
	}
	w.raw.floor, w.raw.hidden = m.floor, m.hidden
}

// closeTo closes raw elements down to so many.
func (w *writer) closeTo(n int) {
	for len(w.raw.open) > n {
		last := w.raw.open[len(w.raw.open)-1]
		w.raw.open = w.raw.open[:len(w.raw.open)-1]
		w.str("</" + last.name + ">")
		switch last.name {
		case "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "rt", "rp": // need no end tag
		default:
			w.warn(last.offset, "html-unclosed", "<"+last.name+">")
		}
	}
}

func (w *writer) rawInline(n *ast.RawHTML) { w.rawTokens(n.Segments) }

func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	w.rawTokens(htmlLines(n))
	w.raw.hidden = ""
	for i := w.raw.floor; i < len(w.raw.open); i++ {
		if w.raw.open[i].balance != block {
			w.closeTo(i)
		}
	}
	if !bytes.HasSuffix(w.html, []byte("\n")) {
		w.str("\n")
	}
}

// rawTokens renders a piece of raw HTML token by token.
func (w *writer) rawTokens(lines *text.Segments) {
	w.raw.seen = true
	piece := rawPiece{lines: lines}
	for i := range lines.Len() {
		line := lines.At(i)
		piece.text = append(piece.text, line.Value(w.source)...)
	}
	z := html.NewTokenizer(bytes.NewReader(piece.text))
	at := 0
	for {
		kind := z.Next()
		raw := z.Raw()
		offset := piece.offset(at)
		at += len(raw)
		if kind == html.ErrorToken {
			if at < len(piece.text) || len(raw) > 0 {
				w.warn(offset, "html-removed", excerpt(piece.text[min(at-len(raw), len(piece.text)):]))
			}
			return
		}
		if w.raw.hidden != "" {
			if kind == html.EndTagToken && z.Token().Data == w.raw.hidden {
				w.raw.hidden = ""
			}
			continue
		}
		switch kind {
		case html.TextToken:
			w.literal(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			w.startTag(z.Token(), offset)
		case html.EndTagToken:
			w.endTag(z.Token().Data, offset)
		case html.CommentToken, html.DoctypeToken:
			if !bytes.HasPrefix(raw, []byte("<!--")) {
				w.warn(offset, "html-removed", excerpt(raw))
			}
		}
	}
}

// rawPiece is a piece of raw HTML put together from lines.
type rawPiece struct {
	text  []byte
	lines *text.Segments
	// line is the one asked for last, head its place in text.
	line, head int
}

// offset returns where a byte of the piece stands in the source. Bytes are asked
// for in rising order.
func (p *rawPiece) offset(at int) int {
	for {
		line := p.lines.At(p.line)
		if at-p.head < line.Len() || p.line == p.lines.Len()-1 {
			return line.Start + max(at-p.head-line.Padding, 0)
		}
		p.head += line.Len()
		p.line++
	}
}

// excerpt returns the head of something that was removed.
func excerpt(b []byte) string {
	s := strings.Join(strings.Fields(string(b)), " ")
	if r := []rune(s); len(r) > 30 {
		s = string(r[:30]) + "…"
	}
	return s
}

func (w *writer) startTag(t html.Token, offset int) {
	name := w.shifted(t.Data, offset)
	e, ok := w.converter.elements[name]
	if !ok {
		w.warn(offset, "html-removed", "<"+excerpt([]byte(name))+">")
		if t.Type == html.StartTagToken && isHidden(name) {
			w.raw.hidden = name
		}
		return
	}
	w.closeImplied(e)
	if len(w.raw.open) >= maxRaw && e.balance != void {
		if !w.raw.deep {
			w.fail(offset, "html-too-deep", maxRaw)
		}
		w.raw.deep = true
		return
	}
	start := len(w.html)
	w.str("<" + name)
	image, ok := w.attributes(name, e, t.Attr, offset)
	if !ok {
		w.html = w.html[:start]
		return
	}
	w.str(">")
	picture := w.picture(image)
	w.html = slices.Insert(w.html, start, picture.AppendSource(nil)...)
	w.html = picture.AppendEnd(w.html)
	switch {
	case e.balance == void:
	case t.Type == html.SelfClosingTagToken:
		w.str("</" + name + ">")
	default:
		w.raw.open = append(w.raw.open, openTag{name, e.balance, offset})
	}
}

// shifted returns the name of an element as the page may have it: the page's title
// is its only h1.
func (w *writer) shifted(name string, offset int) string {
	if name != "h1" {
		return name
	}
	if offset >= 0 {
		w.warn(offset, "heading-level-1", "<h1>")
	}
	return "h2"
}

// closeImplied closes what a start tag ends by HTML's rules, so that no element
// stays open unseen and is opened again by the browser in every later block.
func (w *writer) closeImplied(e element) {
	for i := len(w.raw.open) - 1; i >= w.raw.floor && e.closes != ""; i-- {
		open := w.raw.open[i]
		if hasWord(e.closes, open.name) {
			w.closeTo(i)
		} else if open.balance == block {
			return
		}
	}
}

func hasWord(words, word string) bool {
	for w := range strings.FieldsSeq(words) {
		if w == word {
			return true
		}
	}
	return false
}

func (w *writer) endTag(name string, offset int) {
	name = w.shifted(name, -1)
	for i := len(w.raw.open) - 1; i >= w.raw.floor; i-- {
		if w.raw.open[i].name == name {
			w.closeTo(i + 1)
			w.raw.open = w.raw.open[:i]
			w.str("</" + name + ">")
			return
		}
	}
	if _, ok := w.converter.elements[name]; ok {
		w.warn(offset, "html-removed", "</"+name+">")
	}
}

// attributes renders a raw tag's attributes, and returns what an img shows. It
// reports false if the tag is nothing without one that had to be left out.
func (w *writer) attributes(name string, e element, list []html.Attribute, offset int) (image target, ok bool) {
	sized := false
	for i, a := range list {
		if i == maxAttributes {
			w.warn(offset, "html-removed", "<"+name+" …>")
			break
		}
		switch {
		case hasKey(list[:i], a.Key): // a second one counts for nothing in HTML
		case a.Key == "href" && name == "a":
			t := w.resolveLink([]byte(a.Val), offset)
			if t.ok {
				w.value("href", t.href)
			}
			if t.external {
				w.str(` rel="noopener noreferrer"`)
			}
		case a.Key == "src" && name == "img":
			image = w.resolveImage([]byte(a.Val), offset)
		case a.Key == "id" && (!isSafeID(a.Val) || !w.ids.take(a.Val)):
			w.warn(offset, "html-id", excerpt([]byte(a.Val)))
		case a.Namespace == "" && e.mayHave(a.Key, a.Val):
			sized = sized || a.Key == "width" || a.Key == "height"
			w.value(a.Key, []byte(a.Val))
		case a.Key == "rel", a.Key == "loading", a.Key == "decoding": // the renderer has its own
		default:
			w.warn(offset, "html-removed", "<"+name+" "+excerpt([]byte(a.Key))+"=…>")
		}
	}
	if name != "img" {
		return image, true
	}
	if image.ok {
		w.value("src", image.href)
		if !sized && image.width > 0 && image.height > 0 {
			w.value("width", appendNumber(nil, image.width))
			w.value("height", appendNumber(nil, image.height))
		}
		w.str(` loading="lazy" decoding="async"`)
	}
	return image, image.ok
}

func hasKey(list []html.Attribute, key string) bool {
	for _, a := range list {
		if a.Key == key {
			return true
		}
	}
	return false
}
