package content_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/message"
)

var update = flag.Bool("update", false, "write what is found into testdata")

// Each broken page of testdata/broken gives the findings written after it, at
// the same places whether its lines end in LF or CRLF and whether it begins with
// a byte order mark.
func TestBroken(t *testing.T) {
	archives, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	pages := 0
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		wanted := map[string]string{}
		for _, f := range archive.Files {
			if page, ok := strings.CutSuffix(f.Name, ".want"); ok {
				wanted[page] = string(f.Data)
			}
		}
		out := &txtar.Archive{Comment: archive.Comment}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".want") {
				continue
			}
			pages++
			got := findings(f.Name, f.Data)
			out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".want", Data: []byte(got)})
			if *update {
				continue
			}
			t.Run(filepath.Base(name)+"/"+f.Name, func(t *testing.T) {
				if want := wanted[f.Name]; got != want {
					t.Errorf("found\n%swant\n%s", got, want)
				}
				for how, data := range variants(f.Data) {
					if again := findings(f.Name, data); again != got {
						t.Errorf("with %s found\n%swant\n%s", how, again, got)
					}
				}
			})
		}
		if *update {
			if err := os.WriteFile(name, txtar.Format(out), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if pages < 60 {
		t.Errorf("only %d broken pages", pages)
	}
}

// variants writes a page in the other ways that editors save it.
func variants(data []byte) map[string][]byte {
	crlf := bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
	bom := []byte("\uFEFF")
	return map[string][]byte{
		"CRLF":         crlf,
		"BOM":          append(bom, data...),
		"BOM and CRLF": append([]byte("\uFEFF"), crlf...),
	}
}

// Every finding has words that say what is wrong and what to do, in both
// languages, with all their arguments.
func TestBrokenHasWords(t *testing.T) {
	archives, _ := filepath.Glob("testdata/broken/*.txtar")
	said := map[string]bool{}
	for _, lang := range []message.Language{message.Chinese, message.English} {
		p := message.New(lang)
		for _, name := range archives {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range archive.Files {
				_, list := content.Parse(f.Name, f.Data, vocabulary())
				for _, d := range list {
					said[d.Code] = true
					if text := p.Diagnostic(d); p.Mend(d) == "" || strings.Contains(text, "%!") {
						t.Errorf("%s: %s", lang, text)
					}
				}
			}
		}
	}
	if len(said) < 60 {
		t.Errorf("only %d kinds of finding", len(said))
	}
}

func findings(name string, data []byte) string {
	v := vocabulary()
	v.Labels = map[string]string{"党建联盟": "alliance", "农村": "rural"}
	_, list := content.Parse(name, data, v)
	return lines(list)
}

func lines(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		b.WriteString(d.String() + "\n")
	}
	return b.String()
}
