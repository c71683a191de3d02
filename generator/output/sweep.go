package output

import (
	"slices"
	"sync"
)

// sweep empties a tree of what is foreign in it. What the other tree, whose
// files are listed, does not have yet is carried over to it first: nobody's file
// is lost, whenever it arrived.
func (w *Writer) sweep(from, to *tree, f foreign, listed table) error {
	var carried, homeless []item
	folders := sync.OnceValue(func() map[string]bool { return above(listed) })
	for _, it := range f.items {
		switch {
		case to == nil:
			homeless = append(homeless, it)
		case w.wanted(from, to, it):
			if lacksPlace(listed, folders, it) {
				homeless = append(homeless, it)
			} else {
				carried = append(carried, it)
			}
		}
	}
	if err := w.rescue(from, homeless); err != nil {
		return err
	}
	if err := carry(from, to, carried); err != nil {
		return err
	}
	for _, it := range slices.Backward(f.items) {
		if err := from.remove(it.path); err != nil && !it.kind.IsDir() {
			return system(it.path, err)
		}
		if it.kind.IsDir() {
			from.forget(it.path)
		}
	}
	return nil
}

// wanted reports whether an item has to be brought to the other tree: that one
// does not have it, or has an older one.
func (w *Writer) wanted(from, to *tree, it item) bool {
	a, err := from.root.Lstat(it.path)
	if err != nil {
		return false // gone meanwhile
	}
	b, err := to.root.Lstat(it.path)
	if err != nil {
		return true
	}
	return !sameFile(from, to, it.path, a, b) && a.ModTime().After(b.ModTime())
}

// lacksPlace reports whether a page stands where a foreign item would have to.
func lacksPlace(listed table, folders func() map[string]bool, it item) bool {
	if _, ok := listed[it.path]; ok || it.path == ManifestName {
		return true
	}
	for dir := range parents(it.path) {
		if _, ok := listed[dir]; ok {
			return true
		}
	}
	return !it.kind.IsDir() && folders()[it.path]
}
