// Package document gives the text of a document, so that what must not be published
// is found in downloads too. It knows of no site and no page: it is given a name and
// bytes, and gives parts, each with its place.
//
// # Formats, by the end of the name
//
//	.docx .docm .dotx   paragraphs (deleted but tracked ones too), text boxes, headers,
//	                    footers, comments, notes, targets of links, properties
//	.xlsx .xlsm .xltx   every cell of every sheet, hidden ones too, numbers without
//	                    exponent; comments, text boxes, headers, footers, properties
//	.pptx .pptm .ppsx   slides, notes, comments, properties
//	.pdf                pages, forms, annotations, properties
//	.txt .csv .tsv .md  lines, in UTF-8, UTF-16 or GB 18030
//	.json               strings
//	.html .htm .xhtml   text, and the attributes that people read
//	.svg .xml           text, by element
//
// PDF is read with pdfcpu, which repairs broken files, knows all filters, opens files
// that are encrypted with an empty password, and keeps limits; the text of its pages
// is put together here, with the fonts' ToUnicode tables or, without such, the
// predefined encodings of Chinese fonts (GBK-EUC-H, UniGB-UCS2-H …), which typesetting
// systems of official documents leave without a table.
//
// # Errors
//
// [Text] ends with one error at most, which is one of these ([errors.Is]); what was
// given before stays true:
//
//	ErrFormat     no format of the above: .doc, .xls, .ppt, .wps, .et, archives
//	ErrEncrypted  a password is needed
//	ErrTooLarge   larger than the limits below
//	ErrBroken     not what its name says, or damaged
//	ErrNoText     a PDF whose pages are pictures, or whose fonts do not tell characters
//
// # Limits
//
// A document may have 256 MiB, unpack to 256 MiB and one of its files to 64 MiB, and
// have 64 MiB of text; XML may nest 200 deep, entities of its own are not expanded. Of
// a PDF 10 million operators are read, 30 seconds long.
package document

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"
)

// What a document may be refused for.
var (
	ErrFormat    = errors.New("format not readable")
	ErrEncrypted = errors.New("document is encrypted")
	ErrTooLarge  = errors.New("document is too large")
	ErrBroken    = errors.New("document is broken")
	ErrNoText    = errors.New("document has no text that can be read")
)

const (
	maxFile   = 256 << 20
	maxPacked = 256 << 20 // all files of an archive, unpacked
	maxMember = 64 << 20  // one of them
	maxText   = 64 << 20
	maxDepth  = 200
)

// PlaceKind is what a place counts.
type PlaceKind string

// The kinds of places. Number counts from one; that of a Line is the first line's of
// the text. Cells, sheets and properties have a Name.
const (
	Line       PlaceKind = "line"
	Paragraph  PlaceKind = "paragraph"
	Header     PlaceKind = "header"
	Footer     PlaceKind = "footer"
	Comment    PlaceKind = "comment"
	Note       PlaceKind = "note"
	Link       PlaceKind = "link"
	Slide      PlaceKind = "slide"
	Page       PlaceKind = "page"
	Cell       PlaceKind = "cell"  // Name is like "Sheet1!B7"
	Sheet      PlaceKind = "sheet" // Name is the sheet's; its headers, footers and own name
	Drawing    PlaceKind = "drawing"
	Properties PlaceKind = "properties" // Name is the property's, such as "creator"
)

// A Place is where in a document a part stands.
type Place struct {
	Kind   PlaceKind
	Number int
	Name   string
}

// String is a place in English, for those who write programs.
func (p Place) String() string {
	switch {
	case p.Name != "":
		return string(p.Kind) + " " + p.Name
	case p.Number > 0:
		return fmt.Sprintf("%s %d", p.Kind, p.Number)
	}
	return string(p.Kind)
}

// A Part is a piece of text that belongs together: a paragraph, a cell, a page.
type Part struct {
	Place Place
	Text  string
}

// A sink takes the parts of a document.
type sink struct {
	yield func(Part, error) bool
	bytes int
	ended bool
}

// errEnded tells readers that nobody asks for more.
var errEnded = errors.New("ended")

// put gives a part on; blank ones are left out.
func (s *sink) put(p Place, text string) error {
	if s.ended {
		return errEnded
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if s.bytes += len(text); s.bytes > maxText {
		return ErrTooLarge
	}
	if !s.yield(Part{p, text}, nil) {
		s.ended = true
		return errEnded
	}
	return nil
}

// Readable is whether Text knows the format that a name ends in.
func Readable(name string) bool { return readerOf(name) != nil }

type reader func(ctx context.Context, s *sink, r io.ReaderAt, size int64) error

func readerOf(name string) reader {
	switch strings.ToLower(path.Ext(name)) {
	case ".docx", ".docm", ".dotx", ".dotm":
		return readWord
	case ".xlsx", ".xlsm", ".xltx", ".xltm":
		return readWorkbook
	case ".pptx", ".pptm", ".ppsx", ".potx":
		return readSlides
	case ".pdf":
		return readPDF
	case ".txt", ".csv", ".tsv", ".md", ".log", ".yaml", ".yml":
		return readLines
	case ".json":
		return readJSON
	case ".html", ".htm", ".xhtml":
		return readHTML
	case ".svg", ".xml":
		return readXML
	}
	return nil
}

// Text gives the parts of a document in its order. The document is named so that its
// format is known, and read from r, which has size bytes. An error is the last thing
// given.
func Text(ctx context.Context, name string, r io.ReaderAt, size int64) iter.Seq2[Part, error] {
	return func(yield func(Part, error) bool) {
		s := &sink{yield: yield}
		err := readAll(ctx, s, name, r, size)
		if err != nil && !s.ended {
			yield(Part{}, err)
		}
	}
}

// readAll makes an error of a panic of a library.
func readAll(ctx context.Context, s *sink, name string, r io.ReaderAt, size int64) (err error) {
	asked := false
	yield := s.yield
	s.yield = func(p Part, err error) bool {
		asked = true
		more := yield(p, err)
		asked = false
		return more
	}
	defer func() {
		if x := recover(); x != nil {
			if asked { // the caller's own
				panic(x)
			}
			err = fmt.Errorf("%w: %v", ErrBroken, x)
		}
	}()
	read := readerOf(name)
	if read == nil {
		return ErrFormat
	}
	if size > maxFile {
		return ErrTooLarge
	}
	return classified(read(ctx, s, r, size))
}

// classified makes every error one of this package's.
func classified(err error) error {
	if err == nil || errors.Is(err, errEnded) {
		return err
	}
	for _, known := range []error{ErrFormat, ErrEncrypted, ErrTooLarge, ErrBroken, ErrNoText, context.Canceled} {
		if errors.Is(err, known) {
			return err
		}
	}
	return fmt.Errorf("%w: %v", ErrBroken, err)
}
