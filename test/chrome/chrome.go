// Package chrome runs headless Chromium for the tests and measurements that
// need one without the eyes of package browser: it opens pages and evaluates
// JavaScript in them.
package chrome

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// ErrMissing is returned where there is no Chromium on this machine.
var ErrMissing = errors.New("no Chromium here; make tools installs it")

// patience is how long one step may take on a busy machine, and starting how long
// it may take Chromium to start.
const (
	patience = 3 * time.Minute
	starting = time.Minute
)

// Browser is a running Chromium with an empty profile of its own.
type Browser struct {
	ctx     context.Context
	stop    []context.CancelFunc
	profile string
}

// find returns the program.
func find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrMissing
}

// Start runs Chromium with nothing that reaches out. It ends with ctx or
// [Browser.Close]. Without Chromium the error is [ErrMissing].
func Start(ctx context.Context) (*Browser, error) {
	program, err := find()
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "touyan-chrome-")
	if err != nil {
		return nil, fmt.Errorf("start Chromium: %w", err)
	}
	b := &Browser{profile: profile}
	ctx, stop := chromedp.NewExecAllocator(ctx, options(program, profile)...)
	b.stop = append(b.stop, stop)
	b.ctx, stop = chromedp.NewContext(ctx)
	b.stop = append(b.stop, stop)
	if err := chromedp.Do(b.ctx); err != nil {
		b.Close()
		return nil, fmt.Errorf("start Chromium: %w", err)
	}
	return b, nil
}

func options(program, profile string) []chromedp.ExecAllocatorOption {
	list := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(program), chromedp.UserDataDir(profile),
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.WSURLReadTimeout(starting),
	}
	for _, flag := range []string{
		"disable-background-networking", "disable-component-update", "disable-quic", "disable-sync",
		"disable-dev-shm-usage", "disable-extensions", "disable-default-apps", "disable-breakpad",
		// Tabs are looked at in turns; none may doze meanwhile.
		"disable-background-timer-throttling", "disable-backgrounding-occluded-windows", "disable-renderer-backgrounding",
	} {
		list = append(list, chromedp.Flag(flag, true))
	}
	return list
}

// Context is that of the browser, for those who drive it by chromedp themselves.
func (b *Browser) Context() context.Context { return b.ctx }

// Close ends Chromium and removes its profile.
func (b *Browser) Close() {
	for i := len(b.stop) - 1; i >= 0; i-- {
		b.stop[i]()
	}
	os.RemoveAll(b.profile)
}

// Tab is a tab of a browser. It is for one goroutine.
type Tab struct {
	ctx   context.Context
	close context.CancelFunc
}

// Tab opens a tab.
func (b *Browser) Tab() (*Tab, error) {
	ctx, stop := chromedp.NewContext(b.ctx)
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, fmt.Errorf("open a tab: %w", err)
	}
	return &Tab{ctx, stop}, nil
}

// Close closes the tab.
func (t *Tab) Close() { t.close() }

// Open goes to an address and waits until the page is loaded.
func (t *Tab) Open(address string) error {
	ctx, stop := context.WithTimeout(t.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		return fmt.Errorf("open %s: %w", address, err)
	}
	return nil
}

// First has a script run in every page that is opened from now on, before any
// of the page's own.
func (t *Tab) First(script string) error {
	ctx, stop := context.WithTimeout(t.ctx, patience)
	defer stop()
	add := func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument,
			page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return chromedp.Void{}, err
	}
	if err := chromedp.Do(ctx, add); err != nil {
		return fmt.Errorf("add a script: %w", err)
	}
	return nil
}

// Hear has heard called with each text that a script of the tab's pages gives to
// the function of that name, which every page has from its beginning. heard must
// return at once: what the browser says next waits for it.
func (t *Tab) Hear(name string, heard func(text string)) error {
	ctx, stop := context.WithTimeout(t.ctx, patience)
	defer stop()
	err := chromedp.Listen(t.ctx, func(event any) {
		if call, ok := event.(*runtime.EventBindingCalled); ok && call.Name == name {
			heard(call.Payload)
		}
	})
	if err != nil {
		return fmt.Errorf("hear of %s: %w", name, err)
	}
	bind := func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, runtime.AddBinding, runtime.AddBindingParams{Name: name})
		return chromedp.Void{}, err
	}
	if err := chromedp.Do(ctx, bind); err != nil {
		return fmt.Errorf("hear of %s: %w", name, err)
	}
	return nil
}

// Evaluate returns the value of a JavaScript expression, or of the promise that
// it is, by way of JSON. A rejected promise is an error.
func Evaluate[T any](t *Tab, expression string) (T, error) {
	ctx, stop := context.WithTimeout(t.ctx, patience)
	defer stop()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		return value, fmt.Errorf("evaluate %.80s: %w", expression, err)
	}
	return value, nil
}
