package config

import (
	"fmt"
	"slices"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// Check sets the checks before publishing.
type Check struct {
	// Codes are what findings weigh, by code: off, hint, warning or error.
	Codes Severities `key:"codes"`
	// Phones and Emails are those of organisations, which may stand in pages.
	Phones []string `key:"phones"`
	Emails []string `key:"emails"`
	// Wording are the site's own lexicons, files below the site's folder.
	Wording []string `key:"wording"`
	// Stale is after how many days without a new page a section is stale, by section;
	// 0 for never.
	Stale Days `key:"stale"`
	// Ignore are findings that stand, of files that can hold no remark.
	Ignore []Ignore `key:"ignore"`
}

// Ignore passes over the findings of a code in a file.
type Ignore struct {
	Path   string `key:"path"` // below the site's folder: content/cases/x/plan.pdf
	Code   string `key:"code"`
	Reason string `key:"reason"` // required
}

// Review sets the record of reviews (三审三校).
type Review struct {
	// Required is how many steps a page must have passed to be published; 0 for none.
	Required int `key:"required"`
	// Steps are their names in order: 初审, 复审, 终审.
	Steps []string `key:"steps"`
	// Roles are who signs the steps, in the same order: 责任编辑, 编辑部主任, 总编辑.
	// None are named where it is empty.
	Roles []string `key:"roles"`
}

// Severities are the words off, hint, warning and error by code.
type Severities map[string]string

// DecodeNode reads the severities.
func (s *Severities) DecodeNode(n *strict.Node, l *diag.List) {
	*s = Severities{}
	each(n, "codes", l, func(e strict.Entry) {
		value := strict.Text(e.Value, e.Key, l)
		if !slices.Contains(weights(), value) {
			l.Add(e.Value.Pos, "bad-severity", value, strict.Nearest(value, weights()))
			return
		}
		(*s)[e.Key] = value
	})
}

func weights() []string { return []string{"off", "hint", "warning", "error"} }

// Days are numbers of days by section.
type Days map[string]int

// mostDays is the most days that a section may go without a page: ten years.
const mostDays = 3650

// DecodeNode reads the days; those of other sections stay as they are.
func (d *Days) DecodeNode(n *strict.Node, l *diag.List) {
	days := Days{}
	for section, n := range *d {
		days[section] = n
	}
	each(n, "stale", l, func(e strict.Entry) {
		var one struct {
			Days int `key:"days"`
		}
		holder := &strict.Node{Kind: strict.Map, Pos: e.Pos, Entries: []strict.Entry{{Key: "days", Pos: e.Pos, Value: e.Value}}}
		strict.Decode(holder, &one, l)
		if one.Days < 0 || one.Days > mostDays {
			l.Add(e.Value.Pos, "number-out-of", fmt.Sprintf("check.stale.%s", e.Key), 0, mostDays)
			return
		}
		days[e.Key] = one.Days
	})
	*d = days
}

// each calls do for the entries of a map that have a value.
func each(n *strict.Node, key string, l *diag.List, do func(strict.Entry)) {
	if n == nil || n.Kind == strict.Null || !strict.WantMap(n, key, l) {
		return
	}
	for _, e := range n.Entries {
		if e.Value != nil && e.Value.Kind != strict.Null {
			do(e)
		}
	}
}

// checks checks the settings of the checks and of the reviews.
func (r *reader) checks(c *Config, d *Config) {
	r.between("review.required", &c.Review.Required, 0, 0, len(c.Review.Steps))
	if len(c.Review.Steps) == 0 {
		c.Review.Steps = d.Review.Steps
	}
	if n := len(c.Review.Roles); n > 0 && n != len(c.Review.Steps) {
		r.fail("review-roles", "review.roles", n, len(c.Review.Steps))
		c.Review.Roles = nil
	}
	for i, g := range c.Check.Ignore {
		key := fmt.Sprintf("check.ignore.%d", i)
		for _, part := range []struct{ name, value string }{{"path", g.Path}, {"code", g.Code}, {"reason", g.Reason}} {
			if part.value == "" {
				r.fail("missing-key", key, part.name)
			}
		}
	}
	for i := range c.Check.Wording {
		r.sitePath(fmt.Sprintf("check.wording.%d", i), &c.Check.Wording[i], "")
	}
}
