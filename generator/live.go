package generator

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/output"
	"touyan/generator/preview"
)

// Live is a site that follows its sources, for the preview: it reads what is said to
// have changed, and makes a file when it is asked for. It keeps a cache and the
// search index in a folder of its own.
type Live struct {
	o      Options
	src    fs.FS
	ctx    context.Context
	cancel context.CancelFunc
	work   sync.WaitGroup

	// updating is held by the one update that is on its way; it guards now.
	updating sync.Mutex
	now      state

	// mu guards what is shown, and the pages and bodies that it is made from.
	mu    sync.RWMutex
	shown *shown

	// ends close the fonts of the share cards.
	ends []func()

	texts  *texts
	index  *liveIndex
	checks *liveChecks
}

// state is all that is known of the sources, right or wrong.
type state struct {
	tree *content.Tree
	settings
	vocabulary string
	lib        *library
	// settled are the findings of the settings, found all but those of bodies, of
	// which noted has those that have any.
	settled, found diag.List
	noted          map[string]diag.List
	// ids are the parts of the pages of which other pages name one, by site path.
	ids map[string]idsOf
	// drawn was found when the font of the share cards was opened.
	drawn diag.List
	// missed are paths that an update did not get to, replaced the pages whose text
	// what is shown may need.
	missed   []string
	replaced map[uint64]string
	// learned says that bodies were converted that the cache does not know.
	learned bool
	// clean says that what is shown is made from all this.
	clean bool
}

// OpenLive returns the site at o.Source. It keeps what it needs in the folder o.Out,
// which is not one to publish. Nothing is read before the first update.
func OpenLive(o Options) *Live {
	l := &Live{o: o, src: os.DirFS(o.Source), texts: newTexts()}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.now.replaced = map[uint64]string{}
	l.index, l.checks = newLiveIndex(l), newLiveChecks(l)
	return l
}

// Close ends all that goes on in the background and keeps what makes the next start
// quick.
func (l *Live) Close() error {
	l.cancel()
	l.work.Wait()
	l.updating.Lock()
	defer l.updating.Unlock()
	l.endCards(0)
	return firstError(l.index.failure(), l.remember())
}

// cache is where the preview keeps what it knows.
func (l *Live) cache(version string) *output.Cache {
	return output.OpenCache(filepath.Join(l.o.Out, "cache"), version)
}

// Update implements [preview.Site].
func (l *Live) Update(ctx context.Context, paths []string) (preview.Update, error) {
	l.updating.Lock()
	defer l.updating.Unlock()
	r := &run{Options: l.o, ctx: ctx}
	c := l.sortOut(paths)
	u, done, err := l.editTexts(r, c)
	if !done && err == nil {
		u, err = l.rebuild(r, c)
	}
	if err != nil {
		l.now.missed = c.all()
		return preview.Update{}, err
	}
	u.Diagnostics = l.diagnostics()
	for _, s := range r.report.Stages {
		u.Stages = append(u.Stages, preview.Stage(s))
	}
	return u, nil
}

// diagnostics are all findings that stand now.
func (l *Live) diagnostics() diag.List {
	all := slices.Concat(l.now.settled, l.now.found)
	for _, list := range l.now.noted {
		all = append(all, list...)
	}
	all.Sort()
	return all
}

// File implements [preview.Site].
func (l *Live) File(_ context.Context, path string) ([]byte, error) {
	if !fs.ValidPath(path) {
		return nil, missing(path)
	}
	if name, ok := inSearch(path); ok {
		return l.index.file(name)
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.shown == nil {
		return nil, missing(path)
	}
	return l.shown.file(path)
}

// Source implements [preview.Site].
func (l *Live) Source(path string) string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.shown == nil || l.shown.sources[path] == "" {
		return ""
	}
	return "content/" + l.shown.sources[path]
}
