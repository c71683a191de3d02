package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/search/shards"
)

// dumpShards tells all that the shards in dir hold, by addresses instead of ids.
func dumpShards(t *testing.T, dir string) []string {
	t.Helper()
	r, err := shards.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	m := r.Meta()
	urls := make([]string, m.Size)
	lengths, err := r.Lengths()
	if err != nil {
		t.Fatal(err)
	}
	var ids []int
	for id := range urls {
		d, err := r.Doc(id)
		if err != nil {
			t.Fatal(err)
		}
		if d != nil {
			urls[id] = d.URL
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b int) int { return int(1e6*m.Order(a)) - int(1e6*m.Order(b)) })
	out := []string{fmt.Sprint(m.Docs, m.Length, m.Names, m.Labels, m.Synonyms)}
	for _, id := range ids {
		d, _ := r.Doc(id)
		out = append(out, fmt.Sprintf("%+v %d %v", *d, lengths.Codes[id], slices.Contains(lengths.Others, uint32(id))))
	}
	for _, facet := range facetNames {
		c, err := r.Column(facet)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprint(facet, c.Values, c.Counts))
		for _, id := range ids {
			out = append(out, fmt.Sprint(facet, urls[id], c.Codes(id)))
		}
	}
	err = r.Prefix("", func(key string, df int) bool {
		_, list, err := r.Postings(key)
		if err != nil {
			t.Fatal(key, err)
		}
		var docs []string
		for _, p := range list {
			docs = append(docs, fmt.Sprint(urls[p.ID], " ", p.Level, " ", p.Block))
		}
		slices.Sort(docs)
		out = append(out, fmt.Sprintf("%q %d %s", key, df, strings.Join(docs, ", ")))
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sameShards checks that two folders hold the same for browsers.
func sameShards(t *testing.T, got, want string) {
	t.Helper()
	if d := cmp.Diff(dumpShards(t, want), dumpShards(t, got)); d != "" {
		t.Errorf("shards differ (-fresh +updated):\n%s", d[:min(len(d), 3000)])
	}
}

// Documents added between others, or with another date, stand in the same order
// as in an index that is built anew.
func TestUpdateKeepsOrder(t *testing.T) {
	pool := corpusDocuments(40)
	now := map[string]*Document{}
	for _, d := range pool[:20] {
		now[d.URL] = d
	}
	x, dir := newIndex(t, values(now))
	x.Close()
	for step, d := range pool[20:] {
		changed := []*Document{d}
		now[d.URL] = d
		if step%4 == 0 {
			moved := *pool[step]
			moved.Date = fmt.Sprintf("19%02d-01-01", step)
			now[moved.URL] = &moved
			changed = append(changed, &moved)
		}
		if err := Update(dir, testMeta(), changed, nil); err != nil {
			t.Fatal(err)
		}
	}
	fresh, want := newIndex(t, values(now))
	fresh.Close()
	sameShards(t, dir, want)
	// Written anew, the documents would stand in the order of their ids.
	if r, err := shards.Open(dir); err != nil || len(r.Meta().Moved) == 0 {
		t.Errorf("the shards were written anew: %v", err)
	}
}
