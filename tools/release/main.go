// Command release makes what people download: touyan for every system that it is made
// for, without cgo and so without anything that must be installed beside it.
//
//	go run ./tools/release -version 0.1.0 [-out dist] [-only linux/amd64,windows/amd64]
//
// The folder then holds, for each target, touyan-VERSION-OS-ARCH.tar.gz (.zip for
// Windows) with the program, README, docs/ and NOTICE.txt, which has the licences of
// all that is in it; and SHA256SUMS, which sha256sum -c checks.
//
// The same source and the same Go give the same bytes: paths, build ids and the state
// of the working copy are left out, and files in archives are dated with the commit or
// with SOURCE_DATE_EPOCH. The first target is built twice to prove it. A program for
// Linux that wants a library or a loader is refused.
package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// target is a system that touyan is made for.
type target struct{ system, processor string }

func (t target) String() string { return t.system + "/" + t.processor }

// program is the name of the program's file.
func (t target) program() string {
	if t.system == "windows" {
		return "touyan.exe"
	}
	return "touyan"
}

func targets() []target {
	return []target{
		{"linux", "amd64"}, {"linux", "arm64"}, {"linux", "loong64"},
		{"windows", "amd64"}, {"darwin", "amd64"}, {"darwin", "arm64"},
	}
}

func main() {
	version := flag.String("version", "", "the version's number, as 0.1.0")
	out := flag.String("out", "dist", "the folder to write; what a release wrote there before is replaced")
	only := flag.String("only", "", "targets to be made, as linux/amd64,windows/amd64; all without it")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	list := slices.DeleteFunc(targets(), func(t target) bool {
		return *only != "" && !slices.Contains(strings.Split(*only, ","), t.String())
	})
	if *version == "" || len(list) == 0 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := release(ctx, *version, *out, list); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release makes the archives and their checksums.
func release(ctx context.Context, version, out string, list []target) error {
	work, err := os.MkdirTemp("", "touyan-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := clear(out); err != nil {
		return err
	}
	when := sourceDate(ctx)
	notice, err := notice(ctx, list)
	if err != nil {
		return err
	}
	common, err := documents()
	if err != nil {
		return err
	}
	common["NOTICE.txt"] = []byte(notice)
	var sums strings.Builder
	fmt.Printf("%-16s %12s %12s\n", "target", "program", "archive")
	for i, t := range list {
		program, err := build(ctx, t, version, filepath.Join(work, t.program()), i == 0)
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
		name := strings.Join([]string{"touyan", version, t.system, t.processor}, "-")
		data, suffix, err := pack(name, t, program, common, when)
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
		if err := os.WriteFile(filepath.Join(out, name+suffix), data, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), name+suffix)
		fmt.Printf("%-16s %8.1f MiB %8.1f MiB\n", t, mebibytes(program), mebibytes(data))
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

func mebibytes(b []byte) float64 { return float64(len(b)) / (1 << 20) }

// clear makes the folder, and takes from it what a release wrote before and no more.
func clear(out string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, pattern := range []string{"touyan-*.tar.gz", "touyan-*.zip", "SHA256SUMS"} {
		old, err := filepath.Glob(filepath.Join(out, pattern))
		if err != nil {
			return err
		}
		for _, name := range old {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// sourceDate is the time of the source: SOURCE_DATE_EPOCH, else that of the commit,
// else the least that a zip can have.
func sourceDate(ctx context.Context) time.Time {
	var seconds int64
	if _, err := fmt.Sscan(os.Getenv("SOURCE_DATE_EPOCH"), &seconds); err == nil {
		return time.Unix(seconds, 0).UTC()
	}
	if text, err := run(ctx, nil, "git", "log", "-1", "--format=%ct"); err == nil {
		if _, err := fmt.Sscan(text, &seconds); err == nil {
			return time.Unix(seconds, 0).UTC()
		}
	}
	return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
}
