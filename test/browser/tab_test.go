package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"touyan/test/chrome"
)

// patience is how long one step in the browser may take on a busy machine.
const patience = time.Minute

// missing ends a test that lacks a tool.
func missing(t *testing.T, tool string) {
	t.Helper()
	if os.Getenv("CI") != "" || os.Getenv("TOUYAN_BROWSER") != "" {
		t.Fatalf("%s is not there", tool)
	}
	t.Skipf("%s is not there; make tools installs it", tool)
}

// startBrowser runs Chromium with an empty profile and nothing that reaches out.
func startBrowser(t *testing.T) context.Context {
	b, err := chrome.Start(context.Background())
	if errors.Is(err, chrome.ErrMissing) {
		missing(t, "Chromium")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b.Context()
}

// tab is a tab that notes what goes wrong in it.
type tab struct {
	ctx  context.Context
	root string // every request must begin with it

	mu   sync.Mutex
	list []string
}

// newTab opens a tab for pages of the site at root.
func newTab(t *testing.T, browser context.Context, root string) *tab {
	b := &tab{root: root}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithListener(b.note))
	t.Cleanup(cancel)
	b.ctx = ctx
	// The tab lives as long as the context of the first step.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	b.do(t, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, cdppage.AddScriptToEvaluateOnNewDocument,
			cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: tellPolicy})
		if err != nil {
			return chromedp.Void{}, err
		}
		// Each tab thinks itself in front, or the keyboard would not do.
		_, err = cdp.Call(ctx, target, emulation.SetFocusEmulationEnabled,
			emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return chromedp.Void{}, err
	})
	return b
}

// tellPolicy writes what the page's policy blocks to the console.
const tellPolicy = `addEventListener("securitypolicyviolation", e =>
	console.error("the policy's " + e.effectiveDirective + " blocks " + (e.blockedURI || "something")))`

// note keeps the event if it is of something wrong.
func (b *tab) note(event any) {
	fault := ""
	switch e := event.(type) {
	case *log.EventEntryAdded:
		fault = fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
	case *runtime.EventConsoleAPICalled:
		fault = "console:"
		for _, arg := range e.Args {
			fault += " " + string(arg.Value)
		}
	case *runtime.EventExceptionThrown:
		fault = "exception: " + e.ExceptionDetails.Text
	case *network.EventLoadingFailed:
		// A page that is left before it is whole stops loading.
		if !e.Canceled {
			fault = "not loaded: " + e.ErrorText
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			fault = fmt.Sprintf("answered with %d: %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, b.root) {
			fault = "asks for " + e.Request.URL
		}
	}
	if fault != "" {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.list = append(b.list, fault)
	}
}

// faults returns what has been noted since it was last asked.
func (b *tab) faults() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	list := slices.Compact(b.list)
	b.list = nil
	return list
}

// do takes steps in the tab.
func (b *tab) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// get returns what an action gives.
func get[T any](t *testing.T, b *tab, a chromedp.Action[T]) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// look returns the value of a JavaScript expression, or of the promise that it is.
func look[T any](t *testing.T, b *tab, expression string) T {
	t.Helper()
	return get(t, b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// peek returns whether something is so now; on a page that is just being left or
// loaded it is not.
func peek(b *tab, expression string) bool {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	met, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
	return err == nil && met
}

// media sets what the page is shown on: "screen" or "print", a light or a dark one.
// Nothing moves, so that no colour is caught between two.
func media(medium, scheme string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: medium,
			Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: scheme},
				{Name: "prefers-reduced-motion", Value: "reduce"},
			},
		})
		return chromedp.Void{}, err
	}
}

// until waits for a condition.
func until(t *testing.T, what string, met func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !met(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not yet", what)
		}
	}
}
