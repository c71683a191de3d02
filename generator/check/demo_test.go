package check

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestDemoIsComplete asks that the demo site sets the example: whatever it lacks is
// passed over with a reason.
func TestDemoIsComplete(t *testing.T) {
	mine := map[string]bool{}
	for _, c := range slices.Concat(completenessCodes(), structureCodes(), remarkCodes()) {
		mine[c.Name] = true
	}
	k := checkerAt(t)
	content := os.DirFS("../../content")
	pages := 0
	err := fs.WalkDir(content, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		text, err := fs.ReadFile(content, path)
		if err != nil {
			return err
		}
		pages++
		for _, f := range k.Settle(k.Page(pageOf(t, path, string(text))), nil) {
			if mine[f.Code] {
				t.Error(told([]Finding{f}), path)
			}
		}
		return nil
	})
	if err != nil || pages < 20 {
		t.Errorf("%d pages, %v", pages, err)
	}
}
