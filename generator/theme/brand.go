package theme

import (
	"maps"
	"path"
	"slices"
	"strings"

	"touyan/generator/diag"
	"touyan/generator/media"
	"touyan/generator/strict"
	"touyan/generator/view"
)

// Brand is what a site's settings change of a theme without any file of it.
type Brand struct {
	// Accent is the accent colour as #rrggbb, AccentDark that of the dark mode; ""
	// keeps the theme's, or derives the dark one from Accent.
	Accent, AccentDark string
	// Logo is a picture of the site's assets/, by its path from the site's folder.
	Logo string
}

// maxLogo is above which a logo, which every page loads, is said to be heavy.
const maxLogo = 100 << 10

// Logo returns the site's logo, or nil.
func (t *Theme) Logo() *view.Image { return t.logo }

// readLogo finds the site's logo among the assets. Its position is that of the
// key, for what is wrong inside of an SVG the place there.
func (t *Theme) readLogo(f files, name string, at diag.Position, l *diag.List) {
	if name == "" {
		return
	}
	v, _ := f.get(name)
	url := t.assets.published[strings.TrimPrefix(name, "assets/")]
	if url == "" || !media.IsImage(name) {
		l.Add(at, "logo-missing", name, strict.Nearest(name, pictures(f)))
		return
	}
	if what, line, col := media.Unsafe(name, v.data); what == media.NotXML {
		l.Add(diag.Position{File: v.path, Line: line, Col: col}, "broken-picture")
		return
	} else if what != "" {
		l.Add(diag.Position{File: v.path, Line: line, Col: col}, "unsafe-picture", what)
		return
	}
	width, height, fault := size(name, v.data)
	if fault != nil {
		*l = append(*l, fault.At(at, name))
		return
	}
	if width == 0 || height == 0 {
		l.Add(at, "logo-size", name)
		return
	}
	if len(v.data) > maxLogo {
		l.Warn(at, "logo-heavy", name, len(v.data)>>10, maxLogo>>10)
	}
	t.logo = &view.Image{URL: url, Width: width, Height: height}
}

// size returns a picture's size in pixels, 0 where it cannot be known, or what is
// wrong with it.
func size(name string, data []byte) (width, height int, fault *media.Fault) {
	if media.KindOf(name) == media.SVG {
		width, height = media.SVGSize(data)
		return width, height, nil
	}
	info, fault := media.Inspect(name, data)
	if fault == nil {
		if _, whole := media.Clean(info.Kind, data); !whole {
			fault = &media.Fault{Code: "broken-image"}
		}
	}
	return info.Width, info.Height, fault
}

// pictures lists the assets that could be a logo.
func pictures(f files) []string {
	return slices.Sorted(func(yield func(string) bool) {
		for name := range maps.Keys(f) {
			if strings.HasPrefix(name, "assets/") && !strings.HasPrefix(path.Base(name), "_") && media.IsImage(name) && !yield(name) {
				return
			}
		}
	})
}
