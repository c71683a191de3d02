package browser

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/image/draw"
)

// updateLooks takes the pages as they look now for how they should look.
var updateLooks = flag.Bool("looks", false, "write testdata/looks anew")

const (
	// shrink is how much smaller the kept pictures are: a line of text is a grey
	// stripe then, and a browser that draws letters otherwise changes little.
	shrink = 16
	// lookHeight is how much of a page is looked at, in pixels.
	lookHeight = 2400
	// otherwise is the difference of a channel, of 255, that counts; mostOther the
	// share of a picture that may differ so.
	otherwise = 48
	mostOther = .03
)

// testLooks compares a page of each kind, wide and light, narrow and dark, with the
// pictures in testdata/looks.
func testLooks(t *testing.T, s *stage) {
	for _, k := range kinds() {
		p, ok := first(k, s.demo, s.corner)
		if !ok {
			continue // reported by ofEachKind
		}
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, s.browser, p.site.root())
			for _, m := range []mode{{1280, "light", ""}, {360, "dark", ""}} {
				name := filepath.Join("testdata", "looks", strings.ReplaceAll(k.name, " ", "-")+"-"+m.scheme+".png")
				now := b.smallPicture(t, p.address(), m)
				if *updateLooks {
					keepLook(t, name, now)
					continue
				}
				if share := differing(t, readLook(t, name), now); share > mostOther {
					t.Errorf("%s, %d pixels, %s: %.0f %% of the page look otherwise than %s; if that is right, go test ./test/browser -run TestSite/looks -looks",
						p.name(), m.width, m.scheme, 100*share, name)
				}
			}
		})
	}
}

// smallPicture is the upper part of a page, shrunk.
func (b *tab) smallPicture(t *testing.T, address string, m mode) image.Image {
	t.Helper()
	b.do(t, chromedp.EmulateViewport(m.width, lookHeight), media("screen", m.scheme))
	for _, fault := range b.open(t, address) {
		t.Error(fault)
	}
	data := get(t, b, chromedp.CaptureScreenshot())
	full, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	size := full.Bounds().Size()
	small := image.NewRGBA(image.Rect(0, 0, size.X/shrink, size.Y/shrink))
	draw.BiLinear.Scale(small, small.Bounds(), full, full.Bounds(), draw.Src, nil)
	return small
}

func keepLook(t *testing.T, name string, picture image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func readLook(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// differing returns the share of a picture that another one has otherwise.
func differing(t *testing.T, want, got image.Image) float64 {
	t.Helper()
	size := want.Bounds().Size()
	if got.Bounds().Size() != size {
		t.Fatalf("the picture is %v, not %v", got.Bounds().Size(), size)
	}
	n := 0
	for y := range size.Y {
		for x := range size.X {
			if apart(want.At(x, y), got.At(x, y)) > otherwise {
				n++
			}
		}
	}
	return float64(n) / float64(size.X*size.Y)
}

// apart is the greatest difference of two colours in a channel.
func apart(a, b color.Color) float64 {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	most := 0.0
	for _, d := range []float64{float64(r1) - float64(r2), float64(g1) - float64(g2), float64(b1) - float64(b2)} {
		most = max(most, math.Abs(d)/257)
	}
	return most
}

// TestDifferingSeesAMovedBlock keeps the tolerance from hiding what a reader sees.
func TestDifferingSeesAMovedBlock(t *testing.T) {
	page := func(top int) image.Image {
		m := image.NewRGBA(image.Rect(0, 0, 80, 150))
		draw.Draw(m, m.Bounds(), image.White, image.Point{}, draw.Src)
		draw.Draw(m, image.Rect(10, top, 70, top+20), image.Black, image.Point{}, draw.Src)
		return m
	}
	if share := differing(t, page(20), page(20)); share != 0 {
		t.Errorf("a page differs from itself: %v", share)
	}
	if share := differing(t, page(20), page(26)); share <= mostOther {
		t.Errorf("a block moved by a line is not seen: %v", share)
	}
}
