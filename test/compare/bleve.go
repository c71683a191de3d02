package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/mapping"
)

// bleve measures the yardstick.
func (b *bench) bleve(ctx context.Context) error {
	src, err := b.corpusFor(ctx, childTouyan)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	out := filepath.Join(b.dir, "bleve.index")
	b.report.addVersion("bleve", moduleVersion("github.com/blevesearch/bleve/v2"))
	return b.measure(ctx, job{
		tool: yardstick, scenario: "bare index",
		out: out, cmd: []string{self, childBleve, src, out, strconv.Itoa(b.report.Cases)},
	})
}

// indexed is what the bare index holds of a case.
type indexed struct {
	Title string   `json:"title"`
	Body  string   `json:"body"`
	Tags  []string `json:"tags"`
}

// bareMapping is the least that a full-text index of cases can do with: nothing
// can be shown, sorted or counted from it.
func bareMapping() mapping.IndexMapping {
	text := bleve.NewTextFieldMapping()
	text.Analyzer = cjk.AnalyzerName
	text.Store, text.IncludeInAll, text.DocValues = false, false, false
	word := bleve.NewKeywordFieldMapping()
	word.Store, word.IncludeInAll, word.DocValues = false, false, false
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt("title", text)
	doc.AddFieldMappingsAt("body", text)
	doc.AddFieldMappingsAt("tags", word)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	return m
}

const batchSize = 500

// indexCorpus puts the n cases of the site in src into a new index at out.
func indexCorpus(src, out string, n int) error {
	idx, err := bleve.New(out, bareMapping())
	if err != nil {
		return fmt.Errorf("make index: %w", err)
	}
	if err := indexCases(idx, filepath.Join(src, "content", "cases")); err != nil {
		return fmt.Errorf("index cases: %w", err)
	}
	held, err := idx.DocCount()
	if err != nil {
		return fmt.Errorf("count cases: %w", err)
	}
	if held != uint64(n) {
		return fmt.Errorf("index holds %d cases, want %d", held, n)
	}
	if err := idx.Close(); err != nil {
		return fmt.Errorf("close index: %w", err)
	}
	return nil
}

// indexCases adds the cases below root, batch by batch.
func indexCases(idx bleve.Index, root string) error {
	batch := idx.NewBatch()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".md" || d.Name() == "_index.md" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := batch.Index(name[len(root)+1:], parseCase(string(data))); err != nil {
			return err
		}
		if batch.Size() < batchSize {
			return nil
		}
		err = idx.Batch(batch)
		batch.Reset()
		return err
	})
	if err != nil {
		return err
	}
	return idx.Batch(batch)
}

// parseCase takes a case apart by the lines that the corpus is known to write:
// a YAML reader's time is no part of a bare index's.
func parseCase(text string) indexed {
	front, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	doc := indexed{Body: body}
	for line := range strings.SplitSeq(front, "\n") {
		if v, ok := strings.CutPrefix(line, "title: "); ok {
			doc.Title = v
		}
		if v, ok := strings.CutPrefix(line, "tags: "); ok {
			doc.Tags = strings.Split(strings.Trim(v, "[]"), ", ")
		}
	}
	return doc
}
