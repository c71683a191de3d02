package content_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"touyan/generator/content"
)

// Any file gives a page or findings, never a panic; every place lies in the file.
func FuzzParse(f *testing.F) {
	archives, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if !strings.HasSuffix(file.Name, ".want") {
				f.Add(file.Data)
			}
		}
	}
	v := vocabulary()
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 20_000 {
			return
		}
		p, list := content.Parse("cases/x.md", data, v)
		if p == nil && list.Errors() == 0 {
			t.Fatal("neither a page nor an error")
		}
		for _, d := range list {
			if d.Pos.Line < 1 || d.Pos.Col < 1 || d.Pos.Line > 2+strings.Count(string(data), "\n")+strings.Count(string(data), "\r") {
				t.Fatalf("%v is no place in the file", d)
			}
		}
		if p == nil {
			return
		}
		if p.Body.Offset < 0 || p.Body.Offset > len(data) {
			t.Fatalf("body at %d of %d", p.Body.Offset, len(data))
		}
		if !content.IsSlug(p.Slug) {
			t.Fatalf("slug %q", p.Slug)
		}
	})
}
