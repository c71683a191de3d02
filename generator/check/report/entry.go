package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"touyan/generator/check"
	"touyan/generator/diag"
	"touyan/generator/prose"
)

// entry is a finding as it is written, with nothing in it that is to be hidden.
type entry struct {
	file      string
	severity  diag.Severity
	code      string
	part      string
	message   string
	mend      string
	secret    bool
	line, col int
	// endLine and endCol are 0 where there is only a place.
	endLine, endCol int
	// at is the stretch in shown, the file as it may be seen; shown is nil where it
	// cannot be.
	at          prose.Range
	shown       *prose.File
	fix         *check.Fix
	fingerprint string
}

// mostLines is how many lines of a stretch are shown.
const mostLines = 3

// entries returns the findings as they are written, in the order that they have.
// Those of one file follow one another.
func (r *Report) entries(yield func(entry) bool) {
	parts, seen := parts(), map[string]int{}
	for from, to := range byFile(r.Findings) {
		list := r.Findings[from:to]
		var shown *prose.File
		hide := strings.NewReplacer()
		file := r.source(list[0].Pos.File)
		if file != nil {
			shown, hide = Veil(file, list), replacer(file, list)
		}
		for _, f := range list {
			e := r.entry(f, file, shown, hide)
			if e.part = parts[f.Code]; e.part == "" {
				e.part = buildPart
			}
			e.fingerprint = fingerprint(e, f, hide)
			seen[e.fingerprint]++
			e.fingerprint += ":" + strconv.Itoa(seen[e.fingerprint])
			if !yield(e) {
				return
			}
		}
	}
}

func (r *Report) source(path string) *prose.File {
	if path == "" || r.Source == nil {
		return nil
	}
	return r.Source(path)
}

func (r *Report) entry(f check.Finding, file, shown *prose.File, hide *strings.Replacer) entry {
	d := f.Diagnostic
	d.Args = arguments(f.Args, hide)
	e := entry{
		file: f.Pos.File, severity: f.Severity, code: f.Code, secret: f.Secret,
		message: r.Words.Message(d), mend: r.Words.Mend(d), line: f.Pos.Line, col: f.Pos.Col, shown: shown,
	}
	at, ok := stretch(f, file)
	switch {
	case ok:
		start, end := file.Position(at.Start), file.Position(at.End)
		e.at, e.line, e.col, e.endLine, e.endCol = at, start.Line, start.Col, end.Line, end.Col
		if !f.Secret && shown.Text[at.Start:at.End] == file.Text[at.Start:at.End] {
			e.fix = f.Fix
		}
	case shown != nil && e.line > 0 && e.line <= shown.Lines():
		e.at.Start = shown.Offset(f.Pos)
		e.at.End = e.at.Start
	default:
		e.shown = nil
	}
	return e
}

// source is one line of a stretch: what is before it, in it, and after it.
type source struct {
	number                int
	before, marked, after string
}

// text returns the whole line.
func (s source) text() string { return s.before + s.marked + s.after }

// lines returns the lines of the stretch, the first few.
func (e *entry) lines() []source {
	if e.shown == nil {
		return nil
	}
	first, last := e.shown.Line(e.at.Start), e.shown.Line(max(e.at.Start, e.at.End-1))
	var out []source
	for n := first; n <= last && len(out) < mostLines; n++ {
		head := e.shown.Offset(diag.Position{Line: n, Col: 1})
		text := e.shown.LineText(n)
		from := max(0, min(e.at.Start-head, len(text)))
		to := max(from, min(e.at.End-head, len(text)))
		out = append(out, source{n, text[:from], text[from:to], text[to:]})
	}
	return out
}

// fingerprint hashes what stays of a finding when the lines around it move.
func fingerprint(e entry, f check.Finding, hide *strings.Replacer) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00", e.file, e.code)
	if lines := e.lines(); len(lines) > 0 {
		for _, l := range lines {
			fmt.Fprintf(h, "%s\x00%s\x00", strings.TrimSpace(l.text()), l.marked)
		}
	} else {
		fmt.Fprint(h, arguments(f.Args, hide)...)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
