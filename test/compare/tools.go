package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// The versions compared with. Hugo's later ones need a newer Go than go.mod
// asks for.
const (
	hugoVersion     = "v0.165.0"
	pagefindVersion = "1.6.0"
)

// missingError says that a tool cannot be had here.
type missingError struct {
	tool string
	err  error
}

func (e missingError) Error() string { return fmt.Sprintf("%s is left out: %v", e.tool, e.err) }
func (e missingError) Unwrap() error { return e.err }

// buildTouyan builds the command of the module that the current folder is in.
func (b *bench) buildTouyan(ctx context.Context) (string, error) {
	program := filepath.Join(b.dir, "touyan")
	b.say("build touyan")
	if err := quiet(ctx, "", nil, "go", "build", "-o", program, "touyan/cmd/touyan"); err != nil {
		return "", missingError{"touyan", err}
	}
	return program, nil
}

// installHugo returns Hugo's program, built by the go command unless the cache
// has it.
func (b *bench) installHugo(ctx context.Context) (string, error) {
	b.report.addVersion("hugo", hugoVersion)
	return b.install("hugo-"+hugoVersion, "hugo", func(dir string) error {
		// Without cgo it is the plain edition, which is what is compared.
		return quiet(ctx, dir, []string{"GOBIN=" + dir, "CGO_ENABLED=0", "GOFLAGS="},
			"go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
	})
}

// installPagefind returns Pagefind's program. npm's package for the platform
// holds it, and it is run without Node.js in between. Only the extended edition
// segments Chinese.
func (b *bench) installPagefind(ctx context.Context) (string, error) {
	b.report.addVersion("pagefind", pagefindVersion)
	return b.install("pagefind-"+pagefindVersion, "node_modules/@pagefind/*/bin/pagefind_extended*", func(dir string) error {
		return quiet(ctx, dir, nil, "npm", "install", "--prefix", dir,
			"--ignore-scripts", "--no-audit", "--no-fund", "pagefind@"+pagefindVersion)
	})
}

// install returns the program that pattern matches in a folder of the cache, and
// fills the folder first if need be. It is filled beside its place and renamed,
// so that an interrupted installation is not taken for a whole one.
func (b *bench) install(name, pattern string, fill func(dir string) error) (string, error) {
	tool, _, _ := strings.Cut(name, "-")
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", missingError{tool, err}
	}
	cache = filepath.Join(cache, "touyan-compare")
	dir := filepath.Join(cache, name)
	if program, err := find(dir, pattern); err == nil {
		return program, nil
	}
	b.say("install %s in %s", name, cache)
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", missingError{tool, err}
	}
	staged, err := os.MkdirTemp(cache, name+"-*")
	if err != nil {
		return "", missingError{tool, err}
	}
	defer os.RemoveAll(staged)
	if err := fill(staged); err != nil {
		return "", missingError{tool, err}
	}
	if _, err := find(staged, pattern); err != nil {
		return "", missingError{tool, err}
	}
	if err := os.Rename(staged, dir); err != nil {
		return "", missingError{tool, err}
	}
	return find(dir, pattern)
}

// find returns the program that pattern matches below dir.
func find(dir, pattern string) (string, error) {
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return "", fmt.Errorf("find %s: %w", pattern, err)
	}
	for _, name := range names {
		if ext := filepath.Ext(name); ext == "" || ext == ".exe" {
			return name, nil
		}
	}
	return "", fmt.Errorf("no %s in %s", pattern, dir)
}

// quiet runs a command whose output matters only when it fails.
func quiet(ctx context.Context, dir string, env []string, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w: %s", name, args[0], err, lastLines(text))
	}
	return nil
}

// moduleVersion returns the version of a module that this program is built
// with.
func moduleVersion(path string) string {
	info, _ := debug.ReadBuildInfo()
	if info != nil {
		for _, m := range info.Deps {
			if m.Path == path {
				return m.Version
			}
		}
	}
	return ""
}
