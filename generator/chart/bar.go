package chart

import "math"

// barWidth is the user units of a bar's picture, which is drawn out to the width
// that it is given; sliver is the least length of a bar that is not 0.
const (
	barWidth = 1000.0
	sliver   = 8.0
)

// Domain is the span of values that bars share.
type Domain struct{ lo, hi float64 }

// DomainOf returns the span of points: from 0 or the least to 0 or the greatest,
// and 0 to 100 for percentages within these.
func DomainOf(points []Point) Domain {
	var d Domain
	if within100(points) {
		d.hi = 100
	}
	for _, p := range points {
		d.lo, d.hi = math.Min(d.lo, p.Value), math.Max(d.hi, p.Value)
	}
	return d
}

// AppendBar writes the bar of a point within the span: an svg.bar that is drawn
// out to its box (class hollow where the value is about), with a rect from the
// zero line, a path.zero, on.
func AppendBar(b []byte, d Domain, p Point) []byte {
	b = append(b, `<svg class="bar`...)
	if p.Approx {
		b = append(b, ` hollow`...)
	}
	b = append(b, `" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">`...)
	span := d.hi - d.lo
	zero := 0.0
	if span > 0 {
		zero = barWidth * -d.lo / span
	}
	if p.Value != 0 && span > 0 {
		length := math.Min(barWidth, math.Max(sliver, barWidth*math.Abs(p.Value)/span))
		from := zero
		if p.Value < 0 {
			from -= length
		}
		from = math.Max(0, math.Min(from, barWidth-length))
		b = append(b, `<rect x="`...)
		b = appendNumber(b, from)
		b = append(b, `" width="`...)
		b = appendNumber(b, length)
		b = append(b, `" height="10"/>`...)
	}
	b = append(b, `<path class="zero" d="M`...)
	b = appendNumber(b, zero)
	return append(b, ` 0v10"/></svg>`...)
}
