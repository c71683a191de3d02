package generator

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/markup"
	"touyan/generator/media"
)

// file is what is known of one content file; a cache keeps it between builds.
type file struct {
	content.File
	// Hash is a fingerprint of the file's bytes, Meta of what other pages may say of
	// a page: its front matter, and its excerpt where that stands for a summary.
	Hash, Meta uint64
	// Page holds the facts of a page, nil for other files and unreadable pages.
	Page  *content.Page
	Found diag.List
	// Picture is what is known of a picture, nil for other files.
	Picture *picture
}

// print is a fingerprint of a file that is copied as it is.
func (f *file) print() uint64 {
	return xxhash.Sum64String(fmt.Sprint(f.Hash, f.Size, f.ModTime.UnixNano()))
}

// library is all of content/.
type library struct {
	fsys  fs.FS
	files []*file
	// byPath holds every file; published the pages that this build publishes.
	byPath    map[string]*file
	published map[string]string // site path by content path
	pictures  *pictures
	// texts, where set, has the bytes of pages, also of those that are another on
	// disk by now.
	texts *texts

	mu     sync.Mutex
	bodies map[string]body
}

// body is what the conversion of a page's Markdown told; a cache keeps it.
type body struct {
	// Print is the fingerprint of the Markdown.
	Print uint64
	// Refs are the content files that it refers to, Later the links that only the
	// finished site can judge, Noted what was found.
	Refs []string
	// Images and Files are those of Refs that it shows and that it links to.
	Images, Files []string
	Later         []markup.Later
	Noted         diag.List
	// Leads is a fingerprint of what Refs and Images led to.
	Leads uint64
}

// read lists content/ and reads every page that the cache does not hold.
func (r *run) read(src fs.FS, s settings, last memory) (*library, error) {
	list, found := content.Walk(src)
	r.found(found)
	lib := newLibrary(src, len(list), newPictures(r.ctx, src, s.pictures(), last.pictures, r.Clean))
	return lib, r.readFiles(lib, list, s, last.Files, last.Bodies)
}

func newLibrary(src fs.FS, files int, p *pictures) *library {
	return &library{
		fsys: src, files: make([]*file, files), byPath: make(map[string]*file, files),
		published: make(map[string]string, files), bodies: make(map[string]body, files), pictures: p,
	}
}

// readFiles reads the files of a library, but those that are known.
func (r *run) readFiles(lib *library, list []content.File, s settings, files map[string]*file, bodies map[string]body) error {
	words := s.vocabulary()
	words.Values = r.checks
	var done counter
	err := each(r.ctx, numbers(len(list)), func(i int) error {
		f, err := lib.readFile(list[i], words, files[list[i].Path])
		lib.files[i] = f
		r.progress("read", done.next(), len(list))
		return err
	})
	if err != nil {
		return err
	}
	for _, f := range lib.files {
		lib.byPath[f.Path] = f
		r.found(f.Found)
		if b, ok := bodies[f.Path]; ok && f.Page != nil && b.Print == f.Page.Body.Print {
			lib.bodies[f.Path] = b
		}
	}
	return nil
}

// numbers counts from 0 to below n.
func numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// readFile reads a file, or takes what is known of it where neither its time nor
// its size has changed.
func (l *library) readFile(c content.File, words content.Vocabulary, last *file) (*file, error) {
	if last != nil && last.Size == c.Size && last.ModTime.Equal(c.ModTime) && last.Page == nil == !c.Page && last.Bundle == c.Bundle {
		return last, nil
	}
	f := &file{File: c}
	if !c.Page && !media.IsImage(c.Path) {
		return f, nil
	}
	if !c.Page {
		if err := l.pictures.readPicture(f); err != nil {
			return f, err
		}
		return f, l.still(f)
	}
	data, err := fs.ReadFile(l.fsys, "content/"+c.Path)
	if err != nil {
		return f, fmt.Errorf("read content: %w", err)
	}
	// What was read must be of the time that is remembered with it.
	if err := l.still(f); err != nil {
		return f, err
	}
	f.Hash = xxhash.Sum64(data)
	l.texts.keep(f.Hash, data)
	if last != nil && last.Page != nil && last.Hash == f.Hash {
		known := *last
		known.File = c
		return &known, nil
	}
	if f.Page, f.Found = content.Parse(c.Path, data, words); f.Page != nil {
		head := append([]byte(f.Page.Body.Excerpt), data[:f.Page.Body.Offset]...)
		f.Meta = xxhash.Sum64(head)
	}
	return f, nil
}

// pages returns the readable pages in order of path.
func (l *library) pages() []*content.Page {
	var list []*content.Page
	for _, f := range l.files {
		if f.Page != nil {
			list = append(list, f.Page)
		}
	}
	return list
}

// publish notes which pages are published, so that links to them resolve.
func (l *library) publish(pages []*content.Page) {
	for _, p := range pages {
		l.published[p.Path] = content.OutputPath(p)
	}
}

// Page resolves a link to a page that this build publishes.
func (l *library) Page(p string) (string, bool) {
	url, ok := l.published[p]
	if f := l.byPath[p]; !ok && f != nil && f.File.Page && f.Page == nil {
		// What is wrong with a page that cannot be read is said there.
		return strings.TrimSuffix(p, ".md") + ".html", true
	}
	return url, ok
}

// Unpublished reports whether a file is there and left out, because its page is.
func (l *library) Unpublished(p string) bool {
	f := l.byPath[p]
	if f != nil && f.Bundle != "" {
		f = l.byPath[f.Bundle]
	}
	return f != nil && f.Page != nil && l.published[f.Path] == ""
}

// Resource resolves a file that is no page.
func (l *library) Resource(p string) (markup.Resource, bool) {
	f := l.byPath[p]
	if f == nil || f.File.Page {
		return markup.Resource{}, false
	}
	url, ok := l.resourceURL(f)
	r := markup.Resource{URL: url}
	if f.Picture != nil {
		r.Width, r.Height = f.Picture.Info.Width, f.Picture.Info.Height
	}
	return r, ok
}

// resourceURL is where a file is published; ok is false while its bundle is not.
func (l *library) resourceURL(f *file) (string, bool) {
	if f.Bundle == "" {
		return content.LoosePath(f.Path), true
	}
	owner := l.byPath[f.Bundle]
	if owner == nil || owner.Page == nil || l.published[f.Bundle] == "" {
		return "", false
	}
	return content.ResourcePath(owner.Page, f.Path), true
}

// sitePrint is a fingerprint of all that the pages of a build have in common:
// the front matter of every published page and every file that is no page.
func (l *library) sitePrint(others ...uint64) uint64 {
	var b []byte
	for _, n := range others {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	for _, f := range l.files {
		print := f.Meta
		if !f.File.Page {
			print = f.print()
		} else if l.published[f.Path] == "" {
			continue
		}
		b = append(append(b, f.Path...), 0)
		b = binary.LittleEndian.AppendUint64(b, print)
	}
	return xxhash.Sum64(b)
}

// edited returns the published pages whose body is not the one that the last
// build converted.
func (l *library) edited(last map[string]body) []*content.Page {
	var list []*content.Page
	for _, f := range l.files {
		if f.Page == nil || l.published[f.Path] == "" {
			continue
		}
		if b, ok := last[f.Path]; !ok && f.Page.Body.Print != 0 || ok && b.Print != f.Page.Body.Print {
			list = append(list, f.Page)
		}
	}
	return list
}

// refsPrint is a fingerprint of all that a page's links and images lead to, so
// that a page is rendered again when an address or a size that it shows changes.
func (l *library) refsPrint(source string) uint64 {
	l.mu.Lock()
	known := l.bodies[source]
	l.mu.Unlock()
	return l.leads(&known)
}

func (l *library) leads(to *body) uint64 {
	var b []byte
	for _, ref := range to.Refs {
		url, ok := l.Page(ref)
		b = append(append(b, url...), 0)
		if !ok {
			r, _ := l.Resource(ref)
			b = append(append(b, r.URL...), 0)
			b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(r.Width)), uint64(r.Height))
		}
	}
	for _, image := range to.Images {
		r, _ := l.Image(image)
		b = fmt.Appendf(b, "%v %v %d\x00", r.URL, r.Variants, r.Height)
		if r.Fault != nil {
			b = append(b, r.Fault.Code...)
		}
	}
	return xxhash.Sum64(b)
}

// leadsAs reports whether all links and images of pages lead where they do in another
// library: nothing but what is in pages differs.
func (l *library) leadsAs(o *library) bool {
	if l.pictures != o.pictures || len(l.files) != len(o.files) || !maps.Equal(l.published, o.published) {
		return false
	}
	for _, f := range l.files {
		was := o.byPath[f.Path]
		if f != was && (was == nil || !f.File.Page || !was.File.Page || f.Page == nil != (was.Page == nil)) {
			return false
		}
	}
	return true
}

// convert turns the Markdown of a page into HTML. ok is false where it has
// errors, which are noted.
func (l *library) convert(c *markup.Converter, source, base string) (*markup.Document, error) {
	doc, b, err := l.convertFile(c, l.byPath[source], base)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	l.bodies[source] = b
	l.mu.Unlock()
	return doc, nil
}

// convertFile is convert for a file that need not be the one that is known.
func (l *library) convertFile(c *markup.Converter, f *file, base string) (*markup.Document, body, error) {
	p := f.Page
	data, err := l.text(f)
	if err != nil {
		return nil, body{}, err
	}
	doc, found := c.Convert(markup.Source{Path: f.Path, Line: p.Body.Line, Base: base, Text: data[p.Body.Offset:], Site: l})
	b := body{Print: p.Body.Print, Refs: doc.Refs, Images: doc.Images, Files: doc.Files, Later: doc.Later, Noted: found}
	b.Leads = l.leads(&b)
	return &doc, b, nil
}

// text returns the bytes of a page's file that are the ones that were read before:
// front matter and body must be of one file, and what is remembered of it true.
func (l *library) text(f *file) ([]byte, error) {
	if data, ok := l.texts.get(f.Hash); ok {
		return data, nil
	}
	data, err := fs.ReadFile(l.fsys, "content/"+f.Path)
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	if xxhash.Sum64(data) != f.Hash {
		return nil, changed(f.Path)
	}
	l.texts.keep(f.Hash, data)
	return data, nil
}

// changed is the error for a file that was edited while the site was built.
func changed(source string) error {
	return fmt.Errorf("read content: content/%s changed while the site was built", source)
}

// still returns an error where a file has another size or time by now: it was edited
// meanwhile, or is growing, say while it is uploaded.
func (l *library) still(f *file) error {
	now, err := fs.Stat(l.fsys, "content/"+f.Path)
	if err != nil {
		return fmt.Errorf("read content: %w", err)
	}
	if now.Size() != f.Size || !now.ModTime().Equal(f.ModTime) {
		return changed(f.Path)
	}
	return nil
}

// noted returns what the conversions of published pages found, of those that
// were not converted again too.
func (l *library) noted() diag.List {
	var list diag.List
	for source := range l.published {
		list = append(list, l.bodies[source].Noted...)
	}
	return list
}

// remember is what the next build may take from this one: unreadable files and
// bodies with errors are looked at again.
func (l *library) remember() (map[string]*file, map[string]body) {
	files := make(map[string]*file, len(l.files))
	for _, f := range l.files {
		if !f.File.Page || f.Page != nil && f.Found.Errors() == 0 {
			files[f.Path] = f
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return files, maps.Clone(l.bodies)
}
