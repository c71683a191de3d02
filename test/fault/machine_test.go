package fault

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// refused asserts that a build ended as a fault of the machine, told in words, and
// that the published site is untouched and can be searched.
func (s *site) refused(r result, before published, says ...string) {
	s.t.Helper()
	if r.code != 3 || r.stdout != "" {
		s.t.Errorf("want exit code 3 and nothing on standard output: %s", r)
	}
	found := false
	for _, word := range says {
		found = found || strings.Contains(r.stderr, word)
	}
	if !found || strings.Count(r.stderr, "\n") > 4 {
		s.t.Errorf("want a few lines with one of %q: %s", says, r)
	}
	if before == nil {
		return
	}
	if d := differences(verified(s.t, s.out), before); d != "" {
		s.t.Errorf("the published site was touched:%s", d)
	}
	if a := s.answer(s.out, "党建"); a == "0" {
		s.t.Error("the published site cannot be searched")
	}
}

// mount puts a small file system where the site is published; the test is skipped
// where that is not allowed.
func (s *site) mount(kib int) {
	s.t.Helper()
	dir := filepath.Dir(s.out)
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dk,mode=755", kib)); err != nil {
		s.t.Skipf("no file system of its own can be mounted: %v", err)
	}
	s.t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			s.t.Error(err)
		}
	})
}

// room returns the free KiB of the file system that the site is published to.
func (s *site) room() int {
	s.t.Helper()
	var fs syscall.Statfs_t
	s.must(syscall.Statfs(filepath.Dir(s.out), &fs))
	return int(fs.Bavail * uint64(fs.Bsize) / 1024)
}

// TestFullDisk runs builds with less and less room, so that each stage in turn is
// the one that finds none: the old site stays, and with room again all is well.
func TestFullDisk(t *testing.T) {
	s := corpusSite(t, 30)
	s.mount(64 << 10)
	list := variants(s)
	list[0].edit(s)
	s.mustBuild()
	before := verified(t, s.out)
	list[1].edit(s)
	filler := filepath.Join(filepath.Dir(s.out), "filler")
	failed := 0
	for _, clean := range []bool{false, true} {
		for _, free := range []int{0, 4, 16, 40, 64, 100, 160, 240, 400, 700, 1200, 2000} {
			s.must(os.WriteFile(filler, make([]byte, max(s.room()-free, 0)<<10), 0o644))
			var more []string
			if clean {
				more = []string{"--clean"}
			}
			r := s.build(more...)
			s.must(os.Remove(filler))
			if r.code != 0 {
				failed++
				s.refused(r, before, "disk is full", "no space left on device")
			} else {
				s.is(list[1])
				list[0].edit(s)
				s.mustBuild()
				before = verified(t, s.out)
				list[1].edit(s)
			}
			if t.Failed() {
				t.Fatalf("with %d KiB free, clean %t", free, clean)
			}
		}
	}
	if failed < 6 {
		t.Errorf("only %d builds found the disk full", failed)
	}
	s.mustBuild()
	s.is(list[1])
	s.noLitter()
}

// TestReadOnlyDisk: nothing can be written, in a file system that is read-only.
func TestReadOnlyDisk(t *testing.T) {
	s := corpusSite(t, 5)
	s.mount(32 << 10)
	s.mustBuild()
	before := verified(t, s.out)
	s.write("content/cases/new.md", page("新的", "", "正文。"))
	if err := syscall.Mount("", filepath.Dir(s.out), "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("the file system cannot be made read-only: %v", err)
	}
	s.refused(s.build(), before, "no permission")
	s.refused(s.build("--out", filepath.Join(filepath.Dir(s.out), "other")), nil, "no permission")
}

// nobody is a user without rights.
const nobody = 65534

// TestForbiddenFolders runs the program as a user who may read but not write, or
// not even read.
func TestForbiddenFolders(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can run the program as another user")
	}
	s := corpusSite(t, 5)
	s.mustBuild()
	before := verified(t, s.out)
	for dir := s.base; dir != os.TempDir() && len(dir) > 1; dir = filepath.Dir(dir) {
		s.must(os.Chmod(dir, 0o755))
	}
	as := func(args ...string) result {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		c := s.command(ctx, args...)
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		return s.finish(ctx, c)
	}
	if r := as("version"); r.code != 0 {
		t.Skipf("the program does not run as another user: %s", r)
	}
	s.refused(as(s.args()...), before, "no permission")
	s.refused(as(s.args("--out", filepath.Join(s.base, "published", "other"))...), before, "no permission")

	mine := filepath.Join(s.base, "mine")
	s.must(os.Mkdir(mine, 0o755))
	s.must(os.Chown(mine, nobody, nobody))
	secret := s.path("content/cases/case-000001.md")
	s.must(os.Chmod(secret, 0))
	r := as(s.args("--out", filepath.Join(mine, "public"))...)
	if r.code != 1 && r.code != 3 || !strings.Contains(r.stderr, "case-000001.md") || !strings.Contains(r.stderr, "permission") {
		t.Errorf("a file that may not be read: %s", r)
	}
	s.must(os.Chmod(secret, 0o644))
	if r := as(s.args("--out", filepath.Join(mine, "public"))...); r.code != 0 {
		t.Errorf("a build by another user: %s", r)
	}
	// What one user published, others may search.
	s.must(os.Chmod(s.base, 0o755))
	if r := as("search", "--dir", s.out, "党建"); r.code != 0 {
		t.Errorf("a search by another user: %s", r)
	}
}

// TestFewOpenFiles: a low limit on open files is no obstacle, or one that is
// named.
func TestFewOpenFiles(t *testing.T) {
	s := corpusSite(t, 60)
	list := variants(s)
	limited := func(limit int, args ...string) result {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		c := s.command(ctx, args...)
		c.Args = append([]string{"sh", "-c", fmt.Sprintf(`ulimit -n %d && exec "$0" "$@"`, limit), program}, args...)
		var err error
		c.Path, err = exec.LookPath("sh")
		s.must(err)
		return s.finish(ctx, c)
	}
	for i, limit := range []int{256, 64, 64, 32, 20, 12} {
		v := list[i%2]
		v.edit(s)
		args := s.args()
		if i == 1 {
			args = s.args("--clean")
		}
		switch r := limited(limit, args...); {
		case r.code == 0:
			s.is(v)
			if r := limited(limit, "search", "--dir", s.out, "党建"); r.code != 0 && !(r.code == 3 && strings.Contains(r.stderr, "open files")) {
				t.Errorf("a search with %d open files: %s", limit, r)
			}
		case limit >= 256:
			t.Errorf("%d open files are too few: %s", limit, r)
		case r.code != 3 || !strings.Contains(r.stderr, "too many open files"):
			t.Errorf("with %d open files: %s", limit, r)
		default:
			s.publishedOf(list)
		}
	}
	list[0].edit(s)
	s.mustBuild()
	s.is(list[0])
	s.noLitter()
}
