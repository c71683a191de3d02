package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets this test binary stand for touyan in the scripts, so that they
// run the real command in a process of its own, race detector and all.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"touyan": main})
}

// TestScripts runs test/script; its README describes the commands added here.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Setup: func(e *testscript.Env) error {
			e.Setenv("ROOT", root)
			return nil
		},
		Dir:                 "../../test/script/testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"snapshot": snapshot,
			"changed":  changed,
			"json":     checkJSON,
			"replace":  replace,
			"photo":    photo,
		},
	})
}

// exits runs a command that must end with just this exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("run %s: %v", args[1], err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// snapshot writes the SHA-256 and path of every file of a folder to a file,
// those below the given paths left out.
func snapshot(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: snapshot DIR FILE [WITHOUT...]")
	}
	root := ts.MkAbs(args[0])
	var b strings.Builder
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if slices.ContainsFunc(args[2:], func(w string) bool { return rel == w || strings.HasPrefix(rel, w+"/") }) {
			return nil
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), rel)
		return err
	})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(b.String()), 0o644))
}

// changed compares two snapshots: just the named files differ, come or go.
func changed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: changed BEFORE AFTER [PATH...]")
	}
	before, after := readSnapshot(ts, args[0]), readSnapshot(ts, args[1])
	var got []string
	for path, sum := range before {
		if after[path] != sum {
			got = append(got, path)
		}
	}
	for path := range after {
		if _, ok := before[path]; !ok {
			got = append(got, path)
		}
	}
	slices.Sort(got)
	want := slices.Sorted(slices.Values(args[2:]))
	if !slices.Equal(got, want) {
		ts.Fatalf("files changed:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func readSnapshot(ts *testscript.TestScript, name string) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(ts.ReadFile(name)) {
		sum, path, _ := strings.Cut(strings.TrimSpace(line), "  ")
		out[path] = sum
	}
	return out
}

// checkJSON reads a file (or stdout) as one JSON value and compares what stands
// at a path: results.0.url. A last part len counts a list, keys lists the keys of an object in order.
func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: [!] json FILE PATH VALUE")
	}
	var value any
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(dec.Decode(&value))
	if dec.More() {
		ts.Fatalf("more than one JSON value")
	}
	for part := range strings.SplitSeq(args[1], ".") {
		value = step(value, part)
	}
	if got := fmt.Sprint(value); (got == args[2]) == neg {
		ts.Fatalf("%s is %q", args[1], got)
	}
}

func step(value any, part string) any {
	switch v := value.(type) {
	case map[string]any:
		if part == "len" {
			return len(v)
		}
		if part == "keys" {
			keys := make([]string, 0, len(v))
			for k := range v {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			return strings.Join(keys, ",")
		}
		return v[part]
	case []any:
		if part == "len" {
			return len(v)
		}
		if i, err := strconv.Atoi(part); err == nil && i < len(v) {
			return v[i]
		}
	}
	return nil
}

// replace changes a text in a file; it must be there.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s: no %q", args[0], args[1])
	}
	text = strings.Replace(text, args[1], args[2], 1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}
