// Package review holds the record of reviews (三审三校): which steps a page has
// passed, and for which text. It reads the record of a page's front matter, tells what
// it is worth today, adds to it and prints it.
//
// # What is reviewed
//
// An entry of the record names the step, who signed by role, the day, and the
// fingerprint of what was reviewed:
//
//	review:
//	  - {step: 初审, by: 责任编辑, date: 2026-01-31, text: 3f9a2c41d0b7e865}
//
// The fingerprint ([Fingerprint]) is 16 hexadecimal digits, the first of a SHA-256 of
//
//   - the front matter as it reads: each value with its key, whatever the format, the
//     order of keys and the quotes; but for the keys that say when a page is published
//     and not what: review, draft, publish_date, expiry_date. Comments are no part of it;
//   - the body as it is written, comments too;
//   - the files of the page's bundle, and those that it shows or offers from elsewhere
//     (see [Attached]), each by its name and its bytes.
//
// White space at the ends of lines, line ends, a byte order mark and empty lines at the
// body's ends do not count. Whatever else is edited, the fingerprint changes, and what
// was signed before is outdated.
//
// # What counts
//
// The newest entry of a step counts; older ones are its history. See [State]. Steps
// are passed in their order: one counts only while those before it do.
package review

import (
	"slices"
	"strings"

	"touyan/generator/config"
	"touyan/generator/content"
)

// State is what a step of a page is worth.
type State uint8

// The states of a step.
const (
	// Missing is a step that nobody signed.
	Missing State = iota
	// Unbound is one noted without a fingerprint: nobody knows for which text.
	Unbound
	// Outdated is one signed for a text that was edited since.
	Outdated
	// Signed is one signed for the text as it is.
	Signed
)

// String returns missing, unbound, outdated or signed.
func (s State) String() string {
	return [...]string{"missing", "unbound", "outdated", "signed"}[s]
}

// Step is a step of the site with what a page's record says of it.
type Step struct {
	Name string
	// Role is who signs it by the site's settings, or "".
	Role  string
	State State
	// Entry is the newest of the step, Index its place in the record; -1 where there
	// is none.
	Entry content.Review
	Index int
}

// Steps returns what a record says of the steps of a site, in their order. print is
// the fingerprint of the page as it is; where it is "", nothing is outdated.
func Steps(c config.Review, record []content.Review, print string) []Step {
	list := make([]Step, len(c.Steps))
	for i, name := range c.Steps {
		list[i] = Step{Name: name, Index: -1}
		if i < len(c.Roles) {
			list[i].Role = c.Roles[i]
		}
	}
	for i, e := range record {
		at := slices.Index(c.Steps, e.Step)
		if at < 0 {
			continue
		}
		s := &list[at]
		s.Entry, s.Index, s.State = e, i, Outdated
		switch {
		case e.Text == "":
			s.State = Unbound
		case e.Text == print || print == "":
			s.State = Signed
		}
	}
	return list
}

// Wanted is how many steps a page must have passed: those required, or all.
func Wanted(c config.Review) int {
	if c.Required > 0 {
		return c.Required
	}
	return len(c.Steps)
}

// Lacking returns those of the first n steps that do not count.
func Lacking(steps []Step, n int) []Step {
	var list []Step
	for _, s := range steps[:min(n, len(steps))] {
		if s.State != Signed {
			list = append(list, s)
		}
	}
	return list
}

// Disorder is a step that counts or was noted though one before it was not passed, or
// only on a later day.
type Disorder struct{ Step, Before Step }

// Disorders returns the steps that are out of order.
func Disorders(steps []Step) []Disorder {
	var list []Disorder
	for i, s := range steps {
		for _, before := range steps[:i] {
			if isAhead(s, before) {
				list = append(list, Disorder{s, before})
				break
			}
		}
	}
	return list
}

func isAhead(s, before Step) bool {
	switch {
	case s.State == Missing, s.State == Outdated:
		return false
	case s.State == Signed && before.State != Signed, before.State == Missing:
		return true
	}
	return s.Entry.Text == before.Entry.Text && Earlier(s.Entry.Date, before.Entry.Date)
}

// Earlier reports whether a date lies before another, as far as both are known.
func Earlier(a, b content.Date) bool {
	switch {
	case a.IsZero() || b.IsZero():
		return false
	case a.Year != b.Year:
		return a.Year < b.Year
	case a.Month == 0 || b.Month == 0 || a.Month != b.Month:
		return a.Month < b.Month && a.Month != 0
	}
	return a.Day != 0 && a.Day < b.Day
}

// OneRole returns the role that signed all steps that count, where there are several
// and one person did the work of all; else "".
func OneRole(steps []Step) string {
	role, n := "", 0
	for _, s := range steps {
		switch {
		case s.State != Signed:
			continue
		case n > 0 && s.Entry.By != role:
			return ""
		}
		role, n = s.Entry.By, n+1
	}
	if n < 2 {
		return ""
	}
	return role
}

// Names lists steps for people: each with the role that is to sign it, or that signed
// it before an edit.
func Names(steps []Step) string {
	var list []string
	for _, s := range steps {
		role := s.Role
		if role == "" {
			role = s.Entry.By
		}
		if role != "" {
			list = append(list, s.Name+"（"+role+"）")
			continue
		}
		list = append(list, s.Name)
	}
	return strings.Join(list, "、")
}
