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
			// Paper is white though the screen be dark.
			b.do(t, media("print", "dark"), chromedp.Navigate(p.address()))
			for _, fault := range look[[]string](t, b, onPaper) {
				t.Error(fault)
			}
		})
	}
}

// onPaper lists what is wrong with a printed page.
const onPaper = `(() => {
	const faults = [];
	for (const e of document.querySelectorAll("nav, .skip"))
		if (e.getClientRects().length) faults.push("printed: " + e.outerHTML.slice(0, 120));
	const title = document.querySelector("h1");
	if (!title || !title.getClientRects().length) faults.push("no title");
	const light = color => color.match(/[\d.]+/g).slice(0, 3).reduce((sum, c) => sum + Number(c), 0) / 765;
	for (const e of document.querySelectorAll("h1, main p, main li, main td")) {
		const ink = getComputedStyle(e).color;
		if (light(ink) > .6) faults.push("pale ink, " + ink + ": " + e.outerHTML.slice(0, 120));
	}
	const paper = getComputedStyle(document.body).backgroundColor;
	if (paper !== "rgba(0, 0, 0, 0)" && light(paper) < .95) faults.push("the paper is " + paper);
	return faults;
})()`
