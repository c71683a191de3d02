package generator_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers are the packages below generator from the first stage to the last: a
// package imports only those before it. Packages of one line do not know one
// another.
var layers = [][]string{
	{
		"diag", "feed", "share", "chart", "fragment", "epub", "printer", "media/webp", "search/analysis/internal/runemap",
		"check/asset", "check/revision", "check/document", "check/privacy", "check/privacy/internal/gen",
	},
	{"search/analysis/pinyin", "media", "message", "strict", "prose"},
	{"search/analysis", "search/analysis/internal/gen"},
	{"config", "slug", "search/analysis/internal/browser", "check/wording"},
	{"search/shards"},
	{"content", "search", "output", "output/link", "serve/account"},
	{"check/external", "check/near"},
	{"markup", "site", "release", "archive"},
	{"view", "review", "serve", "serve/setting"},
	{"theme", "compare", "check", "serve/daemon"},
	{"render", "preview", "check/report", "check/mend"},
	{""},
	{"archetype"},
}

// TestImportsPointBack keeps data flowing one way.
func TestImportsPointBack(t *testing.T) {
	level := map[string]int{}
	for i, l := range layers {
		for _, name := range l {
			level[path.Join("touyan/generator", name)] = i
		}
	}
	for name, file := range imports(t) {
		mine, ok := level[name]
		if !ok {
			t.Errorf("package %s has no layer", name)
			continue
		}
		for _, imported := range file {
			if imported == "touyan/cmd/touyan" {
				t.Errorf("%s imports the command", name)
			}
			if theirs, ok := level[imported]; ok && theirs >= mine {
				t.Errorf("%s imports %s, which comes after it", name, imported)
			}
		}
	}
}

// imports lists what the packages below generator import, tests aside.
func imports(t *testing.T) map[string][]string {
	byPackage := map[string][]string{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Join("touyan/generator", path.Dir(name))
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			if !slices.Contains(byPackage[pkg], p) {
				byPackage[pkg] = append(byPackage[pkg], p)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return byPackage
}
