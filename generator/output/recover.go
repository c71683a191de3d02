package output

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
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
			// public was made anew by hand; what old held was carried to stage.
			return w.workRoot.RemoveAll("old")
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

// survey is what a look at a tree shows.
type survey struct {
	tree *tree
	// list is its manifest and sum the manifest's SHA-256, zero where there is
	// none; line is where it is wrong, or 0.
	list  table
	sum   Sum
	line  int
	items []item
}

// look surveys a tree; one that does not exist has no tree in its survey.
func (w *Writer) look(path string) (s survey, err error) {
	s.tree, err = w.tree(path)
	if errors.Is(err, fs.ErrNotExist) {
		return survey{}, nil
	}
	if err != nil {
		return survey{}, err
	}
	if s.list, s.sum, s.line, err = s.tree.manifest(); err != nil {
		return s, err
	}
	s.items, err = s.tree.walk()
	return s, err
}

// load learns what both trees hold.
func (w *Writer) load(st state) error {
	var public, stage survey
	err := parallel([]func() error{
		func() (err error) { public, err = w.look(w.out); return system(w.out, err) },
		func() (err error) { stage, err = w.look(filepath.Join(w.work, "stage")); return system(w.work, err) },
	}, func(f func() error) error { return f() })
	w.public, w.stage = public.tree, stage.tree
	if err != nil {
		return err
	}
	if public.line > 0 {
		return fault("output-manifest", w.out, public.line)
	}
	if err := w.loadPublic(public, st); err != nil {
		return system(w.out, err)
	}
	return system(w.work, w.loadStage(stage, st))
}

// loadPublic learns what is published.
func (w *Writer) loadPublic(s survey, st state) (err error) {
	w.listed, w.sum = s.list, s.sum
	w.published, w.foreign = classify(s.list, s.items)
	switch {
	case w.o.Fresh:
		w.published = table{}
	case w.believes(st):
		w.trusted = true
	default:
		present := len(w.published)
		w.published, err = s.tree.intact(w.published)
		w.trusted = len(w.published) == present
	}
	return err
}

// believes reports whether public is known to be as its manifest says: written,
// or read as a whole, since the machine was started, or flushed to disk.
func (w *Writer) believes(st state) bool {
	if w.sum == (Sum{}) {
		return true
	}
	ended := st.phase == clean || st.phase == dirty
	switch w.sum {
	case st.public:
		return st.boot == w.boot || st.durable && ended
	case st.stage:
		return st.boot == w.boot && !ended
	}
	return false
}

// intact reads files and returns those that have the SHA-256 of the table.
func (t *tree) intact(files table) (table, error) {
	good := make(table, len(files))
	var mu sync.Mutex
	err := parallel(slices.Collect(maps.Keys(files)), func(path string) error {
		sum, err := t.hash(path)
		if err == nil && sum == files[path] {
			mu.Lock()
			good[path] = sum
			mu.Unlock()
		}
		return err
	})
	return good, err
}

// hash reads a file.
func (t *tree) hash(path string) (sum Sum, err error) {
	f, err := t.root.Open(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	return sum, nil
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

// rescue puts things that have no place in public into a new folder of the work
// folder, and names them in the report.
func (w *Writer) rescue(from *tree, items []item) error {
	if len(items) == 0 {
		return nil
	}
	dir := filepath.Join(w.work, "rescued")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(dir, "")
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
