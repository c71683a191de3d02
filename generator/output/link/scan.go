package link

import (
	"bytes"
	"html"
	"strings"
)

// Page is what matters of a page to links.
type Page struct {
	// IDs are the values of id attributes, and of a's name.
	IDs []string
	// Links are link targets as written, with character references resolved.
	Links []string
}

// Scan finds the ids and links of a page: href, src, srcset, poster, action,
// formaction, an object's data, and the address of a meta refresh. It reads any
// bytes, as a browser does, and is made for HTML that this generator wrote:
// scripts, styles and comments are passed over.
func Scan(page []byte) Page {
	s := scanner{b: page}
	for s.tag() {
	}
	return s.page
}

type scanner struct {
	b    []byte
	at   int
	page Page
	// of the tag being read
	refresh bool
	content string
}

// tag goes to the next tag and reads it; false at the end.
func (s *scanner) tag() bool {
	i := bytes.IndexByte(s.b[s.at:], '<')
	if i < 0 || s.at+i+1 >= len(s.b) {
		return false
	}
	s.at += i + 1
	switch c := s.b[s.at]; {
	case isLetter(c):
		name := s.name()
		closed := s.attributes(name)
		if isRaw(name) && !closed {
			s.skipRaw(name)
		}
	case c == '/' && s.at+1 < len(s.b) && isLetter(s.b[s.at+1]):
		s.at++
		s.name()
		s.attributes(nil)
	case bytes.HasPrefix(s.b[s.at:], []byte("!--")):
		s.at += len("!--")
		s.comment()
	case c == '!', c == '?', c == '/':
		s.skipPast(">")
	}
	return true
}

// comment passes over a comment, which may be as short as <!--> and <!--->.
func (s *scanner) comment() {
	rest := s.b[s.at:]
	if bytes.HasPrefix(rest, []byte(">")) || bytes.HasPrefix(rest, []byte("->")) {
		s.skipPast(">")
		return
	}
	s.skipPast("-->")
}

func (s *scanner) skipPast(end string) {
	i := bytes.Index(s.b[s.at:], []byte(end))
	if i < 0 {
		s.at = len(s.b)
		return
	}
	s.at += i + len(end)
}

// name reads a tag's name in lower case.
func (s *scanner) name() []byte {
	start := s.at
	for s.at < len(s.b) && !isSpace(s.b[s.at]) && s.b[s.at] != '>' && s.b[s.at] != '/' {
		s.at++
	}
	return lower(s.b[start:s.at])
}

// attributes reads a tag to its end and reports whether that is />.
func (s *scanner) attributes(tag []byte) (closed bool) {
	s.refresh, s.content = false, ""
	for {
		slash := false
		for s.at < len(s.b) && (isSpace(s.b[s.at]) || s.b[s.at] == '/') {
			slash = s.b[s.at] == '/'
			s.at++
		}
		if s.at >= len(s.b) {
			return slash // a tag that the page ends in is no tag
		}
		if s.b[s.at] == '>' {
			s.at++
			if s.refresh {
				s.add(refreshURL(s.content))
			}
			return slash
		}
		name := s.attributeName()
		value, whole := s.value()
		if whole && len(tag) > 0 {
			s.attribute(tag, name, value)
		}
	}
}

func (s *scanner) attributeName() []byte {
	start := s.at
	s.at++ // even a = can begin a name
	for s.at < len(s.b) {
		switch c := s.b[s.at]; {
		case isSpace(c), c == '/', c == '>', c == '=':
			return lower(s.b[start:s.at])
		}
		s.at++
	}
	return lower(s.b[start:s.at])
}

// value reads an attribute's value, if there is one, and reports whether it has
// an end.
func (s *scanner) value() (v []byte, whole bool) {
	at := s.at
	for at < len(s.b) && isSpace(s.b[at]) {
		at++
	}
	if at >= len(s.b) || s.b[at] != '=' {
		return nil, true
	}
	at++
	for at < len(s.b) && isSpace(s.b[at]) {
		at++
	}
	if at >= len(s.b) {
		s.at = at
		return nil, false
	}
	if q := s.b[at]; q == '"' || q == '\'' {
		end := bytes.IndexByte(s.b[at+1:], q)
		if end < 0 {
			s.at = len(s.b)
			return nil, false
		}
		s.at = at + 1 + end + 1
		return s.b[at+1 : s.at-1], true
	}
	start := at
	for at < len(s.b) && !isSpace(s.b[at]) && s.b[at] != '>' {
		at++
	}
	s.at = at
	return s.b[start:at], true
}

func (s *scanner) attribute(tag, name, value []byte) {
	switch string(name) {
	case "id":
		s.page.IDs = append(s.page.IDs, text(value))
	case "name":
		if string(tag) == "a" {
			s.page.IDs = append(s.page.IDs, text(value))
		}
	case "href", "src", "poster", "action", "formaction", "xlink:href":
		s.add(text(value))
	case "data":
		if string(tag) == "object" {
			s.add(text(value))
		}
	case "srcset", "imagesrcset":
		for _, u := range srcset(text(value)) {
			s.add(u)
		}
	case "http-equiv":
		s.refresh = string(tag) == "meta" && strings.EqualFold(text(value), "refresh")
	case "content":
		if string(tag) == "meta" {
			s.content = text(value)
		}
	}
}

func (s *scanner) add(target string) { s.page.Links = append(s.page.Links, target) }

// skipRaw passes over the text of an element in which tags are not tags.
func (s *scanner) skipRaw(name []byte) {
	for {
		i := bytes.Index(s.b[s.at:], []byte("</"))
		if i < 0 {
			s.at = len(s.b)
			return
		}
		s.at += i + 2
		end := s.at + len(name)
		if end < len(s.b) && bytes.EqualFold(s.b[s.at:end], name) &&
			(isSpace(s.b[end]) || s.b[end] == '>' || s.b[end] == '/') {
			s.skipPast(">")
			return
		}
	}
}

func isRaw(name []byte) bool {
	switch string(name) {
	case "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes":
		return true
	}
	return false
}

// text resolves character references.
func text(value []byte) string {
	if bytes.IndexByte(value, '&') < 0 {
		return string(value)
	}
	return html.UnescapeString(string(value))
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// lower returns a name in lower case; it copies only where it must.
func lower(name []byte) []byte {
	for _, c := range name {
		if 'A' <= c && c <= 'Z' {
			return bytes.ToLower(name)
		}
	}
	return name
}

// srcset returns the addresses of a list of images.
func srcset(list string) []string {
	var urls []string
	for {
		list = strings.TrimLeft(list, " \n\t\r\f,")
		if list == "" {
			return urls
		}
		u := list
		if i := strings.IndexAny(list, " \n\t\r\f"); i >= 0 {
			u = list[:i]
		}
		list = list[len(u):]
		if bare := strings.TrimRight(u, ","); bare != u {
			urls = append(urls, bare)
			continue
		}
		urls = append(urls, u)
		_, list, _ = strings.Cut(list, ",") // past the width or density
	}
}

// refreshURL returns the address in a refresh's content: 3; url=x.html.
func refreshURL(content string) string {
	_, rest, ok := strings.Cut(content, ";")
	if !ok {
		return "" // the page itself
	}
	rest = strings.TrimSpace(rest)
	if len(rest) >= 3 && strings.EqualFold(rest[:3], "url") {
		if after, ok := strings.CutPrefix(strings.TrimSpace(rest[3:]), "="); ok {
			rest = strings.TrimSpace(after)
		}
	}
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		q := rest[:1]
		rest, _, _ = strings.Cut(rest[1:], q)
	}
	return rest
}
