package generator

import (
	"context"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"touyan/generator/check"
	"touyan/generator/diag"
	"touyan/generator/preview"
)

// liveChecks are the checks of a preview. They follow in the background after whatever
// may concern the whole site, so that no update waits for them; an edited body is
// checked with its update. They never keep a page from being shown.
type liveChecks struct {
	live *Live

	mu sync.Mutex
	// now is what they know, lib has its pages; beside are the fingerprints of its
	// bundles, those of the library before until the pass begins.
	now    *checking
	lib    *library
	beside map[string]uint64
	// stop ends the pass that is on its way, ended is closed when it has; whole says
	// that one has come to its end.
	stop  context.CancelFunc
	ended chan struct{}
	whole bool
	// byFile is what was found, more is closed when it changes.
	byFile map[string]diag.List
	more   chan struct{}
}

// passAfter is how long checks wait after an update: its pages are asked for first.
const passAfter = 250 * time.Millisecond

func newLiveChecks(l *Live) *liveChecks {
	c := &liveChecks{live: l, stop: func() {}, ended: make(chan struct{}), more: make(chan struct{})}
	close(c.ended)
	return c
}

// all checks an edition anew as far as its pages are not known; anew says that the
// settings, or what they name, may be others.
func (c *liveChecks) all(e *edition, anew bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stop()
	if c.now == nil || anew {
		next := e.newChecking()
		next.follow(c.now)
		c.now = next
	}
	c.lib = e.lib
	ctx, stop := context.WithCancel(c.live.ctx)
	before, ended := c.ended, make(chan struct{})
	c.stop, c.ended = stop, ended
	k := c.now
	c.live.work.Go(func() {
		defer close(ended)
		defer stop()
		<-before
		c.pass(ctx, e, k)
	})
}

// pass checks the pages of an edition and then the whole of it.
func (c *liveChecks) pass(ctx context.Context, e *edition, k *checking) {
	select {
	case <-ctx.Done():
		return
	case <-time.After(passAfter):
	}
	c.live.mu.RLock()
	beside := e.lib.besides()
	c.live.mu.RUnlock()
	c.mu.Lock()
	c.beside = beside
	c.mu.Unlock()
	for _, source := range slices.Sorted(maps.Keys(e.lib.published)) {
		if ctx.Err() != nil {
			return
		}
		c.live.mu.RLock()
		_ = k.page(e.lib, e.lib.byPath[source], beside[source]) // one that has changed by now is told of soon
		c.live.mu.RUnlock()
	}
	for _, f := range e.lib.publishedFiles() {
		if ctx.Err() != nil {
			return
		}
		_ = k.file(ctx, e.lib, f) // likewise
	}
	c.live.mu.RLock()
	found := k.checker.Site(k.wholeOf(e))
	c.live.mu.RUnlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if ctx.Err() != nil {
		return
	}
	k.take(e.lib, found)
	c.whole, c.byFile = true, map[string]diag.List{}
	for _, file := range k.places() {
		c.renew(file)
	}
	c.renew(settingsFile)
	c.tell()
}

// settingsFile is where the settings of the checks are.
const settingsFile = "site.yaml"

// renew takes over what is found in a file; changed says that it is other than it was.
func (c *liveChecks) renew(file string) (changed bool) {
	found := c.now.checker.Ignore(c.now.in(file))
	if file == settingsFile {
		found = append(slices.Clip(found), c.now.settings(c.lib)...)
	}
	was, now := c.byFile[file], diagnosticsOf(check.Sorted(found))
	if len(now) == 0 {
		delete(c.byFile, file)
	} else {
		c.byFile[file] = now
	}
	return !slices.EqualFunc(was, now, func(a, b diag.Diagnostic) bool { return a.Severity == b.Severity && a.String() == b.String() })
}

// tell wakes those who wait for more.
func (c *liveChecks) tell() {
	close(c.more)
	c.more = make(chan struct{})
}

// edited checks pages with new texts.
func (c *liveChecks) edited(edits []textEdit) {
	c.mu.Lock()
	defer c.mu.Unlock()
	changed := false
	for _, e := range edits {
		if c.now == nil || c.now.page(c.lib, e.old, c.beside[e.old.Path]) != nil {
			continue // as in pass
		}
		changed = c.whole && c.renew("content/"+e.old.Path) || changed
	}
	if changed {
		c.renew(settingsFile)
		c.tell()
	}
}

// Checks implements [preview.Site].
func (l *Live) Checks(at string) (found diag.List) {
	c := l.checks
	c.mu.Lock()
	defer c.mu.Unlock()
	if own, ok := c.byFile[at]; ok {
		found = append(found, own...)
	}
	if path.Base(at) == "index.md" || at == "" {
		at = strings.TrimSuffix(at, "index.md")
		for _, file := range slices.Sorted(maps.Keys(c.byFile)) {
			if strings.HasPrefix(file, at) && file != at+"index.md" {
				found = append(found, c.byFile[file]...)
			}
		}
	}
	return found
}

// Checked implements [preview.Site].
func (l *Live) Checked() (preview.Counts, <-chan struct{}) {
	c := l.checks
	c.mu.Lock()
	defer c.mu.Unlock()
	var n preview.Counts
	for _, found := range c.byFile {
		for _, d := range found {
			n[d.Severity]++
		}
	}
	return n, c.more
}
