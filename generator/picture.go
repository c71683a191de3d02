package generator

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/media"
	"touyan/generator/render"
)

// maxSVG is the most bytes of an SVG.
const maxSVG = 16 << 20

// readPicture reads what is to be known of a picture before it is shown.
func (p *pictures) readPicture(f *file) error {
	f.Picture = &picture{}
	most := int64(media.MaxFile)
	if media.KindOf(f.Path) == media.SVG {
		most = maxSVG
	}
	if f.Size > most {
		f.Picture.Fault = &media.Fault{Code: "image-file-too-large", Args: []any{f.Size >> 20, most >> 20}}
		return nil
	}
	return p.within(2*f.Size, func() error {
		data, err := fs.ReadFile(p.fsys, "content/"+f.Path)
		if err != nil {
			return fmt.Errorf("read content: %w", err)
		}
		f.Hash, f.Picture.Sum = xxhash.Sum64(data), sha256.Sum256(data)
		if media.KindOf(f.Path) == media.SVG {
			f.readSVG(data)
			return nil
		}
		pic := f.Picture
		if pic.Info, pic.Fault = media.Inspect(f.Path, data); pic.Fault == nil {
			if _, ok := media.Clean(pic.Info.Kind, data); !ok {
				pic.Fault = &media.Fault{Code: "broken-image"}
			}
		}
		return nil
	})
}

// readSVG looks for what will not be published of an SVG.
func (f *file) readSVG(data []byte) {
	at := diag.Position{File: "content/" + f.Path}
	clean, dropped, err := media.Sanitize(data)
	if bad := (*media.NotXMLError)(nil); errors.As(err, &bad) {
		at.Line, at.Col = bad.Line, bad.Col
		f.Found.Add(at, "broken-picture")
		return
	}
	if what, _, _ := media.Unsafe(f.Path, clean); what != "" {
		f.Found.Add(at, "unsafe-picture", what)
	}
	if len(dropped) > 0 {
		at.Line, at.Col = dropped[0].Line, dropped[0].Col
		f.Found.Warn(at, "picture-sanitised", media.Whats(dropped))
	}
	info := &f.Picture.Info
	info.Kind, info.Size = media.SVG, int64(len(data))
	info.Width, info.Height = media.SVGSize(clean)
}

// shownBy returns the pictures that a page's front matter shows, by key.
func shownBy(p *content.Page) map[string]string {
	if p.Cover.Src == "" && p.Logo == "" {
		return nil
	}
	shown := map[string]string{}
	for key, name := range map[string]string{"cover.src": p.Cover.Src, "logo": p.Logo} {
		if name != "" {
			shown[key] = path.Join(path.Dir(p.Path), name)
		}
	}
	return shown
}

// missingFiles reports pictures that front matter names and that are not there.
func (l *library) missingFiles(pages []*content.Page) diag.List {
	var found diag.List
	for _, p := range pages {
		for key, file := range shownBy(p) {
			if _, ok := l.byPath[file]; !ok {
				found.Add(p.Place(key), "missing-image", path.Base(file), file)
			}
		}
	}
	return found
}

// covers makes the pictures of front matter, and reports those that cannot be
// shown.
func (r *run) covers(lib *library, pages []*content.Page) error {
	pages = slices.DeleteFunc(slices.Clone(pages), func(p *content.Page) bool { return len(shownBy(p)) == 0 })
	var done counter
	return each(r.ctx, slices.Values(pages), func(p *content.Page) error {
		r.progress("assemble", done.next(), len(pages))
		for key, file := range shownBy(p) {
			image, _ := lib.Image(file)
			if image.Fault == nil {
				continue
			}
			r.found(diag.List{image.Fault.At(p.Place(key), "content/"+file)})
		}
		return lib.pictures.failed()
	})
}

// inUse returns the files that published pages show, and those that they link to.
func (l *library) inUse() (shown, linked map[string]bool) {
	shown, linked = map[string]bool{}, map[string]bool{}
	for source := range l.published {
		b := l.bodies[source]
		for _, file := range b.Images {
			shown[file] = true
		}
		for _, file := range b.Files {
			linked[file] = true
		}
		for _, file := range shownBy(l.byPath[source].Page) {
			shown[file] = true
		}
	}
	return shown, linked
}

// unshownFaults reports what is wrong with pictures that no page shows, where they
// are; of the others the pages tell.
func (l *library) unshownFaults() diag.List {
	var found diag.List
	inUse := sync.OnceValues(l.inUse) // most sites have no faults
	for _, f := range l.files {
		if f.Picture == nil || f.Picture.Fault == nil {
			continue
		}
		if shown, _ := inUse(); shown[f.Path] {
			continue
		}
		if _, ok := l.resourceURL(f); ok {
			at := diag.Position{File: "content/" + f.Path}
			found = append(found, f.Picture.Fault.At(at, at.File))
		}
	}
	return found
}

// plainFiles calls do for the content files that are no pages and are published
// whatever shows them, with their site paths.
func (e *edition) plainFiles(do func(f *file, url string) error) error {
	for _, f := range e.lib.files {
		if f.File.Page {
			continue
		}
		url, ok := e.lib.resourceURL(f)
		if !ok || e.isLarge(f) || f.Picture != nil && f.Picture.Fault != nil {
			continue
		}
		if err := do(f, url); err != nil {
			return err
		}
	}
	return nil
}

// usedPictures calls made for the pictures that pages show, and whole for large
// ones that something leads to or nothing shows.
func (e *edition) usedPictures(made, whole func(f *file, url string) error) error {
	inUse := sync.OnceValues(e.lib.inUse)
	for _, f := range e.lib.files {
		if f.Picture == nil || f.Picture.Fault != nil {
			continue
		}
		url, ok := e.lib.resourceURL(f)
		if !ok {
			continue
		}
		shown, linked := inUse()
		if shown[f.Path] {
			if err := made(f, url); err != nil {
				return err
			}
		}
		if e.isLarge(f) && (linked[f.Path] || e.inMenu(url) || !shown[f.Path] || !f.hasStandIn()) {
			if err := whole(f, url); err != nil {
				return err
			}
		}
	}
	return nil
}

// pictures stages the pictures made for pages, and the large ones.
func (p *press) pictures() error {
	if err := p.lib.pictures.failed(); err != nil {
		return err
	}
	return p.take(p.usedPictures(p.made, p.resource))
}

// isLarge reports whether it depends on its use whether a file is published.
func (e *edition) isLarge(f *file) bool {
	return f.Picture != nil && f.Picture.Info.IsLarge() && len(e.lib.pictures.settings.Widths) > 0
}

func (e *edition) inMenu(url string) bool {
	for _, it := range slices.Concat(e.config.Menus.Main, e.config.Menus.Footer) {
		if it.URL == url {
			return true
		}
	}
	return false
}

// made stages the pictures made from one, without reading them where they are
// published already.
func (p *press) made(f *file, at string) error {
	var list [][]byte
	for i := range f.Picture.Made {
		url := p.lib.pictures.url(f, at, i)
		if last, ok := p.last.Pages[url]; ok && p.out.Keep(url, last.Sum) == nil {
			p.records[url] = last
			continue
		}
		if list == nil {
			made, err := p.lib.pictures.bytes(f)
			if err != nil {
				return err
			}
			for _, m := range made {
				list = append(list, m.Data)
			}
		}
		if err := p.write(url, list[i]); err != nil {
			return err
		}
	}
	return nil
}

// forgetPictures takes out of the records of the last build those files of which
// only their use tells whether they are published.
func (p *press) forgetPictures(records map[string]render.Record) {
	for _, f := range p.lib.files {
		url, ok := p.lib.resourceURL(f)
		if f.Picture == nil || !ok {
			continue
		}
		if p.isLarge(f) {
			delete(records, url)
		}
		for i := range f.Picture.Made {
			delete(records, p.lib.pictures.url(f, url, i))
		}
	}
}

// copyPicture stages a picture as it may be seen.
func (p *press) copyPicture(f *file, url string) (sum [32]byte, err error) {
	pics := p.lib.pictures
	err = pics.within(2*f.Size, func() error {
		clean, err := pics.cleaned(f)
		if err == nil {
			sum, err = p.out.Write(url, clean)
		}
		return err
	})
	return sum, err
}
