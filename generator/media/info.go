package media

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // the formats that browsers show
	_ "image/jpeg" //
	_ "image/png"  //
	"path"
	"strings"

	_ "golang.org/x/image/webp"

	"touyan/generator/diag"
)

// Kind is the format of a picture, as its bytes tell; "" is none that is known.
type Kind string

// The formats that pages may show.
const (
	JPEG Kind = "JPEG"
	PNG  Kind = "PNG"
	GIF  Kind = "GIF"
	WebP Kind = "WebP"
	SVG  Kind = "SVG"
)

// What a picture may take.
const (
	// MaxFile is the most bytes of a file.
	MaxFile = 256 << 20
	// MaxPixels is the most pixels of a picture, MaxDecoded the most bytes that it
	// may take once decoded: 150 megapixels of 4 bytes.
	MaxPixels  = 150_000_000
	MaxDecoded = 4 * MaxPixels
)

// Info is what the head of a picture tells.
type Info struct {
	Kind Kind
	// Width and Height are in pixels, as the picture is shown: turned as its
	// Orientation says. 0 where they are not known.
	Width, Height int
	// Orientation is that of EXIF for a JPEG, 1 to 8; 1 or 0 is upright.
	Orientation int
	// Animated says that there is more than one frame.
	Animated bool
	// Decoded is how many bytes the picture takes while it is decoded.
	Decoded int64
	// Size is the length of the file.
	Size int64
}

// Fault says what is wrong with a picture: the code of a finding, and its arguments
// from the second on; the first is the picture's file.
type Fault struct {
	Code string
	Args []any
}

// Error returns the code, for logs.
func (f *Fault) Error() string { return f.Code }

// At returns the finding about a file at the place that shows it.
func (f *Fault) At(pos diag.Position, file string) diag.Diagnostic {
	return diag.Diagnostic{Pos: pos, Code: f.Code, Args: append([]any{file}, f.Args...)}
}

func broken() *Fault { return &Fault{Code: "broken-image"} }

// kinds are the formats of extensions.
var kinds = map[string]Kind{".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".gif": GIF, ".webp": WebP, ".svg": SVG}

// KindOf returns the format that a file's name claims.
func KindOf(name string) Kind { return kinds[strings.ToLower(path.Ext(name))] }

// IsImage reports whether a file's name is that of a picture.
func IsImage(name string) bool { return KindOf(name) != "" }

// Extension is the usual end of a format's names.
func (k Kind) Extension() string {
	if k == JPEG {
		return ".jpg"
	}
	return "." + strings.ToLower(string(k))
}

// sniff tells the format of some bytes. Formats that browsers of today do not all
// show are told too, to be named.
func sniff(data []byte) Kind {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return JPEG
	case bytes.HasPrefix(data, []byte(pngMark)):
		return PNG
	case bytes.HasPrefix(data, []byte("GIF8")):
		return GIF
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return WebP
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		if strings.HasPrefix(string(data[8:12]), "avi") {
			return "AVIF"
		}
		return "HEIC"
	case bytes.HasPrefix(data, []byte("BM")) && len(data) > 26:
		return "BMP"
	case bytes.HasPrefix(data, []byte("II*\x00")), bytes.HasPrefix(data, []byte("MM\x00*")):
		return "TIFF"
	}
	return ""
}

// Inspect reads the head of a picture that is dots (SVG has [SVGSize]): what it is
// and how large, without decoding it. It returns a fault where the bytes are no
// picture, not that of the name's extension, or too large:
//
//	broken-image     the bytes are no picture, or end too early
//	image-type       2 the format it is, 3 the extension that it should have
//	image-format     2 the format it is, one that not all browsers show
//	image-too-large  2 width×height, 3 the MiB it takes once decoded, 4 the most
//	                 pixels in millions, 5 the most MiB
func Inspect(name string, data []byte) (Info, *Fault) {
	kind := sniff(data)
	if kind == "" {
		if s := bytes.TrimLeft(data, "\ufeff \t\r\n"); bytes.HasPrefix(s, []byte("<svg")) || bytes.HasPrefix(s, []byte("<?xml")) {
			kind = SVG
		}
	}
	info := Info{Kind: kind, Size: int64(len(data))}
	switch want := KindOf(name); {
	case kind == "":
		return info, broken()
	case kind != want:
		if !IsImage("x" + kind.Extension()) {
			return info, &Fault{Code: "image-format", Args: []any{string(kind)}}
		}
		return info, &Fault{Code: "image-type", Args: []any{string(kind), kind.Extension()}}
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return info, broken()
	}
	if c.Width < 1 || c.Height < 1 {
		return info, broken()
	}
	info.Width, info.Height = c.Width, c.Height
	perPixel := 4.0
	switch kind {
	case JPEG:
		h := readJPEG(data)
		perPixel, info.Orientation = h.perPixel, h.orientation
		if info.Orientation > 4 {
			info.Width, info.Height = info.Height, info.Width
		}
	case PNG:
		perPixel, info.Animated = readPNG(data)
	case WebP:
		perPixel, info.Animated = 8, isAnimatedWebP(data)
	case GIF:
		info.Animated = true // as far as anyone needs to know: it is never decoded
	}
	info.Decoded = int64(float64(c.Width) * float64(c.Height) * perPixel)
	if int64(c.Width)*int64(c.Height) > MaxPixels || info.Decoded > MaxDecoded {
		size := image.Pt(info.Width, info.Height)
		return info, tooLarge(size, info.Decoded)
	}
	return info, nil
}

func tooLarge(size image.Point, decoded int64) *Fault {
	return &Fault{Code: "image-too-large", Args: []any{dimensions(size), decoded >> 20, MaxPixels / 1_000_000, MaxDecoded >> 20}}
}

func dimensions(p image.Point) string { return fmt.Sprintf("%d×%d", p.X, p.Y) }
