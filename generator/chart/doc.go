// Package chart draws the figures of one indicator and the members of an
// alliance as static SVG: pure functions over the small structs of this package,
// which append to a byte slice. The same input gives the same bytes.
//
// # What is drawn from what
//
// [KindOf] chooses by the points: one percentage between 0 and 100 is a share,
// three or more points with years that differ are a line, any other two or more
// are bars; a single number and a value that is not finite are not drawn.
//
//   - Bars ([AppendBar]) are one picture a row, for the rows of a table: so the
//     text stays text, and wraps and grows as the page does. All start at the
//     zero line. A value that is not 0 has at least a visible sliver.
//   - A line ([Line]) has years at their true distance, so that a year without a
//     figure stays a gap, and a scale that begins at 0 (0 to 100 for percentages
//     within these). Where positive values span a factor of 1,000 or more, the
//     scale is logarithmic and says so.
//   - A network ([Network]) has the alliance in the middle, roles on both sides
//     of it, members beside their role. Names are set level in at most two lines,
//     so that no line crosses text.
//
// # Styles
//
// The SVG has classes and no colours or fonts of its own: a theme's style sheet
// gives them. Sizes are made for text of [TextSize] user units; the pictures fit
// into a width of [LineWidth] and [NetworkWidth] units. Widths of text are
// estimated on the safe side, since the reader's fonts are not known.
//
// A picture that says something by itself has role="img" and its words in
// aria-label: an id, as aria-labelledby needs, would have to be unique on the
// page, which a function of one outcome cannot promise. Bars are hidden from
// screen readers, because their row says the same in words.
package chart

// Sizes in user units, which are CSS pixels at a scale of 1.
const (
	// TextSize is the size of all text but a network's, whose members' names
	// are set a little larger.
	TextSize = 12.0
	// LineWidth is the width of a line's picture: it fits a card on a phone of
	// 320 pixels at a scale of 0.9.
	LineWidth = 270.0
	// NetworkWidth is the width of a network's picture. It is not for phones.
	NetworkWidth = 700.0
)

// Kind is a way to draw the figures of an indicator.
type Kind int

// The ways to draw.
const (
	None  Kind = iota // nothing to draw beyond the number itself
	Share             // one percentage as a part of 100
	Bars              // a bar for each value
	Years             // a line over years
)

// Point is one figure.
type Point struct {
	Year   int     // 0 where it is not known
	Value  float64 // in the base unit of the indicator, such as 元
	Number string  // as written, such as 4.7
	Unit   string  // as written, such as 万元; may be empty
	Approx bool    // not exact: at least so much or, with About, more or less
	About  bool
}

// Mark is the sign before a figure that is not exact: ≥ before one that is at
// least so much, ≈ before one that is about so much, nothing before others.
func Mark(approx, about bool) string {
	switch {
	case !approx:
		return ""
	case about:
		return "≈"
	}
	return "≥"
}

// KindOf returns how to draw points, which are in the order of their years.
func KindOf(points []Point) Kind {
	years := true
	for i, p := range points {
		if !drawable(p.Value) {
			return None
		}
		years = years && p.Year > 0 && (i == 0 || p.Year > points[i-1].Year)
	}
	switch n := len(points); {
	case n == 1 && within100(points):
		return Share
	case n < 2:
		return None
	case n > 2 && years:
		return Years
	}
	return Bars
}

// drawable reports whether a value can stand on a scale: it is a number, and its
// sums with others are.
func drawable(v float64) bool { return v >= -1e100 && v <= 1e100 }

// within100 reports whether all points are percentages between 0 and 100. Their
// base unit is %, that of ‰ and 成 too.
func within100(points []Point) bool {
	for _, p := range points {
		switch p.Unit {
		case "%", "‰", "成":
		default:
			return false
		}
		if p.Value < 0 || p.Value > 100 {
			return false
		}
	}
	return true
}
