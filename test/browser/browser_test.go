// Package browser opens the demo site in Chromium, straight from disk as a
// reader may, and looks at what only a browser can tell.
package browser

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"touyan/generator"
	"touyan/themes"
)

// narrow is the width, in pixels, of the smallest screen that must do.
const narrow = 320

func TestPagesFromDisk(t *testing.T) {
	program := chromium(t)
	site := buildDemo(t)
	ctx := start(t, program)
	for _, page := range onePerKind(t, site) {
		t.Run(page, func(t *testing.T) {
			for _, fault := range open(t, ctx, filepath.Join(site, filepath.FromSlash(page))) {
				t.Error(fault)
			}
		})
	}
}

// TestFaultsAreSeen shows the other test's eyes a page with all that is wrong.
func TestFaultsAreSeen(t *testing.T) {
	program := chromium(t)
	file := filepath.Join(t.TempDir(), "bad.html")
	page := `<!doctype html><html lang="zh"><meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="stylesheet" href="missing.css"><img src="https://host.invalid/x.png" alt="">
<script>document.title = "inline"</script><p style="width: 10px">字</p><pre>` + strings.Repeat("宽", 200) + `</pre>`
	if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	all := strings.Join(open(t, start(t, program), file), "\n")
	for _, want := range []string{
		"no title", "wider than", "missing.css", "asks another host: https://host.invalid/",
		"inline script", "inline style",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("not seen: %s\n%s", want, all)
		}
	}
}

// chromium finds the browser. "make test" installs it; without it there, a
// single go test does without, but CI does not.
func chromium(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("there is no Chromium")
	}
	t.Skip("there is no Chromium; make tools installs it")
	return ""
}

func buildDemo(t *testing.T) string {
	out := filepath.Join(t.TempDir(), "public")
	report, err := generator.Build(context.Background(), generator.Options{
		Source: "../..", Out: out, Themes: themes.FS(), Version: "test",
		Now: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatalf("build the demo site: %v %v", err, report.Diagnostics)
	}
	return out
}

// start runs Chromium with an empty profile and nothing that reaches out.
func start(t *testing.T, program string) context.Context {
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(narrow, 640),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		// A debug build of the test and a busy machine start it slowly.
		chromedp.WSURLReadTimeout(time.Minute),
	)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return ctx
}

// onePerKind returns a page of each kind and depth: the first of each folder,
// the overviews, and the pages at the top.
func onePerKind(t *testing.T, site string) []string {
	var pages []string
	seen := map[string]bool{}
	err := fs.WalkDir(os.DirFS(site), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".html") {
			return err
		}
		dir := filepath.Dir(path)
		if base := filepath.Base(path); dir == "." || base == "index.html" || !seen[dir] {
			seen[dir] = seen[dir] || base != "index.html"
			pages = append(pages, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) < 20 {
		t.Fatalf("only %d pages: %v", len(pages), pages)
	}
	return pages
}

// open opens one page in a tab of its own and returns what is wrong: what failed,
// broke the page's Content-Security-Policy or was asked of another host, and
// what sticks out on a narrow screen.
func open(t *testing.T, browser context.Context, file string) []string {
	tab, cancel := chromedp.NewContext(browser)
	defer cancel()
	faults := listen(t, tab)
	ctx, stop := context.WithTimeout(tab, time.Minute)
	defer stop()
	if err := chromedp.Do(ctx,
		chromedp.EmulateViewport(narrow, 640), chromedp.Navigate("file://"+file),
	); err != nil {
		t.Fatal(err)
	}
	title, err := chromedp.Run(ctx, chromedp.Title())
	if err != nil {
		t.Fatal(err)
	}
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[string](sticksOut))
	if err != nil {
		t.Fatal(err)
	}
	all := faults()
	if title == "" {
		all = append(all, "no title")
	}
	if wide != "" {
		all = append(all, fmt.Sprintf("wider than %d pixels: %s", narrow, wide))
	}
	return all
}

// listen notes what goes wrong in a tab from now on.
func listen(t *testing.T, tab context.Context) (faults func() []string) {
	var mu sync.Mutex
	var list []string
	err := chromedp.Listen(tab, func(event any) {
		fault := ""
		switch e := event.(type) {
		case *log.EventEntryAdded:
			fault = fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		case *runtime.EventExceptionThrown:
			fault = "exception: " + e.ExceptionDetails.Text
		case *network.EventLoadingFailed:
			fault = "not loaded: " + e.ErrorText
		case *network.EventRequestWillBeSent:
			if u := e.Request.URL; !strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, "data:") {
				fault = "asks another host: " + u
			}
		}
		if fault != "" {
			mu.Lock()
			defer mu.Unlock()
			list = append(list, fault)
		}
	})
	if err != nil {
		t.Fatalf("listen to the tab: %v", err)
	}
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(list)
	}
}

// sticksOut names the first element that makes the page scroll sideways.
const sticksOut = `(() => {
	const root = document.documentElement;
	if (root.scrollWidth <= root.clientWidth) return "";
	for (const e of document.body.querySelectorAll("*")) {
		if (e.getBoundingClientRect().right > root.clientWidth + 1) return e.outerHTML.slice(0, 200);
	}
	return "the page is " + root.scrollWidth;
})()`
