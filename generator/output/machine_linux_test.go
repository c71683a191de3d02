package output

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// mount mounts a file system on a folder for the time of a test, which needs
// root.
func mount(t *testing.T, at, kind, options string, flags uintptr) {
	t.Helper()
	source := kind
	if kind == "" {
		source = options
	}
	if err := unix.Mount(source, at, kind, flags, options); err != nil {
		t.Skip("mounting:", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(at, unix.MNT_DETACH) })
}

func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	mount(t, dir, "tmpfs", "size=512k", 0)
	out := filepath.Join(dir, "public")
	old := site{"a.html": "a", "b.html": "b"}
	build(t, out, old)
	big := site{"a.html": "2"}
	for _, name := range []string{"c", "d", "e", "f", "g"} {
		big[name+".html"] = strings.Repeat(name, 200_000)
	}
	for range 2 {
		_, err := publishTo(out, big, Options{})
		wantCode(t, err, "output-full")
		wantSite(t, out, old)
	}
	build(t, out, site{"a.html": "3", "b.html": "b"})
}

func TestReadOnlyDisk(t *testing.T) {
	dir := t.TempDir()
	mount(t, dir, "tmpfs", "size=512k", 0)
	out := filepath.Join(dir, "public")
	build(t, out, site{"a.html": "a"})
	if err := unix.Mount("", dir, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	_, err := publishTo(out, site{"a.html": "b"}, Options{})
	wantCode(t, err, "output-denied")
	wantSite(t, out, site{"a.html": "a"})
}

func TestMountedFolder(t *testing.T) {
	out := outIn(t)
	build(t, out, site{"a.html": "a"})
	mount(t, out, "", out, unix.MS_BIND)
	_, err := publishTo(out, site{"a.html": "b"}, Options{})
	wantCode(t, err, "output-mounted")
	wantSite(t, out, site{"a.html": "a"})
}

// TestLowerLayer is a build in a container whose image brought the folder along:
// the system refuses to rename it.
func TestLowerLayer(t *testing.T) {
	for _, before := range []site{nil, {"a.html": "a", "old.html": "old"}} {
		dir := t.TempDir()
		put(t, dir, site{"lower/": "", "upper/": "", "work/": "", "merged/": ""})
		theirs := site{".gitignore": "*"}
		put(t, filepath.Join(dir, "lower/public"), theirs)
		if before != nil {
			if _, err := publishTo(filepath.Join(dir, "lower/public"), before, Options{}); err != nil {
				t.Fatal(err)
			}
			theirs["up/x"] = "x"
			put(t, filepath.Join(dir, "lower/public"), site{"up/x": "x"})
		}
		mount(t, filepath.Join(dir, "merged"), "overlay",
			"lowerdir="+dir+"/lower,upperdir="+dir+"/upper,workdir="+dir+"/work", 0)
		out := filepath.Join(dir, "merged/public")
		for _, text := range []string{"b", "c", "c", "d"} {
			s := site{"a.html": text, "x/y.html": "y"}
			if _, err := publishTo(out, s, Options{}); err != nil {
				t.Fatal(err)
			}
			wantSite(t, out, s, theirs)
		}
	}
}
