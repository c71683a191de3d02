package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
)

// tree is a folder held open: its operations cannot leave it, whatever links
// stand in it, and follow it when it is renamed. Paths are slash-separated.
type tree struct {
	root *os.Root
	// copies says not to try links.
	copies bool

	making sync.Mutex
	mu     sync.Mutex
	// folders are those known to be there.
	folders map[string]bool
}

// openTree opens a folder that is not a link.
func openTree(path string) (*tree, error) {
	before, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !before.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: errors.New("not a folder")}
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	after, err := root.Stat(".")
	if err == nil && !os.SameFile(before, after) {
		err = &fs.PathError{Op: "open", Path: path, Err: errors.New("replaced meanwhile")}
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	return &tree{root: root, folders: map[string]bool{".": true}}, nil
}

func (t *tree) close() {
	if t != nil {
		t.root.Close()
	}
}

// item is what stands at a path of a tree: Kind is the type part of its mode.
type item struct {
	path string
	kind fs.FileMode
}

// walk lists everything in the tree, folders before what is in them, in no
// further order. It asks the system for names and types alone. A folder that
// vanishes meanwhile is left out.
func (t *tree) walk() ([]item, error) { return t.walkFrom(".", nil) }

func (t *tree) walkFrom(dir string, items []item) ([]item, error) {
	f, err := t.root.Open(dir)
	if err != nil {
		return items, err
	}
	entries, err := list(f)
	f.Close()
	if err != nil {
		return items, err
	}
	prefix := ""
	if dir != "." {
		prefix = dir + "/"
	}
	for _, e := range entries {
		path := prefix + e.Name()
		items = append(items, item{path, e.Type()})
		if !e.IsDir() {
			continue
		}
		t.know(path)
		if items, err = t.walkFrom(path, items); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return items, err
		}
	}
	return items, nil
}

func (t *tree) knows(dir string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.folders[dir]
}

func (t *tree) know(dir string) {
	t.mu.Lock()
	t.folders[dir] = true
	t.mu.Unlock()
}

// need makes a folder and those above it. What stands in the way is removed; one
// at a time does that, lest one removes what another has just made.
func (t *tree) need(dir string) error {
	if t.knows(dir) {
		return nil
	}
	t.making.Lock()
	defer t.making.Unlock()
	if t.knows(dir) {
		return nil
	}
	if t.root.MkdirAll(dir, 0o755) != nil {
		if err := t.makeWay(dir); err != nil {
			return err
		}
		if err := t.root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	t.know(dir)
	for above := range parents(dir) {
		t.know(above)
	}
	return nil
}

// makeWay removes a file or link that stands where a folder, or one above it, has to
// be made.
func (t *tree) makeWay(dir string) error {
	way := append([]string{dir}, slices.Collect(parents(dir))...)
	for _, p := range slices.Backward(way) {
		fi, err := t.root.Lstat(p)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if !fi.IsDir() {
			return t.root.Remove(p)
		}
	}
	return nil
}

// clear removes what stands at a path, with all that is in it.
func (t *tree) clear(path string) error {
	t.forget(path)
	return t.root.RemoveAll(path)
}

// forget drops a folder and those in it from the known ones.
func (t *tree) forget(dir string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for known := range t.folders {
		if known == dir || strings.HasPrefix(known, dir+"/") {
			delete(t.folders, known)
		}
	}
}

// create makes a new file at the path; what stood there loses this name and is
// not written to.
func (t *tree) create(path string) (*os.File, error) {
	const how = os.O_CREATE | os.O_EXCL | os.O_WRONLY
	err := t.need(folder(path))
	if err != nil {
		return nil, err
	}
	f, err := t.root.OpenFile(path, how, 0o644)
	if err == nil || errors.Is(err, fs.ErrPermission) {
		return f, err
	}
	if t.clear(path) != nil {
		return nil, err
	}
	return t.root.OpenFile(path, how, 0o644)
}

// write makes a new file of what r gives; a file that could not be finished is
// removed.
func (t *tree) write(path string, r io.Reader, flushed bool) (int64, error) {
	f, err := t.create(path)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(f, r)
	if err == nil && flushed {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		_ = t.root.Remove(path)
	}
	return n, err
}

// remove removes a file or an empty folder; one that is gone already is fine.
func (t *tree) remove(path string) error {
	err := t.root.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// sync flushes the names of a folder.
func (t *tree) sync(dir string) error {
	f, err := t.root.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return syncFolder(f)
}
