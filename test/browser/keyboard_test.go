package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// stops is how many elements of a page are gone through with the Tab key.
const stops = 40

// focus is what has it.
type focus struct {
	Element string // how it begins
	Link    string
	ID      string
	Nothing bool
	InMain  bool
	Ringed  bool // it or what stands around it is outlined
	InView  bool
	Again   bool // it has had it before
}

// focused gives a focus.
const focused = `(() => {
	const e = document.activeElement, r = e.getBoundingClientRect();
	let ringed = false;
	for (let n = e; n && n !== document.body; n = n.parentElement) {
		const s = getComputedStyle(n);
		ringed ||= s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
	}
	const had = globalThis.hadFocus ??= new Set(), again = had.has(e);
	had.add(e);
	return {
		Element: e.outerHTML.slice(0, 200), Link: e.getAttribute("href") ?? "", ID: e.id,
		Nothing: e === document.body, InMain: document.querySelector("main").contains(e),
		Ringed: ringed, Again: again,
		InView: r.width > 1 && r.height > 1 && r.bottom > 0 && r.right > 0 && r.top < innerHeight && r.left < innerWidth,
	};
})()`

// press presses a key and returns what has the focus then.
func (b *tab) press(t *testing.T, key string) focus {
	t.Helper()
	b.do(t, chromedp.KeyEvent(key))
	return look[focus](t, b, focused)
}

func testKeyboard(t *testing.T, s *stage) {
	for _, p := range s.picked {
		t.Run(p.name(), func(t *testing.T) {
			t.Parallel()
			b := newTab(t, s.browser, p.site.root())
			b.do(t, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(p.address()))
			for _, fault := range b.skipFaults(t) {
				t.Error(fault)
			}
			b.do(t, chromedp.Navigate(p.address()))
			for _, fault := range b.tabFaults(t) {
				t.Error(fault)
			}
		})
	}
}

// skipFaults takes the link past the page's head, which is the first one.
func (b *tab) skipFaults(t *testing.T) []string {
	first := b.press(t, kb.Tab)
	if first.Link != "#main" {
		return []string{"the first stop is " + first.Element}
	}
	var faults []string
	if !first.InView {
		faults = append(faults, "the link to the text is not in view")
	}
	if at := b.press(t, kb.Enter); at.ID != "main" {
		faults = append(faults, "the link to the text leads to "+at.Element)
	}
	if at := b.press(t, kb.Tab); !at.InMain {
		faults = append(faults, "the first stop of the text is "+at.Element)
	}
	return faults
}

// tabFaults goes through the page with the Tab key.
func (b *tab) tabFaults(t *testing.T) []string {
	var faults []string
	for range stops {
		at := b.press(t, kb.Tab)
		switch {
		case at.Nothing || at.Again && at.Link == "#main":
			return faults // the end, and round again
		case at.Again:
			faults = append(faults, "comes again: "+at.Element)
		case !at.Ringed:
			faults = append(faults, "has the focus but does not show it: "+at.Element)
		case !at.InView:
			faults = append(faults, "has the focus out of view: "+at.Element)
		}
	}
	return faults
}
