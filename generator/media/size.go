// Package media reads and makes pictures: what they are ([Inspect]), the smaller
// ones that pages show ([Make]), the same without what tells on people ([Clean]),
// SVG without what runs or loads ([Sanitize]), and the markup that shows them
// ([Picture]).
package media

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// SVGSize returns the width and height of an SVG in pixels: its own, or else those
// of its viewBox. They are 0 where they cannot be read.
func SVGSize(data []byte) (width, height int) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	for {
		tok, err := d.RawToken()
		if err != nil {
			return 0, 0
		}
		if e, ok := tok.(xml.StartElement); ok {
			return rootSize(e)
		}
	}
}

func rootSize(e xml.StartElement) (int, int) {
	var w, h, vw, vh float64
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "width":
			w = pixels(a.Value)
		case "height":
			h = pixels(a.Value)
		case "viewBox":
			if f := strings.Fields(strings.ReplaceAll(a.Value, ",", " ")); len(f) == 4 {
				vw, vh = pixels(f[2]), pixels(f[3])
			}
		}
	}
	if w <= 0 || h <= 0 {
		w, h = vw, vh
	}
	if w <= 0 || h <= 0 {
		return 0, 0
	}
	return int(math.Round(w)), int(math.Round(h))
}

// pixels reads a length without unit or in px; 0 for any other.
func pixels(s string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || math.IsNaN(v) || v > 1e6 {
		return 0
	}
	return v
}
