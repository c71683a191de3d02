package check

import (
	"os"
	"path/filepath"
	"testing"

	"touyan/generator/check/near"
	"touyan/test/corpus"
)

// corpusPages are cases of a realistic corpus.
func corpusPages(b *testing.B, n int) []*Page {
	dir := b.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: n, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join(dir, "content/cases/case-*"))
	if err != nil {
		b.Fatal(err)
	}
	var pages []*Page
	for _, path := range paths {
		if filepath.Ext(path) != ".md" {
			path = filepath.Join(path, "index.md")
		}
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		rel, _ := filepath.Rel(filepath.Join(dir, "content"), path)
		pages = append(pages, pageOf(b, rel, string(data)))
	}
	return pages
}

// BenchmarkCompleteness checks one case of 3,000 characters a round.
func BenchmarkCompleteness(b *testing.B) {
	pages, k := corpusPages(b, 100), checkerAt(b)
	for name, rule := range map[string]func(*Page, *findings){"completeness": k.completeness, "structure": k.structure, "signature": func(p *Page, _ *findings) { sign(p) }} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p := pages[i%len(pages)]
				rule(p, &findings{checker: k, page: p})
			}
		})
	}
}

// BenchmarkDuplicates compares 1,000 cases with one another a round.
func BenchmarkDuplicates(b *testing.B) {
	var texts []*near.Signature
	for _, p := range corpusPages(b, 1000) {
		texts = append(texts, sign(p))
	}
	for b.Loop() {
		near.Pairs(texts, near.Same)
	}
}
