package review

import (
	"crypto/sha256"
	_ "embed" // the sheet's template and its style
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/message"
)

// Sheet is the sheet of 三审三校 of one page, to be printed and signed by hand.
type Sheet struct {
	Site, Owner, Title, File, Print, Day, State string
	// Steps are the reviews with what is recorded of them, Proofs the empty lines of
	// the three proofs (三校), History the entries that do not count any more.
	Steps, Proofs, History []Row
}

// Row is a line of a sheet.
type Row struct{ Step, Role, Date, State string }

// NewSheet makes the sheet of a page. day is the day of printing.
func NewSheet(c *config.Config, p *content.Page, print string, steps []Step, day content.Date, words *message.Printer) Sheet {
	s := Sheet{
		Site: c.Title, Owner: c.Owner, Title: p.Title, File: "content/" + p.Path, Print: print,
		Day: day.String(), State: words.Text(Standing(steps, Wanted(c.Review)).key()),
	}
	counts := map[int]bool{}
	proofs := false
	for _, step := range steps {
		row := Row{Step: step.Name, Role: step.Role}
		if step.State == Signed {
			row.Role, row.Date = step.Entry.By, step.Entry.Date.String()
			row.State = words.Text("review.state.signed")
			counts[step.Index] = true
		}
		s.Steps = append(s.Steps, row)
		proofs = proofs || strings.Contains(step.Name, "校")
	}
	if !proofs {
		for _, key := range []string{"sheet.proof.1", "sheet.proof.2", "sheet.proof.3"} {
			s.Proofs = append(s.Proofs, Row{Step: words.Text(key)})
		}
	}
	for i, e := range p.Review {
		if !counts[i] {
			s.History = append(s.History, Row{e.Step, e.By, e.Date.String(), e.Text})
		}
	}
	return s
}

// Whole is how far a page has come.
type Whole uint8

// How far a page has come.
const (
	// None is a page that nobody reviewed, Partly one on its way, Edited one that was
	// edited after a step was signed, Complete one that passed all that is wanted.
	None Whole = iota
	Partly
	Edited
	Complete
)

// String returns none, partly, outdated or complete.
func (w Whole) String() string { return [...]string{"none", "partly", "outdated", "complete"}[w] }

func (w Whole) key() string { return "review." + w.String() }

// Standing returns how far a page has come of the first n steps.
func Standing(steps []Step, n int) Whole {
	if len(Lacking(steps, n)) == 0 {
		return Complete
	}
	whole := None
	for _, s := range steps {
		switch s.State {
		case Outdated:
			return Edited
		case Signed, Unbound:
			whole = Partly
		}
	}
	return whole
}

// labels are the words of the template, by their names there.
func labels(words *message.Printer) texts {
	m := texts{}
	for _, key := range []string{
		"sheet.title", "sheet.page", "sheet.file", "sheet.site", "sheet.print", "sheet.day", "sheet.state", "sheet.review",
		"sheet.proof", "sheet.step", "sheet.role", "sheet.date", "sheet.opinion", "sheet.sign", "sheet.history",
	} {
		m[strings.TrimPrefix(key, "sheet.")] = words.Text(key)
	}
	return m
}

type texts map[string]string

func (m texts) text(name string) string { return m[name] }

//go:embed sheet.html
var sheetHTML string

//go:embed sheet.css
var sheetCSS string

// WriteHTML writes sheets as one HTML file of a page of A4 each, which loads nothing
// and runs nothing: its policy allows its own style alone.
func WriteHTML(w io.Writer, sheets []Sheet, words *message.Printer, language string) error {
	t, err := template.New("sheet").Funcs(template.FuncMap{"t": labels(words).text, "note": func(file string) string { return words.Text("sheet.note", file) }}).Parse(sheetHTML)
	if err != nil {
		return fmt.Errorf("review sheet: %w", err)
	}
	sum := sha256.Sum256([]byte(sheetCSS))
	err = t.Execute(w, struct {
		Language string
		Policy   string
		Style    template.HTML
		Sheets   []Sheet
	}{language, "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'",
		template.HTML("<style>" + sheetCSS + "</style>"), sheets})
	if err != nil {
		return fmt.Errorf("review sheet: %w", err)
	}
	return nil
}
