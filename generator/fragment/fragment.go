// Package fragment moves the HTML of one page into another: ids and what refers
// to them get a prefix, headings go deeper, and addresses are written as the other
// page needs them.
package fragment

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Move says how the HTML of a page stands in another.
type Move struct {
	// From is the site path of the page that the HTML was made for.
	From string
	// Prefix is put before every id.
	Prefix string
	// Name is put behind the labels of landmarks, which must differ within a page.
	Name string
	// Deeper is how many levels headings go down; none goes below 6.
	Deeper int
	// Address returns how the new page writes an address of the site: path is a
	// site path with its query, fragment what stands after #, or "". Where ok is
	// false the link is left out and its words stay. It is not asked for addresses
	// of other sites.
	Address func(path, fragment string) (address string, ok bool)
}

// HTML returns the moved HTML. It takes what this generator wrote: text between
// tags stays as it is, byte for byte.
func (m Move) HTML(data []byte) []byte {
	out := make([]byte, 0, len(data)+len(data)/8)
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return append(out, z.Raw()...)
		}
		raw := z.Raw()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			// Reading a token changes the tokenizer's buffer in place.
			start := len(out)
			out = append(out, raw...)
			if t := z.Token(); m.tag(&t) {
				out = append(out[:start], t.String()...)
			}
		default:
			out = append(out, raw...)
		}
	}
}

// tag rewrites a tag and reports whether it changed.
func (m Move) tag(t *html.Token) bool {
	changed := m.heading(t)
	kept := t.Attr[:0]
	for _, a := range t.Attr {
		value, ok := m.attribute(t.Data, a.Key, a.Val)
		if a.Key == "aria-label" && m.Name != "" && landmark(t) {
			value += " " + m.Name
		}
		if changed = changed || !ok || value != a.Val; !ok {
			continue
		}
		a.Val = value
		kept = append(kept, a)
	}
	t.Attr = kept
	return changed
}

// landmark reports whether an element with a label is a landmark.
func landmark(t *html.Token) bool {
	if slices.Contains([]string{"section", "nav", "aside", "form"}, t.Data) {
		return true
	}
	return slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "role" && a.Val == "region" })
}

func (m Move) heading(t *html.Token) bool {
	if m.Deeper == 0 || len(t.Data) != 2 || t.Data[0] != 'h' || t.Data[1] < '1' || t.Data[1] > '6' {
		return false
	}
	t.Data = "h" + string(min('6', rune(t.Data[1])+rune(m.Deeper)))
	return true
}

// attribute returns an attribute's new value; ok is false where it is left out.
func (m Move) attribute(tag, key, value string) (moved string, ok bool) {
	switch key {
	case "id", "for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details":
		return m.ids(value), true
	case "name":
		if tag == "a" {
			return m.ids(value), true
		}
	case "href", "src", "poster", "data", "action", "xlink:href":
		return m.address(value)
	case "srcset":
		return m.candidates(value), true
	default:
		return strings.ReplaceAll(value, "url(#", "url(#"+m.Prefix), true
	}
	return value, true
}

// ids puts the prefix before each of several ids.
func (m Move) ids(value string) string {
	list := strings.Fields(value)
	for i := range list {
		list[i] = m.Prefix + list[i]
	}
	return strings.Join(list, " ")
}

func (m Move) address(value string) (string, bool) {
	way, anchor, _ := strings.Cut(value, "#")
	switch {
	case way == "" && anchor != "":
		return "#" + m.Prefix + anchor, true
	case way == "" || strings.HasPrefix(way, "/") || strings.Contains(strings.SplitN(way, "?", 2)[0], ":"):
		return value, true
	}
	return m.Address(path.Join(path.Dir(m.From), way), anchor)
}

// candidates rewrites a srcset.
func (m Move) candidates(value string) string {
	list := strings.Split(value, ",")
	for i, c := range list {
		way, size, _ := strings.Cut(strings.TrimSpace(c), " ")
		if moved, ok := m.address(way); ok {
			list[i] = strings.TrimSpace(moved + " " + size)
		}
	}
	return strings.Join(list, ", ")
}
