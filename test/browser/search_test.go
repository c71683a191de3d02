package browser

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// finder is a tab in which a part of TestSearch searches the site at root.
type finder struct {
	*tab
	t    *testing.T
	root string
}

func TestSearch(t *testing.T) {
	s := &stage{browser: startBrowser(t)}
	s.demo, s.corner = buildSites(t)
	for place, root := range map[string]string{"disk": s.demo.root(), "server": s.serve(t, "/a/b/")[s.demo]} {
		for name, test := range searchTests() {
			t.Run(place+"/"+name, func(t *testing.T) {
				t.Parallel()
				f := &finder{newTab(t, s.browser, root), t, root}
				f.do(t, chromedp.EmulateViewport(1280, 800))
				test(f)
				for _, fault := range f.faults() {
					t.Error(fault)
				}
			})
		}
	}
}

// searchTests are the parts of TestSearch.
func searchTests() map[string]func(*finder) {
	return map[string]func(*finder){
		"box by keyboard": boxByKeyboard,
		"box, sent off":   boxSentOff,
		"box, composing":  boxComposing,
		"late answers":    lateAnswers,
		"results":         searchResults,
		"history":         searchHistory,
		"filters":         searchFilters,
		"regions":         searchRegions,
		"did you mean":    searchMeant,
		"nothing found":   searchEmpty,
		"slow":            searchSlow,
		"no script":       searchWithoutScript,
		"accessible":      searchAccessible,
		"print":           searchPrinted,
	}
}

// goTo opens a page of the site.
func (f *finder) goTo(path string) {
	f.t.Helper()
	f.do(f.t, chromedp.Navigate(f.root+path))
}

// run evaluates a statement.
func (f *finder) run(script string) {
	f.t.Helper()
	look[bool](f.t, f.tab, "(() => {"+script+"; return true})()")
}

// says waits until a condition holds in the page, whose parts may still be missing.
func (f *finder) says(condition string) {
	f.t.Helper()
	until(f.t, condition, func() bool {
		return peek(f.tab, "(() => { try { return !!("+condition+"); } catch (e) { return false; } })()")
	})
}

// text returns the text of the first element of a selector.
func (f *finder) text(selector string) string {
	f.t.Helper()
	return look[string](f.t, f.tab, fmt.Sprintf("document.querySelector(%q)?.textContent ?? ''", selector))
}

// number returns the value of a numeric expression.
func (f *finder) number(expression string) int {
	f.t.Helper()
	return look[int](f.t, f.tab, expression)
}

// write puts text into the field that has the focus, as typing does.
func (f *finder) write(text string) {
	f.t.Helper()
	f.call(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
}

// compose puts letters into the field that an input method has not yet made a word of.
func (f *finder) compose(letters string) {
	f.t.Helper()
	f.call(func(ctx context.Context, target *chromedp.Target) error {
		n := int64(len(letters))
		_, err := cdp.Call(ctx, target, input.ImeSetComposition,
			input.ImeSetCompositionParams{Text: letters, SelectionStart: n, SelectionEnd: n})
		return err
	})
}

// slash presses the key / and returns what has the focus then.
func (f *finder) slash() focus {
	f.t.Helper()
	f.stroke(input.DispatchKeyEventParams{Key: "/", Code: "Slash", Text: "/", WindowsVirtualKeyCode: 191})
	return look[focus](f.t, f.tab, focused)
}

// enter presses Enter.
func (f *finder) enter() {
	f.t.Helper()
	f.stroke(input.DispatchKeyEventParams{Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13})
}

// stroke presses a key whose character is one event with its going down, so that a
// page that takes the key gets no character, as with a keyboard.
func (f *finder) stroke(key input.DispatchKeyEventParams) {
	f.t.Helper()
	key.Type = input.DispatchKeyEventTypeKeyDown
	f.call(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.DispatchKeyEvent, key)
		return err
	})
}

func (f *finder) call(step func(context.Context, *chromedp.Target) error) {
	f.t.Helper()
	f.do(f.t, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		return chromedp.Void{}, step(ctx, target)
	})
}

// hits is the number of results shown.
const hits = `document.querySelectorAll(".hit").length`

// address is the page's, below the root and readable.
func (f *finder) address() string {
	f.t.Helper()
	return look[string](f.t, f.tab, f.here())
}

func (f *finder) here() string {
	return fmt.Sprintf("decodeURIComponent(location.href.slice(%d).replace(/\\+/g, ' '))", len(f.root))
}

// at waits until the page has an address below the root.
func (f *finder) at(path string) {
	f.t.Helper()
	until(f.t, "be at "+path, func() bool { return peek(f.tab, fmt.Sprintf("%s === %q", f.here(), path)) })
}
