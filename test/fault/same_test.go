package fault

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// surroundings are what a build must not depend on: environment, folders, cores.
type surroundings struct {
	name string
	env  []string
	// shell is run before the program, in the same process.
	shell string
	args  []string
}

// TestSameInputSameBytes builds one site in many surroundings, clean and after
// the cache of another, and expects the same bytes each time.
func TestSameInputSameBytes(t *testing.T) {
	s := corpusSite(t, 15)
	s.write("site.yaml", s.read("site.yaml")+"timezone: Asia/Shanghai\n")
	s.write("content/cases/soon.md", page("当天的", "publish_date: 2026-11-01T06:00:00+08:00\nexpiry_date: 2026-11-02\n", "正文。"))
	other := filepath.Join(s.base, "other tmp")
	s.must(os.MkdirAll(other, 0o755))
	moved := filepath.Join(s.base, "移动 过的")
	s.must(os.CopyFS(moved, os.DirFS(s.dir)))
	const morning = "--now=2026-11-01T06:00:00+08:00"
	want := s.fresh("first", morning).pages()
	if _, ok := want["cases/soon.html"]; !ok {
		t.Fatal("a page of this very day is not published")
	}
	for i, c := range []surroundings{
		{name: "the same"},
		{name: "one core", env: []string{"GOMAXPROCS=1"}},
		{name: "two cores", env: []string{"GOMAXPROCS=2"}},
		{name: "seven cores", env: []string{"GOMAXPROCS=7"}},
		{name: "another TMPDIR", env: []string{"TMPDIR=" + other}},
		{name: "no TMPDIR", env: []string{"TMPDIR=/nowhere"}},
		{name: "east", env: []string{"TZ=Pacific/Kiritimati"}},
		{name: "west", env: []string{"TZ=Pacific/Pago_Pago"}},
		{name: "a broken TZ", env: []string{"TZ=../nowhere"}},
		{name: "another locale", env: []string{"LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"}},
		{name: "no HOME", env: []string{"HOME="}},
		{name: "strict umask", shell: "umask 077"},
		{name: "from another folder", shell: "cd /"},
		{name: "a moved source", args: []string{"--source", moved}},
		{name: "in Chinese", args: []string{"--lang", "zh-CN"}},
		{name: "with --json", args: []string{"--json"}},
		{name: "the same moment in the west", args: []string{"--now", "2026-10-31T11:00:00-11:00"}},
		{name: "the same moment in UTC", args: []string{"--now", "2026-10-31T22:00:00Z"}},
	} {
		out := filepath.Join(s.base, fmt.Sprint("out", i), "public")
		s.must(os.MkdirAll(filepath.Dir(out), 0o755))
		for _, clean := range []string{"--clean", "--clean=false"} {
			r := s.in(c, s.args(append([]string{"--out", out, morning, clean}, c.args...)...)...)
			if r.code != 0 {
				t.Fatalf("%s: %s", c.name, r)
			}
			if d := differences(verified(t, out).pages(), want); d != "" {
				t.Errorf("%s, %s: other bytes:%s", c.name, clean, d)
			}
		}
	}
	// One cache, read in another zone and another number of cores.
	for _, c := range []surroundings{{env: []string{"TZ=Pacific/Pago_Pago", "GOMAXPROCS=1"}}, {env: []string{"TZ=Pacific/Kiritimati"}}} {
		s.editOne()
		if r := s.in(c, s.args(morning)...); r.code != 0 {
			t.Fatalf("%v: %s", c.env, r)
		}
		if d := differences(verified(t, s.out).pages(), s.fresh("first", morning).pages()); d != "" {
			t.Errorf("%v: other bytes:%s", c.env, d)
		}
	}
}

// in runs the program in the given surroundings.
func (s *site) in(c surroundings, args ...string) result {
	s.t.Helper()
	cmd := s.command(s.t.Context(), args...)
	cmd.Env = append(cmd.Env, c.env...)
	if c.shell != "" {
		cmd.Path = "/bin/sh"
		cmd.Args = append([]string{"sh", "-c", c.shell + ` && exec "$0" "$@"`, program}, args...)
	}
	return s.finish(s.t.Context(), cmd)
}

// TestOnlyNowTellsTheTime: what a build takes for the time decides which pages
// there are, and nothing else of them.
func TestOnlyNowTellsTheTime(t *testing.T) {
	s := corpusSite(t, 20)
	s.write("content/cases/soon.md", page("将来的", "publish_date: 2030-01-01\n", "正文。"))
	early := s.fresh("early").pages()
	args := s.args("--now", "2029-12-31", "--out", filepath.Join(s.base, "late", "public"))
	s.must(os.MkdirAll(filepath.Join(s.base, "late"), 0o755))
	if r := s.run(args...); r.code != 0 {
		t.Fatal(r)
	}
	if d := differences(verified(t, filepath.Join(s.base, "late", "public")).pages(), early); d != "" {
		t.Errorf("three years without an event change:%s", d)
	}
	s.run(s.args("--now", "2030-01-02", "--out", filepath.Join(s.base, "late", "public"))...)
	late := verified(t, filepath.Join(s.base, "late", "public")).pages()
	if _, ok := late["cases/soon.html"]; !ok {
		t.Error("a page whose time has come is not there")
	}
	if d := differences(late, early); strings.Contains(d, "cases/case-000000.html is missing") {
		t.Errorf("pages went with time:%s", d)
	}
}
