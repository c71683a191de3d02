package browser

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"touyan/generator/output"
)

// built is a site as touyan publishes it.
type built struct {
	name  string
	dir   string
	pages []page
}

// page is one of its files.
type page struct {
	site   *built
	path   string // of the site, with slashes
	layout string // home, case, list …
	html   string
}

// name is the page's in the output of tests.
func (p page) name() string { return p.site.name + "/" + p.path }

// address is where the page is on disk.
func (p page) address() string { return p.site.root() + p.path }

// root is the address on disk that all of the site's begin with.
func (b *built) root() string { return "file://" + filepath.ToSlash(b.dir) + "/" }

// page returns the page at a path.
func (b *built) page(t *testing.T, path string) page {
	t.Helper()
	for _, p := range b.pages {
		if p.path == path {
			return p
		}
	}
	t.Fatalf("the %s site has no page %s", b.name, path)
	return page{}
}

// sources are the folders of this repository that a built site comes from.
var sources = []string{"cmd", "content", "generator", "themes", "site.yaml"}

// buildSites builds the program, and with it the demo and the corner site.
func buildSites(t *testing.T) (demo, corner *built) {
	watchSources(t)
	program := filepath.Join(t.TempDir(), "touyan")
	run(t, "go", "build", "-o", program, "../../cmd/touyan")
	return buildSite(t, program, "demo", "../.."), buildSite(t, program, "corner", "testdata/corner")
}

// watchSources looks at every file that the sites depend on, for "go test" takes a
// former result where no file has changed that the test itself looked at.
func watchSources(t *testing.T) {
	for _, dir := range sources {
		err := filepath.WalkDir(filepath.Join("../..", dir), func(path string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			_, err = os.Stat(path)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func buildSite(t *testing.T, program, name, source string) *built {
	dir := filepath.Join(t.TempDir(), "public")
	run(t, program, "build", "--source", source, "--out", dir, "--now", "2026-12-01")
	unroot(t, filepath.Join(dir, "404.html"))
	b := &built{name: name, dir: dir}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".html" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		html := string(data)
		b.pages = append(b.pages, page{site: b, path: filepath.ToSlash(rel), layout: layoutOf(html), html: html})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// unroot makes the links of a 404.html relative, as touyan serve does: they begin with
// the path of base_url, and the tests look at the page from disk and below other paths.
func unroot(t *testing.T, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, output.Rooted(data, 0), 0o644); err != nil {
		t.Fatal(err)
	}
}

// layoutClass is how the default theme marks what kind a page is of.
var layoutClass = regexp.MustCompile(`<body class="is-([a-z]+)"`)

func layoutOf(html string) string {
	m := layoutClass.FindStringSubmatch(html)
	if m == nil {
		return ""
	}
	return m[1]
}

// run runs a program that must succeed and returns what it printed.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}
