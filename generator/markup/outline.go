package markup

import (
	"bytes"
	"unicode/utf8"
)

// outline collects the body as plain text by section while it is rendered. White
// space is told as it comes and written only between text, the widest kind of
// each stretch once.
type outline struct {
	// text holds all titles and texts, each ended by "\n".
	text  []byte
	parts []part
	// start is where the present title or text begins.
	start int
	// gap is the white space owed before the next text: 0, ' ', '\t' or '\n'.
	gap     byte
	inTitle bool
	// roles are the roles of the headings above, by level.
	roles [7]Role
}

// part is a section; title and text are ranges of outline.text.
type part struct {
	id          string
	level       int
	role        Role
	title, body [2]int
}

func (o *outline) reset() {
	*o = outline{text: o.text[:0], parts: append(o.parts[:0], part{})}
}

// empty reports whether nothing was written to the present title or text.
func (o *outline) empty() bool { return len(o.text) == o.start }

// space, cell and line tell of white space within a block, between cells, and
// between blocks or lines.
func (o *outline) space() { o.widen(' ') }
func (o *outline) cell()  { o.widen('\t') }
func (o *outline) line()  { o.widen('\n') }

func (o *outline) widen(c byte) {
	if o.inTitle {
		c = ' '
	}
	// In rising order: nothing, space, cell, line.
	if o.gap == 0 || o.gap == ' ' || c == '\n' {
		o.gap = c
	}
}

func (o *outline) fill() {
	if o.gap != 0 && !o.empty() {
		o.text = append(o.text, o.gap)
	}
	o.gap = 0
}

// write adds text without white space in it.
func (o *outline) write(b []byte) {
	o.fill()
	o.text = append(o.text, b...)
}

// flow adds text whose white space is that of HTML.
func (o *outline) flow(b []byte) {
	for len(b) > 0 {
		i := 0
		for i < len(b) && !isBlank(b[i]) {
			i++
		}
		if i > 0 {
			o.write(b[:i])
		}
		if i == len(b) {
			return
		}
		o.space()
		b = b[i+1:]
	}
}

// verbatim adds text whose white space stands as it is, save line ends at its end.
func (o *outline) verbatim(b []byte) {
	text := bytes.TrimRight(b, "\n")
	if len(text) > 0 {
		o.write(text)
	}
	if len(text) < len(b) {
		o.line()
	}
}

// last returns the character before the present place, 0 at the head of a text
// or after white space.
func (o *outline) last() rune {
	if o.gap != 0 || o.empty() {
		return 0
	}
	r, _ := utf8.DecodeLastRune(o.text[o.start:])
	return r
}

// open ends the section at hand and begins the title of the next.
func (o *outline) open(level int) {
	o.end()
	o.parts = append(o.parts, part{level: level})
	o.inTitle = true
}

// title returns the title as far as it is written.
func (o *outline) title() []byte { return o.text[o.start:] }

// close ends the title; the section's text follows.
func (o *outline) close(id string) {
	p := &o.parts[len(o.parts)-1]
	p.id, p.title = id, [2]int{o.start, len(o.text)}
	role := roleOf(string(o.title()))
	if role == Other {
		role = o.roles[p.level-1]
	}
	for l := p.level; l < len(o.roles); l++ {
		o.roles[l] = role
	}
	p.role = role
	o.inTitle = false
	o.next()
}

// notes begins the section of the footnotes.
func (o *outline) notes(id string) {
	o.end()
	o.parts = append(o.parts, part{id: id})
}

// end ends the text of the section at hand.
func (o *outline) end() {
	o.parts[len(o.parts)-1].body = [2]int{o.start, len(o.text)}
	o.next()
}

func (o *outline) next() {
	o.text = append(o.text, '\n')
	o.start = len(o.text)
	o.gap = 0
}

// sections returns what was collected, and the headings of a table of contents.
func (o *outline) sections() ([]Section, []Heading) {
	o.end()
	all := string(o.text)
	sections := make([]Section, 0, len(o.parts))
	var headings []Heading
	for i, p := range o.parts {
		s := Section{Heading{p.id, all[p.title[0]:p.title[1]], p.level}, p.role, all[p.body[0]:p.body[1]]}
		if i == 0 && s.Text == "" {
			continue
		}
		sections = append(sections, s)
		if (p.level == 2 || p.level == 3) && s.Title != "" {
			headings = append(headings, s.Heading)
		}
	}
	return sections, headings
}

// isBlank reports whether c is white space to HTML.
func isBlank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'
}
