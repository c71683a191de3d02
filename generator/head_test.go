package generator_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"touyan/generator"
	"touyan/themes"
)

var updateHeads = flag.Bool("update-heads", false, "write what heads say into testdata/heads")

// told matches what of a page's head is for machines, and robots.txt.
var told = regexp.MustCompile(`<title>.*|<meta (?:name|property)="(?:[A-Z]|og:|article:|twitter:|description|keywords|robots).*|<link rel="canonical"[^>]*>|<script type="application/ld\+json">.*`)

// TestHeads builds a small site under each profile and compares what the head of
// each kind of page says.
func TestHeads(t *testing.T) {
	files, err := filepath.Glob("testdata/heads/*.txtar")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	site, err := txtar.ParseFile("testdata/heads.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			heads := buildHeads(t, site, string(a.Files[0].Data))
			for i := 1; i < len(a.Files); i++ {
				f := &a.Files[i]
				got := heads(f.Name)
				if got != string(f.Data) && !*updateHeads {
					t.Errorf("%s says\n%s\nwant\n%s", f.Name, got, f.Data)
				}
				f.Data = []byte(got)
			}
			if *updateHeads {
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// buildHeads builds the site with its settings, and returns what tells the head of a
// page: what is for machines, and the identity in the footer.
func buildHeads(t *testing.T, site *txtar.Archive, settings string) func(path string) string {
	t.Helper()
	dir := t.TempDir()
	files := append([]txtar.File{{Name: "site.yaml", Data: []byte(settings)}}, site.Files...)
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "public")
	r, err := generator.Build(context.Background(), generator.Options{
		Source: dir, Out: out, Themes: themes.FS(), Version: "touyan test", Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err, r.Diagnostics)
	}
	return func(path string) string {
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(path)))
		if os.IsNotExist(err) {
			return "none\n"
		}
		if err != nil || !strings.HasSuffix(path, ".html") {
			return string(data)
		}
		lines := told.FindAll(data, -1)
		if _, rest, ok := bytes.Cut(data, []byte(`<div class="identity">`)); ok {
			identity, _, _ := bytes.Cut(rest, []byte("</footer>"))
			words := regexp.MustCompile(`<[^>]*>`).ReplaceAll(identity, []byte(" "))
			lines = append(lines, []byte("footer: "+strings.Join(strings.Fields(string(words)), " ")))
		}
		return string(bytes.Join(lines, []byte("\n"))) + "\n"
	}
}
