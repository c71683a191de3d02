// Package render turns views into files. A page whose view, theme and references
// are as they were when it was last written is kept; every other is rendered.
package render

import (
	"bytes"
	"encoding/binary"
	"html/template"
	"io"
	"sync"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/markup"
	"touyan/generator/view"
)

// Record is what is remembered of a written page.
type Record struct {
	// Print is the fingerprint of all that the page was made from, Sum the
	// SHA-256 of the file.
	Print uint64
	Sum   [32]byte
}

// Theme renders a view.
type Theme interface {
	Render(w io.Writer, v view.View) error
	Print() uint64
}

// Output takes the files of the site.
type Output interface {
	Write(path string, data []byte) ([32]byte, error)
	Keep(path string, sum [32]byte) error
}

// Renderer renders the pages of one build. It may be used by many goroutines.
type Renderer struct {
	Theme Theme
	Out   Output
	// Convert returns the body of a content file for a page with the given base;
	// Refs a fingerprint of what its links and images lead to.
	Convert func(source, base string) (*markup.Document, error)
	Refs    func(source string) uint64
	// Last holds the records of the last build by path.
	Last map[string]Record

	buffers sync.Pool
}

// Page is what became of one view.
type Page struct {
	Record
	// HTML is the page as written, nil where it was kept.
	HTML []byte
	// Body is the converted body, nil where it was not needed.
	Body *markup.Document
}

// Render writes the page of a view, or keeps it. free, where set, returns the
// memory of HTML.
func (r *Renderer) Render(v view.View) (p Page, free func(), err error) {
	path := v.Common().Path
	p.Print = r.Print(v)
	if last, ok := r.Last[path]; ok && last.Print == p.Print && r.Out.Keep(path, last.Sum) == nil {
		p.Sum = last.Sum
		return p, func() {}, nil
	}
	if p.Body, err = r.fill(v); err != nil {
		return p, func() {}, err
	}
	// What the body refers to may be known only now.
	p.Print = r.Print(v)
	buf, _ := r.buffers.Get().(*bytes.Buffer)
	if buf == nil {
		buf = new(bytes.Buffer)
	}
	buf.Reset()
	free = func() { r.buffers.Put(buf) }
	if err := r.Theme.Render(buf, v); err != nil {
		return p, free, err
	}
	p.HTML = buf.Bytes()
	p.Sum, err = r.Out.Write(path, p.HTML)
	return p, free, err
}

// HTML returns the page of a view, as [Renderer.Render] writes it.
func (r *Renderer) HTML(v view.View) ([]byte, error) {
	if _, err := r.fill(v); err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	err := r.Theme.Render(&buf, v)
	return buf.Bytes(), err
}

// Print is the fingerprint of all that a page is made from.
func (r *Renderer) Print(v view.View) uint64 {
	b := make([]byte, 0, 40)
	for _, n := range []uint64{view.Fingerprint(v), v.Common().Site.Print, r.Theme.Print()} {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	for _, body := range view.Bodies(v) {
		if body.Source != "" {
			b = binary.LittleEndian.AppendUint64(b, r.Refs(body.Source))
		}
	}
	return xxhash.Sum64(append(b, v.Layout()...))
}

// fill converts the bodies of a view and returns its own, where it has one.
func (r *Renderer) fill(v view.View) (own *markup.Document, err error) {
	if b, ok := v.(*view.Booklet); ok {
		for _, c := range b.Chapters {
			if _, err := r.body(&c.Case.Body, c.Case.Base); err != nil {
				return nil, err
			}
		}
	}
	return r.body(view.Content(v), v.Common().Base)
}

func (r *Renderer) body(body *view.Body, base string) (*markup.Document, error) {
	if body == nil || body.Source == "" {
		return nil, nil
	}
	doc, err := r.Convert(body.Source, base)
	if err != nil {
		return nil, err
	}
	Fill(body, doc)
	return doc, nil
}

// perMinute is how many characters a minute are read.
const perMinute = 400

// Fill puts a converted body into a view.
func Fill(body *view.Body, doc *markup.Document) {
	body.HTML = template.HTML(doc.HTML)
	for _, h := range doc.Headings {
		body.Headings = append(body.Headings, view.Heading{ID: h.ID, Title: h.Title, Level: h.Level})
	}
	body.Characters = doc.Characters
	body.Minutes = (doc.Characters + perMinute - 1) / perMinute
}
