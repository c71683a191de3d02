package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// NotXML is what [Unsafe] says of a picture that cannot be read to its end: what
// browsers make of it is for them to know.
const NotXML = "not XML"

// Unsafe looks for what a browser would run or load when it opens an SVG picture
// by its address, outside of a page that keeps it from doing so. It returns the
// name of the first such thing, or [NotXML], and its place; what is "" where
// there is none, as in all pictures that are no SVG.
func Unsafe(name string, data []byte) (what string, line, col int) {
	if KindOf(name) != SVG {
		return "", 0, 0
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		at := d.InputOffset()
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return "", 0, 0
		}
		if what = unsafeToken(token); err != nil {
			what = NotXML
		}
		if what != "" {
			before := data[:at]
			start := bytes.LastIndexByte(before, '\n') + 1
			return what, bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
		}
	}
}

func unsafeToken(token xml.Token) string {
	switch t := token.(type) {
	case xml.ProcInst:
		if t.Target != "xml" { // xml-stylesheet may run scripts
			return "<?" + t.Target
		}
	case xml.Directive:
		if bytes.Contains(t, []byte("ENTITY")) {
			return "<!ENTITY"
		}
	case xml.StartElement:
		return unsafeElement(t)
	}
	return ""
}

func unsafeElement(e xml.StartElement) string {
	name := strings.ToLower(e.Name.Local)
	switch name {
	case "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener", "meta", "link", "base":
		return "<" + e.Name.Local + ">"
	}
	for _, a := range e.Attr {
		key := strings.ToLower(a.Name.Local)
		value := strings.ToLower(strings.Join(strings.Fields(a.Value), ""))
		switch {
		case strings.HasPrefix(key, "on"),
			key == "attributename" && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on")),
			(key == "href" || key == "src") && !safeTarget(name, value):
			return a.Name.Local
		}
	}
	return ""
}

// safeTarget reports whether an element may refer to an address: a place in the
// picture, a picture in itself, or for a link another page.
func safeTarget(element, address string) bool {
	scheme, rest, found := strings.Cut(address, ":")
	switch {
	case !found || strings.ContainsAny(scheme, "/?#"):
		return !strings.HasPrefix(address, "//")
	case scheme == "data":
		kind, _, _ := strings.Cut(rest, ";")
		return slices.Contains([]string{"image/png", "image/jpeg", "image/gif", "image/webp"}, kind)
	default:
		return element == "a" && slices.Contains([]string{"http", "https", "mailto"}, scheme)
	}
}
