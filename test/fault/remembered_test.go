package fault

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// work is the path of something in the work folder.
func (s *site) work(name string) string {
	return filepath.Join(filepath.Dir(s.out), ".public.touyan", filepath.FromSlash(name))
}

// TestMemoryOfAnotherBuildDoesNoHarm: a build may be killed between publishing
// and remembering, in whichever order it does them. The cache then speaks of a
// site that is not the published one.
func TestMemoryOfAnotherBuildDoesNoHarm(t *testing.T) {
	s := corpusSite(t, 20)
	list := variants(s)
	keep := filepath.Join(s.base, "cache")
	for i, remembered := range list {
		for _, next := range list {
			remembered.edit(s)
			s.mustBuild("--clean")
			s.must(os.RemoveAll(keep))
			s.must(os.CopyFS(keep, os.DirFS(s.work("cache"))))
			list[1-i].edit(s)
			s.mustBuild()
			s.must(os.RemoveAll(s.work("cache")))
			s.must(os.CopyFS(s.work("cache"), os.DirFS(keep)))
			next.edit(s)
			s.mustBuild()
			s.is(next)
			if t.Failed() {
				t.Fatalf("remembered %s, published %s, built %s", remembered.name, list[1-i].name, next.name)
			}
		}
	}
}

// TestDamagedMemoryDoesNoHarm: whatever stands in the work folder, the next build
// is right.
func TestDamagedMemoryDoesNoHarm(t *testing.T) {
	s := corpusSite(t, 20)
	list := variants(s)
	s.mustBuild()
	half := func(name string) {
		data, err := os.ReadFile(s.work(name))
		s.must(err)
		s.must(os.WriteFile(s.work(name), data[:len(data)/2], 0o644))
	}
	for i, damage := range []struct {
		name string
		do   func()
	}{
		{"no work folder", func() { s.must(os.RemoveAll(s.work(""))) }},
		{"no cache", func() { s.must(os.RemoveAll(s.work("cache"))) }},
		{"torn facts", func() { half("cache/facts") }},
		{"torn links", func() { half("cache/links") }},
		{"torn state", func() { half("state") }},
		{"no state", func() { s.must(os.Remove(s.work("state"))) }},
		{"no stage", func() { s.must(os.RemoveAll(s.work("stage"))) }},
		{"an empty stage", func() { s.must(os.RemoveAll(s.work("stage"))); s.must(os.Mkdir(s.work("stage"), 0o755)) }},
		{"unfinished files", func() {
			for _, name := range []string{"state.new", "cache/facts.new", "cache/links.new"} {
				s.must(os.WriteFile(s.work(name), []byte("x"), 0o644))
			}
			s.must(os.MkdirAll(s.work("stage.new/cases"), 0o755))
		}},
	} {
		damage.do()
		v := list[i%2]
		v.edit(s)
		s.mustBuild()
		s.is(v)
		s.noLitter()
		if t.Failed() {
			t.Fatalf("after %s", damage.name)
		}
	}
}

// TestLostFilesComeBack: files of the published site that are gone, by hand or
// in a power cut, are made again by the next build, edited or not.
func TestLostFilesComeBack(t *testing.T) {
	s := corpusSite(t, 20)
	list := variants(s)
	for _, edited := range []bool{false, true} {
		for _, lost := range []string{
			"cases/case-000001.html", "index.html", "cases/kept/tu.svg", "assets/*.css", "feed.json", "manifest.sha256",
			"search/index.json", "search/texts/*.bin", "search/index.bleve/store/*.zap", "search/index.bleve/store/root.bolt",
		} {
			v := list[0]
			v.edit(s)
			s.mustBuild("--clean")
			if lost == manifest && edited {
				continue
			}
			for _, tree := range []string{s.out, s.work("stage")} {
				names, err := filepath.Glob(filepath.Join(tree, lost))
				s.must(err)
				for _, name := range names {
					s.must(os.Remove(name))
				}
			}
			if edited {
				v = list[1]
				v.edit(s)
			}
			if r := s.build(); lost == manifest {
				if r.code != 1 || !strings.Contains(r.stderr, "output-not-ours") {
					t.Fatalf("a folder without its mark: %s", r)
				}
				s.must(os.RemoveAll(s.out))
				continue
			} else if r.code != 0 {
				t.Fatalf("without %s: %s", lost, r)
			}
			s.is(v)
			if t.Failed() {
				t.Fatalf("%s was lost, edited %t", lost, edited)
			}
		}
	}
}

// TestSettingsReachTheIndex: words of site.yaml that only the search has are
// followed without an edit of the content.
func TestSettingsReachTheIndex(t *testing.T) {
	s := handmade(t, map[string]string{"content/cases/jia.md": page("村书记带头", "", "正文。")})
	s.mustBuild()
	if a := s.answer(s.out, "领头雁"); a != "0" {
		t.Fatalf("the word is there already: %s", a)
	}
	settings := s.read("site.yaml")
	s.write("site.yaml", settings+"search:\n  synonyms:\n    - [村书记, 领头雁]\n")
	s.mustBuild()
	if a := s.answer(s.out, "领头雁"); !strings.HasPrefix(a, "1\n") {
		t.Errorf("a new synonym finds nothing: %s", a)
	}
	s.write("site.yaml", settings)
	s.mustBuild()
	if a := s.answer(s.out, "领头雁"); a != "0" {
		t.Errorf("a synonym that is gone still finds: %s", a)
	}
}

// TestTimePassesWithoutAnEdit: pages appear, lose their mark and go by the clock
// alone, and only then.
func TestTimePassesWithoutAnEdit(t *testing.T) {
	s := handmade(t, map[string]string{
		"content/cases/soon.md":   page("将来的", "publish_date: 2026-12-01\n", "正文。"),
		"content/cases/ends.md":   page("到期的", "expiry_date: 2027-01-01\n", "正文。"),
		"content/cases/always.md": page("永远的", "expiry_date: 9999-12-31\n", "正文。"),
	})
	for _, previewed := range [][]string{nil, {"--future", "--expired"}} {
		for _, day := range []string{"2026-11-01", "2026-12-02", "2027-01-02", "2099-01-01"} {
			args := append([]string{"--now", day}, previewed...)
			s.mustBuild(args...)
			out := filepath.Join(s.base, "whole", "public")
			s.mustBuild(append(args, "--clean", "--out", out)...)
			if d := differences(verified(t, s.out).pages(), verified(t, out).pages()); d != "" {
				t.Errorf("on %s, %v: not as a fresh build:%s", day, previewed, d)
			}
			if _, err := os.Stat(filepath.Join(s.out, "cases/always.html")); err != nil {
				t.Errorf("on %s, %v: a page that ends in 9999 is gone", day, previewed)
			}
		}
	}
}

// page is a case with more front matter and a body.
func page(title, more, body string) string {
	return "---\ntitle: " + title + "\ntype: village\ndate: 2025-01-02\nsources: [{title: 报道}]\n" + more + "---\n\n" + body + "\n"
}
