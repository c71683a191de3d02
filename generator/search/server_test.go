package search

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"touyan/generator/search/shards"
)

// TestIndexForTheServer builds an index that no browser searches, and changes it: its
// shards are few, and it answers as one with all shards does.
func TestIndexForTheServer(t *testing.T) {
	docs := append(small(), corpusDocuments(60)...)
	meta := testMeta()
	meta.Server = true
	build := func(docs []*Document) string {
		dir := t.TempDir()
		b, err := Create(dir, meta)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			if err := b.Add(d); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		if err := Export(dir); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	compare := func(step int, dir string, docs []*Document) {
		t.Helper()
		full, fullDir := newIndex(t, docs)
		x, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		for _, q := range []string{"zuili", "zl", "dangjian", "党员", "xiugai", "槜李"} {
			sameAnswers(t, step, q, x, full)
			got, err := x.Suggest(context.Background(), q)
			want, werr := full.Suggest(context.Background(), q)
			if err != nil || werr != nil || !slices.Equal(got, want) {
				t.Errorf("step %d, %s: suggests %v, %v, want %v, %v", step, q, got, err, want, werr)
			}
		}
		if few, all := folderSize(t, dir), folderSize(t, fullDir); few > all/3 {
			t.Errorf("step %d: shards of %d bytes, with all %d", step, few, all)
		}
	}
	dir := build(docs[:50])
	compare(0, dir, docs[:50])

	edited := *docs[0]
	edited.Title, edited.Date = "修改槜李", "2019-01-01"
	edited.Parts = append([]Part{{Field: Title, Text: edited.Title}}, docs[0].Parts[1:]...)
	next := append([]*Document{&edited}, docs[2:]...)
	if err := Update(dir, meta, append([]*Document{&edited}, docs[50:]...), []string{docs[1].URL}); err != nil {
		t.Fatal(err)
	}
	compare(1, dir, next)

	// With another backend the index is another one.
	meta.Server = false
	if err := Update(dir, meta, nil, nil); err == nil {
		t.Error("shards that are not there are updated")
	}
	if other := testMeta(); other.Print() == (Meta{Weights: other.Weights, Server: true}).Print() {
		t.Error("the backend does not count for the fingerprint")
	}
}

// folderSize is how many bytes the shards in a folder have.
func folderSize(t *testing.T, dir string) (n int64) {
	t.Helper()
	list, err := os.ReadDir(filepath.Join(dir, shards.ShardsDir))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		n += info.Size()
	}
	return n
}

// TestCorrections mends what sounds right and is in no document, and nothing else.
func TestCorrections(t *testing.T) {
	x, _ := newIndex(t, small())
	for q, want := range map[string]string{
		"醉李":       "槜李",
		" 醉李 产业":   "槜李 产业",
		"“醉李”":     "“槜李”",
		"種植醉李的村":   "",     // a sentence part with a function word, and results
		"党建连盟":     "党建联盟", // part of a run
		"槜李":       "",     // right
		"葡萄":       "",     // nothing sounds so
		"🙂醉李":      "🙂槜李",  // characters of four bytes before it
		"type:醉李":  "",     // a filter is no word
		"醉\u200b李": "槜李",   // what is skipped goes
	} {
		r, err := x.Search(context.Background(), Request{Query: q, Correct: true})
		if err != nil {
			t.Fatal(err)
		}
		if r.DidYouMean != want {
			t.Errorf("%q means %q, want %q", q, r.DidYouMean, want)
		}
	}
	if r, err := x.Search(context.Background(), Request{Query: "醉李"}); err != nil || r.DidYouMean != "" {
		t.Errorf("unasked: %q, %v", r.DidYouMean, err)
	}
}

// TestSearchStops searches with a context that has ended.
func TestSearchStops(t *testing.T) {
	x, _ := newIndex(t, small())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, q := range []string{"党员", "type:village", `"联盟"`, "-联盟", "zuili", ""} {
		for _, size := range []int{-1, 0} {
			if _, err := x.Search(ctx, Request{Query: q, Size: size, Correct: true}); q != "" && err == nil {
				t.Errorf("%q, size %d: no error", q, size)
			}
		}
	}
	if _, err := x.Suggest(ctx, "联盟"); err == nil {
		t.Error("suggestions: no error")
	}
}

func TestTotalAndFacetsAlone(t *testing.T) {
	x, _ := newIndex(t, small())
	r, err := x.Search(context.Background(), Request{Query: "联盟", Size: -1, Facets: []string{"type"}})
	if err != nil || r.Total != 2 || len(r.Results) != 0 || len(r.Facets) != 1 || len(r.Facets["type"]) != 2 {
		t.Errorf("%s, %v", fmt.Sprintf("%+v", r), err)
	}
	if r, err = x.Search(context.Background(), Request{Query: "联盟", Facets: []string{}}); err != nil || len(r.Facets) != 0 || len(r.Results) != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}
