package main

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touyan/generator/output"
)

// stage is a small site that a server serves.
type stage struct {
	*testing.T
	site     site
	releases string
	*server
}

// newStage builds version 0 and serves it.
func newStage(t *testing.T, wrap ...string) *stage {
	t.Helper()
	base := t.TempDir()
	s := &stage{T: t, site: site{program: program, dir: filepath.Join(base, "site")}, releases: filepath.Join(base, "releases")}
	s.build(0)
	s.start(wrap...)
	return s
}

func (s *stage) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *stage) build(version int) {
	s.Helper()
	s.must(s.site.build(version))
}

// start starts the server; it ends with the test.
func (s *stage) start(wrap ...string) {
	s.Helper()
	var err error
	s.server, err = startServer(program, s.site.public(), s.releases, wrap...)
	s.must(err)
	s.Cleanup(s.server.kill)
}

// eventually waits for what comes by itself.
func (s *stage) eventually(what string, is func() bool) {
	s.Helper()
	for until := time.Now().Add(patience); !is(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(until) || !s.running() {
			s.Fatalf("%s: not so; the server runs: %t; its log:\n%s", what, s.running(), s.log)
		}
	}
}

// shows reports whether the home page is that of a version.
func (s *stage) shows(version int) bool {
	status, body, err := s.get("/")
	return err == nil && status == 200 && marked(body) == version
}

// comes waits until a version is served, and can be searched.
func (s *stage) comes(version int) {
	s.Helper()
	s.eventually("a version is served", func() bool { return s.shows(version) })
	s.eventually("it is ready", func() bool { return s.status("/readyz") == 200 })
	s.searches(200)
}

// searches asserts how the API answers.
func (s *stage) searches(want int) {
	s.Helper()
	if status, body, err := s.get("/api/search?q=%E6%94%AF%E9%83%A8"); status != want {
		s.Errorf("the API answers %d, want %d: %s %v", status, want, body, err)
	}
}

// whole asserts that every file of the published site is served as it is.
func (s *stage) whole() {
	s.Helper()
	files, err := s.site.sums()
	s.must(err)
	for path := range files {
		if strings.HasPrefix(path, "search/") && path != "search/root.js" && !strings.HasPrefix(path, "search/shards/") {
			continue // not for readers
		}
		if status, body, err := s.get("/" + path); status != 200 || !is(files, path, body) {
			s.Errorf("%s: %d, %d bytes, %v", path, status, len(body), err)
		}
	}
}

// faults returns the lines of the log that tell of faults.
func (s *stage) faults() []string {
	var list []string
	for line := range strings.SplitSeq(s.log.String(), "\n") {
		if strings.Contains(line, `"level":"ERROR"`) {
			list = append(list, line)
		}
	}
	return list
}

// tells waits until the log tells of a fault, and asserts that it does so once.
func (s *stage) tells(what string) {
	s.Helper()
	s.eventually("the log tells: "+what, func() bool { return strings.Contains(strings.Join(s.faults(), "\n"), what) })
	time.Sleep(time.Second) // for more tries
	if list := s.faults(); len(list) > 1 {
		s.Errorf("it is told %d times:\n%s", len(list), strings.Join(list, "\n"))
	}
}

// dial opens a connection and sends text.
func (s *stage) dial(text string) *net.TCPConn {
	s.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(s.address, "http://"))
	s.must(err)
	s.Cleanup(func() { c.Close() })
	_, err = c.Write([]byte(text))
	s.must(err)
	return c.(*net.TCPConn)
}

// another builds a version in a folder of its own, and returns that.
func (s *stage) another(version int) string {
	s.Helper()
	other := site{program: program, dir: filepath.Join(s.TempDir(), "other")}
	s.must(other.build(version))
	return other.public()
}

// exchange publishes what is in a folder in place of the site.
func (s *stage) exchange(folder string) {
	s.Helper()
	s.must(os.Rename(s.site.public(), filepath.Join(s.TempDir(), "before")))
	s.must(os.Rename(folder, s.site.public()))
}

// forget takes files out of a published folder and its manifest, and folders that are
// empty then.
func forget(folder string, gone func(path string) bool) error {
	files, _, err := output.ReadManifest(folder)
	if err != nil {
		return err
	}
	for path := range files {
		if gone(path) {
			delete(files, path)
			name := filepath.Join(folder, filepath.FromSlash(path))
			if err := os.Remove(name); err != nil {
				return err
			}
			for dir := filepath.Dir(name); dir != folder && os.Remove(dir) == nil; {
				dir = filepath.Dir(dir)
			}
		}
	}
	return os.WriteFile(filepath.Join(folder, output.ManifestName), output.EncodeManifest(files), 0o644)
}
