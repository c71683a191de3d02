package generator

import (
	"bytes"
	"fmt"

	"touyan/generator/epub"
	"touyan/generator/view"
)

// bookFiles is the folder of an EPUB's pictures; chapterPrefix begins the ids of its
// chapters, which as XML may not begin with a digit.
const (
	bookFiles     = "files/"
	chapterPrefix = "i."
)

func chapterName(n int) string { return fmt.Sprintf("case-%d", n) }

func isPicture(path string) bool { return epub.MediaType(path) != "" }

// epub writes the booklet as an EPUB: cover, preface, a chapter for each case,
// colophon.
func (b *binder) epub(to string) error {
	v, err := b.view("")
	if err != nil {
		return err
	}
	book := epub.Book{
		Key: v.Site.BaseURL + " " + v.Site.Title + " " + v.Slug, Title: v.Title, Language: v.Site.Language,
		Creator: v.Site.Owner, Description: v.Summary, Date: v.Made.ISO, Modified: b.Now,
		Contents: b.theme.Words("booklet.contents"),
	}
	if v.Cover != nil && isPicture(v.Cover.URL) {
		book.Cover = bookFiles + v.Cover.URL
	}
	var files []string
	if book.Parts, err = b.parts(v, &files); err != nil {
		return err
	}
	for _, name := range files {
		data, err := b.file(v, name)
		if err != nil {
			return err
		}
		book.Files = append(book.Files, epub.File{Name: bookFiles + name, Data: data})
	}
	var out bytes.Buffer
	if err := epub.Write(&out, book); err != nil {
		return fmt.Errorf("write the EPUB: %w", err)
	}
	return WriteWhole(to, out.Bytes())
}

// parts renders the parts of the book and notes the pictures that they show.
func (b *binder) parts(v *view.Booklet, files *[]string) ([]epub.Part, error) {
	var parts []epub.Part
	add := func(name, title, partial string, data any, from string) error {
		var out bytes.Buffer
		if err := b.theme.Part(&out, partial, data); err != nil {
			return err
		}
		m := b.move(v, from, chapterPrefix, files)
		parts = append(parts, epub.Part{Name: name, Title: title, HTML: m.HTML(out.Bytes())})
		return nil
	}
	if err := add("cover", "", "book-cover", v, v.Path); err != nil {
		return nil, err
	}
	if v.Body.HTML != "" {
		title := b.theme.Words("booklet.preface")
		m := b.move(v, v.Path, chapterPrefix, files)
		html := append([]byte("<h1>"+title+"</h1>\n"), m.HTML([]byte(v.Body.HTML))...)
		parts = append(parts, epub.Part{Name: "preface", Title: title, HTML: html})
	}
	for i := range v.Chapters {
		c := &v.Chapters[i]
		if err := add(chapterName(c.Number), fmt.Sprintf("%d %s", c.Number, c.Case.Title), "chapter", c, c.Case.Path); err != nil {
			return nil, err
		}
	}
	err := add("colophon", b.theme.Words("booklet.colophon"), "book-colophon", v, v.Path)
	return parts, err
}
