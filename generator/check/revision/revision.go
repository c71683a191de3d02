// Package revision asks git which files of a folder are not as they were.
//
// The installed git is run, without a shell. What a name may do there is kept in bounds:
// a revision is made a commit's number first, behind --end-of-options, and paths are read
// with NUL between them, so that no name is quoted. No program that a repository's
// settings name is run.
package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// The faults that a person can mend.
var (
	// ErrNoGit means that git is not installed.
	ErrNoGit = errors.New("git is not installed")
	// ErrNoRepository means that the folder is in no work tree of git.
	ErrNoRepository = errors.New("not in a git repository")
	// ErrUnknown means that there is no such revision, ErrShallow that it may be one
	// that a shallow clone left out.
	ErrUnknown = errors.New("unknown revision")
	ErrShallow = errors.New("unknown revision in a shallow clone")
)

// Since returns the files below dir that differ between a revision and the work tree, and
// those that git does not know and does not ignore: slash-separated paths from dir, each
// once, in order. Files that are gone are among them, and of one that was renamed both
// names. A revision that ends in ... stands for the last commit that it has in common
// with HEAD: what was changed on a branch since it left.
func Since(ctx context.Context, dir, revision string) ([]string, error) {
	g := git{ctx: ctx, dir: dir}
	if _, err := exec.LookPath("git"); err != nil {
		return nil, ErrNoGit
	}
	if inside, err := g.line("rev-parse", "--is-inside-work-tree"); err != nil || inside != "true" {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		// git says in words alone that it does not trust a folder of another owner.
		if err != nil && strings.Contains(err.Error(), "dubious ownership") {
			return nil, err
		}
		return nil, ErrNoRepository
	}
	commit, err := g.commit(revision)
	if err != nil {
		return nil, err
	}
	differ, err := g.paths("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "--relative", commit, "--", ".")
	if err != nil {
		return nil, err
	}
	unknown, err := g.paths("ls-files", "-z", "--others", "--exclude-standard", "--", ".")
	if err != nil {
		return nil, err
	}
	all := append(differ, unknown...)
	slices.Sort(all)
	return slices.Compact(all), nil
}

// git runs git in a folder.
type git struct {
	ctx context.Context
	dir string
}

// commit returns the number of the commit that a revision means.
func (g git) commit(revision string) (string, error) {
	name, fork := strings.CutSuffix(revision, "...")
	// Only names of git's own begin with a minus, and none holds a line end.
	if name == "" || strings.HasPrefix(name, "-") || strings.ContainsAny(name, "\x00\n") {
		return "", ErrUnknown
	}
	commit, err := g.line("rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err == nil && fork {
		commit, err = g.line("merge-base", commit, "HEAD")
	}
	switch {
	case g.ctx.Err() != nil:
		return "", g.ctx.Err()
	case err == nil && commit != "":
		return commit, nil
	}
	if shallow, err := g.line("rev-parse", "--is-shallow-repository"); err == nil && shallow == "true" {
		return "", ErrShallow
	}
	return "", ErrUnknown
}

// paths returns what git lists, with NUL after each.
func (g git) paths(args ...string) ([]string, error) {
	out, err := g.run(args...)
	if err != nil {
		return nil, err
	}
	var list []string
	for name := range strings.SplitSeq(out, "\x00") {
		if name != "" {
			list = append(list, name)
		}
	}
	return list, nil
}

// line returns the one line that git prints.
func (g git) line(args ...string) (string, error) {
	out, err := g.run(args...)
	return strings.TrimSpace(out), err
}

// mostSaid is how much of what git complains of an error tells.
const mostSaid = 500

func (g git) run(args ...string) (string, error) {
	// A repository may name a program that watches its files.
	args = append([]string{"-c", "core.fsmonitor=false"}, args...)
	cmd := exec.CommandContext(g.ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = environment(os.Environ())
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if g.ctx.Err() != nil {
		return "", g.ctx.Err()
	}
	if err != nil {
		words := strings.TrimSpace(said.String())
		return "", fmt.Errorf("git %s: %w: %s", args[2], err, words[:min(len(words), mostSaid)])
	}
	return string(out), nil
}

// environment makes what git told a hook hold in another folder: it names its index and
// its folder from where the hook began, which is the top of the work tree where no other
// is named.
func environment(env []string) []string {
	var out []string
	repository, tree := false, false
	for _, e := range env {
		name, value, _ := strings.Cut(e, "=")
		switch name {
		case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY":
			if full, err := filepath.Abs(value); err == nil && value != "" {
				e = name + "=" + full
				repository = repository || name == "GIT_DIR"
				tree = tree || name == "GIT_WORK_TREE"
			}
		case "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "LC_ALL", "LANGUAGE":
			continue
		}
		out = append(out, e)
	}
	if top, err := os.Getwd(); err == nil && repository && !tree {
		out = append(out, "GIT_WORK_TREE="+top)
	}
	return append(out, "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
}
