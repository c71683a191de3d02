package search

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRelevance measures ranking on a retrieval set: a folder with passages.jsonl
// and queries.tsv, named by TOUYAN_EVAL. It reports recall and the mean
// reciprocal rank by class of query, and fails below what plain BM25 over bigrams
// reaches on such sets.
func TestRelevance(t *testing.T) {
	dir := os.Getenv("TOUYAN_EVAL")
	if dir == "" {
		t.Skip("TOUYAN_EVAL names no retrieval set")
	}
	x := openPassages(t, filepath.Join(dir, "passages.jsonl"))
	sums := map[string]*relevance{}
	for _, q := range readLines(t, filepath.Join(dir, "queries.tsv")) {
		f := strings.Split(q, "\t")
		if sums[f[0]] == nil {
			sums[f[0]] = &relevance{}
		}
		res, err := x.Search(context.Background(), Request{Query: f[1]})
		if err != nil {
			t.Fatal(err)
		}
		sums[f[0]].add(f[2], res.Results)
	}
	for class, least := range map[string]float64{"question": 0.98, "keywords": 0.85} {
		s := sums[class]
		n := float64(s.n)
		t.Logf("%s: %d queries, recall@1 %.4f, recall@10 %.4f, MRR@10 %.4f", class, s.n, s.first/n, s.ten/n, s.rank/n)
		if s.rank/n < least {
			t.Errorf("%s: MRR@10 %.4f is below %.2f", class, s.rank/n, least)
		}
	}
}

type relevance struct {
	n                int
	first, ten, rank float64
}

func (r *relevance) add(id string, results []Result) {
	r.n++
	for i, x := range results {
		if x.URL == id {
			r.ten++
			r.rank += 1 / float64(i+1)
			if i == 0 {
				r.first++
			}
			return
		}
	}
}

func openPassages(t *testing.T, name string) *Index {
	dir := t.TempDir()
	b, err := Create(dir, Meta{Weights: testWeights()})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range readLines(t, name) {
		var p struct{ ID, Title, Text string }
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		d := &Document{URL: p.ID, Title: p.Title, Facets: Facets{Type: "site"}, Parts: []Part{{Field: Title, Text: p.Title}, {Field: Body, Text: p.Text}}}
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
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func readLines(t *testing.T, name string) []string {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		lines = append(lines, s.Text())
	}
	return lines
}
