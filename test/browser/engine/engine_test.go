package engine

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"touyan/generator/diag"
	"touyan/generator/search"
	"touyan/generator/theme"
	"touyan/themes"
)

// node runs a script of this folder and returns what it prints.
func node(t *testing.T, script string, args ...string) []byte {
	t.Helper()
	// The test's result depends on these files.
	for _, name := range []string{script, "host.mjs"} {
		if _, err := os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	program, err := exec.LookPath("node")
	if err != nil {
		missing(t, "Node.js")
	}
	cmd := exec.Command(program, append([]string{script}, args...)...)
	var out, problem bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problem
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", script, err, &out, &problem)
	}
	return out.Bytes()
}

func missing(t *testing.T, tool string) {
	t.Helper()
	if os.Getenv("CI") != "" || os.Getenv("TOUYAN_BROWSER") != "" {
		t.Fatalf("%s is not there", tool)
	}
	t.Skipf("%s is not there; make tools installs it", tool)
}

// scripts returns the default theme's scripts as they are published, by the name
// without fingerprint.
func scripts(t *testing.T) map[string][]byte {
	t.Helper()
	th, l := theme.Load(os.DirFS(t.TempDir()), themes.FS(), "default", "zh-CN", func(string) diag.Position { return diag.Position{} })
	if th == nil {
		t.Fatal(l)
	}
	list := map[string][]byte{}
	for _, a := range th.Assets() {
		name := strings.TrimPrefix(a.Path, "assets/")
		stem, rest, _ := strings.Cut(name, ".")
		if strings.HasSuffix(rest, ".js") {
			list[stem+".js"] = a.Data
		}
	}
	return list
}

// writeScripts writes them into a folder, where host.mjs looks for them.
func writeScripts(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, data := range scripts(t) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSyntax(t *testing.T) {
	if _, err := os.Stat("../node_modules/acorn"); err != nil {
		missing(t, "acorn")
	}
	dir := t.TempDir()
	writeScripts(t, dir)
	names, err := filepath.Glob(filepath.Join(dir, "*.js"))
	if err != nil || len(names) < 3 {
		t.Fatal(names, err)
	}
	if out := node(t, "syntax.mjs", names...); len(out) > 0 {
		t.Errorf("not ES2017:\n%s", out)
	}
}

// TestSizes keeps what a reader downloads before the first search, and later at
// most, small; in bytes of gzip.
func TestSizes(t *testing.T) {
	for name, most := range map[string]int{"search.js": 17000, "search-table.js": 14000, "search-pinyin.js": 23000} {
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(scripts(t)[name])
		w.Close()
		t.Logf("%s: %d", name, b.Len())
		if b.Len() > most {
			t.Errorf("%s has %d bytes, more than %d", name, b.Len(), most)
		}
	}
}

func TestNetwork(t *testing.T) {
	dir := t.TempDir()
	x := buildIndex(t, filepath.Join(dir, "search"), documents(60))
	x.Close()
	writeScripts(t, filepath.Join(dir, "assets"))
	node(t, "network.mjs", filepath.Join(dir, "assets", "search.js"), dir)
}

// job is what ask.mjs reads, answers what it says.
type job struct {
	Folder   string     `json:"folder"`
	Script   string     `json:"script"`
	Mode     string     `json:"mode"`
	Searches []question `json:"searches"`
	Suggests []string   `json:"suggests"`
}

type question struct {
	Query   string  `json:"query"`
	Options options `json:"options"`
}

type options struct {
	Filters map[string][]string `json:"filters,omitempty"`
	Page    int                 `json:"page,omitempty"`
	Size    int                 `json:"size,omitempty"`
	Sort    string              `json:"sort,omitempty"`
	Facets  []string            `json:"facets,omitempty"`
}

type answers struct {
	Searches []answer
	Suggests [][]suggestion
	Stats    struct{ Requests, Bytes int }
}

type answer struct {
	Total      int
	More       bool
	Results    []result
	Facets     map[string][]facetValue
	DidYouMean string
}

type result struct {
	URL, Title, Date, Region, Type, TypeLabel, Organization, Brand string
	Score                                                          float64
	Excerpt                                                        []search.Fragment
	Anchor, Section                                                string
}

type facetValue struct {
	Value, Label string
	Count        int
}

type suggestion struct{ Kind, Text, Value, URL string }

// ask lets the script answer.
func ask(t *testing.T, j job) answers {
	t.Helper()
	data, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "job.json")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	var a answers
	if err := json.Unmarshal(node(t, "ask.mjs", file), &a); err != nil {
		t.Fatal(err)
	}
	return a
}
