package output

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Report says what a build did to the published site.
type Report struct {
	// Written counts files that are new or have a new content, Kept those that
	// are as before, Removed those that are gone. The manifest is not counted.
	Written, Kept, Removed int
	// Bytes counts what was written to disk by Write and Copy.
	Bytes int64
	// Rescued are people's files that had no place in the site any more, by
	// where they are now.
	Rescued []string
}

// Publish makes the staged files the published site, in one instant, and ends
// the build. Files that were not staged are removed, foreign ones stay. Where
// nothing differs, nothing is touched. After an error the site is as before, or,
// if what failed came after the exchange, the new one.
func (w *Writer) Publish() (Report, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return Report{}, errEnded
	}
	w.done = true
	defer w.close()
	if w.failed != nil {
		return Report{}, w.failed
	}
	if err := w.publish(); err != nil {
		return Report{}, system(w.out, err)
	}
	return w.report, nil
}

func (w *Writer) publish() error {
	if err := w.gatherDirs(); err != nil {
		return err
	}
	for path := range w.next {
		if at := w.foreign.blocks(path); at != "" {
			return fault("output-foreign-file", at)
		}
	}
	w.count()
	if !w.touched && w.unchanged() {
		return nil
	}
	if err := w.begin(); err != nil {
		return err
	}
	if err := w.complete(); err != nil {
		return err
	}
	sum, err := w.seal()
	if err != nil {
		return err
	}
	return w.swap(sum)
}

// count compares the new site with the published one.
func (w *Writer) count() {
	for path, sum := range w.next {
		if old, ok := w.published[path]; ok && old == sum {
			w.report.Kept++
		} else {
			w.report.Written++
		}
	}
	for path := range w.listed {
		if _, ok := w.next[path]; !ok {
			w.report.Removed++
		}
	}
}

func (w *Writer) unchanged() bool {
	return w.public != nil && w.listed != nil && len(w.published) == len(w.listed) && maps.Equal(w.next, w.published)
}

// begin is touch for a caller that holds the mutex.
func (w *Writer) begin() error {
	w.linking = true
	if w.touched {
		return nil
	}
	return w.markDirty()
}

// complete brings stage from what it holds to the new site: removes what is not
// part of it, links what is unchanged from public, and foreign items.
func (w *Writer) complete() error {
	keep := above(w.next)
	var gone []string
	for path := range w.staged {
		if _, ok := w.next[path]; !ok && !w.replaced(path, keep) {
			gone = append(gone, path)
		}
	}
	if err := parallel(gone, w.stage.remove); err != nil {
		return err
	}
	var kept []string
	for path, sum := range w.next {
		if s, ok := w.staged[path]; !ok || s != sum {
			kept = append(kept, path)
		}
	}
	if err := w.stage.link(w.public, kept, false); err != nil {
		return err
	}
	if w.public != nil {
		if err := carry(w.public, w.stage, w.foreign.items); err != nil {
			return err
		}
	}
	for _, it := range w.foreign.items {
		if it.kind.IsDir() {
			keep[it.path] = true
		}
	}
	maps.Copy(keep, w.foreign.holds)
	return w.stage.tidy(keep)
}

// replaced reports whether an old path is a folder now, or one above it a file:
// what stood there is removed when that is made.
func (w *Writer) replaced(path string, folders map[string]bool) bool {
	if folders[path] {
		return true
	}
	for dir := range parents(path) {
		if _, ok := w.next[dir]; ok {
			return true
		}
	}
	return false
}

// seal writes the manifest, gives the folder public's mode and flushes what has
// to be on disk before the exchange.
func (w *Writer) seal() (Sum, error) {
	sum, err := w.writeManifest(w.next)
	if err != nil {
		return sum, system(ManifestName, err)
	}
	if w.public != nil {
		fi, err := w.public.root.Stat(".")
		if err != nil {
			return sum, err
		}
		if err := w.stage.dress(".", fi); err != nil {
			return sum, err
		}
	}
	dirs := []string{"."}
	if w.o.Sync {
		dirs = slices.Collect(maps.Keys(w.stage.folders))
		f, err := w.stage.root.Open(".")
		if err != nil {
			return sum, err
		}
		defer f.Close()
		if err := flush(f); err != nil {
			return sum, err
		}
	}
	return sum, parallel(dirs, w.stage.sync)
}

// syncParent flushes the name of the published folder.
func (w *Writer) syncParent() error {
	f, err := os.Open(filepath.Dir(w.out))
	if err != nil {
		return err
	}
	defer f.Close()
	return syncFolder(f)
}
