package document

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	htmlcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// charset decodes an XML file that names an encoding other than UTF-8.
func charset(label string, r io.Reader) (io.Reader, error) {
	return htmlcharset.NewReaderLabel(label, r)
}

// decoded is all of a text file in UTF-8.
func decoded(r io.ReaderAt, size int64) (string, error) {
	if size > maxText {
		return "", ErrTooLarge
	}
	raw, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return "", err
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")):
		raw, err = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
	case !utf8.Valid(raw):
		raw, err = simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	}
	return strings.TrimPrefix(string(raw), "\ufeff"), err
}

// linesAtOnce are given as one part, so that a number broken over lines is found.
const linesAtOnce = 200

// readLines reads a text file.
func readLines(ctx context.Context, s *sink, r io.ReaderAt, size int64) error {
	text, err := decoded(r, size)
	if err != nil {
		return err
	}
	return putLines(ctx, s, text)
}

func putLines(ctx context.Context, s *sink, text string) error {
	for n := 1; text != ""; {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		end, lines := 0, 0
		for end < len(text) && lines < linesAtOnce {
			i := strings.IndexByte(text[end:], '\n')
			if i < 0 {
				end = len(text)
			} else {
				end += i + 1
			}
			lines++
		}
		if err := s.put(Place{Kind: Line, Number: n}, text[:end]); err != nil {
			return err
		}
		n, text = n+lines, text[end:]
	}
	return nil
}

// readJSON reads the strings and numbers of a JSON file; one that is none is read as
// text.
func readJSON(ctx context.Context, s *sink, r io.ReaderAt, size int64) error {
	text, err := decoded(r, size)
	if err != nil {
		return err
	}
	if !json.Valid([]byte(text)) {
		return putLines(ctx, s, text)
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	line, at := 1, 0
	for {
		t, err := d.Token()
		if err != nil {
			return nil
		}
		end := int(d.InputOffset())
		line, at = line+strings.Count(text[at:end], "\n"), end
		switch t := t.(type) {
		case string:
			err = s.put(Place{Kind: Line, Number: line}, t)
		case json.Number:
			err = s.put(Place{Kind: Line, Number: line}, t.String())
		}
		if err != nil {
			return err
		}
	}
}

// readHTML reads the text of a page and the attributes that people read. Elements
// that stand within a line do not end a piece of text.
func readHTML(ctx context.Context, s *sink, r io.ReaderAt, size int64) error {
	text, err := decoded(r, size)
	if err != nil {
		return err
	}
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(maxText)
	var b strings.Builder
	line, from, style := 1, 1, false
	flush := func() error {
		err := s.put(Place{Kind: Line, Number: from}, b.String())
		b.Reset()
		return err
	}
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		kind := z.Next()
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				return z.Err()
			}
			return flush()
		}
		here := line
		line += bytes.Count(z.Raw(), []byte("\n"))
		t := z.Token()
		switch kind {
		case html.TextToken, html.CommentToken:
			if b.Len() == 0 {
				from = here
			}
			if !style {
				b.WriteString(t.Data)
			}
			continue
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			style = t.Data == "style" && kind == html.StartTagToken
		}
		if !inline(t.Data) {
			if err := flush(); err != nil {
				return err
			}
		}
		for _, a := range t.Attr {
			if !readAttribute(a.Key) {
				continue
			}
			if err := s.put(Place{Kind: Line, Number: here}, a.Val); err != nil {
				return err
			}
		}
	}
}

func inline(element string) bool {
	switch element {
	case "a", "b", "i", "em", "strong", "span", "u", "s", "small", "sub", "sup", "font", "code", "mark", "wbr", "label", "tspan", "ruby", "rt", "bdi", "abbr", "time", "data", "del", "ins":
		return true
	}
	return false
}

// readAttribute is whether people read an attribute, or are led by it.
func readAttribute(name string) bool {
	switch name {
	case "alt", "title", "href", "xlink:href", "src", "content", "value", "placeholder", "aria-label", "summary", "label", "action", "data-phone", "data-tel":
		return true
	}
	return false
}

// readXML reads the text of an SVG or XML file; of an SVG all of one text element.
func readXML(ctx context.Context, s *sink, r io.ReaderAt, size int64) error {
	if size > maxText {
		return ErrTooLarge
	}
	var head [2]byte
	var src io.Reader = io.NewSectionReader(r, 0, size)
	if n, _ := r.ReadAt(head[:], 0); n == 2 && (string(head[:]) == "\xff\xfe" || string(head[:]) == "\xfe\xff") {
		src = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(src)
	}
	var b strings.Builder
	count, skip := 0, 0
	flush := func() error {
		count++
		err := s.put(Place{Kind: Paragraph, Number: count}, b.String())
		b.Reset()
		return err
	}
	err := parseXML(ctx, src, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "style" {
				skip++
			}
			if !inline(t.Name.Local) {
				if err := flush(); err != nil {
					return err
				}
			}
			for _, a := range t.Attr {
				if !readAttribute(a.Name.Local) || strings.HasPrefix(a.Value, "data:") {
					continue
				}
				if err := s.put(Place{Kind: Paragraph, Number: count}, a.Value); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if t.Name.Local == "style" {
				skip = max(0, skip-1)
			}
			if !inline(t.Name.Local) {
				return flush()
			}
		case xml.CharData:
			if skip == 0 {
				b.Write(t)
			}
		case xml.Comment:
			return s.put(Place{Kind: Comment}, string(t))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}
