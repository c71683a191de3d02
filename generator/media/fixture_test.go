package media

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"testing"

	"touyan/generator/media/webp"
)

// secret is what pictures here say of a person, in every place that can say it.
const secret = "GPS 30.75N 120.75E Zhang San"

// quarters is a picture whose quarters are red, green, blue and white, in order of
// reading.
func quarters(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	colours := []color.RGBA{{250, 0, 0, 255}, {0, 250, 0, 255}, {0, 0, 250, 255}, {250, 250, 250, 255}}
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, colours[2*(2*y/h)+2*x/w])
		}
	}
	return m
}

// photo is a picture with soft and hard edges and a little noise.
func photo(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			n := uint8((x*2654435761 + y*40503) >> 9 & 7)
			wave := 100 + 60*math.Sin(float64(x)/float64(w)*9) + 60*math.Cos(float64(y)/float64(h)*7)
			m.SetRGBA(x, y, color.RGBA{uint8(wave) + n, uint8(x*255/w) + n, uint8(y*200/h) + n, 255})
		}
	}
	return m
}

func toJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func toPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func toWebP(t testing.TB, m *image.RGBA) []byte {
	t.Helper()
	var e webp.Encoder
	defer e.Close()
	data, err := e.Encode(unmultiplied(m), webp.Options{Quality: 80, Method: 2})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func toGIF(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegPart(marker byte, payload string) []byte {
	b := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(payload)+2))
	return append(b, payload...)
}

// exif is EXIF of either byte order with an orientation and a secret.
func exif(order binary.AppendByteOrder, o int) string {
	b := []byte("MM\x00*")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		b = []byte("II*\x00")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 0x010e), 2), uint32(len(secret)))
	b = order.AppendUint32(b, 38)
	b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, orientationTag), 3), 1)
	b = order.AppendUint16(order.AppendUint16(b, uint16(o)), 0)
	return string(order.AppendUint32(b, 0)) + secret
}

const profileBytes = 600

// aProfile is a colour profile as far as anyone here looks into it.
func aProfile() []byte {
	p := make([]byte, profileBytes)
	copy(p[16:], "RGB ")
	copy(p[40:], "Display P3")
	return p
}

// telling puts a secret into a JPEG wherever one may stand.
func tellingJPEG(data []byte, o int) []byte {
	out := bytes.Clone(data[:2])
	for _, part := range [][]byte{
		jpegPart(0xe1, exifMark+exif(binary.LittleEndian, o)),
		jpegPart(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x>"+secret+"</x>"),
		jpegPart(0xe2, "MPF\x00"+secret),
		jpegPart(0xed, "Photoshop 3.0\x008BIM"+secret),
		jpegPart(jpegCOM, secret),
	} {
		out = append(out, part...)
	}
	return append(withProfileJPEG(append(out, data[2:]...), aProfile()), secret...)
}

func pngPart(name, payload string) []byte {
	b := append([]byte(name), payload...)
	out := binary.BigEndian.AppendUint32(nil, uint32(len(payload)))
	return binary.BigEndian.AppendUint32(append(out, b...), crc32.ChecksumIEEE(b))
}

func tellingPNG(data []byte) []byte {
	const head = 33
	out := bytes.Clone(data[:head])
	for _, name := range []string{"tEXt", "iTXt", "zTXt", "eXIf", "tIME", "prVt"} {
		out = append(out, pngPart(name, secret)...)
	}
	return append(withProfilePNG(append(out, data[head:]...), aProfile()), secret...)
}

func tellingWebP(data []byte, w, h int) []byte {
	out := withProfileWebP(data, aProfile(), w, h)
	out[20] |= webpEXIF | webpXMP
	for _, name := range []string{"EXIF", "XMP ", "prvt"} {
		out = appendChunk(out, name, []byte(secret))
	}
	return append(riff(out), secret...)
}

func tellingGIF(data []byte) []byte {
	out := bytes.Clone(data[:len(data)-1])
	out = append(out, 0x21, 0xfe, byte(len(secret)))
	out = append(append(out, secret...), 0)
	out = append(append(out, 0x21, 0xff, 11), "XMP DataXMP"...)
	out = append(append(append(out, byte(len(secret))), secret...), 0)
	return append(append(out, 0x3b), secret...)
}
