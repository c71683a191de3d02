package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestSame is that the set in testdata is what this program writes.
func TestSame(t *testing.T) {
	dir := t.TempDir()
	if err := write(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"generated.txt", "heldout.txt"} {
		want, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join("../../testdata", name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs (%v): go run . ../../testdata", name, err)
		}
	}
}
