package check

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"touyan/generator/check/document"
	"touyan/generator/media"
)

// mostPersonal is how many pieces of personal data are told of one file: a list of
// people has enough of them to know what it is.
const mostPersonal = 50

// name looks for personal data in the names of a file and of its folders.
func (f *fileFindings) name() {
	for _, part := range strings.Split(strings.TrimPrefix(f.file.Path, "content/"), "/") {
		stem := strings.TrimSuffix(part, path.Ext(part))
		f.personal(stem, document.Place{})
	}
}

// document looks for personal data in the text of a document or an SVG.
func (f *fileFindings) document(ctx context.Context) error {
	if !document.Readable(f.file.Path) {
		if isSealed(f.file.Path) {
			f.note("document-unreadable", path.Base(f.file.Path))
		}
		return nil
	}
	r, err := f.file.Open()
	if err != nil {
		return fmt.Errorf("read content: %w", err)
	}
	defer r.Close()
	for part, err := range document.Text(ctx, f.file.Path, r, f.file.Size) {
		if err != nil {
			return f.refused(err)
		}
		if !f.personal(part.Text, part.Place) {
			return nil
		}
	}
	return ctx.Err()
}

// personal reports what is personal in a text; false says that enough was found.
func (f *fileFindings) personal(text string, at document.Place) bool {
	for _, m := range f.checker.finder.Find(text) {
		s := f.checker.secret(m.Kind, text[m.Start:m.End])
		one := at
		if at.Kind == document.Line { // a part has many
			one.Number += strings.Count(text[:m.Start], "\n")
		}
		if place := placeText(one); place != "" {
			s.Masked += "（" + place + "）"
		}
		f.note(s.Code, s.Masked).Secret = true
		if len(f.list) >= mostPersonal {
			return false
		}
	}
	return true
}

// refused says why a document could not be read.
func (f *fileFindings) refused(err error) error {
	name := path.Base(f.file.Path)
	switch {
	case errors.Is(err, document.ErrEncrypted):
		f.note("document-encrypted", name)
	case errors.Is(err, document.ErrNoText):
		f.note("document-scanned", name)
	case errors.Is(err, document.ErrTooLarge):
		f.note("document-too-large", name)
	case errors.Is(err, document.ErrFormat), errors.Is(err, document.ErrBroken):
		if media.KindOf(f.file.Path) != media.SVG { // told of where it is shown
			f.note("document-unreadable", name)
		}
	default:
		return fmt.Errorf("read content: %w", err)
	}
	return nil
}

// placeText names a place in a document in a way that needs no language.
func placeText(p document.Place) string {
	switch p.Kind {
	case "":
		return ""
	case document.Cell, document.Sheet, document.Properties:
		return p.Name
	case document.Page, document.Slide:
		return fmt.Sprintf("p. %d", p.Number)
	case document.Paragraph:
		return fmt.Sprintf("¶ %d", p.Number)
	case document.Line:
		return fmt.Sprintf("L%d", p.Number)
	}
	return p.String()
}

// isSealed reports whether a file is a document, by its name, of a format that cannot be
// looked into.
func isSealed(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".ofd", ".rtf", ".odt", ".ods", ".odp", ".zip", ".rar", ".7z", ".tar", ".gz":
		return true
	}
	return false
}
