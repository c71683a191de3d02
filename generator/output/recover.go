package output

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// unsure stands for the boot in the state of trees that were not known to be
// whole: it is never the boot of the machine, so the next Open looks again.
const unsure = "-"

// finish completes what a kill broke off where trees had to be renamed or
// replaced rather than exchanged.
func (w *Writer) finish(st state) error {
	stage, old := filepath.Join(w.work, "stage"), filepath.Join(w.work, "old")
	for _, litter := range []string{stateFresh, stageFresh} {
		if err := w.workRoot.RemoveAll(litter); err != nil {
			return err
		}
	}
	if exists(old) {
		switch {
		case !exists(w.out) && exists(stage) && st.phase == swapping:
			if err := os.Rename(stage, w.out); err != nil {
				return err
			}
			return os.Rename(old, stage)
		case !exists(w.out):
			return os.Rename(old, w.out)
		case !exists(stage):
			return os.Rename(old, stage)
		default:
			// public was made anew by hand: there is no place for the old one.
			return w.setAside(old)
		}
	}
	if st.phase != replacing || !exists(stage) {
		return nil
	}
	return w.finishReplacing(st)
}

// finishReplacing goes on removing public, if stage is still what was to take
// its place; else it already has, and this is a new stage.
func (w *Writer) finishReplacing(st state) error {
	t, err := w.tree(filepath.Join(w.work, "stage"))
	if err != nil {
		return err
	}
	list, sum, _, err := t.manifest()
	t.close()
	if err != nil || sum != st.stage {
		return err
	}
	if err := w.replace(list); err != nil {
		return err
	}
	return writeState(w.workRoot, state{boot: st.boot, phase: clean, public: st.stage})
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// loadStage learns what the other tree holds and removes what it should not.
func (w *Writer) loadStage(s survey, st state) (err error) {
	if s.tree == nil {
		path := filepath.Join(w.work, "stage")
		if err := os.Mkdir(path, 0o755); err != nil {
			return err
		}
		w.stage, err = w.tree(path)
		return err
	}
	present, other := classify(s.list, s.items)

	// Where the tree holds one site as a whole, whatever else is in it was put
	// there after the exchange, by somebody who thought it was public.
	whole := st.phase == clean && s.sum == st.stage
	exchanged := st.phase == swapping && w.sum == st.stage
	if (whole || exchanged) && len(other.items) > 0 {
		if err := w.sweep(s.tree, w.public, other, w.listed); err != nil {
			return err
		}
	}
	known := st.boot == w.boot && !w.o.Fresh &&
		(whole || exchanged && s.sum == st.public || st.phase == swapping && s.sum == st.stage)
	if known {
		w.staged = present
	} else {
		w.staged = w.shared(s.items)
	}
	if err := w.purge(s.items); err != nil {
		return err
	}
	if known && whole {
		return nil
	}
	return w.settle()
}

// shared returns the files of stage that are the very files of public.
func (w *Writer) shared(items []item) table {
	found := table{}
	if w.o.Fresh {
		return found
	}
	var mu sync.Mutex
	_ = parallel(items, func(it item) error {
		sum, ok := w.published[it.path]
		if !ok || !it.kind.IsRegular() {
			return nil
		}
		a, errA := w.stage.root.Lstat(it.path)
		b, errB := w.public.root.Lstat(it.path)
		if errA == nil && errB == nil && os.SameFile(a, b) {
			mu.Lock()
			found[it.path] = sum
			mu.Unlock()
		}
		return nil
	})
	return found
}

// purge removes everything from stage but what is known of it.
func (w *Writer) purge(items []item) error {
	for _, it := range items {
		if _, ok := w.staged[it.path]; ok || it.kind.IsDir() || it.path == ManifestName {
			continue
		}
		if err := w.stage.remove(it.path); err != nil {
			return err
		}
	}
	return nil
}

// settle makes stage a clean tree of what was staged so far, so that an error in
// the content, found late, does not cost the pages that were made before.
func (w *Writer) settle() error {
	if !w.trusted {
		return nil
	}
	if err := w.stage.tidy(above(w.staged)); err != nil {
		return err
	}
	sum, err := w.writeManifest(w.staged)
	if err != nil {
		return err
	}
	return writeState(w.workRoot, state{boot: w.boot, phase: clean, public: w.sum, stage: sum})
}

// tidy removes all folders but those to be kept.
func (t *tree) tidy(keep map[string]bool) error {
	t.mu.Lock()
	dirs := slices.Collect(maps.Keys(t.folders))
	t.mu.Unlock()
	// Longer paths first, so that a folder comes after what is in it.
	slices.SortFunc(dirs, func(a, b string) int { return len(b) - len(a) })
	for _, dir := range dirs {
		if dir == "." || keep[dir] {
			continue
		}
		if err := t.remove(dir); err != nil {
			return err
		}
		t.forget(dir)
	}
	return nil
}

// setAside puts a whole tree among the rescued things.
func (w *Writer) setAside(tree string) error {
	dir, err := w.rescued()
	if err != nil {
		return err
	}
	w.report.Rescued = append(w.report.Rescued, dir)
	return os.Rename(tree, filepath.Join(dir, filepath.Base(w.out)))
}

// rescued makes a new folder for things that have no place in public.
func (w *Writer) rescued() (string, error) {
	dir := filepath.Join(w.work, "rescued")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	return os.MkdirTemp(dir, "")
}

// rescue saves foreign items that have no place in public, and names them in the
// report.
func (w *Writer) rescue(from *tree, items []item) error {
	if len(items) == 0 {
		return nil
	}
	dir, err := w.rescued()
	if err != nil {
		return err
	}
	to, err := w.tree(dir)
	if err != nil {
		return err
	}
	defer to.close()
	if err := carry(from, to, items); err != nil {
		return err
	}
	for _, it := range items {
		if !it.kind.IsDir() {
			w.report.Rescued = append(w.report.Rescued, filepath.Join(dir, filepath.FromSlash(it.path)))
		}
	}
	slices.SortFunc(w.report.Rescued, strings.Compare)
	return nil
}
