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
	// Slug is the last part of its address.
	Slug string
	// Entries are from the greatest latest value to the least.
	Entries []Entry
	// Cases is how many cases give it: one may have it of two scopes.
	Cases int
}

// dimension tells indicators apart: what is measured, and in what.
type dimension struct{ name, unit string }

// Entry is one case's figures of an indicator.
type Entry struct {
	Case    *content.Page
	Outcome *content.Outcome
	// value is the latest figure in base units, by which entries are sorted, at the
	// place before that.
	value float64
	at    int
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
func indicators(cases []*content.Page) ([]*Indicator, map[dimension]*Indicator) {
	by := map[dimension]*Indicator{}
	var list []*Indicator
	for _, p := range cases {
		for i := range p.Outcomes {
			o := &p.Outcomes[i]
			if len(o.Figures) == 0 {
				continue
			}
			k := dimension{o.Indicator, o.Figures[0].Dimension}
			x := by[k]
			if x == nil {
				x = &Indicator{Name: k.name, Dimension: k.unit}
				by[k] = x
				list = append(list, x)
			}
			if n := len(x.Entries); n == 0 || x.Entries[n-1].Case != p {
				x.Cases++
			}
			x.Entries = append(x.Entries, Entry{p, o, Latest(o).Base(), len(x.Entries)})
		}
	}
	for _, x := range list {
		slices.SortFunc(x.Entries, func(a, b Entry) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.at, b.at)) })
	}
	slices.SortFunc(list, func(a, b *Indicator) int {
		return cmp.Or(cmp.Compare(len(b.Entries), len(a.Entries)), strings.Compare(a.Name, b.Name), strings.Compare(a.Dimension, b.Dimension))
	})
	indicatorSlugs(list)
	return list, by
}

// indicatorSlugs gives each indicator an address that does not depend on how many
// cases have it; see [Taxonomy].
func indicatorSlugs(list []*Indicator) {
	byName := slices.Clone(list)
	slices.SortFunc(byName, func(a, b *Indicator) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Dimension, b.Dimension))
	})
	taken := map[string]bool{"index": true}
	for i, x := range byName {
		name := x.Name
		if i > 0 && byName[i-1].Name == name {
			name += " " + x.Dimension
		}
		x.Slug = uniqueSlug(name, taken)
	}
}

// URL is the site path of the indicator's table.
func (x *Indicator) URL() string { return "indicators/" + x.Slug + ".html" }

// IndicatorOf returns the indicator of a case's outcome and the place of the
// outcome among its entries, or nil for an outcome without figures.
func (s *Site) IndicatorOf(o *content.Outcome) (x *Indicator, at int) {
	if len(o.Figures) == 0 {
		return nil, 0
	}
	x = s.byIndicator[dimension{o.Indicator, o.Figures[0].Dimension}]
	at, _ = slices.BinarySearchFunc(x.Entries, Latest(o).Base(), func(e Entry, value float64) int {
		return cmp.Compare(value, e.value)
	})
	for x.Entries[at].Outcome != o {
		at++
	}
	return x, at
}

// CommonScope returns the scope that most entries have; ok is false where no two
// have the same though there are several, so that none of them is the rule.
func (x *Indicator) CommonScope() (scope string, ok bool) {
	count := map[string]int{}
	for _, e := range x.Entries {
		count[e.Outcome.Scope]++
	}
	most := 0
	for s, n := range count {
		if n > most || n == most && s < scope {
			scope, most = s, n
		}
	}
	if most == 1 && len(count) > 1 {
		return "", false
	}
	return scope, true
}

// Readable returns the unit of a dimension in which figures up to a value are read
// best, and how many base units it is: 亿元 for hundreds of millions of 元.
func Readable(dimension string, largest float64) (unit string, factor float64) {
	switch dimension {
	case "%", "百分点", "小时", "月", "工作日":
		return dimension, 1
	case "公斤":
		if largest >= 1000 {
			return "吨", 1000
		}
		return dimension, 1
	}
	switch {
	case largest >= 1e8:
		return "亿" + dimension, 1e8
	case largest >= 1e4:
		return "万" + dimension, 1e4
	}
	return dimension, 1
}

// Change is how a figure changed from its first to its last year.
type Change struct {
	From, To content.Figure
	// Ratio is To over From in base units.
	Ratio float64
}

// ChangeOf compares the first and the last figure of an outcome. ok is false
// where there are not two of one dimension in different years or the first is
// not above zero, nor where the last is more than 10¹² times the first, which is a slip
// in one of them.
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
	return c, c.Ratio <= 1e12
}
