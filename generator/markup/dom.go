package markup

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// settleRaw turns the HTML of a body with raw HTML into what a browser makes of it,
// collects the outline from that, and lets the policy have the last word.
func (w *writer) settleRaw() {
	nodes, err := asRead(w.html)
	if err != nil { // nested too deep: what was written in one walk must do
		w.fail(0, "html-too-deep", maxRaw)
		w.html = append(w.html[:0], w.converter.policy.SanitizeBytes(w.html)...)
		return
	}
	w.outline.reset()
	for _, n := range nodes {
		w.outlineOf(n, false)
	}
	w.html = append(w.html[:0], w.converter.policy.SanitizeBytes(render(nodes))...)
}

// asRead parses HTML until writing and parsing it again changes nothing. Text
// between the cells of a table, which a browser moves, takes more than one round.
func asRead(b []byte) ([]*html.Node, error) {
	around := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for round := 0; ; round++ {
		nodes, err := html.ParseFragment(bytes.NewReader(b), around)
		if err != nil {
			return nil, err
		}
		again := render(nodes)
		if round == 4 || bytes.Equal(again, b) {
			return nodes, nil
		}
		b = again
	}
}

func render(nodes []*html.Node) []byte {
	var b bytes.Buffer
	for _, n := range nodes {
		// The only errors are those of the writer, and a Buffer has none.
		_ = html.Render(&b, n)
	}
	return b.Bytes()
}

// outlineOf adds what a node shows to the outline, and gives headings without an id
// theirs.
func (w *writer) outlineOf(n *html.Node, verbatim bool) {
	switch n.Type {
	case html.TextNode:
		if verbatim {
			w.outline.verbatim([]byte(n.Data))
		} else {
			w.outline.flow([]byte(n.Data))
		}
		return
	case html.ElementNode:
	default:
		return
	}
	switch n.DataAtom {
	case atom.Rp:
		return
	case atom.Br, atom.Hr:
		w.outline.line()
		return
	case atom.A:
		switch attribute(n, "role") {
		case "doc-backlink":
			return
		case "doc-noteref":
			if w.outline.inTitle {
				return
			}
		}
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if !w.outline.inTitle {
			w.outlineHeading(n)
			return
		}
	case atom.Td, atom.Th:
		w.outline.cell()
	case atom.Section:
		if attribute(n, "role") == "doc-endnotes" && !w.outline.inTitle {
			w.outline.notes(attribute(n, "id"))
		}
	}
	b := w.converter.elements[n.Data].balance
	isBlock := (b == leaf || b == block) && n.DataAtom != atom.Td && n.DataAtom != atom.Th
	if isBlock {
		w.outline.line()
	}
	w.outlineBelow(n, verbatim || n.DataAtom == atom.Pre)
	if isBlock {
		w.outline.line()
	}
}

func (w *writer) outlineBelow(n *html.Node, verbatim bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.outlineOf(c, verbatim)
	}
}

func (w *writer) outlineHeading(n *html.Node) {
	w.outline.line()
	w.outline.open(int(n.Data[1] - '0'))
	w.outlineBelow(n, false)
	id := attribute(n, "id")
	if id == "" {
		id = w.ids.give(headingID(string(w.outline.title())))
		n.Attr = append(n.Attr, html.Attribute{Key: "id", Val: id})
	}
	w.outline.close(id)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
