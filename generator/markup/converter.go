package markup

import (
	"bytes"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"touyan/generator/diag"
)

// maxBody is the most bytes of a body.
const maxBody = 4 << 20

// Options are the words that a body gets beside the author's own.
type Options struct {
	// TableLabel names the region that a wide table scrolls in, for screen readers;
	// from the second table of a page on, a number follows it.
	TableLabel string
	// FootnoteBack names the link from a footnote back to its mark; the mark's
	// number follows it.
	FootnoteBack string
	// ImageSizes says how wide the theme shows an image in the text, as the
	// attribute sizes of HTML does.
	ImageSizes string
}

// Converter turns Markdown into documents. It may be used by many goroutines at
// once.
type Converter struct {
	options  Options
	parser   parser.Parser
	elements map[string]element
	policy   *bluemonday.Policy
	writers  sync.Pool
}

// New returns a converter.
func New(options Options) *Converter {
	c := &Converter{options: options, parser: newParser(), elements: newElements()}
	c.policy = newPolicy(c.elements)
	return c
}

// Convert returns the document that a body makes, and what is wrong in it, by
// place. Text with errors in it is still converted as well as can be, for the
// preview.
func (c *Converter) Convert(src Source) (Document, diag.List) {
	if len(src.Text) > maxBody {
		var l diag.List
		l.Add(diag.Position{File: "content/" + src.Path, Line: src.Line}, "body-too-large", len(src.Text), maxBody>>20)
		return Document{}, l
	}
	w, _ := c.writers.Get().(*writer)
	if w == nil {
		w = &writer{converter: c}
	}
	defer c.writers.Put(w)
	defer w.release()
	pc := parser.NewContext()
	w.reset(src, pc)
	w.document(c.parser.Parse(text.NewReader(w.source), parser.WithContext(pc)))
	doc := Document{HTML: bytes.Clone(w.html), Refs: sorted(w.refs), Images: sorted(w.images), Files: sorted(w.files), Later: w.later, Characters: count(w.outline.text)}
	doc.Sections, doc.Headings = w.outline.sections()
	w.diags.Sort()
	return doc, w.diags
}
