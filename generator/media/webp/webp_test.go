package webp

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"math"
	"sync"
	"testing"

	xwebp "golang.org/x/image/webp"
)

// TestLibrary: the file is the one whose origin the package names.
func TestLibrary(t *testing.T) {
	const want = "bbcf68343d79d80ba4ce7bb29215b2943711bd0787f68ff31785c6e2bb044459"
	if got := fmt.Sprintf("%x", sha256.Sum256(library)); got != want {
		t.Errorf("libwebp.wasm.gz is %s", got)
	}
}

// drawing is a picture with soft and hard edges and transparent parts.
func drawing(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			a := uint8(255)
			if x < w/8 {
				a = uint8(x * 8)
			}
			m.SetNRGBA(x, y, color.NRGBA{uint8(128 + 100*math.Sin(float64(x)/9)), uint8(y), uint8((x / 16 % 2) * 200), a})
		}
	}
	return m
}

// TestAgainstAnotherDecoder reads what is written with golang.org/x/image.
func TestAgainstAnotherDecoder(t *testing.T) {
	var e Encoder
	defer e.Close()
	for _, size := range []image.Point{{1, 1}, {3, 200}, {257, 131}} {
		m := drawing(size.X, size.Y)
		for _, o := range []Options{{Quality: 80, Method: 2}, {Quality: 50, Method: 2, Lossless: true}} {
			data, err := e.Encode(m, o)
			if err != nil {
				t.Fatal(err)
			}
			got, err := xwebp.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatalf("%v %+v: %v", size, o, err)
			}
			if got.Bounds().Size() != size {
				t.Errorf("%v became %v", size, got.Bounds())
			}
			if worst := distance(m, got); o.Lossless && worst > 0 || worst > 90 {
				t.Errorf("%v %+v: a pixel is off by %d", size, o, worst)
			}
		}
	}
	for _, m := range []*image.NRGBA{image.NewNRGBA(image.Rect(0, 0, 0, 5)), image.NewNRGBA(image.Rect(0, 0, MaxSide+1, 1)), image.NewNRGBA(image.Rect(1, 1, 5, 5))} {
		if _, err := e.Encode(m, Options{Quality: 80}); err == nil {
			t.Errorf("%v was written", m.Bounds())
		}
	}
}

// distance is the largest difference of a channel, as seen: where nothing shows,
// colours do not count.
func distance(a, b image.Image) int {
	worst := 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r1, g1, b1, a1 := a.At(x, y).RGBA()
			r2, g2, b2, a2 := b.At(x, y).RGBA()
			for _, d := range []int{int(r1>>8) - int(r2>>8), int(g1>>8) - int(g2>>8), int(b1>>8) - int(b2>>8), int(a1>>8) - int(a2>>8)} {
				worst = max(worst, d, -d)
			}
		}
	}
	return worst
}

// TestSameBytes: many goroutines at once write what one writes.
func TestSameBytes(t *testing.T) {
	var e Encoder
	defer e.Close()
	m := drawing(200, 150)
	want, err := e.Encode(m, Options{Quality: 75, Method: 2})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got, err := e.Encode(m, Options{Quality: 75, Method: 2}); err != nil || !bytes.Equal(got, want) {
				t.Errorf("other bytes (%v)", err)
			}
		})
	}
	wg.Wait()
}

func BenchmarkEncode(b *testing.B) {
	var e Encoder
	defer e.Close()
	m := drawing(1440, 1080)
	for _, method := range []int{0, 2, 3, 4} {
		b.Run(fmt.Sprint("method", method), func(b *testing.B) {
			n := 0
			for b.Loop() {
				data, err := e.Encode(m, Options{Quality: 75, Method: method})
				if err != nil {
					b.Fatal(err)
				}
				n = len(data)
			}
			b.ReportMetric(float64(n), "file-bytes")
		})
	}
}
