package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// table renders a table in a box that can be scrolled by itself, which the
// keyboard can reach and a screen reader can name.
func (w *writer) table(n *east.Table) {
	w.tables++
	w.str(`<div class="table"`)
	if label := w.converter.options.TableLabel; label != "" {
		w.scratch = append(w.scratch[:0], label...)
		if w.tables > 1 {
			w.scratch = appendNumber(append(w.scratch, ' '), w.tables)
		}
		w.str(` role="region"`)
		w.value("aria-label", w.scratch)
	}
	w.str(" tabindex=\"0\"><table>\n")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, isHead := row.(*east.TableHeader)
		if isHead {
			w.str("<thead>\n")
		}
		w.row(row, isHead)
		switch {
		case isHead && row.NextSibling() != nil:
			w.str("</thead>\n<tbody>\n")
		case isHead:
			w.str("</thead>\n")
		case row.NextSibling() == nil:
			w.str("</tbody>\n")
		}
	}
	w.str("</table></div>\n")
}

func (w *writer) row(row ast.Node, isHead bool) {
	w.outline.line()
	w.str("<tr>\n")
	w.inCell = true
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*east.TableCell)
		if !ok {
			continue
		}
		w.outline.cell()
		end := "</td>\n"
		if isHead {
			w.str(`<th scope="col"`)
			end = "</th>\n"
		} else {
			w.str("<td")
		}
		switch cell.Alignment {
		case east.AlignRight:
			w.str(` class="num"`)
		case east.AlignCenter:
			w.str(` class="center"`)
		}
		w.str(">")
		w.inlines(cell)
		w.str(end)
	}
	w.inCell = false
	w.str("</tr>\n")
}

// withoutPipeEscapes reads \| in code inside a table as |.
func withoutPipeEscapes(b []byte) []byte {
	if bytes.Contains(b, []byte(`\|`)) {
		b = bytes.ReplaceAll(b, []byte(`\|`), []byte("|"))
	}
	return b
}
