package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"touyan/generator"
	"touyan/generator/message"
	"touyan/generator/output"
)

func testSession() (*session, *bytes.Buffer, *bytes.Buffer) {
	var out, err bytes.Buffer
	return &session{
		out: bufio.NewWriter(&out), err: &err, getenv: func(string) string { return "" },
		now: time.Now, words: message.New(message.Chinese),
	}, &out, &err
}

func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{generator.ErrContent, 1},
		{fmt.Errorf("build: %w", generator.ErrContent), 1},
		{&output.Error{Code: "output-not-ours"}, 1},
		{&output.Error{Code: "output-denied", Err: fs.ErrPermission}, 3},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.ENOSPC}, 3},
		{errors.New("anything else"), 3},
		{fmt.Errorf("render: %w", context.Canceled), 130},
	} {
		if got := exitOf(c.err); got != c.want {
			t.Errorf("%v ends with %d, want %d", c.err, got, c.want)
		}
	}
}

func TestPanicBecomesAReport(t *testing.T) {
	s, out, errs := testSession()
	s.now = func() time.Time { panic("boom\x1b[31m") }
	if code := s.run(context.Background(), []string{"build", "-s", t.TempDir()}); code != exitMachine {
		t.Errorf("exit code %d", code)
	}
	text := errs.String()
	if !strings.Contains(text, "程序内部出错：boom\\u001b[31m") || !strings.Contains(text, "session_test.go") {
		t.Errorf("the report lacks the reason or the place:\n%s", text)
	}
	if out.Len() > 0 {
		t.Errorf("something on standard output: %q", out)
	}
}

func TestPanicOfAnotherGoroutineBringsItsStack(t *testing.T) {
	s, _, errs := testSession()
	if code := s.internal(errors.New("boom\n\ngoroutine 7 [running]:\nelsewhere.go:3"), []byte("here.go:1")); code != exitMachine {
		t.Errorf("exit code %d", code)
	}
	text := errs.String()
	if !strings.Contains(text, "程序内部出错：boom\n") || !strings.Contains(text, "\nelsewhere.go:3") {
		t.Errorf("not told as one's own panic is:\n%s", text)
	}
}

func TestInterruptedBuildPublishesNothing(t *testing.T) {
	s, out, errs := testSession()
	dir := t.TempDir()
	if code := s.run(context.Background(), []string{"new", "site", dir}); code != exitFine {
		t.Fatalf("new site: exit code %d: %s", code, errs)
	}
	out.Reset()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if code := s.run(ctx, []string{"build", "-s", dir}); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(errs.String(), "已中断") || out.Len() > 0 {
		t.Errorf("told %q, printed %q", errs, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was published: %v", err)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestResultsThatCannotBeWrittenAreAFault(t *testing.T) {
	s, _, errs := testSession()
	s.out = bufio.NewWriter(full{})
	if code := s.run(context.Background(), []string{"version"}); code != exitMachine {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(errs.String(), "磁盘满了") {
		t.Errorf("no word of the disk: %q", errs)
	}
}

func TestBarIsDrawnOnlyForLongWorkOnATerminal(t *testing.T) {
	var screen bytes.Buffer
	clock := time.Unix(0, 0)
	p := newProgress(&screen, message.New(message.Chinese), 40, func() time.Time { return clock })
	p.report()("render", 1, 10000)
	if screen.Len() > 0 {
		t.Errorf("a bar at once: %q", &screen)
	}
	clock = clock.Add(time.Second)
	p.report()("render", 5000, 10000)
	p.report()("render", 5001, 10000)
	if got := strings.Count(screen.String(), "\r"); got != 1 {
		t.Errorf("drawn %d times in an instant", got)
	}
	if !strings.Contains(screen.String(), "渲染") {
		t.Errorf("the stage is not named: %q", &screen)
	}
	if line := strings.TrimPrefix(screen.String(), "\r\x1b[K"); columns(line) >= 40 {
		t.Errorf("the line is %d columns wide", columns(line))
	}
	p.close()
	p.report()("index", 1, 2)
	if !strings.HasSuffix(screen.String(), "\r\x1b[K") {
		t.Errorf("the bar was left on the screen: %q", &screen)
	}
	if none := newProgress(&screen, nil, 0, nil); none.report() != nil {
		t.Error("a bar in a pipe")
	}
}

func TestColumnsLineUpForHanCharacters(t *testing.T) {
	if a, b := columns(pad("页面", 10)), columns(pad("pages", 10)); a != 10 || b != 10 {
		t.Errorf("padded to %d and %d columns", a, b)
	}
	if got := clip("党建ab", 5); got != "党建a" {
		t.Errorf("clipped to %q", got)
	}
}

func TestFoundWordsAreNeverLost(t *testing.T) {
	if got := (style{}).hit("槜李"); got != "【槜李】" {
		t.Errorf("in a pipe: %q", got)
	}
	if got := (style{on: true}).hit("槜李"); !strings.Contains(got, "\x1b[1") || !strings.Contains(got, "槜李") {
		t.Errorf("on a terminal: %q", got)
	}
}
