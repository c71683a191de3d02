package chart

import "slices"

// box is what a text or a point covers.
type box struct{ x0, y0, x1, y1 float64 }

func (a box) meets(b box) bool {
	return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

// labels writes the figures at their points: the last, the first, the highest
// and the lowest, and the others as far as there is good room for them.
func (p *plot) labels(b []byte) []byte {
	b = append(b, `<g class="labels">`...)
	n := len(p.Points)
	high, low := 0, 0
	for i := range p.Points {
		if p.Points[i].Value > p.Points[high].Value {
			high = i
		}
		if p.Points[i].Value < p.Points[low].Value {
			low = i
		}
	}
	wanted := [...]int{n - 1, 0, high, low}
	for k, i := range wanted {
		if !slices.Contains(wanted[:k], i) {
			b = p.label(b, i, k < 3)
		}
	}
	if n <= 12 {
		for i := range n {
			if !slices.Contains(wanted[:], i) {
				b = p.label(b, i, false)
			}
		}
	}
	return append(b, `</g>`...)
}

// spot is a place for a label: how far its middle is from the point, in widths
// and in units, and how far its base line.
type spot struct{ widths, dx, dy float64 }

// spots are the places to try, the best first; a label that may be left out has
// only the near ones.
func spots() [13]spot {
	return [...]spot{
		{0, 0, -8}, {0, 0, 18}, {0, 0, -13}, {-.5, -2, -7}, {.5, 4, 15}, {.5, 2, -7}, {-.5, -4, 15},
		{0, 0, -22}, {0, 0, 32}, {0, 0, -36}, {0, 0, 46}, {0, 0, -50}, {0, 0, 60},
	}
}

const near = 7

// label writes the figure at a point where it covers no other label and, if
// there is such a place, none of the lines and points. One that must be written
// may stand over a line and away from its point; others are left out.
func (p *plot) label(b []byte, i int, must bool) []byte {
	text, _ := cut(p.text(i), (LineWidth-p.left-4)/TextSize)
	width := TextSize * widthOf(text)
	best, found := box{}, false
	places := spots()
	for k, s := range places {
		if k == near && (found || !must) {
			break
		}
		x := p.x(p.Points[i].Year) + s.widths*width + s.dx - width/2
		x = min(max(x, p.left+4), LineWidth-width)
		base := p.y(i) + s.dy
		at := box{x, base - 11, x + width, base + 3}
		if at.y0 < unitLine+3 || at.y1 > plotBottom+5 || p.covered(at) {
			continue
		}
		if !p.crossed(at) {
			best, found = at, true
			break
		}
		if must && !found {
			best, found = at, true
		}
	}
	if !found {
		return b
	}
	p.placed = append(p.placed, best)
	b = append(b, `<text x="`...)
	b = appendNumber(b, best.x0)
	b = append(b, `" y="`...)
	b = appendNumber(b, best.y1-3)
	if i == len(p.Points)-1 {
		b = append(b, `" class="last`...)
	}
	b = append(b, `">`...)
	b = appendText(b, text)
	return append(b, `</text>`...)
}

// text is a figure as written, with its unit where the axis has another.
func (p *plot) text(i int) string {
	pt := &p.Points[i]
	text := pt.Number
	if !p.single || pt.Unit == "%" {
		text += pt.Unit
	}
	return Mark(pt.Approx, pt.About) + text
}

func (p *plot) covered(at box) bool {
	for _, other := range p.placed {
		if at.meets(other) {
			return true
		}
	}
	return false
}

// crossed reports whether the line, a point or the zero line goes through a box.
func (p *plot) crossed(at box) bool {
	if at.y0 < p.zero && p.zero < at.y1 {
		return true
	}
	for i := range p.Points {
		x1, y1 := p.x(p.Points[i].Year), p.y(i)
		if at.meets(box{x1 - 4, y1 - 4, x1 + 4, y1 + 4}) {
			return true
		}
		if i == 0 {
			continue
		}
		x0, y0 := p.x(p.Points[i-1].Year), p.y(i-1)
		from, to := max(x0, at.x0), min(x1, at.x1)
		if from >= to {
			continue
		}
		slope := (y1 - y0) / (x1 - x0)
		a, b := y0+slope*(from-x0), y0+slope*(to-x0)
		if min(a, b) < at.y1 && max(a, b) > at.y0 {
			return true
		}
	}
	return false
}
