package check

import (
	"context"
	"fmt"
	"io"
	"path"
	"strings"

	"touyan/generator/check/asset"
	"touyan/generator/diag"
	"touyan/generator/media"
)

// File is a file of a site that is no page, and is published: a picture, a download.
type File struct {
	// Path is slash-separated, from the site's folder: content/cases/x/plan.pdf.
	Path string
	Size int64
	// Open opens it. It is called only where the bytes are needed.
	Open func() (Opened, error)
}

// Opened is a file that was opened, as *os.File is.
type Opened interface {
	io.ReadSeekCloser
	io.ReaderAt
}

// From when on a file is heavy, in bytes.
const (
	heavyPicture  = 2 << 20
	heavyDownload = 20 << 20
	heavyFilm     = 100 << 20
)

// File checks a file that is no page. What it finds depends on the file and the site's
// settings alone, so that it need not be asked again while the file's size and time stay
// as they are. Findings stand at the file as a whole: only check.ignore passes them
// over. It reads metadata alone, or a document's text within limits, and its memory is
// bounded; the error is one of reading, or the context's.
func (c *Checker) File(ctx context.Context, file File) ([]Finding, error) {
	f := &fileFindings{checker: c, file: file}
	f.name()
	err := f.document(ctx)
	if err == nil {
		f.weight()
		err = f.metadata()
	}
	return f.list, err
}

// fileFindings collects what is wrong in one file.
type fileFindings struct {
	checker *Checker
	file    File
	list    []Finding
}

func (f *fileFindings) note(code string, args ...any) *Finding {
	one := Finding{Diagnostic: diag.Diagnostic{Pos: diag.Position{File: f.file.Path}, Code: code, Args: args}}
	if f.checker.off[code] {
		return &one
	}
	one.Severity = f.checker.severity[code]
	f.list = append(f.list, one)
	return &f.list[len(f.list)-1]
}

// weight checks the size. Of pictures smaller ones are made for pages, so that a heavy
// one only makes the source and the build heavy.
func (f *fileFindings) weight() {
	size := fmt.Sprintf("%.1f", float64(f.file.Size)/(1<<20))
	switch {
	case isPicture(f.file.Path):
		if f.file.Size > heavyPicture {
			f.note("picture-heavy", size, heavyPicture>>20)
		}
	case isFilm(f.file.Path):
		if f.file.Size > heavyFilm {
			f.note("video-heavy", size, heavyFilm>>20)
		}
	case f.file.Size > heavyDownload:
		f.note("download-heavy", size, heavyDownload>>20)
	}
}

// metadata checks what a picture or a film tells of places and people. Pictures that
// pages can show are published without (see [media.Clean]): it stands in the source
// alone. Others, such as HEIC, TIFF and films, are published as they are.
func (f *fileFindings) metadata() error {
	if !isFilm(f.file.Path) && !isPicture(f.file.Path) || media.KindOf(f.file.Path) == media.SVG {
		return nil
	}
	r, err := f.file.Open()
	if err != nil {
		return fmt.Errorf("read content: %w", err)
	}
	defer r.Close()
	facts, err := asset.Read(f.file.Path, r)
	if err != nil {
		return fmt.Errorf("read content: %w", err)
	}
	cleaned := media.IsImage(f.file.Path)
	names := strings.Join(facts.Personal, ", ")
	switch {
	case facts.Located && cleaned:
		f.note("picture-location")
	case facts.Located:
		f.note("file-location")
	}
	switch {
	case names != "" && cleaned:
		f.note("picture-personal", names)
	case names != "":
		f.note("file-personal", names)
	}
	return nil
}

// isPicture reports whether a file is a picture by its name, of a format that pages can
// show or not.
func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".heic", ".heif", ".avif", ".tif", ".tiff", ".dng", ".cr2", ".nef", ".arw", ".pef":
		return true
	}
	return media.IsImage(name)
}
