package browser

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// shots is where TestShots puts its pictures.
var shots = flag.String("shots", "", "folder for pictures of the demo site")

// TestShots takes pictures of whole pages, for people to look at, and demo.png, the
// one in docs/.
func TestShots(t *testing.T) {
	if *shots == "" {
		t.Skip("no folder is given with -shots")
	}
	if err := os.MkdirAll(*shots, 0o755); err != nil {
		t.Fatal(err)
	}
	browser := startBrowser(t)
	demo, corner := buildSites(t)
	b := newTab(t, browser, "file:")
	for i, p := range ofEachKind(t, demo, corner) {
		for _, width := range []int64{360, 1440} {
			for _, scheme := range []string{"light", "dark"} {
				b.do(t, chromedp.EmulateViewport(width, 900), media("screen", scheme))
				b.open(t, p.address()) // with the pictures that are further down
				name := fmt.Sprintf("%02d-%s-%s-%d-%s.png", i, p.site.name, p.layout, width, scheme)
				save(t, name, get(t, b, chromedp.FullScreenshot(100)))
			}
		}
	}
	b.do(t, chromedp.EmulateViewport(1280, 800), media("screen", "light"), chromedp.Navigate(demo.root()+"index.html"))
	save(t, "demo.png", get(t, b, chromedp.CaptureScreenshot()))
}

func save(t *testing.T, name string, picture []byte) {
	if err := os.WriteFile(filepath.Join(*shots, name), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}
