package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"touyan/generator"
	"touyan/generator/content"
	"touyan/generator/review"
)

// mostRole is how many characters the name of a role may have.
const mostRole = 40

// reviewSign is the command review sign.
func reviewSign(_ context.Context, s *session, inv invocation) int {
	r, pages, code := s.reviews(inv)
	if r == nil {
		return code
	}
	entry, usage := s.reviewEntry(r, inv.options)
	if usage != nil {
		usage.help = inv.command.name
		return s.usage(usage)
	}
	failed := 0
	for _, page := range pages {
		_, done, found, err := r.Sign(page, entry)
		s.tellFindings(found)
		switch {
		case err != nil:
			return s.machine(err)
		case done:
			s.print(s.text("review.signed", "content/"+page, entry.Step, entry.By, entry.Date.String()))
		case found.Errors() > 0:
			failed++
		default:
			s.print(s.text("review.already", "content/"+page, entry.Step, entry.By))
		}
	}
	if failed > 0 {
		s.tell(s.text("review.not", failed))
		return exitContent
	}
	return exitFine
}

// reviewEntry reads from the flags what is signed.
func (s *session) reviewEntry(r *generator.Reviews, o options) (content.Review, *usageError) {
	settings := r.Config.Review
	at := slices.Index(settings.Steps, o.step)
	switch {
	case o.step == "":
		return content.Review{}, &usageError{key: "error.review.step", args: []any{strings.Join(settings.Steps, ", ")}}
	case at < 0:
		return content.Review{}, choiceError("--step", o.step, settings.Steps, "")
	}
	e := content.Review{Step: o.step, By: strings.TrimSpace(o.by)}
	if e.By == "" && len(settings.Roles) > 0 {
		e.By = settings.Roles[at]
	}
	bad := func(r rune) bool {
		return r < ' ' || r == 0x7F || r == utf8.RuneError || r == '\u2028' || r == '\u2029'
	}
	switch {
	case e.By == "":
		return e, &usageError{key: "error.review.by"}
	case utf8.RuneCountInString(e.By) > mostRole, strings.ContainsFunc(e.By, bad):
		return e, &usageError{key: "error.review.role", args: []any{mostRole, o.by}}
	}
	e.Date = r.Day(s.now())
	if o.date != "" {
		day, err := time.Parse(time.DateOnly, o.date)
		if err != nil {
			return e, &usageError{key: "error.review.date", args: []any{o.date}}
		}
		given := content.Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()}
		if review.Earlier(e.Date, given) {
			return e, &usageError{key: "error.review.future", args: []any{o.date}}
		}
		e.Date = given
	}
	return e, nil
}

// reviews opens the records of the site and finds the pages that are named; nil with
// the exit code where that cannot be done.
func (s *session) reviews(inv invocation) (*generator.Reviews, []string, int) {
	source := inv.options.source
	if cfg, code := s.siteOf(source); cfg == nil {
		return nil, nil, code
	}
	r, found := generator.OpenReviews(source)
	if r == nil {
		s.tellFindings(found)
		return nil, nil, s.content("error.site")
	}
	var pages []string
	for _, name := range inv.args {
		page, ok := r.Find(name)
		if !ok {
			return nil, nil, s.content("error.review.none", name)
		}
		if !slices.Contains(pages, page) {
			pages = append(pages, page)
		}
	}
	return r, pages, exitFine
}

// reviewRecord is what review list --json prints of a page.
type reviewRecord struct {
	File  string       `json:"file"`
	Title string       `json:"title"`
	Draft bool         `json:"draft"`
	State string       `json:"state"` // none, partly, outdated or complete
	Steps []reviewStep `json:"steps"`
}

type reviewStep struct {
	Step  string `json:"step"`
	State string `json:"state"` // missing, unbound, outdated or signed
	Role  string `json:"role,omitempty"`
	By    string `json:"by,omitempty"`
	Date  string `json:"date,omitempty"`
	Text  string `json:"text,omitempty"`
}

// reviewList is the command review list.
func reviewList(ctx context.Context, s *session, inv invocation) int {
	r, pages, code := s.reviews(inv)
	if r == nil {
		return code
	}
	records, found, err := r.Records(ctx, pages)
	if err != nil {
		return s.machine(err)
	}
	s.tellFindings(found)
	code = exitFine
	if found.Errors() > 0 {
		code = exitContent
	}
	counts := map[review.Whole]int{}
	list := []reviewRecord{}
	for _, rec := range records {
		whole := review.Standing(rec.Steps, review.Wanted(r.Config.Review))
		counts[whole]++
		if inv.options.missing && whole == review.Complete {
			continue
		}
		if inv.options.json {
			list = append(list, newReviewRecord(rec, whole))
			continue
		}
		s.printRecord(rec, whole)
	}
	if inv.options.json {
		s.printJSON(list)
		return code
	}
	s.print(s.text("review.total", len(records), counts[review.Complete], counts[review.Partly], counts[review.Edited], counts[review.None]))
	return code
}

func newReviewRecord(rec generator.Record, whole review.Whole) reviewRecord {
	out := reviewRecord{File: "content/" + rec.Page.Path, Title: rec.Page.Title, Draft: rec.Page.Draft, State: whole.String()}
	for _, step := range rec.Steps {
		out.Steps = append(out.Steps, reviewStep{
			Step: step.Name, State: step.State.String(), Role: step.Role,
			By: step.Entry.By, Date: step.Entry.Date.String(), Text: step.Entry.Text,
		})
	}
	return out
}

// printRecord prints the state of a page, and a line for each step that was signed.
func (s *session) printRecord(rec generator.Record, whole review.Whole) {
	state := s.text("review." + whole.String())
	mark := s.outStyle.yellow
	if whole == review.Complete {
		mark = s.outStyle.bold
	}
	line := mark(state) + strings.Repeat(" ", max(1, 12-columns(state))) + printable("content/"+rec.Page.Path)
	if rec.Page.Draft {
		line += "  " + s.text("review.draft")
	}
	s.print(line)
	for _, step := range rec.Steps {
		if step.State == review.Missing {
			continue
		}
		words := []string{step.Entry.By, step.Entry.Date.String(), s.text("review.state." + step.State.String())}
		words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
		s.print("  " + pad(printable(step.Name), 8) + "  " + printable(strings.Join(words, "  ")))
	}
}

// reviewSheet is the command review sheet.
func reviewSheet(_ context.Context, s *session, inv invocation) int {
	r, pages, code := s.reviews(inv)
	if r == nil {
		return code
	}
	var sheets []review.Sheet
	for _, page := range pages {
		rec, found, err := r.Record(page)
		if err != nil {
			return s.machine(err)
		}
		if rec.Page == nil {
			s.tellFindings(found)
			return exitContent
		}
		sheets = append(sheets, review.NewSheet(r.Config, rec.Page, rec.Print, rec.Steps, r.Day(s.now()), s.words))
	}
	if file := inv.options.html; file != "" {
		return s.writeSheets(file, sheets)
	}
	for i, sheet := range sheets {
		if i > 0 {
			s.print("")
		}
		s.printSheet(sheet)
	}
	return exitFine
}

func (s *session) writeSheets(file string, sheets []review.Sheet) int {
	var b bytes.Buffer
	if err := review.WriteHTML(&b, sheets, s.words, s.text("sheet.language")); err != nil {
		return s.machine(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		return s.machine(err)
	}
	s.print(s.text("review.wrote", filepath.ToSlash(file)))
	return exitFine
}

// printSheet prints a sheet as text.
func (s *session) printSheet(sheet review.Sheet) {
	s.print(s.outStyle.bold(s.text("sheet.title")))
	facts := [][2]string{
		{"sheet.page", sheet.Title}, {"sheet.file", sheet.File}, {"sheet.print", sheet.Print}, {"sheet.state", sheet.State}, {"sheet.day", sheet.Day},
	}
	for _, f := range facts {
		s.print(pad(s.text(f[0]), 12) + printable(f[1]))
	}
	for _, part := range []struct {
		key  string
		rows []review.Row
	}{{"sheet.review", sheet.Steps}, {"sheet.proof", sheet.Proofs}, {"sheet.history", sheet.History}} {
		if len(part.rows) == 0 {
			continue
		}
		s.print("")
		s.print(s.outStyle.bold(s.text(part.key)))
		for _, row := range part.rows {
			s.print("  " + strings.TrimRight(pad(printable(row.Step), 14)+pad(printable(row.Role), 16)+pad(row.Date, 12)+printable(row.State), " "))
		}
	}
}
