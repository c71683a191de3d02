package fault

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// safe asserts that no page of a published site runs, loads or posts anything
// but what the theme put there, as a browser's parser understands the page.
func safe(t *testing.T, out string) {
	t.Helper()
	pages := 0
	err := fs.WalkDir(os.DirFS(out), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			return err
		}
		switch path.Ext(name) {
		case ".html":
			pages++
			safePage(t, name, data)
		case ".xml", ".svg":
			wellFormed(t, name, data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if pages == 0 {
		t.Error("there are no pages")
	}
}

func safePage(t *testing.T, name string, data []byte) {
	t.Helper()
	// As a browser without script, which reads what is in <noscript>.
	root, err := html.ParseWithOptions(bytes.NewReader(data), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	seen := map[string]int{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			seen[n.Data]++
			safeElement(t, name, n)
		}
	}
	for _, one := range []string{"html", "head", "body", "title", "main"} {
		if seen[one] != 1 && (one != "main" || seen["meta"] == 0) {
			t.Errorf("%s: %d elements %s", name, seen[one], one)
		}
	}
}

// forbidden are the elements that no page of the theme has.
var forbidden = []string{
	"iframe", "frame", "frameset", "object", "embed", "applet", "base", "style", "template",
	"audio", "video", "math", "foreignobject", "animate", "set", "portal", "plaintext", "xmp",
}

func safeElement(t *testing.T, name string, n *html.Node) {
	t.Helper()
	if slices.Contains(forbidden, strings.ToLower(n.Data)) {
		t.Errorf("%s: an element %s", name, n.Data)
	}
	if n.Data == "noscript" && name != "search.html" && name != "compare.html" {
		t.Errorf("%s: an element noscript", name)
	}
	if n.Data == "script" && attribute(n, "type") == "application/ld+json" {
		// Data: it is not run, but must end where it seems to.
		if n.FirstChild == nil || !json.Valid([]byte(n.FirstChild.Data)) || attribute(n, "src") != "" {
			t.Errorf("%s: structured data that is no JSON", name)
		}
	} else if n.Data == "script" && (n.FirstChild != nil || !own(attribute(n, "src"), ".js")) {
		t.Errorf("%s: a script that is not the theme's: %v", name, n.Attr)
	}
	if n.Data == "link" && attribute(n, "rel") == "stylesheet" && !own(attribute(n, "href"), ".css") {
		t.Errorf("%s: a style sheet that is not the theme's: %v", name, n.Attr)
	}
	if n.Data == "meta" && strings.EqualFold(attribute(n, "http-equiv"), "refresh") {
		_, to, _ := strings.Cut(attribute(n, "content"), "url=")
		safeAddress(t, name, "refresh", strings.Trim(to, `'" `))
	}
	for _, a := range n.Attr {
		key := strings.ToLower(a.Key)
		switch {
		case strings.HasPrefix(key, "on"), key == "style", key == "srcdoc", key == "ping":
			t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
		case slices.Contains([]string{"href", "src", "action", "formaction", "poster", "data", "background", "cite", "longdesc"}, key):
			safeAddress(t, name, n.Data+" "+key, a.Val)
		case key == "srcset":
			for part := range strings.SplitSeq(a.Val, ",") {
				address, _, _ := strings.Cut(strings.TrimSpace(part), " ")
				safeAddress(t, name, n.Data+" srcset", address)
			}
		}
	}
}

// own reports whether an address is that of one of the theme's assets.
func own(address, ext string) bool {
	rest := strings.TrimLeft(address, "./")
	return strings.HasPrefix(rest, "assets/") && strings.HasSuffix(rest, ext) && !strings.Contains(address, ":")
}

// safeAddress refuses every scheme but those of links, and everything that is
// loaded from elsewhere.
func safeAddress(t *testing.T, name, where, address string) {
	t.Helper()
	plain := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, address))
	scheme, _, found := strings.Cut(plain, ":")
	switch {
	case !found || strings.ContainsAny(scheme, "/?#"):
		if strings.HasPrefix(plain, "//") || strings.HasPrefix(plain, `\`) {
			t.Errorf("%s: %s leads to another host: %q", name, where, address)
		}
	case strings.HasPrefix(where, "a "), where == "link href":
		if !slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme) {
			t.Errorf("%s: %s has a scheme of its own: %q", name, where, address)
		}
	default:
		t.Errorf("%s: %s is loaded from elsewhere: %q", name, where, address)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// wellFormed asserts that feeds, site maps and pictures can be read as XML and
// hold no script.
func wellFormed(t *testing.T, name string, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if strings.EqualFold(e.Name.Local, "script") || strings.EqualFold(e.Name.Local, "foreignObject") {
			t.Errorf("%s: an element %s", name, e.Name.Local)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Value)), "javascript:") {
				t.Errorf("%s: <%s %s=%q>", name, e.Name.Local, a.Name.Local, a.Value)
			}
		}
	}
}
