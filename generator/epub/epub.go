// Package epub writes EPUB 3 files. The Go libraries for it could not be had from
// the module proxy, write EPUB 2 or stamp the clock's time; what a book of pages and
// pictures needs is a zip with three small XML files.
//
// The same [Book] makes the same bytes.
package epub

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha1"
	_ "embed"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
	"text/template"
	"time"
)

// Book is an EPUB: its facts, its parts in order of reading, its pictures.
type Book struct {
	// Key tells this book from others; its identifier is made of it.
	Key         string
	Title       string
	Language    string // BCP 47
	Creator     string // who published it, or ""
	Description string // or ""
	Date        string // 2026, 2026-11 or 2026-11-01, or ""
	Modified    time.Time
	// Contents is the title of the contents.
	Contents string
	Parts    []Part
	Files    []File
	// Cover is the Name of the file that is the picture of the cover, or "".
	Cover string
}

// Part is one page of the book.
type Part struct {
	Name  string // of its file, without .xhtml
	Title string // in the contents; "" leaves it out of them
	HTML  []byte // what stands in its body, as HTML
}

// File is a picture of the book.
type File struct {
	Name string // its path in the book, as the parts' src has it
	Data []byte
}

//go:embed style.css
var style []byte

// MediaType returns the media type of a picture that a book may hold, or "".
func MediaType(name string) string {
	return map[string]string{
		".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
		".gif": "image/gif", ".webp": "image/webp",
	}[strings.ToLower(path.Ext(name))]
}

// Write writes the book.
func Write(w io.Writer, b Book) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	// The type comes first and is not compressed, so that it can be read at a
	// fixed place of the file.
	first, err := z.CreateHeader(&zip.FileHeader{Name: "mimetype", Method: zip.Store})
	if err != nil {
		return err
	}
	if _, err := io.WriteString(first, "application/epub+zip"); err != nil {
		return err
	}
	add := func(name string, data []byte) {
		var f io.Writer
		if err == nil {
			f, err = z.Create(name)
		}
		if err == nil {
			_, err = f.Write(data)
		}
	}
	add("META-INF/container.xml", []byte(container))
	add("EPUB/package.opf", b.fill(packageFile))
	add("EPUB/nav.xhtml", b.fill(navigation))
	add("EPUB/style.css", style)
	for _, p := range b.Parts {
		data, err := b.page(p)
		if err != nil {
			return fmt.Errorf("write %s: %w", p.Name, err)
		}
		add("EPUB/"+p.Name+".xhtml", data)
	}
	for _, f := range b.Files {
		add("EPUB/"+f.Name, f.Data)
	}
	if err != nil {
		return err
	}
	return z.Close()
}

// page is a part as a file of its own.
func (b Book) page(p Part) ([]byte, error) {
	body, err := xhtml(p.HTML)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang=%[1]s xml:lang=%[1]s>
<head><title>%[2]s</title><link rel="stylesheet" href="style.css"/></head>
<body>
`, `"`+escape(b.Language)+`"`, escape(p.title(b)))
	out.Write(body)
	out.WriteString("\n</body>\n</html>\n")
	return out.Bytes(), nil
}

func (p Part) title(b Book) string {
	if p.Title == "" {
		return b.Title
	}
	return p.Title
}

// Identifier is a UUID made of the book's key.
func (b Book) Identifier() string {
	s := sha1.Sum([]byte("touyan booklet " + b.Key))
	s[6], s[8] = s[6]&0x0f|0x50, s[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", s[0:4], s[4:6], s[6:8], s[8:10], s[10:16])
}

// Stamp is the time of the last change as the format wants it.
func (b Book) Stamp() string { return b.Modified.UTC().Format("2006-01-02T15:04:05Z") }

func (b Book) fill(text string) []byte {
	t := template.Must(template.New("").Funcs(template.FuncMap{"x": escape, "type": MediaType}).Parse(text))
	var out bytes.Buffer
	if err := t.Execute(&out, b); err != nil {
		panic(err) // the templates are of this package
	}
	return out.Bytes()
}

// escape writes a text for XML.
func escape(s string) string {
	var out strings.Builder
	if xml.EscapeText(&out, []byte(s)) != nil {
		return ""
	}
	return out.String()
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

const packageFile = `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{{x .Language}}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{{x .Identifier}}</dc:identifier>
<dc:title>{{x .Title}}</dc:title>
<dc:language>{{x .Language}}</dc:language>
{{with .Creator}}<dc:creator>{{x .}}</dc:creator>
<dc:publisher>{{x .}}</dc:publisher>
{{end}}{{with .Description}}<dc:description>{{x .}}</dc:description>
{{end}}{{with .Date}}<dc:date>{{x .}}</dc:date>
{{end}}<meta property="dcterms:modified">{{.Stamp}}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
{{range .Parts}}<item id="{{x .Name}}" href="{{x .Name}}.xhtml" media-type="application/xhtml+xml"{{if .HasSVG}} properties="svg"{{end}}/>
{{end}}{{range $i, $f := .Files}}<item id="file-{{$i}}" href="{{x .Name}}" media-type="{{type .Name}}"{{if eq .Name $.Cover}} properties="cover-image"{{end}}/>
{{end}}</manifest>
<spine>
{{range $i, $p := .Parts}}<itemref idref="{{x .Name}}"/>
{{if eq $i 0}}<itemref idref="nav"/>
{{end}}{{end}}</spine>
</package>
`

const navigation = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{{x .Language}}" xml:lang="{{x .Language}}">
<head><title>{{x .Contents}}</title><link rel="stylesheet" href="style.css"/></head>
<body>
<nav epub:type="toc" id="toc"><h1>{{x .Contents}}</h1>
<ol>
{{range .Parts}}{{if .Title}}<li><a href="{{x .Name}}.xhtml">{{x .Title}}</a></li>
{{end}}{{end}}</ol></nav>
</body>
</html>
`
