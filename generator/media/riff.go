package media

import "encoding/binary"

// The flags of a WebP's chunk VP8X (WebP Container Specification, Extended File
// Format).
const (
	webpAnimation = 1 << 1
	webpXMP       = 1 << 2
	webpEXIF      = 1 << 3
	webpAlpha     = 1 << 4
	webpICC       = 1 << 5
)

// webpChunks yields the chunks of a WebP; ok is false where the file is shorter
// than it says.
func webpChunks(data []byte, each func(name string, payload []byte)) (ok bool) {
	if len(data) < 12 || string(data[:4]) != "RIFF" || string(data[8:12]) != "WEBP" {
		return false
	}
	end := 8 + uint64(binary.LittleEndian.Uint32(data[4:]))
	if end < 12 || end > uint64(len(data)) {
		return false
	}
	data = data[12:end]
	for len(data) >= 8 {
		n := uint64(binary.LittleEndian.Uint32(data[4:]))
		if 8+n > uint64(len(data)) {
			return false
		}
		each(string(data[:4]), data[8:8+n])
		data = data[min(8+n+n&1, uint64(len(data))):]
	}
	return true
}

// appendChunk appends a chunk, to an even length.
func appendChunk(b []byte, name string, payload []byte) []byte {
	b = append(b, name...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(payload)))
	b = append(b, payload...)
	if len(payload)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

// riff closes a WebP whose first 12 bytes were left for its head.
func riff(b []byte) []byte {
	copy(b, "RIFF")
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	copy(b[8:], "WEBP")
	return b
}

func isAnimatedWebP(data []byte) (animated bool) {
	webpChunks(data, func(name string, payload []byte) {
		animated = animated || name == "ANIM" || name == "ANMF"
	})
	return animated
}

// cleanWebP returns a WebP without EXIF, XMP and chunks of no known use.
func cleanWebP(data []byte) ([]byte, bool) {
	out := make([]byte, 12, 12+len(data))
	seen := false
	ok := webpChunks(data, func(name string, payload []byte) {
		switch name {
		case "VP8X":
			if len(payload) == 0 {
				return
			}
			payload = append([]byte{payload[0] &^ (webpEXIF | webpXMP)}, payload[1:]...)
		case "VP8 ", "VP8L", "ANMF":
			seen = true
		case "ALPH", "ANIM", "ICCP":
		default:
			return
		}
		out = appendChunk(out, name, payload)
	})
	return riff(out), ok && seen
}

func webpProfile(data []byte) (profile []byte) {
	webpChunks(data, func(name string, payload []byte) {
		if name == "ICCP" {
			profile = payload
		}
	})
	return profile
}

// withProfileWebP puts a colour profile into a WebP that is as the encoder made
// it.
func withProfileWebP(data, profile []byte, width, height int) []byte {
	head := make([]byte, 10)
	var rest []byte
	flags := byte(webpICC)
	webpChunks(data, func(name string, payload []byte) {
		switch name {
		case "VP8X":
			flags |= payload[0]
			return
		case "ALPH":
			flags |= webpAlpha
		case "VP8L":
			if len(payload) > 4 && payload[4]&0x10 != 0 {
				flags |= webpAlpha
			}
		}
		rest = appendChunk(rest, name, payload)
	})
	head[0] = flags
	put24(head[4:], width-1)
	put24(head[7:], height-1)
	out := appendChunk(make([]byte, 12), "VP8X", head)
	return riff(append(appendChunk(out, "ICCP", profile), rest...))
}

func put24(b []byte, n int) { b[0], b[1], b[2] = byte(n), byte(n>>8), byte(n>>16) }
