package output

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestVerify(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	w, err := Open(public, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"index.html", "a/b.html", "a/c.html", "d.html"} {
		if _, err := w.Write(path, []byte(path)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Publish(); err != nil {
		t.Fatal(err)
	}
	if list, right, err := Verify(context.Background(), public); err != nil || len(list) > 0 || right != 4 {
		t.Fatalf("a site as it was published: %v, %d, %v", list, right, err)
	}
	for name, text := range map[string]string{"a/b.html": "a/B.html", "more.txt": "more"} {
		if err := os.WriteFile(filepath.Join(public, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(public, "a/c.html")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(public, "d.html")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("index.html", filepath.Join(public, "d.html")); err != nil {
		t.Fatal(err)
	}
	list, right, err := Verify(context.Background(), public)
	if err != nil {
		t.Fatal(err)
	}
	want := []Difference{{"a/b.html", Changed}, {"a/c.html", Missing}, {"d.html", Changed}, {"more.txt", Extra}}
	if diff := cmp.Diff(want, list); diff != "" || right != 1 {
		t.Errorf("%d right\n%s", right, diff)
	}
	if _, _, err := Verify(context.Background(), t.TempDir()); err == nil {
		t.Error("a folder without a manifest is right")
	}
}
