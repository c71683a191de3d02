package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// narrow is the width, in pixels, of the smallest screen that must do.
const narrow = 320

// open goes to an address and returns what is wrong with the page.
func (b *tab) open(t *testing.T, address string) []string {
	t.Helper()
	b.do(t, chromedp.Navigate(address))
	seen := look[[]string](t, b, inspect)
	return append(b.faults(), seen...)
}

// inspect lists what a look at the page finds wrong.
var inspect = fmt.Sprintf(`(async () => {
	const faults = [];
	if (!document.title) faults.push("no title");
	for (const e of document.querySelectorAll("link[rel=stylesheet]"))
		if (!e.sheet) faults.push("no style sheet " + e.href);
	// A browser's own margin is 8 pixels.
	if (getComputedStyle(document.body).margin !== "0px") faults.push("the style sheet does not apply");
	for (const e of document.images) {
		e.loading = "eager";
		await e.decode().catch(() => {});
		if (!(e.naturalWidth > 0)) faults.push("not shown: picture " + e.src);
	}
	const root = document.documentElement;
	if (root.scrollWidth > root.clientWidth) {
		const wide = [...document.body.querySelectorAll("*")].find(e => e.getBoundingClientRect().right > root.clientWidth + 1);
		faults.push("wider than %d pixels: " + (wide ? wide.outerHTML.slice(0, 200) : root.scrollWidth));
	}
	return faults;
})()`, narrow)

// testDisk opens every page as it lies on disk, and checks the links of each.
func testDisk(t *testing.T, s *stage) {
	for _, site := range []*built{s.demo, s.corner} {
		t.Run(site.name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, s.browser, site.root())
			b.do(t, chromedp.EmulateViewport(narrow, 640))
			found := map[string]references{}
			for _, p := range site.pages {
				if p.layout == "redirect" {
					continue // followed by testRedirect
				}
				for _, fault := range b.open(t, p.address()) {
					t.Errorf("%s: %s", p.path, fault)
				}
				found[p.address()] = look[references](t, b, collect)
			}
			for _, fault := range checkLinks(site.root(), found) {
				t.Error(fault)
			}
		})
	}
}

// testServer opens a page of each kind from a static host.
func testServer(t *testing.T, s *stage) {
	for name, below := range map[string]string{"root": "/", "path": "/a/b/"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			roots := s.serve(t, below)
			for _, p := range s.picked {
				t.Run(p.name(), func(t *testing.T) {
					b := newTab(t, s.browser, roots[p.site])
					b.do(t, chromedp.EmulateViewport(narrow, 640))
					for _, fault := range b.open(t, roots[p.site]+p.path) {
						t.Error(fault)
					}
					found := map[string]references{roots[p.site] + p.path: look[references](t, b, collect)}
					for _, fault := range leavesSite(roots[p.site], found) {
						t.Error(fault)
					}
				})
			}
		})
	}
}
