package generator

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/render"
	"touyan/test/corpus"
)

// TestPackedFactsComeBack: what a build remembers is what the next one reads.
func TestPackedFactsComeBack(t *testing.T) {
	g := corpus.New(1)
	words := content.Vocabulary{
		Types: []string{"alliance", "village", "method", "site", "project", "cobuild"}, Location: time.UTC,
		Sectors: []string{"rural", "community", "soe", "campus", "agency", "new", "market"},
		Levels:  []string{"national", "province", "city", "county", "township"},
	}
	want := facts{Files: map[string]*file{}, Bodies: map[string]body{}, Docs: map[string]uint64{"a.html": 4}, Pages: map[string]render.Record{"a.html": {Print: 1 << 63, Sum: [32]byte{1, 255}}}}
	for i := range 20 {
		c := g.Case(i)[0]
		p, found := content.Parse(c.Path, c.Data, words)
		if p == nil {
			t.Fatal(found)
		}
		p.PublishDate = time.Unix(1700000000, 5)
		want.Files[c.Path] = &file{File: content.File{Path: c.Path, Page: true, Size: 7, ModTime: time.Unix(1600000000, 9)}, Hash: 5, Page: p}
		want.Bodies[c.Path] = body{Print: 3, Refs: []string{"x.md"}, Noted: diag.List{{Pos: diag.Position{File: "f", Line: 1}, Code: "c", Args: []any{"甲"}}}}
	}
	packed := pack(nil, reflect.ValueOf(want))
	var back facts
	if err := unpack(string(packed), reflect.ValueOf(&back).Elem()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, back, cmpopts.IgnoreUnexported(content.Page{})); d != "" {
		t.Error(d)
	}
	if unpack(string(packed[:len(packed)-1]), reflect.ValueOf(&back).Elem()) == nil {
		t.Error("a torn form was read")
	}
}

func BenchmarkPack(b *testing.B) {
	g := corpus.New(1)
	f := facts{Files: map[string]*file{}}
	for i := range 1000 {
		c := g.Case(i)[0]
		p, _ := content.Parse(c.Path, c.Data, content.Vocabulary{})
		f.Files[c.Path] = &file{File: content.File{Path: c.Path}, Page: p}
	}
	packed := pack(nil, reflect.ValueOf(f))
	b.Run("pack", func(b *testing.B) {
		for b.Loop() {
			pack(nil, reflect.ValueOf(f))
		}
	})
	b.Run("unpack", func(b *testing.B) {
		for b.Loop() {
			var f facts
			if err := unpack(string(packed), reflect.ValueOf(&f).Elem()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
