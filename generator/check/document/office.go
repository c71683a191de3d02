package document

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A pack is an Office Open XML document: a ZIP archive of XML files (ECMA-376-2).
type pack struct {
	files map[string]*zip.File
	names []string // in the order of their numbers
	left  int64    // bytes that may still be unpacked
}

// openPack opens an archive, or tells why what is no archive cannot be read.
func openPack(r io.ReaderAt, size int64) (*pack, error) {
	var head [8]byte
	if n, _ := r.ReadAt(head[:], 0); n == 8 && string(head[:]) == "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" {
		return nil, compound(r, size)
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	p := &pack{files: map[string]*zip.File{}, left: maxPacked}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, ErrEncrypted
		}
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if p.files[name] == nil {
			p.names = append(p.names, name)
		}
		p.files[name] = f
	}
	slices.SortFunc(p.names, func(a, b string) int {
		return cmp.Or(cmp.Compare(path.Dir(a), path.Dir(b)), cmp.Compare(numberIn(a), numberIn(b)), cmp.Compare(a, b))
	})
	return p, nil
}

// compound tells an encrypted document (MS-OFFCRYPTO) from one of an old format by the
// name of a stream in its directory.
func compound(r io.ReaderAt, size int64) error {
	var name []byte
	for _, c := range "EncryptedPackage" {
		name = append(name, byte(c), 0)
	}
	buf := make([]byte, 1<<16)
	for at := int64(0); at < size; at += int64(len(buf) - len(name)) {
		n, err := r.ReadAt(buf, at)
		if bytes.Contains(buf[:n], name) {
			return ErrEncrypted
		}
		if err != nil {
			break
		}
	}
	return ErrFormat
}

// numberIn is the number in a name such as slide12.xml.
func numberIn(name string) int {
	digits := strings.Trim(path.Base(name), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-")
	n, _ := strconv.Atoi(digits)
	return n
}

// limited reads up to a limit and then fails, where io.LimitReader would end.
type limited struct {
	r         io.Reader
	one, left *int64
}

func (l limited) Read(b []byte) (int, error) {
	if *l.one <= 0 || *l.left <= 0 {
		return 0, ErrTooLarge
	}
	n, err := l.r.Read(b[:min(int64(len(b)), *l.one, *l.left)])
	*l.one -= int64(n)
	*l.left -= int64(n)
	return n, err
}

// parse calls see with each token of a file of the archive; one that is not there has
// none.
func (p *pack) parse(ctx context.Context, name string, see func(xml.Token) error) error {
	f := p.files[name]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("%w: %s: %v", ErrBroken, name, err)
	}
	defer r.Close()
	one := int64(maxMember)
	err = parseXML(ctx, limited{r, &one, &p.left}, see)
	if one <= 0 || p.left <= 0 { // whatever the parser made of the end
		err = ErrTooLarge
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// parseXML calls see with each token of a file.
func parseXML(ctx context.Context, r io.Reader, see func(xml.Token) error) error {
	d := xml.NewDecoder(r)
	d.Strict = false // a stray & is no reason not to look
	d.CharsetReader = charset
	for depth, n := 0, 0; ; n++ {
		t, err := d.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return classified(err)
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxDepth {
			return ErrTooLarge
		}
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := see(t); err != nil {
			return err
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// paragraphs gives the paragraphs of WordprocessingML and DrawingML, whose elements
// have the same local names, one inside another (text boxes) after the outer.
func (p *pack) paragraphs(ctx context.Context, s *sink, name string, place Place) error {
	open := []*strings.Builder{{}}
	text, fallback, count := 0, 0, 0
	put := func(b *strings.Builder) error {
		at := place
		if at.Kind == Paragraph {
			count++
			at.Number = count
		}
		return s.put(at, b.String())
	}
	err := p.parse(ctx, name, func(t xml.Token) error {
		last := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "Fallback": // says again what Choice said
				fallback++
			case "p":
				open = append(open, &strings.Builder{})
			case "t", "delText", "instrText":
				text++
			case "tab", "ptab":
				last.WriteByte('\t')
			case "br", "cr":
				last.WriteByte('\n')
			case "noBreakHyphen":
				last.WriteByte('-')
			case "docPr", "cNvPr":
				return s.put(Place{Kind: Drawing, Number: place.Number}, attr(t, "descr"))
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "Fallback":
				fallback = max(0, fallback-1)
			case "t", "delText", "instrText":
				text = max(0, text-1)
			case "p":
				if len(open) > 1 {
					open = open[:len(open)-1]
					return put(last)
				}
			}
		case xml.CharData:
			if text > 0 && fallback == 0 {
				last.Write(t)
			}
		}
		return nil
	})
	for _, b := range open {
		if err == nil {
			err = put(b)
		}
	}
	return err
}

// links gives the targets outside of the document that a file's relations name.
func (p *pack) links(ctx context.Context, s *sink, name string) error {
	rels := path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
	return p.parse(ctx, rels, func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && attr(e, "TargetMode") == "External" {
			return s.put(Place{Kind: Link}, attr(e, "Target"))
		}
		return nil
	})
}

// properties gives the properties that people see: author, title, company and so on.
func (p *pack) properties(ctx context.Context, s *sink) error {
	for _, name := range []string{"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"} {
		var element string
		err := p.parse(ctx, name, func(t xml.Token) error {
			switch t := t.(type) {
			case xml.StartElement:
				element = t.Name.Local
				if n := attr(t, "name"); element == "property" {
					return s.put(Place{Kind: Properties, Name: "name"}, n)
				}
			case xml.EndElement:
				element = ""
			case xml.CharData:
				switch element {
				case "", "created", "modified", "Application", "AppVersion", "TotalTime", "revision", "i4", "Template":
				default:
					return s.put(Place{Kind: Properties, Name: element}, string(t))
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readWord reads a .docx.
func readWord(ctx context.Context, s *sink, r io.ReaderAt, size int64) error {
	p, err := openPack(r, size)
	if err != nil {
		return err
	}
	if p.files["word/document.xml"] == nil {
		return fmt.Errorf("%w: no word/document.xml", ErrBroken)
	}
	for i, name := range append([]string{"word/document.xml"}, p.names...) {
		place, ok := wordPlace(name)
		if !ok || place.Kind == Paragraph && i > 0 { // the document itself comes first
			continue
		}
		if err := p.paragraphs(ctx, s, name, place); err != nil {
			return err
		}
		if err := p.links(ctx, s, name); err != nil {
			return err
		}
	}
	return p.properties(ctx, s)
}

// wordPlace is where the paragraphs of a file stand; ok is whether it has any.
func wordPlace(name string) (Place, bool) {
	base := path.Base(name)
	switch {
	case path.Dir(name) != "word" || path.Ext(name) != ".xml":
		return Place{}, false
	case base == "document.xml":
		return Place{Kind: Paragraph}, true
	case strings.HasPrefix(base, "header"):
		return Place{Kind: Header}, true
	case strings.HasPrefix(base, "footer"):
		return Place{Kind: Footer}, true
	case strings.HasPrefix(base, "comments"):
		return Place{Kind: Comment}, true
	case base == "footnotes.xml" || base == "endnotes.xml":
		return Place{Kind: Note}, true
	}
	return Place{}, false
}

// readSlides reads a .pptx.
func readSlides(ctx context.Context, s *sink, r io.ReaderAt, size int64) error {
	p, err := openPack(r, size)
	if err != nil {
		return err
	}
	if p.files["ppt/presentation.xml"] == nil {
		return fmt.Errorf("%w: no ppt/presentation.xml", ErrBroken)
	}
	for _, name := range p.names {
		place := Place{Number: numberIn(name)}
		switch path.Dir(name) {
		case "ppt/slides":
			place.Kind = Slide
		case "ppt/notesSlides":
			place.Kind = Note
		case "ppt/comments":
			place.Kind = Comment
		default:
			continue
		}
		if err := p.paragraphs(ctx, s, name, place); err != nil {
			return err
		}
		if err := p.links(ctx, s, name); err != nil {
			return err
		}
	}
	return p.properties(ctx, s)
}
