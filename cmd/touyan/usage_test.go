package main

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestEveryWrongCommandLineIsAnsweredInWords has a command line for each fault
// that the code knows, so that none shows a format's own complaint.
func TestEveryWrongCommandLineIsAnsweredInWords(t *testing.T) {
	site := t.TempDir()
	s, _, _ := testSession()
	if code := s.run(context.Background(), []string{"new", "site", site}); code != exitFine {
		t.Fatalf("new site: exit code %d", code)
	}
	told := map[string]bool{}
	for _, line := range []string{
		"", "biuld", "new sit x", "help nothing", "build --outt x", "build -x", "search -abc", "build --out",
		"build --drafts=perhaps", "search x --limit many", "search x --limit 0", "search x --limit 1000",
		"search x --page 0", "search x --page -1", "search x --sort best", "build --lang fr", "build --now yesterday", "build --base-url x",
		"serve --linger long", "serve --keep 0", "serve --metrics nowhere", "serve --tls-cert x", "serve --tls-key x", "serve a b",
		"serve --tls-cert x --tls-key y --autocert example.org", "serve --autocert *.example.org", "serve --group x", "release", "release rollback a b",
		"watch --addr a:b", "watch --editor vim", "watch --drafts", "watch extra",
		"search", "new", "new site", "new case", "build extra", "build --=", "new case a -s " + site,
		"new case a --type nope -s " + site, "new case ！ --type village -s " + site,
	} {
		for _, lang := range []string{"zh-CN", "en"} {
			s, _, errs := testSession()
			args := append([]string{"--lang", lang}, strings.Fields(line)...)
			if code := s.run(context.Background(), args); code != exitUsage {
				t.Errorf("%s: exit code %d: %s", line, code, errs)
			}
			first, _, _ := strings.Cut(errs.String(), "\n")
			if strings.Contains(errs.String(), "%!") || strings.Contains(errs.String(), "error.") {
				t.Errorf("%s: %s", line, errs)
			}
			told[first] = true
		}
	}
	for _, key := range usageKeys(t) {
		if !answered(s, key, told) {
			t.Errorf("no command line here is answered by %s", key)
		}
	}
}

// usageKeys returns the keys of the words for wrong command lines, by their
// groups.
func usageKeys(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	form := regexp.MustCompile(`^error\.(command|flag|args|type|slug|base-url)(\..*)?$`)
	var keys []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if key, err := strconv.Unquote(lit.Value); err == nil && form.MatchString(key) {
					keys = append(keys, key)
				}
			}
			return true
		})
	}
	return keys
}

// answered reports whether one of the lines told is made of the key's words.
func answered(s *session, key string, told map[string]bool) bool {
	const gap = "\uE000"
	words, _, _ := strings.Cut(s.text(key, gap, gap, gap, gap), "%!(EXTRA")
	words = strings.ReplaceAll(regexp.QuoteMeta(words), gap, ".*")
	form := regexp.MustCompile("^touyan: " + words + "$")
	for line := range told {
		if form.MatchString(line) {
			return true
		}
	}
	return false
}
