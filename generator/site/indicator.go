package site

import (
	"cmp"
	"slices"
	"strings"

	"touyan/generator/content"
)

// Indicator is a figure that cases give under the same name and in the same
// dimension, so that they can stand in one table.
type Indicator struct {
	Name string
	// Dimension is the base unit: 元 for 万元 and 亿元; 人 and 人次 differ.
	Dimension string
	// Entries are from the greatest latest value to the least.
	Entries []Entry
}

// Entry is one case's figures of an indicator.
type Entry struct {
	Case    *content.Page
	Outcome *content.Outcome
}

// Latest returns the figure of the latest year, the last given where years are
// equal or missing.
func Latest(o *content.Outcome) content.Figure {
	latest := o.Figures[0]
	for _, f := range o.Figures[1:] {
		if f.Year >= latest.Year {
			latest = f
		}
	}
	return latest
}

// Scopes reports whether the entries are of more than one scope, so that their
// figures are not alike.
func (x *Indicator) Scopes() bool {
	for _, e := range x.Entries[1:] {
		if e.Outcome.Scope != x.Entries[0].Outcome.Scope {
			return true
		}
	}
	return false
}

// indicators groups the outcomes of all cases.
func indicators(cases []*content.Page) []*Indicator {
	type key struct{ name, dimension string }
	by := map[key]*Indicator{}
	var list []*Indicator
	for _, p := range cases {
		for i := range p.Outcomes {
			o := &p.Outcomes[i]
			if len(o.Figures) == 0 {
				continue
			}
			k := key{o.Indicator, o.Figures[0].Dimension}
			if by[k] == nil {
				by[k] = &Indicator{Name: k.name, Dimension: k.dimension}
				list = append(list, by[k])
			}
			by[k].Entries = append(by[k].Entries, Entry{p, o})
		}
	}
	for _, x := range list {
		slices.SortStableFunc(x.Entries, func(a, b Entry) int {
			return cmp.Compare(Latest(b.Outcome).Base(), Latest(a.Outcome).Base())
		})
	}
	slices.SortFunc(list, func(a, b *Indicator) int {
		return cmp.Or(cmp.Compare(len(b.Entries), len(a.Entries)), strings.Compare(a.Name, b.Name), strings.Compare(a.Dimension, b.Dimension))
	})
	return list
}

// Change is how a figure changed from its first to its last year.
type Change struct {
	From, To content.Figure
	// Ratio is To over From in base units.
	Ratio float64
}

// ChangeOf compares the first and the last figure of an outcome. ok is false
// where there are not two of one dimension in different years or the first is
// not above zero.
func ChangeOf(o *content.Outcome) (c Change, ok bool) {
	if len(o.Figures) < 2 {
		return c, false
	}
	c.From, c.To = o.Figures[0], o.Figures[0]
	for _, f := range o.Figures[1:] {
		if f.Year < c.From.Year {
			c.From = f
		}
		if f.Year > c.To.Year {
			c.To = f
		}
	}
	if c.From.Year == c.To.Year || c.From.Dimension != c.To.Dimension || c.From.Base() <= 0 {
		return c, false
	}
	c.Ratio = c.To.Base() / c.From.Base()
	return c, true
}
