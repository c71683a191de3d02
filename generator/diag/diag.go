// Package diag holds what is wrong in user input: each finding with its place,
// a stable code and the words' arguments. Stages collect findings in a [List]
// and return it; only the command and the preview turn it into text, through
// package message, which holds the words of every code in each language.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says how much a finding weighs.
type Severity uint8

// A build fails on an Error; a Warning is printed and the build goes on.
const (
	Error Severity = iota
	Warning
	Hint
)

// String returns the severity's stable name: error, warning or hint.
func (s Severity) String() string {
	return [...]string{"error", "warning", "hint"}[s]
}

// Position is a place in a source file.
type Position struct {
	// File is a slash-separated path from the site's source folder, such as
	// content/cases/x.md.
	File string
	// Line and Col count from 1; Col counts characters (runes), not bytes, and
	// a byte order mark is not one. 0 means that only the file is known.
	Line, Col int
}

// String returns file:line:col, without the parts that are not known.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	default:
		return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
	}
}

// Diagnostic is one finding.
type Diagnostic struct {
	Pos      Position
	Severity Severity
	// Code names the kind of finding and never changes: lower case, words
	// joined by hyphens, such as unknown-key. Package message holds its text
	// under the code and its mend under the code followed by ".mend".
	Code string
	// Args fill the message's and the mend's %[1]v, %[2]v …
	Args []any
}

// String returns the finding without its words, for tests and logs.
func (d Diagnostic) String() string {
	s := fmt.Sprintf("%v: %v: %s", d.Pos, d.Severity, d.Code)
	for _, a := range d.Args {
		s += fmt.Sprintf(" %q", fmt.Sprint(a))
	}
	return s
}

// List is a run's findings.
type List []Diagnostic

// Add appends an error of the given code.
func (l *List) Add(pos Position, code string, args ...any) {
	*l = append(*l, Diagnostic{Pos: pos, Severity: Error, Code: code, Args: args})
}

// Warn appends a warning of the given code.
func (l *List) Warn(pos Position, code string, args ...any) {
	*l = append(*l, Diagnostic{Pos: pos, Severity: Warning, Code: code, Args: args})
}

// Errors counts the findings that make a build fail.
func (l List) Errors() int {
	n := 0
	for _, d := range l {
		if d.Severity == Error {
			n++
		}
	}
	return n
}

// Compare orders findings by place, then code, then arguments.
func Compare(a, b Diagnostic) int {
	if n := cmp.Or(
		cmp.Compare(a.Pos.File, b.Pos.File),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Col, b.Pos.Col),
		cmp.Compare(a.Code, b.Code),
	); n != 0 {
		return n
	}
	return cmp.Compare(fmt.Sprint(a.Args...), fmt.Sprint(b.Args...))
}

// Sort orders the list as [Compare] does and drops exact repetitions, so that a run
// prints the same on every machine.
func (l *List) Sort() {
	slices.SortStableFunc(*l, Compare)
	*l = slices.CompactFunc(*l, func(a, b Diagnostic) bool { return a.String() == b.String() })
}
