package release

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"touyan/generator/output"
)

// tries is how often a site that is exchanged meanwhile is looked at again.
const tries = 5

// ErrBusy is returned by Take where the site was exchanged again and again meanwhile,
// and where another process is changing the store for long: it may be asked again.
var ErrBusy = errors.New("the site is being published")

// Take keeps the site that is published in a folder and makes it the current release.
// taken is false where the last release that was taken is of the same manifest and is
// the current one or was rolled back: what was rolled back does not come again by
// itself.
func (s *Store) Take(ctx context.Context, public string) (r *Release, taken bool, err error) {
	return s.bring(ctx, public, false)
}

// Mend is Take that brings again what the store lacks of the last release, which costs
// a look at each of its files.
func (s *Store) Mend(ctx context.Context, public string) (r *Release, taken bool, err error) {
	return s.bring(ctx, public, true)
}

func (s *Store) bring(ctx context.Context, public string, mend bool) (r *Release, taken bool, err error) {
	if err := s.makeFolders(); err != nil { // someone may have removed them
		return nil, false, err
	}
	free, err := s.hold()
	if err != nil {
		return nil, false, err
	}
	defer free()
	for range tries {
		if r, taken, err = s.take(ctx, public, mend); !errors.Is(err, ErrBusy) && !errors.Is(err, fs.ErrNotExist) {
			return r, taken, err
		}
		if ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
	}
	return r, taken, err
}

func (s *Store) take(ctx context.Context, public string, mend bool) (*Release, bool, error) {
	files, sum, err := output.ReadManifest(public)
	if err != nil {
		return nil, false, err
	}
	ids, err := s.IDs()
	if err != nil {
		return nil, false, err
	}
	manifest, err := os.Stat(filepath.Join(public, output.ManifestName))
	if err != nil {
		return nil, false, fmt.Errorf("take release: %w", err)
	}
	var last *Release
	if len(ids) > 0 {
		// Of one whose list cannot be read, all is taken anew.
		last, _ = s.Release(ids[0])
	}
	if last != nil && strings.HasSuffix(last.ID, headOf(sum)) {
		if mend {
			if err := s.mend(ctx, public, last, manifest.ModTime()); err != nil {
				return nil, false, err
			}
		}
		return s.takeAgain(last)
	}
	if err := s.link(ctx, public, files, last, manifest.ModTime()); err != nil {
		return nil, false, err
	}
	if _, again, err := output.ReadManifest(public); err != nil || again != sum {
		return nil, false, ErrBusy
	}
	r, err := s.add(files, sum)
	if err != nil {
		return nil, false, err
	}
	before := s.named(currentName)
	if err := s.makeCurrent(r); err != nil {
		return nil, false, err
	}
	return r, true, s.sweep(before)
}

// mend brings files of the last release that are missing.
func (s *Store) mend(ctx context.Context, public string, last *Release, published time.Time) error {
	if err := s.link(ctx, public, maps.Clone(last.Files), last, published); err != nil {
		return err
	}
	return s.mendFolder(last)
}

// takeAgain makes the last release, of which the published site is, the current one
// where an earlier try did not get to that.
func (s *Store) takeAgain(last *Release) (*Release, bool, error) {
	before := s.named(currentName)
	if before == last.ID || s.named(backName) == last.ID {
		return last, false, nil
	}
	if err := s.makeCurrent(last); err != nil {
		return nil, false, err
	}
	return last, true, s.sweep(before)
}

// named returns the ID that a file of the store holds, "" where there is none.
func (s *Store) named(file string) string {
	data, err := os.ReadFile(filepath.Join(s.dir, file))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}

// link brings the files of a site into the store, but those that the last release
// brought and that are there. The sums of files that are newer than the manifest are
// put right.
func (s *Store) link(ctx context.Context, public string, files map[string]output.Sum, last *Release, published time.Time) error {
	for path, sum := range files {
		if last != nil && last.Files[path] == sum && exists(s.place(sum)) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		name := filepath.Join(public, filepath.FromSlash(path))
		info, err := os.Lstat(name)
		if err != nil {
			return fmt.Errorf("take release: %w", err)
		}
		if !info.Mode().IsRegular() {
			return fmt.Errorf("take release: %s is no file", path)
		}
		if info.ModTime().After(published) {
			if sum, err = sumOf(name); err != nil {
				return fmt.Errorf("take release: %w", err)
			}
			files[path] = sum
			err = s.copy(name, sum) // it may be changed again
		} else {
			err = s.keep(name, sum)
		}
		if err != nil {
			return fmt.Errorf("take release: %w", err)
		}
	}
	return nil
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// keep links a file to its place, or copies it.
func (s *Store) keep(name string, sum output.Sum) error {
	to := s.place(sum)
	err := os.Link(name, to)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		err = os.Link(name, to)
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		// An earlier try whose site was exchanged meanwhile may have put another file there.
		if got, err := sumOf(to); err == nil && got == sum {
			return nil
		}
	case err == nil, errors.Is(err, fs.ErrNotExist):
		return err
	}
	return s.copy(name, sum) // another file system, or one without links
}

func (s *Store) copy(name string, sum output.Sum) error {
	to := s.place(sum)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return copyFile(name, to)
}

// copyFile copies a file; what is there under the name is whole.
func copyFile(name, to string) error {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.CreateTemp(filepath.Dir(to), "new-*")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	if _, err = io.Copy(out, in); err == nil {
		err = out.Chmod(0o644)
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	return os.Rename(out.Name(), to)
}

func sumOf(name string) (sum output.Sum, err error) {
	f, err := os.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	return output.SumOf(f)
}

// add writes down a release whose files are in the store.
func (s *Store) add(files map[string]output.Sum, sum output.Sum) (*Release, error) {
	at := s.o.Now()
	id := newID(at, sum)
	if ids, err := s.IDs(); err == nil && len(ids) > 0 && id <= ids[0] {
		// The clock went back, or is too coarse: order is what counts.
		newest, _ := parseID(ids[0])
		at = newest.Add(time.Millisecond)
		id = newID(at, sum)
	}
	r := &Release{ID: id, Time: at, Files: files, dir: s.release(id)}
	if err := s.writeFolder(r); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.last = r
	s.mu.Unlock()
	return r, nil
}

// mendFolder writes a release's folder again where its list or a file of its index is
// missing.
func (s *Store) mendFolder(r *Release) error {
	whole := exists(filepath.Join(r.dir, output.ManifestName))
	for path := range r.Files {
		if whole && strings.HasPrefix(path, searchDir+"/") {
			whole = exists(filepath.Join(r.dir, filepath.FromSlash(path)))
		}
	}
	if whole {
		return nil
	}
	if err := os.RemoveAll(r.dir); err != nil {
		return fmt.Errorf("take release: %w", err)
	}
	return s.writeFolder(r)
}

// writeFolder makes the folder of a release whose files are in the store.
func (s *Store) writeFolder(r *Release) error {
	work := s.release("new")
	if err := os.RemoveAll(work); err != nil {
		return fmt.Errorf("take release: %w", err)
	}
	for path, one := range r.Files {
		if !strings.HasPrefix(path, searchDir+"/") {
			continue
		}
		to := filepath.Join(work, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("take release: %w", err)
		}
		if err := os.Link(s.place(one), to); err != nil {
			if err := copyFile(s.place(one), to); err != nil {
				return fmt.Errorf("take release: %w", err)
			}
		}
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return fmt.Errorf("take release: %w", err)
	}
	if err := os.WriteFile(filepath.Join(work, output.ManifestName), output.EncodeManifest(r.Files), 0o644); err != nil {
		return fmt.Errorf("take release: %w", err)
	}
	if err := os.Rename(work, r.dir); err != nil {
		return fmt.Errorf("take release: %w", err)
	}
	return nil
}

// makeCurrent makes a release the one that is served; what it lacks lingers.
func (s *Store) makeCurrent(r *Release) error {
	if err := s.linger(r); err != nil {
		return err
	}
	return s.replace(currentName, []byte(r.ID+"\n"))
}

// replace writes a file of the store in one step.
func (s *Store) replace(name string, data []byte) error {
	tmp := filepath.Join(s.dir, name+".new")
	if err := os.WriteFile(tmp, data, 0o644); err != nil {
		return fmt.Errorf("change releases: %w", err)
	}
	if err := os.Rename(tmp, filepath.Join(s.dir, name)); err != nil {
		return fmt.Errorf("change releases: %w", err)
	}
	return nil
}

// hold takes the lock, waiting a little where another process has it.
func (s *Store) hold() (free func(), err error) {
	for range 50 {
		lock, held, err := output.Hold(filepath.Join(s.dir, "lock"))
		if err != nil {
			return nil, fmt.Errorf("lock releases: %w", err)
		}
		if held {
			return func() { _ = lock.Close() }, nil // it ends with the process at the latest
		}
		time.Sleep(100 * time.Millisecond)
	}
	return nil, ErrBusy
}

// dropped is before the name of a release that is being removed.
const dropped = "dropped-"

// sweep removes the releases beyond those to keep, and files that nothing names. The
// release that was current before stays: answers are made from it until the server has
// opened the new one.
func (s *Store) sweep(before string) error {
	ids, err := s.IDs()
	if err != nil {
		return err
	}
	now, err := s.Current()
	if err != nil {
		return err
	}
	kept := []string{now.ID}
	for _, id := range ids {
		switch {
		case id == now.ID:
		case id == before:
			kept = append(kept, id)
		case len(kept) < s.o.Keep:
			kept = append(kept, id)
		default:
			if err := os.Rename(s.release(id), s.release(dropped+id)); err != nil {
				return fmt.Errorf("remove release: %w", err)
			}
		}
	}
	return s.removeDropped(kept)
}

func (s *Store) release(name string) string { return filepath.Join(s.dir, "releases", name) }

// removeDropped removes releases that are not to be kept, also those that an earlier
// process did not get to, and then their files.
func (s *Store) removeDropped(kept []string) error {
	entries, err := os.ReadDir(filepath.Join(s.dir, "releases"))
	if err != nil {
		return fmt.Errorf("remove release: %w", err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), dropped) {
			continue
		}
		gone := map[output.Sum]bool{}
		if files, _, err := output.ReadManifest(s.release(e.Name())); err == nil {
			for _, sum := range files {
				gone[sum] = true
			}
		}
		if err := s.removeFiles(gone, kept); err != nil {
			return err
		}
		if err := os.RemoveAll(s.release(e.Name())); err != nil {
			return fmt.Errorf("remove release: %w", err)
		}
	}
	return nil
}

// removeFiles removes those of the files that no kept release names and that do not
// linger.
func (s *Store) removeFiles(gone map[output.Sum]bool, kept []string) error {
	for _, id := range kept {
		if len(gone) == 0 {
			return nil
		}
		r, err := s.Release(id)
		if err != nil {
			return err
		}
		for _, sum := range r.Files {
			delete(gone, sum)
		}
	}
	s.mu.Lock()
	for _, l := range s.lingering {
		delete(gone, l.sum)
	}
	s.mu.Unlock()
	for sum := range gone {
		if err := os.Remove(s.place(sum)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove release: %w", err)
		}
	}
	return nil
}
