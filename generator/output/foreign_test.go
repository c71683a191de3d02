package output

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func TestForeignFilesSurvive(t *testing.T) {
	out := outIn(t)
	put(t, out, site{".gitignore": "*"})
	theirs := site{
		".gitignore":         "*",
		"CNAME":              "example.org",
		"uploads/2026/x.pdf": "pdf",
		"uploads/empty/":     "",
		"cases/by-hand.html": "beside our pages",
		"latest":             "-> cases/x.html",
		"outside":            "-> ../elsewhere",
		"dangling":           "-> nowhere",
	}
	build2 := func(s site) {
		t.Helper()
		if _, err := publishTo(out, s, Options{}); err != nil {
			t.Fatal(err)
		}
		wantSite(t, out, s, theirs)
	}
	a := site{"index.html": "a", "cases/x.html": "x", "cases/y.html": "y"}
	b := site{"index.html": "b"}
	if _, err := publishTo(out, a, Options{}); err != nil {
		t.Fatal(err)
	}
	late := site{}
	for name, text := range theirs {
		if name != ".gitignore" {
			late[name] = text
		}
	}
	put(t, out, late)
	for range 2 {
		build2(a)
		build2(b)
	}

	// What people change and delete stays changed and deleted.
	put(t, out, site{"uploads/2026/x.pdf": "longer"})
	theirs["uploads/2026/x.pdf"] = "longer"
	build2(a)
	if err := os.WriteFile(filepath.Join(out, "new"), []byte("2"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(out, "new"), filepath.Join(out, "CNAME")); err != nil {
		t.Fatal(err)
	}
	theirs["CNAME"] = "2"
	if err := os.RemoveAll(filepath.Join(out, "uploads")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(out, "latest")); err != nil {
		t.Fatal(err)
	}
	delete(theirs, "uploads/2026/x.pdf")
	delete(theirs, "uploads/empty/")
	delete(theirs, "latest")
	for range 2 {
		build2(b)
		build2(a)
	}
}

// TestLateFilesSurvive: people do not wait for a build to end.
func TestLateFilesSurvive(t *testing.T) {
	out := outIn(t)
	build(t, out, site{"a.html": "a", "b/c.html": "c"})
	fresh := site{"a.html": "a2", "d/e.html": "e"}
	w, err := stageAll(out, fresh, Options{})
	if err != nil {
		t.Fatal(err)
	}
	theirs := site{"up/x.pdf": "x", "b/y.pdf": "y", "empty/": "", "link": "-> up"}
	put(t, out, theirs)
	put(t, out, site{"d/e.html": "where a page comes"})
	r, err := w.Publish()
	if err != nil {
		t.Fatal(err)
	}
	wantSite(t, out, fresh, theirs)
	if len(r.Rescued) != 1 {
		t.Fatalf("rescued %v", r.Rescued)
	}
	if data, err := os.ReadFile(r.Rescued[0]); string(data) != "where a page comes" {
		t.Error(string(data), err)
	}

	// A shell that is still in the old tree, or a link to it, writes there.
	put(t, filepath.Join(workFolder(out), "stage"), site{"up/late.pdf": "late", "CNAME": "c"})
	theirs["up/late.pdf"], theirs["CNAME"] = "late", "c"
	fresh["a.html"] = "a3"
	for range 2 {
		if _, err := publishTo(out, fresh, Options{}); err != nil {
			t.Fatal(err)
		}
		wantSite(t, out, fresh, theirs)
	}
}

func TestForeignFileInTheWay(t *testing.T) {
	tests := map[string]struct{ theirs, page string }{
		"file":             {"a.html", "a.html"},
		"file above":       {"cases", "cases/x.html"},
		"file high above":  {"a", "a/b/c/d.html"},
		"folder":           {"a.html/", "a.html"},
		"folder with file": {"a.html/b/c", "a.html"},
		"folder of others": {"cases/x.html", "cases"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			out := outIn(t)
			old := site{"index.html": "i"}
			build(t, out, old)
			theirs := site{tt.theirs: ""}
			put(t, out, theirs)
			_, err := publishTo(out, site{"index.html": "2", tt.page: "page"}, Options{})
			wantCode(t, err, "output-foreign-file")
			wantSite(t, out, old, theirs)
			if _, err := publishTo(out, site{"index.html": "3"}, Options{}); err != nil {
				t.Fatal(err)
			}
			wantSite(t, out, site{"index.html": "3"}, theirs)
		})
	}
}

// TestOurPlaceTaken: a page of ours was replaced by something else by hand.
func TestOurPlaceTaken(t *testing.T) {
	for name, theirs := range map[string]site{
		"link":   {"a.html": "-> /etc/passwd"},
		"folder": {"a.html/x": "x"},
	} {
		t.Run(name, func(t *testing.T) {
			out := outIn(t)
			s := site{"a.html": "a", "b.html": "b"}
			build(t, out, s)
			if err := os.Remove(filepath.Join(out, "a.html")); err != nil {
				t.Fatal(err)
			}
			put(t, out, theirs)
			_, err := publishTo(out, s, Options{})
			wantCode(t, err, "output-foreign-file")
			if _, err := publishTo(out, site{"b.html": "2"}, Options{}); err != nil {
				t.Fatal(err)
			}
			wantSite(t, out, site{"b.html": "2"}, theirs)
		})
	}
}

// TestLinksAreNotFollowed: a link to a folder outside leads neither writes, nor
// reads, nor removals there, even if it is put in place while a build runs.
func TestLinksAreNotFollowed(t *testing.T) {
	secret := site{"x.html": "secret", "y.html": "secret"}
	both := site{"cases/x.html": "x", "cases/y.html": "y", "index.html": "i"}
	swapIn := func(t *testing.T, dir, outside string) {
		t.Helper()
		if err := os.RemoveAll(filepath.Join(dir, "cases")); err != nil {
			t.Fatal(err)
		}
		put(t, dir, site{"cases": "-> " + outside})
	}
	for name, dir := range map[string]func(out string) string{
		"public": func(out string) string { return out },
		"stage":  func(out string) string { return filepath.Join(workFolder(out), "stage") },
	} {
		for _, when := range []string{"before", "during"} {
			t.Run(name+" "+when, func(t *testing.T) {
				out, outside := outIn(t), t.TempDir()
				put(t, outside, secret)
				build(t, out, both)
				build(t, out, site{"cases/x.html": "x1", "cases/y.html": "y", "index.html": "i"})
				if when == "before" {
					swapIn(t, dir(out), outside)
				}
				w, err := Open(out, Options{})
				if err != nil {
					t.Fatal(err)
				}
				defer w.Abort()
				if when == "during" {
					swapIn(t, dir(out), outside)
				}
				_, _ = w.Write("cases/x.html", []byte("x2"))
				_ = w.Keep("cases/y.html", hashText("y"))
				_, _ = w.Write("index.html", []byte("i2"))
				_, _ = w.Publish()
				for path, text := range readTree(t, out) {
					if text == "secret" {
						t.Errorf("published a file from outside at %s", path)
					}
				}
				if got := readTree(t, outside); len(got) != 2 || got["x.html"] != "secret" || got["y.html"] != "secret" {
					t.Errorf("the folder outside was changed: %v", got)
				}
			})
		}
	}
}

func TestOutMayBeALink(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, site{"public": "-> real/site"})
	out := filepath.Join(dir, "public")
	for _, text := range []string{"a", "b"} { // the target is made at first
		build(t, out, site{"a.html": text})
	}
	if fi, err := os.Lstat(out); err != nil || fi.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is gone")
	}
	wantSite(t, filepath.Join(dir, "real/site"), site{"a.html": "b"})
}

// TestModesStay: a folder others upload to, and one that is closed to them, stay
// so though the folders are new ones.
func TestModesStay(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes")
	}
	out := outIn(t)
	build(t, out, site{"a.html": "a"})
	put(t, out, site{"up/load/": "", "fixed/x": "x"})
	modes := map[string]os.FileMode{".": 0o750, "up/load": 0o777 | os.ModeSetgid, "fixed": 0o555}
	for name, mode := range modes {
		if err := os.Chmod(filepath.Join(out, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	stamp := time.Now().Add(-time.Hour).Truncate(time.Second)
	if err := os.Chtimes(filepath.Join(out, "fixed/x"), stamp, stamp); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() != 0 {
		delete(modes, "fixed") // only root can empty the old one
		if err := os.Chmod(filepath.Join(out, "fixed"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, text := range []string{"b", "c"} {
		if _, err := publishTo(out, site{"a.html": text}, Options{}); err != nil {
			t.Fatal(err)
		}
		for name, mode := range modes {
			if fi, err := os.Stat(filepath.Join(out, name)); err != nil || fi.Mode()&^os.ModeDir != mode {
				t.Errorf("%s is %v, want %v", name, fi.Mode(), mode)
			}
		}
		if fi, err := os.Stat(filepath.Join(out, "fixed/x")); err != nil || !fi.ModTime().Equal(stamp) {
			t.Error("the time of a foreign file changed")
		}
	}
}
