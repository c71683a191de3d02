package search

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/config"
)

// Meta is what both readers of the index must know of the site. It is kept
// inside the index, so that a published folder is enough to search it.
type Meta struct {
	// Labels hold the words of facet values that are ids, by facet.
	Labels map[string]map[string]string
	// Names are the words for the facets themselves, which queries use as
	// filters: type -> 类型.
	Names map[string]string
	// Synonyms are groups of words that find one another.
	Synonyms [][]string
	Weights  config.Weights
	// Server says that no browser searches the index: its shards hold the pinyin
	// dictionary alone.
	Server bool `json:",omitempty"`
	// Content is the writer's fingerprint of all documents, by which it knows
	// the index of its own last build from any other.
	Content string
}

// NewMeta takes from the site's configuration what the index needs.
func NewMeta(c *config.Config) Meta {
	m := Meta{
		Labels: map[string]map[string]string{
			"type": labels(c.Types), "sector": labels(c.Sectors), "level": labels(c.Levels),
		},
		Names:    map[string]string{},
		Synonyms: c.Search.Synonyms,
		Weights:  c.Search.Weights,
		Server:   c.Search.Backend == config.Server,
	}
	for _, t := range c.Taxonomies {
		m.Names[t.ID] = t.Label
	}
	return m
}

// Print returns a fingerprint of what documents are indexed by: an index with
// another one is built anew.
func (m Meta) Print() uint64 {
	return xxhash.Sum64String(fmt.Sprint(formatVersion, m.Weights, m.Server))
}

func labels(terms []config.Term) map[string]string {
	m := make(map[string]string, len(terms))
	for _, t := range terms {
		m[t.ID] = t.Label
	}
	return m
}

// label returns the words of a facet's value.
func (m *Meta) label(facet, value string) string {
	if l, ok := m.Labels[facet][value]; ok {
		return l
	}
	return value
}

// state is what the index holds beside its documents: the site's words, the
// number of documents, and the sum of their lengths, from which BM25 takes the
// mean.
type state struct {
	Format int
	Meta   Meta
	Docs   int
	Length int64
	// Values are the facet values in the order of their numbers.
	Values []string
}

// formatVersion changes whenever the index or the texts are written
// differently; an index of another version is built anew.
const formatVersion = 4

// StateFile holds the state, as JSON, in the search folder. An index that was
// never finished has none.
const StateFile = "index.json"

// write replaces the state by rename, for the old file may be shared with the
// published site by a hard link.
func (s state) write(dir string) error {
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return fmt.Errorf("write index state: %w", err)
	}
	name := filepath.Join(dir, StateFile)
	if err := os.WriteFile(name+".tmp", append(b, '\n'), 0o644); err != nil {
		return fmt.Errorf("write index state: %w", err)
	}
	if err := os.Rename(name+".tmp", name); err != nil {
		return fmt.Errorf("write index state: %w", err)
	}
	return nil
}

func readState(dir string) (state, error) {
	b, err := os.ReadFile(filepath.Join(dir, StateFile))
	if err != nil {
		return state{}, fmt.Errorf("read index state: %w", err)
	}
	return decodeState(b)
}

// DecodeMeta returns what an index holds of the site, from its [StateFile].
func DecodeMeta(data []byte) (Meta, error) {
	s, err := decodeState(data)
	return s.Meta, err
}

func decodeState(data []byte) (state, error) {
	var s state
	if err := json.Unmarshal(data, &s); err != nil {
		return s, fmt.Errorf("read index state: %w", err)
	}
	if s.Format != formatVersion {
		return s, fmt.Errorf("read index state: format %d, want %d", s.Format, formatVersion)
	}
	return s, nil
}
