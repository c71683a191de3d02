package theme

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"touyan/generator/view"
)

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
		return "", typeError("link", "a Link", to)
	}
	var b strings.Builder
	b.Grow(100)
	writeLink(&b, base, &l)
	return template.HTML(b.String()), nil
}

// links BASE LIST returns a <li> for each of a list of Link: its <a> and, where
// cases stand behind it, their number in an element of class count.
func links(base string, list []view.Link) template.HTML {
	var b strings.Builder
	b.Grow(100 * len(list))
	for i := range list {
		b.WriteString("<li>")
		writeLink(&b, base, &list[i])
		if n := list[i].Count; n > 0 {
			b.WriteString(` <span class="count">`)
			b.WriteString(strconv.Itoa(n))
			b.WriteString("</span>")
		}
		b.WriteString("</li>")
	}
	return template.HTML(b.String())
}

// toc HEADINGS returns a <li> with a link for each heading of level 2.
func toc(headings []view.Heading) template.HTML {
	var b strings.Builder
	for _, h := range headings {
		if h.Level == 2 {
			b.WriteString("<li>")
			writeLink(&b, "", &view.Link{Title: h.Title, URL: "#" + h.ID})
			b.WriteString("</li>")
		}
	}
	return template.HTML(b.String())
}

func writeLink(b *strings.Builder, base string, l *view.Link) {
	title := template.HTMLEscapeString(l.Title)
	if l.URL == "" {
		b.WriteString(title)
		return
	}
	b.WriteString(`<a href="`)
	b.WriteString(template.HTMLEscapeString(percent(string(rel(base, l.URL)))))
	b.WriteByte('"')
	if l.Current {
		b.WriteString(` aria-current="true"`)
	}
	b.WriteByte('>')
	b.WriteString(title)
	b.WriteString("</a>")
}

// percent encodes the bytes that an address cannot hold.
func percent(url string) string {
	bad := func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"<>\\^`{|}", r) }
	if strings.IndexFunc(url, bad) < 0 {
		return url
	}
	var b strings.Builder
	for i := range len(url) {
		if bad(rune(url[i])) {
			fmt.Fprintf(&b, "%%%02X", url[i])
		} else {
			b.WriteByte(url[i])
		}
	}
	return b.String()
}
