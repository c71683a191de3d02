package output

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Cache keeps named blobs between builds in a folder that may be deleted at any
// time. Each is a file: a mark, the SHA-256 of version, name and content, and the
// content. A file that is torn, foreign, of another version or renamed does not
// have that sum, and counts as absent.
type Cache struct{ dir, version string }

const cacheMark = "touyan 1"

// OpenCache returns the cache in a folder, which is made when something is put
// there. version names everything that the blobs' meaning depends on.
func OpenCache(dir, version string) *Cache { return &Cache{dir, version} }

// Cache returns the cache in the work folder beside the output folder.
func (w *Writer) Cache(version string) *Cache {
	return OpenCache(filepath.Join(w.work, "cache"), version)
}

// CacheOf returns the cache that builds to an output folder keep.
func CacheOf(out, version string) *Cache {
	if real, err := resolve(out); err == nil {
		out = real
	}
	return OpenCache(filepath.Join(workFolder(out), "cache"), version)
}

// Get returns a blob.
func (c *Cache) Get(name string) ([]byte, bool) {
	const head = len(cacheMark) + sha256.Size
	if !validPath(name) || folder(name) != "." {
		return nil, false
	}
	data, err := os.ReadFile(filepath.Join(c.dir, name))
	if err != nil || len(data) < head || string(data[:len(cacheMark)]) != cacheMark {
		return nil, false
	}
	blob := data[head:]
	return blob, Sum(data[len(cacheMark):head]) == c.sum(name, blob)
}

// Put replaces a blob. A name is that of a file: letters, digits, hyphens.
func (c *Cache) Put(name string, blob []byte) error {
	if !validPath(name) || folder(name) != "." {
		return fmt.Errorf("output: %q cannot name a blob", name)
	}
	if err := os.MkdirAll(c.dir, 0o755); err != nil {
		return system(c.dir, err)
	}
	path := filepath.Join(c.dir, name)
	sum := c.sum(name, blob)
	return system(path, replaceFile(path, []byte(cacheMark), sum[:], blob))
}

// Sweep removes the blobs whose name begins with a prefix, but those to keep.
func (c *Cache) Sweep(prefix string, keep func(name string) bool) error {
	entries, err := os.ReadDir(c.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return system(c.dir, err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) || keep(e.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(c.dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return system(c.dir, err)
		}
	}
	return nil
}

func (c *Cache) sum(name string, blob []byte) Sum {
	h := sha256.New()
	for _, s := range []string{c.version, name} {
		h.Write(binary.AppendUvarint(nil, uint64(len(s))))
		h.Write([]byte(s))
	}
	h.Write(blob)
	return Sum(h.Sum(nil))
}

// replaceFile gives a file a new content in one instant. Two processes that do so
// at once can only spoil it, which its sum will tell.
func replaceFile(path string, parts ...[]byte) error {
	f, err := os.Create(path + ".new")
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err == nil {
			_, err = f.Write(p)
		}
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
