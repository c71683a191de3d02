package shards

import (
	"flag"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the format into docs/search.md")

// The page on the search holds the format as the package's comment states it.
func TestDocs(t *testing.T) {
	const page = "../../../docs/search.md"
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var p comment.Parser
	printer := comment.Printer{HeadingLevel: 3, HeadingID: func(*comment.Heading) string { return "" }}
	_, format, _ := strings.Cut(string(printer.Markdown(p.Parse(file.Doc.Text()))), "### Files")
	old, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- format: made by go test ./generator/search/shards -update -->\n", "<!-- end of format -->"
	before, rest, ok := strings.Cut(string(old), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for the format", page)
	}
	want := before + begin + "\n### Files" + format + "\n" + end + after
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(old) != want {
		t.Errorf("%s is not what the package's comment says; run go test ./generator/search/shards -update", page)
	}
}
