package media

import (
	"html"
	"strconv"
)

// Variant is a smaller version of a picture, in WebP.
type Variant struct {
	URL   string // its site path
	Width int    // in pixels
}

// Picture is a picture in a page.
type Picture struct {
	// Src is its address, from the page or absolute; Base leads from the page to
	// the root of the site, for the site paths of Variants.
	Src, Base string
	Variants  []Variant
	// Sizes says how wide the picture is shown, as the attribute of that name.
	Sizes string
	// Class and Title are left out where they are empty; Alt never is.
	Class, Alt, Title string
	// Width and Height are the picture's size in pixels; 0 for not known.
	Width, Height int
	// Eager loads the picture at once and before others; else it waits until the
	// reader comes near.
	Eager bool
}

// AppendHTML appends the element img, within picture where there are variants:
// browsers that know WebP take the one that fits, all others the img's own
// address.
func (p *Picture) AppendHTML(b []byte) []byte {
	b = p.AppendSource(b)
	b = appendAttribute(append(b, "<img"...), "src", p.Src)
	if p.Class != "" {
		b = appendAttribute(b, "class", p.Class)
	}
	b = appendAttribute(b, "alt", p.Alt)
	if p.Width > 0 && p.Height > 0 {
		b = appendAttribute(b, "width", strconv.Itoa(p.Width))
		b = appendAttribute(b, "height", strconv.Itoa(p.Height))
	}
	if p.Title != "" {
		b = appendAttribute(b, "title", p.Title)
	}
	if p.Eager {
		b = append(b, ` fetchpriority="high">`...)
	} else {
		b = append(b, ` loading="lazy" decoding="async">`...)
	}
	return p.AppendEnd(b)
}

// AppendSource appends what stands before the img: nothing without variants.
func (p *Picture) AppendSource(b []byte) []byte {
	if len(p.Variants) == 0 {
		return b
	}
	b = append(b, `<picture><source type="image/webp" srcset="`...)
	for i, v := range p.Variants {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, html.EscapeString(p.Base+v.URL)...)
		if len(p.Variants) > 1 {
			b = append(strconv.AppendInt(append(b, ' '), int64(v.Width), 10), 'w')
		}
	}
	b = append(b, '"')
	if len(p.Variants) > 1 && p.Sizes != "" {
		b = appendAttribute(b, "sizes", p.Sizes)
	}
	return append(b, '>')
}

// AppendEnd appends what stands behind the img.
func (p *Picture) AppendEnd(b []byte) []byte {
	if len(p.Variants) == 0 {
		return b
	}
	return append(b, "</picture>"...)
}

func appendAttribute(b []byte, name, value string) []byte {
	b = append(append(append(b, ' '), name...), `="`...)
	return append(append(b, html.EscapeString(value)...), '"')
}
