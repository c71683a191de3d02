package parity

import (
	"context"
	"errors"
	"flag"
	"os"
	"testing"

	"touyan/test/asker"
	"touyan/test/chrome"
	"touyan/test/host"
)

var (
	queries = flag.Int("queries", 1500, "how many queries TestParity asks in all")
	seed    = flag.Uint64("seed", 1, "which queries")
)

// batch is how many queries go to the browser in one call.
const batch = 100

func TestParity(t *testing.T) {
	t.Parallel()
	browser := startBrowser(t)
	// Of a hundred queries, how many are for each site.
	for _, s := range []struct {
		name  string
		files func(*testing.T) string
		share int
	}{
		{"demo", demoSource, 30},
		{"corpus", corpusSource, 35},
		{"hostile", hostileSource, 25},
		{"synonyms", synonymSource, 10},
	} {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			x := newSite(t, s.name, s.files(t))
			n := max(1, *queries*s.share/100)
			h := x.host(t, host.Options{Range: true})
			tab := openTab(t, browser, h.URL())
			t.Run("range", func(t *testing.T) { askBoth(t, tab, x, n, *seed) })
			t.Run("suggestions", func(t *testing.T) { testSuggestions(t, tab, x, n/3) })
			t.Run("api", func(t *testing.T) { testAPI(t, tab, x, n/3) })
			t.Run("recall", func(t *testing.T) { testRecall(t, tab, x, n/10) })
			t.Run("marks", func(t *testing.T) { testMarks(t, tab, x, n/10) })
			for name, o := range map[string]host.Options{
				"no range": {Gzip: true},
				"path":     {Range: true, Below: "/a/目录/"},
			} {
				t.Run(name, func(t *testing.T) {
					askBoth(t, openTab(t, browser, x.host(t, o).URL()), x, n/20, *seed+1)
				})
			}
			t.Run("disk", func(t *testing.T) { askBoth(t, openTab(t, browser, x.onDisk()), x, n/20, *seed+2) })
		})
	}
}

// startBrowser runs Chromium for the length of a test.
func startBrowser(t *testing.T) *chrome.Browser {
	b, err := chrome.Start(context.Background())
	switch {
	case errors.Is(err, chrome.ErrMissing) && os.Getenv("CI") == "" && os.Getenv("TOUYAN_BROWSER") == "":
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

// openTab opens the page that asks, of the site at root.
func openTab(t *testing.T, b *chrome.Browser, root string) *chrome.Tab {
	t.Helper()
	tab, err := b.Tab()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tab.Close)
	if err := asker.Open(tab, root); err != nil {
		t.Fatal(err)
	}
	return tab
}
