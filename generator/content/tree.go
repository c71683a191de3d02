package content

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"touyan/generator/diag"
)

// Tree is content/ of a site as it was looked at last.
type Tree struct {
	fsys fs.FS
	// raw are all files in order of path, as [walker.file] takes them in.
	raw  []File
	list diag.List
	// links says that there are symbolic links: what one leads to may change
	// elsewhere, so that all is walked again whatever is named.
	links bool
	// files and found are what Files returns; settled says that they are of raw.
	files   []File
	found   diag.List
	settled bool
}

// NewTree walks content/ of a site.
func NewTree(fsys fs.FS) *Tree {
	t := &Tree{fsys: fsys}
	t.walk()
	return t
}

func (t *Tree) walk() {
	w := t.walker()
	if real, ok := w.resolve("content"); ok {
		w.links = real != "content"
		w.dir("content", real, 0)
	} else {
		w.fail("content", "symlink-outside")
	}
	t.raw, t.list, t.links, t.settled = w.files, w.list, w.links, false
	t.sort()
}

func (t *Tree) walker() *walker { return &walker{fsys: t.fsys, seen: map[string]bool{}} }

func (t *Tree) sort() {
	slices.SortFunc(t.raw, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
}

// Files returns the files in order of path and what is wrong with them, as [Walk]
// does.
func (t *Tree) Files() ([]File, diag.List) {
	if !t.settled { // names alone tell the rest
		w := t.walker()
		w.files, w.list = slices.Clone(t.raw), slices.Clone(t.list)
		w.bundles()
		w.clashes()
		w.misplaced()
		w.list.Sort()
		t.files, t.found, t.settled = w.files, w.list, true
	}
	return slices.Clone(t.files), slices.Clone(t.found)
}

// Refresh looks again at files and folders, by their paths with content/ in front,
// and at nothing else. It reports whether it found more than other sizes and times
// of files that were there before.
func (t *Tree) Refresh(paths []string) (moved bool) {
	for _, p := range paths {
		moved = t.refresh(p) || moved
	}
	if moved {
		t.sort()
	}
	return moved
}

func (t *Tree) refresh(path string) (moved bool) {
	if t.links || path == "content" {
		t.walk()
		return true
	}
	if t.touched(path) {
		return false
	}
	parts := strings.Split(path, "/")
	at := parts[0]
	for depth, part := range parts[1:] {
		if skipped(part) {
			return false
		}
		at += "/" + part
		info, err := fs.Lstat(t.fsys, at)
		_, wasFile := find(t.raw, at)
		if at == path || err != nil || !info.IsDir() || wasFile || publishable(part) != part {
			t.rescan(at, depth)
			return true
		}
	}
	return false
}

// touched takes in the size and the time of a file that is still one.
func (t *Tree) touched(path string) bool {
	i, ok := find(t.raw, path)
	if !ok {
		return false
	}
	info, err := fs.Lstat(t.fsys, path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	t.raw[i].Size, t.raw[i].ModTime = info.Size(), info.ModTime()
	if i, ok = find(t.files, path); ok && t.settled {
		t.files[i].Size, t.files[i].ModTime = info.Size(), info.ModTime()
	}
	return true
}

// find returns where a file, by its path with content/ in front, is in a list.
func find(files []File, path string) (int, bool) {
	return slices.BinarySearchFunc(files, strings.TrimPrefix(path, "content/"), func(f File, p string) int { return cmp.Compare(f.Path, p) })
}

// rescan forgets what was at and below a path and walks what is there now.
func (t *Tree) rescan(at string, depth int) {
	t.settled = false
	below := func(p string) bool { return p == at || strings.HasPrefix(p, at+"/") }
	t.raw = slices.DeleteFunc(t.raw, func(f File) bool { return below("content/" + f.Path) })
	t.list = slices.DeleteFunc(t.list, func(d diag.Diagnostic) bool { return below(d.Pos.File) })
	info, err := fs.Lstat(t.fsys, at)
	if err != nil {
		return
	}
	w := t.walker()
	w.look(at, at, fs.FileInfoToDirEntry(info), depth)
	if w.links {
		t.walk()
		return
	}
	t.raw, t.list = append(t.raw, w.files...), append(t.list, w.list...)
	t.sort()
}
