// Package media reads what pages must know of pictures: their size, so that a
// browser keeps the place free while they load, and whether an SVG would run or
// load anything.
package media

import (
	"encoding/xml"
	"image"
	_ "image/gif"  // the formats that browsers show
	_ "image/jpeg" //
	_ "image/png"  //
	"io"
	"math"
	"path"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp"
)

// IsImage reports whether a file's name is that of a picture.
func IsImage(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg":
		return true
	}
	return false
}

// Size returns the width and height of a picture in pixels. For an SVG these are
// its width and height, or else those of its viewBox. They are 0 where they
// cannot be read.
func Size(name string, r io.Reader) (width, height int) {
	if isSVG(name) {
		return svgSize(r)
	}
	c, _, err := image.DecodeConfig(r)
	if err != nil {
		return 0, 0
	}
	return c.Width, c.Height
}

func isSVG(name string) bool { return strings.EqualFold(path.Ext(name), ".svg") }

// svgSize reads the root element.
func svgSize(r io.Reader) (int, int) {
	d := xml.NewDecoder(r)
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
