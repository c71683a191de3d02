package output

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site", ".touyan")
	c := OpenCache(dir, "v1")
	if _, ok := c.Get("views"); ok {
		t.Error("a blob in a folder that does not exist")
	}
	for _, blob := range [][]byte{[]byte("first"), {}, bytes.Repeat([]byte("x"), 100_000)} {
		if err := c.Put("views", blob); err != nil {
			t.Fatal(err)
		}
		if got, ok := OpenCache(dir, "v1").Get("views"); !ok || !bytes.Equal(got, blob) {
			t.Errorf("%d bytes came back as %d, %t", len(blob), len(got), ok)
		}
	}
	if _, ok := OpenCache(dir, "v2").Get("views"); ok {
		t.Error("a blob of another version")
	}
	if names, _ := os.ReadDir(dir); len(names) != 1 {
		t.Errorf("litter: %v", names)
	}
	for _, name := range []string{"", ".", "..", "../x", "a/b", "con"} {
		if c.Put(name, nil) == nil {
			t.Errorf("put %q", name)
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := c.Put("views", nil); err != nil {
		t.Error(err)
	}
}

// TestCacheDamaged: whatever happens to the file, a blob is whole or absent.
func TestCacheDamaged(t *testing.T) {
	dir := t.TempDir()
	c := OpenCache(dir, "v1")
	if err := c.Put("a", []byte("a blob")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "a")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := [][]byte{append(bytes.Clone(whole), 0)}
	for i := range whole {
		flipped := bytes.Clone(whole)
		flipped[i] ^= 1
		damaged = append(damaged, whole[:i], flipped)
	}
	for _, data := range damaged {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if got, ok := c.Get("a"); ok {
			t.Errorf("%q from %q", got, data)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "b"), whole, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Get("b"); ok {
		t.Error("a blob under another name")
	}
}

// TestCacheSweep removes what is not to be kept and nothing else.
func TestCacheSweep(t *testing.T) {
	c := OpenCache(filepath.Join(t.TempDir(), "cache"), "v1")
	keep := func(name string) bool { return name == "a-2" }
	if err := c.Sweep("a-", keep); err != nil {
		t.Errorf("where nothing is: %v", err)
	}
	for _, name := range []string{"a-1", "a-2", "b-1"} {
		if err := c.Put(name, []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Sweep("a-", keep); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"a-1": false, "a-2": true, "b-1": true} {
		if _, ok := c.Get(name); ok != want {
			t.Errorf("%s is there: %t", name, ok)
		}
	}
}
