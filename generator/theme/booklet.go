package theme

import (
	"bytes"
	"html/template"
	"io"
	"strings"
	"sync"

	"touyan/generator/fragment"
	"touyan/generator/view"
)

// chapters renders the cases of booklets, one by one as on their own pages, and
// moves what they say into the booklet.
type chapters struct {
	partials *template.Template
	buffers  sync.Pool
}

// chapters BOOKLET returns every chapter of a booklet as the partial chapter renders
// it, whose dot is the Chapter, in a section with the chapter's ID. The partial writes a case as on its own page, with
// the case's Base and ids; here ids get the chapter's in front, headings go one
// level down, and links to other cases of the booklet lead to their chapters.
func (c *chapters) chapters(v *view.Booklet) (template.HTML, error) {
	buf, _ := c.buffers.Get().(*bytes.Buffer)
	if buf == nil {
		buf = new(bytes.Buffer)
	}
	defer c.buffers.Put(buf)
	address := addressIn(v)
	var out bytes.Buffer
	for i := range v.Chapters {
		one := &v.Chapters[i]
		buf.Reset()
		if err := c.part(buf, "chapter", one); err != nil {
			return "", err
		}
		m := fragment.Move{From: one.Case.Path, Prefix: one.ID + ".", Name: one.Case.Title, Deeper: 1, Address: address}
		out.WriteString(`<section class="chapter" id="` + template.HTMLEscapeString(one.ID) + `">`)
		out.Write(m.HTML(buf.Bytes()))
		out.WriteString("</section>\n")
	}
	return template.HTML(out.String()), nil
}

// part renders a partial.
func (c *chapters) part(w io.Writer, name string, data any) error {
	t := c.partials.Lookup(name)
	if t == nil {
		return errNoPartial(name)
	}
	return t.Execute(w, data)
}

// Part renders a partial by itself, for a booklet in a form that is no page: chapter
// for a *view.Chapter, book-cover and book-colophon for a *view.Booklet.
func (t *Theme) Part(w io.Writer, name string, data any) error {
	return t.chapters.part(w, name, data)
}

// preface BOOKLET returns the booklet's own text, in which links to its cases lead
// to their chapters.
func preface(v *view.Booklet) template.HTML {
	m := fragment.Move{From: v.Path, Address: addressIn(v)}
	return template.HTML(m.HTML([]byte(v.Body.HTML)))
}

// addressIn returns how a booklet writes an address of the site.
func addressIn(v *view.Booklet) func(path, fragment string) (string, bool) {
	within := v.Within()
	return func(path, anchor string) (string, bool) {
		if id, ok := within(path, anchor); ok {
			return "#" + id, true
		}
		if anchor != "" {
			anchor = "#" + anchor
		}
		if page, _, _ := strings.Cut(path, "?"); v.Alone && strings.HasSuffix(page, ".html") {
			return v.Site.BaseURL + path + anchor, v.Site.BaseURL != ""
		}
		return v.Base + path + anchor, true
	}
}
