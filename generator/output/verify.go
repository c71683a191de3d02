package output

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// Difference is a file of a published folder that is not as its manifest says.
type Difference struct {
	Path string
	Kind DifferenceKind
}

// DifferenceKind says how a file differs.
type DifferenceKind uint8

// The kinds of difference. An Extra file is not in the manifest: one that people put
// there, or that someone slipped in.
const (
	Missing DifferenceKind = iota
	Changed
	Extra
)

// Verify compares a published folder with its manifest: every file is read. It returns
// what differs, by path, and how many files are as they should be. The error is that
// of [ReadManifest], the context's, or one of reading.
func Verify(ctx context.Context, public string) (list []Difference, right int, err error) {
	files, _, err := ReadManifest(public)
	if err != nil {
		return nil, 0, err
	}
	root, err := os.OpenRoot(public)
	if err != nil {
		return nil, 0, fmt.Errorf("verify: %w", err)
	}
	defer root.Close()
	found := make(chan Difference)
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0) + 1)
	go func() {
		for path, sum := range files {
			work.Go(func() error {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				kind, same, err := compare(root, path, sum)
				if err == nil && !same {
					found <- Difference{path, kind}
				}
				return err
			})
		}
		work.Go(func() error { return extras(root, files, func(path string) { found <- Difference{path, Extra} }) })
		err = work.Wait()
		close(found)
	}()
	differing := 0
	for d := range found {
		list = append(list, d)
		if d.Kind != Extra {
			differing++
		}
	}
	if err != nil {
		return nil, 0, fmt.Errorf("verify: %w", err)
	}
	slices.SortFunc(list, func(a, b Difference) int { return cmp.Compare(a.Path, b.Path) })
	return list, len(files) - differing, nil
}

// compare reads a file and reports whether it has a sum, and if not how it differs. What
// is no file, such as a link that leads out, is a changed one.
func compare(root *os.Root, path string, sum Sum) (kind DifferenceKind, same bool, err error) {
	info, err := root.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Missing, false, nil
	}
	if err != nil {
		return Changed, false, err
	}
	if !info.Mode().IsRegular() {
		return Changed, false, nil
	}
	f, err := root.Open(path)
	if err != nil {
		return Changed, false, err
	}
	defer f.Close()
	got, err := SumOf(f)
	return Changed, err == nil && got == sum, err
}

// extras names the files and links that no manifest lists.
func extras(root *os.Root, files table, found func(path string)) error {
	return fs.WalkDir(root.FS(), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path == ManifestName {
			return err
		}
		if _, ok := files[filepath.ToSlash(path)]; !ok {
			found(path)
		}
		return nil
	})
}
