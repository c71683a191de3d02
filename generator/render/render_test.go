package render_test

import (
	"errors"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/markup"
	"touyan/generator/render"
	"touyan/generator/site"
	"touyan/generator/theme"
	"touyan/generator/view"
	"touyan/test/corpus"
	"touyan/themes"
)

// folder is a site in memory.
type folder struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (f *folder) Write(path string, data []byte) ([32]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files[path] = append([]byte(nil), data...)
	return [32]byte{1}, nil
}

func (f *folder) Keep(path string, _ [32]byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.files[path] == nil {
		return errors.New("not there")
	}
	return nil
}

// pages is the resolver of a site whose links all lead to a page.
type pages struct{}

func (pages) Page(path string) (string, bool)              { return "cases/x.html", true }
func (p pages) Image(path string) (markup.Resource, bool)  { return p.Resource(path) }
func (pages) Unpublished(string) bool                      { return false }
func (pages) Resource(string) (r markup.Resource, ok bool) { return r, false }

// library is n cases of the corpus, ready to render.
type library struct {
	views    []view.Make
	renderer *render.Renderer
	refs     uint64
}

func newLibrary(tb testing.TB, n int) *library {
	tb.Helper()
	g := corpus.New(1)
	c := config.Default()
	c.Title = "案例库"
	words := content.Vocabulary{
		Types: config.IDs(c.Types), Sectors: config.IDs(c.Sectors), Levels: config.IDs(c.Levels), Location: time.UTC,
	}
	texts := map[string][]byte{}
	var list []*content.Page
	add := func(f corpus.File) {
		p, found := content.Parse(f.Path, f.Data, words)
		if found.Errors() > 0 {
			tb.Fatal(found)
		}
		list = append(list, p)
		texts[f.Path] = f.Data[p.Body.Offset:]
	}
	for i := range n {
		add(g.Case(i)[0])
	}
	for i := range g.Brands(n) {
		add(g.Brand(i))
	}
	s, found := site.Assemble(c, list)
	th, more := theme.Load(fstest.MapFS{}, themes.FS(), "default", "zh-CN", func(string) diag.Position { return diag.Position{} })
	if found.Errors()+more.Errors() > 0 {
		tb.Fatal(found, more)
	}
	l := &library{}
	converter := markup.New(markup.Options{})
	l.renderer = &render.Renderer{
		Theme: th, Out: &folder{files: map[string][]byte{}}, Last: map[string]render.Record{},
		Refs: func(string) uint64 { return l.refs },
		Convert: func(source, base string) (*markup.Document, error) {
			doc, _ := converter.Convert(markup.Source{Path: source, Base: base, Text: texts[source], Site: pages{}})
			return &doc, nil
		},
	}
	no := func(*content.Page) bool { return false }
	for _, one := range view.All(s, view.Options{
		Words: th.Words, Draft: no, Future: no, Expired: no,
		Image: func(*content.Page, string) (view.Image, bool) { return view.Image{}, false },
	}) {
		l.views = append(l.views, one)
	}
	return l
}

// all renders every page and returns how many were not kept.
func (l *library) all(tb testing.TB) int {
	tb.Helper()
	n := 0
	for _, one := range l.views {
		v := one()
		p, free, err := l.renderer.Render(v)
		if err != nil {
			tb.Fatal(err)
		}
		if p.HTML != nil {
			n++
		}
		l.renderer.Last[v.Common().Path] = p.Record
		free()
	}
	return n
}

func TestPagesAreKeptUntilSomethingTheyShowChanges(t *testing.T) {
	l := newLibrary(t, 20)
	if got := l.all(t); got != len(l.views) {
		t.Errorf("first: rendered %d of %d", got, len(l.views))
	}
	if got := l.all(t); got != 0 {
		t.Errorf("again: rendered %d", got)
	}
	l.refs++ // what bodies link to has another address now
	bodies := 0
	for _, one := range l.views {
		if b := view.Content(one()); b != nil && b.Source != "" {
			bodies++
		}
	}
	if got := l.all(t); got != bodies || bodies == 0 {
		t.Errorf("addresses changed: rendered %d, want the %d pages with a body", got, bodies)
	}
}

// BenchmarkRender renders a whole site of 200 cases; ns/op is for all its pages.
func BenchmarkRender(b *testing.B) {
	l := newLibrary(b, 200)
	for b.Loop() {
		clear(l.renderer.Last)
		l.all(b)
	}
	b.ReportMetric(float64(len(l.views)), "pages")
}
