package search

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"touyan/generator/search/shards"
)

// maxMoved bounds the documents that stand elsewhere in the order than by their
// ids, which every browser loads; with more, all shards are written anew.
const maxMoved = 256

// revision collects what an update changes in the shards.
type revision struct {
	dir     string
	weights [fields]int
	order   *order
	changes shards.Changes
	// typedAlone says that the shards hold the pinyin dictionary alone.
	typedAlone bool
	// whole says that all shards are to be written anew.
	whole bool
}

// newRevision begins with what the shards in dir hold.
func newRevision(dir string, m *Meta) (*revision, error) {
	o, err := readOrder(dir)
	if err != nil {
		return nil, err
	}
	r, err := shards.Open(dir)
	if err != nil {
		return nil, err
	}
	c := shards.Changes{
		Docs: map[int]shards.DocEdit{}, Terms: map[string]shards.TermEdit{},
		Columns: map[string]map[int][]string{}, Meta: *r.Meta(),
	}
	return &revision{dir: dir, weights: weights(m.Weights), order: o, changes: c, typedAlone: m.Server}, nil
}

// before returns the document that an address has so far, or nil.
func (r *revision) before(t *texts, url string) (*stored, error) {
	if _, ok := r.order.ids[url]; !ok {
		return nil, nil
	}
	return t.get(url)
}

// put adds a document, analyzed as a, or replaces the one of its address, old,
// which is nil where there is none.
func (r *revision) put(old *stored, d *Document, a *analyzed) {
	if old != nil && old.Date != d.Date {
		r.drop(old)
		old = nil
	}
	var id int
	if old != nil {
		id = r.order.ids[d.URL]
	} else {
		var ok bool
		id, ok = r.order.add(d.Date, d.URL, &r.changes.Meta)
		r.whole = r.whole || !ok || len(r.changes.Meta.Moved) > maxMoved
	}
	if !r.typedAlone {
		r.changes.Docs[id] = shards.DocEdit{Doc: d.exported(), Length: a.length}
	}
	r.change(id, r.keysOf(old), r.keys(d, a))
	r.recolumn(id, old, d)
}

// drop takes a document out.
func (r *revision) drop(old *stored) {
	if id, ok := r.order.remove(old.URL, &r.changes.Meta); ok {
		if !r.typedAlone {
			r.changes.Docs[id] = shards.DocEdit{}
		}
		r.change(id, r.keysOf(old), nil)
		r.recolumn(id, old, nil)
	}
}

// keysOf returns the keys that a document has so far; nil has none.
func (r *revision) keysOf(old *stored) map[string]shards.Posting {
	if old == nil {
		return nil
	}
	if r.typedAlone {
		return r.keys(&old.Document, nil)
	}
	return r.keys(&old.Document, analyze(&old.Document, &r.weights))
}

// keys returns the keys that the shards have of a document, analyzed as a.
func (r *revision) keys(d *Document, a *analyzed) map[string]shards.Posting {
	if !r.typedAlone {
		return d.keys(a)
	}
	keys := map[string]shards.Posting{}
	for _, key := range d.typedKeys() {
		keys[key] = shards.Posting{}
	}
	return keys
}

// change notes what differs between the keys that a document had and those that
// it has.
func (r *revision) change(id int, before, after map[string]shards.Posting) {
	for key := range before {
		if _, ok := after[key]; !ok {
			r.edit(key, func(e *shards.TermEdit) { e.Drop, e.Count = append(e.Drop, uint32(id)), e.Count-1 })
		}
	}
	for key, p := range after {
		was, ok := before[key]
		if !ok {
			r.edit(key, func(e *shards.TermEdit) { e.Count++ })
		}
		if p.ID = uint32(id); !ok || was.Level != p.Level || was.Block != p.Block {
			r.edit(key, func(e *shards.TermEdit) { e.Set = append(e.Set, p) })
		}
	}
}

// recolumn notes what differs in the values that a document had and has of
// facets; either may be nil.
func (r *revision) recolumn(id int, old *stored, next *Document) {
	if r.typedAlone {
		return
	}
	for _, facet := range facetNames {
		var was, is []string
		if old != nil {
			was = columnValues(facet, old.Facets.values(facet))
		}
		if next != nil {
			is = columnValues(facet, next.Facets.values(facet))
		}
		if old != nil && next != nil && slices.Equal(was, is) {
			continue
		}
		if r.changes.Columns[facet] == nil {
			r.changes.Columns[facet] = map[int][]string{}
		}
		r.changes.Columns[facet][id] = is
	}
}

// edit changes what is done to a key. Those of what is typed keep no list.
func (r *revision) edit(key string, change func(*shards.TermEdit)) {
	e := r.changes.Terms[key]
	change(&e)
	if letter := key[:1]; letter == keyPinyin || letter == keyInitials {
		e.Set, e.Drop = nil, nil
	}
	r.changes.Terms[key] = e
}

// keys returns all keys of a document, analyzed as a, with its posting, less the
// id.
func (d *Document) keys(a *analyzed) map[string]shards.Posting {
	keys := map[string]shards.Posting{}
	for term, f := range a.text {
		level, block := unpackFrequency(uint64(f.Frequency()))
		keys[keyText+term] = shards.Posting{Level: level, Block: block}
		if r, _ := utf8.DecodeRuneInString(term); a.begin.Has(r) {
			keys[keyParts+string(r)] = shards.Posting{}
		}
	}
	for term := range a.parts {
		keys[keyParts+term] = shards.Posting{}
	}
	for term := range a.title {
		keys[keyTitle+term] = shards.Posting{}
	}
	if d.Facets.Type == "" {
		keys[keyKind+kindOther] = shards.Posting{}
	}
	for _, facet := range facetNames {
		for _, value := range d.Facets.values(facet) {
			keys[facetKey(facet, value)] = shards.Posting{}
		}
	}
	for _, key := range d.typedKeys() {
		keys[key] = shards.Posting{}
	}
	return keys
}

// write changes the shards; s is the state of the updated index.
func (r *revision) write(s *state) error {
	if r.typedAlone {
		// Without documents nothing is out of their order.
		r.whole, r.changes.Meta.Moved = false, nil
	}
	if r.whole {
		if err := os.RemoveAll(filepath.Join(r.dir, shards.ShardsDir)); err != nil {
			return fmt.Errorf("write shards: %w", err)
		}
		return Export(r.dir)
	}
	r.changes.Meta = exportedMeta(s, r.changes.Meta.Moved)
	if err := shards.Edit(r.dir, r.changes); err != nil {
		return err
	}
	return r.order.write(r.dir)
}
