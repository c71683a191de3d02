package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func immutable(name string) bool { return strings.HasSuffix(name, ".zap") }

// index stands for the search index: a segment is never changed, a root is
// changed in place.
func index(t *testing.T, dir string, change func(write func(name, text string), remove func(name string))) {
	t.Helper()
	write := func(name, text string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o644) // in place
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.WriteString(text); err != nil {
			t.Fatal(err)
		}
	}
	change(write, func(name string) {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	})
}

func TestIndexFolder(t *testing.T) {
	const at = "search/index.bleve"
	out := outIn(t)
	w, err := Open(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.KeepDir(at); err != ErrNotPublished {
		t.Errorf("kept a folder that is not there: %v", err)
	}
	dir, err := w.NewDir(at)
	if err != nil {
		t.Fatal(err)
	}
	index(t, dir, func(write func(string, string), _ func(string)) {
		write("store/root", "1")
		write("store/1.zap", "one")
		write("store/2.zap", "two")
	})
	if !w.Has(at+"/store/root") || w.Has(at+"/store") || w.Has(at+"/x") {
		t.Error("Has does not see the folder's files")
	}
	if _, err := w.Publish(); err != nil {
		t.Fatal(err)
	}
	first := site{at + "/store/root": "1", at + "/store/1.zap": "one", at + "/store/2.zap": "two"}
	wantSite(t, out, first)

	// An edit: the published root is not touched, segments are shared.
	w, err = Open(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if dir, err = w.CopyDir(at, immutable); err != nil {
		t.Fatal(err)
	}
	index(t, dir, func(write func(string, string), remove func(string)) {
		write("store/root", "22")
		write("store/3.zap", "three")
		remove("store/1.zap")
	})
	wantSite(t, out, first)
	before, _ := os.Stat(filepath.Join(out, at, "store/2.zap"))
	r, err := w.Publish()
	if err != nil || r.Written != 2 || r.Kept != 1 || r.Removed != 1 {
		t.Fatal(r, err)
	}
	second := site{at + "/store/root": "22", at + "/store/2.zap": "two", at + "/store/3.zap": "three"}
	wantSite(t, out, second)
	wantSite(t, filepath.Join(workFolder(out), "stage"), first)
	after, _ := os.Stat(filepath.Join(out, at, "store/2.zap"))
	if !os.SameFile(before, after) {
		t.Error("a segment was copied")
	}

	// Kept twice, so that root is one file in both trees; then changed in place.
	for _, text := range []string{"a", "b"} {
		w, err := Open(out, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.KeepDir(at); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write("index.html", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Publish(); err != nil {
			t.Fatal(err)
		}
		second["index.html"] = text
		wantSite(t, out, second)
	}
	w, err = Open(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if dir, err = w.CopyDir(at, immutable); err != nil {
		t.Fatal(err)
	}
	index(t, dir, func(write func(string, string), _ func(string)) { write("store/root", "333") })
	wantSite(t, out, second)
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	build(t, out, site{"index.html": "no index"})
}

// TestIndexFolderWhereAFileStood: the folder may take a page's place, and may end
// up with nothing but empty folders.
func TestIndexFolderWhereAFileStood(t *testing.T) {
	out := outIn(t)
	build(t, out, site{"x.html": "x", "at": "a file"})
	build(t, out, site{"x.html": "x2", "at": "a file"})
	w, err := Open(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir, err := w.CopyDir("at", immutable)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "store"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write("x.html", []byte("x3")); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Publish(); err != nil {
		t.Fatal(err)
	}
	wantSite(t, out, site{"x.html": "x3"})
}
