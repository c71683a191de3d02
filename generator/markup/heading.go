package markup

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// reserveIDs claims the ids that are written with headings, before any is made of
// a heading's words.
func (w *writer) reserveIDs(root ast.Node) {
	if !bytes.Contains(w.source, []byte("{#")) {
		return
	}
	eachBlock(root, func(node ast.Node) {
		n, ok := node.(*ast.Heading)
		if !ok {
			return
		}
		written, ok := n.AttributeString("id")
		if !ok {
			return
		}
		segment := written.(text.Segment)
		if id := string(segment.Value(w.source)); isSafeID(id) && w.ids.take(id) {
			w.ids.reserved[id] = n
		}
	})
}

// eachBlock calls f for every block below a node, in order.
func eachBlock(parent ast.Node, f func(ast.Node)) {
	for c := parent.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		f(c)
		eachBlock(c, f)
	}
}

// heading renders a heading, whose id comes from its text and so is put in after
// that.
func (w *writer) heading(n *ast.Heading) {
	level := n.Level
	w.outline.open(max(level, 2))
	start := len(w.html)
	w.inlines(n)
	title := string(w.outline.title())
	if level == 1 {
		w.warn(n.Pos(), "heading-level-1", title)
		level = 2
	}
	id := w.headingID(n, title)
	w.outline.close(id)

	w.scratch = append(w.scratch[:0], w.html[start:]...)
	w.html = append(w.html[:start], '<', 'h', '0'+byte(level))
	w.value("id", []byte(id))
	w.html = append(append(append(w.html, '>'), w.scratch...), '<', '/', 'h', '0'+byte(level), '>', '\n')
}

// headingID returns the id that is written with a heading, if it can be had, else
// one made of its words.
func (w *writer) headingID(n *ast.Heading, title string) string {
	written, ok := n.AttributeString("id")
	if !ok {
		return w.ids.give(headingID(title))
	}
	segment := written.(text.Segment)
	id := string(segment.Value(w.source))
	if w.ids.reserved[id] == n {
		return id
	}
	given := w.ids.give(headingID(title))
	w.warn(segment.Start-2, "heading-id", id, given)
	return given
}

// checkAnchors reports links to fragments that this page does not have. The nearest
// one is looked for only so many times: a body may have any number of both.
func (w *writer) checkAnchors() {
	searches := 100
	for _, a := range w.anchors {
		if w.ids.used[a.label] {
			continue
		}
		nearest := "top"
		if searches > 0 {
			nearest = w.nearestAnchor(a.label)
			searches--
		}
		w.fail(a.offset, "broken-anchor", a.label, nearest)
	}
}

// nearestAnchor returns the id of the heading that a fragment most likely means: by
// its words, as other sites make fragments, or by the longest common beginning.
func (w *writer) nearestAnchor(fragment string) string {
	best, score := "top", 0
	words := headingID(fragment)
	for _, p := range w.outline.parts {
		title := string(w.outline.text[p.title[0]:p.title[1]])
		if p.id == "" || p.level == 0 {
			continue
		}
		n := max(sharedHead(words, p.id), sharedHead(words, headingID(title)))
		if strings.Contains(title, fragment) {
			n += maxID
		}
		if n > score {
			best, score = p.id, n
		}
	}
	return best
}

// sharedHead returns the length of what two words begin with alike.
func sharedHead(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
