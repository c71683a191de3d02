package search

import (
	"fmt"

	index "github.com/blevesearch/bleve_index_api"
)

// fieldDictionary is the dictionary that bleve keeps of the fields of an index.
type fieldDictionary struct{ reader index.IndexReader }

// prefix visits the terms of a field that begin with a prefix, in byte order,
// until visit returns false. count may include documents that an update replaced.
func (d fieldDictionary) prefix(field, prefix string, visit func(term string, count int) bool) error {
	terms, err := d.reader.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return fmt.Errorf("read dictionary: %w", err)
	}
	defer terms.Close()
	for {
		e, err := terms.Next()
		if err != nil {
			return fmt.Errorf("read dictionary: %w", err)
		}
		if e == nil || !visit(e.Term, int(e.Count)) {
			return nil
		}
	}
}
