package theme

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/lucasb-eyer/go-colorful"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"touyan/generator/diag"
)

// accent puts a site's accent colour into style sheets. A sheet takes part where
// rules of it set the custom property --accent: each such rule is written once
// more at the sheet's end, around the same media and selector, with the site's
// colours. So a theme may have as many modes as it likes.
type accent struct {
	Brand
	at   func(key string) diag.Position
	list *diag.List
	used bool
}

// Contrast that WCAG 2.1 asks for: of text (1.4.3), of text where more is wanted
// (1.4.6), and of marks that carry meaning (1.4.11).
const (
	textContrast = 4.5
	moreContrast = 7
	markContrast = 3
)

// palette is a rule that sets --accent: where it applies and the colours that hold
// there.
type palette struct {
	around   []string // at-rules, the outermost first
	selector string
	own      map[string]colorful.Color // set by the rule itself
	colours  map[string]colorful.Color // and those of the sheet's first such rule
}

// dark reports whether the accent stands on a dark ground.
func (p *palette) dark() bool { return brightness(p.colours["paper"]) < .2 }

// contrast is what the palette asks of text.
func (p *palette) contrast() float64 {
	if strings.Contains(strings.Join(p.around, " "), "prefers-contrast") {
		return moreContrast
	}
	return textContrast
}

// grounds are the colours that the accent stands on.
func (p *palette) grounds() []colorful.Color {
	var list []colorful.Color
	for _, name := range []string{"paper", "surface", "sunk"} {
		if c, ok := p.colours[name]; ok {
			list = append(list, c)
		}
	}
	return list
}

// apply returns the rules to put at the end of a sheet, or nothing.
func (a *accent) apply(sheet []byte) []byte {
	if a == nil || a.Accent == "" && a.AccentDark == "" {
		return nil
	}
	all := palettes(sheet)
	a.check("accent", a.Accent, all, false)
	a.check("accent_dark", a.AccentDark, all, true)
	var out strings.Builder
	for i := range all {
		p := &all[i]
		a.used = true
		if c, ok := a.colour(p); ok {
			p.write(&out, c)
		}
	}
	return []byte(out.String())
}

// unused reports whether a colour is given that no style sheet takes.
func (a *accent) unused() bool { return !a.used && (a.Accent != "" || a.AccentDark != "") }

// colour returns the accent of a palette; ok is false where the theme's stays.
func (a *accent) colour(p *palette) (c colorful.Color, ok bool) {
	given, want := a.Accent, p.contrast()
	switch {
	case p.dark() && a.AccentDark != "":
		given = a.AccentDark
	case p.dark():
		want++ // a shade that only just passes looks dull
	}
	c, err := colorful.Hex(given)
	if err != nil {
		return c, false // there is none but for the other mode
	}
	return nearest(c, p.grounds(), want), true
}

// check reports a colour that is given and cannot be read on one of its grounds.
func (a *accent) check(key, given string, all []palette, dark bool) {
	c, err := colorful.Hex(given)
	if err != nil {
		return
	}
	var grounds []colorful.Color
	for i := range all {
		if all[i].dark() == dark && all[i].contrast() == textContrast {
			grounds = append(grounds, all[i].grounds()...)
		}
	}
	worst, least := colorful.Color{}, math.Inf(1)
	for _, g := range grounds {
		if r := contrast(c, g); r < least {
			worst, least = g, r
		}
	}
	if least < textContrast {
		// Cut, not rounded: 4.498 is not 4.5.
		a.list.Add(a.at(key), "accent-contrast", key, given, fmt.Sprintf("%.2f", math.Floor(100*least)/100), worst.Hex(), nearest(c, grounds, textContrast).Hex())
	}
}

// write writes the palette's rule with another accent and all that follows from
// it, as far as the rule sets these.
func (p *palette) write(out *strings.Builder, accent colorful.Color) {
	for _, at := range p.around {
		out.WriteString(at + "{")
	}
	out.WriteString(p.selector + "{")
	for _, v := range []struct {
		name   string
		colour colorful.Color
	}{{"accent", accent}, {"accent-ink", p.ink(accent)}, {"accent-wash", p.wash(accent)}, {"bar", p.bar(accent)}} {
		if _, own := p.own[v.name]; own {
			out.WriteString("--" + v.name + ":" + v.colour.Hex() + ";")
		}
	}
	out.WriteString("}" + strings.Repeat("}", len(p.around)))
}

// ink is the colour of text on the accent.
func (p *palette) ink(accent colorful.Color) colorful.Color {
	white, black := colorful.Color{R: 1, G: 1, B: 1}, colorful.Color{}
	for _, c := range []colorful.Color{p.own["accent-ink"], p.colours["surface"], p.colours["paper"], white} {
		if contrast(c, accent) >= textContrast {
			return c
		}
	}
	return black
}

// wash is a pale ground of the accent's hue on which all text can be read.
func (p *palette) wash(accent colorful.Color) colorful.Color {
	surface := p.colours["surface"]
	for share := .14; share > .01; share -= .02 {
		c := surface.BlendOkLab(accent, share).Clamped()
		if contrast(accent, c) >= textContrast && p.readable("ink", c) && p.readable("ink-soft", c) {
			return c
		}
	}
	return surface
}

func (p *palette) readable(name string, ground colorful.Color) bool {
	c, ok := p.colours[name]
	return !ok || contrast(c, ground) >= textContrast
}

// bar is the accent for marks, which may be a little livelier than text.
func (p *palette) bar(accent colorful.Color) colorful.Color {
	l, c, h := accent.OkLch()
	step := .06
	if p.dark() {
		step = -.1
	}
	bar := inGamut(l+step, c, h)
	for _, g := range p.grounds() {
		if contrast(bar, g) < markContrast {
			return accent
		}
	}
	return bar
}

// nearest returns the colour of the same hue, lighter or darker by as little as
// will do, that has the contrast on all grounds: the colour itself where it has.
func nearest(c colorful.Color, grounds []colorful.Color, want float64) colorful.Color {
	l, chroma, hue := c.OkLch()
	enough := func(c colorful.Color) bool {
		for _, g := range grounds {
			if contrast(c, g) < want {
				return false
			}
		}
		return true
	}
	if enough(c) {
		return c
	}
	for step := .005; step <= 1; step += .005 {
		for _, to := range []float64{l - step, l + step} {
			if to < 0 || to > 1 {
				continue
			}
			// As it is written, so that what is checked is what pages get.
			found, err := colorful.Hex(inGamut(to, chroma, hue).Hex())
			if err == nil && enough(found) {
				return found
			}
		}
	}
	return c // grounds on which nothing can be read
}

// inGamut returns a colour of a lightness and hue, with as much of the chroma as a
// screen has there.
func inGamut(l, chroma, hue float64) colorful.Color {
	c := colorful.OkLch(l, chroma, hue)
	for !c.IsValid() && chroma > .002 {
		chroma *= .97
		c = colorful.OkLch(l, chroma, hue)
	}
	return c.Clamped()
}

// contrast is the contrast ratio of WCAG 2.1, 1 to 21.
func contrast(a, b colorful.Color) float64 {
	x, y := brightness(a), brightness(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// brightness is the relative luminance of WCAG 2.1, 0 to 1.
func brightness(c colorful.Color) float64 {
	r, g, b := c.LinearRgb()
	return .2126*r + .7152*g + .0722*b
}

// palettes lists the rules of a sheet that set --accent to a colour.
func palettes(sheet []byte) []palette {
	var all []palette
	var around, selectors []string
	var own map[string]colorful.Color
	p := css.NewParser(parse.NewInputBytes(sheet), false)
	for {
		kind, _, data := p.Next()
		switch kind {
		case css.ErrorGrammar:
			if p.HasParseError() {
				continue // told of by the minifier
			}
			return all
		case css.BeginAtRuleGrammar:
			around = append(around, string(data)+joined(p.Values()))
		case css.EndAtRuleGrammar:
			around = around[:max(0, len(around)-1)]
		case css.QualifiedRuleGrammar:
			selectors = append(selectors, joined(p.Values()))
		case css.BeginRulesetGrammar:
			selectors, own = append(selectors, joined(p.Values())), map[string]colorful.Color{}
		case css.CustomPropertyGrammar:
			if c, err := colorful.Hex(strings.TrimSpace(joined(p.Values()))); err == nil && own != nil {
				own[strings.TrimPrefix(string(data), "--")] = c
			}
		case css.EndRulesetGrammar:
			if _, ok := own["accent"]; ok {
				colours := own
				if len(all) > 0 {
					colours = maps.Clone(all[0].colours)
					maps.Copy(colours, own)
				}
				all = append(all, palette{slices.Clone(around), strings.Join(selectors, ","), own, colours})
			}
			selectors, own = nil, nil
		}
	}
}

func joined(tokens []css.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.Write(t.Data)
	}
	return b.String()
}
