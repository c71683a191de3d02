package generator_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"touyan/generator"
	"touyan/generator/search"
	"touyan/test/corpus"
	"touyan/themes"
)

// editor changes a site's source at random.
type editor struct {
	t   *testing.T
	dir string
	r   *rand.Rand
	n   int
}

func (e *editor) path(name string) string {
	return filepath.Join(e.dir, "content", filepath.FromSlash(name))
}

func (e *editor) write(name, text string) {
	e.t.Helper()
	if err := os.MkdirAll(filepath.Dir(e.path(name)), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(e.path(name), []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) read(name string) string {
	e.t.Helper()
	b, err := os.ReadFile(e.path(name))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(b)
}

// own returns one of the cases that edits have made, to which nothing links.
func (e *editor) own() string {
	files, err := filepath.Glob(e.path("cases/own-*.md"))
	if err != nil {
		e.t.Fatal(err)
	}
	if len(files) == 0 {
		return ""
	}
	return "cases/" + filepath.Base(files[e.r.IntN(len(files))])
}

// edit makes one change and says what it was.
func (e *editor) edit() string {
	e.n++
	some := fmt.Sprintf("cases/case-%06d.md", e.r.IntN(30))
	if _, err := os.Stat(e.path(some)); err != nil {
		some = strings.TrimSuffix(some, ".md") + "/index.md"
	}
	switch own := e.own(); e.r.IntN(12) {
	case 0:
		e.write(some, e.read(some)+fmt.Sprintf("\n第 %d 次修改正文，槜李。\n", e.n))
		return "body of " + some
	case 1:
		e.write(some, strings.Replace(e.read(some), "title: ", fmt.Sprintf("title: 改%d", e.n), 1))
		return "title of " + some
	case 11:
		text := strings.Replace(e.read(some), "title: ", fmt.Sprintf("title: 新%d", e.n), 1)
		text = strings.Replace(text, "\nsummary: ", fmt.Sprintf("\nsummary: 又一句%d，", e.n), 1)
		e.write(some, text+fmt.Sprintf("\n第 %d 次连题带文。\n", e.n))
		return "title, summary and body of " + some
	case 2:
		e.write(some, strings.Replace(e.read(some), "problems: [", fmt.Sprintf("problems: [新问题%d, ", e.n), 1))
		return "problems of " + some
	case 3:
		name := fmt.Sprintf("cases/own-%d.md", e.n)
		e.write(name, fmt.Sprintf("---\ntitle: 新案例%d\ntype: village\ndate: 2023-02-03\nbrand: brand-00000\nproblems: [集体经济薄弱]\ntags: [共富]\naliases: [old/%d.html]\nsources: [{title: 报道}]\n---\n\n## 做法\n\n见[别处](case-000001.md)。\n", e.n, e.n))
		return "new " + name
	case 4:
		if own != "" {
			os.Remove(e.path(own))
			return "removed " + own
		}
	case 5:
		if own != "" {
			to := fmt.Sprintf("cases/own-moved-%d.md", e.n)
			if err := os.Rename(e.path(own), e.path(to)); err != nil {
				e.t.Fatal(err)
			}
			return "renamed " + own
		}
	case 6:
		e.write("brands/brand-00000.md", strings.Replace(e.read("brands/brand-00000.md"), "title: ", fmt.Sprintf("title: 牌%d", e.n), 1))
		return "brand"
	case 7:
		name := filepath.Join(e.dir, "i18n", "zh-CN.yaml")
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, fmt.Appendf(nil, "case.peers: 同类经验%d\n", e.n), 0o644); err != nil {
			e.t.Fatal(err)
		}
		return "theme words"
	case 9:
		e.write("booklets/all.md", fmt.Sprintf("---\ntitle: 全库%d\ncollection: site\ndate: 2024\n---\n\n前言%d，见[一例](../%s)。\n", e.n/4, e.n, some))
		return "booklet of the whole site"
	case 10:
		e.write("booklets/some.md", fmt.Sprintf("---\ntitle: 选本\ncases: [%s]\n---\n\n前言。\n", some))
		return "booklet of one case"
	case 8:
		name := filepath.Join(e.dir, "site.yaml")
		if err := os.WriteFile(name, fmt.Appendf(nil, "title: 站点%d\nbase_url: https://example.org/\npage_size: %d\n", e.n, 5+e.r.IntN(20)), 0o644); err != nil {
			e.t.Fatal(err)
		}
		return "site.yaml"
	}
	return "nothing"
}

// TestIncrementalEqualsFresh makes random edits and after each asserts that the
// rebuilt site is, byte for byte, the one that a clean build makes, and that its
// index answers alike.
func TestIncrementalEqualsFresh(t *testing.T) {
	steps := 14
	if testing.Short() {
		steps = 6
	}
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 30, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	e := &editor{t: t, dir: dir, r: rand.New(rand.NewPCG(7, 8))}
	out, fresh := filepath.Join(dir, "public"), filepath.Join(t.TempDir(), "fresh")
	for step := range steps {
		what := ""
		if step > 0 {
			for range 1 + e.r.IntN(3) {
				what += e.edit() + "; "
			}
		}
		buildTo(t, dir, out, false)
		buildTo(t, dir, fresh, true)
		sameSite(t, fmt.Sprintf("step %d (%s)", step, what), out, fresh)
		if t.Failed() {
			return
		}
	}
}

func buildTo(t *testing.T, dir, out string, clean bool) generator.Report {
	t.Helper()
	r, err := generator.Build(context.Background(), generator.Options{
		Source: dir, Out: out, Clean: clean, Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Themes: themes.FS(), Version: "test",
	})
	if err != nil {
		t.Fatal(err, r.Diagnostics)
	}
	return r
}

// sameSite compares two published sites; of the search folder the answers.
func sameSite(t *testing.T, step, a, b string) {
	t.Helper()
	fa, fb := siteFiles(t, a), siteFiles(t, b)
	for _, name := range slices.Sorted(maps.Keys(fb)) {
		if _, ok := fa[name]; !ok {
			t.Errorf("%s: %s is missing", step, name)
		} else if !bytes.Equal(fa[name], fb[name]) {
			t.Errorf("%s: %s differs", step, name)
		}
	}
	for name := range fa {
		if _, ok := fb[name]; !ok {
			t.Errorf("%s: %s should be gone", step, name)
		}
	}
	for _, q := range []string{"槜李", "党建", "新案例", "服务 群众"} {
		if x, y := answer(t, a, q), answer(t, b, q); x != y {
			t.Errorf("%s: %s: got %s, want %s", step, q, x, y)
		}
	}
}

func siteFiles(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || cutByHistory(name) || name == "manifest.sha256" {
			return err
		}
		files[name], err = os.ReadFile(filepath.Join(dir, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func answer(t *testing.T, dir, query string) string {
	t.Helper()
	return answerIn(t, filepath.Join(dir, "search"), query)
}

// answerIn asks the index in a folder.
func answerIn(t *testing.T, dir, query string) string {
	t.Helper()
	x, err := search.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	r, err := x.Search(context.Background(), search.Request{Query: query, Size: 100})
	if err != nil {
		t.Fatal(err)
	}
	s := fmt.Sprint(r.Total)
	for _, h := range r.Results {
		s += fmt.Sprintf(" %s %v", h.URL, h.Score)
	}
	return s
}

// TestOneEditRendersLittle counts the pages that an edit of one body renders.
func TestOneEditRendersLittle(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 60, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "public")
	buildTo(t, dir, out, false)
	if r := buildTo(t, dir, out, false); r.Rendered != 0 || r.Indexed != 0 || r.Written != 0 {
		t.Errorf("nothing changed, and %d pages were rendered, %d indexed, %d files written", r.Rendered, r.Indexed, r.Written)
	}
	e := &editor{t: t, dir: dir}
	e.write("cases/case-000003.md", e.read("cases/case-000003.md")+"\n新的一段。\n")
	if r := buildTo(t, dir, out, false); r.Rendered != 1 || r.Indexed != 1 {
		t.Errorf("one body changed, and %d pages were rendered, %d indexed", r.Rendered, r.Indexed)
	}
}

// cutByHistory reports whether a file of the search may differ between an index
// changed in place and one built anew, which give the same answers.
func cutByHistory(name string) bool {
	for _, prefix := range []string{"search/index", "search/shards/", "search/root.js", "search/order.txt"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// TestABookletFollowsItsCases edits the body of a case that two booklets hold: they
// are rendered with it, and nothing else is.
func TestABookletFollowsItsCases(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 60, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	e := &editor{t: t, dir: dir}
	e.write("booklets/all.md", "---\ntitle: 全库\nsummary: 全部案例\ncollection: site\n---\n\n前言。\n")
	e.write("booklets/some.md", "---\ntitle: 选本\ncases: [cases/case-000003.md]\n---\n")
	e.write("booklets/other.md", "---\ntitle: 另选\ncases: [cases/case-000004.md]\n---\n")
	out := filepath.Join(dir, "public")
	buildTo(t, dir, out, false)
	e.write("cases/case-000003.md", e.read("cases/case-000003.md")+"\n新的一段文字。\n")
	if r := buildTo(t, dir, out, false); r.Rendered != 3 {
		t.Errorf("one body changed, and %d pages were rendered, want the case and two booklets", r.Rendered)
	}
	for _, name := range []string{"all", "some"} {
		page, err := os.ReadFile(filepath.Join(out, "booklets", name+".html"))
		if err != nil || !bytes.Contains(page, []byte("新的一段文字")) {
			t.Errorf("%s does not have the new words: %v", name, err)
		}
	}
	e.write("booklets/all.md", "---\ntitle: 全库\nsummary: 全部案例\ncollection: site\n---\n\n新前言。\n")
	if r := buildTo(t, dir, out, false); r.Rendered != 1 || r.Indexed != 1 {
		t.Errorf("a preface changed, and %d pages were rendered, %d indexed", r.Rendered, r.Indexed)
	}
	fresh := filepath.Join(t.TempDir(), "fresh")
	buildTo(t, dir, fresh, true)
	sameSite(t, "edited", out, fresh)
}
