package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"touyan/generator/diag"
)

// Watcher tells what changes in the files that a site is made from.
type Watcher struct {
	root    string
	changes chan []string
	noted   func(diag.Diagnostic)

	fs *fsnotify.Watcher
	// dirs leads from a watched folder, as it is named in events, to its path below
	// root; files does for files that links outside of these folders lead to.
	dirs, files map[string]string
	batch       batch
	// fresh are folders that came with this batch.
	fresh []string
	// lost says that events of this batch were lost.
	lost bool
	// failed is why no more folders can be watched.
	failed error
}

// Watch begins to watch the site in the folder root, until ctx ends. Where the
// system cannot tell of changes (its limit is reached, the folder is on a network
// drive) or poll asks for it, the files are looked at again and again instead; noted
// is told why.
func Watch(ctx context.Context, root string, poll bool, noted func(diag.Diagnostic)) (*Watcher, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(root); err != nil {
		return nil, fmt.Errorf("watch: %w", err)
	}
	w := &Watcher{root: root, changes: make(chan []string), batch: batch{root: root}, noted: noted}
	if !poll && anySilent(root) {
		w.note("watch-network")
		poll = true
	}
	if !poll {
		err := w.open()
		if err == nil {
			go w.run(ctx)
			return w, nil
		}
		w.giveUp(err)
	}
	p, err := newPoller(root)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", root, err)
	}
	go p.run(ctx, w.changes)
	return w, nil
}

// giveUp says why the system does not tell of changes.
func (w *Watcher) giveUp(err error) {
	w.shut()
	if limited(err) {
		w.note("watch-limit", raise(err))
	} else {
		w.note("watch-refused", err.Error())
	}
}

// Changes gives each change: the paths below the site's folder that may have
// changed, with slashes; nil for all of them. Events that belong together are one
// change, and what happens while nobody receives is put into one too.
func (w *Watcher) Changes() <-chan []string { return w.changes }

func (w *Watcher) note(code string, args ...any) {
	w.noted(diag.Diagnostic{Severity: diag.Warning, Code: code, Args: args})
}

// limited reports whether the system watches no more.
func limited(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// raise names the setting that is too low, and a value that is enough and never less
// than twice what it is now.
func raise(err error) string {
	name, enough := "max_user_instances", 1024
	if errors.Is(err, syscall.ENOSPC) {
		name, enough = "max_user_watches", 524288
	}
	if text, err := os.ReadFile("/proc/sys/fs/inotify/" + name); err == nil {
		if now, err := strconv.Atoi(strings.TrimSpace(string(text))); err == nil {
			enough = max(enough, 2*now)
		}
	}
	return fmt.Sprintf("fs.inotify.%s=%d", name, enough)
}

// anySilent reports whether the site's folder is on a file system that does not tell
// of changes, or one of the folders in it that make the site, which may be mounted
// there.
func anySilent(root string) bool {
	for _, name := range inputs() {
		if silent(filepath.Join(root, name)) {
			return true
		}
	}
	return silent(root)
}

// open begins to watch everything there is.
func (w *Watcher) open() error {
	var err error
	if w.fs, err = fsnotify.NewBufferedWatcher(4096); err != nil {
		return err
	}
	w.dirs, w.files = map[string]string{}, map[string]string{}
	// The site's own folder tells of site.yaml and of the others as they come.
	if err := w.fs.Add(w.root); err != nil {
		return err
	}
	w.dirs[w.root] = "."
	for _, name := range inputs() {
		if err := w.cover(name); err != nil {
			return err
		}
	}
	return nil
}

func (w *Watcher) shut() {
	if w.fs != nil {
		w.fs.Close()
	}
}

// cover watches the folder at a path and all below it.
func (w *Watcher) cover(rel string) error {
	var failed error
	t, err := newTree(w.root, nil)
	if err != nil {
		return err
	}
	t.visit = func(rel, real string, info fs.FileInfo) {
		at := filepath.Join(w.root, filepath.FromSlash(rel))
		if info.IsDir() {
			// By its real name, or a link's target could not be told from it.
			failed = errors.Join(failed, w.watch(real, rel))
		} else if real != at && w.dirs[filepath.Dir(real)] == "" {
			if w.files[real] == "" {
				w.files[real] = rel
			}
			failed = errors.Join(failed, w.watch(filepath.Dir(real), ""))
		}
	}
	t.walk(rel, 0)
	return failed
}

func (w *Watcher) watch(dir, rel string) error {
	err := w.fs.Add(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil // gone again, or for the build to tell
	}
	if err == nil && w.dirs[dir] == "" { // else a link leads to a folder that is known
		w.dirs[dir] = rel
	}
	return err
}

// run collects events into changes; where the system gives up on the way, it goes
// on by looking.
func (w *Watcher) run(ctx context.Context) {
	w.collect(ctx)
	w.shut()
	if ctx.Err() != nil {
		return
	}
	w.giveUp(w.failed)
	p, err := newPoller(w.root)
	if err != nil {
		return // the site's folder itself is gone
	}
	select {
	case w.changes <- nil:
		p.run(ctx, w.changes)
	case <-ctx.Done():
	}
}

func (w *Watcher) collect(ctx context.Context) {
	timer := time.NewTimer(time.Hour)
	var ready []string
	var out chan<- []string
	for w.failed == nil {
		select {
		case e, ok := <-w.fs.Events:
			if !ok {
				return
			}
			w.event(e)
		case err, ok := <-w.fs.Errors:
			if !ok {
				return
			}
			if err != nil {
				w.batch.lose(time.Now())
				w.lost = true
			}
		case <-timer.C:
			if !w.batch.empty() && out == nil {
				w.settle()
				ready, out = w.batch.take(), w.changes
			}
			continue
		case out <- ready:
			out, ready = nil, nil
		case <-ctx.Done():
			return
		}
		if out != nil && !w.batch.empty() {
			w.merge(ready)
			out, ready = nil, nil
		}
		if !w.batch.empty() {
			timer.Reset(time.Until(w.batch.due()))
		}
	}
}

// merge puts a change that nobody has received yet back to what came after it.
func (w *Watcher) merge(ready []string) {
	if ready == nil {
		w.batch.all = true
	}
	for _, rel := range ready {
		w.batch.paths[rel] = true
	}
}

// event takes in what the system tells.
func (w *Watcher) event(e fsnotify.Event) {
	rel := w.path(e.Name)
	if rel == "" || !isInput(rel) {
		return
	}
	now := time.Now()
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		w.uncover(e.Name, rel)
	}
	if e.Has(fsnotify.Create) {
		// Now, so that what is written into it next is told, and once more when all
		// is quiet: fsnotify forgets a folder that is moved after it was added.
		w.failed = w.cover(rel)
		w.fresh = append(w.fresh, rel)
	}
	w.batch.add(rel, now)
}

// path returns the path below the site's folder of what an event names, or "".
func (w *Watcher) path(name string) string {
	if rel, ok := w.files[name]; ok {
		return rel
	}
	dir, ok := w.dirs[filepath.Dir(name)]
	switch {
	case !ok || dir == "":
		return ""
	case dir == ".":
		return filepath.Base(name)
	}
	return dir + "/" + filepath.Base(name)
}

// uncover forgets a folder or a link that is gone and all below it; elsewhere they
// would go on by their old names.
func (w *Watcher) uncover(name, rel string) {
	maps.DeleteFunc(w.files, func(_, link string) bool { return link == rel || strings.HasPrefix(link, rel+"/") })
	if _, ok := w.dirs[name]; !ok {
		return
	}
	for dir := range w.dirs {
		if dir == name || strings.HasPrefix(dir, name+string(filepath.Separator)) {
			_ = w.fs.Remove(dir) // gone already, mostly
			delete(w.dirs, dir)
		}
	}
}

// settle looks once more at folders that are new. Where events were lost, a watch may
// go by the name of a folder that is elsewhere by now, so all are made anew.
func (w *Watcher) settle() {
	if w.lost {
		w.shut()
		w.lost, w.fresh, w.failed = false, nil, w.open()
		return
	}
	for _, rel := range w.fresh {
		w.failed = errors.Join(w.failed, w.cover(rel))
	}
	w.fresh = nil
}
