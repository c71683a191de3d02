package generator_test

import (
	"os"
	"path/filepath"
	"testing"

	"touyan/generator"
	"touyan/generator/content"
)

// reviewedSite is a site with a page, and a link in content/ to another page.
func reviewedSite(t *testing.T) (dir string, r *generator.Reviews) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range map[string]string{
		"site.yaml": "title: t\n", "content/a/index.md": "---\ntitle: a\n---\n", "content/b.md": "---\ntitle: b\n---\n", "kept/c.md": "---\ntitle: c\n---\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../kept/c.md", filepath.Join(dir, "content", "c.md")); err != nil {
		t.Skip(err)
	}
	r, found := generator.OpenReviews(dir)
	if r == nil {
		t.Fatal(found)
	}
	return dir, r
}

func TestReviewsFindPagesByAnyName(t *testing.T) {
	dir, r := reviewedSite(t)
	for name, want := range map[string]string{
		"a": "a/index.md", "a/": "a/index.md", "a/index.md": "a/index.md", "content/a": "a/index.md", "a.html": "a/index.md",
		"b": "b.md", "./content/b.md": "b.md", filepath.Join(dir, "content", "b.md"): "b.md", "c": "c.md",
		"d": "", "": "", "../x": "", "site.yaml": "",
	} {
		if got, ok := r.Find(name); got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// TestSigningKeepsTheFile: what a link leads to is signed and the link stays; rights
// stay; nothing else is left behind.
func TestSigningKeepsTheFile(t *testing.T) {
	dir, r := reviewedSite(t)
	e := content.Review{Step: "初审", By: "某岗", Date: content.Date{Year: 2026, Month: 1, Day: 1}}
	for _, page := range []string{"b.md", "c.md"} {
		if _, done, found, err := r.Sign(page, e); !done || err != nil {
			t.Fatal(page, found, err)
		}
		if _, done, _, err := r.Sign(page, e); done || err != nil {
			t.Errorf("%s is signed twice: %v", page, err)
		}
	}
	if target, err := os.Readlink(filepath.Join(dir, "content", "c.md")); err != nil || target != "../kept/c.md" {
		t.Errorf("the link leads to %q: %v", target, err)
	}
	info, err := os.Stat(filepath.Join(dir, "kept", "c.md"))
	if err != nil || info.Mode().Perm() != 0o640 || info.Size() < 60 {
		t.Errorf("the file is %v: %v", info, err)
	}
	for _, folder := range []string{"content", "kept"} {
		entries, err := os.ReadDir(filepath.Join(dir, folder))
		if want := map[string]int{"content": 3, "kept": 1}[folder]; err != nil || len(entries) != want {
			t.Errorf("%s has %v: %v", folder, entries, err)
		}
	}
}
