package view

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"touyan/generator/content"
	"touyan/generator/site"
)

// Indicators is the overview of 同类指标: the figures that two or more cases give.
type Indicators struct {
	Page
	// Groups are by family of units, that of most indicators first. The Title of one
	// names the units of its tables (元 · 万元); its Children are the indicators with
	// how many cases give them, the commonest first.
	Groups []TermGroup
}

// Indicator is 同类指标 of one indicator: who stands where.
type Indicator struct {
	Page
	Slug   string  // the last part of the address of all its pages
	Unit   string  // the unit that all figures are converted to for reading: 万元
	Factor float64 // how many base units Unit is
	Cases  int     // how many cases give it
	Total  int     // how many rows all pages have
	Rows   []IndicatorRow
	// Scopes says that not all figures cover the same; Scope is what most cover,
	// "" where none is the rule or most do not say.
	Scopes bool
	Scope  string
	Units  []Unit    // as written, and those to choose from
	Mixed  bool      // figures were written in more than one unit
	Years  bool      // the latest figures are not all of one year
	Gaps   []Missing // like cases that do not give it
	Pager  Pager     // the way through its pages
}

// IndicatorRow is one case's figures in the table of an indicator.
type IndicatorRow struct {
	ID     string  // the row's anchor
	Rank   int     // from 1; equal figures share one
	Case   Link    // who has it
	Region string  // where, or ""
	First  *Figure // the earliest figure, or none where there is one only
	Last   Figure  // the latest, by which rows are sorted; Share is of the largest of all
	Value  string  // Last in the unit of the table
	Change *Change // from First to Last
	Scope  string  // what the figures cover, or ""
	// Odd says that they cover something else than those of most cases.
	Odd          bool
	YearInferred bool // the source does not write the year
}

// Unit is a unit that one's own figures can be given in.
type Unit struct {
	Title  string  // 万元
	Factor float64 // how many base units it is
}

// Missing is the cases that have a type or a problem in common with most of an
// indicator's and do not give the figure.
type Missing struct {
	Kind  string // type or problem
	Of    Link   // the list of the value
	Count int    // how many cases lack the figure
	Cases []Link // the newest of them, at most 8
}

// rowsOfTable is how many rows one page of an indicator's table has, maxGaps how
// many cases without the figure are named, and sharedBy how many cases an
// indicator needs for a table.
const (
	rowsOfTable = 100
	maxGaps     = 8
	sharedBy    = 2
)

const indicatorsPath = "indicators/index.html"

// shared returns the indicators that have a table.
func (m *maker) shared() []*site.Indicator {
	list := m.Site.Indicators
	n := slices.IndexFunc(list, func(x *site.Indicator) bool { return len(x.Entries) < sharedBy })
	if n >= 0 {
		list = list[:n]
	}
	return slices.DeleteFunc(slices.Clone(list), func(x *site.Indicator) bool { return x.Cases < sharedBy })
}

// indicators yields the overview and the tables of all shared indicators.
func (m *maker) indicators(yield yielder) bool {
	shared := m.shared()
	if len(shared) == 0 {
		return true
	}
	above := Link{Title: m.o.Words("title.indicators"), URL: indicatorsPath}
	if !yield(indicatorsPath, func() View { return m.indicatorOverview(above, shared) }) {
		return false
	}
	for _, x := range shared {
		pages := (len(x.Entries) + rowsOfTable - 1) / rowsOfTable
		frame := once(m, func() *Indicator { return m.indicatorFrame(x, above) })
		for n := 1; n <= pages; n++ {
			if !yield(pagePath(x.URL(), n), func() View { return m.indicatorPage(frame(), x, n, pages) }) {
				return false
			}
		}
	}
	return true
}

func (m *maker) indicatorOverview(self Link, shared []*site.Indicator) View {
	v := &Indicators{Page: m.page(self.URL, self.Title, m.o.Words("title.indicators-lead"))}
	v.Groups = indicatorGroups(shared)
	return v
}

// indicatorLinks leads to the tables of the commonest indicators, at most n.
func indicatorLinks(shared []*site.Indicator, n int) []Link {
	var links []Link
	for _, x := range shared[:min(n, len(shared))] {
		links = append(links, Link{Title: x.Name, URL: x.URL(), Count: x.Cases})
	}
	return links
}

// indicatorGroups puts indicators of one base unit together.
func indicatorGroups(shared []*site.Indicator) []TermGroup {
	var groups []TermGroup
	var bases []string
	units := map[string][]Unit{}
	for _, x := range shared {
		i := slices.Index(bases, x.Dimension)
		if i < 0 {
			i = len(groups)
			groups = append(groups, TermGroup{})
			bases = append(bases, x.Dimension)
		}
		if u, _ := tableUnit(x); !slices.Contains(units[x.Dimension], u) {
			units[x.Dimension] = append(units[x.Dimension], u)
		}
		groups[i].Children = append(groups[i].Children, Link{Title: x.Name, URL: x.URL(), Count: x.Cases})
	}
	for i, base := range bases {
		groups[i].Title = unitNames(units[base])
	}
	slices.SortStableFunc(groups, func(a, b TermGroup) int { return len(b.Children) - len(a.Children) })
	return groups
}

// unitNames names units from the smallest, at most maxUnits.
func unitNames(units []Unit) string {
	slices.SortFunc(units, func(a, b Unit) int {
		return cmp.Or(cmp.Compare(a.Factor, b.Factor), strings.Compare(a.Title, b.Title))
	})
	var names []string
	for _, u := range units[:min(maxUnits, len(units))] {
		names = append(names, u.Title)
	}
	return strings.Join(names, " · ")
}

// tableUnit returns the unit of an indicator's table, which is the one that all
// figures are written in or else the one that reads best, and the units written.
func tableUnit(x *site.Indicator) (unit Unit, written []Unit) {
	for _, e := range x.Entries {
		for _, f := range e.Outcome.Figures {
			if !slices.ContainsFunc(written, func(u Unit) bool { return u.Title == f.Unit }) && len(written) < maxUnits {
				written = append(written, Unit{f.Unit, f.Factor})
			}
		}
	}
	if len(written) == 1 {
		return written[0], written
	}
	title, factor := site.Readable(x.Dimension, site.Latest(x.Entries[0].Outcome).Base())
	return Unit{title, factor}, written
}

// indicatorFrame is what all pages of an indicator have in common.
func (m *maker) indicatorFrame(x *site.Indicator, above Link) *Indicator {
	v := &Indicator{
		Page: m.page(x.URL(), x.Name, m.o.Words("title.indicator-lead"), above),
		Slug: x.Slug, Cases: x.Cases, Total: len(x.Entries), Scopes: x.Scopes(), Gaps: m.gaps(x),
	}
	v.Scope, _ = x.CommonScope()
	year := site.Latest(x.Entries[0].Outcome).Year
	for _, e := range x.Entries {
		v.Years = v.Years || site.Latest(e.Outcome).Year != year
	}
	unit, written := tableUnit(x)
	v.Unit, v.Factor, v.Units, v.Mixed = unit.Title, unit.Factor, written, len(written) > 1
	if !slices.ContainsFunc(written, func(u Unit) bool { return u.Title == unit.Title }) {
		v.Units = append(v.Units, unit)
	}
	return v
}

// maxUnits bounds the units to choose from.
const maxUnits = 12

func (m *maker) indicatorPage(frame *Indicator, x *site.Indicator, n, pages int) *Indicator {
	v := *frame
	if n > 1 {
		v.Page = m.page(pagePath(x.URL(), n), x.Name, frame.Description, frame.Breadcrumbs[1:]...)
		v.Gaps = nil
	}
	v.Menu = slices.Clone(v.Menu)
	from := (n - 1) * rowsOfTable
	largest := site.Latest(x.Entries[0].Outcome).Base()
	common, rule := x.CommonScope()
	for at := from; at < min(from+rowsOfTable, len(x.Entries)); at++ {
		row := m.indicatorRow(x, at, frame)
		row.Odd = frame.Scopes && (!rule || row.Scope != common)
		if largest > 0 {
			row.Last.Share = max(0, int(100*row.Last.Value/largest+.5))
		}
		v.Rows = append(v.Rows, row)
	}
	v.Pager = pager(x.URL(), n, pages)
	return &v
}

func (m *maker) indicatorRow(x *site.Indicator, at int, frame *Indicator) IndicatorRow {
	e := x.Entries[at]
	last := site.Latest(e.Outcome)
	row := IndicatorRow{
		ID: rowID(e), Rank: at + 1, Case: Link{Title: e.Case.Title, URL: content.OutputPath(e.Case)},
		Region: strings.Join(e.Case.Region, " "), Last: newFigure(last), Scope: e.Outcome.Scope,
		YearInferred: e.Outcome.YearInferred, Value: readNumber(last.Base() / frame.Factor),
	}
	for row.Rank > 1 && site.Latest(x.Entries[row.Rank-2].Outcome).Base() == last.Base() {
		row.Rank--
	}
	if c, ok := site.ChangeOf(e.Outcome); ok {
		first := newFigure(c.From)
		row.First, row.Change = &first, newChange(c)
	}
	return row
}

// rowID is the anchor of a case's row; its further outcomes of the same indicator,
// which are of other scopes, have a number.
func rowID(e site.Entry) string {
	id := strings.TrimSuffix(strings.TrimPrefix(content.OutputPath(e.Case), "cases/"), ".html")
	id = "case-" + strings.ReplaceAll(id, "/", "--")
	n := 1
	for i := range e.Case.Outcomes {
		o := &e.Case.Outcomes[i]
		switch {
		case o == e.Outcome && n > 1:
			return fmt.Sprintf("%s_%d", id, n)
		case o == e.Outcome:
			return id
		case o.Indicator == e.Outcome.Indicator && len(o.Figures) > 0 && o.Figures[0].Dimension == e.Outcome.Figures[0].Dimension:
			n++
		}
	}
	return id
}

// readNumber writes a converted number with as many decimals as say something.
func readNumber(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	if x != 0 && x < 0.1 && x > -0.1 {
		s = strconv.FormatFloat(x, 'f', 5, 64)
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// peersLink leads from a case's outcome to its row in the indicator's table; it has
// no address where no other case gives the figure.
func (m *maker) peersLink(p *content.Page, o *content.Outcome) Link {
	x, at := m.IndicatorOf(o)
	if x == nil || x.Cases < sharedBy {
		return Link{}
	}
	page := pagePath(x.URL(), at/rowsOfTable+1)
	return Link{Title: x.Name, URL: page + "#" + rowID(x.Entries[at]), Count: x.Cases}
}

// gaps counts the cases without the figure of the type, and of the problem, that
// most of an indicator's cases have.
func (m *maker) gaps(x *site.Indicator) []Missing {
	has := map[*content.Page]bool{}
	types, problems := map[string]int{}, map[string]int{}
	for _, e := range x.Entries {
		if has[e.Case] {
			continue
		}
		has[e.Case] = true
		types[e.Case.Type]++
		for _, p := range e.Case.Problems {
			problems[p]++
		}
	}
	var list []Missing
	for _, kind := range []struct {
		name   string
		counts map[string]int
	}{{"type", types}, {"problem", problems}} {
		value, n := commonest(kind.counts)
		t := m.Term(kind.name, value)
		if t == nil || 2*n < len(has) || len(t.Cases) == n {
			continue
		}
		gap := Missing{Kind: kind.name, Of: m.termLink(kind.name, value), Count: len(t.Cases) - n}
		for _, p := range t.Cases {
			if len(gap.Cases) == maxGaps {
				break
			}
			if !has[p] {
				gap.Cases = append(gap.Cases, Link{Title: p.Title, URL: content.OutputPath(p)})
			}
		}
		list = append(list, gap)
	}
	return list
}

// commonest returns the value of the highest count, of equal ones the first.
func commonest(counts map[string]int) (value string, n int) {
	for v, c := range counts {
		if c > n || c == n && v < value {
			value, n = v, c
		}
	}
	return value, n
}

// Layout names the template.
func (*Indicators) Layout() string { return "indicators" }

// Layout names the template.
func (*Indicator) Layout() string { return "indicator" }
