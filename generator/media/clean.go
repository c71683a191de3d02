package media

import (
	"bytes"
	"image"
)

// Clean returns a picture of dots without what says who made it, where and with
// what: EXIF with its position, XMP, IPTC, texts, comments, thumbnails, data hung
// on behind its end. Colours and the way it is turned stay, and no dot is
// compressed anew. ok is false where the file ends too early or is damaged.
func Clean(kind Kind, data []byte) (clean []byte, ok bool) {
	switch kind {
	case JPEG:
		clean, ok = cleanJPEG(data)
	case PNG:
		clean, ok = cleanPNG(data)
	case WebP:
		clean, ok = cleanWebP(data)
	case GIF:
		clean, ok = cleanGIF(data)
	}
	return clean, ok && sameHead(data, clean)
}

// sameHead reports whether a cleaned picture is still one, and as large: a damaged
// one may have been read across its own bounds.
func sameHead(data, clean []byte) bool {
	a, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return false
	}
	b, _, err := image.DecodeConfig(bytes.NewReader(clean))
	return err == nil && a.Width == b.Width && a.Height == b.Height
}

// profile returns the colour profile that pictures made from this one need too:
// none where the colours are sRGB or not red, green and blue.
func profile(kind Kind, data []byte) []byte {
	var p []byte
	switch kind {
	case JPEG:
		p = readJPEG(data).profile
	case PNG:
		p = pngProfile(data)
	case WebP:
		p = webpProfile(data)
	}
	if len(p) < 128 || len(p) > maxProfile || string(p[16:20]) != "RGB " || isSRGB(p) {
		return nil
	}
	return p
}

// isSRGB reports whether a profile's description names sRGB, as text or as UTF-16.
func isSRGB(p []byte) bool {
	return bytes.Contains(p, []byte("sRGB")) || bytes.Contains(p, []byte("s\x00R\x00G\x00B"))
}
