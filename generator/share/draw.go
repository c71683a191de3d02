package share

import (
	"bytes"
	"image/color"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zlib"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// Colours of a card by the number of their first in the palette; ink and accent
// have five levels, soft has four.
const (
	paper  = 0
	ink    = 1
	accent = 6
	soft   = 11
	rule   = 15
)

// palette returns a card's colours: those of the default theme's light mode, with
// the site's accent, mixed with the paper for the edges of glyphs.
func palette(own color.RGBA) (p [16]color.RGBA) {
	ground := color.RGBA{0xf7, 0xf3, 0xea, 0xff}
	p[paper], p[rule] = ground, color.RGBA{0xde, 0xd5, 0xc2, 0xff}
	for _, c := range []struct {
		first, levels int
		full          color.RGBA
	}{{ink, 5, color.RGBA{0x23, 0x27, 0x2b, 0xff}}, {accent, 5, own}, {soft, 4, color.RGBA{0x59, 0x5a, 0x57, 0xff}}} {
		for i := 1; i <= c.levels; i++ {
			mix := func(a, b uint8) uint8 { return uint8((int(a)*(c.levels-i) + int(b)*i) / c.levels) }
			p[c.first+i-1] = color.RGBA{mix(ground.R, c.full.R), mix(ground.G, c.full.G), mix(ground.B, c.full.B), 0xff}
		}
	}
	return p
}

// shades returns the palette's number for each level of a mask.
func shades(first int) (t [16]byte) {
	n := 5
	if first == soft {
		n = 4
	}
	for a := range t {
		if l := (a*n + 7) / 15; l > 0 {
			t[a] = byte(first + l - 1)
		}
	}
	return t
}

// canvas is a card being drawn, a byte a dot. Rows from top to below bottom are not
// as in the base.
type canvas struct {
	*Drawer
	pix         []byte
	raw         []byte // packed
	top, bottom int
	data        bytes.Buffer // compressed
	zlib        *zlib.Writer
}

// Where things are on a card.
const (
	margin   = 84
	measure  = Width - 2*margin
	headLine = 104 // baseline of the site's name
	lowLine  = 556 // baseline of the figure
	ruleTop  = 448
)

// frame draws what is on every card: the goose, the site's name and a rule at the
// left edge.
func (c *canvas) frame(site string) {
	c.fill(0, 0, 14, Height, accent+4)
	c.goose(margin, 58, 1.1)
	c.text(margin+90, headLine, 32, soft, shorten(site, measure-90, c.measure(32)))
}

// body draws a card.
func (c *canvas) body(card *Card) {
	low := Height - 96
	if number := clean(card.Number); number != "" {
		low = ruleTop
		c.fill(margin, ruleTop, Width-margin, ruleTop+2, rule)
		x := margin
		if card.Mark != "" {
			x = c.text(x, lowLine-8, 56, accent, card.Mark)
		}
		c.figure(x, number, clean(card.Unit), clean(card.Indicator))
	}
	who := clean(card.Who)
	title, size := c.title(clean(card.Title))
	step := size * 13 / 10
	height := len(title) * step
	if who != "" {
		height += 50
	}
	y := 132 + max(0, low-132-height)/2 + size*9/10
	for _, line := range title {
		c.text(margin, y, size, ink, line)
		y += step
	}
	if who != "" {
		c.text(margin, y-step+size/3+42, 32, soft, shorten(who, measure, c.measure(32)))
	}
}

// title breaks a title at the largest size at which it fits.
func (c *canvas) title(text string) (list []string, size int) {
	for _, s := range []struct{ size, lines int }{{112, 1}, {80, 2}, {62, 3}, {54, 3}} {
		size = s.size
		list = lines(text, s.lines, measure, c.measure(size))
		if len(list) > 0 && !strings.HasSuffix(list[len(list)-1], "…") {
			break
		}
	}
	return list, size
}

// figure draws a number with what it measures.
func (c *canvas) figure(x int, number, unit, indicator string) {
	size := 96
	if c.measure(size)(number) > measure*2/3 {
		size = 48
	}
	x = c.text(x, lowLine, size, accent, shorten(number, Width-margin-x, c.measure(size)))
	if unit != "" {
		x = c.text(x+10, lowLine, 40, accent, shorten(unit, max(0, Width-margin-x-10), c.measure(40)))
	}
	if room := Width - margin - x - 36; indicator != "" && room > 120 {
		c.text(x+36, lowLine, 32, soft, shorten(indicator, room, c.measure(32)))
	}
}

// measure returns what measures texts of a size.
func (c *canvas) measure(size int) func(string) int {
	return func(s string) int { return c.font.width(s, size) }
}

// text draws a text from x on a baseline and returns where it ends.
func (c *canvas) text(x, baseline, size, colour int, s string) int {
	pen, t := fixed.I(x), shades(colour)
	for _, r := range s {
		m := c.font.mask(r, size)
		c.blit(pen.Round()+m.left, baseline+m.top, m.width, m.height, m.pix, &t)
		pen += m.advance
	}
	return pen.Ceil()
}

// blit puts a mask on the canvas; what is outside is cut off.
func (c *canvas) blit(x, y, width, height int, mask []byte, t *[16]byte) {
	from, to := max(0, -x), min(width, Width-x)
	if from >= to {
		return
	}
	for row := max(0, -y); row < min(height, Height-y); row++ {
		src := mask[row*width+from : row*width+to]
		dst := c.pix[(y+row)*Width+x+from:]
		dst = dst[:len(src)]
		for i, a := range src {
			if a != 0 {
				dst[i] = t[a]
			}
		}
	}
	c.touch(y, y+height)
}

func (c *canvas) fill(x0, y0, x1, y1, colour int) {
	for y := y0; y < y1; y++ {
		row := c.pix[y*Width+x0 : y*Width+x1]
		for i := range row {
			row[i] = byte(colour)
		}
	}
	c.touch(y0, y1)
}

// touch notes rows that are drawn on.
func (c *canvas) touch(top, bottom int) {
	c.top, c.bottom = min(c.top, max(0, top)), max(c.bottom, min(Height, bottom))
}

// The wild goose of themes/default/assets/goose.svg: its body and the wing behind,
// in a box of 64 by 50.
const (
	gooseBody = "M63 22.3c-2.7-2.5-5.3-3.3-7.7-2.4-4.8 1.8-9.3 7.7-15.8 10.6C34 23.5 23.5 14 7.5 9.5 9 20 15.5 29.8 25 35.3c-6.5 1.9-14 3.6-23 5.2 5.7 2.3 11 3.3 15.8 6.5 2.7-.8 5.7-1.1 9.2-1.4 12.3-1 18.7-12.4 27.6-20 3-.2 6.1-1.2 8.4-3.3Z"
	gooseWing = "M31.5 21.3C34 16 35 9.8 34.2 2.5 41 8.5 44.7 15.5 45.2 23.5c-1.7 1.3-3.5 2.5-5.2 3.4-2.4-2.2-5.2-4.1-8.5-5.6Z"
)

// goose draws the mark, the wing behind at half its strength.
func (c *canvas) goose(x, y int, scale float32) {
	width, height := int(64*scale)+1, int(50*scale)+1
	t := shades(accent)
	pale := t
	for a := range pale {
		pale[a] = t[a/2]
	}
	for _, part := range []struct {
		path string
		t    *[16]byte
	}{{gooseWing, &pale}, {gooseBody, &t}} {
		z := vector.NewRasterizer(width, height)
		outline(z, part.path, scale)
		c.blit(x, y, width, height, levels(z, width, height), part.t)
	}
}

// outline draws a path of the commands M, C, c and Z.
func outline(z *vector.Rasterizer, path string, scale float32) {
	var n []float32
	var command byte
	var x, y float32
	for path != "" {
		switch path[0] {
		case 'M', 'C', 'c', 'Z':
			command, path, n = path[0], path[1:], n[:0]
			if command == 'Z' {
				z.ClosePath()
			}
			continue
		case ' ':
			path = path[1:]
			continue
		}
		var v float32
		v, path = number(path)
		n = append(n, v*scale)
		switch {
		case command == 'M' && len(n) == 2:
			x, y = n[0], n[1]
			z.MoveTo(x, y)
		case len(n) == 6:
			if command == 'c' {
				for i := range n {
					n[i] += []float32{x, y}[i%2]
				}
			}
			z.CubeTo(n[0], n[1], n[2], n[3], n[4], n[5])
			x, y, n = n[4], n[5], n[:0]
		}
	}
}

// number cuts a number off a path, where a minus or a second point begins the next.
func number(s string) (float32, string) {
	end, point := 0, false
	for end < len(s) {
		ch := s[end]
		if !(ch >= '0' && ch <= '9' || ch == '-' && end == 0 || ch == '.' && !point) {
			break
		}
		point = point || ch == '.'
		end++
	}
	v, err := strconv.ParseFloat(s[:end], 32)
	if err != nil {
		return 0, ""
	}
	return float32(v), s[end:]
}
