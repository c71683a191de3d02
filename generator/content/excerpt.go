package content

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// maxExcerpt is the most characters of an excerpt.
const maxExcerpt = 120

// Limits on what is looked at for an excerpt: bytes of a line and of a paragraph.
const (
	maxExcerptLine = 2000
	maxExcerptText = 4000
)

// excerpt returns the first paragraph of a Markdown text without its marks. It
// need not be exact: a page that wants better words has a summary.
func excerpt(text []byte) string {
	var b strings.Builder
	for _, line := range strings.Split(plainText(firstParagraph(text)), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			appendLine(&b, line)
		}
	}
	return clip(b.String(), maxExcerpt)
}

// firstParagraph returns the lines of the first paragraph that is prose.
func firstParagraph(text []byte) string {
	var b strings.Builder
	end := "" // what ends a passage that is passed over
	for len(text) > 0 && b.Len() < maxExcerptText {
		var row []byte
		row, text, _ = bytes.Cut(text, []byte{'\n'})
		row = row[:min(len(row), maxExcerptLine)]
		line := strings.ToValidUTF8(strings.TrimSpace(string(row)), "")
		inside := b.Len() > 0
		switch {
		case end != "":
			if strings.Contains(line, end) || end == "\n" && line == "" {
				end = ""
			}
		case !inside && (strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~")):
			end = line[:3]
		case !inside && strings.HasPrefix(line, "<!--") && !strings.Contains(line, "-->"):
			end = "-->"
		case inside && line != "" && strings.Trim(line, "|-: ") == "" && strings.Contains(line, "|"):
			b.Reset() // it was the head of a table
			end = "\n"
		case inside && line != "" && (strings.Trim(line, "=") == "" || strings.Trim(line, "-") == ""):
			b.Reset() // it was a heading
		case line != "" && (inside || !indented(row)) && isProse(line, inside):
			b.WriteString(line + "\n")
		case inside:
			return b.String()
		}
	}
	return b.String()
}

// indented reports whether a line is code by its indent.
func indented(row []byte) bool {
	return bytes.HasPrefix(row, []byte("    ")) || bytes.HasPrefix(row, []byte("\t"))
}

// isProse reports whether a line belongs to a paragraph; inside says that one has
// begun.
func isProse(line string, inside bool) bool {
	if strings.ContainsRune("#|>:", rune(line[0])) || strings.HasPrefix(line, "[^") && strings.Contains(line, "]:") {
		return false
	}
	if line[0] == '<' && !inside && plainText(line) == "" || strings.HasPrefix(line, "```") {
		return false
	}
	if strings.Trim(line, "-=*_ ") == "" || definition(line) {
		return false
	}
	if strings.HasPrefix(line, "![") && !inside {
		return plainText(line) != ""
	}
	number := strings.TrimLeft(line, "0123456789")
	if len(number) < len(line) && (strings.HasPrefix(number, ". ") || strings.HasPrefix(number, ") ")) {
		return false
	}
	return !strings.HasPrefix(line, "- ") && !strings.HasPrefix(line, "* ") && !strings.HasPrefix(line, "+ ")
}

// definition reports whether a line says where a reference link leads.
func definition(line string) bool {
	return line[0] == '[' && strings.Contains(line, "]:") && !strings.Contains(line[:strings.Index(line, "]:")], "]")
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
