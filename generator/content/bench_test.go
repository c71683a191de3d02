package content_test

import (
	"io/fs"
	"os"
	"testing"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/test/corpus"
)

// vocabulary is that of a site with default settings.
func vocabulary() content.Vocabulary {
	c := config.Default()
	return content.Vocabulary{Types: config.IDs(c.Types), Sectors: config.IDs(c.Sectors), Levels: config.IDs(c.Levels)}
}

// BenchmarkParse reads the cases of a realistic corpus, one a round.
func BenchmarkParse(b *testing.B) {
	dir := b.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 200, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	site := os.DirFS(dir)
	files, list := content.Walk(site)
	if len(list) > 0 {
		b.Fatal(list)
	}
	var paths []string
	var texts [][]byte
	size := 0
	for _, f := range files {
		if !f.Page || len(f.Path) < 6 || f.Path[:6] != "cases/" {
			continue
		}
		data, err := fs.ReadFile(site, "content/"+f.Path)
		if err != nil {
			b.Fatal(err)
		}
		paths, texts, size = append(paths, f.Path), append(texts, data), size+len(data)
	}
	v := vocabulary()
	b.SetBytes(int64(size / len(texts)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		k := i % len(texts)
		if _, list := content.Parse(paths[k], texts[k], v); len(list) > 0 {
			b.Fatal(list)
		}
	}
}
