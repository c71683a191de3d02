package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// watching is a running touyan watch.
type watching struct {
	t      *testing.T
	lines  chan string
	errs   *strings.Builder
	cancel func()
	code   chan int
}

func startWatching(t *testing.T, args ...string) *watching {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	s, _, _ := testSession()
	r, out := io.Pipe()
	w := &watching{t: t, lines: make(chan string, 100), errs: &strings.Builder{}, code: make(chan int, 1)}
	s.out, s.err = bufio.NewWriter(out), w.errs
	ctx, cancel := context.WithCancel(context.Background())
	w.cancel = cancel
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		code := s.run(ctx, append([]string{"watch"}, args...))
		out.Close()
		w.code <- code
	}()
	go func() {
		lines := bufio.NewScanner(r)
		for lines.Scan() {
			w.lines <- lines.Text()
		}
		close(w.lines)
	}()
	// Until it has ended it writes into folders that are removed next.
	t.Cleanup(func() {
		cancel()
		for range w.lines {
		}
		<-ended
	})
	return w
}

// line waits for a line with a text.
func (w *watching) line(has string) string {
	w.t.Helper()
	end := time.After(time.Minute)
	for {
		select {
		case line, ok := <-w.lines:
			if !ok {
				w.t.Fatalf("ended without a line with %q: %s", has, w.errs)
			}
			if strings.Contains(line, has) {
				return line
			}
		case <-end:
			w.t.Fatalf("no line with %q", has)
		}
	}
}

func newWatchedSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, _, errs := testSession()
	if code := s.run(context.Background(), []string{"new", "site", dir}); code != exitFine {
		t.Fatalf("new site: %d %s", code, errs)
	}
	return dir
}

func fetch(t *testing.T, address string) (int, string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(data)
}

func TestWatchTellsWhatItDoesAndEndsInOrder(t *testing.T) {
	dir := newWatchedSite(t)
	page := filepath.Join(dir, "content", "about.md")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	draft := "---\ntitle: 草稿一篇\ndraft: true\npublish_date: 2999-01-01\n---\n\n还没写完。\n"
	if err := os.WriteFile(filepath.Join(dir, "content", "draft.md"), []byte(draft), 0o644); err != nil {
		t.Fatal(err)
	}
	w := startWatching(t, "-s", dir, "--addr", "127.0.0.1:0")
	address := strings.TrimSpace(strings.TrimPrefix(w.line("http://"), "预览"))
	w.line("Ctrl-C")
	if status, body := fetch(t, address+"draft.html"); status != 200 || !strings.Contains(body, "尚未发布") || !strings.Contains(body, "未到发布日期") {
		t.Errorf("a draft: %d %s", status, body)
	}
	save := func(text string) {
		if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	save(string(text) + "\n\n又添一句。\n")
	w.line("content/about.md")
	if _, body := fetch(t, address+"about.html"); !strings.Contains(body, "又添一句") {
		t.Error("the page is as it was")
	}
	save("---\nitle: 关于\n---\n")
	w.line("显示的还是出错之前的样子")
	if _, body := fetch(t, address+"about.html"); !strings.Contains(body, "又添一句") {
		t.Error("the last good page is gone")
	}
	save(string(text))
	w.line("content/about.md")
	if _, err := os.Stat(filepath.Join(dir, "public")); err == nil {
		t.Error("public/ was written")
	}
	w.cancel()
	if code := <-w.code; code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	for _, part := range []string{"content/about.md:2:1: error: unknown-key", "都改好了", "预览结束"} {
		if !strings.Contains(w.errs.String(), part) {
			t.Errorf("%q is not told: %s", part, w.errs)
		}
	}
	if strings.Contains(w.errs.String(), "\x1b") {
		t.Errorf("colours in a pipe: %q", w.errs)
	}
	if _, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/")); err == nil {
		t.Error("the port is still open")
	}
}

// A preview goes on for days: what it throws away must not pile up.
func TestWatchCollectsGarbageOften(t *testing.T) {
	w := startWatching(t, "-s", newWatchedSite(t), "--addr", "127.0.0.1:0")
	w.line("Ctrl-C")
	if percent := debug.SetGCPercent(usual); percent != often {
		t.Errorf("garbage is collected when there is %d %% of what is in use", percent)
	}
}

func TestWatchShowsOnlyWhatIsAskedFor(t *testing.T) {
	dir := newWatchedSite(t)
	for name, head := range map[string]string{"draft": "draft: true", "future": "publish_date: 2999-01-01", "expired": "expiry_date: 2000-01-01"} {
		text := "---\ntitle: 一篇\n" + head + "\n---\n\n文字。\n"
		if err := os.WriteFile(filepath.Join(dir, "content", name+".md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w := startWatching(t, "-s", dir, "--addr", "127.0.0.1:0", "--no-drafts", "--no-future", "--no-expired", "--editor", "none", "--poll", "--lang", "en")
	address := strings.TrimSpace(strings.TrimPrefix(w.line("http://"), "preview"))
	for _, page := range []string{"draft", "future", "expired"} {
		if status, _ := fetch(t, address+page+".html"); status != 404 {
			t.Errorf("%s: %d", page, status)
		}
	}
}

func TestWatchNeedsASiteAndAPort(t *testing.T) {
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "nothing")} {
		w := startWatching(t, "-s", dir, "--addr", "127.0.0.1:0")
		if code := <-w.code; code != exitContent || !strings.Contains(w.errs.String(), "no-site") || strings.Contains(w.errs.String(), "watch-refused") {
			t.Errorf("exit code %d: %s", code, w.errs)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	w := startWatching(t, "-s", newWatchedSite(t), "--addr", l.Addr().String())
	if code := <-w.code; code != exitMachine || !strings.Contains(w.errs.String(), "--addr") {
		t.Errorf("exit code %d: %s", code, w.errs)
	}
}

func TestPreviewsOfOneSiteDoNotShareAFolder(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	dirs := map[string]bool{}
	for _, source := range []string{"a", "a", "b"} {
		dir, free, err := previewFolder(source)
		if err != nil {
			t.Fatal(err)
		}
		defer free()
		dirs[dir] = true
	}
	if len(dirs) != 3 {
		t.Errorf("folders: %v", dirs)
	}
}

func TestWatchTellsWhatTheChecksFind(t *testing.T) {
	dir := newWatchedSite(t)
	page := filepath.Join(dir, "content", "about.md")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	w := startWatching(t, "-s", dir, "--addr", "127.0.0.1:0")
	w.line("Ctrl-C")
	save := func(text string) {
		if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	save(string(text) + "\n<!-- touyan:ignore orphan-page -->\n")
	if line := w.line("检查："); !strings.Contains(line, "检查：1 处错误") {
		t.Errorf("told %q", line)
	}
	save(string(text))
	if line := w.line("检查："); strings.Contains(line, "1 处错误") {
		t.Errorf("mended, and told %q", line)
	}
}
