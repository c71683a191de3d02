package media

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"runtime"

	"touyan/generator/media/webp"
)

// Settings say what to make of a picture.
type Settings struct {
	// Widths are those of the made pictures in pixels, in rising order.
	Widths []int
	// Quality is that of the made pictures, 1 to 100.
	Quality int
}

// version changes with anything below that changes the bytes of made pictures.
const version = 1

// String names the settings, for keys of a cache.
func (s Settings) String() string { return fmt.Sprint("pictures ", version, s.Widths, s.Quality) }

// What is large.
const (
	// largeSide and largeFile are from where on a page does not show a picture as it
	// is to browsers without WebP: pixels of its longer side, bytes of its file.
	largeSide, largeFile = 2560, 2 << 20
	// heavy is from when on a decoded picture is given back before the next step.
	heavy = 64 << 20
	// fallbackQuality is that of a JPEG shown instead.
	fallbackQuality = 82
	// effort is libwebp's method: 4, its own choice, takes three times as long for
	// a twelfth less.
	effort = 2
	// drawn is how much larger a picture may be without loss before it is not worth
	// it: lines and letters stay sharp.
	drawn = 1.2
)

// IsLarge reports whether a picture is too large to be shown as it is.
func (i Info) IsLarge() bool {
	return i.CanScale() && (max(i.Width, i.Height) > largeSide || i.Size > largeFile)
}

// CanScale reports whether pictures can be made from one: it has dots and does not
// move.
func (i Info) CanScale() bool { return i.Kind != SVG && !i.Animated && i.Width > 0 }

// Made is a picture made from another.
type Made struct {
	Kind          Kind
	Width, Height int
	Data          []byte
}

// Make decodes a picture and makes those that a page shows: WebP at each of the
// widths below the picture's own, and at its own where that is no more than the
// largest, but none with more bytes than the picture itself has; first, for a
// large picture, one in a format of old (JPEG, or PNG where something shows
// through) at the largest width. No picture is made larger than it was. The
// same bytes and settings make the same pictures on every machine. The error is a
// [*Fault], broken-image, where the dots are damaged.
func Make(e *webp.Encoder, info Info, data []byte, s Settings) ([]Made, error) {
	if !info.CanScale() || len(s.Widths) == 0 {
		return nil, nil
	}
	source, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, broken()
	}
	sizes := s.sizes(info)
	colours := profile(info.Kind, data)
	var list []Made
	for i := len(sizes) - 1; i >= 0; i-- {
		// Each is made from the one above it.
		small := shrunk(source, info, sizes[i])
		source, info.Orientation = small, 1
		if i == len(sizes)-1 && info.Decoded > heavy {
			// The collector may be told to come seldom; the encoder needs room too.
			runtime.GC()
		}
		if i == len(sizes)-1 && info.IsLarge() {
			one, err := fallback(small, colours)
			if err != nil {
				return nil, err
			}
			list = append(list, one)
		}
		one, err := encode(e, small, info.Kind, s.Quality, colours)
		if err != nil {
			return nil, err
		}
		if int64(len(one.Data)) < info.Size {
			list = append(list, one)
		}
	}
	return list, nil
}

// Whole decodes a picture that [Info.CanScale] and returns a [*Fault] where Make would.
func Whole(data []byte) error {
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
		return broken()
	}
	return nil
}

// sizes returns the sizes to make, in rising order.
func (s Settings) sizes(info Info) []image.Point {
	var list []image.Point
	most := s.Widths[len(s.Widths)-1]
	for _, w := range s.Widths {
		if 10*w < 9*info.Width { // one of nearly the same width is of no use
			list = append(list, fit(info, w))
		}
	}
	if info.Width <= most || len(list) == 0 || list[len(list)-1].X < most {
		list = append(list, fit(info, min(info.Width, most)))
	}
	return list
}

// fit returns the size of a picture of some width, at most as high as WebP can be.
func fit(info Info, width int) image.Point {
	height := max(1, (info.Height*width+info.Width/2)/info.Width)
	if height > webp.MaxSide {
		width = max(1, width*webp.MaxSide/height)
		height = webp.MaxSide
	}
	return image.Pt(width, height)
}

// shrunk returns a picture of some size, upright.
func shrunk(source image.Image, info Info, size image.Point) *image.RGBA {
	w, h := size.X, size.Y
	if info.Orientation > 4 {
		w, h = h, w
	}
	return turn(scale(source, w, h), info.Orientation)
}

func encode(e *webp.Encoder, m *image.RGBA, from Kind, quality int, colours []byte) (Made, error) {
	plain := unmultiplied(m)
	out := Made{Kind: WebP, Width: m.Rect.Dx(), Height: m.Rect.Dy()}
	var err error
	out.Data, err = e.Encode(plain, webp.Options{Quality: quality, Method: effort})
	if err != nil {
		return out, err
	}
	if from != JPEG {
		exact, err := e.Encode(plain, webp.Options{Quality: 50, Method: effort, Lossless: true})
		if err != nil {
			return out, err
		}
		if float64(len(exact)) <= drawn*float64(len(out.Data)) {
			out.Data = exact
		}
	}
	if len(colours) > 0 {
		out.Data = withProfileWebP(out.Data, colours, out.Width, out.Height)
	}
	return out, nil
}

// unmultiplied turns colours that are multiplied by their opacity into plain ones.
func unmultiplied(m *image.RGBA) *image.NRGBA {
	out := &image.NRGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
	if m.Opaque() {
		return out
	}
	out.Pix = bytes.Clone(m.Pix)
	for i := 0; i < len(out.Pix); i += 4 {
		if a := int(out.Pix[i+3]); a > 0 && a < 255 {
			for j := range 3 {
				out.Pix[i+j] = uint8(min(255, (int(out.Pix[i+j])*255+a/2)/a))
			}
		}
	}
	return out
}

func fallback(m *image.RGBA, colours []byte) (Made, error) {
	out := Made{Kind: JPEG, Width: m.Rect.Dx(), Height: m.Rect.Dy()}
	var b bytes.Buffer
	var err error
	if m.Opaque() {
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: fallbackQuality})
	} else {
		out.Kind = PNG
		err = png.Encode(&b, m)
	}
	out.Data = b.Bytes()
	switch {
	case err != nil || len(colours) == 0:
	case out.Kind == JPEG:
		out.Data = withProfileJPEG(out.Data, colours)
	default:
		out.Data = withProfilePNG(out.Data, colours)
	}
	return out, err
}
