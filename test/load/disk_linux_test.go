package main

import (
	"bytes"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// The disk of the store is full: what was served is served on, and the new site comes
// once there is room.
func TestDiskFull(t *testing.T) {
	base := t.TempDir()
	s := &stage{T: t, site: site{program: program, dir: filepath.Join(base, "site")}, releases: filepath.Join(base, "disk", "releases")}
	disk := filepath.Dir(s.releases)
	s.must(os.Mkdir(disk, 0o755))
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=24m"); err != nil {
		t.Skipf("a file system of its own: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	s.build(0)
	s.start()
	for _, room := range []int{0, 4 << 10, 64 << 10, 300 << 10, 700 << 10} { // it ends at different steps
		version := s.version() + 1
		s.fill(disk, room)
		faults := len(s.faults())
		s.build(version)
		s.eventually("the log tells", func() bool { return len(s.faults()) > faults || s.shows(version) })
		if s.version() < 0 || s.status("/readyz") != 200 {
			t.Error("what was served is served no more")
		}
		s.searches(200)
		s.must(os.Remove(filepath.Join(disk, "full")))
		s.comes(version)
		s.whole()
		if more := len(s.faults()) - faults; more > 2 {
			t.Errorf("with room for %d it is told %d times: %v", room, more, s.faults()[faults:])
		}
	}
}

// version returns which version is served, -1 for none.
func (s *stage) version() int {
	_, body, _ := s.get("/")
	return marked(body)
}

// fill fills a disk but for some room.
func (s *stage) fill(disk string, room int) {
	s.Helper()
	f, err := os.Create(filepath.Join(disk, "full"))
	s.must(err)
	defer f.Close()
	piece := bytes.Repeat([]byte("full"), 1<<10)
	size := 0
	for {
		n, err := f.Write(piece)
		size += n
		if err != nil {
			break
		}
	}
	s.must(f.Truncate(int64(max(size-room, 0))))
}
