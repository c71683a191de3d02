package media

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"testing"

	"touyan/generator/media/webp"
)

func usual() Settings { return Settings{Widths: []int{480, 960, 1440}, Quality: 75} }

// TestSizes: no picture is made larger than it was.
func TestSizes(t *testing.T) {
	for _, c := range []struct {
		w, h int
		want string
	}{
		{160, 160, "[(160,160)]"},
		{500, 250, "[(500,250)]"},
		{600, 300, "[(480,240) (600,300)]"},
		{1000, 2000, "[(480,960) (1000,2000)]"},
		{1440, 1080, "[(480,360) (960,720) (1440,1080)]"},
		{1500, 1000, "[(480,320) (960,640) (1440,960)]"},
		{4000, 3000, "[(480,360) (960,720) (1440,1080)]"},
		{3, 40000, "[(1,16383)]"},
	} {
		if got := fmt.Sprint(usual().sizes(Info{Width: c.w, Height: c.h})); got != c.want {
			t.Errorf("%d×%d: %s, want %s", c.w, c.h, got, c.want)
		}
	}
}

func made(t *testing.T, name string, data []byte, s Settings) []Made {
	t.Helper()
	info, fault := Inspect(name, data)
	if fault != nil {
		t.Fatal(name, fault.Code)
	}
	var e webp.Encoder
	defer e.Close()
	list, err := Make(&e, info, data, s)
	if err != nil {
		t.Fatal(name, err)
	}
	return list
}

// TestPicturesAreTurned: what EXIF says of turning is done in what is made. With
// orientation o the corner at the top left of what is shown has that colour.
func TestPicturesAreTurned(t *testing.T) {
	const w, h = 80, 40
	corner := []string{1: "red", 2: "green", 3: "white", 4: "blue", 5: "red", 6: "blue", 7: "white", 8: "green"}
	for o := 1; o <= 8; o++ {
		data := tellingJPEG(toJPEG(t, quarters(w, h)), o)
		list := made(t, "a.jpg", data, Settings{Widths: []int{20}, Quality: 90})
		if len(list) != 1 || list[0].Kind != WebP {
			t.Fatalf("%d: %d pictures", o, len(list))
		}
		m, _, err := image.Decode(bytes.NewReader(list[0].Data))
		if err != nil {
			t.Fatal(err)
		}
		wide := m.Bounds().Dx() > m.Bounds().Dy()
		if got := colourOf(m.At(1, 1)); got != corner[o] || wide != (o < 5) {
			t.Errorf("orientation %d: %s at the top left of %v", o, got, m.Bounds())
		}
	}
}

func colourOf(c color.Color) string {
	r, g, b, _ := c.RGBA()
	switch {
	case r > 0x8000 && g > 0x8000:
		return "white"
	case r > 0x8000:
		return "red"
	case g > 0x8000:
		return "green"
	case b > 0x8000:
		return "blue"
	}
	return "black"
}

// TestLargePictures: browsers without WebP get a smaller one; what is made tells
// nothing, keeps its colours, and is no larger in bytes than the picture was.
func TestLargePictures(t *testing.T) {
	data := tellingJPEG(toJPEG(t, photo(2600, 400)), 1)
	list := made(t, "a.jpg", data, usual())
	var got []string
	for _, m := range list {
		got = append(got, fmt.Sprint(m.Kind, " ", m.Width, "×", m.Height))
		if bytes.Contains(m.Data, []byte("Zhang")) {
			t.Errorf("%s tells", m.Kind)
		}
		if len(profile(m.Kind, m.Data)) != profileBytes {
			t.Errorf("%s %d has lost the colour profile", m.Kind, m.Width)
		}
		if c, _, err := image.DecodeConfig(bytes.NewReader(m.Data)); err != nil || c.Width != m.Width || c.Height != m.Height {
			t.Errorf("%s: %v %v", m.Kind, c, err)
		}
		if len(m.Data) > len(data) {
			t.Errorf("%s %d has more bytes than the picture", m.Kind, m.Width)
		}
	}
	if want := "[JPEG 1440×222 WebP 1440×222 WebP 960×148 WebP 480×74]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	clear := photo(2600, 400)
	for i := 3; i < len(clear.Pix)/2; i += 4 {
		clear.Pix[i-3], clear.Pix[i-2], clear.Pix[i-1], clear.Pix[i] = 0, 0, 0, 0
	}
	list = made(t, "a.png", toPNG(t, clear), usual())
	if list[0].Kind != PNG {
		t.Errorf("a picture that one sees through became a %s", list[0].Kind)
	}
	for _, m := range list {
		img, _, err := image.Decode(bytes.NewReader(m.Data))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, a := img.At(5, 5).RGBA(); a != 0 {
			t.Errorf("%s %d is not clear where it was", m.Kind, m.Width)
		}
	}
}

// TestDrawingsStaySharp: a drawing with few colours is written without loss.
func TestDrawingsStaySharp(t *testing.T) {
	list := made(t, "a.png", toPNG(t, quarters(800, 600)), Settings{Widths: []int{800}, Quality: 75})
	if len(list) != 1 || !bytes.Contains(list[0].Data[:20], []byte("VP8L")) {
		t.Errorf("%d pictures, with loss", len(list))
	}
}

// TestScaleAverages: a smaller picture is as bright as the larger, also where the
// sizes do not divide, and stripes become grey rather than other stripes.
func TestScaleAverages(t *testing.T) {
	stripes := image.NewGray(image.Rect(3, 5, 3+210, 5+130)) // not at the origin
	for i := range stripes.Pix {
		stripes.Pix[i] = uint8(i % 2 * 255)
	}
	for _, w := range []int{1, 7, 52, 105, 210} {
		m := scale(stripes, w, max(1, w*130/210))
		sum := 0
		for i := 0; i < len(m.Pix); i += 4 {
			sum += int(m.Pix[i])
			if m.Pix[i+3] != 255 {
				t.Fatalf("%d: a dot that one sees through", w)
			}
		}
		if mean := sum / (len(m.Pix) / 4); mean < 125 || mean > 130 {
			t.Errorf("%d wide: mean %d", w, mean)
		}
		if v := m.Pix[4*(w/2)]; w < 106 && (v < 100 || v > 155) {
			t.Errorf("%d wide: stripes of %d", w, v)
		}
	}
}

// TestFaultyPictures: what cannot be a picture of a page is found at its head,
// without room for its dots.
func TestFaultyPictures(t *testing.T) {
	small := toJPEG(t, quarters(40, 30))
	bomb := toPNG(t, quarters(1, 1))
	huge := append(append([]byte(pngMark), pngPart("IHDR", "\x00\x00\xea\x60\x00\x00\xea\x60\x08\x02\x00\x00\x00")...), bomb[33:]...)
	deep := append(append([]byte(pngMark), pngPart("IHDR", "\x00\x00\x27\x10\x00\x00\x27\x10\x10\x06\x00\x00\x00")...), bomb[33:]...)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"a.jpg", small, ""},
		{"a.JPEG", small, ""},
		{"a.png", small, "image-type [JPEG .jpg]"},
		{"a.jpg", toPNG(t, quarters(4, 4)), "image-type [PNG .png]"},
		{"a.jpg", []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "image-type [SVG .svg]"},
		{"a.jpg", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), "image-format [HEIC]"},
		{"a.jpg", []byte("II*\x00\x08\x00\x00\x00"), "image-format [TIFF]"},
		{"a.jpg", nil, "broken-image []"},
		{"a.jpg", []byte("<html>404</html>"), "broken-image []"},
		{"a.jpg", small[:100], "broken-image []"},
		{"a.png", huge, "image-too-large [60000×60000 13732 150 572]"},
		{"a.png", deep, "image-too-large [10000×10000 762 150 572]"},
	} {
		got := ""
		if _, fault := Inspect(c.name, c.data); fault != nil {
			got = fmt.Sprint(fault.Code, " ", fault.Args)
		}
		if got != c.want {
			t.Errorf("%s %.20q: %q, want %q", c.name, c.data, got, c.want)
		}
	}
	// Damage among the dots shows only when they are decoded.
	data := toPNG(t, photo(60, 60))
	var e webp.Encoder
	defer e.Close()
	info, _ := Inspect("a.png", data)
	data = append(data[:len(data)/2], data[len(data)-12:]...)
	if _, err := Make(&e, info, data, usual()); !errors.As(err, new(*Fault)) {
		t.Errorf("a picture without half its dots: %v", err)
	}
}

// TestRoom: what a picture takes is foretold.
func TestRoom(t *testing.T) {
	for name, data := range map[string][]byte{
		"a.jpg": toJPEG(t, quarters(400, 300)), "grey.jpg": toJPEG(t, image.NewGray(image.Rect(0, 0, 400, 300))),
		"a.png": toPNG(t, quarters(400, 300)), "deep.png": toPNG(t, image.NewNRGBA64(image.Rect(0, 0, 400, 300))),
		"grey.png": toPNG(t, image.NewGray(image.Rect(0, 0, 400, 300))), "a.webp": toWebP(t, quarters(400, 300)),
	} {
		info, _ := Inspect(name, data)
		m, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if n := held(m); n > info.Decoded+info.Decoded/10 { // but for whole blocks
			t.Errorf("%s: foretold %d bytes, took %d", name, info.Decoded, n)
		}
	}
}

func held(m image.Image) int64 {
	switch m := m.(type) {
	case *image.YCbCr:
		return int64(len(m.Y) + len(m.Cb) + len(m.Cr))
	case *image.Gray:
		return int64(len(m.Pix))
	case *image.NRGBA:
		return int64(len(m.Pix))
	case *image.RGBA:
		return int64(len(m.Pix))
	case *image.NRGBA64:
		return int64(len(m.Pix))
	}
	return 0
}

// BenchmarkPhoto makes what a page shows of a photograph of 12 megapixels.
func BenchmarkPhoto(b *testing.B) {
	for name, data := range map[string][]byte{"a.jpg": toJPEG(b, photo(4000, 3000)), "a.png": toPNG(b, photo(4000, 3000))} {
		b.Run(name, func(b *testing.B) {
			info, _ := Inspect(name, data)
			var e webp.Encoder
			defer e.Close()
			total := 0
			for b.Loop() {
				list, err := Make(&e, info, data, usual())
				if err != nil {
					b.Fatal(err)
				}
				total = 0
				for _, m := range list {
					total += len(m.Data)
				}
			}
			b.ReportMetric(float64(total), "made-bytes")
			b.ReportMetric(float64(len(data)), "photo-bytes")
		})
	}
}
