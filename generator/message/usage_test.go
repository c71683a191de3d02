package message

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// source is the Go code that may use the catalogue.
type source struct {
	fset *token.FileSet
	// files are the program's files, tests left out, by folder.
	files map[string][]*ast.File
}

func readSource(t *testing.T) source {
	t.Helper()
	s := source{token.NewFileSet(), map[string][]*ast.File{}}
	for _, root := range []string{"..", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(s.fset, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			s.files[filepath.Dir(path)] = append(s.files[filepath.Dir(path)], f)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// emitter finds the codes that one package hands to diag: as the second argument
// of Add and Warn, as the Code of a Diagnostic or of an Error that becomes one
// (its first field), or through functions of the package that pass a parameter on
// to one of these.
type emitter struct {
	// takes says which argument of a function is a code.
	takes map[string]int
	codes map[string]token.Pos
	// unclear are places whose code could not be told.
	unclear []token.Pos
}

var codeForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func emitted(files []*ast.File) emitter {
	e := emitter{takes: map[string]int{"Add": 1, "Warn": 1}}
	for known := -1; known != len(e.takes); {
		known = len(e.takes)
		e.codes, e.unclear = map[string]token.Pos{}, nil
		for _, f := range files {
			if reportsNothing(f) {
				continue
			}
			for _, d := range f.Decls {
				e.decl(files, d)
			}
		}
	}
	return e
}

// reportsNothing reports whether a file imports a cache, whose Add is no finding's.
func reportsNothing(f *ast.File) bool {
	return slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return strings.Contains(i.Path.Value, "golang-lru") })
}

func (e *emitter) decl(files []*ast.File, d ast.Decl) {
	fn, _ := d.(*ast.FuncDecl)
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if i, ok := e.takes[called(n.Fun)]; ok && i < len(n.Args) {
				e.code(files, fn, n.Args[i], called(n.Fun))
			}
		case *ast.CompositeLit:
			if name := typeName(n.Type); name == "Diagnostic" || name == "Error" {
				for i, el := range n.Elts {
					kv, keyed := el.(*ast.KeyValueExpr)
					switch {
					case keyed && typeName(kv.Key) == "Code":
						e.code(files, fn, kv.Value, "Code")
					case !keyed && i == 0 && name == "Error":
						e.code(files, fn, el, "Code")
					}
				}
			}
		}
		return true
	})
}

// code notes what an expression in the place of a code may be.
func (e *emitter) code(files []*ast.File, fn *ast.FuncDecl, expr ast.Expr, by string) {
	if s, ok := literal(expr); ok {
		if codeForm.MatchString(s) {
			e.codes[s] = expr.Pos()
		}
		return
	}
	id, ok := expr.(*ast.Ident)
	if !ok {
		// Add and Warn are names of other things too, whose second argument is
		// no code at all; a selector is a field that holds one.
		if sel, ok := expr.(*ast.SelectorExpr); ok && sel.Sel.Name == "Code" {
			return
		}
		if by != "Add" && by != "Warn" {
			e.unclear = append(e.unclear, expr.Pos())
		}
		return
	}
	if fn != nil {
		if i := param(fn.Type, id.Name); i >= 0 {
			e.takes[fn.Name.Name] = i
			return
		}
	}
	found := assigned(files, id.Name)
	for _, s := range found {
		if codeForm.MatchString(s) {
			e.codes[s] = id.Pos()
		}
	}
	if len(found) == 0 {
		e.unclear = append(e.unclear, id.Pos())
	}
}

func called(fun ast.Expr) string { return typeName(fun) }

// typeName returns the last name of an expression.
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func param(ft *ast.FuncType, name string) int {
	i := 0
	for _, field := range ft.Params.List {
		for _, n := range field.Names {
			if n.Name == name {
				return i
			}
			i++
		}
	}
	return -1
}

// assigned returns every string literal given to a name anywhere in the package.
func assigned(files []*ast.File, name string) []string {
	var out []string
	add := func(lhs []ast.Expr, rhs []ast.Expr) {
		for i, l := range lhs {
			if id, ok := l.(*ast.Ident); ok && id.Name == name && i < len(rhs) {
				if s, ok := literal(rhs[i]); ok {
					out = append(out, s)
				}
			}
		}
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				add(n.Lhs, n.Rhs)
			case *ast.ValueSpec:
				lhs := make([]ast.Expr, len(n.Names))
				for i, id := range n.Names {
					lhs[i] = id
				}
				add(lhs, n.Values)
			}
			return true
		})
	}
	return out
}

// makesDiagnostics reports whether a file knows package diag.
func makesDiagnostics(f *ast.File) bool {
	return slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return strings.HasSuffix(i.Path.Value, `/diag"`) })
}

func TestEveryCodeHasWordsAndAMend(t *testing.T) {
	src := readSource(t)
	known := New(Chinese).known
	for _, files := range src.files {
		if !slices.ContainsFunc(files, makesDiagnostics) {
			continue // its Add is that of something else
		}
		e := emitted(files)
		for code, pos := range e.codes {
			if !known[code] || !known[code+".mend"] {
				t.Errorf("%v: code %s has no words, or no mend", src.fset.Position(pos), code)
			}
		}
		for _, pos := range e.unclear {
			t.Errorf("%v: a code that is no literal cannot be checked", src.fset.Position(pos))
		}
	}
}

// TestNoWordsAreUnused finds entries that nothing prints: a key must stand in
// the code, whole or in its parts, as in "stage." + name.
func TestNoWordsAreUnused(t *testing.T) {
	src := readSource(t)
	used := map[string]bool{}
	for dir, files := range src.files {
		for _, f := range files {
			name := filepath.Base(src.fset.Position(f.Pos()).Filename)
			if filepath.Base(dir) == "message" && (strings.HasPrefix(name, "words_")) {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if e, ok := n.(ast.Expr); ok {
					if s, ok := literal(e); ok {
						used[s] = true
					}
				}
				return true
			})
		}
	}
	for _, w := range all() {
		key := strings.TrimSuffix(strings.TrimSuffix(w.key, ".mend"), ".one")
		if !used[key] && !used[w.key] && !composed(key, used) {
			t.Errorf("%s is never printed", w.key)
		}
	}
}

// composed reports whether a key may be put together from literals.
func composed(key string, used map[string]bool) bool {
	parts := strings.Split(key, ".")
	if len(parts) < 2 || !used[parts[0]+"."] {
		return false
	}
	for _, part := range parts[1:] {
		if !used[part] && !used["."+part] {
			return false
		}
	}
	return true
}

// TestEveryTableIsCollected finds a table that was not added to tables, itself
// or through another.
func TestEveryTableIsCollected(t *testing.T) {
	src := readSource(t)
	var declared []string
	collected := map[string]bool{}
	for _, f := range src.files["../message"] {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && strings.HasSuffix(fn.Name.Name, "Words") {
				declared = append(declared, fn.Name.Name)
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				collected[called(call.Fun)] = true
			}
			return true
		})
	}
	for _, name := range declared {
		if !collected[name] {
			t.Errorf("%s is in no table", name)
		}
	}
}
