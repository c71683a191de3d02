package browser

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestReader does what a reader does with a page beside reading it. It has a browser
// of its own, for what a reader chooses is remembered there.
func TestReader(t *testing.T) {
	browser := startBrowser(t)
	s := &stage{browser: browser}
	s.demo, s.corner = buildSites(t)
	for name, root := range map[string]string{"disk": s.demo.root(), "server": s.serve(t, "/below/")[s.demo]} {
		t.Run(name, func(t *testing.T) {
			b := newTab(t, browser, root)
			b.do(t, chromedp.EmulateViewport(1280, 800), media("screen", "light"))
			t.Run("display", func(t *testing.T) { testDisplay(t, b) })
			t.Run("contents", func(t *testing.T) { testContents(t, b) })
			t.Run("copy", func(t *testing.T) { testCopy(t, b) })
			for _, fault := range b.faults() {
				t.Error(fault)
			}
		})
	}
}

// shown is how a page looks.
type shown struct {
	Paper string // the colour of the page
	Size  float64
	Open  bool
}

const looks = `({
	Paper: getComputedStyle(document.body).backgroundColor,
	Size: parseFloat(getComputedStyle(document.documentElement).fontSize),
	Open: document.querySelector(".display").open,
})`

// testDisplay chooses by keyboard how pages look.
func testDisplay(t *testing.T, b *tab) {
	b.do(t, chromedp.Navigate(b.root+"index.html"))
	before := look[shown](t, b, looks)
	b.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector(".display summary").focus()`))
	b.press(t, kb.Enter)
	b.press(t, kb.Tab)
	b.press(t, kb.ArrowRight) // 大字
	b.press(t, kb.ArrowRight) // 长辈模式
	b.press(t, kb.Tab)
	b.press(t, kb.ArrowRight) // 浅色
	b.press(t, kb.ArrowRight) // 深色
	chosen := look[shown](t, b, looks)
	if !chosen.Open || chosen.Size < 1.3*before.Size || chosen.Paper == before.Paper {
		t.Errorf("before %+v, after the choice %+v", before, chosen)
	}
	if at := b.press(t, kb.Escape); look[shown](t, b, looks).Open || !strings.HasPrefix(at.Element, "<summary") {
		t.Errorf("Escape leaves the panel open, or the focus on %s", at.Element)
	}
	b.do(t, chromedp.Navigate(b.root+"cases/xue-shui-gang.html"))
	if next := look[shown](t, b, looks); next.Size != chosen.Size || next.Paper != chosen.Paper {
		t.Errorf("the next page is %+v, not %+v", next, chosen)
	}
	for _, fault := range look[[]string](t, b, sideways) {
		t.Error(fault)
	}
	b.do(t, media("print", "light"))
	if paper := look[shown](t, b, looks).Paper; paper != "rgb(255, 255, 255)" {
		t.Errorf("the dark mode is printed on %s", paper)
	}
	b.do(t, media("screen", "light"), chromedp.Evaluate[chromedp.Void](`document.querySelector(".display button").click()`))
	b.do(t, chromedp.Navigate(b.root+"index.html"))
	if after := look[shown](t, b, looks); after.Size != before.Size || after.Paper != before.Paper {
		t.Errorf("reset: %+v, not %+v", after, before)
	}
}

// sideways tells whether the page must be moved to the side to be read.
const sideways = `document.documentElement.scrollWidth > innerWidth ? ["the page is " + document.documentElement.scrollWidth + " pixels wide"] : []`

// testContents reads on, and sees in the contents where it is.
func testContents(t *testing.T, b *tab) {
	b.do(t, chromedp.Navigate(b.root+"cases/xue-shui-gang.html"))
	at := func() string {
		return look[string](t, b, `(document.querySelector(".toc [aria-current]") || {}).hash || ""`)
	}
	if s := at(); s != "" {
		t.Errorf("the page begins at %s", s)
	}
	for _, part := range []string{"part-outcomes", "part-lessons", "part-practices"} {
		b.do(t, chromedp.Evaluate[chromedp.Void](`document.getElementById("`+part+`").scrollIntoView()`))
		until(t, "the contents show "+part, func() bool { return at() == "#"+part })
	}
}

// testCopy copies the links of a page and of a practice, and pastes them.
func testCopy(t *testing.T, b *tab) {
	b.do(t, chromedp.Navigate(b.root+"cases/xue-shui-gang.html"))
	canonical := look[string](t, b, `document.querySelector("link[rel=canonical]").href`)
	for selector, want := range map[string]string{".actions .copy": canonical, "#practice-2 h3 a": canonical + "#practice-2"} {
		b.do(t, chromedp.Click(selector))
		until(t, "said to be copied", func() bool { return look[bool](t, b, `!!document.querySelector(".actions [role=status]").textContent`) })
		b.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector(".actions [role=status]").textContent = ""; document.querySelector("#site_q").focus()`))
		b.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("#site_q").value = ""`))
		b.do(t, paste)
		if got := look[string](t, b, `document.querySelector("#site_q").value`); got != want {
			t.Errorf("%s puts %q on the clipboard, not %q", selector, got, want)
		}
	}
}

// paste is Ctrl+V.
var paste chromedp.Action[chromedp.Void] = func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
	_, err := cdp.Call(ctx, target, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: "v", Code: "KeyV", WindowsVirtualKeyCode: 'V',
		Modifiers: 2, Commands: []string{"paste"},
	})
	return chromedp.Void{}, err
}
