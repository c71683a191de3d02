package release_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"touyan/generator/output"
	"touyan/generator/release"
	"touyan/test/publish"
)

func open(t testing.TB, dir string, o release.Options) *release.Store {
	t.Helper()
	s, err := release.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func take(t testing.TB, s *release.Store, public string) *release.Release {
	t.Helper()
	r, _, err := s.Take(context.Background(), public)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// text reads a file of a release.
func text(t testing.TB, s *release.Store, sum output.Sum) string {
	t.Helper()
	f, err := s.File(sum)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestTake(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	dir := filepath.Join(t.TempDir(), "releases")
	s := open(t, dir, release.Options{Keep: 2})
	if _, err := s.Current(); !errors.Is(err, release.ErrNone) {
		t.Fatalf("an empty store has a current release: %v", err)
	}
	publish.Files(t, public, map[string]string{"index.html": "one", "search/order.txt": "1"})
	first := take(t, s, public)
	if _, taken, err := s.Take(context.Background(), public); taken || err != nil {
		t.Fatalf("the same site is taken again: %t, %v", taken, err)
	}
	publish.Files(t, public, map[string]string{"index.html": "two"})
	publish.Files(t, public, map[string]string{"index.html": "three"}) // the tree of the first is changed
	second := take(t, s, public)
	if got := text(t, s, first.Files["index.html"]); got != "one" {
		t.Errorf("the first release has %q", got)
	}
	if data, err := os.ReadFile(filepath.Join(first.Search(), "order.txt")); err != nil || string(data) != "1" {
		t.Errorf("its index has %q: %v", data, err)
	}
	// Another process sees the same, and can go back.
	other := open(t, dir, release.Options{Keep: 2})
	if now, err := other.Current(); err != nil || now.ID != second.ID || text(t, other, now.Files["index.html"]) != "three" {
		t.Fatalf("the current release is %v: %v", now, err)
	}
	if back, err := other.Rollback(""); err != nil || back.ID != first.ID {
		t.Fatalf("back to %v: %v", back, err)
	}
	if now, err := s.Current(); err != nil || now.ID != first.ID {
		t.Fatalf("the current release is %v: %v", now, err)
	}
	if _, err := s.Rollback(""); !errors.Is(err, release.ErrNone) {
		t.Errorf("before the first: %v", err)
	}
	if _, taken, err := s.Take(context.Background(), public); taken || err != nil {
		t.Errorf("what was rolled back comes again: %t, %v", taken, err)
	}
	// The current one stays though it is old.
	for i := range 3 {
		publish.Files(t, public, map[string]string{"index.html": fmt.Sprint("more", i)})
		take(t, s, public)
	}
	if ids, err := s.IDs(); err != nil || len(ids) != 2 {
		t.Errorf("kept %v: %v", ids, err)
	}
	if _, err := s.File(first.Files["index.html"]); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that nothing names is still there: %v", err)
	}
	for _, id := range []string{"", "x", "../..", "20260101T000000.000Z-0000000000000000"} {
		if _, err := s.Release(id); !errors.Is(err, release.ErrNone) {
			t.Errorf("release %q: %v", id, err)
		}
	}
}

// What a kill or a full disk interrupted, or someone deleted, is taken up again.
func TestTakenUpAgain(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	dir := t.TempDir()
	publish.Files(t, public, map[string]string{"index.html": "one", "search/order.txt": "1"})
	first := take(t, open(t, dir, release.Options{Keep: 3}), public)
	publish.Files(t, public, map[string]string{"index.html": "two", "search/order.txt": "2"})
	second := take(t, open(t, dir, release.Options{Keep: 3}), public)
	for name, harm := range map[string]func() error{
		"the release had not become the current one": func() error {
			return os.WriteFile(filepath.Join(dir, "current"), []byte(first.ID+"\n"), 0o644)
		},
		"no current one":    func() error { return os.Remove(filepath.Join(dir, "current")) },
		"an empty current":  func() error { return os.Truncate(filepath.Join(dir, "current"), 0) },
		"files are gone":    func() error { return os.RemoveAll(filepath.Join(dir, "files")) },
		"the index is gone": func() error { return os.RemoveAll(second.Search()) },
		"a list of no sense": func() error {
			return os.WriteFile(filepath.Join(dir, "releases", second.ID, output.ManifestName), []byte("x"), 0o644)
		},
		"no release is there": func() error { return os.RemoveAll(filepath.Join(dir, "releases")) },
	} {
		if err := harm(); err != nil {
			t.Fatal(err)
		}
		s := open(t, dir, release.Options{Keep: 3})
		if _, _, err := s.Mend(context.Background(), public); err != nil {
			t.Fatal(err)
		}
		r, err := s.Current()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		second = r
		index, err := os.ReadFile(filepath.Join(r.Search(), "order.txt"))
		if got := text(t, s, r.Files["index.html"]); got != "two" || string(index) != "2" {
			t.Errorf("%s: %q and an index of %q, %v", name, got, index, err)
		}
	}
}

// Answers are made from the last release until the new one is open, however few are kept.
func TestLastReleaseStays(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	s := open(t, t.TempDir(), release.Options{Keep: 1})
	var last *release.Release
	for _, one := range []string{"one", "two", "three"} {
		publish.Files(t, public, map[string]string{"index.html": one, "search/order.txt": one})
		now := take(t, s, public)
		if last != nil {
			if data, err := os.ReadFile(filepath.Join(last.Search(), "order.txt")); err != nil || text(t, s, last.Files["index.html"]) != string(data) {
				t.Errorf("while %s comes: %v", one, err)
			}
		}
		last = now
	}
	if ids, err := s.IDs(); err != nil || len(ids) != 2 {
		t.Errorf("kept %v: %v", ids, err)
	}
}

func TestEditedByHand(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	s := open(t, t.TempDir(), release.Options{})
	publish.Files(t, public, map[string]string{"index.html": "one"})
	late := time.Now().Add(time.Hour)
	if err := os.WriteFile(filepath.Join(public, "index.html"), []byte("by hand"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(filepath.Join(public, "index.html"), late, late); err != nil {
		t.Fatal(err)
	}
	r := take(t, s, public)
	if err := os.WriteFile(filepath.Join(public, "index.html"), []byte("again"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := text(t, s, r.Files["index.html"]); got != "by hand" {
		t.Errorf("the release has %q", got)
	}
}

func TestLingering(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	dir := t.TempDir()
	now := time.Now()
	o := release.Options{Keep: 1, Linger: time.Hour, Now: func() time.Time { return now }}
	s := open(t, dir, o)
	publish.Files(t, public, map[string]string{"index.html": "one", "assets/a.1.css": "old", "assets/b.css": "both"})
	take(t, s, public)
	publish.Files(t, public, map[string]string{"index.html": "two", "assets/a.2.css": "new", "assets/b.css": "both"})
	take(t, s, public)
	for _, one := range []*release.Store{s, open(t, dir, o)} {
		sum, ok := one.Lingering("assets/a.1.css")
		if !ok || text(t, one, sum) != "old" {
			t.Error("an old page finds no style")
		}
		for _, path := range []string{"index.html", "assets/b.css", "assets/c.css"} {
			if _, ok := one.Lingering(path); ok {
				t.Errorf("%s lingers", path)
			}
		}
	}
	sum, _ := s.Lingering("assets/a.1.css")
	now = now.Add(2 * time.Hour)
	if _, ok := s.Lingering("assets/a.1.css"); ok {
		t.Error("it lingers for ever")
	}
	publish.Files(t, public, map[string]string{"index.html": "three", "assets/a.2.css": "new"})
	take(t, s, public)
	if _, err := s.File(sum); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("its file is still there: %v", err)
	}
}

// TestTakeWhilePublishing takes a site that is published again and again: every
// release is one that was published, whole.
func TestTakeWhilePublishing(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	s := open(t, t.TempDir(), release.Options{Keep: 1000})
	site := func(n int) map[string]string {
		files := map[string]string{}
		r := rand.New(rand.NewPCG(1, uint64(n)))
		for i := range 40 {
			// Some pages stay as they are from one site to the next.
			files[fmt.Sprintf("p%d.html", i)] = fmt.Sprint(n-r.IntN(3), "-", i)
		}
		files["n.txt"] = fmt.Sprint(n)
		return files
	}
	publish.Files(t, public, site(0))
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := 1; n <= 60; n++ {
			publish.Files(t, public, site(n))
		}
	})
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	takes := 0
	for over := false; !over; {
		select {
		case <-done:
			over = true
		default:
		}
		r, taken, err := s.Take(context.Background(), public)
		if errors.Is(err, release.ErrBusy) || errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if !taken {
			continue
		}
		takes++
		var n int
		fmt.Sscan(text(t, s, r.Files["n.txt"]), &n)
		got := map[string]string{}
		for path, sum := range r.Files {
			got[path] = text(t, s, sum)
		}
		if !maps.Equal(got, site(n)) {
			t.Fatalf("release %s is not site %d", r.ID, n)
		}
	}
	if takes < 2 {
		t.Errorf("only %d releases were taken", takes)
	}
}
