package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touyan/generator/output"
)

// The published folder goes away and comes back.
func TestPublishedFolderGone(t *testing.T) {
	s := newStage(t)
	away := s.site.public() + "-away"
	s.must(os.Rename(s.site.public(), away))
	s.tells("no such file")
	if !s.shows(0) || s.status("/readyz") != 200 {
		t.Error("what was served is served no more")
	}
	s.searches(200)
	s.must(os.Rename(away, s.site.public()))
	s.build(1)
	s.comes(1)
}

// The manifest is damaged, and whole again.
func TestManifestDamaged(t *testing.T) {
	s := newStage(t)
	name := filepath.Join(s.site.public(), output.ManifestName)
	good, err := os.ReadFile(name)
	s.must(err)
	s.must(os.WriteFile(name, []byte("\x00\x01 nothing\n"), 0o644))
	s.tells("output-manifest")
	if !s.shows(0) || s.status("/about.html") != 200 {
		t.Error("what was served is served no more")
	}
	s.must(os.WriteFile(name, good, 0o644))
	s.build(1)
	s.comes(1)
	s.whole()
}

// A site is published whose index is damaged: its files are served, and the server says
// that it is not ready, until the next good one.
func TestIndexDamaged(t *testing.T) {
	bolt := "search/index.bleve/store/root.bolt"
	for name, damage := range map[string]func(folder string) error{
		"missing": func(folder string) error {
			return forget(folder, func(path string) bool { return strings.HasPrefix(path, "search/index.bleve/") })
		},
		"no search folder": func(folder string) error {
			return forget(folder, func(path string) bool { return strings.HasPrefix(path, "search/") })
		},
		"empty": func(folder string) error { return os.Truncate(filepath.Join(folder, bolt), 0) },
		"cut":   func(folder string) error { return os.Truncate(filepath.Join(folder, bolt), 5000) },
		"noise": func(folder string) error {
			return noise(filepath.Join(folder, bolt), filepath.Join(folder, "search/index.json"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			before := s.figures()
			folder := s.another(1)
			s.must(damage(folder))
			s.exchange(folder)
			s.eventually("the new pages are served", func() bool { return s.shows(1) })
			if s.status("/readyz") != 503 || s.status("/healthz") != 200 {
				t.Error("it says to be ready")
			}
			s.searches(503)
			if status, body, _ := s.get("/api/search?q=a"); !strings.Contains(string(body), `"no-index"`) && !strings.Contains(string(body), "no-index") {
				t.Errorf("no problem is told: %d %s", status, body)
			}
			s.tells("")
			time.Sleep(2 * time.Second) // more tries
			if now := s.figures(); now.files > before.files+3 {
				t.Errorf("files stay open: %v, then %v", before, now)
			}
			s.build(2)
			s.comes(2)
		})
	}
}

// Segments of the index are damaged, which may show only in a search: the server lives.
func TestSegmentsDamaged(t *testing.T) {
	s := newStage(t)
	for version := 1; version <= 6; version++ {
		folder := s.another(version)
		segments, err := filepath.Glob(filepath.Join(folder, "search/index.bleve/store/*.zap"))
		s.must(err)
		texts, err := filepath.Glob(filepath.Join(folder, "search/texts/*.bin"))
		s.must(err)
		switch version % 3 {
		case 0:
			s.must(os.Truncate(segments[0], 100))
		case 1:
			s.must(noise(segments...))
		case 2:
			s.must(noise(texts...))
		}
		s.exchange(folder)
		s.eventually("the new pages are served", func() bool { return s.shows(version) })
		for _, q := range asked {
			status, body, err := s.get("/api/search?q=" + strings.ReplaceAll(q, " ", "+"))
			if status != 200 && status != 500 && status != 503 {
				t.Errorf("%d %s %v", status, body, err)
			}
		}
	}
	s.build(7)
	s.comes(7)
}

// noise overwrites a part of files.
func noise(names ...string) error {
	r := rand.New(rand.NewPCG(1, uint64(len(names))))
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for i := range data {
			if i%3 == 0 {
				data[i] = byte(r.Uint32())
			}
		}
		if err := os.Remove(name); err != nil { // it may have another link
			return err
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Someone deletes files of the store, or all of it: they come back.
func TestStoreDeleted(t *testing.T) {
	for _, what := range []string{"files", "releases", "current", "."} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			if what == "." {
				entries, err := os.ReadDir(s.releases)
				s.must(err)
				for _, e := range entries {
					s.must(os.RemoveAll(filepath.Join(s.releases, e.Name())))
				}
			} else {
				s.must(os.RemoveAll(filepath.Join(s.releases, what)))
			}
			if status := s.status("/about.html"); status != 200 && status != 503 {
				t.Errorf("a page gives %d", status)
			}
			files, err := s.site.sums()
			s.must(err)
			s.eventually("all is served", func() bool {
				for path := range files {
					if !strings.HasPrefix(path, "search/") && s.status("/"+path) != 200 {
						return false
					}
				}
				return true
			})
			s.whole()
			s.build(1)
			s.comes(1)
			s.whole()
			s.must(s.end())
			s.start()
			s.comes(1)
		})
	}
}

// The server is killed while it takes a site: started again it serves a whole one, the
// one that is published.
func TestKilledWhileTaking(t *testing.T) {
	s := newStage(t)
	r := rand.New(rand.NewPCG(2, 2))
	for version := 1; version <= 8; version++ {
		s.build(version)
		time.Sleep(time.Duration(r.IntN(350)) * time.Millisecond)
		s.kill()
		s.start()
		s.comes(version)
		s.whole()
	}
}
