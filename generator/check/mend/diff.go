package mend

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Diff returns a unified diff of a file's text, of as it was and as it is, with paths as
// git writes them; "" where there is none.
func Diff(path, was, is string) string {
	// The library gives what the lines end with to the reader as it is.
	crlf := strings.NewReplacer("\r\n", "\n")
	return udiff.Unified("a/"+path, "b/"+path, crlf.Replace(was), crlf.Replace(is))
}
