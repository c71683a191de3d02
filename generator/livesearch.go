package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"touyan/generator/content"
	"touyan/generator/search"
)

// indexDelay is how long the index waits for more edits.
const indexDelay = 100 * time.Millisecond

// liveIndex is the search index of a preview. It follows what is shown in the
// background: a changed copy takes the place of the one that is read, so that what
// is read is of one piece.
type liveIndex struct {
	live *Live
	wake chan struct{}

	// todo guards what is to be looked at: pages whose body was edited, or all.
	todo  sync.Mutex
	dirty map[string]bool
	whole bool

	// mu guards where the index is, "" while there is none.
	mu  sync.RWMutex
	dir string

	// The rest is of the goroutine that makes the index, and after it of Close.
	indexFacts
	meta    search.Meta
	shared  map[string]bool
	started bool
	err     error
}

// indexFacts are kept for the next preview.
type indexFacts struct {
	// Dir is the name of the folder, Prints the fingerprints of the documents.
	Dir    string
	Prints map[string]uint64
}

func newLiveIndex(l *Live) *liveIndex {
	return &liveIndex{live: l, wake: make(chan struct{}, 1), dirty: map[string]bool{}}
}

// inSearch returns the path below the folder of the index.
func inSearch(path string) (string, bool) { return strings.CutPrefix(path, searchDir+"/") }

// file returns a file of the index.
func (x *liveIndex) file(name string) ([]byte, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.dir == "" {
		return nil, missing(searchDir + "/" + name)
	}
	return os.ReadFile(filepath.Join(x.dir, filepath.FromSlash(name)))
}

// edited says that the bodies of pages have changed.
func (x *liveIndex) edited(urls []string) {
	x.todo.Lock()
	for _, u := range urls {
		x.dirty[u] = true
	}
	x.todo.Unlock()
	x.notify()
}

// all says that anything may have changed.
func (x *liveIndex) all() {
	x.todo.Lock()
	x.whole = true
	x.todo.Unlock()
	if !x.started {
		x.started = true
		x.live.work.Go(x.run)
	}
	x.notify()
}

func (x *liveIndex) notify() {
	select {
	case x.wake <- struct{}{}:
	default:
	}
}

// run follows what is shown until the preview ends. An index that could not be made
// is made anew after the next edit.
func (x *liveIndex) run() {
	if x.err = os.MkdirAll(x.live.o.Out, 0o755); x.err != nil {
		return
	}
	x.recall()
	for pause(x.live.ctx, x.wake) {
		if x.err = x.follow(); x.err != nil {
			x.Prints = nil
		}
	}
}

// pause waits for work and then for more of it; false is the end.
func pause(ctx context.Context, wake <-chan struct{}) bool {
	select {
	case <-ctx.Done():
		return false
	case <-wake:
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(indexDelay):
		return true
	}
}

// plan is what an index lacks.
type plan struct {
	meta            search.Meta
	prints          map[string]uint64
	wanted, removed []string
}

// follow brings the index up to what is shown.
func (x *liveIndex) follow() error {
	p := x.plan()
	if x.Prints != nil && len(p.wanted)+len(p.removed) == 0 && reflect.DeepEqual(p.meta, x.meta) {
		return nil
	}
	dir, err := os.MkdirTemp(x.live.o.Out, "index-")
	if err != nil {
		return fmt.Errorf("preview: %w", err)
	}
	if x.Prints == nil || p.meta.Print() != x.meta.Print() || len(p.wanted)+len(p.removed) > max(fewChanges, len(p.prints)/fewShare) {
		err = x.build(dir, p)
	} else {
		err = x.change(dir, p)
	}
	if err == nil {
		err = x.live.ctx.Err()
	}
	if err != nil {
		_ = os.RemoveAll(dir)
		return err
	}
	return x.use(dir, p)
}

// plan compares what is shown with the index. The edited pages alone are looked at
// where nothing else can have changed.
func (x *liveIndex) plan() plan {
	x.todo.Lock()
	dirty, whole := x.dirty, x.whole
	x.dirty, x.whole = map[string]bool{}, false
	x.todo.Unlock()
	x.live.mu.RLock()
	defer x.live.mu.RUnlock()
	s := x.live.shown
	p := plan{meta: x.meta, prints: map[string]uint64{}}
	if whole || x.Prints == nil {
		p.meta, x.shared = search.NewMeta(s.config), sharedIndicators(s.site)
		for _, c := range s.site.Pages {
			if indexed(c) {
				p.prints[content.OutputPath(c)] = s.documentPrint(c, x.shared)
			}
		}
	} else {
		maps.Copy(p.prints, x.Prints)
		for url := range dirty {
			if f := s.lib.byPath[s.sources[url]]; f != nil && indexed(f.Page) {
				p.prints[url] = s.documentPrint(f.Page, x.shared)
			}
		}
	}
	for url, print := range p.prints {
		if old, ok := x.Prints[url]; !ok || old != print {
			p.wanted = append(p.wanted, url)
		}
	}
	for url := range x.Prints {
		if _, ok := p.prints[url]; !ok {
			p.removed = append(p.removed, url)
		}
	}
	slices.Sort(p.wanted)
	slices.Sort(p.removed)
	p.meta.Content = contentPrint(p.prints)
	return p
}

// document makes the document of a page as it is shown now, nil where it is gone;
// the update that took it away is looked at next.
func (x *liveIndex) document(url string) (*search.Document, error) {
	x.live.mu.RLock()
	defer x.live.mu.RUnlock()
	s := x.live.shown
	source := s.sources[url]
	if source == "" {
		return nil, nil
	}
	body, err := s.body(source, baseOf(url))
	if err != nil {
		return nil, err
	}
	d := newDocument(s.site, s.lib.byPath[source].Page, x.shared)
	addBody(d, body)
	return d, nil
}

// build makes an index of all pages.
func (x *liveIndex) build(dir string, p plan) error {
	b, err := search.Create(dir, p.meta)
	if err != nil {
		return err
	}
	err = each(x.live.ctx, slices.Values(slices.Sorted(maps.Keys(p.prints))), func(url string) error {
		d, err := x.document(url)
		if d == nil || err != nil {
			return err
		}
		return b.Add(d)
	})
	if e := b.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return search.Export(dir)
}

// change makes an index of a copy of the one that is read.
func (x *liveIndex) change(dir string, p plan) error {
	var changed []*search.Document
	for _, url := range p.wanted {
		d, err := x.document(url)
		if err != nil {
			return err
		}
		if d != nil {
			changed = append(changed, d)
		}
	}
	if err := linkAll(x.dir, dir); err != nil {
		return err
	}
	return search.Update(dir, p.meta, changed, p.removed)
}

// linkAll gives the files of an index second names in another folder; those that are
// written to are copied.
func linkAll(from, to string) error {
	return fs.WalkDir(os.DirFS(from), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		old, now := filepath.Join(from, filepath.FromSlash(name)), filepath.Join(to, filepath.FromSlash(name))
		if e.IsDir() {
			return os.MkdirAll(now, 0o755)
		}
		if search.Immutable(name) && os.Link(old, now) == nil {
			return nil
		}
		data, err := os.ReadFile(old)
		if err != nil {
			return err
		}
		return os.WriteFile(now, data, 0o644)
	})
}

// use makes a folder the index that is read.
func (x *liveIndex) use(dir string, p plan) error {
	x.mu.Lock()
	old := x.dir
	x.dir = dir
	x.mu.Unlock()
	x.meta, x.indexFacts = p.meta, indexFacts{filepath.Base(dir), p.prints}
	err := x.live.cache(indexVersion).Put("index", pack(nil, reflect.ValueOf(x.indexFacts)))
	if old != "" {
		err = firstError(err, os.RemoveAll(old))
	}
	return err
}

// indexVersion is the version of the form of what is kept of the index; whether it
// is of use, its own state says.
const indexVersion = "index 1"

// recall takes up the index of the last preview, and removes what others have left.
func (x *liveIndex) recall() {
	if data, ok := x.live.cache(indexVersion).Get("index"); ok && !x.live.o.Clean {
		x.takeUp(data)
	}
	left, _ := filepath.Glob(filepath.Join(x.live.o.Out, "index-*"))
	for _, dir := range left {
		if dir != x.dir {
			_ = os.RemoveAll(dir)
		}
	}
}

func (x *liveIndex) takeUp(data []byte) {
	var f indexFacts
	if unpack(string(data), reflect.ValueOf(&f).Elem()) != nil {
		return
	}
	dir := filepath.Join(x.live.o.Out, f.Dir)
	state, err := os.ReadFile(filepath.Join(dir, search.StateFile))
	if err != nil {
		return
	}
	meta, err := search.DecodeMeta(state)
	if err != nil || meta.Content != contentPrint(f.Prints) {
		return
	}
	x.indexFacts, x.meta = f, meta
	x.mu.Lock()
	x.dir = dir
	x.mu.Unlock()
}

// failure is why there is no index, once the preview has ended.
func (x *liveIndex) failure() error {
	if errors.Is(x.err, context.Canceled) {
		return nil
	}
	return x.err
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
