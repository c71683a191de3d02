package markup

import (
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
)

// balance says how long an element of raw HTML may stay open.
type balance uint8

const (
	inline balance = iota // to the end of its paragraph or HTML block
	leaf                  // likewise, but it is a block, of inline elements
	block                 // over the blocks that follow it
	void                  // it has no end tag
)

// element is an element that raw HTML may use.
type element struct {
	balance balance
	// attributes are those it may have.
	attributes map[string]bool
	// closes are the open elements that its start tag ends in HTML.
	closes string
}

// common are the attributes of every element. A role is not among them: by roles
// the outline knows the renderer's own elements.
const common = "class id lang dir title aria-label aria-labelledby aria-describedby aria-hidden aria-level"

// newElements returns what raw HTML may use, by name. In it are neither elements
// that run, load or embed anything, nor those whose content is read in another way
// than that of the rest (style, textarea, svg and so on).
func newElements() map[string]element {
	elements := map[string]element{}
	add := func(b balance, attributes, closes, names string) {
		e := element{b, map[string]bool{}, closes}
		for name := range strings.FieldsSeq(common + " " + attributes) {
			e.attributes[name] = true
		}
		for name := range strings.FieldsSeq(names) {
			elements[name] = e
		}
	}
	add(inline, "", "", "b strong i em u s mark small sub sup kbd code samp var cite abbr dfn q span bdi bdo ruby rt rp")
	add(inline, "datetime", "", "del ins time")
	add(inline, "href", "a", "a")
	add(void, "", "", "br wbr")
	add(void, "src alt width height", "", "img")
	add(void, "", "p", "hr")
	add(leaf, "", "p", "p pre summary figcaption")
	add(leaf, "", "p h1 h2 h3 h4 h5 h6", "h1 h2 h3 h4 h5 h6")
	add(leaf, "", "", "caption")
	add(block, "", "p", "div section article aside header footer address figure blockquote dl ul table")
	add(block, "open", "p", "details")
	add(block, "start reversed", "p", "ol")
	add(block, "value", "p li", "li")
	add(block, "", "p dt dd", "dt dd")
	add(block, "", "td th tr thead tbody tfoot caption", "thead tbody tfoot")
	add(block, "", "td th tr caption", "tr")
	add(block, "colspan rowspan scope headers", "td th", "td th")
	return elements
}

// isHidden reports whether the content of an element that is left out goes with it.
func isHidden(name string) bool {
	switch name {
	case "script", "style", "iframe", "object", "noscript", "template", "textarea", "title", "xmp", "noembed",
		"noframes", "plaintext", "svg", "math", "select", "audio", "video", "canvas", "applet", "head":
		return true
	}
	return false
}

// mayHave reports whether an element may have an attribute with this value. Ids
// and addresses are looked at elsewhere.
func (e element) mayHave(name, value string) bool {
	switch name {
	case "dir":
		return value == "ltr" || value == "rtl" || value == "auto"
	case "width", "height", "colspan", "rowspan", "start", "value":
		if !isNumber(value) {
			return false
		}
	}
	return e.attributes[name]
}

func isNumber(s string) bool {
	return s != "" && len(s) < 6 && strings.Trim(s, "0123456789") == ""
}

// newPolicy returns the last gate for bodies with raw HTML: what the elements
// allow, and what the renderer writes by itself.
func newPolicy(elements map[string]element) *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	for name, e := range elements {
		p.AllowNoAttrs().OnElements(name)
		for attribute := range e.attributes {
			p.AllowAttrs(attribute).OnElements(name)
		}
	}
	p.AllowNoAttrs().OnElements("label")
	p.AllowAttrs("role").OnElements("a", "div", "section")
	p.AllowAttrs("rel").Matching(regexp.MustCompile(`^noopener noreferrer$`)).OnElements("a")
	p.AllowAttrs("loading", "decoding").Matching(regexp.MustCompile(`^(lazy|async)$`)).OnElements("img")
	p.AllowNoAttrs().OnElements("picture")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^image/webp$`)).OnElements("source")
	p.AllowAttrs("srcset", "sizes").OnElements("source")
	p.AllowAttrs("tabindex").Matching(regexp.MustCompile(`^0$`)).OnElements("div", "pre")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("checked", "disabled").OnElements("input")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	return p
}
