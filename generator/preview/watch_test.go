package preview

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"touyan/generator/diag"
)

// long is how long a change may take on a busy machine, and still how long it must
// be quiet to say that nothing comes.
const (
	long  = 20 * time.Second
	still = 150 * time.Millisecond
)

// folder is a site's folder under watch.
type folder struct {
	t    *testing.T
	root string
	w    *Watcher
	seen []string // since last asked
}

func watched(t *testing.T, poll bool, files ...string) *folder {
	f := &folder{t: t, root: t.TempDir()}
	for _, name := range append(files, "site.yaml", "content/cases/a.md") {
		f.write(name, "one")
	}
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	w, err := Watch(ctx, f.root, poll, func(d diag.Diagnostic) { t.Errorf("noted: %v", d) })
	if err != nil {
		t.Fatal(err)
	}
	f.w = w
	return f
}

func (f *folder) at(rel string) string { return filepath.Join(f.root, filepath.FromSlash(rel)) }

func (f *folder) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) write(rel, text string) {
	f.t.Helper()
	f.must(os.MkdirAll(filepath.Dir(f.at(rel)), 0o755))
	f.must(os.WriteFile(f.at(rel), []byte(text), 0o644))
}

func (f *folder) rename(from, to string) {
	f.t.Helper()
	f.must(os.Rename(f.at(from), f.at(to)))
}

// covers reports whether the paths name rel or a folder that it is in.
func covers(paths []string, rel string) bool {
	return paths == nil || slices.ContainsFunc(paths, func(p string) bool {
		return p == rel || strings.HasPrefix(rel, p+"/")
	})
}

// hears waits for changes until all of the paths have been named.
func (f *folder) hears(rels ...string) {
	f.t.Helper()
	end := time.After(long)
	missing := slices.Clone(rels)
	for len(missing) > 0 {
		select {
		case paths := <-f.w.Changes():
			f.seen = append(f.seen, paths...)
			missing = slices.DeleteFunc(missing, func(rel string) bool { return covers(paths, rel) })
		case <-end:
			f.t.Fatalf("no word of %v, only of %v", missing, f.seen)
		}
	}
	f.seen = nil
}

// silent makes sure that nothing more is told.
func (f *folder) silent() {
	f.t.Helper()
	select {
	case paths := <-f.w.Changes():
		f.t.Fatalf("told of %v", paths)
	case <-time.After(still):
	}
}

// drain passes over what is left of a change.
func (f *folder) drain() {
	for {
		select {
		case <-f.w.Changes():
		case <-time.After(still):
			return
		}
	}
}

// ways runs a test with both ways to watch.
func ways(t *testing.T, test func(t *testing.T, poll bool)) {
	t.Run("events", func(t *testing.T) { t.Parallel(); test(t, false) })
	t.Run("poll", func(t *testing.T) { t.Parallel(); test(t, true) })
}

func TestSavesAreHeard(t *testing.T) {
	t.Parallel()
	ways(t, func(t *testing.T, poll bool) {
		f := watched(t, poll, "themes/x/layouts/page.html")
		for name, save := range map[string]func(){
			"in place": func() { f.write("content/cases/a.md", "two and more") },
			"vim": func() {
				f.write("content/cases/4913", "")
				f.must(os.Remove(f.at("content/cases/4913")))
				f.rename("content/cases/a.md", "content/cases/a.md~")
				f.write("content/cases/a.md", "vim's text")
				f.must(os.Remove(f.at("content/cases/a.md~")))
			},
			"VS Code": func() {
				f.write("content/cases/a.md.tmp", "Code's")
				f.rename("content/cases/a.md.tmp", "content/cases/a.md")
			},
			"WPS": func() {
				f.write("content/cases/~$a.md", "lock")
				f.must(os.Remove(f.at("content/cases/a.md")))
				f.write("content/cases/a.md", "WPS writes all anew")
				f.must(os.Remove(f.at("content/cases/~$a.md")))
			},
			"JetBrains": func() {
				f.write("content/cases/a.md___jb_tmp___", "of JetBrains")
				f.rename("content/cases/a.md", "content/cases/a.md___jb_old___")
				f.rename("content/cases/a.md___jb_tmp___", "content/cases/a.md")
				f.must(os.Remove(f.at("content/cases/a.md___jb_old___")))
			},
		} {
			save()
			select {
			case paths := <-f.w.Changes():
				// A poller sees the folder change too.
				if !covers(paths, "content/cases/a.md") || !poll && len(paths) != 1 {
					t.Errorf("%s: told of %v", name, paths)
				}
			case <-time.After(long):
				t.Fatalf("%s: nothing told", name)
			}
			f.drain()
		}
		f.write("site.yaml", "two two")
		f.hears("site.yaml")
		f.write("themes/x/layouts/page.html", "two two")
		f.hears("themes/x/layouts/page.html")
	})
}

func TestWhatIsNoInputIsNotHeard(t *testing.T) {
	t.Parallel()
	f := watched(t, false)
	for _, name := range []string{
		"public/index.html", ".git/HEAD", "notes.txt", "content/.DS_Store", "content/cases/.a.md.swp",
		"content/cases/~$a.docx", "content/.hidden/a.md", "content/cases/a.md~", "content/cases/a.tmp",
	} {
		f.write(name, "x")
	}
	f.silent()
}

func TestFoldersComeAndGo(t *testing.T) {
	t.Parallel()
	ways(t, func(t *testing.T, poll bool) {
		f := watched(t, poll)
		f.write("content/cases/deep/er/still/b.md", "x")
		f.hears("content/cases/deep/er/still/b.md")
		f.drain()
		f.write("content/cases/deep/er/still/b.md", "xx")
		f.hears("content/cases/deep/er/still/b.md")

		f.rename("content/cases/deep", "content/cases/moved")
		f.hears("content/cases/deep", "content/cases/moved")
		f.drain()
		f.write("content/cases/moved/er/still/b.md", "xxx")
		f.hears("content/cases/moved/er/still/b.md")
		f.write("content/cases/moved/c.md", "x")
		f.hears("content/cases/moved/c.md")

		for range 3 {
			f.must(os.RemoveAll(f.at("content")))
			f.hears("content/cases/a.md")
			f.drain()
			f.write("content/cases/a.md", "back")
			f.hears("content/cases/a.md")
			f.drain()
			f.write("content/cases/a.md", "and edited")
			f.hears("content/cases/a.md")
			f.drain()
		}
		// The folder is exchanged for another at once, as by a checkout elsewhere.
		f.write("other/cases/new.md", "x")
		f.rename("content", "gone")
		f.rename("other", "content")
		f.hears("content/cases/new.md")
		f.drain()
		f.write("content/cases/new.md", "xx")
		f.hears("content/cases/new.md")
		f.write("layouts/page.html", "x")
		f.hears("layouts/page.html")
		f.drain()
		f.write("layouts/page.html", "xx")
		f.hears("layouts/page.html")
	})
}

func TestLinksAreFollowedWithinTheSite(t *testing.T) {
	t.Parallel()
	ways(t, func(t *testing.T, poll bool) {
		f := watched(t, poll, "shared/texts/b.md", "shared/c.md")
		outside := t.TempDir()
		f.must(os.Symlink("../shared/texts", f.at("content/texts")))
		f.must(os.Symlink("../../shared/c.md", f.at("content/cases/c.md")))
		f.must(os.Symlink("../cases", f.at("content/cases/loop")))
		f.must(os.Symlink(outside, f.at("content/outside")))
		f.hears("content/texts", "content/cases/c.md")
		f.drain()
		f.write("shared/texts/b.md", "two two")
		f.hears("content/texts/b.md")
		f.write("shared/c.md", "two two")
		f.hears("content/cases/c.md")
		f.drain()
		f.must(os.WriteFile(filepath.Join(outside, "d.md"), []byte("x"), 0o644))
		f.write("shared/other.md", "x")
		if !poll {
			f.silent()
		}
	})
}

func TestAnAvalancheIsOneChange(t *testing.T) {
	t.Parallel()
	f := watched(t, false)
	const n = 3000
	for i := range n {
		f.write(fmt.Sprintf("content/cases/c%d/index.md", i), "x")
	}
	changes, named := 0, map[string]bool{}
	end := time.After(long)
	for all := false; !all && len(named) < n; {
		select {
		case paths := <-f.w.Changes():
			changes++
			all = paths == nil
			for _, p := range paths {
				named[p] = true
			}
		case <-end:
			t.Fatalf("%d of %d", len(named), n)
		}
	}
	if changes > 5 {
		t.Errorf("%d changes", changes)
	}
}

func TestWhatHappensMeanwhileIsOneChange(t *testing.T) {
	t.Parallel()
	f := watched(t, false)
	for i := range 5 {
		f.write(fmt.Sprintf("content/cases/a%d.md", i), "x")
		time.Sleep(4 * quiet) // each is due before the next comes
	}
	time.Sleep(still)
	paths := <-f.w.Changes()
	if len(paths) != 5 {
		t.Errorf("told of %v", paths)
	}
	f.silent()
}

func TestWatchingEndsWithItsContext(t *testing.T) {
	f := watched(t, false)
	ctx, stop := context.WithCancel(context.Background())
	before := openFiles(t)
	w, err := Watch(ctx, f.root, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	f.write("content/cases/a.md", "left unread")
	stop()
	_ = w
	for end := time.Now().Add(long); openFiles(t) > before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("still open")
		}
	}
}

func openFiles(t *testing.T) int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip(err)
	}
	return len(entries)
}
