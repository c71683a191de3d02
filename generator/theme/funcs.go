package theme

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strings"

	"touyan/generator/view"
)

// funcs are the functions of templates, beside those of html/template. The doc
// comment of each is its reference in docs/themes.md.
func (t *Theme) funcs() template.FuncMap {
	return template.FuncMap{
		"rel":   rel,
		"link":  link,
		"asset": t.assets.asset,
		"t":     t.words.t,
		"card":  t.cards.card,
		"join":  join,
		"last":  last,
	}
}

// rel BASE URL returns the address of a site path as seen from a page; BASE is
// the page's Base. An absolute http, https, mailto or tel address and a fragment
// (#x) are returned as they are; an address of any other scheme, such as
// javascript, as "#".
func rel(base, url string) template.URL {
	i := strings.IndexAny(url, ":/?#")
	switch {
	case i >= 0 && url[i] == ':' && safeScheme(url[:i]), strings.HasPrefix(url, "#"):
		return template.URL(url)
	case i >= 0 && url[i] == ':':
		return "#"
	}
	return template.URL(base + strings.TrimLeft(url, `/\`))
}

func safeScheme(s string) bool {
	return slices.Contains([]string{"http", "https", "mailto", "tel"}, strings.ToLower(s))
}

// link BASE LINK returns the element <a> of a Link, or its title alone where it
// has no address. The entry that the page stands in is marked aria-current.
func link(base string, to any) (template.HTML, error) {
	var l view.Link
	switch to := to.(type) {
	case view.Link:
		l = to
	case *view.Link:
		l = *to
	default:
		return "", fmt.Errorf("link takes a Link, not %T", to)
	}
	title := template.HTMLEscapeString(l.Title)
	if l.URL == "" {
		return template.HTML(title), nil
	}
	current := ""
	if l.Current {
		current = ` aria-current="true"`
	}
	href := template.HTMLEscapeString(percent(string(rel(base, l.URL))))
	return template.HTML(`<a href="` + href + `"` + current + `>` + title + `</a>`), nil
}

// percent encodes the bytes that an address cannot hold.
func percent(url string) string {
	bad := func(c byte) bool { return c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 }
	var b strings.Builder
	for i := range len(url) {
		if bad(url[i]) {
			fmt.Fprintf(&b, "%%%02X", url[i])
		} else {
			b.WriteByte(url[i])
		}
	}
	return b.String()
}

// join LIST SEPARATOR puts a separator between texts.
func join(texts []string, separator string) string { return strings.Join(texts, separator) }

// last LIST returns the last element of a list, which must not be empty.
func last(list any) (any, error) {
	v := reflect.ValueOf(list)
	if v.Kind() != reflect.Slice || v.Len() == 0 {
		return nil, errors.New("last takes a list that is not empty")
	}
	return v.Index(v.Len() - 1).Interface(), nil
}
