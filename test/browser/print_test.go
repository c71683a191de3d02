package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
)

func testPrint(t *testing.T, s *stage) {
	for _, p := range s.picked {
		t.Run(p.name(), func(t *testing.T) {
			t.Parallel()
			b := newTab(t, s.browser, p.site.root())
			for _, fault := range b.print(t, p.address()) {
				t.Error(fault)
			}
		})
	}
}

// print returns what is wrong with a page on paper, which is white though the screen
// be dark.
func (b *tab) print(t *testing.T, address string) []string {
	t.Helper()
	b.do(t, media("print", "dark"), chromedp.Navigate(address))
	return look[[]string](t, b, onPaper)
}

// onPaper lists what is wrong with a printed page.
const onPaper = `(() => {
	const faults = [];
	for (const e of document.querySelectorAll("nav, .skip"))
		if (e.getClientRects().length) faults.push("printed: " + e.outerHTML.slice(0, 120));
	const title = document.querySelector("h1");
	if (!title || !title.getClientRects().length) faults.push("no title");
	// Backgrounds stay white, so that even what stands on a dark one must be dark.
	const light = color => color.match(/[\d.]+/g).slice(0, 3).reduce((sum, c) => sum + Number(c), 0) / 765;
	for (const e of document.body.querySelectorAll("*")) {
		const says = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
		if (!says || !e.getClientRects().length) continue;
		const ink = getComputedStyle(e).color;
		if (light(ink) > .6) faults.push("pale ink, " + ink + ": " + e.outerHTML.slice(0, 120));
	}
	const paper = getComputedStyle(document.body).backgroundColor;
	if (paper !== "rgba(0, 0, 0, 0)" && light(paper) < .95) faults.push("the paper is " + paper);
	return faults;
})()`
