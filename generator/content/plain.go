package content

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxBrackets is how deep links and images nest in an excerpt.
const maxBrackets = 8

// plainText takes the marks of Markdown and HTML out of a text: those of
// emphasis, deletion, code and footnotes, tags, images, and all of a link but its
// words. Line ends stay.
func plainText(text string) string {
	s := stripper{}
	s.strip(text, 0)
	return strings.Map(func(r rune) rune {
		if unprintable(r) {
			return -1
		}
		return r
	}, s.b.String())
}

type stripper struct{ b strings.Builder }

func (s *stripper) strip(text string, depth int) {
	for i := 0; i < len(text); {
		i += s.mark(text, i, depth)
	}
}

// mark writes what stands at i without its marks, and returns its length.
func (s *stripper) mark(text string, i, depth int) int {
	rest := text[i:]
	switch c := rest[0]; c {
	case '\\':
		if len(rest) > 1 && rest[1] < utf8.RuneSelf && (unicode.IsPunct(rune(rest[1])) || unicode.IsSymbol(rune(rest[1]))) {
			s.b.WriteByte(rest[1])
			return 2
		}
		if len(rest) > 1 && rest[1] == '\n' {
			return 1
		}
	case '!':
		if strings.HasPrefix(rest, "![") {
			if _, n := link(rest[1:]); n > 0 {
				return 1 + n
			}
		}
	case '[':
		if words, n := link(rest); n > 0 && depth < maxBrackets {
			if !strings.HasPrefix(words, "^") {
				s.strip(words, depth+1)
			}
			return n
		}
	case '`':
		return s.code(rest)
	case '<':
		if n := s.tag(rest); n > 0 {
			return n
		}
	case '&':
		if n := strings.IndexByte(rest[:min(len(rest), 32)], ';'); n > 0 {
			s.b.WriteString(html.UnescapeString(rest[:n+1]))
			return n + 1
		}
	case '*', '_', '~':
		n := run(rest)
		if !isMark(text, i, n) {
			s.b.WriteString(rest[:n])
		}
		return n
	}
	s.b.WriteByte(rest[0])
	return 1
}

// run returns how often the first sign is repeated.
func run(s string) int { return len(s) - len(strings.TrimLeft(s, s[:1])) }

// isMark reports whether n signs at i are marks: not *'s between spaces, not _'s
// within a word, and two ~'s.
func isMark(text string, i, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+n:])
	switch text[i] {
	case '~':
		return n == 2
	case '_':
		inWord := func(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
		if inWord(before) && inWord(after) {
			return false
		}
	}
	return !(unicode.IsSpace(before) && unicode.IsSpace(after))
}

// code writes the text of a code span.
func (s *stripper) code(text string) int {
	n := run(text)
	for at := n; at < len(text); {
		k := strings.IndexByte(text[at:], '`')
		if k < 0 {
			break
		}
		at += k
		if m := run(text[at:]); m != n {
			at += m
			continue
		}
		s.b.WriteString(text[n:at])
		return at + n
	}
	return n
}

// tag passes over a tag or a comment and writes the address of <https://…>; 0 is
// neither.
func (s *stripper) tag(text string) int {
	end := strings.IndexByte(text, '>')
	if end < 2 {
		return 0
	}
	inner := text[1:end]
	switch c := inner[0]; {
	case strings.ContainsAny(inner, " \n") || !strings.ContainsAny(inner, ":@"):
		if c != '/' && c != '!' && (c|0x20 < 'a' || c|0x20 > 'z') {
			return 0
		}
	default:
		s.b.WriteString(inner)
	}
	return end + 1
}

// link returns the words of a link at the start of text and its length, or 0 for
// no link.
func link(text string) (words string, n int) {
	end := bracketEnd(text, '[', ']')
	if end < 0 {
		return "", 0
	}
	words, n = text[1:end], end+1
	if strings.HasPrefix(words, "^") || n == len(text) {
		return words, n
	}
	var k int
	switch text[n] {
	case '(':
		k = bracketEnd(text[n:], '(', ')')
	case '[':
		k = bracketEnd(text[n:], '[', ']')
	}
	if k > 0 && !strings.HasPrefix(text[n:], "[^") {
		n += k + 1
	}
	return words, n
}

// bracketEnd returns where the bracket at the start of text is closed, or -1.
func bracketEnd(text string, open, shut byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
