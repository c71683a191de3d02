package parity

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"touyan/generator/search/analysis"
)

// page is a page as a reader has it.
type page struct {
	url string
	// texts are the title and the texts of the summary, the practices, the lessons
	// and the body, each of one paragraph, item or cell.
	texts  []string
	folded []string // the same, folded
	ids    map[string]bool
}

// readPages reads the cases, brands and other pages of a built site.
func readPages(t *testing.T, dir string) []page {
	t.Helper()
	var list []page
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) != ".html" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		root, err := html.Parse(strings.NewReader(string(data)))
		if err != nil {
			return err
		}
		switch class(element(root, "body")) {
		case "is-booklet":
			withoutChapters(root)
			fallthrough
		case "is-case", "is-brand", "is-plain":
			list = append(list, readPage(filepath.ToSlash(rel), root))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// withoutChapters takes out of a booklet what is not found as a part of it: search
// finds its cases as themselves.
func withoutChapters(root *html.Node) {
	for n := range element(root, "article").ChildNodes() {
		if n.Data == "section" && class(n) != "book-preface" {
			defer n.Parent.RemoveChild(n)
		}
	}
}

func readPage(url string, root *html.Node) page {
	p := page{url: url, ids: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attribute(n, "id"); id != "" {
			p.ids[id] = true
		}
		switch c := class(n); {
		case n.Data == "h1", c == "lead":
			p.add(content(n))
		case c == "prose", c == "part practices", c == "part lessons":
			p.blocks(n)
		}
	}
	return p
}

// blocks adds the text of each block below n that has no blocks in it.
func (p *page) blocks(n *html.Node) {
	for d := range n.Descendants() {
		switch d.Data {
		case "p", "li", "td", "th", "dt", "dd", "h2", "h3", "h4", "h5", "h6", "code":
			// The headings of the site's own parts are the theme's words.
			if d.Data == "h2" && d.Parent.Data == "section" {
				continue
			}
			if !hasBlocks(d) {
				p.add(content(d))
			}
		}
	}
}

func hasBlocks(n *html.Node) bool {
	for d := range n.Descendants() {
		switch d.Data {
		case "p", "ul", "ol", "li", "table", "pre", "blockquote", "h3":
			return true
		}
	}
	return false
}

func (p *page) add(text string) {
	if text = strings.TrimSpace(text); text != "" {
		p.texts = append(p.texts, text)
		p.folded = append(p.folded, analysis.Fold(text))
	}
}

// content is the text of a node without the notes' numbers.
func content(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Data == "sup" || strings.Contains(class(n), "footnote-backref") {
			b.WriteString("\n") // a text with a note in it is two
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

func element(root *html.Node, name string) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return root
}

func class(n *html.Node) string { return attribute(n, "class") }

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
