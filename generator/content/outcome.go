package content

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// outcomeForm is an outcome as written.
type outcomeForm struct {
	Indicator    string `key:"indicator"`
	Unit         string `key:"unit"`
	Values       figure `key:"values"`
	Value        figure `key:"value"`
	Year         figure `key:"year"`
	Approx       bool   `key:"approx"`
	YearInferred bool   `key:"year_inferred"`
	Scope        string `key:"scope"`
	Note         string `key:"note"`
}

// figure keeps a value for later, when the unit is known.
type figure struct{ node *strict.Node }

// DecodeNode keeps the node.
func (f *figure) DecodeNode(n *strict.Node, _ *diag.List) { f.node = n }

// outcome reads an outcome from its form and its node: its figures are either
// values, a map from years to numbers, or one value with a year.
func outcome(form outcomeForm, n *strict.Node, l *diag.List) Outcome {
	o := Outcome{
		Indicator: strings.TrimSpace(form.Indicator), Unit: strings.TrimSpace(form.Unit),
		YearInferred: form.YearInferred, Scope: form.Scope, Note: form.Note,
	}
	if n == nil || n.Kind != strict.Map {
		return o // null, or reported as a wrong type
	}
	if o.Indicator == "" && (n.Get("indicator") == nil || n.Get("indicator").Text == "") {
		l.Add(n.Pos, "missing-key", "indicator")
	}
	r := figureReader{outcome: &o, form: form, list: l, unitPos: n.Pos}
	if u := n.Get("unit"); u != nil {
		r.unitPos = u.Pos
	}
	r.read(n)
	return o
}

// figureReader reads the figures of one outcome.
type figureReader struct {
	outcome *Outcome
	form    outcomeForm
	list    *diag.List
	// unitPos is the place of the unit or, without one, of the outcome.
	unitPos diag.Position
	// badUnit says that the unit was reported.
	badUnit bool
}

func (r *figureReader) read(n *strict.Node) {
	values, value, year := r.form.Values.node, r.form.Value.node, r.form.Year.node
	switch {
	case values != nil && value != nil:
		r.list.Add(n.Entry("value").Pos, "outcome-both", "values", "value")
		return
	case values != nil && year != nil:
		r.list.Add(n.Entry("year").Pos, "outcome-both", "values", "year")
	case values != nil && values.Kind != strict.Map:
		r.list.Add(values.Pos, "wrong-type-values")
		return
	}
	given := 0
	switch {
	case values != nil:
		for i, e := range values.Entries {
			if i > 0 && e.Value.Kind == strict.Null && !isYear(e.Key) && startsDigit(e.Key) {
				// {2022: 1,234} is cut at the comma: the rest looks like a key.
				before := values.Entries[i-1].Value
				r.list.Add(before.Pos, "comma-in-figure", cut(before.Text+","+e.Key))
				given++
				continue
			}
			if e.Value.Kind != strict.Null {
				given++
				r.figure(r.year(e.Key, e.Pos), e.Value)
			}
		}
	case value != nil:
		given++
		y := 0
		if year != nil {
			y = r.year(year.Text, year.Pos)
		}
		r.figure(y, value)
	}
	if given == 0 {
		r.list.Add(n.Pos, "outcome-without-number", cut(r.outcome.Indicator))
	}
	r.settle()
}

func startsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func isYear(s string) bool {
	y, err := strconv.Atoi(s)
	return err == nil && len(s) == 4 && y >= firstYear && y <= lastYear
}

func (r *figureReader) year(s string, pos diag.Position) int {
	if !isYear(s) {
		r.list.Add(pos, "bad-year", cut(s), likelyYear(s))
		return 0
	}
	y, _ := strconv.Atoi(s)
	return y
}

// likelyYear returns the year that a text may mean, or a sample.
func likelyYear(s string) string {
	fixed := strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1").Replace(narrow(s))
	for i := 0; i+4 <= len(fixed); i++ {
		if isYear(fixed[i : i+4]) {
			return fixed[i : i+4]
		}
	}
	return "2022"
}

// figure reads one number of the outcome.
func (r *figureReader) figure(year int, n *strict.Node) {
	if !n.IsScalar() {
		r.list.Add(n.Pos, "wrong-type-number", "value")
		return
	}
	q, fault := ParseQuantity(n.Text, r.outcome.Unit)
	switch fault.Code {
	case "":
		q.Approx = q.Approx || r.form.Approx
		if all := r.outcome.Figures; len(all) > 0 && all[0].Dimension != q.Dimension {
			r.list.Add(n.Pos, "unit-conflict", q.Unit, all[0].Unit)
		}
		r.outcome.Figures = append(r.outcome.Figures, Figure{year, q})
	case "bad-unit", "missing-unit":
		if !r.badUnit {
			r.list.Add(r.unitPos, fault.Code, fault.Args...)
		}
		r.badUnit = true
	default:
		r.list.Add(n.Pos, fault.Code, fault.Args...)
	}
}

// settle orders the figures and names the outcome's unit.
func (r *figureReader) settle() {
	o := r.outcome
	slices.SortStableFunc(o.Figures, func(a, b Figure) int { return cmp.Compare(a.Year, b.Year) })
	if o.Unit == "" && len(o.Figures) > 0 {
		o.Unit = o.Figures[0].Unit
	}
}
