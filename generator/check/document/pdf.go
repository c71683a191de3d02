package document

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

const (
	maxPDFTime   = 30 * time.Second
	maxOperators = 10_000_000
	maxShown     = 100_000_000 // characters
	maxForms     = 8           // form XObjects inside one another
	maxPages     = 20_000
)

// A pdfFile is a PDF that is being read.
type pdfFile struct {
	ctx       context.Context
	x         *model.XRefTable
	fonts     map[int]*font
	operators int
	unpacked  int64
	// shown counts characters that were shown, unknown those of which the font does
	// not tell what they are.
	shown, unknown int
}

// pdfLimits are far above what documents need.
func pdfLimits() model.ResourceLimits {
	return model.ResourceLimits{
		MaxStreamBytes: maxMember, MaxDecodeBytes: maxMember, MaxImagePixels: 1, MaxImageBytes: 1,
		MaxObjectCount: 2_000_000, MaxObjectStreamCount: 200_000, MaxObjectStreamFirst: 4 << 20, MaxXRefEntries: 2_000_000,
		MaxRecursionDepth: 64,
	}
}

// readPDF reads a .pdf.
func readPDF(ctx context.Context, s *sink, r io.ReaderAt, size int64) error {
	ctx, cancel := context.WithTimeout(ctx, maxPDFTime)
	defer cancel()
	// Made here and not by the library, which would read its settings from the
	// user's home folder.
	conf := &model.Configuration{Reader15: true, ValidationMode: model.ValidationRelaxed, Offline: true, Limits: pdfLimits()}
	read, err := pdfcpu.ReadWithContext(ctx, io.NewSectionReader(r, 0, size), conf)
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword), errors.Is(err, pdfcpu.ErrEncrypted), errors.Is(err, pdfcpu.ErrUnsupportedEncryptionFeature):
		return fmt.Errorf("%w: %v", ErrEncrypted, err)
	case err != nil:
		return err
	}
	f := &pdfFile{ctx: ctx, x: read.XRefTable, fonts: map[int]*font{}}
	if err := f.pages(s); err != nil {
		return err
	}
	if err := f.fields(s); err != nil {
		return err
	}
	if err := f.info(s); err != nil {
		return err
	}
	if f.shown == 0 || f.unknown*2 > f.shown {
		return ErrNoText
	}
	return nil
}

// pages gives the text of each page and its annotations.
func (f *pdfFile) pages(s *sink) error {
	if err := f.x.EnsurePageCount(); err != nil {
		return err
	}
	for n := 1; n <= f.x.PageCount; n++ {
		if n > maxPages {
			return ErrTooLarge
		}
		if err := f.ctx.Err(); err != nil {
			return ErrTooLarge
		}
		page, _, inherited, err := f.x.PageDict(n, false)
		if err != nil {
			return err
		}
		if page == nil {
			continue
		}
		resources := f.dict(page["Resources"])
		if resources == nil && inherited != nil {
			resources = inherited.Resources
		}
		content, err := f.x.PageContent(page, n)
		if err != nil && !errors.Is(err, model.ErrNoContent) {
			return err
		}
		p := &painter{file: f, state: state{matrix: identity}}
		if err := p.run(content, resources, 0); err != nil {
			return err
		}
		if err := s.put(Place{Kind: Page, Number: n}, p.text.String()); err != nil {
			return err
		}
		if err := f.annotations(s, page, n); err != nil {
			return err
		}
	}
	return nil
}

// annotations gives what is written on a page and where its links lead.
func (f *pdfFile) annotations(s *sink, page types.Dict, n int) error {
	list, _ := f.object(page["Annots"]).(types.Array)
	for _, o := range list {
		a := f.dict(o)
		for _, key := range []string{"Contents", "T", "TU", "V"} {
			if err := s.put(Place{Kind: Comment, Number: n}, f.string(a[key])); err != nil {
				return err
			}
		}
		if err := s.put(Place{Kind: Link, Number: n}, f.string(f.dict(a["A"])["URI"])); err != nil {
			return err
		}
	}
	return nil
}

// fields gives the values of a form that stand in no annotation.
func (f *pdfFile) fields(s *sink) error {
	root, err := f.x.Catalog()
	if err != nil {
		return nil
	}
	left := 10_000
	var walk func(o types.Object, depth int) error
	walk = func(o types.Object, depth int) error {
		list, _ := f.object(o).(types.Array)
		for _, o := range list {
			if left--; left < 0 || depth > maxForms {
				return nil
			}
			d := f.dict(o)
			if f.string(d["Subtype"]) == "" {
				if err := s.put(Place{Kind: Comment}, f.string(d["V"])); err != nil {
					return err
				}
			}
			if err := walk(d["Kids"], depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(f.dict(root["AcroForm"])["Fields"], 0)
}

// info gives the properties of a file.
func (f *pdfFile) info(s *sink) error {
	if f.x.Info == nil {
		return nil
	}
	d := f.dict(*f.x.Info)
	for _, key := range []string{"Title", "Author", "Subject", "Keywords"} {
		if err := s.put(Place{Kind: Properties, Name: strings.ToLower(key)}, f.string(d[key])); err != nil {
			return err
		}
	}
	return nil
}

// object follows a reference; nil for what is not there.
func (f *pdfFile) object(o types.Object) types.Object {
	if o == nil {
		return nil
	}
	o, err := f.x.Dereference(o)
	if err != nil {
		return nil
	}
	return o
}

// dict is a dictionary, also that of a stream; nil for anything else.
func (f *pdfFile) dict(o types.Object) types.Dict {
	switch o := f.object(o).(type) {
	case types.Dict:
		return o
	case types.StreamDict:
		return o.Dict
	}
	return nil
}

// string is a text string; empty for anything else.
func (f *pdfFile) string(o types.Object) string {
	switch o = f.object(o); o.(type) {
	case types.StringLiteral, types.HexLiteral:
		text, err := model.Text(o)
		if err == nil {
			return text
		}
	}
	return ""
}

func (f *pdfFile) name(o types.Object) string {
	n, _ := f.object(o).(types.Name)
	return string(n)
}

func (f *pdfFile) number(o types.Object) float64 {
	switch n := f.object(o).(type) {
	case types.Integer:
		return float64(n)
	case types.Float:
		return float64(n)
	}
	return 0
}

// stream is the content of a stream; empty where it cannot be unpacked.
func (f *pdfFile) stream(o types.Object) ([]byte, error) {
	sd, ok := f.object(o).(types.StreamDict)
	if !ok {
		return nil, nil
	}
	if err := sd.DecodeWithLimit(maxMember); err != nil {
		return nil, nil
	}
	if f.unpacked += int64(len(sd.Content)); f.unpacked > maxPacked {
		return nil, ErrTooLarge
	}
	return sd.Content, nil
}
