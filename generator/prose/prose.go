// Package prose holds what a content file says as pieces of text that know where
// they are written: each value of the front matter, each paragraph, heading and
// table cell, each description and address. Packages content and markup cut files
// into pieces; the checks read them, and report and mend at the right place.
package prose

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"touyan/generator/diag"
)

// File is the text of a file whose places can be named.
type File struct {
	// Path is slash-separated, from the site's folder: content/cases/x.md.
	Path string
	// Text is normalised, see [Normalize]; offsets are bytes of it.
	Text string
	// heads are the offsets of the lines.
	heads []int
}

// NewFile returns the file of a path with its bytes normalised.
func NewFile(path string, data []byte) *File {
	f := &File{Path: path, Text: string(Normalize(data)), heads: []int{0}}
	for i := range len(f.Text) {
		if f.Text[i] == '\n' {
			f.heads = append(f.heads, i+1)
		}
	}
	return f
}

// Normalize makes text valid for parsers and HTML: UTF-8, no NUL, lines ended by
// \n alone, no byte order mark. No character changes its line or column.
func Normalize(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		text = bytes.ReplaceAll(text, []byte("\r"), []byte(" "))
	}
	if bytes.IndexByte(text, 0) >= 0 {
		text = bytes.ReplaceAll(text, []byte{0}, []byte("\uFFFD"))
	}
	return text
}

// Position returns the place of an offset.
func (f *File) Position(offset int) diag.Position {
	offset = max(0, min(offset, len(f.Text)))
	line := f.Line(offset)
	return diag.Position{File: f.Path, Line: line, Col: utf8.RuneCountInString(f.Text[f.heads[line-1]:offset]) + 1}
}

// Offset returns the offset of a place, the nearest there is.
func (f *File) Offset(pos diag.Position) int {
	line := max(1, min(pos.Line, len(f.heads)))
	offset := f.heads[line-1]
	for col := 1; col < pos.Col && offset < len(f.Text) && f.Text[offset] != '\n'; col++ {
		_, n := utf8.DecodeRuneInString(f.Text[offset:])
		offset += n
	}
	return offset
}

// Lines returns how many lines the file has.
func (f *File) Lines() int { return len(f.heads) }

// Line returns the number of the line that an offset is in, from 1.
func (f *File) Line(offset int) int {
	line, found := slices.BinarySearch(f.heads, offset)
	if found {
		line++
	}
	return line
}

// LineText returns a line, from 1, without its end; "" where there is none.
func (f *File) LineText(line int) string {
	if line < 1 || line > len(f.heads) {
		return ""
	}
	text, _, _ := strings.Cut(f.Text[f.heads[line-1]:], "\n")
	return text
}

// Kind is what a piece is in its file.
type Kind uint8

// The kinds of piece.
const (
	// Fact is a value of the front matter; Key says which.
	Fact Kind = iota
	// Paragraph is running text, also of list items, definitions and footnotes.
	Paragraph
	Heading
	// Cell is a cell of a table.
	Cell
	// Code is a block of code.
	Code
	// Alt describes a picture, Tip is the title of a link or a picture.
	Alt
	Tip
	// Address is where a link or a picture leads, as written; Key is link or image.
	Address
	// HTML is text between raw tags of a block, Attribute the value of a raw tag's
	// attribute that is none of the above; Key is its name.
	HTML
	Attribute
	// Comment is what stands between <!-- and -->, which no reader sees.
	Comment
)

// Piece is a stretch of text as a reader sees it: marks are left out, escapes and
// references read, line ends between Chinese characters gone.
type Piece struct {
	Kind Kind
	// Key is the path of a fact (outcomes.0.note), else what the kind says.
	Key string
	// Level is a heading's, 1 to 6, as written.
	Level int
	// Quoted says that it stands in a block quotation, List how many lists it is in,
	// Item its number in the innermost one, from 1.
	Quoted bool
	List   int
	Item   int
	// Block counts the blocks of the body's top level, from 1; 0 for facts.
	Block int
	// Row and Col are a cell's, from 0; row 0 is the head.
	Row, Col int
	// Fenced says that a block of code stands between fences.
	Fenced bool
	Text   string
	// Verbatim are stretches of Text that are code or a bare address.
	Verbatim []Range
	// Broken are the places in Text where the source has a line end.
	Broken []int
	runs   []run
}

// Range is a stretch of bytes.
type Range struct{ Start, End int }

// run maps text from an offset on to the file; where exact is false the text up to
// the next run stands for the n bytes there.
type run struct {
	text, file, n int
	exact         bool
}

// Offset returns where a byte of the text is written in the file.
func (p *Piece) Offset(i int) int {
	r := p.run(i)
	switch {
	case r == nil:
		return 0
	case r.exact:
		return r.file + min(i-r.text, r.n)
	case i > r.text:
		return r.file + r.n
	}
	return r.file
}

// Source returns the bytes of the file that a stretch of the text is written in.
// exact says that they are the same bytes, so that one can be put for the other.
func (p *Piece) Source(start, end int) (at Range, exact bool) {
	first, last := p.run(start), p.run(max(start, end-1))
	if first == nil || last == nil {
		return Range{}, false
	}
	at = Range{p.Offset(start), p.Offset(max(start, end-1))}
	if end > start {
		at.End++
		if !last.exact {
			at.End = last.file + last.n
		}
	}
	return at, first == last && first.exact
}

func (p *Piece) run(i int) *run {
	if len(p.runs) == 0 {
		return nil
	}
	at, found := slices.BinarySearchFunc(p.runs, i, func(r run, i int) int { return r.text - i })
	if !found {
		at = max(at-1, 0)
	}
	return &p.runs[at]
}

// InVerbatim reports whether a byte of the text is code or a bare address.
func (p *Piece) InVerbatim(i int) bool {
	return slices.ContainsFunc(p.Verbatim, func(r Range) bool { return r.Start <= i && i < r.End })
}

// Builder puts a piece together.
type Builder struct {
	Piece
	text []byte
}

// Copy appends text that is written at an offset of the file as it is.
func (b *Builder) Copy(text []byte, file int) {
	if len(text) == 0 {
		return
	}
	if n := len(b.runs); n > 0 {
		if last := &b.runs[n-1]; last.exact && last.file+last.n == file && last.text+last.n == len(b.text) {
			last.n += len(text)
			b.text = append(b.text, text...)
			return
		}
	}
	b.runs = append(b.runs, run{text: len(b.text), file: file, n: len(text), exact: true})
	b.text = append(b.text, text...)
}

// Put appends text that n bytes of the file stand for.
func (b *Builder) Put(text string, file, n int) {
	if text == "" {
		return
	}
	b.runs = append(b.runs, run{text: len(b.text), file: file, n: n})
	b.text = append(b.text, text...)
}

// Stand notes where a piece without text stands.
func (b *Builder) Stand(file int) {
	if len(b.runs) == 0 {
		b.runs = append(b.runs, run{file: file})
	}
}

// Len returns the length of the text so far, Last its last character or 0.
func (b *Builder) Len() int { return len(b.text) }

// Last returns the last character so far, or 0.
func (b *Builder) Last() rune {
	if len(b.text) == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRune(b.text)
	return r
}

// Done returns the piece; the builder begins another.
func (b *Builder) Done() Piece {
	b.Piece.Text = string(b.text)
	p := b.Piece
	*b = Builder{text: b.text[:0]}
	return p
}
