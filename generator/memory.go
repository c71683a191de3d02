package generator

import (
	"fmt"
	"io"
	"os"
	"reflect"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/output"
	"touyan/generator/output/link"
	"touyan/generator/render"
)

// facts are what one build leaves for the next, in a cache that may be deleted at
// any time.
type facts struct {
	// Site is the fingerprint of all that pages have in common: settings, theme,
	// front matter, pictures. While it stands, only pages whose body changed can
	// change.
	Site uint64
	// Files and Bodies are by content path.
	Files  map[string]*file
	Bodies map[string]body
	// Pages are the records of written files by site path, Docs the fingerprints
	// of the index's documents, IndexFiles the names of its files.
	Pages      map[string]render.Record
	Docs       map[string]uint64
	IndexFiles []string
}

// memory is what is known of the last build.
type memory struct {
	facts
	size  int // of the facts as stored
	links *link.Index
	cache *output.Cache
	// pictures is the cache of made pictures.
	pictures *output.Cache
}

// recall reads what the last build left. What was read under other settings is
// of no use.
func (r *run) recall(out *output.Writer, s settings) memory {
	m := memory{links: link.New(), pictures: out.Cache(picturesCache)}
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
	if data, ok := m.cache.Get("facts"); ok {
		var f facts
		if unpack(string(data), reflect.ValueOf(&f).Elem()) == nil {
			m.facts, m.size = f, len(data)
		}
	}
	return m
}

// recallFacts reads the facts of the first cache that has them.
func (r *run) recallFacts(caches ...*output.Cache) facts {
	for _, c := range caches {
		var f facts
		if data, ok := c.Get("facts"); ok && !r.Clean && unpack(string(data), reflect.ValueOf(&f).Elem()) == nil {
			return f
		}
	}
	return facts{}
}

// remember keeps what the next build may use.
func (p *press) remember() error {
	f := facts{Site: p.print, Pages: p.records, Docs: p.indexer.prints, IndexFiles: p.indexer.files}
	f.Files, f.Bodies = p.lib.remember()
	room := make([]byte, 0, p.last.size+p.last.size/8)
	if err := p.last.cache.Put("facts", pack(room, reflect.ValueOf(f))); err != nil {
		return err
	}
	if !p.links.Changed() {
		return nil
	}
	return p.last.cache.Put("links", p.links.Encode())
}

// cacheVersion names what the cached facts depend on beside the files: the
// program, to the byte, and what front matter may say.
func (r *run) cacheVersion(s settings) string {
	v := s.vocabulary()
	h := xxhash.New()
	fmt.Fprint(h, v.Types, v.Sectors, v.Levels, v.Labels, v.Location)
	if name, err := os.Executable(); err == nil {
		if f, err := os.Open(name); err == nil {
			defer f.Close()
			if _, err := io.Copy(h, f); err != nil {
				h.WriteString(err.Error())
			}
		}
	}
	return fmt.Sprintf("%s %x", r.Version, h.Sum64())
}
