package shards

import (
	"fmt"
	"maps"
	"os"
	"slices"
)

// Changes are what an edit of some documents does to a site's files.
type Changes struct {
	// Docs are the documents that change, by id, in full; ids behind the last are
	// appended, and ids between that none has become holes.
	Docs map[int]DocEdit
	// Terms are the keys that change.
	Terms map[string]TermEdit
	// Columns are the new values of documents by the facet's id and the
	// document's, as in the rows of [NewColumn].
	Columns map[string]map[int][]string
	// Meta replaces all of what the root says.
	Meta Meta
}

// DocEdit is a document with its BM25 length, or no document.
type DocEdit struct {
	Doc    *Doc
	Length int
}

// TermEdit changes a key's documents: first those of Drop go, then those of Set
// are added or replaced, in any order. Count is added to the number of documents
// of a key that keeps no list. A key left without documents goes.
type TermEdit struct {
	Set   []Posting
	Drop  []uint32
	Count int
}

// Edit changes the files in dir. Shards without changes stay as they are; new
// content always has a new name, and the root is replaced by rename, so that
// nothing is written into a file that is there. Shards no longer used are removed
// in the end. After an error all is as before, but for the shards that could not
// be removed.
//
// A reader of the result gets the same answers as of files written at once, but
// terms may be cut into other shards.
func Edit(dir string, c Changes) error { return editWith(dir, c, usualBounds) }

func editWith(dir string, c Changes, b func(documents int) bounds) (err error) {
	r, err := Open(dir)
	if err != nil {
		return err
	}
	e := &editor{Reader: r, bounds: b(r.root.meta.Size), next: *r.root, squeezer: newSqueezer(r.root.dictionary)}
	defer func() {
		if err != nil {
			e.remove(e.written)
		}
	}()
	e.next.meta = c.Meta
	e.next.meta.Size = r.root.meta.Size
	for id := range c.Docs {
		if id < 0 || id >= most {
			return fmt.Errorf("edit search files: document %d", id)
		}
		e.next.meta.Size = max(e.next.meta.Size, id+1)
	}
	if err := e.editDocuments(c.Docs); err != nil {
		return err
	}
	if err := e.editTerms(c.Terms); err != nil {
		return err
	}
	if err := e.editColumns(&c); err != nil {
		return err
	}
	return e.finish()
}

// editor is an edit under way: the site as it was, and the root as it will be.
type editor struct {
	*Reader
	bounds   bounds
	next     root
	squeezer *squeezer
	// written are the files that are new.
	written []shardName
}

// add writes a shard.
func (e *editor) add(file []byte, k kind) (shardName, error) {
	n, written, err := e.dir.add(file, k)
	if written {
		e.written = append(e.written, n)
	}
	return n, err
}

func (e *editor) remove(names []shardName) {
	for _, n := range names {
		os.Remove(e.dir.path(n))
	}
}

// editDocuments rewrites the shards of changed documents, and the last one if
// documents are appended.
func (e *editor) editDocuments(docs map[int]DocEdit) error {
	per, size := e.root.perShard, e.next.meta.Size
	touched := map[int]bool{}
	for id := range docs {
		touched[id/per] = true
	}
	// The last shard of old may grow, and there may be new ones.
	for n := e.root.meta.Size / per; size > e.root.meta.Size && n < e.root.shards(size); n++ {
		touched[n] = true
	}
	e.next.documents = slices.Grow(slices.Clone(e.root.documents), e.root.shards(size))[:e.root.shards(size)]
	for _, n := range slices.Sorted(maps.Keys(touched)) {
		ref, err := e.editDocumentShard(n, min(per, size-n*per), docs)
		if err != nil {
			return err
		}
		e.next.documents[n] = ref
	}
	return nil
}

// editDocumentShard writes the shard n anew, of count documents.
func (e *editor) editDocumentShard(n, count int, docs map[int]DocEdit) (shardRef, error) {
	all := make([]packed, count)
	if n < len(e.root.documents) {
		old, err := e.documentShard(n)
		if err != nil {
			return shardRef{}, err
		}
		copy(all, old)
	}
	for i := range all {
		d, ok := docs[n*e.root.perShard+i]
		if !ok {
			continue
		}
		var err error
		if all[i], err = d.Doc.pack(e.squeezer, e.charset()); err != nil {
			return shardRef{}, fmt.Errorf("write documents: %w", err)
		}
	}
	file, headLen, err := documentFile(all, e.squeezer)
	if err != nil {
		return shardRef{}, fmt.Errorf("write documents: %w", err)
	}
	name, err := e.add(file, others)
	return shardRef{name, headLen}, err
}

// editTerms rewrites the shards of changed keys.
func (e *editor) editTerms(edits map[string]TermEdit) error {
	var next []termRef
	keys := slices.Sorted(maps.Keys(edits))
	for n := 0; n < max(len(e.root.terms), 1); n++ {
		mine := keys
		if n+1 < len(e.root.terms) {
			at, _ := slices.BinarySearch(keys, e.root.terms[n+1].first)
			mine = keys[:at]
		}
		keys = keys[len(mine):]
		if len(mine) == 0 {
			next = append(next, e.root.terms[min(n, len(e.root.terms)):min(n+1, len(e.root.terms))]...)
			continue
		}
		refs, err := e.editTermShard(n, mine, edits)
		if err != nil {
			return err
		}
		next = append(next, refs...)
	}
	e.next.terms = next
	return nil
}

// encodedTerm is an entry with its list as it stands in a shard.
type encodedTerm struct {
	key  string
	df   int
	list []byte
}

// editTermShard writes the shard n anew with the given keys changed. It stays one
// shard up to twice the bounds.
func (e *editor) editTermShard(n int, keys []string, edits map[string]TermEdit) ([]termRef, error) {
	old, err := e.encodedTerms(n)
	if err != nil {
		return nil, err
	}
	var all []encodedTerm
	for len(old) > 0 || len(keys) > 0 {
		var t encodedTerm
		edited := len(keys) > 0 && (len(old) == 0 || keys[0] <= old[0].key)
		if !edited || len(old) > 0 && old[0].key == keys[0] {
			t, old = old[0], old[1:]
		}
		if edited {
			t.key = keys[0]
			keys = keys[1:]
			if t, err = e.editTerm(t, edits[t.key]); err != nil {
				return nil, fmt.Errorf("edit %q: %w", t.key, err)
			}
		}
		if t.df > 0 {
			all = append(all, t)
		}
	}
	return e.writeTerms(all)
}

// writeTerms writes entries as one shard, or as several where they are too many.
func (e *editor) writeTerms(all []encodedTerm) ([]termRef, error) {
	w := termWriter{dir: e.dir, bounds: bounds{2 * e.bounds.lists, 2 * e.bounds.head}, documents: e.next.meta.Size, squeezer: e.squeezer}
	lists, heads := 0, 0
	for _, t := range all {
		lists, heads = lists+len(t.list), heads+entrySize(t.key)
	}
	if len(all) > 0 && counted(all[0].key) {
		heads /= countedHeads
	}
	if lists > w.bounds.lists || heads > w.bounds.head {
		w.bounds = e.bounds
	}
	for _, t := range all {
		if err := w.entry(t.key, t.df, t.list); err != nil {
			return nil, err
		}
	}
	refs, err := w.close()
	e.written = append(e.written, w.written...)
	return refs, err
}

// encodedTerms returns the entries of the shard n, none if there is no such.
func (e *editor) encodedTerms(n int) ([]encodedTerm, error) {
	if n >= len(e.root.terms) {
		return nil, nil
	}
	s, err := e.termShard(n)
	if err != nil {
		return nil, err
	}
	all := make([]encodedTerm, len(s.entries))
	for i, x := range s.entries {
		list, err := s.payload.slice(x.from, x.size)
		if err != nil {
			return nil, err
		}
		all[i] = encodedTerm{x.key, x.df, list}
	}
	return all, nil
}

// editTerm changes one entry.
func (e *editor) editTerm(t encodedTerm, c TermEdit) (encodedTerm, error) {
	if err := checkKey(t.key, ""); err != nil {
		return t, err
	}
	if counted(t.key) {
		if t.df += c.Count; t.df < 0 || len(c.Set)+len(c.Drop) > 0 {
			return t, fmt.Errorf("%d documents", t.df)
		}
		return t, nil
	}
	byID := map[uint32]Posting{}
	if t.df > 0 {
		list, err := decodePostings(t.list, t.df, scored(t.key), e.root.meta.Size)
		if err != nil {
			return t, err
		}
		for _, p := range list {
			byID[p.ID] = p
		}
	}
	for _, id := range c.Drop {
		delete(byID, id)
	}
	for _, p := range c.Set {
		if int(p.ID) >= e.next.meta.Size {
			return t, fmt.Errorf("document %d of %d", p.ID, e.next.meta.Size)
		}
		byID[p.ID] = p
	}
	list := make([]Posting, 0, len(byID))
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		list = append(list, byID[id])
	}
	t.df, t.list = len(list), nil
	if len(list) == 0 {
		return t, nil
	}
	var err error
	t.list, err = appendPostings(nil, list, scored(t.key), common(e.next.meta.Size))
	return t, err
}

// editColumns rewrites the columns that change: the one of lengths with any
// document, and all with the number of documents.
func (e *editor) editColumns(c *Changes) error {
	size := e.next.meta.Size
	e.next.columns = slices.Clone(e.root.columns)
	for id := range c.Columns {
		if !slices.ContainsFunc(e.root.columns, func(r columnRef) bool { return r.ID == id }) {
			return fmt.Errorf("edit search files: no column %s", id)
		}
	}
	for i := range e.next.columns {
		ref := &e.next.columns[i]
		var head, data []byte
		var err error
		switch {
		case ref.ID == lengthColumn:
			data, err = e.editLengths(c.Docs)
		case len(c.Columns[ref.ID]) > 0 || size > e.root.meta.Size:
			head, data, err = e.editColumn(ref.ID, c.Columns[ref.ID])
		default:
			continue
		}
		if err != nil {
			return err
		}
		next, written, err := writeColumn(e.dir, e.squeezer, ref.ID, head, data)
		if err != nil {
			return err
		}
		*ref = next
		if written {
			n, _ := next.number()
			e.written = append(e.written, n)
		}
	}
	return nil
}

func (e *editor) editLengths(docs map[int]DocEdit) ([]byte, error) {
	l, err := e.Lengths()
	if err != nil {
		return nil, err
	}
	for id, d := range docs {
		if d.Doc == nil {
			l.set(id, 0, false)
		} else {
			l.set(id, LengthCode(d.Length), d.Doc.Type == "")
		}
	}
	e.next.meta.Docs = l.live()
	return l.encode(e.next.meta.Size), nil
}

func (e *editor) editColumn(id string, values map[int][]string) (head, data []byte, err error) {
	c, err := e.Column(id)
	if err != nil {
		return nil, nil, err
	}
	rows := c.rows(e.next.meta.Size)
	for doc, v := range values {
		if doc < 0 || doc >= len(rows) {
			return nil, nil, fmt.Errorf("edit column %s: document %d of %d", id, doc, len(rows))
		}
		rows[doc] = v
	}
	head, data = NewColumn(id, rows).encode(len(rows))
	return head, data, nil
}

// finish writes the root and removes the shards that it no longer names.
func (e *editor) finish() error {
	file, err := e.next.encode(e.squeezer)
	if err != nil {
		return err
	}
	if err := e.dir.writeRoot(file); err != nil {
		return err
	}
	used := e.next.names()
	for n := range e.root.names() {
		if !used[n] {
			if err := os.Remove(e.dir.path(n)); err != nil {
				// The site is whole; what failed is to be told all the same.
				e.written = nil
				return fmt.Errorf("remove shard: %w", err)
			}
		}
	}
	return nil
}

// names returns all shards that a root speaks of.
func (r *root) names() map[shardName]bool {
	names := map[shardName]bool{}
	for _, t := range r.terms {
		names[t.name] = true
	}
	for _, d := range r.documents {
		names[d.name] = true
	}
	for i := range r.columns {
		if n, err := r.columns[i].number(); err == nil {
			names[n] = true
		}
	}
	return names
}
