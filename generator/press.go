package generator

import (
	"iter"
	"maps"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/content"
	"touyan/generator/feed"
	"touyan/generator/output"
	"touyan/generator/output/link"
	"touyan/generator/render"
	"touyan/generator/site"
	"touyan/generator/view"
)

// press writes an edition: pages, search index, feeds.
type press struct {
	*edition
	out  *output.Writer
	last memory

	links   *link.Index
	indexer indexer

	// print is the fingerprint of all that the pages have in common; alike says
	// that it is that of the last build.
	print uint64
	alike bool

	mu        sync.Mutex
	records   map[string]render.Record
	addresses []feed.Address
	rendered  int
}

func (r *run) newPress(lib *library, whole *site.Site, s settings, out *output.Writer, last memory) *press {
	p := &press{edition: r.newEdition(lib, whole, s), out: out, last: last, links: last.links, records: map[string]render.Record{}}
	p.links.HostPath = s.config.HostPath()
	p.renderer.Out, p.renderer.Last = out, last.Pages
	return p
}

// pages writes every page, and on the way gives the index its documents.
func (p *press) pages() error {
	if err := p.planIndex(); err != nil {
		return p.take(err)
	}
	defer p.openCards()()
	p.print = p.lib.sitePrint(view.Fingerprint(p.config), p.theme.Print(), xxhash.Sum64String(p.Version), p.marksPrint(), p.cardsPrint())
	views := view.All(p.site, p.viewOptions())
	edited, ok, err := p.keepOthers()
	if err != nil {
		return p.take(err)
	}
	if p.alike = ok; ok {
		views = view.Of(p.site, p.viewOptions(), edited)
	} else if err := p.shared(); err != nil {
		return p.take(err)
	}
	var done counter
	err = each(p.ctx, makesOf(views), func(one view.Make) error {
		p.progress("render", done.next(), len(p.last.Pages))
		return p.take(p.page(one()))
	})
	if err == nil {
		err = p.pictures()
	}
	p.report.Rendered = p.rendered
	for path := range p.records {
		if strings.HasSuffix(path, ".html") {
			p.report.Pages++
		}
	}
	return err
}

// makesOf leaves the paths out.
func makesOf(views iter.Seq2[string, view.Make]) iter.Seq[view.Make] {
	return func(yield func(view.Make) bool) {
		views(func(_ string, one view.Make) bool { return yield(one) })
	}
}

// keepOthers keeps every file of the last build but the pages whose body was
// edited and the booklets that hold these, where nothing that pages have in common has changed: no other page can
// have changed then. ok is false where that is not so, or where a file to be kept
// is not there, say after a power cut; then nothing is kept yet.
func (p *press) keepOthers() (edited []*content.Page, ok bool, err error) {
	if p.Clean || p.last.Site != p.print || p.indexer.builder != nil {
		return nil, false, nil
	}
	edited = p.lib.edited(p.last.Bodies)
	if len(edited) > len(p.site.Pages)/fewShare {
		return nil, false, nil
	}
	edited = p.withBooklets(edited)
	kept := maps.Clone(p.last.Pages)
	for _, c := range edited {
		delete(kept, content.OutputPath(c))
	}
	p.forgetPictures(kept)
	for path, rec := range kept {
		if sum, there := p.out.Published(path); !there || sum != rec.Sum {
			return nil, false, nil
		}
	}
	for path, rec := range kept {
		if err := p.out.Keep(path, rec.Sum); err != nil {
			return nil, false, err
		}
	}
	maps.Copy(p.records, kept)
	return edited, true, nil
}

// shared stages all that is no page.
func (p *press) shared() error {
	if err := p.files(); err != nil {
		return err
	}
	return p.comparison()
}

// files stages the theme's assets and the content files that are no pages.
func (p *press) files() error {
	for _, a := range p.theme.Assets() {
		if err := p.write(a.Path, a.Data); err != nil {
			return err
		}
	}
	return p.plainFiles(p.resource)
}

// write stages a file that is made anew at every build that is not alike.
func (p *press) write(path string, data []byte) error {
	sum, err := p.out.Write(path, data)
	p.records[path] = render.Record{Sum: sum}
	return err
}

// resource stages a content file that is no page, without reading it where it
// is as it was.
func (p *press) resource(f *file, url string) error {
	rec := render.Record{Print: f.print()}
	if last, ok := p.last.Pages[url]; ok && last.Print == rec.Print && p.out.Keep(url, last.Sum) == nil {
		p.records[url] = last
		return nil
	}
	if f.Picture != nil {
		var err error
		rec.Sum, err = p.copyPicture(f, url)
		p.records[url] = rec
		return err
	}
	sum, err := p.out.Copy(url, p.lib.fsys, "content/"+f.Path)
	if err != nil {
		return err
	}
	if err := p.lib.still(f); err != nil {
		return err
	}
	rec.Sum = sum
	p.records[url] = rec
	return nil
}

// page writes the page of one view.
func (p *press) page(v view.View) error {
	page, free, err := p.renderer.Render(v)
	defer free()
	if err != nil {
		return err
	}
	if b, ok := v.(*view.Booklet); ok {
		if err := p.heads(b); err != nil {
			return err
		}
	}
	path := v.Common().Path
	if page.HTML != nil {
		p.links.Set(path, page.Sum, link.Scan(page.HTML))
	}
	p.mu.Lock()
	p.records[path] = page.Record
	if page.HTML != nil {
		p.rendered++
	}
	if !v.Common().NoIndex {
		p.addresses = append(p.addresses, address(v))
	}
	p.mu.Unlock()
	if err := p.card(v); err != nil {
		return err
	}
	return p.document(v, page.Body)
}

// address is a page as the site map has it.
func address(v view.View) feed.Address {
	return feed.Address{URL: v.Common().Path, Modified: modified(v)}
}

// modified returns when a page changed last, as its front matter says.
func modified(v view.View) string {
	dates := []view.Date{}
	switch v := v.(type) {
	case *view.Case:
		dates = []view.Date{v.Updated, v.Date}
	case *view.Plain:
		dates = []view.Date{v.Updated, v.Date}
	case *view.Brand:
		dates = []view.Date{v.Date}
	case *view.Booklet:
		dates = []view.Date{v.Made}
	}
	for _, d := range dates {
		if d.ISO != "" {
			return d.ISO
		}
	}
	return ""
}

// sourcesOf yields the content paths of the pages that are published.
func sourcesOf(lib *library) iter.Seq[string] { return maps.Keys(lib.published) }

// publish remembers what the next build may use and makes the staged site the
// published one. That comes last, so that whatever fails leaves the old site;
// what is remembered names files by their SHA-256 and so does no harm there.
func (p *press) publish() error {
	if err := p.failed(); err != nil {
		return err
	}
	if err := p.remember(); err != nil {
		return err
	}
	done, err := p.out.Publish()
	if err != nil {
		return p.take(err)
	}
	if err := p.lib.pictures.sweep(p.lib.files); err != nil {
		return err
	}
	p.report.Written, p.report.Kept, p.report.Removed = done.Written, done.Kept, done.Removed
	return nil
}
