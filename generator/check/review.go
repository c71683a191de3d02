package check

import (
	"slices"
	"strconv"
	"strings"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/prose"
	"touyan/generator/review"
	"touyan/generator/strict"
)

func reviewCodes() []Code {
	return []Code{
		{"review-missing", diag.Error, "review"},
		{"review-outdated", diag.Warning, "review"},
		{"review-order", diag.Error, "review"},
		{"review-unknown-step", diag.Error, "review"},
		{"review-unbound", diag.Hint, "review"},
		{"review-same-role", diag.Warning, "review"},
	}
}

// reviews holds the record of a page against the steps of the site, see package review.
func (c *Checker) reviews(p *Page, f *findings) {
	settings, record := c.config.Review, p.Content.Review
	if settings.Required == 0 && len(record) == 0 {
		return
	}
	for i, e := range record {
		if e.Step != "" && !slices.Contains(settings.Steps, e.Step) {
			f.entry(i, "step", "review-unknown-step", e.Step, strict.Nearest(e.Step, settings.Steps), strings.Join(settings.Steps, "、"))
		}
	}
	steps := review.Steps(settings, record, c.print(p))
	for _, s := range steps {
		switch s.State {
		case review.Outdated:
			f.entry(s.Index, "text", "review-outdated", s.Name, s.Entry.By, s.Entry.Date.String())
		case review.Unbound:
			f.entry(s.Index, "step", "review-unbound", s.Name)
		}
	}
	for _, d := range review.Disorders(steps) {
		f.entry(d.Step.Index, "step", "review-order", d.Step.Name, d.Before.Name)
	}
	if role := review.OneRole(steps); role != "" && len(review.Lacking(steps, len(steps))) == 0 {
		f.entry(steps[len(steps)-1].Index, "by", "review-same-role", role)
	}
	if lacking := review.Lacking(steps, settings.Required); len(lacking) > 0 && !p.Content.Draft {
		f.key("title", "review-missing", settings.Required, review.Names(lacking))
	}
}

// print returns the fingerprint of a page with a record, "" where it cannot be told.
func (c *Checker) print(p *Page) string {
	bound := func(e content.Review) bool { return e.Text != "" }
	if c.Source == nil || !slices.ContainsFunc(p.Content.Review, bound) {
		return ""
	}
	c.reviewedOnce.Do(func() { c.reviewed = review.NewFiles(c.Source) })
	print, _ := c.reviewed.Fingerprint(p.Content.Path, p.Pieces, p.Text[p.Body:]) // a file that cannot be read fails the build
	return print
}

// entry adds a finding at a value of an entry of the record.
func (f *findings) entry(i int, key, code string, args ...any) {
	path := "review." + strconv.Itoa(i) + "." + key
	for n := range f.page.Pieces {
		if p := &f.page.Pieces[n]; p.Kind == prose.Fact && p.Key == path {
			f.in(p, 0, len(p.Text), code, args...)
			return
		}
	}
	f.key("title", code, args...)
}
