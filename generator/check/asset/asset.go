// Package asset reads what pictures and films tell beside what they show: where they
// were taken, and who and what took them. It reads metadata alone, in bounded time and
// memory, and never says where or who: only that the file does.
//
// Pictures are read by the library imagemeta: EXIF, XMP and IPTC of JPEG, PNG, WebP,
// TIFF, HEIC and AVIF files and of the raw files of cameras. Films are MP4, QuickTime
// and 3GP files, whose box moov holds the place by ISO 6709 under ©xyz, loci or
// com.apple.quicktime.location.ISO6709.
package asset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/bep/imagemeta"
)

// Facts are what a file tells.
type Facts struct {
	// Located says that it tells where it was taken.
	Located bool
	// Personal are the names of the tags that tell of a person or of one device, in
	// alphabetical order: Artist, OwnerName, SerialNumber.
	Personal []string
}

// Limits on what is read of a file.
const (
	most     = 2 * time.Second
	mostTags = 2000
	mostTag  = 4 << 10
	mostXMP  = 1 << 20
	mostMoov = 8 << 20
	// mostBoxes is how many boxes of a film are passed by.
	mostBoxes = 1000
)

// Read reads the metadata of a file. Files that are neither pictures nor films by their
// names, and those that cannot be read, tell nothing; an error is one of reading.
func Read(name string, r io.ReadSeeker) (Facts, error) {
	var f Facts
	var err error
	switch format, film := formatOf(name); {
	case film:
		err = f.film(r)
	case format != imagemeta.ImageFormatAuto:
		err = f.picture(format, r)
	}
	slices.Sort(f.Personal)
	f.Personal = slices.Compact(f.Personal)
	return f, err
}

func formatOf(name string) (format imagemeta.ImageFormat, film bool) {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg":
		return imagemeta.JPEG, false
	case ".png":
		return imagemeta.PNG, false
	case ".webp":
		return imagemeta.WebP, false
	case ".tif", ".tiff":
		return imagemeta.TIFF, false
	case ".heic", ".heif":
		return imagemeta.HEIF, false
	case ".avif":
		return imagemeta.AVIF, false
	case ".dng":
		return imagemeta.DNG, false
	case ".cr2":
		return imagemeta.CR2, false
	case ".nef":
		return imagemeta.NEF, false
	case ".arw":
		return imagemeta.ARW, false
	case ".pef":
		return imagemeta.PEF, false
	case ".mp4", ".m4v", ".mov", ".3gp", ".m4a":
		return imagemeta.ImageFormatAuto, true
	}
	return imagemeta.ImageFormatAuto, false
}

// picture reads a picture by the library, which may panic on what no camera writes.
func (f *Facts) picture(format imagemeta.ImageFormat, r io.ReadSeeker) (err error) {
	in := &input{ReadSeeker: r}
	defer func() {
		if recover() != nil {
			err = in.err
		}
	}()
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: in, ImageFormat: format, Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return isPlace(t.Tag) || isPersonal(t.Tag) },
		HandleTag:       func(t imagemeta.TagInfo) error { f.tag(t.Tag, t.Value); return nil },
		HandleXMP:       f.xmp,
		Timeout:         most, LimitNumTags: mostTags, LimitTagSize: mostTag,
	})
	return in.err // a picture that cannot be read is told of where it is shown
}

// input keeps the faults of reading apart from those of the picture.
type input struct {
	io.ReadSeeker
	err error
}

func (in *input) Read(b []byte) (int, error) {
	n, err := in.ReadSeeker.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		in.err = fmt.Errorf("read metadata: %w", err)
	}
	return n, err
}

func isPlace(tag string) bool {
	return tag == "GPSLatitude" || tag == "GPSLongitude" || tag == "GPSDestLatitude" || tag == "GPSDestLongitude"
}

// personalTags are those of EXIF 2.32, of IPTC-IIM and of XMP that name a person or
// one device.
func personalTags() []string {
	return []string{
		"Artist", "XPAuthor", "HostComputer", "OwnerName", "CameraOwnerName", "SerialNumber", "BodySerialNumber", "CameraSerialNumber",
		"LensSerialNumber", "By-line", "Contact", "CaptionWriter", "Writer-Editor",
	}
}

func isPersonal(tag string) bool { return slices.Contains(personalTags(), tag) }

func (f *Facts) tag(name string, value any) {
	switch {
	case isPlace(name):
		n, ok := value.(float64)
		f.Located = f.Located || !ok || n != 0 && !math.IsNaN(n)
	case isPersonal(name) && strings.Trim(fmt.Sprint(value), " \x000") != "":
		f.Personal = append(f.Personal, name)
	}
}

// xmp looks for properties in a packet by their names.
func (f *Facts) xmp(r io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(r, mostXMP))
	if err != nil {
		return err
	}
	has := func(name string) bool { return bytes.Contains(data, []byte(name)) }
	f.Located = f.Located || has("exif:GPSLatitude") || has("exif:GPSLongitude")
	for _, p := range []struct{ property, tag string }{
		{"aux:SerialNumber", "SerialNumber"}, {"exifEX:BodySerialNumber", "BodySerialNumber"}, {"aux:LensSerialNumber", "LensSerialNumber"},
		{"exifEX:LensSerialNumber", "LensSerialNumber"}, {"aux:OwnerName", "OwnerName"}, {"exifEX:CameraOwnerName", "CameraOwnerName"},
		{"dc:creator", "Artist"}, {"photoshop:CaptionWriter", "CaptionWriter"}, {"Iptc4xmpCore:CreatorContactInfo", "Contact"},
	} {
		if has(p.property) {
			f.Personal = append(f.Personal, p.tag)
		}
	}
	_, err = io.Copy(io.Discard, r)
	return err
}

// film looks for the place in the box moov of a film (ISO/IEC 14496-12).
func (f *Facts) film(r io.ReadSeeker) error {
	at := int64(0)
	for range mostBoxes {
		if _, err := r.Seek(at, io.SeekStart); err != nil {
			return fmt.Errorf("read metadata: %w", err)
		}
		var head [16]byte
		n, err := io.ReadFull(r, head[:])
		if n < 8 {
			return ignoreEnd(err)
		}
		size, start := int64(binary.BigEndian.Uint32(head[:])), int64(8)
		if size == 1 && n == 16 {
			size, start = int64(binary.BigEndian.Uint64(head[8:])), 16
		}
		if string(head[4:8]) == "moov" {
			return f.moov(r, at+start, size-start)
		}
		if size < start || size > math.MaxInt64-at {
			return nil // to the end, or none
		}
		at += size
	}
	return nil
}

func (f *Facts) moov(r io.ReadSeeker, at, size int64) error {
	if _, err := r.Seek(at, io.SeekStart); err != nil {
		return fmt.Errorf("read metadata: %w", err)
	}
	if size < 0 || size > mostMoov {
		size = mostMoov
	}
	data, err := io.ReadAll(io.LimitReader(r, size))
	for _, mark := range []string{"\xa9xyz", "loci\x00\x00\x00\x00", "com.apple.quicktime.location.ISO6709"} {
		f.Located = f.Located || bytes.Contains(data, []byte(mark))
	}
	return ignoreEnd(err)
}

func ignoreEnd(err error) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return fmt.Errorf("read metadata: %w", err)
}
