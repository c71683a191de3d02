package generator_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"touyan/generator"
	"touyan/themes"
)

// bookletSource is a site with two cases that link to one another and have the same
// anchors, and a booklet of both.
func bookletSource(t *testing.T) *editor {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "site.yaml"), []byte("title: 站\nowner: 单位\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	e := &editor{t: t, dir: dir}
	const sources = "sources: [{title: 报道}]\n---\n\n"
	e.write("cases/jia/index.md", "---\ntitle: 甲村\ntype: village\ndate: 2022\ncover: {src: p.svg, alt: 图}\npractices: [{title: 先做}]\n"+sources+
		"## 做法\n\n见[乙](../deep/yi.md#做法)、[自己](#zuo-fa)、[类型](../types/village.html)、[丙](../bing.md)和注。[^1]\n\n![图](p.svg)\n\n[^1]: 注。\n")
	e.write("cases/jia/p.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>`)
	e.write("cases/deep/yi.md", "---\ntitle: 乙村\ntype: village\ndate: 2021\npractices: [{title: 先做}]\n"+sources+"## 做法\n\n[类型](../../types/village.html)\n\n注。[^1]\n\n[^1]: 注。\n")
	e.write("cases/bing.md", "---\ntitle: 丙\ntype: method\ndate: 2020\n"+sources+"正文。\n")
	e.write("booklets/cun.md", "---\ntitle: 两个村\ncollection: type:village\ndate: 2024\n---\n\n先读[乙](../cases/deep/yi.md)，再看[丙](../cases/bing.md)。\n")
	return e
}

func TestABookletIsOnePageOfItsCases(t *testing.T) {
	e := bookletSource(t)
	e.write("cases/deep/yi.md", strings.Replace(e.read("cases/deep/yi.md"), "## 做法", "## 做法 {#做法}\n\n## 做法 {#x}", 1))
	e.write("cases/jia/index.md", strings.Replace(e.read("cases/jia/index.md"), "yi.md#做法", "yi.md#x", 1))
	out := filepath.Join(e.dir, "public")
	buildTo(t, e.dir, out, false)
	data, err := os.ReadFile(filepath.Join(out, "booklets", "cun.html"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	for _, want := range []string{
		`<section class="chapter" id="cases/jia">`, `<section class="chapter" id="cases/deep/yi">`,
		`<a href="#cases/deep/yi.x">乙</a>`,       // from case to case
		`<a href="#cases/jia.zuo-fa">自己</a>`,     // within a case
		`先读<a href="#cases/deep/yi">乙</a>`,       // from the preface
		`<a href="../types/village.html">类型</a>`, // from a case at any depth
		`<a href="../cases/bing.html">丙</a>`,     // to a case that is not in it
		`<img src="../cases/jia/p.svg"`,          // beside a case
		`<li id="cases/jia.practice-1">`,         // an anchor that both cases have
		`<h3 id="cases/jia.zuo-fa">`,             // one level down
		`id="cases/deep/yi.fn:1"`,                // notes
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the booklet has no %s", want)
		}
	}
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`\sid="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if seen[m[1]] {
			t.Errorf("two elements have the id %s", m[1])
		}
		seen[m[1]] = true
	}
	list, err := os.ReadFile(filepath.Join(out, "types", "village.html"))
	if err != nil || !strings.Contains(string(list), `href="../booklets/cun.html"`) {
		t.Errorf("the list of the same cases does not lead to the booklet: %v", err)
	}
}

// exported writes a booklet and returns what was found.
func exported(t *testing.T, dir string, e generator.Export) (generator.Report, error) {
	t.Helper()
	return generator.ExportBooklet(context.Background(), generator.Options{
		Source: dir, Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Themes: themes.FS(), Version: "test",
	}, e)
}

func TestExportedPageStandsByItself(t *testing.T) {
	e := bookletSource(t)
	e.write("cases/jia/index.md", strings.Replace(e.read("cases/jia/index.md"), "yi.md#做法", "yi.md", 1))
	dir := t.TempDir()
	if r, err := exported(t, e.dir, generator.Export{Name: "type:village", HTML: filepath.Join(dir, "两 村.html")}); err != nil {
		t.Fatal(err, r.Diagnostics)
	}
	data, err := os.ReadFile(filepath.Join(dir, "两 村.html"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	if strings.Contains(page, `href="../`) || strings.Contains(page, "site-head") {
		t.Error("the page leads out of its folder")
	}
	if !strings.Contains(page, "<a>丙</a>") {
		t.Error("a link to what is not there should be its words alone")
	}
	for _, name := range []string{"cases/jia/p.svg"} {
		if _, err := os.Stat(filepath.Join(dir, "两 村_files", filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
	if _, err := exported(t, e.dir, generator.Export{Name: "cun", HTML: filepath.Join(dir, "all")}); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "all", "index.html")); err != nil {
		t.Error(err)
	}
}

func TestEPUBIsTheSameEveryTime(t *testing.T) {
	e := bookletSource(t)
	e.write("cases/jia/index.md", strings.Replace(e.read("cases/jia/index.md"), "yi.md#做法", "yi.md", 1))
	var books []string
	for _, name := range []string{"a.epub", "b.epub"} {
		to := filepath.Join(t.TempDir(), name)
		if r, err := exported(t, e.dir, generator.Export{Name: "cun", EPUB: to}); err != nil {
			t.Fatal(err, r.Diagnostics)
		}
		data, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		books = append(books, string(data))
	}
	if books[0] != books[1] {
		t.Error("two exports of one booklet differ")
	}
	const magic = "mimetypeapplication/epub+zip"
	if len(books[0]) < 58 || books[0][30:58] != magic {
		t.Error("the book does not begin with its type")
	}
}

func TestNoSuchBookletIsNamed(t *testing.T) {
	e := bookletSource(t)
	e.write("cases/jia/index.md", strings.Replace(e.read("cases/jia/index.md"), "yi.md#做法", "yi.md", 1))
	for name, code := range map[string]string{"cunn": "unknown-booklet", "type:vilage": "unknown-collection-value"} {
		r, err := exported(t, e.dir, generator.Export{Name: name, HTML: filepath.Join(t.TempDir(), "x")})
		if !errors.Is(err, generator.ErrContent) || len(r.Diagnostics) != 1 || r.Diagnostics[0].Code != code {
			t.Errorf("%s: %v, %v, want %s", name, err, r.Diagnostics, code)
		}
	}
}

// A dead link of a case is told once, of the case, though a booklet has it too.
func TestADeadLinkOfACaseIsToldOnce(t *testing.T) {
	e := bookletSource(t)
	e.write("cases/jia/index.md", strings.Replace(e.read("cases/jia/index.md"), "yi.md#做法", "yi.md#nothing", 1))
	e.write("booklets/cun.md", strings.Replace(e.read("booklets/cun.md"), "yi.md)", "yi.md#nothing)", 1))
	r, err := generator.Build(context.Background(), generator.Options{
		Source: e.dir, Out: filepath.Join(e.dir, "public"), Now: time.Now(), Themes: themes.FS(), Version: "test",
	})
	var places []string
	for _, d := range r.Diagnostics {
		places = append(places, d.Pos.String())
	}
	if want := "content/booklets/cun.md:7:3 content/cases/jia/index.md:12:2"; !errors.Is(err, generator.ErrContent) || strings.Join(places, " ") != want {
		t.Errorf("%v, %v; want %s", err, places, want)
	}
}
