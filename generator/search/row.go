package search

import (
	"bytes"
	"fmt"
	"strings"

	index "github.com/blevesearch/bleve_index_api"
)

// A row is one doc value that holds all that is read of every document found:
// date, zero byte, address, zero byte, and the numbers of its facet values. One
// small value is read several times faster than a field for each facet.
//
// A number is written in digits of six bits, the lowest first, with 64 added to
// all but the last: no byte is then 0xff, which bleve parts doc values with.
func (d *Document) row(v *vocabulary) string {
	b := append(append([]byte(d.Date), 0), d.URL...)
	b = append(b, 0)
	for _, facet := range facetNames {
		for _, value := range d.Facets.values(facet) {
			n := v.number(facet, value)
			for ; n >= 64; n >>= 6 {
				b = append(b, byte(n&63)|64)
			}
			b = append(b, byte(n))
		}
	}
	return string(b)
}

// facts are what a row says.
type facts struct {
	date, url string
	values    []uint32 // numbers of facet values
}

func decodeRow(row []byte) *facts {
	date, rest, _ := bytes.Cut(row, []byte{0})
	url, rest, _ := bytes.Cut(rest, []byte{0})
	f := &facts{date: string(date), url: string(url), values: make([]uint32, 0, len(rest))}
	n, shift := uint32(0), 0
	for _, c := range rest {
		n |= uint32(c&63) << shift
		if shift += 6; c < 64 {
			f.values = append(f.values, n)
			n, shift = 0, 0
		}
	}
	return f
}

// rowReader reads the facts of documents. What has been read once stays in
// memory: many queries find the same documents.
type rowReader struct {
	*Index
	rows index.DocValueReader
	id   index.IndexInternalID
}

// facts returns a document's facts.
func (r *rowReader) facts(doc uint64) (f *facts, err error) {
	if f = r.Index.rows[doc].Load(); f != nil {
		return f, nil
	}
	if r.rows == nil {
		if r.rows, err = r.reader.DocValueReader([]string{fieldRow}); err != nil {
			return nil, fmt.Errorf("read facts: %w", err)
		}
	}
	r.id = index.NewIndexInternalID(r.id, doc)
	err = r.rows.VisitDocValues(r.id, func(_ string, row []byte) { f = decodeRow(row) })
	if err == nil && f == nil {
		err = fmt.Errorf("document %d has none", doc)
	}
	if err != nil {
		return nil, fmt.Errorf("read facts: %w", err)
	}
	r.Index.rows[doc].Store(f)
	return f, nil
}

// facetValue is a value that documents are counted under.
type facetValue struct {
	facet string
	FacetValue
}

// newFacetValues returns an index's facet values by number.
func newFacetValues(s *state) []facetValue {
	list := make([]facetValue, len(s.Values))
	for n, v := range s.Values {
		facet, value, _ := strings.Cut(v, "\x00")
		list[n] = facetValue{facet, FacetValue{Value: value, Label: s.Meta.label(facet, value)}}
	}
	return list
}

// vocabulary numbers the facet values of an index in order of appearance. An
// update only adds to it.
type vocabulary struct {
	list    []string // facet, zero byte, value
	numbers map[string]int
}

func newVocabulary(list []string) *vocabulary {
	v := &vocabulary{list: list, numbers: make(map[string]int, len(list))}
	for n, s := range list {
		v.numbers[s] = n
	}
	return v
}

func (v *vocabulary) number(facet, value string) int {
	key := facet + "\x00" + value
	n, ok := v.numbers[key]
	if !ok {
		n = len(v.list)
		v.numbers[key] = n
		v.list = append(v.list, key)
	}
	return n
}
