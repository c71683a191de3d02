package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestTablesAreUpToDate makes both tables anew. It is skipped where npm, which
// brings the dictionaries, cannot be used.
func TestTablesAreUpToDate(t *testing.T) {
	if testing.Short() {
		t.Skip("fetches an npm package")
	}
	dicts, err := fetchOpenCC(t.Context())
	if errors.Is(err, errNoNPM) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	made, err := table(dicts)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "table.txt", made)
}

func TestReadingsAreUpToDate(t *testing.T) {
	same(t, "pinyin/pinyin.txt", readings())
}

func same(t *testing.T, name string, made []byte) {
	t.Helper()
	have, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != string(made) {
		t.Errorf("%s is not what go generate makes", name)
	}
}
