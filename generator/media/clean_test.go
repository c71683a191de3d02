package media

import (
	"bytes"
	"encoding/binary"
	"image"
	"slices"
	"testing"
)

// TestCleanPictures: a picture loses what it tells of people and nothing that it
// shows.
func TestCleanPictures(t *testing.T) {
	m := quarters(64, 48)
	for kind, data := range map[Kind][]byte{
		JPEG: tellingJPEG(toJPEG(t, m), 6), PNG: tellingPNG(toPNG(t, m)), WebP: tellingWebP(toWebP(t, m), 64, 48), GIF: tellingGIF(toGIF(t, m)),
	} {
		clean, ok := Clean(kind, data)
		if !ok {
			t.Errorf("%s: a whole picture counts as damaged", kind)
			continue
		}
		if bytes.Contains(clean, []byte("GPS")) || bytes.Contains(clean, []byte("Zhang")) {
			t.Errorf("%s tells: %q", kind, clean)
		}
		if !samePixels(t, data, clean) {
			t.Errorf("%s: other dots", kind)
		}
		if again, ok := Clean(kind, clean); !ok || !bytes.Equal(again, clean) {
			t.Errorf("%s: cleaning again changes it", kind)
		}
		if kind != GIF && len(profile(kind, clean)) != profileBytes {
			t.Errorf("%s: the colour profile is lost", kind)
		}
		for n := range len(clean) - 1 {
			if _, ok := Clean(kind, clean[:n]); ok {
				t.Errorf("%s: %d bytes of %d count as whole", kind, n, len(clean))
				break
			}
		}
	}
}

func samePixels(t *testing.T, a, b []byte) bool {
	t.Helper()
	x, _, err := image.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	y, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	whole := x.Bounds()
	return whole == y.Bounds() && slices.Equal(scale(x, whole.Dx(), whole.Dy()).Pix, scale(y, whole.Dx(), whole.Dy()).Pix)
}

func TestOrientation(t *testing.T) {
	for o := range 10 {
		want := o
		if o < 1 || o > 8 {
			want = 1
		}
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			if got := orientation([]byte(exif(order, o))); got != want {
				t.Errorf("%v %d: %d", order, o, got)
			}
		}
		clean, _ := Clean(JPEG, tellingJPEG(toJPEG(t, quarters(8, 8)), o))
		if got := readJPEG(clean).orientation; got != want {
			t.Errorf("%d became %d when cleaned", o, got)
		}
	}
	for _, bad := range []string{"", "MM\x00*\xff\xff\xff\xff", "II*\x00\x08\x00\x00\x00\xff\xff"} {
		if got := orientation([]byte(bad)); got != 1 {
			t.Errorf("%q: %d", bad, got)
		}
	}
}

func FuzzClean(f *testing.F) {
	m := quarters(9, 7)
	for _, data := range [][]byte{
		tellingJPEG(toJPEG(f, m), 3), tellingPNG(toPNG(f, m)), tellingWebP(toWebP(f, m), 9, 7), tellingGIF(toGIF(f, m)),
	} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, kind := range map[string]Kind{"a.jpg": JPEG, "a.png": PNG, "a.webp": WebP, "a.gif": GIF} {
			clean, ok := Clean(kind, data)
			if !ok {
				continue
			}
			if again, ok := Clean(kind, clean); !ok || !bytes.Equal(again, clean) {
				t.Errorf("%s: cleaning again changes it", kind)
			}
			a, fault := Inspect(name, data)
			if b, after := Inspect(name, clean); fault == nil && (after != nil || a.Width != b.Width || a.Height != b.Height) {
				t.Errorf("%s: %+v became %+v, %v", kind, a, b, after)
			}
		}
	})
}
