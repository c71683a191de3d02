package output

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// foreign is what stands in public and is not ours.
type foreign struct {
	// items are in order of path, so that a folder comes before what is in it.
	items []item
	// kinds has each item's kind by its path; holds the folders, ours or not,
	// that something foreign is in.
	kinds map[string]fs.FileMode
	holds map[string]bool
}

// classify sorts what was found in a tree: the files that its manifest lists,
// and all else. A listed path where something else stands than a file is foreign
// too: somebody put it there. Folders are ours if a listed file is in them.
func classify(listed table, items []item) (present table, f foreign) {
	f = foreign{kinds: map[string]fs.FileMode{}, holds: map[string]bool{}}
	found := 0
	var folders []item
	for _, it := range items {
		_, isListed := listed[it.path]
		switch {
		case it.path == ManifestName && it.kind.IsRegular() && listed != nil:
		case isListed && it.kind.IsRegular():
			found++
		case it.kind.IsDir():
			folders = append(folders, it)
		default:
			f.items = append(f.items, it)
		}
	}
	if len(folders) > 0 {
		ours := above(listed)
		for _, it := range folders {
			if !ours[it.path] {
				f.items = append(f.items, it)
			}
		}
	}
	slices.SortFunc(f.items, func(a, b item) int { return strings.Compare(a.path, b.path) })
	for _, it := range f.items {
		f.kinds[it.path] = it.kind
		for dir := range parents(it.path) {
			f.holds[dir] = true
		}
	}
	if found == len(listed) && listed != nil {
		return listed, f
	}
	present = make(table, found)
	for _, it := range items {
		if sum, ok := listed[it.path]; ok && it.kind.IsRegular() {
			present[it.path] = sum
		}
	}
	return present, f
}

// above returns all folders that files of a table are in.
func above(t table) map[string]bool {
	dirs := map[string]bool{}
	for p := range t {
		for dir := range parents(p) {
			if dirs[dir] {
				break
			}
			dirs[dir] = true
		}
	}
	return dirs
}

// blocks returns the foreign item that stands in the way of a file of ours, or
// "".
func (f foreign) blocks(p string) string {
	if len(f.items) == 0 {
		return ""
	}
	if _, ok := f.kinds[p]; ok {
		return p
	}
	if f.holds[p] {
		i, _ := slices.BinarySearchFunc(f.items, p+"/", func(it item, p string) int { return strings.Compare(it.path, p) })
		return f.items[i].path
	}
	for dir := range parents(p) {
		if kind, ok := f.kinds[dir]; ok && !kind.IsDir() {
			return dir
		}
	}
	return ""
}

// carry brings foreign items of one tree to another, but for those that have gone
// meanwhile. Folders get their mode last:
// it may not allow files to be put into them.
func carry(from, to *tree, items []item) error {
	var files []string
	for _, it := range items {
		var err error
		switch {
		case it.kind.IsDir():
			err = to.need(it.path)
		case it.kind&fs.ModeSymlink != 0:
			err = unlessGone(carryLink(from, to, it.path), true)
		default:
			files = append(files, it.path)
		}
		if err != nil {
			return system(it.path, err)
		}
	}
	if err := to.link(from, files, true); err != nil {
		return err
	}
	for _, it := range slices.Backward(items) {
		if !it.kind.IsDir() {
			continue
		}
		fi, err := from.root.Lstat(it.path)
		if err == nil {
			err = to.dress(it.path, fi)
		}
		if err := unlessGone(err, true); err != nil {
			return system(it.path, err)
		}
	}
	return nil
}

// dress gives a folder the mode and, where allowed, the owner of another tree's:
// people may upload to it.
func (t *tree) dress(dir string, like fs.FileInfo) error {
	f, err := t.root.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	adopt(f, like)
	const special = fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky
	want := like.Mode() & (fs.ModePerm | special)
	if fi, err := f.Stat(); err != nil || fi.Mode()&(fs.ModePerm|special) == want {
		return err
	}
	return f.Chmod(want)
}

func carryLink(from, to *tree, p string) error {
	target, err := from.root.Readlink(p)
	if err != nil {
		return err
	}
	if err := to.need(path.Dir(p)); err != nil {
		return err
	}
	err = to.root.Symlink(target, p)
	if errors.Is(err, fs.ErrExist) {
		if err := to.clear(p); err != nil {
			return err
		}
		return to.root.Symlink(target, p)
	}
	return err
}
