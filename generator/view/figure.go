package view

import (
	"math"
	"strconv"
	"strings"

	"touyan/generator/content"
	"touyan/generator/site"
)

// newFigure makes a figure; its Share is filled in by NewOutcome.
func newFigure(f content.Figure) Figure {
	return Figure{
		Year: f.Year, Number: strconv.FormatFloat(f.Value, 'f', -1, 64),
		Unit: f.Unit, Approx: f.Approx, About: f.About, Value: f.Base(),
	}
}

// NewOutcome makes the view of an outcome.
func NewOutcome(o *content.Outcome) Outcome {
	out := Outcome{Indicator: o.Indicator, YearInferred: o.YearInferred, Scope: o.Scope, Note: o.Note}
	largest := 0.0
	for _, f := range o.Figures {
		largest = math.Max(largest, math.Abs(f.Base()))
	}
	for _, f := range o.Figures {
		v := newFigure(f)
		if largest > 0 {
			v.Share = int(math.Round(100 * math.Max(f.Base(), 0) / largest))
		}
		out.Figures = append(out.Figures, v)
	}
	if c, ok := site.ChangeOf(o); ok {
		out.Change = newChange(c)
	}
	return out
}

// newChange puts a change in words: times, percent, and the average of a year
// (the geometric mean, (to/from)^(1/years)-1) where there is more than one.
func newChange(c site.Change) *Change {
	v := &Change{
		From: c.From.Year, To: c.To.Year, Ratio: c.Ratio,
		Times:   times(c.Ratio),
		Percent: percent(c.Ratio - 1),
		Approx:  c.From.Approx || c.To.Approx,
		Mixed:   c.From.Unit != c.To.Unit,
	}
	if years := c.To.Year - c.From.Year; years > 1 && c.From.Year > 0 && c.Ratio > 0 {
		v.Yearly = percent(math.Pow(c.Ratio, 1/float64(years)) - 1)
	}
	return v
}

// most is the ratio from which a change is said in whole times alone: a percentage
// of a million and more says nothing.
const most = 9999.995

// times writes a ratio with two decimals, from 10,000 on without, or nothing where
// nothing is left of the first figure.
func times(x float64) string {
	switch {
	case x < 0.005:
		return ""
	case x < most:
		return strconv.FormatFloat(x, 'f', 2, 64)
	}
	return strconv.FormatFloat(x, 'f', 0, 64)
}

// percent writes a share with its sign and one decimal, or nothing from 10,000
// times on.
func percent(x float64) string {
	if x+1 >= most {
		return ""
	}
	s := strconv.FormatFloat(100*x, 'f', 1, 64) + "%"
	if !strings.HasPrefix(s, "-") {
		s = "+" + s
	}
	return s
}
