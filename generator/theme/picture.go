package theme

import (
	"fmt"
	"html/template"

	"touyan/generator/media"
	"touyan/generator/view"
)

// picture BASE IMAGE CLASS SIZES returns the element that shows an Image: an <img>
// of that class with its size and its Alt, in a <picture> with its Variants where it
// has some. SIZES says how wide the page shows it, as the attribute sizes of HTML
// ("(min-width: 60em) 20rem, 100vw"). It loads when the reader comes near; with a
// last argument "first" at once, for the one picture at the head of a page; with
// "mute" it has no Alt, for one that only repeats what stands beside it.
func picture(base string, of *view.Image, class, sizes string, as ...string) (template.HTML, error) {
	if of == nil {
		return "", nil
	}
	p := media.Picture{
		Src: percent(string(rel(base, of.URL))), Base: base, Sizes: sizes,
		Class: class, Alt: of.Alt, Width: of.Width, Height: of.Height,
	}
	for _, v := range of.Variants {
		p.Variants = append(p.Variants, media.Variant(v))
	}
	for _, how := range as {
		switch how {
		case "first":
			p.Eager = true
		case "mute":
			p.Alt = ""
		default:
			return "", fmt.Errorf("picture takes \"first\" or \"mute\" last, not %q", how)
		}
	}
	return template.HTML(p.AppendHTML(nil)), nil
}
