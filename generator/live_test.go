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
	"slices"
	"strings"
	"testing"
	"time"

	"touyan/generator"
	"touyan/generator/diag"
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
			t.Errorf("%s: %s differs", step, name)
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
	steps := 40
	if testing.Short() {
		steps = 8
	}
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 30, Seed: 4}); err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
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
		if t.Failed() {
			return
		}
	}
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
	for name := range maps.Keys(joined(now, s.before)) {
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
			s.write(own, fmt.Sprintf("---\ntitle: 好的%d\ntype: village\ndate: 2023-02-03\nsources: [{title: 报道}]\n---\n\n见[源](case-000001.md#part-sources)。\n", s.n))
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
