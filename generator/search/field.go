package search

import (
	index "github.com/blevesearch/bleve_index_api"

	"github.com/blevesearch/bleve/v2/document"

	"touyan/generator/search/shards"
)

// field is a bleve field whose terms are already made.
type field struct {
	name    string
	terms   index.TokenFrequencies
	length  int
	options index.FieldIndexingOptions
}

// What a field keeps: scored terms with frequency and length, terms that are
// only present or not, and values that are read by document.
const (
	scored  = index.IndexField
	present = index.IndexField | index.SkipFreqNorm
	value   = index.IndexField | index.SkipFreqNorm | index.DocValues
)

// The methods bleve asks a field for.

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return nil }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }
func (f *field) Size() int                                        { return 0 }

// kindOther is the term of fieldKind.
const kindOther = "other"

// document turns analysed terms and facets into what bleve indexes. Its only
// stored field is the id.
func (a *analyzed) document(d *Document, v *vocabulary) *document.Document {
	doc := document.NewDocument(d.URL)
	add := func(name string, terms index.TokenFrequencies, length int, o index.FieldIndexingOptions) {
		if len(terms) > 0 {
			doc.AddField(&field{name, terms, length, o})
		}
	}
	add(fieldText, a.text, int(shards.LengthCode(a.length)), scored)
	add(fieldParts, a.parts, 0, present)
	add(fieldTitle, a.title, 0, present)
	if d.Facets.Type == "" {
		add(fieldKind, a.set(kindOther), 0, present)
	}
	add(fieldRow, a.set(d.row(v)), 0, value)
	for _, name := range facetNames {
		add(name, a.set(d.Facets.values(name)...), 0, present)
	}
	if n, ok := dayNumber(d.Date); ok {
		doc.AddField(document.NewNumericFieldWithIndexingOptions(fieldDate, nil, n, index.IndexField|index.SkipFreqNorm))
	}
	for name, v := range d.Values {
		doc.AddField(document.NewNumericFieldWithIndexingOptions(figurePrefix+name, nil, v, value))
	}
	return doc
}

func (a *analyzed) set(values ...string) index.TokenFrequencies {
	t := make(index.TokenFrequencies, len(values))
	for _, v := range values {
		t[v] = a.present
	}
	return t
}
