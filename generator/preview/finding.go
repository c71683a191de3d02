package preview

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touyan/generator/diag"
	"touyan/generator/message"
)

type diagnostic = diag.Diagnostic

// finding is a diagnostic as the browser shows it.
type finding struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Place    string `json:"place"`
	Message  string `json:"message"`
	Mend     string `json:"mend,omitempty"`
	// Edit opens the place in the editor.
	Edit  string `json:"edit,omitempty"`
	Lines []line `json:"lines,omitempty"`
}

// line is one of the source, with the part at fault.
type line struct {
	Number int    `json:"number"`
	Before string `json:"before"`
	Mark   string `json:"mark,omitempty"`
	After  string `json:"after,omitempty"`
}

// Bounds on what is shown: findings, lines of source around one, characters of a
// line, bytes of a file that is looked at.
const (
	mostFound  = 200
	linesAbove = 2
	linesBelow = 1
	longestRow = 240
	mostSource = 4 << 20
)

// findings returns diagnostics for the browser, errors first.
func (p *Preview) findings(list diag.List) []finding { return p.shown(list, p.finding) }

func (p *Preview) shown(list diag.List, show func(diag.Diagnostic) finding) []finding {
	out := make([]finding, 0, min(len(list), mostFound))
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Hint} {
		for _, d := range list {
			if d.Severity == s && len(out) < mostFound {
				out = append(out, show(d))
			}
		}
	}
	return out
}

// renew is findings for the update of the paths: what was found before in other files
// need not be read again.
func (p *Preview) renew(list diag.List, paths []string) []finding {
	fresh := map[string]finding{}
	out := p.shown(list, func(d diag.Diagnostic) finding {
		f, known := p.known[d.String()]
		if !known || paths == nil || touched(paths, d.Pos.File) {
			f = p.finding(d)
		}
		fresh[d.String()] = f
		return f
	})
	p.known = fresh
	return out
}

// touched reports whether the paths name a file or a folder that it is in.
func touched(paths []string, file string) bool {
	return slices.ContainsFunc(paths, func(p string) bool { return p == file || strings.HasPrefix(file, p+"/") })
}

// checked returns what the checks have found in a page's files, without their lines.
func (p *Preview) checked(source string) []finding {
	if source == "" {
		return nil
	}
	return p.shown(p.site.Checks(source), func(d diag.Diagnostic) finding {
		f := p.inWords(d)
		f.Edit = editAddress(p.o.Editor, p.local(d.Pos.File), max(d.Pos.Line, 1), max(d.Pos.Col, 1))
		return f
	})
}

// inWords is a finding in words.
func (p *Preview) inWords(d diag.Diagnostic) finding {
	return finding{
		Severity: d.Severity.String(), Code: d.Code, Place: message.Printable(d.Pos.String()),
		Message: p.o.Words.Message(d), Mend: p.o.Words.Mend(d),
	}
}

func (p *Preview) finding(d diag.Diagnostic) finding {
	f := p.inWords(d)
	if d.Pos.File == "" || !fs.ValidPath(d.Pos.File) {
		return f
	}
	text, local := p.text(d.Pos.File)
	if local {
		f.Edit = editAddress(p.o.Editor, p.local(d.Pos.File), max(d.Pos.Line, 1), max(d.Pos.Col, 1))
	}
	f.Lines = excerpt(text, d.Pos)
	return f
}

// text returns a file of the site or of a theme that is built in; local says that
// there is a file.
func (p *Preview) text(file string) (text string, local bool) {
	root, err := os.OpenRoot(p.o.Source)
	if err == nil {
		defer root.Close()
		if info, err := root.Stat(file); err == nil && info.Mode().IsRegular() {
			if info.Size() > mostSource {
				return "", true
			}
			data, _ := root.ReadFile(file)
			return string(data), true
		}
	}
	if name, ok := strings.CutPrefix(file, "themes/"); ok && p.o.Themes != nil {
		data, _ := fs.ReadFile(p.o.Themes, name)
		return string(data), false
	}
	return "", false
}

// excerpt returns the lines around a place, with the word there marked.
func excerpt(text string, pos diag.Position) []line {
	if pos.Line == 0 || text == "" {
		return nil
	}
	text = strings.TrimPrefix(text, "\ufeff")
	rows := strings.Split(text, "\n")
	var out []line
	for n := max(1, pos.Line-linesAbove); n <= min(len(rows), pos.Line+linesBelow); n++ {
		row := strings.TrimSuffix(rows[n-1], "\r")
		if n == pos.Line {
			out = append(out, marked(row, n, pos.Col))
		} else {
			out = append(out, line{Number: n, Before: clean(cut(row, longestRow))})
		}
	}
	return out
}

// marked splits the row at fault; without a column it is marked whole.
func marked(row string, n, col int) line {
	if col == 0 {
		return line{Number: n, Mark: clean(cut(row, longestRow))}
	}
	at := 0
	for i := 1; i < col && at < len(row); i++ {
		_, size := utf8.DecodeRuneInString(row[at:])
		at += size
	}
	before, rest := row[:at], row[at:]
	if runes := utf8.RuneCountInString(before); runes > longestRow/2 {
		tail := []rune(before)
		before = "…" + string(tail[runes-longestRow/2:])
	}
	end := wordEnd(rest)
	l := line{Number: n, Before: clean(before), Mark: clean(cut(rest[:end], longestRow/2)), After: clean(cut(rest[end:], longestRow/2))}
	if l.Mark == "" {
		l.Mark = " " // after the last character
	}
	return l
}

// wordEnd returns where the word that a text begins with ends, or its first
// character if it is not of a word.
func wordEnd(s string) int {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_' }
	first, size := utf8.DecodeRuneInString(s)
	if !word(first) {
		return size
	}
	if end := strings.IndexFunc(s, func(r rune) bool { return !word(r) }); end >= 0 {
		return end
	}
	return len(s)
}

func cut(s string, n int) string {
	count := 0
	for i := range s {
		if count == n {
			return s[:i] + "…"
		}
		count++
	}
	return s
}

// clean makes a row one that can be shown; its tabs stay as one space each.
func clean(s string) string { return message.Printable(s) }
