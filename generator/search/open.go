package search

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"touyan/generator/search/shards"
)

// Index is an index open for reading. It may be used by many goroutines.
type Index struct {
	bleve  bleve.Index
	reader index.IndexReader
	texts  *texts
	state  state
	names  map[string]string
	groups []synonyms
	// typed holds what letters mean as pinyin.
	typed  *shards.Reader
	values []facetValue // the facet values by number
	// size is one more than the greatest document number.
	segments []numbered
	size     int
	// rows are the facts of documents, by number, that have been read so far.
	rows []atomic.Pointer[facts]
	pool sync.Pool // of *[]match
	// decoded are postings that are kept, nil unless [Index.Remember] was called.
	decoded *decoded
	// suggested are the facet values that are suggested, made when first asked for.
	suggesting sync.Mutex
	suggested  map[string][]suggestibleValue
	closed     atomic.Bool
}

// Open opens the index of a published site; dir is its search folder.
func Open(dir string) (*Index, error) {
	x, err := openIndex(dir)
	if err != nil {
		return nil, err
	}
	if x.typed, err = shards.Open(dir); err != nil {
		x.Close()
		return nil, fmt.Errorf("open index: %w", err)
	}
	return x, nil
}

// openIndex opens an index that may have no shards yet, without which letters
// are not understood as pinyin.
func openIndex(dir string) (*Index, error) {
	s, err := readState(dir)
	if err != nil {
		return nil, err
	}
	t, err := openTexts(filepath.Join(dir, textsDir))
	if err != nil {
		return nil, err
	}
	b, err := bleve.OpenUsing(filepath.Join(dir, indexDir), map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	x := &Index{bleve: b, texts: t, state: s, names: filterNames(s.Meta), groups: newSynonyms(s.Meta.Synonyms), values: newFacetValues(&s)}
	low, err := b.Advanced()
	if err == nil {
		x.reader, err = low.Reader()
	}
	if err != nil {
		b.Close()
		return nil, fmt.Errorf("open index: %w", err)
	}
	if x.segments, x.size, err = numberSegments(x.reader); err != nil {
		x.Close()
		return nil, err
	}
	x.rows = make([]atomic.Pointer[facts], x.size)
	return x, nil
}

// numbered is a segment with the number of its first document.
type numbered struct {
	*scorch.SegmentSnapshot
	offset uint64
}

// numberSegments returns a snapshot's segments and how many numbers their
// documents take, those of replaced ones included.
func numberSegments(r index.IndexReader) (list []numbered, size int, err error) {
	s, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, 0, fmt.Errorf("open index: %T is not a scorch snapshot", r)
	}
	for _, seg := range s.Segments() {
		list = append(list, numbered{seg, uint64(size)})
		size += int(seg.FullSize())
	}
	return list, size, nil
}

// Close releases the index's files; a second call does nothing.
func (x *Index) Close() error {
	if x.closed.Swap(true) {
		return nil
	}
	err := x.reader.Close()
	if cerr := x.bleve.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("close index: %w", err)
	}
	return nil
}

// filterNames leads from every name of a facet, the site's and the English one,
// to its id.
func filterNames(m Meta) map[string]string {
	names := map[string]string{}
	for _, id := range facetNames {
		names[id] = id
		if l := m.Names[id]; l != "" {
			names[strings.ToLower(l)] = id
		}
	}
	return names
}
