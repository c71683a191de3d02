package output

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// sub is a folder of stage handed to another writer.
type sub struct {
	path string
	// shared are the files that are those of public; one of them that is found
	// as it was need not be hashed again.
	shared map[string]fs.FileInfo
}

// NewDir stages an empty folder that the caller fills by other means than this
// Writer before it calls Publish: a search index. It returns the folder's place
// in the file system. Only files in it count; empty folders are not published.
func (w *Writer) NewDir(path string) (string, error) {
	if err := w.claimDir(path); err != nil {
		return "", err
	}
	if err := w.prepareDir(path, nil); err != nil {
		return "", w.fail(path, err)
	}
	return w.stagePath(path), nil
}

// CopyDir is NewDir with the files of the published folder in it, if there are
// any, for a writer that changes them in place. immutable is asked, for each
// path inside the folder, whether that writer never writes to the file, but may
// remove it; such files are shared with the published site, the others copied.
func (w *Writer) CopyDir(path string, immutable func(name string) bool) (string, error) {
	if err := w.claimDir(path); err != nil {
		return "", err
	}
	if err := w.prepareDir(path, immutable); err != nil {
		return "", w.fail(path, err)
	}
	return w.stagePath(path), nil
}

// KeepDir stages all files of a published folder as they are. It returns
// [ErrNotPublished] where there is none.
func (w *Writer) KeepDir(path string) error {
	files := w.publishedIn(path)
	if len(files) == 0 {
		return ErrNotPublished
	}
	for _, p := range files {
		if _, err := w.claim(p, w.published[p]); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) stagePath(path string) string {
	return filepath.Join(w.work, "stage", filepath.FromSlash(path))
}

func (w *Writer) fail(path string, err error) error {
	err = system(path, err)
	w.mu.Lock()
	w.failed = err
	w.mu.Unlock()
	return err
}

// publishedIn returns the published files in a folder.
func (w *Writer) publishedIn(dir string) []string {
	var files []string
	for p := range w.published {
		if strings.HasPrefix(p, dir+"/") {
			files = append(files, p)
		}
	}
	slices.Sort(files)
	return files
}

// claimDir takes a path for a folder of another writer.
func (w *Writer) claimDir(path string) error {
	if !validPath(path) {
		return fault("output-path", path)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return errEnded
	}
	if err := w.free(path); err != nil {
		return err
	}
	w.above[strings.ToLower(path)] = path
	w.subs = append(w.subs, sub{path: path, shared: map[string]fs.FileInfo{}})
	return nil
}

// subOf returns the folder of another writer that a path is or is in, or "".
func (w *Writer) subOf(path string) string {
	for _, s := range w.subs {
		if rest, ok := strings.CutPrefix(path, s.path); ok && (rest == "" || rest[0] == '/') {
			return s.path
		}
	}
	return ""
}

// prepareDir empties the staged folder but for the files that immutable allows to
// share with the published one, and adds what it lacks of that one. A nil
// immutable asks for nothing of it.
func (w *Writer) prepareDir(dir string, immutable func(string) bool) error {
	if err := w.touch(); err != nil {
		return err
	}
	var share, own []string
	if immutable != nil {
		for _, p := range w.publishedIn(dir) {
			if immutable(p[len(dir)+1:]) {
				share = append(share, p)
			} else {
				own = append(own, p)
			}
		}
	}
	w.mu.Lock()
	for p := range w.staged {
		if p == dir || strings.HasPrefix(p, dir+"/") {
			delete(w.staged, p)
		}
	}
	w.mu.Unlock()
	if err := w.stage.need(folder(dir)); err != nil {
		return err
	}
	if err := w.stage.clear(dir); err != nil {
		return err
	}
	if err := w.stage.need(dir); err != nil {
		return err
	}
	if err := w.stage.link(w.public, share, false); err != nil {
		return err
	}
	if err := parallel(own, func(p string) error { return w.stage.copy(w.public, p) }); err != nil {
		return err
	}
	return w.noteShared(dir, share)
}

func (w *Writer) noteShared(dir string, files []string) error {
	for _, p := range files {
		fi, err := w.stage.root.Lstat(p)
		if err != nil {
			return err
		}
		for _, s := range w.subs {
			if s.path == dir {
				s.shared[p] = fi
			}
		}
	}
	return nil
}

// gatherDirs hashes what other writers left in their folders and adds it to what
// is staged.
func (w *Writer) gatherDirs() error {
	for _, s := range w.subs {
		items, err := w.stage.walkFrom(s.path, nil)
		if err != nil {
			return system(s.path, err)
		}
		found := table{}
		var mu sync.Mutex
		err = parallel(items, func(it item) error {
			if it.kind.IsDir() {
				return nil
			}
			if !validPath(it.path) || !it.kind.IsRegular() {
				return fault("output-path", it.path)
			}
			sum, err := w.hashShared(s, it.path)
			mu.Lock()
			found[it.path] = sum
			mu.Unlock()
			return system(it.path, err)
		})
		if err != nil {
			return err
		}
		maps.Copy(w.next, found)
		maps.Copy(w.staged, found)
	}
	return nil
}

// hashShared returns the SHA-256 of a file, read only where it is not one of
// public, unchanged.
func (w *Writer) hashShared(s sub, path string) (Sum, error) {
	fi, err := w.stage.root.Lstat(path)
	if err != nil {
		return Sum{}, err
	}
	if before, ok := s.shared[path]; ok && os.SameFile(before, fi) &&
		before.Size() == fi.Size() && before.ModTime().Equal(fi.ModTime()) {
		return w.published[path], nil
	}
	return w.stage.hash(path)
}
