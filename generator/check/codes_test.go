package check

import (
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestCodesAreOnceAndOfOneForm guards what people write into remarks and site.yaml.
func TestCodesAreOnceAndOfOneForm(t *testing.T) {
	form := regexp.MustCompile(`^[a-z]+(-[a-z0-9]+)*$`)
	parts := "privacy wording link completeness asset review remark"
	seen := map[string]bool{}
	for _, c := range Codes() {
		if seen[c.Name] {
			t.Errorf("%s is there twice", c.Name)
		}
		seen[c.Name] = true
		if !form.MatchString(c.Name) {
			t.Errorf("%q is no code", c.Name)
		}
		if !strings.Contains(" "+parts+" ", " "+c.Part+" ") {
			t.Errorf("%s is of an unknown part: %q", c.Name, c.Part)
		}
	}
}

// TestEveryCodeIsDocumented looks for each code in the package's documentation and,
// where there is one, on the page for people.
func TestEveryCodeIsDocumented(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "check.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	_, spec, ok := strings.Cut(f.Doc.Text(), "# Diagnostics")
	if !ok {
		t.Fatal("the package's documentation has no diagnostics")
	}
	page, err := os.ReadFile("../../docs/check.md")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, c := range Codes() {
		// At the head of a line of the list, before the arguments, with others that have
		// the same.
		if !regexp.MustCompile(`(?m)^\s+([a-z0-9-]+,[ \t]+)*` + c.Name + `(,|\s|$)`).MatchString(spec) {
			t.Errorf("%s is not in the package's documentation", c.Name)
		}
		if page != nil && !strings.Contains(string(page), "`"+c.Name+"`") {
			t.Errorf("%s is not in docs/check.md", c.Name)
		}
	}
}
