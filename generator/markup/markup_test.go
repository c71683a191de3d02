package markup

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// files is a small site.
type files map[string]Resource

func (f files) Page(path string) (string, bool) {
	r, ok := f[path]
	return r.URL, ok && r.URL != "" && strings.HasSuffix(path, ".md")
}

func (f files) Image(path string) (Resource, bool) { return f.Resource(path) }

func (f files) Unpublished(path string) bool {
	r, ok := f[path]
	return ok && r.URL == ""
}

func (f files) Resource(path string) (Resource, bool) {
	r, ok := f[path]
	return r, ok && r.URL != "" && !strings.HasSuffix(path, ".md")
}

func site() files {
	return files{
		"about.md":            {URL: "about.html"},
		"cases/a/index.md":    {URL: "cases/a.html"},
		"cases/b.md":          {URL: "cases/b.html"},
		"cases/_index.md":     {URL: "cases/index.html"},
		"cases/a/tu.png":      {URL: "cases/a/tu.png", Width: 640, Height: 480},
		"cases/a/图 二.svg":     {URL: "cases/a/图 二.svg"},
		"cases/a/biao.xlsx":   {URL: "cases/a/biao.xlsx"},
		"cases/a/shuo.html":   {URL: "cases/a/shuo.html"},
		"cases/cao/index.md":  {},
		"cases/cao/tu.png":    {},
		"images/zong.jpg":     {URL: "images/zong.jpg", Width: 10, Height: 20},
		"brands/c/index.md":   {URL: "brands/c.html"},
		"guides/100%/读我.md":   {URL: "guides/du-wo.html"},
		"guides/100%/附件?.pdf": {URL: "guides/附件?.pdf"},
	}
}

func converter() *Converter { return New(Options{TableLabel: "表格", FootnoteBack: "返回正文"}) }

// source is a body of the page cases/a, beginning at line 10 of its file.
func source(text string) Source {
	return Source{Path: "cases/a/index.md", Line: 10, Base: "../", Text: []byte(text), Site: site()}
}

// convert returns the HTML of a body, without its last line end, and its
// diagnostics.
func convert(text string) (string, []string) {
	doc, l := converter().Convert(source(text))
	var diags []string
	for _, d := range l {
		diags = append(diags, strings.TrimPrefix(d.String(), "content/cases/a/index.md:"))
	}
	return strings.TrimSuffix(string(doc.HTML), "\n"), diags
}

func TestGolden(t *testing.T) {
	names, err := filepath.Glob("testdata/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal(err, "no goldens")
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".md"), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			doc, l := converter().Convert(source(string(text)))
			var facts strings.Builder
			for _, s := range doc.Sections {
				fmt.Fprintf(&facts, "== %d %s %q role %d\n%s\n", s.Level, s.ID, s.Title, s.Role, s.Text)
			}
			fmt.Fprintf(&facts, "-- headings %v\n-- refs %v\n-- characters %d\n", doc.Headings, doc.Refs, doc.Characters)
			for _, d := range l {
				fmt.Fprintln(&facts, d)
			}
			golden(t, strings.TrimSuffix(name, ".md")+".html", doc.HTML)
			golden(t, strings.TrimSuffix(name, ".md")+".txt", []byte(facts.String()))
		})
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestEmptyBody(t *testing.T) {
	for _, text := range []string{"", "\n\n", "\uFEFF", "<!-- 无 -->\n"} {
		doc, l := converter().Convert(source(text))
		if len(bytes.TrimSpace(doc.HTML)) > 0 || len(doc.Sections) > 0 || doc.Characters != 0 || len(l) > 0 {
			t.Errorf("%q: %+v, %v", text, doc, l)
		}
	}
}

func TestConverterIsSafeForConcurrentUse(t *testing.T) {
	c := converter()
	bodies := append(corpusBodies(8), goldenBodies(t)...)
	want := make([]Document, len(bodies))
	for i, body := range bodies {
		want[i], _ = converter().Convert(source(string(body)))
	}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range bodies {
				i = (i + g*3) % len(bodies)
				got, _ := c.Convert(source(string(bodies[i])))
				if !bytes.Equal(got.HTML, want[i].HTML) || !cmp.Equal(got, want[i]) {
					t.Errorf("body %d differs when converted beside others", i)
				}
			}
		})
	}
	wg.Wait()
}

func goldenBodies(t testing.TB) [][]byte {
	names, err := filepath.Glob("testdata/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var bodies [][]byte
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, body)
	}
	return bodies
}
