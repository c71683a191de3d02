package fault

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// published are the files of a published site: SHA-256 by path.
type published map[string]string

// manifest is the file that lists a site's files.
const manifest = "manifest.sha256"

// verified reads a published folder, which must hold just the files of its
// manifest, each as listed there.
func verified(t *testing.T, out string) published {
	t.Helper()
	listed := readManifest(t, out)
	found := treeOf(t, out)
	delete(found, manifest)
	if d := differences(found, listed); d != "" {
		t.Fatalf("%s is not as its manifest says:%s", out, d)
	}
	return listed
}

func readManifest(t *testing.T, out string) published {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(out, manifest))
	if err != nil {
		t.Fatal(err)
	}
	listed := published{}
	for line := range strings.Lines(string(data)) {
		if sum, path, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  "); ok {
			listed[path] = sum
		}
	}
	if len(listed) == 0 {
		t.Fatalf("the manifest of %s lists nothing", out)
	}
	return listed
}

// treeOf hashes every file of a folder; anything but a file or a folder has its
// kind for a hash.
func treeOf(t *testing.T, dir string) published {
	t.Helper()
	found := published{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if !e.Type().IsRegular() {
			found[path] = e.Type().String()
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		found[path] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// pages returns the files outside of the search, whose bytes depend on how the
// index came about.
func (p published) pages() published {
	pages := maps.Clone(p)
	maps.DeleteFunc(pages, func(path, _ string) bool {
		return strings.HasPrefix(path, "search/") && !strings.HasPrefix(path, "search/texts/")
	})
	return pages
}

// differences names the files that two sites do not have alike, a few of them.
func differences(got, want published) string {
	var list []string
	for path, sum := range want {
		switch other, ok := got[path]; {
		case !ok:
			list = append(list, path+" is missing")
		case other != sum:
			list = append(list, path+" differs")
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			list = append(list, path+" is too many")
		}
	}
	slices.Sort(list)
	if len(list) > 12 {
		list = append(list[:12], fmt.Sprintf("and %d more", len(list)-12))
	}
	if len(list) == 0 {
		return ""
	}
	return "\n  " + strings.Join(list, "\n  ")
}

// answer is what touyan search says of a published site, as text that can be
// compared.
func (s *site) answer(out, query string) string {
	s.t.Helper()
	r := s.run("search", "--json", "--limit", "100", "--dir", out, query)
	var found struct {
		Total   int
		Results []struct {
			URL     string
			Score   float64
			Excerpt string
		}
	}
	if err := json.Unmarshal([]byte(r.stdout), &found); err != nil || r.code != 0 {
		s.t.Fatalf("search %s: %v\n%s", query, err, r)
	}
	text := fmt.Sprint(found.Total)
	for _, one := range found.Results {
		text += fmt.Sprintf("\n%s %v %s", one.URL, one.Score, one.Excerpt)
	}
	return text
}

// noLitter asserts that nothing lies about that a build should have cleared:
// beside the published folder its work folder alone, and in that what the next
// build may use.
func (s *site) noLitter() {
	s.t.Helper()
	s.holdsOnly(filepath.Dir(s.out), "public", ".public.touyan")
	work := filepath.Join(filepath.Dir(s.out), ".public.touyan")
	s.holdsOnly(work, "cache", "lock", "stage", "state")
	s.holdsOnly(filepath.Join(work, "cache"), "facts", "links")
	s.holdsOnly(s.tmp)
}

func (s *site) holdsOnly(dir string, names ...string) {
	s.t.Helper()
	entries, err := os.ReadDir(dir)
	s.must(err)
	for _, e := range entries {
		if !slices.Contains(names, e.Name()) {
			s.t.Errorf("%s holds %s", dir, e.Name())
		}
	}
}
