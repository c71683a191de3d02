package search

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"
)

// Immutable reports whether a file of the search folder, by its path there, is
// only ever replaced or removed, never written to: such files can be shared
// with the published site while [Update] works on a copy of the folder.
func Immutable(name string) bool { return !strings.HasSuffix(name, ".bolt") }

// Update changes an index in place: changed documents are added or replaced by
// their URL, removed ones taken out. The folder must not be the one that readers
// have open: the site's writer works on a copy that shares all unchanged files.
// The site's weights and [Meta].Server must be those that the index was built with.
func Update(dir string, m Meta, changed []*Document, removed []string) error {
	s, err := readState(dir)
	if err != nil {
		return err
	}
	if s.Meta.Weights != m.Weights || s.Meta.Server != m.Server {
		return fmt.Errorf("update index: the search weights or the backend have changed")
	}
	t, err := openTexts(filepath.Join(dir, textsDir))
	if err != nil {
		return err
	}
	w, values := weights(m.Weights), newVocabulary(s.Values)
	r, err := newRevision(dir, &m)
	if err != nil {
		return err
	}
	batch := index.NewBatch()
	blobs := make([]blob, 0, len(changed))
	for _, d := range changed {
		old, err := r.before(t, d.URL)
		if err != nil {
			return err
		}
		a := analyze(d, &w)
		r.put(old, d, a)
		blobs = append(blobs, encodeDocument(d, a.length))
		doc := a.document(d, values)
		doc.AddIDField()
		batch.Update(doc)
	}
	for _, url := range removed {
		old, err := r.before(t, url)
		if err != nil {
			return err
		}
		if old != nil {
			r.drop(old)
		}
		batch.Delete(url)
	}
	docs, length, err := t.update(blobs, removed, s.Docs)
	if err != nil {
		return err
	}
	if err := applyBatch(filepath.Join(dir, indexDir), batch); err != nil {
		return err
	}
	s.Values = values.list
	s.Meta, s.Docs, s.Length = m, s.Docs+docs, s.Length+length
	if err := s.write(dir); err != nil {
		return err
	}
	return r.write(&s)
}

func applyBatch(path string, batch *index.Batch) error {
	ix, err := bleve.Open(path)
	if err != nil {
		return fmt.Errorf("update index: %w", err)
	}
	low, err := ix.Advanced()
	if err == nil {
		err = low.Batch(batch)
	}
	if cerr := ix.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("update index: %w", err)
	}
	return readable(path)
}

// update replaces and removes documents and returns by how much their number
// and their total length changed. docs is the number before.
func (t *texts) update(changed []blob, removed []string, docs int) (int, int64, error) {
	edits := map[int]*bucketEdit{}
	edit := func(url string) *bucketEdit {
		b := bucketOf(url, t.buckets)
		if edits[b] == nil {
			edits[b] = &bucketEdit{drop: map[string]bool{}}
		}
		edits[b].drop[url] = true
		return edits[b]
	}
	for _, x := range changed {
		e := edit(x.url)
		e.add = append(e.add, x)
	}
	for _, url := range removed {
		edit(url)
	}
	var n int
	var length int64
	for b, e := range edits {
		dn, dl, err := t.edit(b, e)
		if err != nil {
			return 0, 0, err
		}
		n, length = n+dn, length+dl
	}
	if want := bucketCount(docs + n); want != t.buckets {
		return n, length, t.spread(want)
	}
	return n, length, nil
}

// bucketEdit is what changes in one file.
type bucketEdit struct {
	drop map[string]bool
	add  []blob
}

func (t *texts) edit(b int, e *bucketEdit) (docs int, length int64, err error) {
	blobs, err := t.bucket(b)
	if err != nil {
		return 0, 0, err
	}
	kept := slices.DeleteFunc(blobs, func(x blob) bool {
		if e.drop[x.url] {
			docs--
			length -= int64(x.length)
			return true
		}
		return false
	})
	for _, x := range e.add {
		docs++
		length += int64(x.length)
		kept = append(kept, x)
	}
	return docs, length, writeBucket(t.dir, b, kept)
}
