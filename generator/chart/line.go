package chart

import "strconv"

// Line is a picture of figures over years.
type Line struct {
	Name string // what a screen reader says of it
	Log  string // the words for a logarithmic scale, shown where it is one
	// Inferred marks each year with a *: the source does not write it.
	Inferred bool
	Points   []Point // three or more for which KindOf says Years
}

// Places of the picture, from the top: the unit, the plot, the years.
const (
	unitLine   = 12.0
	plotTop    = 38.0
	plotHeight = 112.0
	plotBottom = plotTop + plotHeight
	plotRight  = LineWidth - 6
	lineBottom = plotBottom + 22
)

// plot is a line being drawn.
type plot struct {
	*Line
	scale
	unit   string
	factor float64 // of the unit
	title  string  // of the axis
	top    float64 // where the picture begins
	left   float64 // where the plot begins
	zero   float64 // where the zero line stands, or the lowest of a logarithmic scale
	single bool    // all figures are written in the axis's unit
	placed []box   // the labels so far
}

// Append writes the picture: an svg.chart with the groups grid, ticks, unit,
// years and labels, a path.curve and a circle.dot for each of up to 20 points
// (also of class hollow where the value is about); of more, for the last.
func (l *Line) Append(b []byte) []byte {
	p := &plot{Line: l, single: true}
	p.unit, p.factor = axisUnit(l.Points)
	p.scale = scaleOf(l.Points, p.factor)
	for _, x := range l.Points {
		p.single = p.single && x.Unit == p.unit
	}
	p.nameAxis()
	b = append(b, `<svg class="chart" viewBox="0 `...)
	b = appendNumber(b, p.top)
	b = append(b, ` 270 `...)
	b = appendNumber(b, lineBottom-p.top)
	b = append(b, `" role="img" aria-label="`...)
	b = appendText(b, l.Name)
	b = append(b, `">`...)
	b = p.axis(b)
	b = p.years(b)
	b = p.curve(b)
	b = p.labels(b)
	return append(b, `</svg>`...)
}

// x returns where a year stands.
func (p *plot) x(year int) float64 {
	first, last := p.Points[0].Year, p.Points[len(p.Points)-1].Year
	from := p.left + 6
	return from + (plotRight-from)*float64(year-first)/float64(last-first)
}

// y returns where a point's value stands.
func (p *plot) y(i int) float64 {
	return plotBottom - plotHeight*p.at(p.Points[i].Value/p.factor)
}

// axis writes the grid, its ticks and the unit.
func (p *plot) axis(b []byte) []byte {
	var scratch [32]byte
	percent := p.unit == "%"
	for i := range p.ticks() + 1 {
		w := widthOf(string(appendTick(scratch[:0], p.tick(i))))
		if percent {
			w += runeWidth('%')
		}
		p.left = max(p.left, TextSize*w+4)
	}
	p.left = min(p.left, LineWidth/2)
	b = append(b, `<path class="grid" fill="none" d="`...)
	p.zero = plotBottom
	for i := range p.ticks() + 1 {
		y := p.tickY(i)
		if p.tick(i) == 0 || p.log && i == 0 {
			p.zero = y
			continue
		}
		b = p.across(b, y)
	}
	b = append(b, `"/><path class="zero" fill="none" d="`...)
	b = p.across(b, p.zero)
	b = append(b, `"/><g class="ticks" text-anchor="end">`...)
	for i := range p.ticks() + 1 {
		b = openText(b, p.left-4, p.tickY(i)+4)
		b = appendTick(b, p.tick(i))
		if percent {
			b = append(b, '%')
		}
		b = append(b, `</text>`...)
	}
	b = append(b, `</g>`...)
	if p.title == "" {
		return b
	}
	b = append(b, `<g class="unit">`...)
	b = openText(b, 0, unitLine)
	b = appendText(b, p.title)
	return append(b, `</text></g>`...)
}

func (p *plot) tickY(i int) float64 {
	return plotBottom - plotHeight*float64(i)/float64(p.ticks())
}

func (p *plot) across(b []byte, y float64) []byte {
	b = append(b, 'M')
	b = appendNumber(b, p.left)
	b = append(b, ' ')
	b = appendNumber(b, y)
	return append(b, `H270`...)
}

// nameAxis settles what stands over the plot: the unit, unless it is at the
// ticks, and that the scale is logarithmic. With nothing there, the picture
// begins lower.
func (p *plot) nameAxis() {
	if p.unit != "%" {
		p.title = p.unit
	}
	if p.log && p.title != "" {
		p.title += " · "
	}
	if p.log {
		p.title += p.Log
	}
	p.title, _ = cut(p.title, LineWidth/TextSize)
	p.top = unitLine + 3
	if p.title != "" {
		p.top = 0
	}
}

// years writes the first and the last year, and those between that have room.
func (p *plot) years(b []byte) []byte {
	width := TextSize * 4 * runeWidth('0')
	if p.Inferred {
		width += TextSize * runeWidth('*')
	}
	last := len(p.Points) - 1
	place := func(i int) float64 {
		return min(max(p.x(p.Points[i].Year), width/2), LineWidth-width/2)
	}
	b = append(b, `<g class="years" text-anchor="middle">`...)
	end := place(last) - width/2
	free := 0.0
	for i, pt := range p.Points {
		x := place(i)
		if i > 0 && i < last && (x-width/2 < free || x+width/2+8 > end) {
			continue
		}
		free = x + width/2 + 8
		b = openText(b, x, plotBottom+17)
		b = strconv.AppendInt(b, int64(pt.Year), 10)
		if p.Inferred {
			b = append(b, '*')
		}
		b = append(b, `</text>`...)
	}
	return append(b, `</g>`...)
}

// curve writes the line and its points.
func (p *plot) curve(b []byte) []byte {
	b = append(b, `<path class="curve" fill="none" d="`...)
	for i, pt := range p.Points {
		if i == 0 {
			b = append(b, 'M')
		} else {
			b = append(b, 'L')
		}
		b = appendNumber(b, p.x(pt.Year))
		b = append(b, ' ')
		b = appendNumber(b, p.y(i))
	}
	b = append(b, `"/>`...)
	last := len(p.Points) - 1
	for i, pt := range p.Points {
		if last >= mostDots && i < last && !pt.Approx {
			continue
		}
		b = append(b, `<circle class="dot`...)
		if pt.Approx {
			b = append(b, ` hollow`...)
		}
		b = append(b, `" cx="`...)
		b = appendNumber(b, p.x(pt.Year))
		b = append(b, `" cy="`...)
		b = appendNumber(b, p.y(i))
		b = append(b, `" r="3.5"/>`...)
	}
	return b
}

// mostDots is how many points are marked each: more would hide the line, so that
// only the last and what is about the value are.
const mostDots = 20

func openText(b []byte, x, y float64) []byte {
	b = append(b, `<text x="`...)
	b = appendNumber(b, x)
	b = append(b, `" y="`...)
	b = appendNumber(b, y)
	return append(b, `">`...)
}
