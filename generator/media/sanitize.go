package media

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

// svgElements are those that draw; what is not among them goes with all in it.
var svgElements = words(`svg g defs symbol use switch a view title desc style
	path rect circle ellipse line polyline polygon image text tspan textPath
	linearGradient radialGradient stop pattern clipPath mask marker filter
	feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
	feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
	feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
	animate animateMotion animateTransform set mpath`)

// svgPaint are the attributes whose values are CSS and may hold an address.
var svgPaint = words(`style fill stroke filter clip-path mask marker marker-start marker-mid marker-end cursor
	from to by values font font-family color background`)

// svgAttributes are the others that elements may have.
var svgAttributes = words(`id class lang role width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points viewBox
	preserveAspectRatio version transform gradientTransform patternTransform gradientUnits spreadMethod offset
	patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight
	refX refY orient pathLength dx dy rotate textLength lengthAdjust startOffset method spacing side media type
	opacity fill-opacity fill-rule stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
	stroke-dasharray stroke-dashoffset clip-rule stop-color stop-opacity display visibility overflow clip
	font-size font-size-adjust font-stretch font-style font-variant font-weight letter-spacing word-spacing
	line-height kerning text-anchor text-decoration text-rendering text-transform dominant-baseline
	alignment-baseline baseline-shift direction unicode-bidi writing-mode white-space glyph-orientation-vertical
	glyph-orientation-horizontal paint-order vector-effect shape-rendering image-rendering color-rendering
	color-interpolation color-interpolation-filters enable-background mix-blend-mode isolation pointer-events
	flood-color flood-opacity lighting-color transform-origin transform-box mask-type systemLanguage
	requiredFeatures requiredExtensions filterUnits primitiveUnits filterRes in in2 result mode operator k1 k2 k3 k4
	tableValues slope intercept amplitude exponent order kernelMatrix divisor bias targetX targetY edgeMode
	preserveAlpha kernelUnitLength surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle
	pointsAtX pointsAtY pointsAtZ azimuth elevation z scale xChannelSelector yChannelSelector stdDeviation radius
	baseFrequency numOctaves seed stitchTiles attributeName attributeType begin dur end min max restart repeatCount
	repeatDur calcMode keyTimes keySplines keyPoints path origin additive accumulate
	aria-label aria-labelledby aria-describedby aria-hidden aria-roledescription focusable`)

func words(text string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		m[w] = true
	}
	return m
}

// Dropped is something that a browser would have run, loaded or shown otherwise
// and that a sanitised picture has no more, with its place.
type Dropped struct {
	What      string
	Line, Col int
}

// NotXMLError says where an SVG cannot be read on, or that it is none.
type NotXMLError struct{ Line, Col int }

func (*NotXMLError) Error() string { return NotXML }

// Sanitize returns an SVG anew, from lists of the elements and attributes that
// draw: without scripts, event handlers, foreign content and addresses of other
// places, and without what programs leave in it: their own elements and
// attributes (with authors' names and file paths), metadata, comments, the DOCTYPE
// with its entities. What stays looks as before, and pictures embedded in it lose
// their position. dropped is what a reader may miss. The error is a
// [*NotXMLError].
func Sanitize(data []byte) (clean []byte, dropped []Dropped, err error) {
	s := &sanitizer{data: data, d: xml.NewDecoder(bytes.NewReader(data)), out: make([]byte, 0, len(data))}
	s.d.Entity = map[string]string{}
	err = s.all()
	if err == nil && !s.began {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		line, col := s.place()
		return nil, nil, &NotXMLError{line, col}
	}
	return s.out, s.dropped, nil
}

type sanitizer struct {
	data    []byte
	d       *xml.Decoder
	at      int64 // where the present token begins
	out     []byte
	dropped []Dropped
	open    []string
	began   bool
	// bare says that the last start tag is not closed by > yet.
	bare bool
}

func (s *sanitizer) place() (line, col int) {
	before := s.data[:s.at]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
}

func (s *sanitizer) drop(what string) {
	line, col := s.place()
	s.dropped = append(s.dropped, Dropped{what, line, col})
}

func (s *sanitizer) all() error {
	for {
		s.at = s.d.InputOffset()
		token, err := s.d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = s.start(t)
		case xml.EndElement:
			s.end()
		case xml.CharData:
			if len(s.open) > 0 {
				s.text(string(t))
			}
		case xml.Directive:
			s.entities(string(t))
		case xml.ProcInst:
			if t.Target == "xml-stylesheet" {
				s.drop("<?" + t.Target)
			}
		}
		if err != nil {
			return err
		}
	}
}

// entity is a declaration of a plain text, as Adobe Illustrator writes them for
// its namespaces.
var entity = regexp.MustCompile(`<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"<&%]{0,200})"|'([^'<&%]{0,200})')\s*>`)

func (s *sanitizer) entities(directive string) {
	for _, m := range entity.FindAllStringSubmatch(directive, 100) {
		s.d.Entity[m[1]] = m[2] + m[3]
	}
}

func (s *sanitizer) start(e xml.StartElement) error {
	name := e.Name.Local
	drawn := e.Name.Space == "" || e.Name.Space == svgSpace
	if !s.began && !(drawn && name == "svg") || s.began && len(s.open) == 0 {
		return io.ErrUnexpectedEOF // not an SVG, or two of them
	}
	if !drawn || !svgElements[name] || isUnsafeAnimation(e) {
		if drawn && name != "metadata" || strings.EqualFold(name, "script") {
			s.drop("<" + name + ">")
		}
		return s.d.Skip()
	}
	s.began = true
	s.closeTag()
	s.out = append(append(s.out, '<'), name...)
	if len(s.open) == 0 {
		s.attribute("xmlns", svgSpace)
		if bytes.Contains(s.data, []byte(xlinkSpace)) || bytes.Contains(s.data, []byte("xlink:")) {
			s.attribute("xmlns:xlink", xlinkSpace)
		}
	}
	s.attributes(e)
	s.open = append(s.open, name)
	s.bare = true
	if name == "style" {
		return s.style()
	}
	return nil
}

// isUnsafeAnimation reports whether an animation changes an address or a handler.
func isUnsafeAnimation(e xml.StartElement) bool {
	for _, a := range e.Attr {
		value := strings.ToLower(strings.TrimSpace(a.Value))
		if strings.EqualFold(a.Name.Local, "attributeName") && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on")) {
			return true
		}
	}
	return false
}

func (s *sanitizer) attributes(e xml.StartElement) {
	seen := map[string]bool{}
	for _, a := range e.Attr {
		key, value := a.Name.Local, a.Value
		switch a.Name.Space {
		case "":
		case xlinkSpace, "xlink":
			if key != "href" {
				continue
			}
			key = "xlink:href"
		case xmlSpace:
			if key != "space" && key != "lang" {
				continue
			}
			key = "xml:" + key
		default:
			continue
		}
		switch {
		case seen[key]:
			continue
		case key == "href", key == "xlink:href":
			safe, ok := safeHref(e.Name.Local, value)
			if !ok {
				s.drop(key)
				continue
			}
			value = safe
		case svgPaint[key]:
			safe, what := cleanCSS(value)
			if what != "" {
				s.drop(what)
			}
			value = safe
		case svgAttributes[key], strings.HasPrefix(key, "xml:"):
		default:
			if strings.HasPrefix(strings.ToLower(key), "on") {
				s.drop(key)
			}
			continue
		}
		seen[key] = true
		s.attribute(key, value)
	}
}

// safeHref returns an address if an element may have it: a place in the picture, a
// picture of dots in itself, without its position, and for a link a page.
func safeHref(element, value string) (string, bool) {
	address := strings.TrimSpace(value)
	lower := strings.ToLower(strings.Join(strings.Fields(address), ""))
	switch {
	case strings.HasPrefix(address, "#"):
		return address, true
	case element == "a":
		return address, !strings.HasPrefix(lower, "data:") && !strings.HasPrefix(lower, `\`) && safeTarget("a", lower)
	case (element == "image" || element == "feImage") && isSafeData(lower):
		return embedded(address)
	}
	return "", false
}

// embedded cleans a picture that is written into the address.
func embedded(address string) (string, bool) {
	head, text, ok := strings.Cut(address, ",")
	if !ok || !strings.HasSuffix(strings.ToLower(strings.TrimSpace(head)), "base64") {
		return "", false
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return "", false
	}
	kind := sniff(data)
	if clean, ok := Clean(kind, data); ok {
		return "data:image/" + strings.ToLower(string(kind)) + ";base64," + base64.StdEncoding.EncodeToString(clean), true
	}
	return "", false
}

// style takes the text of a style sheet up to its end.
func (s *sanitizer) style() error {
	var b strings.Builder
	for {
		token, err := s.d.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if err := s.d.Skip(); err != nil {
				return err
			}
		case xml.EndElement:
			clean, what := cleanCSS(b.String())
			if what != "" {
				s.drop(what)
			}
			if clean != "" {
				s.text(clean)
			}
			s.end()
			return nil
		}
	}
}

// closeTag ends a start tag that something comes behind.
func (s *sanitizer) closeTag() {
	if s.bare {
		s.out = append(s.out, '>')
		s.bare = false
	}
}

func (s *sanitizer) end() {
	name := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	if s.bare {
		s.out = append(s.out, "/>"...)
		s.bare = false
		return
	}
	s.out = append(append(append(s.out, "</"...), name...), '>')
}

func (s *sanitizer) text(text string) {
	if text == "" {
		return
	}
	s.closeTag()
	s.out = append(s.out, inText.Replace(text)...)
}

func (s *sanitizer) attribute(key, value string) {
	s.out = append(append(append(s.out, ' '), key...), `="`...)
	s.out = append(append(s.out, inValue.Replace(value)...), '"')
}

var (
	inText  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	inValue = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\r", "&#13;", "\n", "&#10;", "\t", "&#9;")
)

// Whats names dropped things, each once, in order, at most five.
func Whats(dropped []Dropped) string {
	var names []string
	for _, d := range dropped {
		if !slices.Contains(names, d.What) {
			names = append(names, d.What)
		}
	}
	if len(names) > 5 {
		names = append(names[:5], "…")
	}
	return strings.Join(names, ", ")
}
