package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// link gives files of another tree the same paths in this one: as second names of
// the same files, or as copies where that is refused. Each folder is opened
// once; folders are worked on in parallel. A file that has gone meanwhile
// is an error unless mayGo says otherwise.
func (t *tree) link(from *tree, paths []string, mayGo bool) error {
	slices.SortFunc(paths, func(a, b string) int {
		if c := strings.Compare(folder(a), folder(b)); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	var groups [][]string
	for len(paths) > 0 {
		n := 1
		for n < len(paths) && folder(paths[n]) == folder(paths[0]) {
			n++
		}
		groups = append(groups, paths[:n])
		paths = paths[n:]
	}
	return parallel(groups, func(group []string) error { return t.linkFolder(from, group, mayGo) })
}

// linkFolder links files that are all in one folder.
func (t *tree) linkFolder(from *tree, paths []string, mayGo bool) error {
	dir := folder(paths[0])
	if err := t.need(dir); err != nil {
		return err
	}
	if t.copies {
		for _, p := range paths {
			if err := unlessGone(t.copy(from, p), mayGo); err != nil {
				return err
			}
		}
		return nil
	}
	src, err := from.root.Open(dir)
	if err != nil {
		return unlessGone(err, mayGo)
	}
	defer src.Close()
	dst, err := t.root.Open(dir)
	if err != nil {
		return err
	}
	defer dst.Close()
	for _, p := range paths {
		err := linkFile(src, dst, path.Base(p))
		if errors.Is(err, fs.ErrExist) {
			if err := t.clear(p); err != nil {
				return err
			}
			err = linkFile(src, dst, path.Base(p))
		}
		if err != nil {
			err = unlessGone(t.copy(from, p), mayGo)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func unlessGone(err error, mayGo bool) error {
	if mayGo && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// copy makes a copy of another tree's file, with its mode and time.
func (t *tree) copy(from *tree, path string) error {
	fi, err := from.root.Lstat(path)
	if err != nil {
		return err
	}
	if !fi.Mode().IsRegular() {
		return &fs.PathError{Op: "copy", Path: path, Err: errors.New("not a file")}
	}
	src, err := from.root.Open(path)
	if err != nil {
		return err
	}
	defer src.Close()
	if _, err := t.write(path, src, false); err != nil {
		return err
	}
	if err := t.root.Chmod(path, fi.Mode().Perm()); err != nil {
		return err
	}
	return t.root.Chtimes(path, fi.ModTime(), fi.ModTime())
}

// sameFile reports whether what stands at a path of both trees is the same file,
// or a copy made by [tree.copy].
func sameFile(t, other *tree, path string, a, b fs.FileInfo) bool {
	switch {
	case os.SameFile(a, b):
		return true
	case a.Mode().Type() != b.Mode().Type():
		return false
	case a.Mode().IsRegular():
		return a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
	case a.Mode()&fs.ModeSymlink != 0:
		x, errX := t.root.Readlink(path)
		y, errY := other.root.Readlink(path)
		return errX == nil && errY == nil && x == y
	default:
		return a.IsDir()
	}
}

// parallel does work for every element on all cores and returns the first error.
func parallel[E any](list []E, work func(E) error) error {
	workers := min(runtime.GOMAXPROCS(0), len(list))
	if workers <= 1 {
		for _, e := range list {
			if err := work(e); err != nil {
				return err
			}
		}
		return nil
	}
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		next  int
		first error
	)
	take := func() (e E, ok bool) {
		mu.Lock()
		defer mu.Unlock()
		if first != nil || next == len(list) {
			return e, false
		}
		next++
		return list[next-1], true
	}
	for range workers {
		wg.Go(func() {
			for e, ok := take(); ok; e, ok = take() {
				if err := work(e); err != nil {
					mu.Lock()
					if first == nil {
						first = err
					}
					mu.Unlock()
					return
				}
			}
		})
	}
	wg.Wait()
	return first
}
