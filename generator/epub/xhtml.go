package epub

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HasSVG reports whether the part has a drawing inline, which its file must declare.
func (p Part) HasSVG() bool { return bytes.Contains(p.HTML, []byte("<svg")) }

// dropped are attributes that matter to browsers alone, and that readers of books
// and validators do not know.
func dropped() []string {
	return []string{"loading", "decoding", "fetchpriority", "srcset", "sizes", "focusable", "tabindex"}
}

// xhtml turns the HTML of a body into well-formed XML.
func xhtml(data []byte) ([]byte, error) {
	parent := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(bytes.NewReader(valid(data)), parent)
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		parent.AppendChild(n)
	}
	mend(parent)
	var out bytes.Buffer
	for n := range parent.ChildNodes() {
		if err := html.Render(&out, n); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// valid leaves out characters that XML has no way to write.
func valid(data []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError {
			return -1
		}
		return r
	}, data)
}

// mend makes a tree such that it is written as XML: drawings name their namespace,
// ids are names, comments and other sources of pictures are gone.
func mend(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Data == "source" && n.Data == "picture" {
			n.RemoveChild(c)
		} else {
			mend(c)
		}
		c = next
	}
	if n.Type != html.ElementNode {
		return
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return slices.Contains(dropped(), a.Key) })
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "id", "aria-labelledby", "aria-describedby", "for", "headers":
			a.Val = strings.ReplaceAll(a.Val, ":", ".")
		case "href":
			if way, anchor, ok := strings.Cut(a.Val, "#"); ok && !strings.Contains(way, ":") {
				a.Val = way + "#" + strings.ReplaceAll(anchor, ":", ".")
			}
		}
	}
	if n.Data == "svg" {
		n.Attr = append(n.Attr, html.Attribute{Key: "xmlns", Val: "http://www.w3.org/2000/svg"})
		if uses(n, "xlink") {
			n.Attr = append(n.Attr, html.Attribute{Key: "xmlns:xlink", Val: "http://www.w3.org/1999/xlink"})
		}
	}
}

// uses reports whether a tree has attributes of a namespace.
func uses(n *html.Node, space string) bool {
	for d := range n.Descendants() {
		if slices.ContainsFunc(d.Attr, func(a html.Attribute) bool { return a.Namespace == space }) {
			return true
		}
	}
	return false
}
