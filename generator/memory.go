package generator

import (
	"bytes"
	"encoding/gob"
	"fmt"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/output"
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
}

// recall reads what the last build left. What was read under other settings is
// of no use.
func (r *run) recall(out *output.Writer, s settings) memory {
	var m memory
	if r.Clean || s.theme == nil {
		return m
	}
	data, ok := r.cacheGet()
	if !ok || gob.NewDecoder(bytes.NewReader(data)).Decode(&m) != nil {
		return memory{}
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
	return p.cachePut(buf.Bytes())
}

// cacheVersion names what the cached facts depend on beside the files: the
// program and what front matter may say.
func (r *run) cacheVersion(s settings) string {
	v := s.vocabulary()
	h := xxhash.Sum64String(fmt.Sprint(v.Types, v.Sectors, v.Levels, v.Labels, v.Location))
	return fmt.Sprintf("%s %x", r.Version, h)
}
