package browser

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestFaultsAreSeen shows a page with all that is wrong to each of the eyes that
// TestSite looks with.
func TestFaultsAreSeen(t *testing.T) {
	dir, err := filepath.Abs("testdata/bad")
	if err != nil {
		t.Fatal(err)
	}
	bad := page{site: &built{dir: dir}, path: "index.html"}
	source := axe(t)
	b := newTab(t, startBrowser(t), bad.site.root())
	b.do(t, chromedp.EmulateViewport(narrow, 640))

	wantFaults(t, "opened", b.open(t, bad.address()),
		"no title", "missing.css", "missing.png", "the style sheet does not apply", "wider than",
		"asks for https://host.invalid/x.png", "the policy's script-src-elem blocks", "the policy's style-src-attr blocks",
		"the policy's img-src blocks")

	links := map[string]references{bad.address(): look[references](t, b, collect)}
	wantFaults(t, "links followed", checkLinks(bad.site.root(), links),
		"missing.html: no such file", "#missing: no such anchor", ": a folder", "leaves the site to file:///elsewhere.html")

	b.do(t, chromedp.Evaluate[chromedp.Void](source))
	var found []string
	for _, v := range look[[]violation](t, b, audit) {
		found = append(found, v.String())
	}
	wantFaults(t, "read aloud", found, "color-contrast", "document-title", "image-alt")

	wantFaults(t, "tabbed", b.skipFaults(t), "the first stop is <a")
	wantFaults(t, "tabbed", b.tabFaults(t), "does not show it: <a")
	wantFaults(t, "printed", b.print(t, bad.address()), "printed: <nav", "pale ink")
	wantFaults(t, "validated", validate(t, dir), "no-implicit-close", "no-inline-style", "wcag/h37", "deprecated")
}

// wantFaults tells which of the faults were not seen.
func wantFaults(t *testing.T, how string, seen []string, want ...string) {
	t.Helper()
	all := strings.Join(seen, "\n")
	for _, fault := range want {
		if !strings.Contains(all, fault) {
			t.Errorf("%s, not seen: %s; but\n%s", how, fault, all)
		}
	}
}
