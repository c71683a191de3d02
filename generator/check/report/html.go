package report

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"touyan/generator/check"
	"touyan/generator/diag"
	"touyan/generator/message"
)

//go:embed report.html
var page string

//go:embed report.css
var style string

// The most characters of a line that are shown in HTML on either side of what is marked,
// and of that itself.
const (
	htmlSide   = 80
	htmlMarked = 200
)

// htmlReport is what the template sees.
type htmlReport struct {
	// Day is the line that says when.
	Lang, Site, Version, Day string
	// Style is the style sheet, Policy the content security policy that allows it
	// alone.
	Style  template.CSS
	Policy string
	Counts Counts
	Codes  []htmlCode
	Files  []htmlFile
	// Labels are the words around the findings.
	Labels map[string]string
}

// labels returns the words around the findings.
func labels(words *message.Printer) map[string]string {
	out := map[string]string{}
	for _, name := range []string{
		"title", "summary", "errors", "warnings", "hints", "files", "pages", "none",
		"by-code", "by-file", "code", "what", "count", "site", "todo", "fixed", "secret",
	} {
		out[name] = words.Text("report." + name)
	}
	return out
}

type htmlCode struct {
	Code, Severity, Word, What string
	Number                     int
}

type htmlFile struct {
	ID, Path string
	// Tally says how many of each severity there are, the gravest first.
	Tally   []htmlTally
	Entries []htmlEntry
}

type htmlTally struct {
	Severity, Word string
	Number         int
}

type htmlEntry struct {
	Severity, Word, Code, Place string
	Message, Mend, Fix          string
	Secret, Safe                bool
	Lines                       []htmlLine
}

type htmlLine struct {
	Number                int
	Before, Marked, After string
}

// HTML writes the report as one page that needs no other file and no script.
func (r *Report) HTML(w io.Writer) error {
	t, err := template.New("report").Parse(page)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(style))
	h := &htmlReport{
		Lang: string(r.Words.Language()), Site: r.Site, Version: r.Version, Counts: r.Counts(),
		Style: template.CSS(style), Labels: labels(r.Words),
		Policy: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
	}
	if r.Day != "" {
		h.Day = r.Words.Text("report.day", r.Day)
	}
	numbers := map[string]*htmlCode{}
	for e := range r.entries {
		if n := len(h.Files); n == 0 || h.Files[n-1].Path != e.file {
			one := htmlFile{ID: "f" + strconv.Itoa(n+1), Path: e.file}
			for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Hint} {
				one.Tally = append(one.Tally, htmlTally{s.String(), r.word(s), 0})
			}
			h.Files = append(h.Files, one)
		}
		h.Files[len(h.Files)-1].add(r, e)
		c := numbers[e.code]
		if c == nil {
			c = &htmlCode{Code: e.code, Severity: e.severity.String(), Word: r.word(e.severity), What: r.Words.Outline(e.code)}
			numbers[e.code] = c
		}
		c.Number++
	}
	for _, c := range numbers {
		h.Codes = append(h.Codes, *c)
	}
	slices.SortFunc(h.Codes, func(a, b htmlCode) int {
		return cmp.Or(cmp.Compare(b.Number, a.Number), cmp.Compare(a.Code, b.Code))
	})
	return t.Execute(w, h)
}

func (f *htmlFile) add(r *Report, e entry) {
	for i := range f.Tally {
		if f.Tally[i].Severity == e.severity.String() {
			f.Tally[i].Number++
		}
	}
	one := htmlEntry{
		Severity: e.severity.String(), Word: r.word(e.severity), Code: e.code, Place: r.place(e),
		Message: e.message, Mend: e.mend, Secret: e.secret,
	}
	if e.fix != nil {
		one.Fix, one.Safe = r.fixWords(e.fix), e.fix.Safe
	}
	for _, l := range e.lines() {
		one.Lines = append(one.Lines, htmlLine{
			l.number, visible(lastRunes(l.before, htmlSide)), visible(firstRunes(l.marked, htmlMarked)),
			visible(firstRunes(l.after, htmlSide)),
		})
	}
	f.Entries = append(f.Entries, one)
}

// visible makes what no page shows, such as zero-width characters and marks that turn
// the direction, visible.
func visible(text string) string {
	text = message.Printable(text)
	if !strings.ContainsAny(text, "\u200b\u200c\u200d\ufeff") {
		return text
	}
	return strings.NewReplacer("\u200b", "\\u200b", "\u200c", "\\u200c", "\u200d", "\\u200d", "\ufeff", "\\ufeff").Replace(text)
}

func (r *Report) word(s diag.Severity) string { return r.Words.Text("report." + s.String()) }

func (r *Report) place(e entry) string {
	switch {
	case e.file == "":
		return ""
	case e.line == 0:
		return r.Words.Text("report.file")
	case e.col == 0:
		return r.Words.Text("report.line", strconv.Itoa(e.line))
	}
	return r.Words.Text("report.place", strconv.Itoa(e.line), strconv.Itoa(e.col))
}

// firstRunes returns the first n characters of text, and … for the rest.
func firstRunes(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return text[:i] + "…"
		}
	}
	return text
}

// lastRunes returns the last n characters of text, and … for the rest.
func lastRunes(text string, n int) string {
	at := len(text)
	for ; at > 0 && n > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	if at == 0 {
		return text
	}
	return "…" + text[at:]
}

// fixWords says what a fix does.
func (r *Report) fixWords(f *check.Fix) string {
	if f.Text == "" {
		return r.Words.Text("report.fix.delete")
	}
	return r.Words.Text("report.fix", f.Text)
}

// Write writes the report in a format of [Formats].
func (r *Report) Write(w io.Writer, format string) error {
	switch format {
	case "json":
		return r.JSON(w)
	case "sarif":
		return r.SARIF(w)
	}
	return r.HTML(w)
}

// Formats are the names of the formats.
func Formats() []string { return []string{"json", "sarif", "html"} }
