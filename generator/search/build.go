package search

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
)

// Folder names below the search folder of a site.
const (
	indexDir = "index.bleve"
	textsDir = "texts"
)

// batchSize is how many documents a segment is made of; a larger one needs more
// memory and saves little time. All segments, up to maxSegments, are merged in
// one pass.
const (
	batchSize   = 250
	maxSegments = 1000
)

// Builder makes an index in bulk: bleve's offline builder writes segments and
// merges them into one at the end. Add may be called from many goroutines, which
// then analyse side by side.
type Builder struct {
	dir     string
	meta    Meta
	weights [fields]int

	// queue leads to the one goroutine that owns all below: analysis goes on while
	// bleve writes a segment.
	queue  chan analyzedDocument
	done   chan struct{}
	failed atomic.Pointer[error]
	bleve  *scorch.Builder
	texts  *textsWriter
	values *vocabulary
	length int64
	docs   int
}

// analyzedDocument is a document on its way into the index.
type analyzedDocument struct {
	*Document
	*analyzed
	text blob
}

// queueLength is how many documents may wait for the index.
const queueLength = 16

// Create starts an index in dir, which must be empty or absent.
func Create(dir string, m Meta) (*Builder, error) {
	path := filepath.Join(dir, indexDir)
	store := filepath.Join(path, "store")
	if err := os.MkdirAll(path, 0o755); err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	b := &Builder{
		dir: dir, meta: m, weights: weights(m.Weights), values: newVocabulary(nil),
		queue: make(chan analyzedDocument, queueLength), done: make(chan struct{}),
	}
	mapping, err := json.Marshal(newMapping())
	if err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	b.bleve, err = scorch.NewBuilder(map[string]any{
		"path": store, "buildPathPrefix": dir, "batchSize": batchSize, "mergeMax": maxSegments,
		"internal": map[string][]byte{"_mapping": mapping},
	})
	if err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	// What bleve.New writes beside the store, so that bleve.Open finds it.
	meta := []byte(`{"storage":"scorch","index_type":"scorch"}`)
	if err := os.WriteFile(filepath.Join(path, "index_meta.json"), meta, 0o644); err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	if b.texts, err = newTextsWriter(filepath.Join(dir, textsDir)); err != nil {
		return nil, err
	}
	go b.run()
	return b, nil
}

// newMapping is what bleve knows of the index: every field is analysed by this
// package, so that the mapping has nothing to say but the scoring model.
func newMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.DefaultMapping.Dynamic = false
	return m
}

// Add indexes a document; its URL must not have been added before. An error may
// be that of an earlier document.
func (b *Builder) Add(d *Document) error {
	a := analyze(d, &b.weights)
	b.queue <- analyzedDocument{d, a, encodeDocument(d, a.length)}
	return b.failure()
}

func (b *Builder) failure() error {
	if err := b.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// run takes documents from the queue until it is closed.
func (b *Builder) run() {
	defer close(b.done)
	for d := range b.queue {
		if b.failed.Load() != nil {
			continue
		}
		if err := b.index(d); err != nil {
			b.failed.Store(&err)
		}
	}
}

func (b *Builder) index(d analyzedDocument) error {
	b.length += int64(d.analyzed.length)
	b.docs++
	if err := b.bleve.Index(d.document(d.Document, b.values)); err != nil {
		return fmt.Errorf("index %s: %w", d.URL, err)
	}
	return b.texts.add(d.text)
}

// Close merges the segments and writes the texts and the state. [Export] makes
// the index complete.
func (b *Builder) Close() error {
	close(b.queue)
	<-b.done
	if err := b.failure(); err != nil {
		return err
	}
	if err := b.closeBleve(); err != nil {
		return fmt.Errorf("close index: %w", err)
	}
	if err := b.texts.close(b.docs); err != nil {
		return err
	}
	s := state{Format: formatVersion, Meta: b.meta, Docs: b.docs, Length: b.length, Values: b.values.list}
	return s.write(b.dir)
}

func (b *Builder) closeBleve() error {
	path := filepath.Join(b.dir, indexDir)
	if b.docs > 0 {
		if err := b.bleve.Close(); err != nil {
			return err
		}
		return readable(path)
	}
	// The offline builder cannot close without a document.
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	ix, err := bleve.New(path, newMapping())
	if err != nil {
		return err
	}
	if err := ix.Close(); err != nil {
		return err
	}
	return readable(path)
}

// readable lets other users than the one who built the site search it: bleve
// makes its files private.
func readable(path string) error {
	return filepath.WalkDir(path, func(name string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			return os.Chmod(name, 0o755)
		}
		return os.Chmod(name, 0o644)
	})
}
