package preview

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/generator/review"
)

// Options says how to preview a site.
type Options struct {
	// Source is the folder that holds site.yaml.
	Source string
	// Themes holds the built-in themes, whose lines a fault may show; may be nil.
	Themes fs.FS
	// Words are those of the bar and of the list of faults.
	Words *message.Printer
	// Editor is the address that opens a file in the editor, with {path}, {line} and
	// {column} in it, as [EditorURL] gives it; "" for no such links.
	Editor string
	// Hosts are names that the preview may be asked by, beside loopback ones and
	// numbers; Open asks others in than this machine, and by its name.
	Hosts []string
	Open  bool
	// Poll has the files looked at again and again instead of waiting to be told.
	Poll bool

	// Built is told of each time that the site was brought up to date, Noted of a
	// fault or warning in between. Each may be nil.
	Built func(Built)
	Noted func(diag.Diagnostic)
	// Checked is told how much the checks have found, each time that it may be other.
	Checked func(Counts)
}

// Built is one time that the site was brought up to date.
type Built struct {
	// Paths are what may have changed; nil is everything.
	Paths []string
	Update
	// Err is the machine's fault.
	Err  error
	Took time.Duration
	// First marks the one before the preview is served.
	First bool
}

// Preview shows a site and follows its files. It may be used by many goroutines.
type Preview struct {
	site Site
	o    Options
	// id tells this run from others, which tabs may have known before.
	id string
	// tabs bounds the open streams.
	tabs chan struct{}
	// reviewed tells what is reviewed of pages.
	reviewed *review.Files
	// known are the findings of the last update, for the next one.
	known map[string]finding

	mu    sync.Mutex
	state *snapshot
	// told are faults of single pages already told since the last update.
	told map[string]bool
}

// snapshot is what all tabs are told after an update.
type snapshot struct {
	number   int
	found    []finding
	edited   []string
	pictures []string // names of files, no pages, that changed with this update
	// checks tells what the checks have found from what they find later.
	checks <-chan struct{}
	next   chan struct{}
}

// New returns a preview of the site.
func New(site Site, o Options) *Preview {
	if o.Built == nil {
		o.Built = func(Built) {}
	}
	if o.Noted == nil {
		o.Noted = func(diag.Diagnostic) {}
	}
	if o.Checked == nil {
		o.Checked = func(Counts) {}
	}
	return &Preview{
		site: site, o: o, id: rand.Text(), tabs: make(chan struct{}, maxTabs),
		reviewed: review.NewFiles(os.DirFS(o.Source)),
		state:    &snapshot{next: make(chan struct{})}, told: map[string]bool{},
	}
}

// Run brings the site up to date, serves it at l, which it closes, and follows its
// files until ctx ends, which is no error. Faults of the site are shown, not
// returned; but where the first update finds none at all (no site.yaml), it
// returns [ErrNoSite], and the machine's fault of that update.
func (p *Preview) Run(ctx context.Context, l net.Listener) error {
	defer l.Close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	// Watched from before the first look, so that no change falls in between.
	w, err := Watch(ctx, p.o.Source, p.o.Poll, p.o.Noted)
	if errors.Is(err, fs.ErrNotExist) {
		p.update(ctx, nil, true) // tells of it in its words
		return ErrNoSite
	}
	if err != nil {
		return err
	}
	first := p.update(ctx, nil, true)
	switch {
	case ctx.Err() != nil:
		return nil
	case first.Err != nil:
		return first.Err
	case slices.ContainsFunc(first.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == "no-site" }):
		return ErrNoSite
	}
	served := make(chan error, 1)
	go func() { served <- p.serve(ctx, l) }()
	for {
		_, more := p.site.Checked()
		p.recheck()
		select {
		case paths := <-w.Changes():
			p.update(ctx, paths, false)
		case <-more:
		case err := <-served:
			return err
		}
	}
}

// ErrNoSite is returned where there is no site to preview.
var ErrNoSite = fmt.Errorf("no site: %w", fs.ErrNotExist)

// update brings the site up to date and tells everyone.
func (p *Preview) update(ctx context.Context, paths []string, first bool) Built {
	start := time.Now()
	u, err := p.site.Update(ctx, paths)
	b := Built{Paths: paths, Update: u, Err: err, Took: time.Since(start), First: first}
	if ctx.Err() != nil {
		return b
	}
	found := u.Diagnostics
	if err != nil {
		found = append(slices.Clip(found), diag.Diagnostic{Code: "preview-machine", Args: []any{err}})
	}
	n, more := p.site.Checked()
	p.publish(&snapshot{
		found: p.renew(found, paths), edited: u.Edited, pictures: pictures(paths, u),
		checks: more, next: make(chan struct{}),
	})
	p.o.Built(b)
	p.o.Checked(n)
	return b
}

// publish exchanges the snapshot and wakes the tabs.
func (p *Preview) publish(s *snapshot) {
	p.mu.Lock()
	defer p.mu.Unlock()
	old := p.state
	s.number = old.number + 1
	p.state = s
	clear(p.told)
	close(old.next)
}

// recheck tells everyone of what the checks have found, if it is news: the rest of the
// snapshot is as it was.
func (p *Preview) recheck() {
	n, more := p.site.Checked()
	p.mu.Lock()
	old := p.state
	if old.checks == more {
		p.mu.Unlock()
		return
	}
	next := *old
	next.checks, next.next = more, make(chan struct{})
	p.state = &next
	p.mu.Unlock()
	close(old.next)
	p.o.Checked(n)
}

func (p *Preview) current() *snapshot {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state
}

// pictures returns the names, without their endings, of changed files that pages
// show under their own names: a page that shows one is the same and looks another.
func pictures(paths []string, u Update) []string {
	if u.Same {
		return nil
	}
	var names []string
	for _, file := range paths {
		switch strings.ToLower(path.Ext(file)) {
		case ".md", ".yaml", ".html", ".css", ".js", "":
		default:
			base := path.Base(file)
			names = append(names, strings.TrimSuffix(base, path.Ext(base)))
		}
	}
	return names
}

// tell notes a fault that came up between updates, once.
func (p *Preview) tell(d diag.Diagnostic) {
	p.mu.Lock()
	known := p.told[d.String()]
	p.told[d.String()] = true
	p.mu.Unlock()
	if !known {
		p.o.Noted(d)
	}
}

// local returns where a file of the site is on this machine.
func (p *Preview) local(file string) string {
	abs, err := filepath.Abs(filepath.Join(p.o.Source, filepath.FromSlash(file)))
	if err != nil {
		return ""
	}
	return abs
}
