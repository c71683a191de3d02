package document

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// readWorkbook reads an .xlsx as a stream: only the shared strings are kept.
func readWorkbook(ctx context.Context, s *sink, r io.ReaderAt, size int64) error {
	p, err := openPack(r, size)
	if err != nil {
		return err
	}
	if p.files["xl/workbook.xml"] == nil {
		return fmt.Errorf("%w: no xl/workbook.xml", ErrBroken)
	}
	shared, err := p.sharedStrings(ctx)
	if err != nil {
		return err
	}
	names, err := p.sheetNames(ctx)
	if err != nil {
		return err
	}
	for _, name := range p.names {
		switch dir := path.Dir(name); {
		case dir == "xl/worksheets" || dir == "xl/chartsheets":
			err = p.sheet(ctx, s, name, names[name], shared)
			if err == nil {
				err = p.links(ctx, s, name)
			}
		case dir == "xl/threadedComments" || strings.HasPrefix(name, "xl/comments"):
			err = p.comments(ctx, s, name)
		case dir == "xl/drawings":
			err = p.paragraphs(ctx, s, name, Place{Kind: Drawing})
		}
		if err != nil {
			return err
		}
	}
	return p.properties(ctx, s)
}

// sharedStrings reads the strings that cells refer to by number. Phonetic readings
// (rPh) are left out, as in the cells.
func (p *pack) sharedStrings(ctx context.Context) ([]string, error) {
	var all []string
	var b strings.Builder
	text, phonetic, bytes := false, false, 0
	err := p.parse(ctx, "xl/sharedStrings.xml", func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				b.Reset()
			case "t":
				text = true
			case "rPh":
				phonetic = true
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "si":
				all = append(all, b.String())
				if bytes += b.Len() + 16; bytes > maxText {
					return ErrTooLarge
				}
			case "t":
				text = false
			case "rPh":
				phonetic = false
			}
		case xml.CharData:
			if text && !phonetic {
				b.Write(t)
			}
		}
		return nil
	})
	return all, err
}

// sheetNames are the names of sheets by their files.
func (p *pack) sheetNames(ctx context.Context) (map[string]string, error) {
	files := map[string]string{}
	err := p.parse(ctx, "xl/_rels/workbook.xml.rels", func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			target := attr(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			files[attr(e, "Id")] = strings.TrimPrefix(target, "/")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	err = p.parse(ctx, "xl/workbook.xml", func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "sheet" {
			names[files[attr(e, "id")]] = attr(e, "name")
		}
		return nil
	})
	return names, err
}

// sheet reads the cells of one sheet, and what else is written in its file.
func (p *pack) sheet(ctx context.Context, s *sink, file, name string, shared []string) error {
	if name == "" {
		name = strings.TrimSuffix(path.Base(file), ".xml")
	}
	if err := s.put(Place{Kind: Sheet, Name: name}, name); err != nil {
		return err
	}
	var b strings.Builder
	var ref, kind string
	text := false
	return p.parse(ctx, file, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "c":
				ref, kind = attr(t, "r"), attr(t, "t")
				b.Reset()
			case "v", "t":
				text = true
			case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
				text = true
				b.Reset()
			case "dataValidation":
				return s.put(Place{Kind: Sheet, Name: name}, attr(t, "prompt")+"\n"+attr(t, "error"))
			case "hyperlink":
				return s.put(Place{Kind: Cell, Name: name + "!" + attr(t, "ref")}, attr(t, "display")+"\n"+attr(t, "tooltip"))
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "v", "t":
				text = false
			case "c":
				return s.put(Place{Kind: Cell, Name: name + "!" + ref}, cellText(b.String(), kind, shared))
			case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
				text = false
				return s.put(Place{Kind: Sheet, Name: name}, b.String())
			}
		case xml.CharData:
			if text {
				b.Write(t)
			}
		}
		return nil
	})
}

// cellText is what a cell of a type (ECMA-376-1, 18.18.11) says.
func cellText(value, kind string, shared []string) string {
	switch kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && i >= 0 && i < len(shared) {
			return shared[i]
		}
		return ""
	case "b", "e":
		return ""
	case "", "n":
		// 1.38001380000E10 is a telephone number.
		if f, err := strconv.ParseFloat(value, 64); err == nil && strings.ContainsAny(value, "eE") {
			return strconv.FormatFloat(f, 'f', -1, 64)
		}
	}
	return value
}

// comments reads the comments of a sheet.
func (p *pack) comments(ctx context.Context, s *sink, name string) error {
	var b strings.Builder
	ref, text := "", false
	return p.parse(ctx, name, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "comment", "threadedComment", "author":
				ref = attr(t, "ref")
				b.Reset()
			}
			text = t.Name.Local == "t" || t.Name.Local == "text" || t.Name.Local == "author"
		case xml.EndElement:
			text = false
			switch t.Name.Local {
			case "comment", "threadedComment", "author":
				return s.put(Place{Kind: Comment, Name: ref}, b.String())
			}
		case xml.CharData:
			if text {
				b.Write(t)
			}
		}
		return nil
	})
}
