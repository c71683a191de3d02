package strict

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// explain turns the YAML library's message into a finding that says what the
// writer did. The message chooses the suspects; the text decides.
func (y *yamlTree) explain(message string, t *token.Token) {
	at := y.tokenOffset(t)
	has := func(part string) bool { return strings.Contains(message, part) }
	switch {
	case has("'\\t'"), has("\t"), has("tab character"):
		y.explainTab(t)
	case has("-quoted text"):
		y.fail(at, "unclosed-quote", y.mark(at))
	case has("unknown escape"), has("UTF-16"), has("UTF-32"), has("surrogate"):
		y.fail(at-1, "bad-escape", y.escape(at-1))
	case has("must be specified"), has("end token"), has("flow map content"):
		y.explainBracket(at, t)
	case has("corresponding to"):
		y.fail(at, "unopened-bracket", y.mark(at))
	case has("reserved character"), has("directive"), has("anchor"), has("alias"), has("tag"):
		y.fail(at, "must-quote", y.mark(at))
	case has("block sequence entries"):
		y.fail(at, "list-on-key-line", shorten(keyOf(y.rowText(y.row(at)))))
	case has("non-map value"), has("unexpected key name"):
		y.explainLine(at)
	case has("mapping value is not allowed"):
		y.explainColon(at, t)
	case has("not allowed in this context"):
		y.explainStray(at, t)
	case has("expected sequence element"), has("unexpected scalar value"):
		y.explainComma(at)
	default:
		y.fail(at, "bad-yaml", y.snippet(at))
	}
}

// mark is the character at an offset.
func (s *source) mark(at int) string {
	if at >= len(s.text) {
		return ""
	}
	r, _ := utf8.DecodeRune(s.text[at:])
	return string(r)
}

// escape is a backslash and the character after it.
func (s *source) escape(at int) string {
	at = max(at, 0)
	r := []rune(s.snippet(at))
	return string(r[:min(len(r), 2)])
}

// explainTab reports the first tab of the indentation. The token is where the
// tab is or, where it follows spaces, just after the line's start.
func (y *yamlTree) explainTab(t *token.Token) {
	at := y.tokenOffset(t)
	row := y.row(at)
	line := y.rowText(row)
	indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
	if i := bytes.IndexByte(indent, '\t'); i >= 0 {
		at = y.lines[row] + i
	}
	y.fail(at, "yaml-tab")
}

// explainBracket tells a bracket that is never closed from a comma left out.
func (y *yamlTree) explainBracket(at int, t *token.Token) {
	var open []*token.Token
	for _, o := range y.tokens {
		if o == t && o.Type != token.SequenceStartType && o.Type != token.MappingStartType {
			break
		}
		switch o.Type {
		case token.SequenceStartType, token.MappingStartType:
			open = append(open, o)
		case token.SequenceEndType, token.MappingEndType:
			open = open[:max(len(open)-1, 0)]
		}
	}
	if len(open) > 0 {
		last := open[len(open)-1]
		if o := y.tokenOffset(last); last.Position.Line != t.Position.Line || last == t {
			y.fail(o, "unclosed-bracket", y.mark(o))
			return
		}
	}
	if m := y.mark(at); m == "]" || m == "}" {
		y.fail(at, "unopened-bracket", m)
		return
	}
	y.fail(at, "missing-comma", shorten(t.Value))
}

// explainLine reports a line that should be "key: value" and is not.
func (y *yamlTree) explainLine(at int) {
	line := y.rowText(y.row(at))[at-y.lines[y.row(at)]:]
	text := string(bytes.TrimSpace(line))
	wide, colon := strings.Index(text, "："), strings.IndexByte(text, ':')
	switch {
	case text == "]" || text == "}":
		y.fail(at, "unopened-bracket", text)
	case wide >= 0 && (colon < 0 || wide < colon):
		y.fail(at+wide, "fullwidth-mark", "：", ": ")
	case strings.HasPrefix(text, "-") && len(text) > 1 && text[1] != ' ' && !strings.HasPrefix(text, "--"):
		y.fail(at, "missing-dash-space", shorten(text))
	case colon > 0 && colon < len(text)-1 && text[colon+1] != ' ':
		y.fail(at+colon, "missing-space", shorten(text[:colon]))
	case strings.HasPrefix(text, "- "):
		y.fail(at, "bad-indentation", shorten(text))
	default:
		y.fail(at, "missing-colon", shorten(text))
	}
}

// explainColon tells a colon inside a text from a key indented too far: the
// library takes "title: x" and an indented "date: y" for one text.
func (y *yamlTree) explainColon(at int, t *token.Token) {
	text := strings.TrimLeft(t.Origin, " \n")
	if i := strings.LastIndexByte(strings.TrimRight(text, " \n"), '\n'); i >= 0 {
		row := y.row(at + i + 1)
		line := y.rowText(row)
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		y.fail(y.lines[row]+indent, "bad-indentation", y.snippet(y.lines[row]))
		return
	}
	line := y.rowText(y.row(at))[at-y.lines[y.row(at)]:]
	if i := bytes.Index(line, []byte(": ")); i >= 0 {
		y.fail(at+i, "colon-in-text", y.snippet(at))
		return
	}
	y.fail(at+len(bytes.TrimRight(line, " :")), "colon-in-text", y.snippet(at))
}

// explainStray reports text where none can be.
func (y *yamlTree) explainStray(at int, t *token.Token) {
	if q := t.Prev; q != nil && q.Indicator == token.QuotedScalarIndicator && strings.Contains(strings.TrimSpace(q.Origin), "\n") {
		// A quote left open was closed by the next one, lines below.
		from := y.tokenOffset(q)
		y.fail(from, "unclosed-quote", y.mark(from))
		return
	}
	row := y.row(at)
	before := bytes.TrimRight(y.text[y.lines[row]:at], " ")
	text := y.snippet(at)
	switch {
	case bytes.HasSuffix(before, []byte{'"'}), bytes.HasSuffix(before, []byte{'\''}):
		y.fail(at, "text-after-quote", text)
	case bytes.HasSuffix(before, []byte{']'}), bytes.HasSuffix(before, []byte{'}'}):
		y.fail(at, "text-after-quote", text)
	case strings.HasPrefix(text, "-") && len(text) > 1 && text[1] != ' ':
		y.fail(at, "missing-dash-space", text)
	default:
		y.fail(at, "bad-indentation", text)
	}
}

func (y *yamlTree) explainComma(at int) {
	if y.mark(at) == "," {
		y.fail(at, "extra-comma")
		return
	}
	y.fail(at, "bad-yaml", y.snippet(at))
}

// keyOf is the part of a line before its colon.
func keyOf(line []byte) string {
	key, _, _ := bytes.Cut(line, []byte{':'})
	return string(bytes.TrimSpace(key))
}
