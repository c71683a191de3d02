package markup

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func FuzzConvert(f *testing.F) {
	for _, body := range append(goldenBodies(f), corpusBodies(2)...) {
		f.Add(body)
	}
	for _, text := range hostile() {
		f.Add([]byte(text))
	}
	c := converter()
	f.Fuzz(func(t *testing.T, body []byte) {
		doc, _ := c.Convert(Source{Path: "cases/a/index.md", Line: 1, Base: "../", Text: body, Site: site()})
		checkDocument(t, doc)
	})
}

// checkDocument checks what holds of every document.
func checkDocument(t *testing.T, doc Document) {
	t.Helper()
	if fault := unsafe(doc.HTML); fault != "" {
		t.Fatalf("unsafe: %s\n%s", fault, doc.HTML)
	}
	tree := parseHTML(t, doc.HTML)
	var again bytes.Buffer
	for _, n := range tree {
		if err := html.Render(&again, n); err != nil {
			t.Fatal(err)
		}
	}
	var twice bytes.Buffer
	for _, n := range parseHTML(t, again.Bytes()) {
		if err := html.Render(&twice, n); err != nil {
			t.Fatal(err)
		}
	}
	if again.String() != twice.String() {
		t.Fatalf("a browser reads it otherwise than it is written:\n%s\n%s", again.Bytes(), twice.Bytes())
	}
	ids := map[string]bool{}
	for _, n := range tree {
		collectIDs(t, n, ids)
	}
	var text strings.Builder
	for i, s := range doc.Sections {
		if s.ID == "" && i > 0 || s.ID != "" && !ids[s.ID] {
			t.Fatalf("section %d has the id %q, which is not in the page", i, s.ID)
		}
		text.WriteString(s.Title + "\n" + s.Text + "\n")
	}
	for _, h := range doc.Headings {
		if !ids[h.ID] || h.Level != 2 && h.Level != 3 {
			t.Fatalf("heading %+v", h)
		}
	}
	seen := strings.Fields(visible(tree))
	if got := strings.Fields(text.String()); strings.Join(got, " ") != strings.Join(seen, " ") {
		t.Fatalf("sections do not say what the page shows:\n%q\n%q\n%s", got, seen, doc.HTML)
	}
}

func parseHTML(t *testing.T, b []byte) []*html.Node {
	t.Helper()
	nodes, err := html.ParseFragment(bytes.NewReader(b), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	return nodes
}

func collectIDs(t *testing.T, n *html.Node, ids map[string]bool) {
	if id := attribute(n, "id"); n.Type == html.ElementNode && id != "" {
		if ids[id] {
			t.Fatalf("two elements have the id %q", id)
		}
		ids[id] = true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		collectIDs(t, c, ids)
	}
}

// unsafe reads HTML token by token and returns what a page must not hold, or "": a
// tag or attribute that is not on this list, an address of another scheme, or tags
// that are not balanced.
func unsafe(b []byte) string {
	const elements = " a abbr address article aside b bdi bdo blockquote br caption cite code dd del details dfn " +
		"div dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i img input ins kbd label li mark ol p pre " +
		"q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul " +
		"var wbr "
	const attributes = " alt aria-describedby aria-hidden aria-label aria-labelledby aria-level checked class " +
		"colspan datetime decoding dir disabled headers height href id lang loading open rel reversed role rowspan " +
		"scope src start tabindex title type value width "
	var open []string
	z := html.NewTokenizer(bytes.NewReader(b))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				return "open at the end: " + strings.Join(open, " ")
			}
			return ""
		case html.CommentToken, html.DoctypeToken:
			return "comment " + string(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if !strings.Contains(elements, " "+t.Data+" ") {
				return "element " + t.Data
			}
			for _, a := range t.Attr {
				if !strings.Contains(attributes, " "+a.Key+" ") {
					return "attribute " + a.Key
				}
				if (a.Key == "href" || a.Key == "src") && !isSafeAddress(a.Val) {
					return "address " + a.Val
				}
			}
			switch t.Data {
			case "br", "hr", "img", "input", "wbr":
			default:
				if kind == html.StartTagToken {
					open = append(open, t.Data)
				}
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				return "end tag " + name + " where open are " + strings.Join(open, " ")
			}
			open = open[:len(open)-1]
		}
	}
}

func isSafeAddress(a string) bool {
	for _, c := range a {
		if c <= ' ' || c >= 0x7F || c == '\\' {
			return false
		}
	}
	first, _, _ := strings.Cut(a, "/")
	scheme, _, has := strings.Cut(first, ":")
	if strings.HasPrefix(a, "/") {
		return false
	}
	if !has || strings.HasPrefix(a, "#") || strings.HasPrefix(a, "?") {
		return true
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// visible returns what a reader sees of nodes, blocks and cells parted by white
// space. Links back from notes are controls, and a note's mark is no part of a
// heading.
func visible(nodes []*html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node, inHeading bool)
	walk = func(n *html.Node, inHeading bool) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Data == "rp" || attribute(n, "role") == "doc-backlink" || inHeading && attribute(n, "role") == "doc-noteref" {
			return
		}
		gap := ""
		switch n.Data {
		case "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt",
			"figcaption", "figure", "footer", "header", "hr", "li", "ol", "p", "pre", "section", "summary", "table",
			"tbody", "td", "tfoot", "th", "thead", "tr", "ul":
			gap = "\n"
		case "h2", "h3", "h4", "h5", "h6":
			gap = "\n"
			inHeading = true
		}
		if n.Type != html.ElementNode {
			gap = ""
		}
		b.WriteString(gap)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, inHeading)
		}
		b.WriteString(gap)
	}
	for _, n := range nodes {
		walk(n, false)
	}
	return b.String()
}
