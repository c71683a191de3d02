package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
)

const pngMark = "\x89PNG\r\n\x1a\n"

// pngChunks yields the chunks of a PNG up to and with its end; ok is false where
// that does not come or a chunk is damaged.
func pngChunks(data []byte, each func(name string, payload, whole []byte) bool) (ok bool) {
	if !bytes.HasPrefix(data, []byte(pngMark)) {
		return false
	}
	for at := len(pngMark); at+12 <= len(data); {
		n := uint64(binary.BigEndian.Uint32(data[at:]))
		if uint64(at)+12+n > uint64(len(data)) {
			return false
		}
		end := at + 12 + int(n)
		whole := data[at:end]
		if crc32.ChecksumIEEE(whole[4:len(whole)-4]) != binary.BigEndian.Uint32(whole[len(whole)-4:]) {
			return false
		}
		name := string(whole[4:8])
		if !each(name, whole[8:len(whole)-4], whole) || name == "IEND" {
			return true
		}
		at = end
	}
	return false
}

// readPNG tells how many bytes image/png takes for a pixel, and whether there is
// more than one frame.
func readPNG(data []byte) (perPixel float64, animated bool) {
	perPixel = 4
	pngChunks(data, func(name string, p, _ []byte) bool {
		switch {
		case name == "IHDR" && len(p) == 13:
			depth, colours, interlaced := p[8], p[9], p[12] != 0
			switch {
			case colours == 3 || colours == 0 && depth <= 8: // grey may have a transparent tone
				perPixel = 1
				if colours == 0 {
					perPixel = 4
				}
			case depth == 16:
				perPixel = 8
			}
			if interlaced {
				perPixel *= 2
			}
		case name == "acTL":
			animated = true
		}
		return name != "IDAT"
	})
	return perPixel, animated
}

// keptChunks are those that decide how a PNG looks; all others are texts, times,
// EXIF or an editor's own.
var keptChunks = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "cHRM": true, "gAMA": true, "iCCP": true,
	"sBIT": true, "sRGB": true, "cICP": true, "mDCV": true, "cLLI": true, "bKGD": true, "pHYs": true,
	"acTL": true, "fcTL": true, "fdAT": true,
}

// cleanPNG returns a PNG with the chunks that decide how it looks alone, and
// without what is hung on behind its end.
func cleanPNG(data []byte) ([]byte, bool) {
	out := append(make([]byte, 0, len(data)), pngMark...)
	ok := pngChunks(data, func(name string, _, whole []byte) bool {
		if keptChunks[name] {
			out = append(out, whole...)
		}
		return true
	})
	return out, ok
}

// maxProfile is the most bytes of a colour profile that a made picture carries.
const maxProfile = 1 << 20

func pngProfile(data []byte) (profile []byte) {
	pngChunks(data, func(name string, p, _ []byte) bool {
		if name == "iCCP" {
			_, packed, _ := bytes.Cut(p, []byte{0})
			if len(packed) > 1 {
				profile = unzlib(packed[1:])
			}
		}
		return name != "IDAT"
	})
	return profile
}

func unzlib(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(r, maxProfile+1))
	if err != nil || len(out) > maxProfile {
		return nil
	}
	return out
}

// withProfilePNG puts a colour profile into a PNG that has none.
func withProfilePNG(data, profile []byte) []byte {
	var packed bytes.Buffer
	packed.WriteString("iCCPicc\x00\x00")
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(profile) // a Buffer takes everything
	_ = z.Close()
	head := len(pngMark) + 12 + 13
	out := append(make([]byte, 0, len(data)+packed.Len()+8), data[:head]...)
	out = binary.BigEndian.AppendUint32(out, uint32(packed.Len()-4))
	out = append(out, packed.Bytes()...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(packed.Bytes()))
	return append(out, data[head:]...)
}
