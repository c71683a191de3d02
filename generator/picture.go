package generator

import (
	"path"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/media"
	"touyan/generator/view"
)

// checkPicture finds an SVG that would run or load something.
func (f *file) checkPicture(data []byte) {
	what, line, col := media.Unsafe(f.Path, data)
	pos := diag.Position{File: "content/" + f.Path, Line: line, Col: col}
	switch what {
	case "":
	case media.NotXML:
		f.Found.Add(pos, "broken-picture")
	default:
		f.Found.Add(pos, "unsafe-picture", what)
	}
}

// image returns the picture that a page's front matter names.
func (l *library) image(p *content.Page, name string) (view.Image, bool) {
	f := l.byPath[path.Join(path.Dir(p.Path), name)]
	if f == nil {
		return view.Image{}, false
	}
	r, ok := l.Resource(f.Path)
	return view.Image{URL: r.URL, Width: r.Width, Height: r.Height}, ok
}

// missingFiles reports pictures that front matter names and that are not there.
func (l *library) missingFiles(pages []*content.Page) diag.List {
	var found diag.List
	for _, p := range pages {
		for key, name := range map[string]string{"cover.src": p.Cover.Src, "logo": p.Logo} {
			if name == "" {
				continue
			}
			if _, ok := l.byPath[path.Join(path.Dir(p.Path), name)]; !ok {
				found.Add(p.Place(key), "missing-image", name, path.Join(path.Dir(p.Path), name))
			}
		}
	}
	return found
}
