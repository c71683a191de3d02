package parity

import (
	"os"
	"path/filepath"
	"testing"

	"touyan/generator/search"
)

// synonyms are the groups that the site's index has.
func (x *site) synonyms(t *testing.T) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(x.dir, "search", search.StateFile))
	if err != nil {
		t.Fatal(err)
	}
	m, err := search.DecodeMeta(data)
	if err != nil {
		t.Fatal(err)
	}
	return m.Synonyms
}
