package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// site is a site's files by path.
type site map[string]string

// stageAll opens the output folder and stages a site.
func stageAll(out string, s site, o Options) (*Writer, error) {
	w, err := Open(out, o)
	if err != nil {
		return nil, err
	}
	for _, path := range slices.Sorted(maps.Keys(s)) {
		if _, err := w.Write(path, []byte(s[path])); err != nil {
			return nil, errors.Join(err, w.Abort())
		}
	}
	return w, nil
}

func publishTo(out string, s site, o Options) (Report, error) {
	w, err := stageAll(out, s, o)
	if err != nil {
		return Report{}, err
	}
	return w.Publish()
}

// build publishes a site and checks that readers get it.
func build(t *testing.T, out string, s site) Report {
	t.Helper()
	r, err := publishTo(out, s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	wantSite(t, out, s)
	return r
}

// readTree returns all files of a folder, and its links as "-> target"; empty folders
// as "folder/".
func readTree(t *testing.T, dir string) site {
	t.Helper()
	s := site{}
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		name = filepath.ToSlash(name)
		switch {
		case e.IsDir():
			if in, _ := os.ReadDir(path); len(in) == 0 && name != "." {
				s[name+"/"] = ""
			}
		case e.Type()&fs.ModeSymlink != 0:
			s[name], err = os.Readlink(path)
			s[name] = "-> " + s[name]
		default:
			var data []byte
			data, err = os.ReadFile(path)
			s[name] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wantSite compares a published folder with a site and what else is to be there,
// and its manifest with its files.
func wantSite(t *testing.T, out string, s site, foreign ...site) {
	t.Helper()
	if diff := differ(readTree(t, out), s, foreign...); diff != "" {
		t.Fatal(diff)
	}
}

func differ(got, s site, foreign ...site) string {
	list := table{}
	for path, text := range s {
		list[path] = hashText(text)
	}
	want := maps.Clone(s)
	if want == nil {
		want = site{}
	}
	want[ManifestName] = string(list.encode())
	for _, f := range foreign {
		maps.Copy(want, f)
	}
	var diff []string
	for path := range want {
		if text, ok := got[path]; !ok {
			diff = append(diff, "lacks "+path)
		} else if text != want[path] {
			diff = append(diff, "another content: "+path)
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			diff = append(diff, "has "+path)
		}
	}
	slices.Sort(diff)
	return strings.Join(diff, "\n")
}

func hashText(text string) Sum { return sha256.Sum256([]byte(text)) }

// put writes files by hand.
func put(t *testing.T, dir string, s site) {
	t.Helper()
	for name, text := range s {
		path := filepath.Join(dir, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if target, ok := strings.CutPrefix(text, "-> "); ok && err == nil {
			err = os.Symlink(target, path)
		} else if strings.HasSuffix(name, "/") && err == nil {
			err = os.MkdirAll(path, 0o755)
		} else if err == nil {
			err = os.WriteFile(path, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func outIn(t *testing.T) string { return filepath.Join(t.TempDir(), "public") }

// wantCode checks an error's code.
func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Code != code {
		t.Fatalf("error %v, want %s", err, code)
	}
}

func TestBuildsFollowOneAnother(t *testing.T) {
	out := outIn(t)
	sites := []struct {
		site                   site
		written, kept, removed int
	}{
		{site{"index.html": "a", "cases/x.html": "x", "cases/y.html": "y"}, 3, 0, 0},
		{site{"index.html": "b", "cases/x.html": "x", "cases/y.html": "y"}, 1, 2, 0},
		{site{"index.html": "b", "cases/x.html": "x", "cases/y.html": "y"}, 0, 3, 0},
		{site{"index.html": "a", "cases/x.html": "x"}, 1, 1, 1},
		{site{"index.html": "a"}, 0, 1, 1},
		{site{"index.html": "a", "cases": "a file where a folder was"}, 1, 1, 0},
		{site{"index.html": "a", "cases/x.html": "and a folder again"}, 1, 1, 1},
		{site{}, 0, 0, 2},
		{site{"a/b/c/d.html": "d"}, 1, 0, 0},
	}
	for i, s := range sites {
		r := build(t, out, s.site)
		if r.Written != s.written || r.Kept != s.kept || r.Removed != s.removed {
			t.Errorf("build %d reports %+v", i, r)
		}
	}
}

// TestOnlyChangedFilesAreTouched is what makes an edit cheap: the other files are
// the same inodes as before, in both trees.
func TestOnlyChangedFilesAreTouched(t *testing.T) {
	out := outIn(t)
	s := site{"a.html": "a", "b.html": "b", "c.html": "c"}
	build(t, out, s)
	before, _ := os.Stat(filepath.Join(out, "b.html"))
	for i := range 4 {
		s["a.html"] = strings.Repeat("a", i+2)
		if r := build(t, out, s); r.Bytes != int64(i+2) {
			t.Errorf("wrote %d bytes", r.Bytes)
		}
		after, _ := os.Stat(filepath.Join(out, "b.html"))
		if !os.SameFile(before, after) {
			t.Fatal("b.html was written again")
		}
	}
	build(t, out, s)
	if other := readTree(t, filepath.Join(workFolder(out), "stage")); other["b.html"] != "b" {
		t.Fatal(other)
	}
}

// TestReadersKeepWhatTheyOpened: a file that a server has open does not change
// under it, though it is linked into both trees.
func TestReadersKeepWhatTheyOpened(t *testing.T) {
	out := outIn(t)
	build(t, out, site{"a.html": "first"})
	f, err := os.Open(filepath.Join(out, "a.html"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, text := range []string{"second", "third", "fourth"} {
		build(t, out, site{"a.html": text})
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(f); err != nil || b.String() != "first" {
		t.Fatalf("%q, %v", b.String(), err)
	}
}

func TestNothingChangedTouchesNothing(t *testing.T) {
	out := outIn(t)
	s := site{"a.html": "a", "b/c.html": "c"}
	build(t, out, s)
	before, _ := os.Stat(out)
	state, _ := os.ReadFile(filepath.Join(workFolder(out), stateName))
	build(t, out, s)
	after, _ := os.Stat(out)
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("the folder was exchanged for an equal one")
	}
	if again, _ := os.ReadFile(filepath.Join(workFolder(out), stateName)); !bytes.Equal(state, again) {
		t.Error("the state was written again")
	}
	// But a page that somebody deleted comes back.
	if err := os.Remove(filepath.Join(out, "a.html")); err != nil {
		t.Fatal(err)
	}
	build(t, out, s)
	build(t, out, s)
}

func TestManifestIsCheckedBySha256sum(t *testing.T) {
	tool, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip("no sha256sum")
	}
	out := outIn(t)
	build(t, out, site{"index.html": "a", "cases/图 1.svg": "b", "cases/ x.html": "c"})
	cmd := exec.Command(tool, "--check", "--strict", ManifestName)
	cmd.Dir = out
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
}

func TestKeep(t *testing.T) {
	out := outIn(t)
	build(t, out, site{"a.html": "a", "b.html": "b"})
	w, err := Open(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Keep("a.html", hashText("a")); err != nil {
		t.Error(err)
	}
	// A cache that belongs to another site knows another content.
	if err := w.Keep("b.html", hashText("of another build")); !errors.Is(err, ErrNotPublished) {
		t.Errorf("kept a file of another content: %v", err)
	}
	if err := w.Keep("c.html", hashText("c")); !errors.Is(err, ErrNotPublished) {
		t.Errorf("kept a file that is not there: %v", err)
	}
	if data, err := w.Read("a.html"); string(data) != "a" || err != nil {
		t.Errorf("read %q, %v", data, err)
	}
	r, err := w.Publish()
	if err != nil || r.Kept != 1 || r.Removed != 1 {
		t.Error(r, err)
	}
	wantSite(t, out, site{"a.html": "a"})
}

func TestCopy(t *testing.T) {
	out := outIn(t)
	src := fstest.MapFS{"x/photo.jpg": {Data: bytes.Repeat([]byte("jpg"), 100_000)}}
	want := site{"cases/photo.jpg": string(src["x/photo.jpg"].Data)}
	for range 2 {
		w, err := Open(out, Options{})
		if err != nil {
			t.Fatal(err)
		}
		sum, err := w.Copy("cases/photo.jpg", src, "x/photo.jpg")
		if err != nil || sum != hashText(want["cases/photo.jpg"]) {
			t.Fatal(sum, err)
		}
		if _, err := w.Copy("cases/other.jpg", src, "x/none.jpg"); !errors.Is(err, fs.ErrNotExist) {
			t.Error("copied a file that is not there")
		}
		if _, err := w.Publish(); err != nil {
			t.Fatal(err)
		}
		wantSite(t, out, want)
	}
}

func TestAbortKeepsTheSiteAndTheWork(t *testing.T) {
	out := outIn(t)
	old, fresh := site{"a.html": "a", "b.html": "b"}, site{"a.html": "a2", "b.html": "b", "c/d.html": "d"}
	build(t, out, old)
	w, err := stageAll(out, fresh, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.NewDir("search/index.bleve"); err != nil {
		t.Fatal(err)
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	wantSite(t, out, old)
	if r := build(t, out, fresh); r.Bytes != 0 {
		t.Errorf("wrote %d bytes that were staged before", r.Bytes)
	}
}

// TestFailedWriteCannotBePublished guards against a caller that overlooks an
// error.
func TestFailedWriteCannotBePublished(t *testing.T) {
	out := outIn(t)
	build(t, out, site{"a.html": "a"})
	w, err := Open(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	w.stage.close()
	if _, err := w.Write("a.html", []byte("b")); err == nil {
		t.Fatal("wrote to a closed folder")
	}
	if _, err := w.Publish(); err == nil {
		t.Error("published though a file is missing")
	}
	wantSite(t, out, site{"a.html": "a"})
	build(t, out, site{"a.html": "c"})
}

func TestFreshMendsWhatWasEdited(t *testing.T) {
	out := outIn(t)
	s := site{"a.html": "a", "b.html": "b"}
	build(t, out, s)
	for range 3 { // the edited file must not come back from the other tree
		put(t, out, site{"a.html": "edited"})
		if _, err := publishTo(out, s, Options{Fresh: true}); err != nil {
			t.Fatal(err)
		}
		wantSite(t, out, s)
		other := site{"a.html": "another", "b.html": "b"}
		build(t, out, other)
		build(t, out, s)
	}
}

func TestSync(t *testing.T) {
	out := outIn(t)
	for _, text := range []string{"a", "b"} {
		s := site{"x/y/a.html": text}
		if _, err := publishTo(out, s, Options{Sync: true}); err != nil {
			t.Fatal(err)
		}
		wantSite(t, out, s)
	}
}

func TestConcurrentBuilds(t *testing.T) {
	out := outIn(t)
	w, err := Open(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(out, Options{})
	wantCode(t, err, "output-busy")
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	build(t, out, site{"a.html": "a"})
}

// TestManyWriters: folders that have to be made, where files stood, by many at
// once.
func TestManyWriters(t *testing.T) {
	out := outIn(t)
	files, folders := site{}, site{}
	for i := range 10 {
		dir := fmt.Sprint("d", i)
		files[dir] = "a file"
		for j := range 10 {
			folders[fmt.Sprintf("%s/e/%d.html", dir, j)] = fmt.Sprint(j)
		}
	}
	for range 10 {
		build(t, out, files)
		w, err := Open(out, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for path, text := range folders {
			wg.Go(func() {
				if _, err := w.Write(path, []byte(text)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if _, err := w.Publish(); err != nil {
			t.Fatal(err)
		}
		wantSite(t, out, folders)
	}
}
