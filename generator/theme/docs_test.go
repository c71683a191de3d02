package theme

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the generated parts of docs/themes.md")

const reference = "../../docs/themes.md"

// TestReference guards docs/themes.md: its lists of fields and functions are made
// from the code's comments.
func TestReference(t *testing.T) {
	data, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	want := string(data)
	for name, text := range map[string]string{"fields": fieldReference(t), "functions": functionReference(t)} {
		open, end := "<!-- "+name+": made by go test ./generator/theme -update -->\n", "<!-- end of "+name+" -->"
		before, rest, ok := strings.Cut(want, open)
		_, after, ok2 := strings.Cut(rest, end)
		if !ok || !ok2 {
			t.Fatalf("no place for %s", name)
		}
		want = before + open + text + end + after
	}
	if want == string(data) {
		return
	}
	if !*update {
		t.Fatal("docs/themes.md does not say what the code does: run go test ./generator/theme -update")
	}
	if err := os.WriteFile(reference, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// parseFolder reads the declarations of a package without its tests.
func parseFolder(t *testing.T, dir string) []ast.Decl {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var decls []ast.Decl
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		decls = append(decls, f.Decls...)
	}
	return decls
}

// fieldReference lists the structs that views hold, each with its fields.
func fieldReference(t *testing.T) string {
	structs := map[string]*ast.StructType{}
	docs := map[string]string{}
	var order []string
	for _, d := range parseFolder(t, "../view") {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, s := range g.Specs {
			s := s.(*ast.TypeSpec)
			if st, ok := s.Type.(*ast.StructType); ok {
				structs[s.Name.Name], docs[s.Name.Name] = st, sentence(g.Doc.Text())
				order = append(order, s.Name.Name)
			}
		}
	}
	known := fieldNames()
	layouts := map[string]string{}
	for _, v := range kinds() {
		layouts[reflect.TypeOf(v).Elem().Name()] = v.Layout()
	}
	var b strings.Builder
	for _, name := range order {
		if known[name] == nil {
			continue
		}
		title := name
		if l := layouts[name]; l != "" {
			title += " (layouts/" + l + ".html)"
		}
		fmt.Fprintf(&b, "### %s\n\n%s\n\n| field | type | meaning |\n|---|---|---|\n", title, docs[name])
		writeFields(&b, structs[name])
		b.WriteString("\n")
	}
	return b.String()
}

func writeFields(b *strings.Builder, s *ast.StructType) {
	for _, f := range s.Fields.List {
		meaning := sentence(f.Doc.Text() + " " + f.Comment.Text())
		typeName := typeText(f.Type)
		if len(f.Names) == 0 {
			fmt.Fprintf(b, "| *all of %s* | | the fields of %s |\n", typeName, typeName)
		}
		var names []string
		for _, n := range f.Names {
			if n.Name != "Print" { // for the cache, not for themes
				names = append(names, "`"+n.Name+"`")
			}
		}
		if names != nil {
			fmt.Fprintf(b, "| %s | %s | %s |\n", strings.Join(names, ", "), typeName, strings.ReplaceAll(meaning, "|", "\\|"))
		}
	}
}

// typeText says a field's type as a theme's author sees it.
func typeText(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		if name := typeText(e.X); name == "Site" || name == "Card" || name == "Case" {
			return name // always there
		}
		return typeText(e.X) + " or none"
	case *ast.ArrayType:
		return "list of " + strings.TrimSuffix(typeText(e.Elt), " or none")
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		switch e.Name {
		case "string":
			return "text"
		case "int", "uint64", "float64":
			return "number"
		case "bool":
			return "yes or no"
		}
		return e.Name
	}
	return ""
}

// functionReference lists the functions of templates with their comments.
func functionReference(t *testing.T) string {
	docs := map[string]string{}
	for _, d := range parseFolder(t, ".") {
		if f, ok := d.(*ast.FuncDecl); ok {
			docs[f.Name.Name] += f.Doc.Text()
		}
	}
	th := load(t, nil)
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(th.funcs())) {
		use, doc, ok := strings.Cut(docs[name], " returns ")
		if !ok {
			t.Errorf("the comment of %s does not say what it returns", name)
		}
		fmt.Fprintf(&b, "- `%s` returns %s\n", use, sentence(doc))
	}
	return b.String() + "\n"
}

// sentence puts a comment on one line.
func sentence(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "<", "&lt;")
}
