package browser

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// What a page may weigh, in bytes of gzip.
const (
	mostPage   = 60 << 10 // a page with its style sheet and scripts, without pictures
	mostStyle  = 30 << 10
	mostScript = 10 << 10 // without search, which is loaded when it is asked for
)

// testLight weighs the pages that readers see most, and looks whether they stand
// still while they load.
func testLight(t *testing.T, s *stage) {
	for _, path := range []string{"index.html", "cases/zui-li-alliance.html", "cases/xue-shui-gang.html", "cases/index.html"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p := s.demo.page(t, path)
			page, style, script := packed(t, []byte(p.html)), 0, 0
			for _, m := range regexp.MustCompile(`(?:src|href)="((?:\.\./)*assets/[^"]+\.(css|js))"`).FindAllStringSubmatch(p.html, -1) {
				data, err := os.ReadFile(filepath.Join(s.demo.dir, filepath.FromSlash(strings.TrimLeft(m[1], "./"))))
				if err != nil {
					t.Fatal(err)
				}
				if m[2] == "css" {
					style += packed(t, data)
				} else {
					script += packed(t, data)
				}
			}
			t.Logf("page %d, style %d, script %d bytes", page, style, script)
			if sum := page + style + script; sum > mostPage || style > mostStyle || script > mostScript || style == 0 || script == 0 {
				t.Errorf("page %d, style %d, script %d bytes", page, style, script)
			}
			b := newTab(t, s.browser, s.demo.root())
			for _, width := range []int64{360, 1280} {
				b.do(t, chromedp.EmulateViewport(width, 800), media("screen", "light"), chromedp.Navigate(p.address()))
				if moved := look[[]string](t, b, shifts); len(moved) > 0 {
					t.Errorf("at %d pixels move while the page loads: %v", width, moved)
				}
			}
			for _, fault := range b.faults() {
				t.Error(fault)
			}
		})
	}
}

func packed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// shifts lists what has moved since the page began to load, by the measure of
// Cumulative Layout Shift, and then with everything loaded that is further down.
const shifts = `new Promise(done => {
	const moved = [];
	new PerformanceObserver(list => {
		for (const e of list.getEntries())
			for (const s of e.sources) moved.push(e.value.toFixed(4) + " " + (s.node && s.node.outerHTML || "").slice(0, 80));
	}).observe({type: "layout-shift", buffered: true});
	for (const e of document.images) e.loading = "eager";
	Promise.all([...document.images].map(e => e.decode())).then(() =>
		requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(moved), 50))));
})`
