package generator

import (
	"bytes"
	"encoding/gob"
	"fmt"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/output"
	"touyan/generator/output/link"
	"touyan/generator/render"
)

// memory is what one build leaves for the next, in a cache that may be deleted
// at any time: facts of files, and fingerprints of what was written.
type memory struct {
	// Files and Bodies are by content path.
	Files  map[string]*file
	Bodies map[string]body
	// Pages are the records of written files by site path, Docs the fingerprints
	// of the index's documents, Index that of the index's settings.
	Pages map[string]render.Record
	Docs  map[string]uint64
	Index uint64

	cache *output.Cache
	links *link.Index
}

// recall reads what the last build left. What was read under other settings is
// of no use.
func (r *run) recall(out *output.Writer, s settings) memory {
	m := memory{links: link.New()}
	if s.theme == nil {
		return m
	}
	m.cache = out.Cache(r.cacheVersion(s))
	if r.Clean {
		return m
	}
	if data, ok := m.cache.Get("links"); ok {
		m.links = link.Decode(data)
	}
	if data, ok := m.cache.Get("facts"); ok && gob.NewDecoder(bytes.NewReader(data)).Decode(&m) != nil {
		return memory{cache: m.cache, links: m.links}
	}
	return m
}

// remember keeps what the next build may use.
func (p *press) remember() error {
	m := memory{Pages: p.records, Docs: p.indexer.prints, Index: p.indexer.meta.Print()}
	m.Files, m.Bodies = p.lib.remember()
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(m); err != nil {
		return fmt.Errorf("encode cache: %w", err)
	}
	if err := p.last.cache.Put("facts", buf.Bytes()); err != nil {
		return err
	}
	if !p.links.Changed() {
		return nil
	}
	return p.last.cache.Put("links", p.links.Encode())
}

// cacheVersion names what the cached facts depend on beside the files: the
// program and what front matter may say.
func (r *run) cacheVersion(s settings) string {
	v := s.vocabulary()
	h := xxhash.Sum64String(fmt.Sprint(v.Types, v.Sectors, v.Levels, v.Labels, v.Location))
	return fmt.Sprintf("%s %x", r.Version, h)
}
