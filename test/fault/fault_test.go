// Package fault drives the real program, in a process of its own, through what
// may go wrong around it: kills and interruptions, a full or read-only disk,
// files that vanish or grow while they are read, content that means harm. It
// also asks what only whole processes show: that the same input gives the same
// bytes whatever the surroundings, and that work follows the size of the site
// and of an edit.
//
// What readers rely on is asserted after each blow: the published folder is the
// old site or the new one as a whole, it can be searched, and the next build
// puts everything in order.
package fault

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touyan/test/corpus"
)

// program is the touyan that all tests run, built once by TestMain.
var program string

func TestMain(m *testing.M) {
	code, err := withProgram(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// withProgram builds the program for the time of a run. Other users may execute
// it: one test does not run as root.
func withProgram(run func() int) (int, error) {
	dir, err := os.MkdirTemp("", "touyan-fault-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return 0, err
	}
	program = filepath.Join(dir, "touyan")
	if out, err := exec.Command("go", "build", "-o", program, "touyan/cmd/touyan").CombinedOutput(); err != nil {
		return 0, fmt.Errorf("build touyan: %w\n%s", err, out)
	}
	return run(), nil
}

// patience is how long a run may take before it counts as hanging.
const patience = 2 * time.Minute

// now is what the program takes for the time.
const now = "2026-11-01"

// site is a site's source with the folder that it is published to, each in a
// folder of its own so that litter beside them shows.
type site struct {
	t *testing.T
	// base holds source, published (the folder of out) and tmp.
	base, dir, out, tmp string
}

// newSite makes an empty site.
func newSite(t *testing.T) *site {
	t.Helper()
	base := t.TempDir()
	s := &site{
		t: t, base: base, dir: filepath.Join(base, "source"),
		out: filepath.Join(base, "published", "public"), tmp: filepath.Join(base, "tmp"),
	}
	for _, dir := range []string{s.dir, filepath.Dir(s.out), s.tmp} {
		s.must(os.MkdirAll(dir, 0o755))
	}
	return s
}

// corpusSite makes a site of n realistic cases.
func corpusSite(t *testing.T, n int) *site {
	t.Helper()
	s := newSite(t)
	s.must(corpus.Write(s.dir, corpus.Options{N: n, Seed: 7}))
	return s
}

// handmade makes a site of the given files, below content/ where they are .md
// files; a site.yaml is added where there is none.
func handmade(t *testing.T, files map[string]string) *site {
	t.Helper()
	s := newSite(t)
	s.write("site.yaml", "title: 小站\nbase_url: https://example.org/\n")
	for name, text := range files {
		s.write(name, text)
	}
	return s
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *site) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *site) write(name, text string) {
	s.t.Helper()
	s.must(os.MkdirAll(filepath.Dir(s.path(name)), 0o755))
	s.must(os.WriteFile(s.path(name), []byte(text), 0o644))
}

func (s *site) read(name string) string {
	s.t.Helper()
	data, err := os.ReadFile(s.path(name))
	s.must(err)
	return string(data)
}

// result is what a run of the program came to.
type result struct {
	code           int
	stdout, stderr string
	// took is the time on the clock, work that of all cores.
	took, work time.Duration
}

func (r result) String() string {
	return fmt.Sprintf("exit code %d\n%s%s", r.code, r.stdout, r.stderr)
}

// command is the program with the given arguments, ready to start. Its
// environment has nothing of the tester's but the path.
func (s *site) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, program, args...)
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + s.base, "TMPDIR=" + s.tmp}
	c.WaitDelay = time.Second
	return c
}

// run runs the program; one that hangs fails the test.
func (s *site) run(args ...string) result {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	return s.finish(ctx, s.command(ctx, args...))
}

// finish runs a command to its end.
func (s *site) finish(ctx context.Context, c *exec.Cmd) result {
	s.t.Helper()
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	start := time.Now()
	err := c.Run()
	r := result{stdout: out.String(), stderr: errs.String(), took: time.Since(start)}
	if ctx.Err() != nil {
		s.t.Fatalf("%s hangs\n%s", strings.Join(c.Args[1:], " "), r)
	}
	if c.ProcessState == nil {
		s.t.Fatal(err)
	}
	r.code, r.work = c.ProcessState.ExitCode(), c.ProcessState.UserTime()+c.ProcessState.SystemTime()
	if strings.Contains(r.stderr, "goroutine ") {
		s.t.Errorf("the program broke down:\n%s", r)
	}
	return r
}

// args are those of a build of the site.
func (s *site) args(more ...string) []string {
	return append([]string{"build", "--lang", "en", "--source", s.dir, "--out", s.out, "--now", now}, more...)
}

// build builds the site, whatever comes of it.
func (s *site) build(more ...string) result {
	s.t.Helper()
	return s.run(s.args(more...)...)
}

// mustBuild builds the site, which must succeed.
func (s *site) mustBuild(more ...string) result {
	s.t.Helper()
	r := s.build(more...)
	if r.code != 0 {
		s.t.Fatalf("build: %s", r)
	}
	return r
}

// fresh builds the site as it is now into another folder and returns its files.
func (s *site) fresh(name string, more ...string) published {
	s.t.Helper()
	out := filepath.Join(s.base, name, "public")
	s.must(os.MkdirAll(filepath.Dir(out), 0o755))
	s.mustBuild(append([]string{"--clean", "--out", out}, more...)...)
	return verified(s.t, out)
}
