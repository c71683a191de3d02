package markup

import (
	"bytes"
	"strconv"
)

func appendNumber(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// footnoteMark renders a mark. Notes are numbered as their first marks come.
func (w *writer) footnoteMark(n *footnoteRef) {
	note := n.note
	if note.number == 0 {
		w.notes = append(w.notes, note)
		note.number = len(w.notes)
	}
	number := strconv.Itoa(note.number)
	if w.inLink { // no link stands within a link
		w.mark(number)
		return
	}
	id := "fnref:" + number
	if len(note.marks) > 0 {
		id += "-" + strconv.Itoa(len(note.marks)+1)
	}
	note.marks = append(note.marks, id)
	w.str(`<sup class="footnote-ref"><a id="` + id + `" href="#fn:` + number + `" role="doc-noteref">`)
	w.mark(number)
	w.str("</a></sup>")
}

// mark adds what a mark shows, which is no part of a title.
func (w *writer) mark(number string) {
	w.str("[" + number + "]")
	if !w.outline.inTitle {
		w.outline.write([]byte("[" + number + "]"))
	}
}

// endnotes renders the notes that have marks, and reports what is wrong with notes.
func (w *writer) endnotes() {
	if len(w.notes) > 0 {
		w.noteList()
	}
	notes, ok := w.context.Get(footnotesKey).(*footnotes)
	if !ok {
		return
	}
	for _, note := range notes.byLabel {
		if note.number == 0 {
			w.warn(note.Pos(), "unused-footnote", note.label)
		}
	}
	for _, note := range notes.doubled {
		w.warn(note.Pos(), "duplicate-footnote", note.label)
	}
	for _, mark := range notes.unknown {
		w.warn(mark.offset, "undefined-footnote", mark.label)
	}
}

func (w *writer) noteList() {
	id := w.ids.give("footnotes")
	w.outline.notes(id)
	w.str(`<section class="footnotes" id="` + id + "\" role=\"doc-endnotes\">\n<hr>\n<ol>\n")
	start := len(w.html)
	var ends []int                      // where each note's links back go
	for i := 0; i < len(w.notes); i++ { // a note may have the first mark of another
		w.outline.line()
		w.str(`<li id="fn:` + strconv.Itoa(i+1) + "\">\n")
		w.blocks(w.notes[i])
		ends = append(ends, len(bytes.TrimSuffix(w.html, []byte("</p>\n"))))
		w.str("</li>\n")
	}
	// A later note may hold a mark of an earlier one, so links back are put in last.
	list := bytes.Clone(w.html[start:])
	w.html = w.html[:start]
	done := 0
	for i, note := range w.notes {
		end := ends[i] - start
		w.html = append(w.html, list[done:end]...)
		done = end
		for j, mark := range note.marks {
			w.linkBack(mark, note.number, j)
		}
	}
	w.html = append(w.html, list[done:]...)
	w.str("</ol>\n</section>\n")
}

func (w *writer) linkBack(mark string, number, nth int) {
	w.str(` <a class="footnote-back" href="#` + mark + `" role="doc-backlink"`)
	if label := w.converter.options.FootnoteBack; label != "" {
		w.scratch = appendNumber(append(append(w.scratch[:0], label...), ' '), number)
		if nth > 0 {
			w.scratch = appendNumber(append(w.scratch, '-'), nth+1)
		}
		w.value("aria-label", w.scratch)
	}
	w.str(">↩</a>")
}
