package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"touyan/generator/check"
	"touyan/generator/diag"
	"touyan/generator/message"
)

// Marks are how text is marked on a terminal; each returns its text as it is where
// there is none.
type Marks struct {
	Red, Yellow, Dim, Bold func(string) string
}

// Plain marks nothing.
func Plain() Marks {
	same := func(s string) string { return s }
	return Marks{same, same, same, same}
}

// The most columns of a line that are shown before and after what is marked, and of
// that itself.
const (
	sideColumns   = 24
	markedColumns = 60
)

// Text writes each finding as an editor reads it, with the source lines and what is
// marked in them below:
//
//	content/cases/x.md:12:5: warning: wrong-word: …
//	    12 | …帐目公开…
//	       |   ^^^^
//	    what to do
func (r *Report) Text(w io.Writer, m Marks) error {
	var err error
	for e := range r.entries {
		if _, err = io.WriteString(w, e.text(m)); err != nil {
			return err
		}
	}
	return nil
}

func (e *entry) text(m Marks) string {
	mark := m.Yellow
	switch e.severity {
	case diag.Error:
		mark = m.Red
	case diag.Hint:
		mark = m.Dim
	}
	var b strings.Builder
	if e.file != "" {
		place := diag.Position{File: e.file, Line: e.line, Col: e.col}
		b.WriteString(m.Bold(message.Printable(place.String())) + ": ")
	}
	fmt.Fprintf(&b, "%s: %s: %s\n", mark(e.severity.String()), e.code, e.message)
	for _, l := range e.lines() {
		l.write(&b, mark, m)
	}
	if e.mend != "" {
		b.WriteString("    " + strings.ReplaceAll(e.mend, "\n", "\n    ") + "\n")
	}
	return b.String()
}

// write writes a source line and, below it, what is marked.
func (s source) write(b *strings.Builder, mark func(string) string, m Marks) {
	number := strconv.Itoa(s.number)
	before := message.Printable(lastColumns(s.before, sideColumns))
	marked := message.Printable(firstColumns(s.marked, markedColumns))
	after := message.Printable(firstColumns(s.after, sideColumns))
	if marked == "" && s.marked == "" && s.before == "" {
		// A place alone: as much of the line as would be shown around a mark.
		after = message.Printable(firstColumns(s.after, sideColumns+markedColumns))
	}
	fmt.Fprintf(b, "    %s %s%s%s\n", m.Dim(number+" |"), before, mark(marked), after)
	fmt.Fprintf(b, "    %s %s%s\n", m.Dim(strings.Repeat(" ", len(number))+" |"),
		strings.Repeat(" ", columns(before)), mark(strings.Repeat("^", max(1, columns(marked)))))
}

// columns returns how many columns of a terminal text takes.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// firstColumns returns the beginning of text that takes at most n columns, and … for
// the rest.
func firstColumns(text string, n int) string {
	used := 0
	for i, r := range text {
		if used += columnsOf(r); used > n {
			return text[:i] + "…"
		}
	}
	return text
}

// lastColumns returns the end of text that takes at most n columns, and … for the
// rest.
func lastColumns(text string, n int) string {
	used := 0
	for at := len(text); at > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if used += columnsOf(r); used > n {
			return "…" + text[at:]
		}
		at -= size
	}
	return text
}

// fixWords says what a fix does.
func (r *Report) fixWords(f *check.Fix) string {
	if f.Text == "" {
		return r.Words.Text("report.fix.delete")
	}
	return r.Words.Text("report.fix", f.Text)
}
