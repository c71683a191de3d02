// Package publish publishes small sites for tests.
package publish

import (
	"testing"

	"touyan/generator/output"
)

// Files makes files, by their site paths, the published site of a folder.
func Files(t testing.TB, public string, files map[string]string) {
	t.Helper()
	w, err := output.Open(public, output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for path, text := range files {
		if _, err := w.Write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Publish(); err != nil {
		t.Fatal(err)
	}
}
