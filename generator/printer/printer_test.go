package printer

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFind(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "chromium")
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	env := func(values map[string]string) func(string) string {
		return func(name string) string { return values[name] }
	}
	t.Setenv("PATH", dir)
	for _, c := range []struct {
		name, named, chrome, want string
		missing                   bool
	}{
		{name: "on the PATH", want: program},
		{name: "named", named: program, want: program},
		{name: "by the environment", chrome: program, want: program},
		{name: "named wins", named: program, chrome: "/nope", want: program},
		{name: "named wrongly", named: "/nope"},
		{name: "named wrongly by the environment", chrome: "/nope"},
	} {
		got, err := Find(c.named, env(map[string]string{"CHROME_PATH": c.chrome}))
		if got != c.want || err == nil != (c.want != "") || errors.Is(err, ErrMissing) {
			t.Errorf("%s: got %q, %v", c.name, got, err)
		}
	}
	list := strings.Join(candidates("windows", env(map[string]string{"ProgramFiles": `C:\Program Files`})), "\n")
	if !strings.Contains(list, `C:\Program Files\Microsoft\Edge\Application\msedge.exe`) {
		t.Errorf("Edge is not looked for on Windows: %s", list)
	}
	if list := strings.Join(candidates("darwin", env(nil)), "\n"); !strings.Contains(list, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome") {
		t.Errorf("Chrome is not looked for on macOS: %s", list)
	}
}

func TestPDFIsMadeTheSame(t *testing.T) {
	a := []byte("/CreationDate (D:20261125025844+00'00')\n/ModDate (D:20261125025844+00'00')\n/ID (node00000298) [(node00000298)] (node00000301)")
	b := []byte("/CreationDate (D:20261125031111+00'00')\n/ModDate (D:20261125031112+00'00')\n/ID (node00000296) [(node00000296)] (node00000299)")
	made := time.Date(2026, 11, 1, 0, 0, 0, 0, time.FixedZone("", 8*3600))
	x, y := renumbered(dated(a, made)), renumbered(dated(b, made))
	if !bytes.Equal(x, y) || len(x) != len(a) || !bytes.Contains(x, []byte("D:20261031160000")) {
		t.Errorf("got %s and %s", x, y)
	}
}

func TestPagesOfNoPDF(t *testing.T) {
	for _, text := range []string{"", "%PDF-1.4\n", "%PDF-1.4\nstartxref\n0\n%%EOF\n"} {
		if _, err := Pages([]byte(text)); err == nil {
			t.Errorf("%q has pages", text)
		}
	}
}
