package generator

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"sync"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/content"
	"touyan/generator/markup"
	"touyan/generator/search"
	"touyan/generator/view"
)

// searchDir is the folder of the search index in a site.
const searchDir = "search"

// fewChanges is the number of documents up to which an index is changed in
// place, and as a share of all documents one in fewShare; more are built anew,
// which costs less for each.
const (
	fewChanges = 64
	fewShare   = 10
)

// indexer gives documents to the index: to a builder as they come, or to an
// update at the end.
type indexer struct {
	meta   search.Meta
	shared map[string]bool
	// prints are the fingerprints of all documents by address; wanted says which
	// of them the index needs.
	prints  map[string]uint64
	wanted  map[string]bool
	removed []string
	// alike says that the published index has the same settings and words.
	alike bool
	// dir is where the index is staged, files the names of its files.
	dir   string
	files []string

	builder *search.Builder
	mu      sync.Mutex
	changed []*search.Document
}

// planIndex finds out which documents are new or changed, and whether the index
// is built anew, changed in place, or kept.
func (p *press) planIndex() error {
	x := &p.indexer
	x.meta, x.shared = search.NewMeta(p.config), sharedIndicators(p.site)
	x.prints, x.wanted = map[string]uint64{}, map[string]bool{}
	for _, c := range p.site.Pages {
		if indexed(c) {
			x.prints[content.OutputPath(c)] = p.documentPrint(c, x.shared)
		}
	}
	x.compare(p.last.Docs)
	x.meta.Content = contentPrint(x.prints)
	if p.mayUpdate() {
		return nil
	}
	for url := range x.prints {
		x.wanted[url] = true
	}
	var err error
	if x.dir, err = p.out.NewDir(searchDir); err != nil {
		return err
	}
	x.builder, err = search.Create(x.dir, x.meta)
	return err
}

// compare notes what differs from the documents of the last build.
func (x *indexer) compare(last map[string]uint64) {
	for url, print := range x.prints {
		if old, ok := last[url]; !ok || old != print {
			x.wanted[url] = true
		}
	}
	for url := range last {
		if _, ok := x.prints[url]; !ok {
			x.removed = append(x.removed, url)
		}
	}
}

// mayUpdate reports whether the published index is the one that the last build
// remembered, needs few changes, and ranks as this build wants. A build that was
// killed after it published has left an index that nothing is remembered of.
func (p *press) mayUpdate() bool {
	x := &p.indexer
	if p.Clean || len(x.wanted)+len(x.removed) > max(fewChanges, len(x.prints)/fewShare) {
		return false
	}
	for _, name := range p.last.IndexFiles {
		if _, ok := p.out.Published(searchDir + "/" + name); !ok {
			return false // lost, say in a power cut
		}
	}
	data, err := p.out.ReadPublished(searchDir + "/" + search.StateFile)
	if err != nil {
		return false
	}
	old, err := search.DecodeMeta(data)
	if err != nil || old.Print() != x.meta.Print() || old.Content != contentPrint(p.last.Docs) {
		return false
	}
	x.alike = reflect.DeepEqual(old, x.meta)
	return true
}

// contentPrint is a fingerprint of documents by their own, in whatever order.
func contentPrint(docs map[string]uint64) string {
	var sum uint64
	for url, print := range docs {
		sum += xxhash.Sum64(binary.LittleEndian.AppendUint64([]byte(url), print))
	}
	return fmt.Sprintf("%d-%016x", len(docs), sum)
}

// documentPrint is a fingerprint of a page's document: of its file, and of what
// the document has from elsewhere.
func (e *edition) documentPrint(c *content.Page, shared map[string]bool) uint64 {
	b := binary.LittleEndian.AppendUint64(nil, e.lib.byPath[c.Path].Meta)
	b = binary.LittleEndian.AppendUint64(b, c.Body.Print)
	b = append(b, labels(e.site, c)...)
	if brand := e.site.BrandOf(c); brand != nil {
		b = append(append(b, 0), brand.Title...)
	}
	for i := range c.Outcomes {
		if shared[c.Outcomes[i].Indicator] {
			b = append(append(b, 0), c.Outcomes[i].Indicator...)
		}
	}
	return xxhash.Sum64(b)
}

// document gives the index the document of a view, if it is a changed one. body
// is nil where rendering did not need it.
func (p *press) document(v view.View, body *markup.Document) error {
	path := v.Common().Path
	if !p.indexer.wanted[path] {
		return nil
	}
	source := view.Content(v).Source
	if body == nil {
		var err error
		if body, err = p.lib.convert(p.converter, source, v.Common().Base); err != nil {
			return err
		}
	}
	d := newDocument(p.site, p.lib.byPath[source].Page, p.indexer.shared)
	addBody(d, body)
	if p.indexer.builder != nil {
		return p.indexer.builder.Add(d)
	}
	p.indexer.mu.Lock()
	defer p.indexer.mu.Unlock()
	p.indexer.changed = append(p.indexer.changed, d)
	return nil
}

// index finishes the index.
func (p *press) index() error {
	x := &p.indexer
	p.report.Indexed = len(x.wanted) + len(x.removed)
	switch {
	case x.builder != nil:
		return x.builder.Close()
	case x.alike:
		x.files = p.last.IndexFiles
		return p.take(p.out.KeepDir(searchDir))
	default:
		var err error
		if x.dir, err = p.out.CopyDir(searchDir, search.Immutable); err != nil {
			return p.take(err)
		}
		return search.Update(x.dir, x.meta, x.changed, x.removed)
	}
}

// export writes what browsers search of an index that was built anew.
func (p *press) export() error {
	x := &p.indexer
	if x.builder != nil {
		if err := search.Export(x.dir); err != nil {
			return err
		}
	}
	if x.dir == "" {
		return nil // kept
	}
	return fs.WalkDir(os.DirFS(x.dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			x.files = append(x.files, name)
		}
		return err
	})
}
