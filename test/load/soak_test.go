package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
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

func withProgram(run func() int) (code int, err error) {
	dir, err := os.MkdirTemp("", "touyan-load-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	if program, err = buildProgram(dir); err != nil {
		return 1, err
	}
	return run(), nil
}

// Readers of a site that is built again and again get no failed and no mixed answer, and
// the server does not grow.
func TestSoak(t *testing.T) {
	s := soak{program: program, dir: filepath.Join(t.TempDir(), "site"), requests: 4000, clients: 6, every: 300 * time.Millisecond, least: 6}
	if err := s.run(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Log(s.report())
	for _, f := range s.failures {
		t.Error(f)
	}
	if s.pages.Load() == 0 || s.assets.Load() == 0 || s.searches.Load() == 0 {
		t.Error("something was not asked for")
	}
	if strings.Contains(s.log, `"level":"ERROR"`) {
		t.Errorf("the log: %s", s.log)
	}
	if s.last.files > s.first.files+10 || s.last.goroutines > s.first.goroutines+20 {
		t.Errorf("the server took %v, and at the end %v", s.first, s.last)
	}
}
