package media

import (
	"bytes"
	"encoding/binary"
)

// jpegHead is what the segments before a JPEG's dots tell.
type jpegHead struct {
	orientation int
	// perPixel is how many bytes image/jpeg takes for a pixel while it decodes:
	// its planes, the coefficients of a progressive picture (32 bits each), and a
	// second picture where the planes are red, green and blue or cyan to black.
	perPixel float64
	profile  []byte
}

// jpegSegment is a marker with what follows it: its payload, or nothing.
type jpegSegment struct {
	marker  byte
	payload []byte
	// whole are the bytes of marker, length and payload, and for a scan those of
	// the dots behind it.
	whole []byte
}

const (
	jpegSOI  = 0xd8
	jpegEOI  = 0xd9
	jpegSOS  = 0xda
	jpegAPP0 = 0xe0
	jpegCOM  = 0xfe
)

// jpegSegments yields the segments of a JPEG up to and with its end; ok is false
// where that does not come.
func jpegSegments(data []byte, each func(jpegSegment) bool) (ok bool) {
	if len(data) < 2 || data[0] != 0xff || data[1] != jpegSOI {
		return false
	}
	for at := 2; ; {
		start := at
		for at < len(data) && data[at] == 0xff { // a marker may have several
			at++
		}
		if at == start || at >= len(data) {
			return false
		}
		marker := data[at]
		at++
		if marker == jpegEOI {
			each(jpegSegment{marker: marker, whole: []byte{0xff, jpegEOI}})
			return true
		}
		if at+2 > len(data) {
			return false
		}
		n := int(binary.BigEndian.Uint16(data[at:]))
		if n < 2 || at+n > len(data) {
			return false
		}
		s := jpegSegment{marker: marker, payload: data[at+2 : at+n]}
		at += n
		if marker == jpegSOS {
			at = afterScan(data, at)
		}
		s.whole = data[start:at]
		if !each(s) {
			return true
		}
	}
}

// afterScan returns where the dots of a scan end: before the next marker that is
// neither a stuffed byte nor a restart.
func afterScan(data []byte, at int) int {
	for {
		i := bytes.IndexByte(data[at:], 0xff)
		if i < 0 || at+i+1 >= len(data) {
			return len(data)
		}
		at += i
		if next := data[at+1]; next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return at
		}
		at++
	}
}

const (
	exifMark = "Exif\x00\x00"
	iccMark  = "ICC_PROFILE\x00"
)

func readJPEG(data []byte) jpegHead {
	h := jpegHead{orientation: 1, perPixel: 4}
	var frame jpegSegment
	adobe := byte(1)
	parts := map[int][]byte{}
	jpegSegments(data, func(s jpegSegment) bool {
		switch {
		case s.marker == 0xe1 && bytes.HasPrefix(s.payload, []byte(exifMark)):
			h.orientation = orientation(s.payload[len(exifMark):])
		case s.marker == 0xe2 && bytes.HasPrefix(s.payload, []byte(iccMark)) && len(s.payload) > len(iccMark)+2:
			parts[int(s.payload[len(iccMark)])] = s.payload[len(iccMark)+2:]
		case s.marker == 0xee && bytes.HasPrefix(s.payload, []byte("Adobe")) && len(s.payload) >= 12:
			adobe = s.payload[11]
		case s.marker >= 0xc0 && s.marker <= 0xc2:
			frame = s
		}
		return s.marker != jpegSOS
	})
	for i := 1; parts[i] != nil; i++ {
		h.profile = append(h.profile, parts[i]...)
	}
	h.perPixel = jpegBytes(frame, adobe)
	return h
}

// jpegBytes counts the bytes that a pixel takes, by the frame's components.
func jpegBytes(frame jpegSegment, adobe byte) float64 {
	p := frame.payload
	if len(p) < 6 || len(p) < 6+3*int(p[5]) || p[5] == 0 {
		return 4
	}
	planes, most := 0.0, 1.0
	for i := range int(p[5]) {
		f := p[6+3*i+1]
		area := float64(f>>4) * float64(f&15)
		planes, most = planes+area, max(most, area)
	}
	planes /= most
	n := planes
	if frame.marker == 0xc2 {
		n += 4 * planes
	}
	if p[5] == 4 || p[5] == 3 && adobe == 0 {
		n += 4
	}
	return n
}

// cleanJPEG returns a JPEG without what is not needed to show it: EXIF but for a
// turned picture's orientation, XMP, IPTC, comments, thumbnails, and whatever is
// hung on behind its end, such as the film of a moving photo. Nothing is
// compressed anew.
func cleanJPEG(data []byte) ([]byte, bool) {
	out := make([]byte, 0, len(data))
	out = append(out, 0xff, jpegSOI)
	if o := readJPEG(data).orientation; o > 1 {
		out = append(out, orientationSegment(o)...)
	}
	ok := jpegSegments(data, func(s jpegSegment) bool {
		if keepSegment(s) {
			out = append(out, s.whole...)
		}
		return true
	})
	return out, ok
}

// keepSegment keeps what decoding needs and, of the application's segments, the
// JFIF head without a thumbnail, the colour profile and Adobe's kind of colours.
func keepSegment(s jpegSegment) bool {
	switch {
	case s.marker == jpegCOM:
		return false
	case s.marker == jpegAPP0:
		return bytes.HasPrefix(s.payload, []byte("JFIF\x00")) && len(s.payload) == 14
	case s.marker == 0xe2:
		return bytes.HasPrefix(s.payload, []byte(iccMark))
	case s.marker == 0xee:
		return bytes.HasPrefix(s.payload, []byte("Adobe")) && len(s.payload) == 12
	}
	return s.marker < jpegAPP0 || s.marker > 0xef
}

// withProfileJPEG puts a colour profile into a JPEG that has none.
func withProfileJPEG(data, profile []byte) []byte {
	const most = 65533 - len(iccMark) - 2
	n := (len(profile) + most - 1) / most
	if n == 0 || n > 255 {
		return data
	}
	out := append(make([]byte, 0, len(data)+len(profile)+n*20), data[:2]...)
	for i := range n {
		part := profile[i*most : min((i+1)*most, len(profile))]
		out = append(out, 0xff, 0xe2)
		out = binary.BigEndian.AppendUint16(out, uint16(2+len(iccMark)+2+len(part)))
		out = append(append(out, iccMark...), byte(i+1), byte(n))
		out = append(out, part...)
	}
	return append(out, data[2:]...)
}
