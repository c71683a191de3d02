package main

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"slices"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// position is EXIF as a phone writes it: a directory for the position (tag 0x8825)
// with latitude north, and the words that scripts look for.
const position = "Exif\x00\x00MM\x00*\x00\x00\x00\x08" +
	"\x00\x01\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00" +
	"\x00\x01\x00\x01\x00\x02\x00\x00\x00\x02N\x00\x00\x00\x00\x00\x00\x00" +
	"GPS30.75N120.75E"

// photo writes a JPEG of some size that tells where it was taken.
func photo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: photo FILE WIDTH HEIGHT")
	}
	w, err := strconv.Atoi(args[1])
	ts.Check(err)
	h, err := strconv.Atoi(args[2])
	ts.Check(err)
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetRGBA(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8(x * y >> 3), 255})
		}
	}
	var b bytes.Buffer
	ts.Check(jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}))
	segment := append([]byte{0xff, 0xe1, 0, byte(2 + len(position))}, position...)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), slices.Concat(b.Bytes()[:2], segment, b.Bytes()[2:]), 0o644))
}
