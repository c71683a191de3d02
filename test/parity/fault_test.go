package parity

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"touyan/test/asker"
	"touyan/test/chrome"
	"touyan/test/host"
)

// impatient has a page's long time-outs end soon while window.impatient is true. It
// runs before the page's scripts.
const impatient = `(() => {
	const real = window.setTimeout;
	window.setTimeout = function (f, ms) {
		const rest = Array.prototype.slice.call(arguments, 2);
		return real.apply(window, [f, window.impatient && ms >= 5000 ? 400 : ms].concat(rest));
	};
})()`

// settling is how long a host must be quiet before it is mended: what the failed
// search still waits for is to fail too.
const settling = 200 * time.Millisecond

// TestFaults has the host fail for the root and for the shards, in every way, and
// asks again when it is well.
func TestFaults(t *testing.T) {
	t.Parallel()
	browser := startBrowser(t)
	x := newSite(t, "demo", demoSource(t))
	for name, ranged := range map[string]bool{"range": true, "no range": false} {
		h := x.host(t, host.Options{Range: ranged})
		tab := impatientTab(t, browser)
		for part, hit := range map[string]func(string) bool{
			"root":   func(name string) bool { return name == "search/root.js" },
			"shards": func(name string) bool { return strings.HasPrefix(name, "search/shards/") },
		} {
			for fault, want := range faultCodes() {
				t.Run(name+" "+part+" "+fault.String(), func(t *testing.T) {
					h.Fail(fault, hit)
					failAndMend(t, tab, h.URL(), want, func() {
						h.Settle(settling)
						h.Mend()
					})
				})
			}
		}
	}
}

// faultCodes are the codes that an error may have, by the host's fault.
func faultCodes() map[host.Fault][]string {
	return map[host.Fault][]string{
		host.NotFound: {"missing"},
		host.Broken:   {"missing", "offline"},
		host.Short:    {"damaged"},
		host.Garbage:  {"damaged"},
		host.Page:     {"damaged", "missing"},
		host.Cut:      {"offline", "damaged"},
		host.Drop:     {"offline"},
		host.Silent:   {"timeout"},
	}
}

func impatientTab(t *testing.T, browser *chrome.Browser) *chrome.Tab {
	t.Helper()
	tab, err := browser.Tab()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tab.Close)
	if err := tab.First(impatient); err != nil {
		t.Fatal(err)
	}
	return tab
}

// failAndMend asks a failing site in a new page, mends it, and asks again.
func failAndMend(t *testing.T, tab *chrome.Tab, root string, codes []string, mend func()) {
	if err := asker.Open(tab, root); err != nil {
		t.Fatal(err)
	}
	bad := askOnce(t, tab, true)
	mend()
	switch f := bad.Failure; {
	case f == nil:
		t.Errorf("no error, but %d results", bad.Total)
	case !f.Error || !slices.Contains(codes, f.Code):
		t.Errorf("rejected with code %q, want one of %q: %s", f.Code, codes, f.Message)
	}
	if bad.MS > 10_000 {
		t.Errorf("it took %.0f ms to fail", bad.MS)
	}
	if good := askOnce(t, tab, false); good.Failure != nil || good.Total == 0 {
		t.Errorf("when the host is well again: %+v", good.Failure)
	}
}

// askOnce asks one query, with or without patience.
func askOnce(t *testing.T, tab *chrome.Tab, impatient bool) asker.Answer {
	t.Helper()
	if _, err := chrome.Evaluate[bool](tab, fmt.Sprintf("(window.impatient = %t, true)", impatient)); err != nil {
		t.Fatal(err)
	}
	answers, err := asker.Ask(tab, []asker.Request{{Query: asker.NewText("党建联盟")}})
	if err != nil {
		t.Fatal(err)
	}
	return answers[0]
}

// TestDiskFaults takes files away from a site on disk, and cuts them short.
func TestDiskFaults(t *testing.T) {
	t.Parallel()
	browser := startBrowser(t)
	x := newSite(t, "demo", demoSource(t))
	tab := impatientTab(t, browser)
	for part, pattern := range map[string]string{"root": "root.js", "shards": "shards/*.js"} {
		for fault, change := range map[string]func([]byte) []byte{
			"missing": nil,
			"empty":   func([]byte) []byte { return nil },
			"short":   func(b []byte) []byte { return b[:len(b)/4*2] },
			"garbage": func(b []byte) []byte { return []byte(strings.Repeat("?!", len(b)/2)) },
		} {
			t.Run(part+" "+fault, func(t *testing.T) {
				files, err := filepath.Glob(filepath.Join(x.dir, "search", filepath.FromSlash(pattern)))
				if err != nil || len(files) == 0 {
					t.Fatalf("no files %s: %v", pattern, err)
				}
				mend := spoil(t, files, change)
				defer mend()
				failAndMend(t, tab, x.onDisk(), []string{"missing", "damaged"}, func() {
					time.Sleep(settling)
					mend()
				})
			})
		}
	}
}

// spoil removes or rewrites files and returns what undoes that.
func spoil(t *testing.T, files []string, change func([]byte) []byte) (mend func()) {
	t.Helper()
	kept := map[string][]byte{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		kept[name] = data
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		if change == nil {
			continue
		}
		if err := os.WriteFile(name, change(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		for name, data := range kept {
			if err := os.WriteFile(name, data, 0o644); err != nil {
				t.Error(err)
			}
		}
	}
}
