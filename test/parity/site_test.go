package parity

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"touyan/generator"
	"touyan/generator/search"
	"touyan/test/asker"
	"touyan/test/corpus"
	"touyan/test/host"
	"touyan/themes"
)

// site is a built site and what is on its pages.
type site struct {
	name, dir string
	index     *search.Index
	pages     []page
	page      string // the page that asks
}

// newSite builds the site in a folder.
func newSite(t *testing.T, name, source string) *site {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "公开 public")
	report, err := generator.Build(context.Background(), generator.Options{
		Source: source, Out: dir, Clean: true, Themes: themes.FS(), Version: "test",
		Now: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatalf("build: %v\n%v", err, report.Diagnostics)
	}
	client, err := asker.FindClient(dir)
	if err != nil {
		t.Fatal(err)
	}
	x := &site{name: name, dir: dir, page: client.Page()}
	if x.index, err = search.Open(filepath.Join(dir, "search")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.index.Close() })
	if x.pages = readPages(t, dir); len(x.pages) == 0 {
		t.Fatal("the site has no pages")
	}
	if err := os.WriteFile(filepath.Join(dir, asker.PageName), []byte(x.page), 0o644); err != nil {
		t.Fatal(err)
	}
	return x
}

// host puts the site on a host for the length of a test.
func (x *site) host(t *testing.T, o host.Options) *host.Host {
	o.Dir = x.dir
	h := host.Start(o)
	t.Cleanup(h.Close)
	return h
}

// onDisk is the address of the site's folder.
func (x *site) onDisk() string { return "file://" + filepath.ToSlash(x.dir) + "/" }

// demoSource is the demo site's folder.
func demoSource(t *testing.T) string {
	// "go test" takes a former result where no file has changed that the test
	// itself looked at; the scripts and the content are among them.
	for _, dir := range []string{"../../themes", "../../content"} {
		err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
			if err == nil {
				_, err = os.Stat(name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return "../.."
}

// corpusCases is how many realistic cases are asked about.
const corpusCases = 300

func corpusSource(t *testing.T) string {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: corpusCases, Seed: 11}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// synonymSource is a site with synonyms that meet one another in many ways: one
// the beginning of another, of letters, of one character, in two groups.
func synonymSource(t *testing.T) string {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 60, Seed: 12}); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "site.yaml", `title: 同义词
search:
  synonyms:
    - [群众, 居民, 老百姓]
    - [群众工作, 居民工作, 联系服务]
    - [支部, 党支部, zhibu]
    - [产业, 茶, 果园]
    - [群众, 村民]
    - [黨員, ＰＡＲＴＹ member]
    - [增收, "4.7"]
`)
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
