package generator

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/fragment"
	"touyan/generator/output"
	"touyan/generator/output/link"
	"touyan/generator/printer"
	"touyan/generator/render"
	"touyan/generator/site"
	"touyan/generator/strict"
	"touyan/generator/view"
)

// Export says which booklet to write and where to.
type Export struct {
	// Name is a booklet's slug or a collection as in a booklet's front matter:
	// type:village, brand:x, site.
	Name string
	// HTML is a folder, or a file that ends in .html, whose pictures and style
	// sheets then go to a folder beside it; PDF and EPUB are files. "" leaves a
	// form out.
	HTML, PDF, EPUB string
	// Chromium is the program that prints; needed for PDF alone.
	Chromium string
}

// ExportBooklet writes a booklet of the site at o.Source, apart from any published
// site. Its errors are those of [Build], and the printer's.
func ExportBooklet(ctx context.Context, o Options, e Export) (Report, error) {
	r := &run{Options: o, ctx: ctx}
	err := r.export(e)
	r.report.Diagnostics.Sort()
	if err == nil {
		err = r.failed()
	}
	return r.report, err
}

func (r *run) export(e Export) error {
	src := os.DirFS(r.Source)
	s, err := r.load(src)
	if err != nil {
		return err
	}
	made, err := os.MkdirTemp("", "touyan-pictures-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(made)
	lib, err := r.readStage(src, s, memory{pictures: output.OpenCache(made, picturesCache)})
	if err != nil {
		return err
	}
	lib.pictures.single = true
	whole, err := r.assemble(lib, s)
	if err != nil {
		return err
	}
	b := &binder{edition: r.newEdition(lib, whole, s)}
	if b.booklet = b.find(e.Name); b.booklet == nil {
		return ErrContent
	}
	for _, form := range []struct {
		to    string
		write func(string) error
	}{
		{e.HTML, b.html},
		{e.EPUB, b.epub},
		{e.PDF, func(to string) error { return b.pdf(to, e.Chromium) }},
	} {
		if form.to == "" {
			continue
		}
		if err := form.write(form.to); err != nil {
			return r.take(err)
		}
		r.found(lib.noted())
		if err := r.failed(); err != nil {
			return err
		}
	}
	return nil
}

// binder writes one booklet in several forms.
type binder struct {
	*edition
	booklet *site.Booklet
	// resources give the content's files that are no pages by site path, and the
	// pictures made from them.
	resources map[string]func() ([]byte, error)
}

// find returns the booklet of a name, or reports why there is none.
func (b *binder) find(name string) *site.Booklet {
	if one := b.site.BookletBySlug(name); one != nil {
		return one
	}
	if name != site.Whole && !strings.Contains(name, ":") {
		slugs := []string{site.Whole}
		for _, one := range b.site.Booklets {
			slugs = append(slugs, one.Slug)
		}
		b.found(diag.List{{Pos: diag.Position{File: name}, Code: "unknown-booklet", Args: []any{name, strict.Nearest(name, slugs), strings.Join(slugs, ", ")}}})
		return nil
	}
	c, fault := b.site.Collect(name)
	if fault != nil {
		fault.Pos.File = name
		b.found(diag.List{fault.Diagnostic})
		return nil
	}
	if n := len(c.Cases); n > site.MostCases {
		b.found(diag.List{{Pos: diag.Position{File: name}, Code: "booklet-too-large", Args: []any{n, site.MostCases}}})
		return nil
	}
	day := b.Now.In(b.zone)
	p := &content.Page{Kind: content.Booklet, Slug: name, Meta: content.Meta{
		Title: c.Title, Date: content.Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()},
	}}
	return &site.Booklet{Page: p, Holds: c}
}

// view makes the booklet's view with all its bodies. base leads from its page to its
// files.
func (b *binder) view(base string) (*view.Booklet, error) {
	v := view.NewBooklet(b.site, b.viewOptions(), b.booklet, "index.html", base)
	convert := func(body *view.Body, base string) error {
		if body.Source == "" {
			return nil
		}
		doc, err := b.lib.convert(b.converter, body.Source, base)
		if err != nil {
			return err
		}
		render.Fill(body, doc)
		return b.ctx.Err()
	}
	if err := convert(&v.Body, base); err != nil {
		return nil, err
	}
	err := each(b.ctx, numbers(len(v.Chapters)), func(i int) error {
		return convert(&v.Chapters[i].Case.Body, v.Chapters[i].Case.Base)
	})
	return v, err
}

// html writes the booklet as a page: DIR/index.html with its files beside it, or
// NAME.html with them in NAME_files.
func (b *binder) html(to string) error {
	page, files, base := filepath.Join(to, "index.html"), to, ""
	if ext := filepath.Ext(to); strings.EqualFold(ext, ".html") || strings.EqualFold(ext, ".htm") {
		page, files = to, strings.TrimSuffix(to, ext)+"_files"
		base = url.PathEscape(filepath.Base(files)) + "/"
	}
	v, err := b.view(base)
	if err != nil {
		return err
	}
	return b.page(v, page, files)
}

// page writes a booklet's page and the files that it needs.
func (b *binder) page(v *view.Booklet, page, files string) error {
	var out bytes.Buffer
	if err := b.theme.Render(&out, v); err != nil {
		return err
	}
	if err := b.copyFiles(v, link.Scan(out.Bytes()).Links, files); err != nil {
		return err
	}
	return WriteWhole(page, out.Bytes())
}

// copyFiles writes the files of the site that a booklet's page refers to.
func (b *binder) copyFiles(v *view.Booklet, links []string, dir string) error {
	done := map[string]bool{}
	for _, l := range links {
		l, _, _ = strings.Cut(l, "#")
		name, inside := strings.CutPrefix(l, v.Base)
		if l == "" || !inside || strings.Contains(name, ":") || done[name] {
			continue
		}
		done[name] = true
		data, err := b.file(v, name)
		if err != nil {
			return err
		}
		if err := WriteWhole(filepath.Join(dir, filepath.FromSlash(name)), data); err != nil {
			return err
		}
		for _, a := range b.theme.Assets() { // what a style sheet shows
			if strings.HasSuffix(name, ".css") && !done[a.Path] && bytes.Contains(data, []byte(filepath.Base(a.Path))) {
				done[a.Path] = true
				if err := WriteWhole(filepath.Join(dir, filepath.FromSlash(a.Path)), a.Data); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// file returns a file of the site by its site path.
func (b *binder) file(v *view.Booklet, name string) ([]byte, error) {
	if name == v.Styles {
		return v.RunningHeads(), nil
	}
	for _, a := range b.theme.Assets() {
		if a.Path == name {
			return a.Data, nil
		}
	}
	if b.resources == nil {
		b.findResources()
	}
	read := b.resources[name]
	if read == nil {
		return nil, fmt.Errorf("export the booklet: nothing makes its file %s: %w", name, fs.ErrNotExist)
	}
	return read()
}

// findResources notes what gives each file, once the pages have been rendered that
// say which pictures are needed.
func (b *binder) findResources() {
	b.resources = map[string]func() ([]byte, error){}
	pics := b.lib.pictures
	for _, f := range b.lib.files {
		url, ok := b.lib.resourceURL(f)
		switch {
		case !ok || f.File.Page:
		case f.Picture == nil:
			b.resources[url] = func() ([]byte, error) { return fs.ReadFile(b.lib.fsys, "content/"+f.Path) }
		default:
			b.resources[url] = func() ([]byte, error) { return pics.cleaned(f) }
			for i := range f.Picture.Made {
				b.resources[pics.url(f, url, i)] = func() ([]byte, error) {
					list, err := pics.bytes(f)
					if err != nil {
						return nil, err
					}
					return list[i].Data, nil
				}
			}
		}
	}
}

// mostPasses is how often a booklet is printed at most: the contents' page numbers
// are known once it is printed, and may move what stands behind them.
const mostPasses = 4

// pdf prints the booklet until the page numbers in its contents are those of the
// PDF.
func (b *binder) pdf(to, program string) error {
	dir, err := os.MkdirTemp("", "touyan-booklet-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	v, err := b.view("")
	if err != nil {
		return err
	}
	v.Numbered = true
	v.PrefacePage, v.ColophonPage = 100, 100
	for i := range v.Chapters {
		v.Chapters[i].Page = 100 // as wide as most numbers are
	}
	for pass := range mostPasses {
		b.progress("print", pass, 2)
		page := filepath.Join(dir, "index.html")
		if err := b.page(v, page, dir); err != nil {
			return err
		}
		data, err := printer.Print(b.ctx, program, page, b.Now)
		if err != nil {
			return err
		}
		pages, err := printer.Pages(data)
		if err != nil {
			return err
		}
		switch changed, missing := number(v, pages); {
		case missing != "":
			return fmt.Errorf("print the booklet: the PDF does not say where %s is", missing)
		case !changed:
			return WriteWhole(to, data)
		}
	}
	return fmt.Errorf("print the booklet: its page numbers do not come to rest after %d passes", mostPasses)
}

// number puts the pages of a PDF into the contents and reports whether any changed,
// and which is not known.
func number(v *view.Booklet, pages map[string]int) (changed bool, missing string) {
	set := func(to *int, id string) {
		switch n := pages[id]; {
		case n == 0:
			missing = id
		case *to != n:
			*to, changed = n, true
		}
	}
	if v.Body.HTML != "" {
		set(&v.PrefacePage, "part-preface")
	}
	set(&v.ColophonPage, "part-colophon")
	for i := range v.Chapters {
		set(&v.Chapters[i].Page, v.Chapters[i].ID)
	}
	return changed, missing
}

// move returns what writes HTML of the booklet's view as a part of a book of files.
func (b *binder) move(v *view.Booklet, from, prefix string, files *[]string) fragment.Move {
	within := map[string]int{}
	for _, c := range v.Chapters {
		within[c.Case.Path] = c.Number
	}
	return fragment.Move{From: from, Prefix: prefix, Address: func(path, anchor string) (string, bool) {
		if n := within[path]; n > 0 {
			if anchor != "" {
				anchor = "#" + chapterPrefix + anchor
			}
			return chapterName(n) + ".xhtml" + anchor, true
		}
		if isPicture(path) {
			if !slices.Contains(*files, path) {
				*files = append(*files, path)
			}
			return bookFiles + path, true
		}
		if anchor != "" {
			anchor = "#" + anchor
		}
		return v.Site.BaseURL + path + anchor, v.Site.BaseURL != ""
	}}
}

// WriteWhole writes a file, and makes its folder. Whoever reads it sees the old one or the
// new one.
func WriteWhole(name string, data []byte) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".touyan-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone by then, if all went well
	if _, err = io.Copy(f, bytes.NewReader(data)); err == nil {
		err = f.Chmod(0o644)
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
