package browser

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// references are what a page refers to, as the browser reads it, and the anchors
// that others may refer to.
type references struct {
	Addresses []string
	Anchors   []string
}

// collect gives references. The canonical address names the site's public place.
const collect = `({
	Addresses: [...document.querySelectorAll("[href]:not([rel=canonical]), [src]")].map(e =>
		new URL(e.getAttribute("href") ?? e.getAttribute("src"), document.baseURI).href),
	Anchors: [...document.querySelectorAll("[id]")].map(e => e.id),
})`

// checkLinks looks for files and anchors that pages below root refer to and that are
// not there.
func checkLinks(root string, pages map[string]references) []string {
	faults := leavesSite(root, pages)
	for _, from := range slices.Sorted(maps.Keys(pages)) {
		for _, to := range pages[from].Addresses {
			if !strings.HasPrefix(to, root) {
				continue
			}
			if why := unreachable(to, pages); why != "" {
				faults = append(faults, fmt.Sprintf("%s leads to %s: %s",
					strings.TrimPrefix(from, root), strings.TrimPrefix(to, root), why))
			}
		}
	}
	return faults
}

// unreachable says what is missing at a file's address, or "".
func unreachable(address string, pages map[string]references) string {
	u, err := url.Parse(address)
	if err != nil {
		return err.Error()
	}
	switch info, err := os.Stat(u.Path); {
	case err != nil:
		return "no such file"
	case info.IsDir():
		return "a folder, which from disk is no page"
	}
	fragment := u.Fragment
	u.Fragment, u.RawFragment = "", ""
	if fragment != "" && !slices.Contains(pages[u.String()].Anchors, fragment) {
		return "no such anchor"
	}
	return ""
}

// leavesSite lists addresses of the site's own host that are not below its root.
func leavesSite(root string, pages map[string]references) []string {
	base, err := url.Parse(root)
	if err != nil {
		return []string{err.Error()}
	}
	var faults []string
	for _, from := range slices.Sorted(maps.Keys(pages)) {
		for _, to := range pages[from].Addresses {
			u, err := url.Parse(to)
			switch {
			case err != nil:
				faults = append(faults, fmt.Sprintf("%s: %v", from, err))
			case strings.HasPrefix(to, root):
			case u.Host == base.Host && u.Scheme == base.Scheme,
				!slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme):
				faults = append(faults, fmt.Sprintf("%s leaves the site to %s", strings.TrimPrefix(from, root), to))
			}
		}
	}
	return faults
}

// testRedirect goes to the corner site's old addresses.
func testRedirect(t *testing.T, s *stage) {
	roots := []string{s.corner.root()}
	for _, below := range []string{"/", "/a/b/"} {
		roots = append(roots, s.serve(t, below)[s.corner])
	}
	for _, root := range roots {
		for _, old := range []string{"old/jia.html", "jia/index.html"} {
			t.Run(root+old, func(t *testing.T) {
				t.Parallel()
				b := newTab(t, s.browser, root)
				b.do(t, chromedp.Navigate(root+old))
				b.arrive(t, root+"cases/jia.html")
				for _, fault := range b.faults() {
					t.Error(fault)
				}
			})
		}
	}
}

// arrive waits until the tab is at an address and has loaded it. While it is on the
// way it may not answer.
func (b *tab) arrive(t *testing.T, address string) {
	t.Helper()
	until(t, "arrive at "+address, func() bool {
		ctx, cancel := context.WithTimeout(b.ctx, patience)
		defer cancel()
		where, err := chromedp.Run(ctx, chromedp.Evaluate[string](
			`document.readyState === "complete" ? location.href : ""`))
		return err == nil && where == address
	})
}

// testJourney goes from a problem to what solved it, and back, by clicks.
func testJourney(t *testing.T, s *stage) {
	for _, root := range []string{s.demo.root(), s.serve(t, "/a/b/")[s.demo]} {
		t.Run(root, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, s.browser, root)
			b.do(t, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(root+"index.html"))
			for _, link := range []string{
				`.menu a[href$="problems/index.html"]`,
				`.problem a[href*=".html#"]`,
				`.facts a[href*="brands/"]`,
				`.card a[href*="cases/"]`,
				`.crumbs a[href$="index.html"]`,
			} {
				b.follow(t, link)
			}
			b.arrive(t, root+"index.html")
			for _, fault := range b.faults() {
				t.Error(fault)
			}
		})
	}
}

// follow clicks on the first of some links and arrives where it leads.
func (b *tab) follow(t *testing.T, selector string) {
	t.Helper()
	first := fmt.Sprintf("document.querySelector(%q)", selector)
	if look[bool](t, b, first+" === null") {
		t.Fatalf("%s has no %s", get(t, b, chromedp.Location()), selector)
	}
	address := look[string](t, b, first+".href")
	// The page may be gone before the click has been answered, which is no fault.
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		t.Logf("click on %s: %v", selector, err)
	}
	b.arrive(t, address)
	if !look[bool](t, b, inView) {
		t.Errorf("the anchor of %s is not in view", address)
	}
}

// inView says whether the element that the address points to can be seen.
const inView = `(() => {
	const e = document.querySelector(":target");
	if (!location.hash) return true;
	if (!e) return false;
	const r = e.getBoundingClientRect();
	return r.top >= 0 && r.top < innerHeight;
})()`
