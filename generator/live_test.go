package generator_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touyan/generator"
	"touyan/generator/check"
	"touyan/generator/diag"
	"touyan/generator/preview"
	"touyan/test/corpus"
	"touyan/themes"
)

func liveOptions(dir, out string) generator.Options {
	return generator.Options{
		Source: dir, Out: out, Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Themes: themes.FS(), Version: "test",
	}
}

// openLive returns the site in a folder with all of it read.
func openLive(t testing.TB, dir string) *generator.Live {
	t.Helper()
	l := generator.OpenLive(liveOptions(dir, filepath.Join(dir, ".preview")))
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	update(t, l)
	return l
}

func update(t testing.TB, l *generator.Live, paths ...string) diag.List {
	t.Helper()
	u, err := l.Update(context.Background(), paths)
	if err != nil {
		t.Fatal(err)
	}
	return u.Diagnostics
}

// sameAsBuilt asserts that the preview answers with every file of a build and with
// no other.
func sameAsBuilt(t *testing.T, step string, l *generator.Live, wrong bool, files map[string][]byte, others ...string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasPrefix(name, "search/") {
			continue
		}
		got, err := l.File(context.Background(), name)
		if wrong && err != nil && !strings.HasSuffix(name, ".html") {
			continue // not a page, and moved while the site was wrong
		}
		if err != nil {
			t.Errorf("%s: %s: %v", step, name, err)
		} else if !bytes.Equal(got, files[name]) {
			t.Errorf("%s: %s differs: %s", step, name, firstDifference(got, files[name]))
		}
	}
	for _, name := range others {
		if _, ok := files[name]; ok {
			continue
		}
		if _, err := l.File(context.Background(), name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %s should not be there: %v", step, name, err)
		}
	}
}

// TestLiveEqualsBuilt makes random edits, right and wrong ones, and tells the preview
// of them as a watcher would: after each it has the files of a fresh build, and where
// there can be none, those of the last one.
func TestLiveEqualsBuilt(t *testing.T) {
	steps := 16
	if testing.Short() {
		steps = 8
	}
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 30, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv("TOUYAN_SEED"), 10, 64); err == nil {
		seed = s
	}
	t.Log("seed", seed)
	e := &saver{editor: editor{t: t, dir: dir, r: rand.New(rand.NewPCG(seed, 8))}}
	e.before = e.stamps()
	fresh := filepath.Join(t.TempDir(), "fresh")
	l := openLive(t, dir)
	var files map[string][]byte
	seen := map[string]bool{}
	for step := range steps {
		what := ""
		if step > 0 {
			for range 1 + e.r.IntN(3) {
				what += e.save() + "; "
			}
			update(t, l, e.changed()...)
		}
		o := liveOptions(dir, fresh)
		o.Clean = true
		report, err := generator.Build(context.Background(), o)
		if err != nil && !errors.Is(err, generator.ErrContent) {
			t.Fatal(err)
		}
		u, lerr := l.Update(context.Background(), []string{"README"})
		if lerr != nil {
			t.Fatal(lerr)
		}
		if (err != nil) != (u.Diagnostics.Errors() > 0) {
			t.Errorf("step %d (%s): the build found %v, the preview %v", step, what, report.Diagnostics, u.Diagnostics)
		}
		if err == nil {
			files = siteFiles(t, fresh)
			maps.Copy(seen, mapKeys(files))
		}
		sameAsBuilt(t, fmt.Sprintf("step %d (%s)", step, what), l, err != nil, files, slices.Collect(maps.Keys(seen))...)
		sameAsChecked(t, fmt.Sprintf("step %d (%s)", step, what), l, dir)
		if t.Failed() {
			return
		}
	}
}

// sameAsChecked asserts that the preview finds what the checks find.
func sameAsChecked(t *testing.T, step string, l *generator.Live, dir string) {
	t.Helper()
	report, err := generator.Check(context.Background(), liveOptions(dir, ""))
	if err != nil && !errors.Is(err, generator.ErrContent) {
		t.Fatal(err)
	}
	if len(report.Stages) < 6 {
		return // it ended at the settings, of which the preview keeps the last good ones
	}
	var want diag.List
	for _, d := range report.Diagnostics() {
		if slices.ContainsFunc(check.Codes(), func(c check.Code) bool { return c.Name == d.Code }) {
			want = append(want, d)
		}
	}
	update(t, l) // what only the whole site shows waits for this
	checked(t, step, l, func() string { return cmp.Diff(texts(want), texts(l.Checks(""))) })
}

// checked waits until the checks of the preview come to what is wanted: wrong says
// what is missing.
func checked(t *testing.T, step string, l *generator.Live, wrong func() string) {
	t.Helper()
	late := time.After(20 * time.Second)
	for {
		_, more := l.Checked()
		if wrong() == "" {
			return
		}
		select {
		case <-more:
		case <-late:
			t.Fatalf("%s: the preview's checks: %s", step, wrong())
		}
	}
}

// checkedOnce waits for the checks of the whole site, after which edits are checked at
// once.
func checkedOnce(t *testing.T, l *generator.Live) {
	t.Helper()
	_, more := l.Checked()
	update(t, l)
	select {
	case <-more:
	case <-time.After(20 * time.Second):
		t.Fatal("no checks")
	}
}

func texts(l diag.List) (list []string) {
	for _, d := range l {
		list = append(list, d.String())
	}
	slices.Sort(list)
	return list
}

// TestLiveChecks sees a finding come with an edit of a body and go when it is mended,
// and no page is kept from being shown by it.
func TestLiveChecks(t *testing.T) {
	dir := t.TempDir()
	e := editor{t: t, dir: dir}
	e.write("../site.yaml", "title: 小站\nmenus: {main: [{title: 案例, url: cases/index.html}]}\n")
	const head = "---\ntitle: 甲\ntype: village\ndate: 2025-01-01\nsources: [{title: 报}]\n---\n"
	e.write("cases/jia.md", head+"首段。\n\n正文。\n")
	l := openLive(t, dir)
	finds := func(step string, want ...string) {
		t.Helper()
		checked(t, step, l, func() string { return cmp.Diff(want, codesOf(l.Checks("content/cases/jia.md"))) })
	}
	checkedOnce(t, l)
	finds("at first")
	wrong := head + "首段。\n\n改过的正文。\n\n<!-- touyan:ignore orphan-page 没有用处 -->\n"
	e.write("cases/jia.md", wrong)
	if found := update(t, l, "content/cases/jia.md"); len(found) > 0 {
		t.Errorf("the checks have a say in what is shown: %v", found)
	}
	if got := codesOf(l.Checks("content/cases/jia.md")); !slices.Equal(got, []string{"ignore-unused"}) {
		t.Errorf("right after the edit of a body there is %v", got)
	}
	if page, err := l.File(context.Background(), "cases/jia.html"); err != nil || !strings.Contains(string(page), "改过的正文") {
		t.Errorf("the edited page is not shown: %v", err)
	}
	var want preview.Counts
	for _, d := range l.Checks("") {
		want[d.Severity]++
	}
	if n, _ := l.Checked(); n != want {
		t.Errorf("counted %v, and there are %v", n, want)
	}
	e.write("cases/jia.md", head+"首段。\n\n改好的正文。\n")
	update(t, l, "content/cases/jia.md")
	if got := codesOf(l.Checks("")); len(got) > 0 {
		t.Errorf("mended, and there is %v", got)
	}
	e.write("other.md", "---\ntitle: 乙\n---\n正文。\n")
	update(t, l, "content/other.md")
	checked(t, "a page to which nothing leads", l, func() string { return cmp.Diff([]string{"orphan-page"}, codesOf(l.Checks("content/other.md"))) })
	e.write("../site.yaml", "title: 小站\nmenus: {main: [{title: 案例, url: cases/index.html}]}\ncheck: {codes: {orphan-page: off}}\n")
	update(t, l, "site.yaml")
	checked(t, "the code is off", l, func() string { return cmp.Diff([]string(nil), codesOf(l.Checks(""))) })
}

// codesOf returns the codes of what was found in links and remarks: other checks have
// more to say of pages as short as these.
func codesOf(l diag.List) (list []string) {
	for _, d := range l {
		if slices.ContainsFunc(check.Codes(), func(c check.Code) bool { return c.Name == d.Code && (c.Part == "link" || c.Part == "remark") }) {
			list = append(list, d.Code)
		}
	}
	return list
}

// firstDifference shows where two files part.
func firstDifference(a, b []byte) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("%q, want %q", a[from:min(len(a), i+60)], b[from:min(len(b), i+60)])
}

func mapKeys(m map[string][]byte) map[string]bool {
	keys := map[string]bool{}
	for k := range m {
		if !strings.HasPrefix(k, "search/") {
			keys[k] = true
		}
	}
	return keys
}

// saver is an editor that knows what it has saved, as a watcher does.
type saver struct {
	editor
	before map[string]string
}

// stamps are the files of the source with what tells them apart.
func (s *saver) stamps() map[string]string {
	m := map[string]string{}
	for _, top := range []string{"content", "i18n", "layouts", "assets", "site.yaml"} {
		filepath.WalkDir(filepath.Join(s.dir, top), func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return nil
			}
			data, err := os.ReadFile(name)
			if err != nil {
				s.t.Fatal(err)
			}
			rel, _ := filepath.Rel(s.dir, name)
			m[filepath.ToSlash(rel)] = string(data)
			return nil
		})
	}
	return m
}

// changed are the paths that were added, changed or removed since it was last asked:
// at times a folder instead of the file.
func (s *saver) changed() []string {
	now := s.stamps()
	paths := []string{"README.md"}
	for _, name := range slices.Sorted(maps.Keys(joined(now, s.before))) {
		if a, ok := now[name]; ok && a == s.before[name] {
			continue
		}
		if s.r.IntN(4) == 0 {
			name = name[:max(strings.LastIndex(name, "/"), 0)]
		}
		paths = append(paths, name)
	}
	s.before = now
	if slices.Contains(paths, "") || s.r.IntN(12) == 0 {
		return nil
	}
	return paths
}

func joined(a, b map[string]string) map[string]string {
	m := maps.Clone(a)
	maps.Copy(m, b)
	return m
}

// save makes one change and says what it was.
func (s *saver) save() string {
	s.n++
	switch s.r.IntN(14) {
	case 0:
		name := fmt.Sprintf("cases/own-%d.md", s.n)
		s.write(name, "---\ntitle: 坏的\ntype: nothing\n---\n")
		return "a bad case"
	case 1:
		if own := s.own(); own != "" {
			s.write(own, "---\ntitle: 断链\ntype: village\ndate: 2023-02-03\nsources: [{title: 报道}]\n---\n\n见[无](nowhere.md)与[段](case-000001.md#no-such).\n")
			return "a bad link in " + own
		}
	case 2:
		if own := s.own(); own != "" {
			s.write(own, fmt.Sprintf("---\ntitle: 好的%d\ntype: village\ndate: 2023-02-03\nsources: [{title: 报道}]\n---\n\n见[源](case-000001.md#part-sources)。\n%s", s.n, []string{"", "\n<!-- touyan:ignore orphan-page 不需要 -->\n"}[s.n%2]))
			return "mended " + own
		}
	case 3:
		for _, own := range s.owns() {
			if strings.Contains(s.read(own), "坏的") || strings.Contains(s.read(own), "断链") {
				os.Remove(s.path(own))
			}
		}
		return "bad cases removed"
	case 4:
		s.write("cases/pack/index.md", fmt.Sprintf("---\ntitle: 图%d\ntype: village\ndate: 2022-02-03\nsources: [{title: 报道}]\n---\n\n![图](图.svg)\n", s.n))
		s.write("cases/pack/图.svg", fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="9"/>`, 5+s.n))
		s.write("cases/pack/数据.txt", fmt.Sprint(s.n))
		return "a bundle"
	case 5:
		os.RemoveAll(s.path("cases/packed"))
		if os.Rename(s.path("cases/pack"), s.path("cases/packed")) == nil {
			return "a bundle moved"
		}
	case 6:
		os.RemoveAll(s.path("cases/packed"))
		os.Remove(s.path("cases/pack/index.md"))
		return "bundles gone"
	case 7:
		s.write("topics/one.md", fmt.Sprintf("---\ntitle: 专题%d\n---\n\n正文。\n", s.n))
		return "a section"
	case 8:
		os.RemoveAll(s.path("topics"))
		return "no section"
	}
	return s.edit()
}

func (s *saver) owns() []string {
	files, _ := filepath.Glob(s.path("cases/own-*.md"))
	for i := range files {
		files[i] = "cases/" + filepath.Base(files[i])
	}
	return files
}

// TestLiveWhileEdited asks for pages from many goroutines while the site changes.
func TestLiveWhileEdited(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 30, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	l := openLive(t, dir)
	ctx, cancel := context.WithCancel(context.Background())
	var readers sync.WaitGroup
	for i := range 4 {
		readers.Go(func() {
			for n := i; ctx.Err() == nil; n++ {
				for _, name := range []string{fmt.Sprintf("cases/case-%06d.html", n%30), "index.html", "cases/index.html", "search/root.js", "sitemap.xml"} {
					_, err := l.File(ctx, name)
					if err != nil && !errors.Is(err, fs.ErrNotExist) {
						t.Error(name, err)
					}
					l.Source(name)
				}
			}
		})
	}
	e := &saver{editor: editor{t: t, dir: dir, r: rand.New(rand.NewPCG(3, 4))}}
	e.before = e.stamps()
	for range 30 {
		e.save()
		update(t, l, e.changed()...)
	}
	cancel()
	readers.Wait()
}

// TestLiveFollowsBodies saves a body: its page is edited and new, nothing else is;
// the word is found by the search, and a save without change is none.
func TestLiveFollowsBodies(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 30, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	l := openLive(t, dir)
	e := &editor{t: t, dir: dir}
	const name = "cases/case-000003.md"
	e.write(name, e.read(name)+"\n饕餮一词。\n")
	u, err := l.Update(context.Background(), []string{"content/" + name})
	if err != nil || u.Same || !slices.Equal(u.Edited, []string{"cases/case-000003.html"}) {
		t.Errorf("got %+v, %v", u, err)
	}
	if len(u.Stages) != 3 {
		t.Errorf("an edit of a body took %v", u.Stages) // read, render, check
	}
	page, err := l.File(context.Background(), "cases/case-000003.html")
	if err != nil || !bytes.Contains(page, []byte("饕餮")) {
		t.Error("the page does not have the new word", err)
	}
	if got := l.Source("cases/case-000003.html"); got != "content/"+name {
		t.Errorf("it is made from %q", got)
	}
	e.write(name, e.read(name))
	if u, err = l.Update(context.Background(), []string{"content/" + name}); err != nil || !u.Same || len(u.Edited) > 0 {
		t.Errorf("a save without change gave %+v, %v", u, err)
	}
	eventually(t, "the index has the word", func() bool {
		dirs, _ := filepath.Glob(filepath.Join(dir, ".preview", "index-*", "root.js"))
		return len(dirs) == 1 && strings.HasPrefix(answerIn(t, filepath.Dir(dirs[0]), "饕餮"), "1 ")
	})
}

// TestLiveKeepsTheLastGoodSite makes a fault and edits beside it: the old pages stay
// until it is mended, and then all that was edited shows.
func TestLiveKeepsTheLastGoodSite(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 30, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	l := openLive(t, dir)
	get := func(path string) string {
		page, err := l.File(context.Background(), path)
		if err != nil {
			t.Fatal(err)
		}
		return string(page)
	}
	before := get("cases/case-000004.html")
	e := &editor{t: t, dir: dir}
	bad := e.read("cases/case-000003.md")
	e.write("cases/case-000003.md", "---\ntitle: [\n---\n")
	if update(t, l, "content/cases/case-000003.md").Errors() == 0 {
		t.Fatal("no fault was found")
	}
	e.write("cases/case-000004.md", e.read("cases/case-000004.md")+"\n后来的话。\n")
	if update(t, l, "content/cases/case-000004.md").Errors() == 0 {
		t.Error("the fault is forgotten")
	}
	if get("cases/case-000004.html") != before {
		t.Error("a page changed while there was a fault")
	}
	e.write("cases/case-000003.md", bad)
	if found := update(t, l, "content/cases/case-000003.md"); found.Errors() > 0 {
		t.Error("still there: ", found)
	}
	if !strings.Contains(get("cases/case-000004.html"), "后来的话") {
		t.Error("what was edited beside the fault does not show")
	}
}

// TestLiveBodyCostStands compares how long a saved body takes to show in a small and in
// a large site.
func TestLiveBodyCostStands(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 800 cases")
	}
	cost := func(n int) time.Duration {
		dir := t.TempDir()
		if err := corpus.Write(dir, corpus.Options{N: n, Seed: 2}); err != nil {
			t.Fatal(err)
		}
		l := openLive(t, dir)
		eventually(t, "there is an index", func() bool {
			_, err := l.File(context.Background(), "search/index.json")
			return err == nil
		})
		e := &editor{t: t, dir: dir}
		text := e.read("cases/case-000007.md")
		var times []time.Duration
		for i := range 31 {
			e.write("cases/case-000007.md", fmt.Sprintf("%s\n第%d次。\n", text, i))
			start := time.Now()
			update(t, l, "content/cases/case-000007.md")
			if _, err := l.File(context.Background(), "cases/case-000007.html"); err != nil {
				t.Fatal(err)
			}
			times = append(times, time.Since(start))
		}
		return slices.Min(times)
	}
	small, large := cost(100), cost(800)
	t.Log(small, large)
	if large > 2*small+2*time.Millisecond {
		t.Errorf("with 100 cases a saved body shows after %v, with 800 after %v", small, large)
	}
}

// TestLiveCloses asserts that a preview leaves nothing running, and that the next one
// begins with what it knew.
func TestLiveCloses(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 30, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	out := filepath.Join(dir, ".preview")
	for range 3 {
		l := generator.OpenLive(liveOptions(dir, out))
		update(t, l)
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= before })
	if dirs, _ := filepath.Glob(filepath.Join(out, "index-*")); len(dirs) > 1 {
		t.Errorf("left behind: %v", dirs)
	}
}

func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for start := time.Now(); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Since(start) > 5*time.Minute {
			t.Fatalf("it is not so that %s", what)
		}
	}
}

// Words of cases that nothing is sorted or counted by are taken in without a look at
// the rest of the site, and every page, share card and style sheet that was looked at
// before has the new ones.
func TestRewordedCasesLeaveTheSite(t *testing.T) {
	const cases = 30
	dir, fresh := t.TempDir(), filepath.Join(t.TempDir(), "fresh")
	if err := corpus.Write(dir, corpus.Options{N: cases, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	e := &editor{t: t, dir: dir, r: rand.New(rand.NewPCG(1, 1))}
	e.write("booklets/all.md", "---\ntitle: 全库\ncollection: site\ndate: 2024\n---\n\n前言。\n")
	l := openLive(t, dir)
	same := func(step string) {
		t.Helper()
		o := liveOptions(dir, fresh)
		o.Clean = true
		if _, err := generator.Build(context.Background(), o); err != nil {
			t.Fatal(err)
		}
		sameAsBuilt(t, step, l, false, siteFiles(t, fresh))
	}
	saved := func(paths ...string) (assembled bool) {
		t.Helper()
		u, err := l.Update(context.Background(), paths)
		if err != nil || u.Diagnostics.Errors() > 0 || u.Same {
			t.Fatal(err, u)
		}
		return slices.ContainsFunc(u.Stages, func(s preview.Stage) bool { return s.Name == "assemble" })
	}
	same("at first")
	checkedOnce(t, l)
	same("looked at")
	var paths []string
	for i := range cases {
		name := fmt.Sprintf("cases/case-%06d.md", i)
		if _, err := os.Stat(e.path(name)); err != nil {
			name = strings.TrimSuffix(name, ".md") + "/index.md"
		}
		text := strings.Replace(e.read(name), "\ntitle: ", "\ntitle: 换了题目", 1)
		text = strings.Replace(text, "\nsummary: ", "\nsummary: 换了摘要。", 1)
		e.write(name, text+"\n换了正文。\n")
		paths = append(paths, "content/"+name)
	}
	if saved(paths...) {
		t.Error("the site was made anew for words")
	}
	same("other words")
	title := regexp.MustCompile(`(?m)^title: .*$`)
	for _, path := range paths[:2] {
		name := strings.TrimPrefix(path, "content/")
		e.write(name, title.ReplaceAllString(e.read(name), "title: 同一个题目"))
	}
	if saved(paths[:2]...) {
		t.Error("the site was made anew for two titles")
	}
	checked(t, "one title", l, func() string {
		if slices.ContainsFunc(l.Checks(""), func(d diag.Diagnostic) bool { return d.Code == "title-twice" }) {
			return ""
		}
		return "two cases have one title, and nothing says so"
	})
	first := strings.TrimPrefix(paths[0], "content/")
	e.write(first, strings.Replace(e.read(first), "problems: [", "problems: [另一个问题, ", 1))
	if !saved(paths[0]) {
		t.Error("a problem is counted by, and the site was not made anew")
	}
	same("another problem")
}

// What an edit puts in the way of something that stands, or takes away from under a link,
// is found though nothing else was touched, and gone when it is mended.
func TestLiveFindsWhatLeadsAndStandsElsewhere(t *testing.T) {
	dir := t.TempDir()
	e := &editor{t: t, dir: dir}
	const head = "---\ntitle: 甲\ntype: village\ndate: 2025-01-01\nsources: [{title: 报}]\n---\n"
	e.write("../site.yaml", "title: 小站\n")
	e.write("cases/jia.md", head+"首段，见[乙](yi.md)。\n")
	e.write("cases/yi.md", head+"首段。\n")
	l := openLive(t, dir)
	for _, c := range []struct {
		name, text, code string
	}{
		{"cases/yi.md", "", "broken-link"},
		{"cases/yi.md", head + "首段。\n", ""},
		{"cases/yi.md", strings.Replace(head, "title", "draft: true\ntitle", 1) + "首段。\n", "unpublished-link"},
		{"cases/yi.md", head + "首段。\n", ""},
		{"cases/jia.html", "一", "duplicate-output"},
		{"cases/jia.html", "", ""},
	} {
		if c.text == "" {
			os.RemoveAll(e.path(c.name))
		} else {
			e.write(c.name, c.text)
		}
		var got string
		for _, d := range update(t, l, "content/"+c.name) {
			if d.Severity == diag.Error {
				got += d.Code
			}
		}
		if got != c.code {
			t.Errorf("%s %q: %q, want %q", c.name, c.text, got, c.code)
		}
	}
}
