package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"iter"
	"maps"
	"strings"
)

// errEnded is a fault of the caller.
var errEnded = errors.New("output: the build has ended")

// Write stages a file of the site. The path is slash-separated and relative to
// the output folder. The disk is left alone where the file is there already. It
// returns the SHA-256, by which a later build may [Writer.Keep] the file.
func (w *Writer) Write(path string, data []byte) (Sum, error) {
	sum := sha256.Sum256(data)
	there, err := w.claim(path, sum)
	if err != nil || there {
		return sum, err
	}
	return sum, w.put(path, sum, bytes.NewReader(data))
}

// Copy stages a file of another file system, reading it piece by piece.
func (w *Writer) Copy(path string, src fs.FS, name string) (Sum, error) {
	var sum Sum
	h := sha256.New()
	if err := read(src, name, h); err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	there, err := w.claim(path, sum)
	if err != nil || there {
		return sum, err
	}
	f, err := src.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	// The file may have changed since it was hashed: what counts is what is
	// written.
	h.Reset()
	if err := w.put(path, sum, io.TeeReader(f, h)); err != nil {
		return sum, err
	}
	if now := Sum(h.Sum(nil)); now != sum {
		sum = now
		w.mu.Lock()
		w.next[path], w.staged[path] = sum, sum
		w.mu.Unlock()
	}
	return sum, nil
}

func read(src fs.FS, name string, into io.Writer) error {
	f, err := src.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(into, f)
	return err
}

// Keep stages a file of the published site, as it is, if it has the given
// SHA-256; else it returns [ErrNotPublished] and the caller makes the file. The
// sum makes a cache that belongs to another output folder, or to a build that
// was never published, harmless.
func (w *Writer) Keep(path string, sum Sum) error {
	w.mu.Lock()
	there := w.holds(path, sum)
	w.mu.Unlock()
	if !there {
		return ErrNotPublished
	}
	_, err := w.claim(path, sum)
	return err
}

// holds reports whether one of the trees has a file with that content.
func (w *Writer) holds(path string, sum Sum) bool {
	if s, ok := w.staged[path]; ok && s == sum {
		return true
	}
	s, ok := w.published[path]
	return ok && s == sum
}

// Published returns the SHA-256 of a file of the published site.
func (w *Writer) Published(path string) (Sum, bool) {
	sum, ok := w.published[path]
	return sum, ok
}

// ReadPublished returns a file of the published site.
func (w *Writer) ReadPublished(path string) ([]byte, error) {
	if _, ok := w.published[path]; !ok {
		return nil, &fs.PathError{Op: "read", Path: path, Err: fs.ErrNotExist}
	}
	data, err := w.public.root.ReadFile(path)
	return data, system(path, err)
}

// Files yields what was staged, in no order, without the files of folders handed
// to other writers. Nothing may be staged meanwhile.
func (w *Writer) Files() iter.Seq2[string, Sum] { return maps.All(w.next) }

// Has reports whether the site will have a file at the path: a staged one, one
// in a folder handed to another writer, a foreign one or the manifest.
func (w *Writer) Has(path string) bool {
	w.mu.Lock()
	_, staged := w.next[path]
	inSub := w.subOf(path) != ""
	w.mu.Unlock()
	if staged || path == ManifestName {
		return true
	}
	if inSub {
		fi, err := w.stage.root.Lstat(path)
		return err == nil && fi.Mode().IsRegular()
	}
	kind, foreign := w.foreign.kinds[path]
	return foreign && !kind.IsDir()
}

// Read returns a staged file.
func (w *Writer) Read(path string) ([]byte, error) {
	w.mu.Lock()
	sum, ok := w.next[path]
	at := w.public
	if s, staged := w.staged[path]; staged && s == sum {
		at = w.stage
	}
	w.mu.Unlock()
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: path, Err: fs.ErrNotExist}
	}
	data, err := at.root.ReadFile(path)
	return data, system(path, err)
}

// claim takes a path for a file and reports whether one of the trees has that
// file.
func (w *Writer) claim(path string, sum Sum) (there bool, err error) {
	if !validPath(path) {
		return false, fault("output-path", path)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return false, errEnded
	}
	if err := w.free(path); err != nil {
		return false, err
	}
	w.next[path] = sum
	if w.holds(path, sum) {
		return true, nil
	}
	delete(w.staged, path) // about to be replaced
	return false, nil
}

// free returns an error where a path is taken, and else notes it.
func (w *Writer) free(path string) error {
	if at := w.foreign.blocks(path); at != "" {
		return fault("output-foreign-file", at)
	}
	if path == ManifestName {
		return fault("duplicate-output", path, path)
	}
	if other := w.subOf(path); other != "" {
		return fault("duplicate-output", path, other)
	}
	folded := strings.ToLower(path)
	if other, ok := w.taken(folded); ok {
		return fault("duplicate-output", path, other)
	}
	if inside, ok := w.above[folded]; ok {
		return fault("duplicate-output", path, inside)
	}
	for dir := range parents(folded) {
		if other, ok := w.taken(dir); ok {
			return fault("duplicate-output", path, other)
		}
		if _, ok := w.above[dir]; ok {
			break
		}
	}
	for dir := range parents(folded) {
		if _, ok := w.above[dir]; ok {
			break
		}
		w.above[dir] = path
	}
	if folded != path {
		w.folded[folded] = path
	}
	return nil
}

// taken finds the file whose path is, but for case, the given one.
func (w *Writer) taken(folded string) (string, bool) {
	if _, ok := w.next[folded]; ok {
		return folded, true
	}
	other, ok := w.folded[folded]
	return other, ok
}

// put writes a claimed file into stage.
func (w *Writer) put(path string, sum Sum, r io.Reader) error {
	err := w.touch()
	var n int64
	if err == nil {
		n, err = w.stage.write(path, r, w.o.Sync && !flushes)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil {
		w.failed = system(path, err)
		return w.failed
	}
	w.staged[path] = sum
	w.report.Bytes += n
	return nil
}

// touch says, before stage is changed for the first time, that it no longer
// holds what it did.
func (w *Writer) touch() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return errEnded
	}
	if w.touched {
		return nil
	}
	return w.markDirty()
}

func (w *Writer) markDirty() error {
	st := state{boot: w.boot, phase: dirty, public: w.sum}
	if !w.trusted {
		st.boot = unsure
	}
	if err := writeState(w.workRoot, st); err != nil {
		return system(w.work, err)
	}
	w.touched = true
	return nil
}
