package revision

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// repository makes one with a first commit of the given files.
func repository(t *testing.T, files ...string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git here")
	}
	dir := t.TempDir()
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(dir, "none"))
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	run(t, dir, "init", "-q", "-b", "main", ".")
	for _, f := range files {
		put(t, dir, f, f)
	}
	commit(t, dir)
	return dir
}

func run(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always"}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func commit(t *testing.T, dir string) {
	t.Helper()
	run(t, dir, "add", "-A")
	run(t, dir, "commit", "-q", "--allow-empty", "-m", "x")
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func since(t *testing.T, dir, revision string) []string {
	t.Helper()
	list, err := Since(context.Background(), dir, revision)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestSince(t *testing.T) {
	dir := repository(t, "out.md", "站/same.md", "站/content/改 名\"\n.md", "站/gone.md", "站/old.md", ".gitignore")
	put(t, dir, ".gitignore", "ignored.md\n")
	commit(t, dir)
	put(t, dir, "站/content/改 名\"\n.md", "又一版")
	put(t, dir, "站/committed.md", "x")
	commit(t, dir)
	for _, f := range []string{"out.md", "站/新.md", "站/ignored.md"} {
		put(t, dir, f, "x")
	}
	put(t, dir, "站/staged.md", "x")
	run(t, dir, "add", "站/staged.md")
	run(t, dir, "rm", "-q", "站/gone.md")
	run(t, dir, "mv", "站/old.md", "站/moved.md")
	// What a repository's settings ask for changes nothing.
	run(t, dir, "config", "diff.noprefix", "true")
	run(t, dir, "config", "diff.renames", "copies")
	run(t, dir, "config", "status.relativePaths", "false")
	run(t, dir, "config", "diff.external", "false")
	want := []string{"committed.md", "content/改 名\"\n.md", "gone.md", "moved.md", "old.md", "staged.md", "新.md"}
	if diff := cmp.Diff(want, since(t, filepath.Join(dir, "站"), "HEAD~1")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"gone.md", "moved.md", "old.md", "staged.md", "新.md"}, since(t, filepath.Join(dir, "站"), "HEAD")); diff != "" {
		t.Error(diff)
	}
}

func TestSinceTheBranchLeft(t *testing.T) {
	dir := repository(t, "a.md")
	run(t, dir, "checkout", "-q", "-b", "work")
	put(t, dir, "b.md", "x")
	commit(t, dir)
	run(t, dir, "checkout", "-q", "main")
	put(t, dir, "a.md", "y")
	commit(t, dir)
	run(t, dir, "checkout", "-q", "work")
	if diff := cmp.Diff([]string{"b.md"}, since(t, dir, "main...")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a.md", "b.md"}, since(t, dir, "main")); diff != "" {
		t.Error(diff)
	}
}

// TestInAHook gives the variables that git sets for hooks, from the work tree's top.
func TestInAHook(t *testing.T) {
	dir := repository(t, "site/a.md", "site/b.md")
	put(t, dir, "site/b.md", "x")
	t.Chdir(dir)
	t.Setenv("GIT_DIR", ".git")
	t.Setenv("GIT_INDEX_FILE", ".git/index")
	if diff := cmp.Diff([]string{"b.md"}, since(t, "site", "HEAD")); diff != "" {
		t.Error(diff)
	}
}

func TestFaults(t *testing.T) {
	dir := repository(t, "a.md")
	commit(t, dir)
	shallow := filepath.Join(t.TempDir(), "clone")
	run(t, dir, "clone", "-q", "--depth", "1", "file://"+filepath.ToSlash(dir), shallow)
	first := run(t, dir, "rev-list", "--max-parents=0", "HEAD")
	for _, c := range []struct {
		dir, revision string
		want          error
	}{
		{dir, "no-such", ErrUnknown},
		{dir, "", ErrUnknown},
		{dir, "...", ErrUnknown},
		{dir, "--output=x", ErrUnknown},
		{dir, "HEAD:a.md", ErrUnknown},
		{dir, "HEAD\nHEAD", ErrUnknown},
		{shallow, first, ErrShallow},
		{t.TempDir(), "HEAD", ErrNoRepository},
	} {
		if _, err := Since(context.Background(), c.dir, c.revision); !errors.Is(err, c.want) {
			t.Errorf("%q in %s gives %v, want %v", c.revision, c.dir, err, c.want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "x")); err == nil {
		t.Error("a revision was taken for an option")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Since(ctx, dir, "HEAD"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled gives %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Since(context.Background(), dir, "HEAD"); !errors.Is(err, ErrNoGit) {
		t.Errorf("without git: %v", err)
	}
}
