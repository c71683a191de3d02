package content

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxExcerpt is the most characters of an excerpt.
const maxExcerpt = 120

// maxExcerptLine is the most bytes of a line that are looked at.
const maxExcerptLine = 2000

// excerpt returns the first paragraph of a Markdown text without its marks. It
// need not be exact: a page that wants better words has a summary.
func excerpt(text []byte) string {
	var b strings.Builder
	fence := ""
	for len(text) > 0 && utf8.RuneCountInString(b.String()) <= 2*maxExcerpt {
		var row []byte
		row, text, _ = bytes.Cut(text, []byte{'\n'})
		line := strings.TrimSpace(string(row[:min(len(row), maxExcerptLine)]))
		switch {
		case fence != "":
			if strings.HasPrefix(line, fence) {
				fence = ""
			}
			continue
		case strings.HasPrefix(line, "```"), strings.HasPrefix(line, "~~~"):
			fence = line[:3]
			continue
		}
		if line == "" || !isProse(line, b.Len() > 0) {
			if b.Len() > 0 {
				break
			}
			continue
		}
		appendLine(&b, plainText(line))
	}
	return clip(strings.TrimSpace(b.String()), maxExcerpt)
}

// isProse reports whether a line belongs to a paragraph; inside says that one has
// begun.
func isProse(line string, inside bool) bool {
	if strings.ContainsRune("#|>:", rune(line[0])) || strings.HasPrefix(line, "<") || strings.HasPrefix(line, "[^") {
		return false
	}
	if strings.Trim(line, "-=*_ ") == "" {
		return false
	}
	if strings.HasPrefix(line, "![") && !inside {
		return plainText(line) != ""
	}
	return !strings.HasPrefix(line, "- ") && !strings.HasPrefix(line, "* ") && !strings.HasPrefix(line, "+ ")
}

// appendLine joins the lines of a paragraph: with a space, unless both sides of
// the line end are Han.
func appendLine(b *strings.Builder, line string) {
	if b.Len() > 0 {
		last, _ := utf8.DecodeLastRuneInString(b.String())
		first, _ := utf8.DecodeRuneInString(line)
		if last < 0x2E80 || first < 0x2E80 {
			b.WriteByte(' ')
		}
	}
	b.WriteString(line)
}

// plainText drops images, footnote marks, emphasis and code marks, and keeps the
// words of links.
func plainText(line string) string {
	var b strings.Builder
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && line[i+1] < utf8.RuneSelf && unicode.IsPunct(rune(line[i+1])):
			b.WriteByte(line[i+1])
			i += 2
		case c == '!' && strings.HasPrefix(line[i:], "!["):
			_, n := link(line[i+1:])
			i += 1 + n
		case c == '[' && strings.HasPrefix(line[i:], "[^"):
			n := strings.IndexByte(line[i:], ']')
			if n < 0 {
				return b.String()
			}
			i += n + 1
		case c == '[':
			words, n := link(line[i:])
			b.WriteString(plainText(words))
			i += n
		case c == '*' || c == '`':
			i++
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// link returns the words of a link at the start of s and its length.
func link(s string) (words string, n int) {
	end := strings.IndexByte(s, ']')
	if end < 0 {
		return s[1:], len(s)
	}
	words, n = s[1:end], end+1
	for open, closed := range map[byte]byte{'(': ')', '[': ']'} {
		if n < len(s) && s[n] == open {
			if k := strings.IndexByte(s[n:], closed); k >= 0 {
				return words, n + k + 1
			}
		}
	}
	return words, n
}

// clip cuts text to at most n characters, the last an ellipsis.
func clip(s string, n int) string {
	count := 0
	cutAt := 0
	for i := range s {
		if count++; count == n {
			cutAt = i
		}
		if count > n {
			return s[:cutAt] + "…"
		}
	}
	return s
}
