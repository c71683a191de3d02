package check

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/config"
)

func TestAssets(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"a description":             {"![村民在葡萄架下议事](a.jpg)\n", ""},
		"none":                      {"一 ![](a.jpg)\n", "4:3 warning image-without-alt []\n"},
		"none, by reference":        {"一 ![][a] ![现场](b.jpg)\n\n[a]: a.jpg\n", "4:3 warning image-without-alt []\n"},
		"a tag":                     {"<img src=\"a.jpg\" width=\"3\">\n", "4:1 warning image-without-alt []\n"},
		"a tag that decorates":      {"<img src=\"a.jpg\" alt=\"\">\n", ""},
		"a tag with words":          {"一 <img alt=\"议事现场\" src=\"a.jpg\"> 二\n", ""},
		"a name":                    {"![IMG_20260131_101010](a.jpg)\n", "4:3 warning alt-is-file-name [IMG_20260131_101010]\n"},
		"a name with extension":     {"![现场.JPG](a.jpg)\n", "4:3 warning alt-is-file-name [现场.JPG]\n"},
		"its own name":              {"![site-photo](site-photo.png)\n", "4:3 warning alt-is-file-name [site-photo]\n"},
		"its own name, in words":    {"![议事现场](议事现场.png)\n", ""},
		"one of a messenger":        {"![微信图片_20260131101010](a.jpg)\n", "4:3 warning alt-is-file-name [微信图片_20260131101010]\n"},
		"a word and a number":       {"![图片 1](a.jpg)\n", "4:3 hint alt-says-nothing [图片 1]\n"},
		"图一":                        {"![图一](a.jpg)\n", "4:3 hint alt-says-nothing [图一]\n"},
		"words about a picture":     {"![图一 议事流程](a.jpg)\n", ""},
		"img in code":               {"`<img src=a>`\n\n```\n<img src=a>\n```\n", ""},
		"a film":                    {"看[录像](b.mp4)\n", "4:7 warning video-without-captions [b.mp4]\n"},
		"a film with captions":      {"看[录像](b.mp4)（[字幕](b.vtt)）\n", ""},
		"a film with its words":     {"看[录像](a.mp4)\n", ""},
		"a film of another site":    {"[录像](https://example.org/v/x.MP4?t=1)\n", "4:6 warning video-without-captions [x.MP4?t=1]\n"},
		"a film, words of another":  {"[一](b.mp4)\n\n字幕\n", "4:5 warning video-without-captions [b.mp4]\n"},
		"a page on films":           {"[录像](b.md)\n", ""},
		"a recording":               {"- [录音](c.mp3)\n- [文字稿](c.docx)\n", ""},
		"an address in a paragraph": {"![现场](https://example.org/a.png)\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			k, _ := New(config.Default())
			k.Source = fstest.MapFS{"content/cases/x/a.vtt": {}}
			p := pageOf(t, "cases/x/index.md", "---\ntitle: t\n---\n"+c.body)
			f := &findings{checker: k, page: p}
			k.assets(p, f)
			if diff := cmp.Diff(c.want, told(f.list)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCoverIsDescribed(t *testing.T) {
	k, _ := New(config.Default())
	p := pageOf(t, "cases/x/index.md", "---\ntitle: t\ncover: {src: a.jpg, alt: 封面}\n---\n")
	f := &findings{checker: k, page: p}
	k.assets(p, f)
	if got := told(f.list); got != "3:26 hint alt-says-nothing [封面]\n" {
		t.Error(got)
	}
}

type opened struct{ *bytes.Reader }

func (opened) Close() error { return nil }

func fileOf(path, data string, size int64) File {
	if size == 0 {
		size = int64(len(data))
	}
	return File{Path: path, Size: size, Open: func() (Opened, error) { return opened{bytes.NewReader([]byte(data))}, nil }}
}

func TestFiles(t *testing.T) {
	// tiff tells a position (tag 0x8825) of 30 degrees, and an artist.
	const tiff = "MM\x00*\x00\x00\x00\x08\x00\x02" +
		"\x01\x3b\x00\x02\x00\x00\x00\x08\x00\x00\x00\x26" + "\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x2e" + "\x00\x00\x00\x00" +
		"someone\x00" +
		"\x00\x02" + "\x00\x01\x00\x02\x00\x00\x00\x02N\x00\x00\x00" + "\x00\x02\x00\x05\x00\x00\x00\x03\x00\x00\x00\x4c" + "\x00\x00\x00\x00" +
		"\x00\x00\x00\x1e\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01"
	const jpeg = "\xff\xd8\xff\xe1\x00\x6cExif\x00\x00" + tiff + "\xff\xd9"
	for name, c := range map[string]struct {
		file File
		want string
	}{
		"a photo with a place":   {fileOf("content/a.jpg", jpeg, 0), "0:0 hint picture-location []\n0:0 hint picture-personal [Artist]\n"},
		"a TIFF with a place":    {fileOf("content/a.tiff", tiff, 0), "0:0 error file-location []\n0:0 warning file-personal [Artist]\n"},
		"a photo without":        {fileOf("content/a.jpg", "\xff\xd8\xff\xd9", 0), ""},
		"a document":             {fileOf("content/a.dwg", tiff, 0), ""},
		"a heavy picture":        {fileOf("content/a.png", "", heavyPicture+1), "0:0 hint picture-heavy [2.0 2]\n"},
		"a picture":              {fileOf("content/a.png", "", heavyPicture), ""},
		"a heavy download":       {fileOf("content/a.dwg", "", heavyDownload+heavyDownload/2), "0:0 warning download-heavy [30.0 20]\n"},
		"a download":             {fileOf("content/a.dwg", "", heavyDownload), ""},
		"a heavy film":           {fileOf("content/a.mp4", "", heavyFilm+1), "0:0 warning video-heavy [100.0 100]\n"},
		"a film":                 {fileOf("content/a.mp4", "", heavyFilm), ""},
		"a film with a place":    {fileOf("content/a.mp4", "\x00\x00\x00\x14moov\x00\x00\x00\x0cudta\xa9xyz", 0), "0:0 error file-location []\n"},
		"a picture of no format": {fileOf("content/a.heic", strings.Repeat("x", 100), 0), ""},
	} {
		k, _ := New(config.Default())
		list, err := k.File(t.Context(), c.file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.want, told(list)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
