package chart

import (
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// picture is what a test sees of an SVG.
type picture struct {
	frame box
	texts []placedText
	dots  []box
	rects []box
	paths []string
	name  string // aria-label
}

// placedText is a text with the box that it covers by the package's own estimate.
type placedText struct {
	text, group string
	box
}

// read parses an SVG and fails where it is no XML or a coordinate is out of the
// picture.
func read(t testing.TB, svg []byte) *picture {
	t.Helper()
	p := &picture{}
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	var groups, anchors []string
	var text *placedText
	title := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			a := map[string]string{}
			for _, x := range e.Attr {
				if _, twice := a[x.Name.Local]; twice {
					t.Fatalf("two attributes %s in %s", x.Name.Local, svg)
				}
				a[x.Name.Local] = x.Value
			}
			switch e.Name.Local {
			case "svg":
				v := numbers(t, a["viewBox"])
				p.frame, p.name = box{v[0], v[1], v[0] + v[2], v[1] + v[3]}, a["aria-label"]
			case "g":
				groups, anchors = append(groups, a["class"]), append(anchors, a["text-anchor"])
			case "text":
				group, anchor := "", ""
				if len(groups) > 0 {
					group, anchor = groups[len(groups)-1], anchors[len(anchors)-1]
				}
				x, y := number(t, a["x"]), number(t, a["y"])
				text = &placedText{group: group, box: box{x, y, float64(len(anchor)), 0}}
			case "title":
				title = true
			case "circle":
				x, y, r := number(t, a["cx"]), number(t, a["cy"]), number(t, a["r"])
				p.dots = append(p.dots, box{x - r, y - r, x + r, y + r})
			case "rect":
				x, y := 0.0, 0.0
				if a["x"] != "" {
					x = number(t, a["x"])
				}
				if a["y"] != "" {
					y = number(t, a["y"])
				}
				p.rects = append(p.rects, box{x, y, x + number(t, a["width"]), y + number(t, a["height"])})
			case "path":
				p.paths = append(p.paths, a["d"])
			}
		case xml.CharData:
			if text != nil && !title {
				text.text += string(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "g":
				groups, anchors = groups[:len(groups)-1], anchors[:len(anchors)-1]
			case "title":
				title = false
			case "text":
				p.texts = append(p.texts, text.settle())
				text = nil
			}
		}
	}
	p.inside(t, svg)
	return p
}

// settle turns the anchor, kept as the length of its word, into a box.
func (x *placedText) settle() placedText {
	size := TextSize
	switch x.group {
	case "leaf":
		size = leafSize
	case "centre":
		size = 14
	}
	w := size * widthOf(x.text)
	at, base := x.x0, x.y0
	switch int(x.x1) {
	case len("end"):
		at -= w
	case len("middle"):
		at -= w / 2
	}
	x.box = box{at, base - .9*size, at + w, base + .2*size}
	return *x
}

func (p *picture) inside(t testing.TB, svg []byte) {
	t.Helper()
	const slack = .6
	check := func(what string, b box) {
		if b.x0 < p.frame.x0-slack || b.y0 < p.frame.y0-slack || b.x1 > p.frame.x1+slack || b.y1 > p.frame.y1+slack {
			t.Fatalf("%s at %v is out of %v: %s", what, b, p.frame, svg)
		}
	}
	for _, x := range p.texts {
		check("text "+x.text, x.box)
	}
	for _, b := range append(p.dots, p.rects...) {
		check("a mark", b)
	}
	for _, d := range p.paths {
		if strings.Contains(d, "v") { // a bar's zero line
			continue
		}
		for _, pair := range regexp.MustCompile(`(-?[\d.]+) (-?[\d.]+)`).FindAllStringSubmatch(d, -1) {
			x, y := number(t, pair[1]), number(t, pair[2])
			check("a line", box{x, y, x, y})
		}
	}
}

// apart fails where texts cover each other.
func (p *picture) apart(t testing.TB) {
	t.Helper()
	for i, a := range p.texts {
		for _, b := range p.texts[:i] {
			// A pixel of the estimated line height may be shared.
			if (box{a.x0 + .1, a.y0 + 1, a.x1 - .1, a.y1 - 1}).meets(b.box) {
				t.Errorf("%q at %v meets %q at %v", a.text, a.box, b.text, b.box)
			}
		}
	}
}

// of returns the texts of a group.
func (p *picture) of(group string) []string {
	var list []string
	for _, x := range p.texts {
		if x.group == group {
			list = append(list, x.text)
		}
	}
	return list
}

func numbers(t testing.TB, s string) []float64 {
	t.Helper()
	var list []float64
	for _, f := range strings.Fields(s) {
		list = append(list, number(t, f))
	}
	if len(list) != 4 {
		t.Fatalf("viewBox %q", s)
	}
	return list
}

// number reads a coordinate, which is written in plain decimals.
func number(t testing.TB, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || strings.Trim(s, "-.0123456789") != "" {
		t.Fatalf("coordinate %q", s)
	}
	return v
}
