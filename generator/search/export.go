package search

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"touyan/generator/search/analysis"
	"touyan/generator/search/shards"
)

// The letters that keys of the shards begin with, see package shards.
const (
	keyFacet    = "F"
	keyTitle    = "h"
	keyKind     = "k"
	keyParts    = "p"
	keyText     = "t"
	keyPinyin   = "y"
	keyInitials = "z"
)

// facetKey is the key of a facet's value.
func facetKey(facet, value string) string { return keyFacet + facet + "\x00" + value }

// samples is how many documents the site's dictionary is made from.
const samples = 200

// exporter writes the browser's shards from a finished index, so that both
// readers have the same terms and statistics.
type exporter struct {
	*Index
	out  *shards.Writer
	docs []numberedDocument // by id
	ids  []uint32           // by bleve's number
	// typed counts what can be typed for the names of documents.
	typed tally
	list  []shards.Posting
	table []shards.Posting
}

// numberedDocument is a document with bleve's number.
type numberedDocument struct {
	doc int
	*facts
}

// Export writes the shards of the index in dir: what browsers search, and the
// pinyin dictionary, which [Open] needs too; with [Meta].Server the dictionary alone.
// There must be none yet.
func Export(dir string) error {
	x, err := openIndex(dir)
	if err != nil {
		return err
	}
	defer x.Close()
	e := &exporter{Index: x, typed: tally{dir: dir}}
	defer e.typed.close()
	if err := e.number(); err != nil {
		return err
	}
	if x.state.Meta.Server {
		return e.typedAlone(dir)
	}
	dictionary, err := e.dictionary()
	if err != nil {
		return err
	}
	if e.out, err = shards.Create(dir, shards.Options{Dictionary: dictionary, Documents: len(e.docs)}); err != nil {
		return err
	}
	var g errgroup.Group
	g.Go(e.documents)
	g.Go(e.terms)
	if err := g.Wait(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if err := e.writeTyped(); err != nil {
		return err
	}
	for _, facet := range facetNames {
		e.out.Column(shards.NewColumn(facet, e.column(facet)))
	}
	if err := e.out.Close(exportedMeta(&x.state, nil)); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return newOrder(e.docs).write(dir)
}

// typedAlone writes the pinyin dictionary, in shards that hold no documents.
func (e *exporter) typedAlone(dir string) error {
	var err error
	if e.out, err = shards.Create(dir, shards.Options{Documents: len(e.docs)}); err != nil {
		return err
	}
	for id := range e.docs {
		d, err := e.text(id)
		if err != nil {
			return err
		}
		if err := e.countTyped(&d.Document); err != nil {
			return err
		}
	}
	if err := e.writeTyped(); err != nil {
		return err
	}
	if err := e.out.Close(exportedMeta(&e.state, nil)); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return newOrder(e.docs).write(dir)
}

// countTyped counts what can be typed for a document.
func (e *exporter) countTyped(d *Document) error {
	for _, key := range d.typedKeys() {
		if err := e.typed.add(key); err != nil {
			return err
		}
	}
	return nil
}

// writeTyped writes all keys of what can be typed.
func (e *exporter) writeTyped() error {
	if err := e.typed.each(func(key string, n int) error { return e.out.Term(key, n, nil) }); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// exportedMeta is what browsers know of the site.
func exportedMeta(s *state, moved map[int]float64) shards.Meta {
	return shards.Meta{
		Docs: s.Docs, Length: s.Length, Names: s.Meta.Names, Labels: s.Meta.Labels,
		Synonyms: s.Meta.Synonyms, Moved: moved,
	}
}

// number gives documents their ids, by date and then from the last address to
// the first, so that a greater id comes first among equals.
func (e *exporter) number() error {
	all, err := e.live(&plan{})
	if err != nil {
		return err
	}
	rows := rowReader{Index: e.Index}
	for doc, in := range all {
		if in {
			f, err := rows.facts(uint64(doc))
			if err != nil {
				return err
			}
			e.docs = append(e.docs, numberedDocument{doc, f})
		}
	}
	slices.SortFunc(e.docs, func(a, b numberedDocument) int { return inOrder(a.date, a.url, b.date, b.url) })
	e.ids = make([]uint32, e.size)
	for id, d := range e.docs {
		e.ids[d.doc] = uint32(id)
	}
	return nil
}

// inOrder compares documents by the order of their ids.
func inOrder(date, url, otherDate, otherURL string) int {
	return cmp.Or(strings.Compare(date, otherDate), strings.Compare(otherURL, url))
}

// dictionary makes the site's dictionary from documents spread over the site.
func (e *exporter) dictionary() ([]byte, error) {
	var docs []*shards.Doc
	step := max(len(e.docs)/samples, 1)
	for id := 0; id < len(e.docs); id += step {
		d, err := e.text(id)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d.exported())
	}
	return shards.Dictionary(docs, len(e.docs)), nil
}

// text reads the document of an id.
func (e *exporter) text(id int) (*stored, error) {
	url := e.docs[id].url
	return e.texts.get(url)
}

// documents writes all documents, and counts what can be typed for them.
func (e *exporter) documents() error {
	for id := range e.docs {
		d, err := e.text(id)
		if err != nil {
			return err
		}
		if err := e.out.Doc(d.exported(), d.length); err != nil {
			return err
		}
		if err := e.countTyped(&d.Document); err != nil {
			return err
		}
	}
	return nil
}

// exported returns a document as the shards hold it.
func (d *Document) exported() *shards.Doc {
	out := &shards.Doc{
		URL: d.URL, Title: d.Title, Date: d.Date, Region: d.Region, Type: d.Facets.Type,
		Organization: d.organization(), Brand: d.brand(),
	}
	for _, pieces := range d.blocks() {
		var records []shards.Record
		for _, x := range pieces {
			p := &d.Parts[x.part]
			records = append(records, shards.Record{
				Field: uint8(p.Field), Continued: x.from > 0, Anchor: p.Anchor, Section: p.Section, Text: p.Text[x.from:x.to],
			})
		}
		out.Blocks = append(out.Blocks, records)
	}
	return out
}

// terms writes all keys that have postings, in order.
func (e *exporter) terms() error {
	facets := slices.Sorted(slices.Values(facetNames[:]))
	for _, facet := range facets {
		if err := e.field(facet, facetKey(facet, "")); err != nil {
			return err
		}
	}
	for _, f := range []struct{ field, letter string }{{fieldTitle, keyTitle}, {fieldKind, keyKind}} {
		if err := e.field(f.field, f.letter); err != nil {
			return err
		}
	}
	if err := e.parts(); err != nil {
		return err
	}
	return e.field(fieldText, keyText)
}

// field writes the terms of a field.
func (e *exporter) field(name, prefix string) error {
	var failed error
	err := fieldDictionary{e.reader}.prefix(name, "", func(term string, _ int) bool {
		failed = e.term(name, term, prefix+term)
		return failed == nil
	})
	return cmp.Or(failed, err)
}

// parts writes the parts of words, marks, and all Han characters.
func (e *exporter) parts() error {
	fields := map[string]string{} // by term, the field to look it up in
	note := func(term string) {
		fields[term] = fieldParts
		if isHan(term) {
			fields[term] = fieldChars
		}
	}
	d := fieldDictionary{e.reader}
	if err := d.prefix(fieldParts, "", func(term string, _ int) bool { note(term); return true }); err != nil {
		return err
	}
	last := ""
	err := d.prefix(fieldText, "", func(term string, _ int) bool {
		if first := firstCharacter(term); first != last && isHan(term) {
			last = first
			note(first)
		}
		return true
	})
	if err != nil {
		return err
	}
	terms := make([]string, 0, len(fields))
	for t := range fields {
		terms = append(terms, t)
	}
	slices.Sort(terms)
	for _, t := range terms {
		if err := e.term(fields[t], t, keyParts+t); err != nil {
			return err
		}
	}
	return nil
}

// isHan reports whether a term is of Han characters.
func isHan(term string) bool {
	for run := range analysis.Runs(term) {
		return run.Han
	}
	return false
}

func firstCharacter(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}

// term writes one key.
func (e *exporter) term(field, text, key string) error {
	l, err := e.Index.list(field, text)
	if err != nil {
		return err
	}
	e.list = e.list[:0]
	err = l.each(context.Background(), func(p posting) {
		e.list = append(e.list, shards.Posting{ID: e.ids[p.doc], Level: p.level, Block: p.block})
	})
	if err != nil {
		return err
	}
	e.sort()
	return e.out.Term(key, len(e.list), e.list)
}

// sort puts the list in order of ids. One of many documents is spread over a
// table, which takes less time than sorting.
func (e *exporter) sort() {
	if len(e.list) < len(e.docs)/8 {
		slices.SortFunc(e.list, func(a, b shards.Posting) int { return cmp.Compare(a.ID, b.ID) })
		return
	}
	if e.table == nil {
		e.table = make([]shards.Posting, len(e.docs))
	}
	for i := range e.table {
		e.table[i].ID = 0
	}
	for _, p := range e.list {
		e.table[p.ID] = p
		e.table[p.ID].ID++
	}
	n := 0
	for _, p := range e.table {
		if p.ID > 0 {
			p.ID--
			e.list[n] = p
			n++
		}
	}
}

// column returns the values that every document has of a facet.
func (e *exporter) column(facet string) [][]string {
	rows := make([][]string, len(e.docs))
	for id, d := range e.docs {
		for _, n := range d.values {
			if v := &e.values[n]; v.facet == facet {
				rows[id] = append(rows[id], v.Value)
			}
		}
		rows[id] = columnValues(facet, rows[id])
	}
	return rows
}

// columnValues returns what a column holds of a document's values: of places
// the deepest.
func columnValues(facet string, values []string) []string {
	if facet == "region" && len(values) > 0 {
		return []string{slices.MaxFunc(values, func(a, b string) int { return cmp.Compare(len(a), len(b)) })}
	}
	return values
}

// orderFile lists the documents by their ids in the shards, so that an edit
// knows them.
const orderFile = "order.txt"

func orderPath(dir string) string { return filepath.Join(dir, orderFile) }
