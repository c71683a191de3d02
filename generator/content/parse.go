package content

import (
	"bytes"
	"encoding/binary"
	"path"
	"strings"
	"time"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/diag"
	"touyan/generator/prose"
	"touyan/generator/strict"
)

// Vocabulary is what site.yaml allows in front matter.
type Vocabulary struct {
	// Types, Sectors and Levels are the ids allowed for these keys.
	Types, Sectors, Levels []string
	// Labels gives the id for the words people may write instead (党建联盟 ->
	// alliance), so that the mend can name it. May be nil.
	Labels map[string]string
	// Location is the zone of times written without one; nil is UTC.
	Location *time.Location
	// Values has a page keep the values of its front matter for [Page.Facts].
	Values bool
}

// Parse reads a content file. path is below content/, data the whole file. The
// page is nil where there is no readable front matter; otherwise it holds all
// that could be read, whatever else is wrong.
func Parse(path string, data []byte, v Vocabulary) (*Page, diag.List) {
	file := "content/" + path
	var list diag.List
	f, ok := split(file, data, &list)
	if !ok {
		return nil, list
	}
	root, faults := strict.Parse(f.format, file, f.line, f.text)
	list = append(list, faults...)
	if root == nil {
		return nil, list
	}
	p := newPage(path)
	c := &checker{page: p, root: root, words: v, list: &list, open: diag.Position{File: file, Line: f.open, Col: 1}}
	c.decode()
	p.Body = newBody(data, f.body)
	if v.Values && bytes.Equal(prose.Normalize(data), data) { // else the offsets are others
		p.values = valuesOf(root)
	}
	if p.Summary == "" {
		p.Body.Excerpt = excerpt(data[f.body:])
	}
	p.Address = OutputPath(p)
	list.Sort()
	return p, list
}

// newPage tells a page's kind, section and slug by its place.
func newPage(file string) *Page {
	p := &Page{Path: file, Kind: kindOf(file), Places: map[string]diag.Position{}}
	if section, _, ok := strings.Cut(file, "/"); ok {
		p.Section = section
	}
	if p.Kind != Home && p.Kind != Section {
		p.Slug = Slug(stem(file))
		if p.Section != "" && path.Dir(file) == p.Section && path.Base(file) == "index.md" {
			p.Section = ""
		}
	}
	return p
}

func kindOf(file string) Kind {
	dir, base := path.Split(file)
	switch section, _, _ := strings.Cut(dir, "/"); {
	case dir == "" && (base == "_index.md" || base == "index.md"):
		return Home
	case base == "_index.md":
		return Section
	case section == "cases":
		return Case
	case section == "brands":
		return Brand
	case section == "booklets":
		return Booklet
	}
	return Plain
}

// stem is the name that a page goes by: its file's, or its bundle's folder's.
func stem(file string) string {
	dir, base := path.Split(file)
	if base == "index.md" {
		return path.Base(dir)
	}
	return strings.TrimSuffix(base, path.Ext(base))
}

func newBody(data []byte, offset int) Body {
	b := Body{Offset: offset, Line: 1 + bytes.Count(data[:offset], []byte{'\n'}), Empty: len(bytes.TrimSpace(data[offset:])) == 0}
	h := xxhash.New()
	h.Write(data[offset:])
	h.Write(binary.LittleEndian.AppendUint64(nil, uint64(b.Line)))
	b.Print = h.Sum64()
	return b
}
