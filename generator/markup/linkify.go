package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// linkify makes links of plain addresses. It starts at the sign that every address
// has (://, the first point of www., @) and takes back what was already read as
// text before it, since in Chinese text nothing need stand between a character and
// an address.
type linkify struct{}

// Trigger implements parser.InlineParser.
func (linkify) Trigger() []byte { return []byte{':', '.', '@'} }

// Parse implements parser.InlineParser.
func (linkify) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if segment.Padding != 0 {
		return nil
	}
	// The line from its head, and the sign's place in it.
	head := bytes.LastIndexByte(block.Source()[max(0, segment.Start-maxAddressHead):segment.Start], '\n') + 1
	before := block.Source()[max(0, segment.Start-maxAddressHead):segment.Start][head:]
	a := findAddress(before, line)
	if a.after == 0 || !takeBack(parent, segment.Start, segment.Start-a.before) {
		return nil
	}
	block.Advance(a.after)
	value := ast.NewTextSegment(text.NewSegment(segment.Start-a.before, segment.Start+a.after))
	kind := ast.AutoLinkType(ast.AutoLinkURL)
	if a.email {
		kind = ast.AutoLinkEmail
	}
	link := ast.NewAutoLink(kind, value)
	if a.www {
		link.Protocol = []byte("http")
	}
	link.SetPos(segment.Start - a.before)
	return link
}

// maxAddressHead is the most bytes that an address may have before its sign.
const maxAddressHead = 64

// found is an address around a sign: so many bytes before and from the sign on.
type found struct {
	before, after int
	www, email    bool
}

func findAddress(before, after []byte) found {
	switch after[0] {
	case ':':
		for _, scheme := range []string{"https", "http"} {
			if endsWithWord(before, scheme) && bytes.HasPrefix(after, []byte("://")) {
				if n := urlLength(after, 3); n > 3 {
					return found{before: len(scheme), after: n}
				}
				return found{}
			}
		}
		if endsWithWord(before, "mailto") {
			at := bytes.IndexByte(after, '@')
			if at > 1 && localLength(after[1:at]) == at-1 {
				if n := hostLength(after[at+1:]); n > 0 {
					return found{before: len("mailto"), after: at + 1 + n}
				}
			}
		}
	case '.':
		if endsWithWord(before, "www") {
			if n := urlLength(after, 1); n > 1 && bytes.IndexByte(after[1:n], '.') > 0 {
				return found{before: 3, after: n, www: true}
			}
		}
	case '@':
		local := localLength(before)
		if n := hostLength(after[1:]); local > 0 && n > 0 {
			return found{before: local, after: 1 + n, email: true}
		}
	}
	return found{}
}

// endsWithWord reports whether b ends with the word, whatever its case, and no
// letter or digit before it.
func endsWithWord(b []byte, word string) bool {
	n := len(b) - len(word)
	return n >= 0 && bytes.EqualFold(b[n:], []byte(word)) && (n == 0 || !isAlphanumeric(b[n-1]))
}

// urlLength returns the length of the address that b begins with, whose host
// begins at from; 0 if there is none.
func urlLength(b []byte, from int) int {
	if from >= len(b) || !isAlphanumeric(b[from]) {
		return 0
	}
	n, open := from, 0
	for n < len(b) && isURLByte(b[n]) {
		if b[n] == '(' {
			open++
		} else if b[n] == ')' {
			if open == 0 {
				break
			}
			open--
		}
		n++
	}
	for n > from && bytes.IndexByte([]byte("?!.,:;*_~'\"(&"), b[n-1]) >= 0 {
		n--
	}
	return n
}

func isURLByte(c byte) bool {
	return isAlphanumeric(c) || bytes.IndexByte([]byte("-._~:/?#@!$&'()*+,;=%"), c) >= 0
}

// localLength returns how many bytes at the end of b may be the part of a mail
// address before the @.
func localLength(b []byte) int {
	n := 0
	for n < len(b) {
		c := b[len(b)-1-n]
		if !isAlphanumeric(c) && bytes.IndexByte([]byte(".-_+"), c) < 0 {
			break
		}
		n++
	}
	for n > 0 && !isAlphanumeric(b[len(b)-n]) {
		n--
	}
	return n
}

// hostLength returns the length of the host, of two names or more, that b begins
// with.
func hostLength(b []byte) int {
	n, points := 0, 0
	for n < len(b) && (isAlphanumeric(b[n]) || n > 0 && (b[n] == '-' || b[n] == '.' && b[n-1] != '.')) {
		n++
	}
	for n > 0 && !isAlphanumeric(b[n-1]) {
		n--
	}
	points = bytes.Count(b[:n], []byte("."))
	if points == 0 {
		return 0
	}
	return n
}

// takeBack cuts the text from start to stop off the end of a parent's children. It
// reports false, and cuts nothing, if that is not all text.
func takeBack(parent ast.Node, stop, start int) bool {
	reach := stop
	for c := parent.LastChild(); reach > start; c = c.PreviousSibling() {
		s, ok := textSegment(c)
		if !ok || s.Stop != reach || s.Padding != 0 {
			return false
		}
		reach = s.Start
	}
	for reach = stop; reach > start; {
		c := parent.LastChild()
		s, _ := textSegment(c)
		reach = s.Start
		t, isText := c.(*ast.Text)
		if s.Start >= start || !isText {
			parent.RemoveChild(parent, c)
			continue
		}
		t.Segment.Stop = start
	}
	return true
}

// textSegment returns what a node says in the source, if it is text or may become
// text.
func textSegment(n ast.Node) (text.Segment, bool) {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment, !n.SoftLineBreak() && !n.HardLineBreak()
	case *delimiter:
		return n.segment, true
	}
	return text.Segment{}, false
}
