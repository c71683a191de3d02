package asset

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tiff is EXIF with texts in its first directory and, where lat is not 0, a position.
func tiff(texts map[uint16]string, lat uint32) []byte {
	var dir, values []byte
	n := len(texts)
	if lat > 0 {
		n++
	}
	base := uint32(8 + 2 + 12*n + 4)
	entry := func(tag, kind uint16, count, value uint32) {
		dir = binary.BigEndian.AppendUint16(dir, tag)
		dir = binary.BigEndian.AppendUint16(dir, kind)
		dir = binary.BigEndian.AppendUint32(dir, count)
		dir = binary.BigEndian.AppendUint32(dir, value)
	}
	for _, tag := range []uint16{0x013b, 0x013c, 0xa431} {
		if text, ok := texts[tag]; ok {
			text += "\x00"
			entry(tag, 2, uint32(len(text)), base+uint32(len(values)))
			values = append(values, text...)
		}
	}
	if lat > 0 {
		entry(0x8825, 4, 1, base+uint32(len(values)))
		gps := base + uint32(len(values)) + 2 + 4*12 + 4
		var sub []byte
		for _, e := range [][4]uint32{{1, 2, 2, 'N' << 24}, {2, 5, 3, gps}, {3, 2, 2, 'E' << 24}, {4, 5, 3, gps}} {
			sub = binary.BigEndian.AppendUint16(sub, uint16(e[0]))
			sub = binary.BigEndian.AppendUint16(sub, uint16(e[1]))
			sub = binary.BigEndian.AppendUint32(sub, e[2])
			sub = binary.BigEndian.AppendUint32(sub, e[3])
		}
		values = append(binary.BigEndian.AppendUint16(values, 4), sub...)
		values = append(values, 0, 0, 0, 0)
		for _, n := range []uint32{lat, 1, 0, 1, 0, 1} {
			values = binary.BigEndian.AppendUint32(values, n)
		}
	}
	out := append([]byte("MM\x00*\x00\x00\x00\x08"), byte(n>>8), byte(n))
	return slices.Concat(out, dir, []byte{0, 0, 0, 0}, values)
}

func withEXIF(t testing.TB, exif []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	if exif == nil {
		return b.Bytes()
	}
	return segment(b.Bytes(), "Exif\x00\x00"+string(exif))
}

func segment(jpg []byte, payload string) []byte {
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(2+len(payload)))
	return slices.Concat(jpg[:2], head, []byte(payload), jpg[2:])
}

func box(name, payload string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(payload)))) + name + payload
}

func TestRead(t *testing.T) {
	const xmp = "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description xmlns:exif=\"http://ns.adobe.com/exif/1.0/\" xmlns:aux=\"http://ns.adobe.com/exif/1.0/aux/\" "
	const end = "/></rdf:RDF></x:xmpmeta>"
	var plain bytes.Buffer
	if err := png.Encode(&plain, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file string
		data []byte
		want Facts
	}{
		"a place":                {"a.jpg", withEXIF(t, tiff(nil, 30)), Facts{Located: true}},
		"no place, a zero one":   {"a.jpg", withEXIF(t, tiff(map[uint16]string{0x013b: "    "}, 0)), Facts{}},
		"a person, a device":     {"a.JPEG", withEXIF(t, tiff(map[uint16]string{0x013b: "somebody", 0x013c: "somewhere"}, 0)), Facts{Personal: []string{"Artist", "HostComputer"}}},
		"nothing":                {"a.jpg", withEXIF(t, nil), Facts{}},
		"a place by XMP":         {"a.jpg", segment(withEXIF(t, nil), xmp+"exif:GPSLatitude=\"30,1N\" aux:SerialNumber=\"1\""+end), Facts{Located: true, Personal: []string{"SerialNumber"}}},
		"other XMP":              {"a.jpg", segment(withEXIF(t, nil), xmp+"exif:ISO=\"100\""+end), Facts{}},
		"a TIFF":                 {"a.tif", tiff(nil, 30), Facts{Located: true}},
		"a plain PNG":            {"a.png", plain.Bytes(), Facts{}},
		"no picture":             {"a.jpg", []byte("text"), Facts{}},
		"another name":           {"a.pdf", withEXIF(t, tiff(nil, 30)), Facts{}},
		"a film with a place":    {"a.mp4", []byte(box("ftyp", "isom") + box("mdat", "xx") + box("moov", box("udta", box("\xa9xyz", "+30/")))), Facts{Located: true}},
		"one of a phone":         {"a.MOV", []byte(box("moov", box("meta", "com.apple.quicktime.location.ISO6709"))), Facts{Located: true}},
		"a film without":         {"a.mp4", []byte(box("ftyp", "isom") + box("mdat", "\xa9xyz") + box("moov", box("udta", ""))), Facts{}},
		"a film cut short":       {"a.mp4", []byte(box("ftyp", "isom") + "\x00\x00\x00\x01mdat"), Facts{}},
		"a film that never ends": {"a.mp4", []byte("\x00\x00\x00\x00mdat\xa9xyz"), Facts{}},
	} {
		got, err := Read(c.file, bytes.NewReader(c.data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// FuzzRead: whatever the bytes, reading ends, without a panic.
func FuzzRead(f *testing.F) {
	f.Add("a.jpg", withEXIF(f, tiff(map[uint16]string{0x013b: "n"}, 30)))
	f.Add("a.tif", tiff(nil, 30))
	f.Add("a.mp4", []byte(box("ftyp", "isom")+box("moov", box("udta", box("\xa9xyz", "+30/")))))
	f.Add("a.heic", []byte(box("ftyp", "heic")+box("meta", strings.Repeat("\x00", 40))))
	f.Add("a.webp", []byte("RIFF\x20\x00\x00\x00WEBPEXIF\x08\x00\x00\x00MM\x00*\x00\x00\x00\x08"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if _, err := Read(name, bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	})
}
