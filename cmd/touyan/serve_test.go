package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// served is touyan serve in a process of its own.
type served struct {
	*testing.T
	cmd     *exec.Cmd
	address string
	// shown is what it printed until it was ready.
	shown string
}

// buildSite makes and builds a site that everyone on the machine may read.
func buildSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for at := dir; at != os.TempDir() && at != filepath.Dir(at); at = filepath.Dir(at) {
		_ = os.Chmod(at, 0o755) // those that belong to the test
	}
	site := filepath.Join(dir, "site")
	for _, args := range [][]string{{"new", "site", site}, {"build", "-s", site}} {
		s, _, errs := testSession()
		if code := s.run(context.Background(), args); code != exitFine {
			t.Fatalf("%v: exit code %d: %s", args, code, errs)
		}
	}
	return site
}

// serveIn starts touyan serve at any port and waits until it answers.
func serveIn(t *testing.T, args ...string) *served {
	t.Helper()
	return serveAt(t, append([]string{"--addr", "127.0.0.1:0"}, args...)...)
}

// serveAt starts touyan serve and waits until it answers.
func serveAt(t *testing.T, args ...string) *served {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "touyan") // by this name the test's program is touyan
	if err := os.Symlink(self, name); err != nil {
		t.Skip(err)
	}
	s := &served{T: t, cmd: exec.Command(name, append([]string{"serve", "--lang", "en"}, args...)...)}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.cmd.Stderr = os.Stderr
	if !testing.Verbose() {
		s.cmd.Stderr = io.Discard
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill() }) // it has ended by then
	address := regexp.MustCompile(`https?://[^/\s]+`)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		s.shown += lines.Text() + "\n"
		if s.address == "" {
			s.address = address.FindString(lines.Text())
		}
		if strings.HasPrefix(lines.Text(), "Ctrl+C") {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return s
		}
	}
	t.Fatalf("it does not start: %s", s.shown)
	return nil
}

func (s *served) get(path string) (status int, body string) {
	s.Helper()
	r, err := http.Get(s.address + path)
	if err != nil {
		s.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		s.Error(err)
	}
	return r.StatusCode, string(data)
}

// end sends SIGTERM and returns the exit code.
func (s *served) end() int {
	s.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		s.Fatal(err)
	}
	_ = s.cmd.Wait() // its exit code is what counts
	return s.cmd.ProcessState.ExitCode()
}

// A built site is ready at once; another build and a step back are seen while it runs.
func TestServeFollowsReleases(t *testing.T) {
	site := buildSite(t)
	s := serveIn(t, "-s", site)
	if status, body := s.get("/readyz"); status != 200 {
		t.Fatalf("not ready: %d %s", status, body)
	}
	_, first := s.get("/about.html")
	about := filepath.Join(site, "content", "about.md")
	text, err := os.ReadFile(about)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(about, append(text, "\n第二版\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		session, out, errs := testSession()
		if code := session.run(context.Background(), args); code != exitFine {
			t.Fatalf("%v: exit code %d: %s", args, code, errs)
		}
		return out.String()
	}
	shows := func(want bool) {
		t.Helper()
		for range 300 {
			if _, body := s.get("/about.html"); strings.Contains(body, "第二版") == want {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Errorf("the second edition is shown: %v", !want)
	}
	run("build", "-s", site)
	shows(true)
	if list := run("release", "list", "-s", site); strings.Count(list, "\n") != 2 || !strings.HasPrefix(list, "* ") {
		t.Errorf("releases:\n%s", list)
	}
	run("release", "rollback", "-s", site)
	shows(false)
	if _, body := s.get("/about.html"); body != first {
		t.Error("the page is not the first one")
	}
	if list := run("release", "list", "-s", site); !strings.Contains(list, "\n* ") {
		t.Errorf("releases:\n%s", list)
	}
	if code := s.end(); code != exitFine {
		t.Errorf("exit code %d", code)
	}
}

// Started as root, it runs with the rights of the user that is named and no others.
func TestServeGivesUpRights(t *testing.T) {
	if runtime.GOOS != "linux" || os.Geteuid() != 0 {
		t.Skip("for root on Linux")
	}
	who, err := user.Lookup("nobody")
	if err != nil {
		t.Skip(err)
	}
	site := buildSite(t)
	releases := filepath.Join(filepath.Dir(site), "releases")
	if err := os.Mkdir(releases, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(releases, 0o777); err != nil {
		t.Fatal(err)
	}
	s := serveIn(t, "-s", site, "--releases", releases, "--user", "nobody")
	if status, body := s.get("/"); status != 200 {
		t.Errorf("%d %s", status, body)
	}
	tasks, err := filepath.Glob(filepath.Join("/proc", strconv.Itoa(s.cmd.Process.Pid), "task", "*", "status"))
	if err != nil || len(tasks) == 0 {
		t.Fatal("no threads", err)
	}
	for _, task := range tasks { // the rights are those of each thread
		data, err := os.ReadFile(task)
		if err != nil {
			continue // it has ended
		}
		for key, want := range map[string]string{
			"Uid": strings.Repeat(who.Uid+"\t", 4), "Gid": strings.Repeat(who.Gid+"\t", 4), "Groups": who.Gid, "CapEff": "0000000000000000", "CapPrm": "0000000000000000",
		} {
			got := regexp.MustCompile(`(?m)^` + key + `:\s*(.*)$`).FindSubmatch(data)
			if got == nil || strings.TrimSpace(string(got[1])) != strings.TrimSpace(want) {
				t.Errorf("%s: %s: %q, want %q", task, key, got, want)
			}
		}
	}
	if code := s.end(); code != exitFine {
		t.Errorf("exit code %d", code)
	}
}
