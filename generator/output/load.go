package output

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sync"
)

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

// manifest reads a tree's manifest and its SHA-256, both zero where there is
// none. line is where it is wrong, or 0.
func (t *tree) manifest() (list table, sum Sum, line int, err error) {
	fi, err := t.root.Lstat(ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, sum, 0, nil
	}
	if err != nil {
		return nil, sum, 0, err
	}
	if !fi.Mode().IsRegular() {
		return nil, sum, 1, nil
	}
	data, err := t.root.ReadFile(ManifestName)
	if err != nil {
		return nil, sum, 0, err
	}
	list, line = parseManifest(data)
	return list, sha256.Sum256(data), line, nil
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
	return SumOf(f)
}
