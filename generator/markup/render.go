package markup

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"touyan/generator/diag"
	"touyan/generator/prose"
)

// writer renders one body in one walk over its tree: HTML, outline, references and
// diagnostics together. It is used again for other bodies.
type writer struct {
	converter *Converter
	src       Source
	source    []byte
	context   parser.Context
	root      ast.Node
	places    places
	diags     diag.List

	html    []byte
	scratch []byte
	outline outline
	ids     ids
	refs    map[string]bool
	// images are the files that the body shows, files those that it links to.
	images, files map[string]bool
	// anchors are the fragments of this page that links lead to.
	anchors []place
	later   []Later
	// definitions are the offsets of link definitions by label, once needed.
	definitions map[string]int
	notes       []*footnote
	tables      int
	inLink      bool
	inCell      bool
	raw         rawState
}

func (w *writer) reset(src Source, pc parser.Context) {
	w.src, w.source, w.context = src, prose.Normalize(src.Text), pc
	if w.src.Site == nil {
		w.src.Site = nothing{}
	}
	w.places = places{file: "content/" + src.Path, first: src.Line, text: w.source}
	w.html, w.scratch = w.html[:0], w.scratch[:0]
	w.outline.reset()
	w.ids.reset()
	if w.refs == nil {
		w.refs, w.images, w.files = map[string]bool{}, map[string]bool{}, map[string]bool{}
	}
	w.anchors, w.notes = w.anchors[:0], w.notes[:0]
	w.tables = 0
	w.inLink, w.inCell = false, false
	w.raw.reset()
}

// release lets go of all that belongs to one body and keeps the buffers, if they
// are of a common size.
func (w *writer) release() {
	clear(w.refs)
	clear(w.images)
	clear(w.files)
	clear(w.notes)
	w.src, w.source, w.context, w.root, w.diags, w.definitions, w.later = Source{}, nil, nil, nil, nil, nil, nil
	w.places = places{}
	if cap(w.html) > 1<<20 {
		*w = writer{converter: w.converter}
	}
}

// nothing is a Resolver that knows no file.
type nothing struct{}

func (nothing) Page(string) (string, bool)       { return "", false }
func (nothing) Unpublished(string) bool          { return false }
func (nothing) Resource(string) (Resource, bool) { return Resource{}, false }
func (nothing) Image(string) (Resource, bool)    { return Resource{}, false }

func (w *writer) fail(offset int, code string, args ...any) {
	w.diags.Add(w.places.at(offset), code, args...)
}

func (w *writer) warn(offset int, code string, args ...any) {
	w.diags.Warn(w.places.at(offset), code, args...)
}

// sorted returns the names of a set in order, nil for none.
func sorted(set map[string]bool) []string {
	if len(set) == 0 {
		return nil
	}
	return slices.Sorted(maps.Keys(set))
}

func (w *writer) document(root ast.Node) {
	w.root = root
	w.reserveIDs(root)
	w.blocks(root)
	w.endnotes()
	if w.raw.seen {
		w.settleRaw()
	}
	w.checkAnchors()
}

// str and num append to the HTML what the package itself writes.
func (w *writer) str(s string) { w.html = append(w.html, s...) }
func (w *writer) num(n int)    { w.html = strconv.AppendInt(w.html, int64(n), 10) }

// value appends an attribute with the author's value.
func (w *writer) value(name string, value []byte) {
	w.html = append(append(append(w.html, ' '), name...), `="`...)
	w.html = append(appendEscaped(w.html, value), '"')
}

// blocks renders the blocks below a node.
func (w *writer) blocks(parent ast.Node) {
	mark := w.raw.enter()
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
	w.leave(mark)
}

func (w *writer) block(node ast.Node) {
	w.outline.line()
	switch n := node.(type) {
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.TextBlock:
		w.lineBox(n)
		if n.NextSibling() != nil {
			w.str("\n")
		}
	case *ast.Heading:
		w.heading(n)
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.str("<blockquote>\n")
		w.blocks(n)
		w.str("</blockquote>\n")
	case *ast.FencedCodeBlock:
		w.code(n.Lines(), n.Language(w.source))
	case *ast.CodeBlock:
		w.code(n.Lines(), nil)
	case *ast.ThematicBreak:
		w.str("<hr>\n")
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *east.Table:
		w.table(n)
	case *east.DefinitionList:
		w.definitionList(n)
	case *plain:
		w.plain(n)
	case *footnote, *ast.LinkReferenceDefinition:
		// Notes are shown at the end, definitions nowhere.
	default:
		panic(fmt.Sprintf("markup: no rendering of %v", node.Kind()))
	}
	w.outline.line()
}

func (w *writer) paragraph(n *ast.Paragraph) {
	if image, ok := n.FirstChild().(*ast.Image); ok && image.NextSibling() == nil && len(image.Title) > 0 {
		if w.figure(image) {
			return
		}
	}
	w.str("<p>")
	w.lineBox(n)
	w.str("</p>\n")
}

// lineBox renders the inline nodes of a block; a task's check box is labelled by
// the text after it.
func (w *writer) lineBox(n ast.Node) {
	box, ok := n.FirstChild().(*east.TaskCheckBox)
	if !ok {
		w.inlines(n)
		return
	}
	w.str(`<label><input type="checkbox" disabled`)
	if box.IsChecked {
		w.str(" checked")
	}
	w.str("> ")
	w.inlines(n)
	w.str("</label>")
}

func (w *writer) list(n *ast.List) {
	end := "</ul>\n"
	switch {
	case n.IsOrdered() && n.Start != 1:
		w.str(`<ol start="`)
		w.num(n.Start)
		w.str("\">\n")
		end = "</ol>\n"
	case n.IsOrdered():
		w.str("<ol>\n")
		end = "</ol>\n"
	default:
		w.str("<ul>\n")
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w.outline.line()
		if isTask(item) {
			w.str(`<li class="task">`)
		} else {
			w.str("<li>")
		}
		if first := item.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
			w.str("\n")
		}
		w.blocks(item)
		w.str("</li>\n")
	}
	w.str(end)
}

func isTask(item ast.Node) bool {
	first := item.FirstChild()
	if first == nil {
		return false
	}
	_, ok := first.FirstChild().(*east.TaskCheckBox)
	return ok
}

func (w *writer) definitionList(n *east.DefinitionList) {
	w.str("<dl>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.outline.line()
		switch c := c.(type) {
		case *east.DefinitionTerm:
			w.str("<dt>")
			w.inlines(c)
			w.str("</dt>\n")
		case *east.DefinitionDescription:
			w.str("<dd>")
			if !c.IsTight {
				w.str("\n")
			}
			w.blocks(c)
			w.str("</dd>\n")
		}
	}
	w.str("</dl>\n")
}

// code renders a block of code. It can be scrolled, so the keyboard must reach it.
func (w *writer) code(lines *text.Segments, language []byte) {
	w.str(`<pre tabindex="0"><code`)
	if len(language) > 0 {
		w.scratch = unescape(append(w.scratch[:0], "language-"...), language)
		w.value("class", w.scratch)
	}
	w.str(">")
	for i := range lines.Len() {
		line := lines.At(i)
		value := line.Value(w.source)
		w.html = appendEscaped(w.html, value)
		w.outline.verbatim(value)
	}
	w.str("</code></pre>\n")
}

func (w *writer) plain(n *plain) {
	if n.table {
		w.fail(n.Pos(), "table-too-large")
	} else {
		w.fail(n.Pos(), "block-too-long", maxInline>>10)
	}
	w.str("<p>")
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		value := util.TrimRightSpace(line.Value(w.source))
		w.html = append(appendEscaped(w.html, value), '\n')
		w.outline.flow(value)
		w.outline.space()
	}
	w.str("</p>\n")
}
