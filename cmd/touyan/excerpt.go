package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"touyan/generator/check"
	"touyan/generator/check/report"
	"touyan/generator/message"
	"touyan/generator/prose"
)

// sourceLines shows lines of a site's files.
type sourceLines struct {
	dir string
	// now is the one that was asked for last; findings come file by file.
	now *prose.File
	// hidden are the findings that say what must not be shown, by file.
	hidden map[string][]check.Finding
}

// hide has the lines shown without what the findings say is secret, and returns the
// findings without it in their words.
func (l *sourceLines) hide(found []check.Finding) []check.Finding {
	masked := report.Masked(found, l.file)
	l.hidden = map[string][]check.Finding{}
	for _, f := range found {
		l.hidden[f.Pos.File] = append(l.hidden[f.Pos.File], f)
	}
	l.now = prose.NewFile("", nil)
	return masked
}

// mostSource is the most bytes of a file that lines are shown of.
const mostSource = 16 << 20

func newSourceLines(dir string) *sourceLines {
	return &sourceLines{dir: dir, now: prose.NewFile("", nil)}
}

// of returns a file's text, nothing where it has none that can be shown.
func (l *sourceLines) of(path string) *prose.File {
	if l.now.Path == path {
		return l.now
	}
	l.now = prose.NewFile(path, nil)
	root, err := os.OpenRoot(l.dir)
	if err != nil {
		return l.now
	}
	defer root.Close()
	name := filepath.FromSlash(path)
	if info, err := root.Stat(name); err == nil && info.Mode().IsRegular() && info.Size() <= mostSource {
		if data, err := root.ReadFile(name); err == nil && utf8.Valid(data) {
			l.now = report.Veil(prose.NewFile(path, data), l.hidden[path])
		}
	}
	return l.now
}

// What is shown of a long line: columns before the stretch at fault, of the stretch,
// and in all.
const (
	mostBefore = 30
	mostMarked = 60
	mostShown  = 90
)

// excerpt returns the line at fault with its number, and a line that points at the
// stretch; mark colours that. A finding of a whole file has none.
func (l *sourceLines) excerpt(f check.Finding, mark func(string) string) []string {
	if f.Pos.Line == 0 {
		return nil
	}
	file := l.of(f.Pos.File)
	row := file.LineText(f.Pos.Line)
	if strings.TrimSpace(row) == "" {
		return nil
	}
	before, stretch, after := split(file, f, row)
	before = tail(before, mostBefore)
	stretch = head(stretch, mostMarked)
	after = head(after, max(0, mostShown-columns(before)-columns(stretch)))
	number := strconv.Itoa(f.Pos.Line)
	margin := strings.Repeat(" ", len(number))
	lines := []string{"  " + number + " | " + before + mark(stretch) + after}
	if f.Pos.Col > 0 {
		lines = append(lines, "  "+margin+" | "+strings.Repeat(" ", columns(before))+mark(strings.Repeat("^", max(1, columns(stretch)))))
	}
	return lines
}

// split parts the line at a finding's place into what is before the stretch at fault,
// the stretch and what is after, each fit for a terminal. Of a stretch of more lines
// the first is taken; without one it is the word at the place.
func split(file *prose.File, f check.Finding, row string) (before, stretch, after string) {
	at := min(column(row, f.Pos.Col), len(row))
	end := at + wordEnd(row[at:])
	if start := file.Offset(f.Pos); f.End > f.Start && f.Start == start {
		end = min(at+f.End-f.Start, len(row))
	}
	return message.Printable(row[:at]), message.Printable(row[at:end]), message.Printable(row[end:])
}

// column returns the offset of a column, from 1, in a line.
func column(row string, col int) int {
	at := 0
	for i := 1; i < col && at < len(row); i++ {
		_, size := utf8.DecodeRuneInString(row[at:])
		at += size
	}
	return at
}

// wordEnd returns where the word ends that a text begins with: of Han characters the
// first alone.
func wordEnd(s string) int {
	first, size := utf8.DecodeRuneInString(s)
	word := func(r rune) bool {
		return !unicode.Is(unicode.Han, r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_')
	}
	if !word(first) {
		return size
	}
	if end := strings.IndexFunc(s, func(r rune) bool { return !word(r) }); end >= 0 {
		return end
	}
	return len(s)
}

// head returns what fits into n columns of a text's beginning.
func head(text string, n int) string {
	if columns(text) <= n {
		return text
	}
	return clip(text, max(0, n-1)) + "…"
}

// tail returns what fits into n columns of a text's end.
func tail(text string, n int) string {
	used := columns(text)
	if used <= n {
		return text
	}
	for i, r := range text {
		if used < n {
			return "…" + text[i:]
		}
		used -= columns(string(r))
	}
	return ""
}

// indented puts four spaces before each line.
func indented(text string) string { return "    " + strings.ReplaceAll(text, "\n", "\n    ") }
