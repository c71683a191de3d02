package link_test

import (
	"path/filepath"
	"slices"
	"testing"

	"touyan/generator/output"
	"touyan/generator/output/link"
)

// TestStagedSite checks a site before it is published, as a build does: pages of
// the site before, new ones, an index folder and people's files count alike.
func TestStagedSite(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	cache := output.OpenCache(t.TempDir(), "1")
	var kept output.Sum
	builds := []struct {
		home string
		want []string
	}{
		{`<a href="cases/x.html#s"><a href="search/index.bleve/root"><a href="manifest.sha256">`, nil},
		{`<a href="cases/x.html#t"><a href="search/index.bleve/x"><a href="y.html">`, []string{
			`index.html: error: dead-anchor "cases/x.html#t"`,
			`index.html: error: dead-link "search/index.bleve/x"`,
			`index.html: error: dead-link "y.html"`,
		}},
	}
	for i, b := range builds {
		w, err := output.Open(out, output.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write("index.html", []byte(b.home)); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			kept, err = w.Write("cases/x.html", []byte(`<h2 id=s><a href="../index.html">`))
		} else {
			err = w.Keep("cases/x.html", kept)
		}
		if err != nil {
			t.Fatal(err)
		}
		dir, err := w.NewDir("search/index.bleve")
		if err != nil {
			t.Fatal(err)
		}
		if err := output.OpenCache(dir, "an index").Put("root", nil); err != nil {
			t.Fatal(err)
		}
		stored, _ := cache.Get("links")
		x := link.Decode(stored)
		dead, err := x.Verify(w)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range dead {
			got = append(got, d.Diagnostic().String())
		}
		if !slices.Equal(got, b.want) {
			t.Errorf("build %d: %q, want %q", i, got, b.want)
		}
		if err := cache.Put("links", x.Encode()); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Publish(); err != nil {
			t.Fatal(err)
		}
	}
}
