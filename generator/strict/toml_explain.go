package strict

import (
	"bytes"
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// explain says what is wrong at the place of the library's error.
func (t *tomlTree) explain(err error) {
	var perr *unstable.ParserError
	if !errors.As(err, &perr) {
		t.fail(0, "bad-toml", t.snippet(0))
		return
	}
	// The highlight is a slice of the text: what it can still grow by tells where.
	at := min(max(cap(t.text)-cap(perr.Highlight), 0), len(t.text))
	has := func(part string) bool { return strings.Contains(perr.Message, part) }
	row := t.row(at)
	line := t.rowText(row)
	before := string(bytes.TrimSpace(line[:min(at-t.lines[row], len(line))]))
	mark := t.mark(at)
	switch {
	case has("string") && (has("new line") || has("terminated")):
		t.explainQuote(at)
	case has("escape"):
		at = max(bytes.LastIndexByte(t.text[:min(at+1, len(t.text))], '\\'), 0)
		t.fail(at, "bad-escape", t.escape(at))
	case asciiMark(mark) != "":
		t.fail(at, "fullwidth-mark", mark, asciiMark(mark))
	case has("incomplete"):
		t.explainOpen(at)
	case has("expected '='"):
		t.explainKey(at, before)
	case has("start of value"), has("expected value"), has("expected keyword"):
		t.explainValue(at, before, mark)
	case has("after array value"), has("inline table key-value"):
		t.explainAfter(at)
	case has("unexpected comma"):
		t.fail(at, "extra-comma")
	case has("strings must be quoted"), has("expected newline"):
		t.explainRest(at, before)
	case has("to close"):
		open := t.lines[row] + bytes.IndexByte(line, '[')
		t.fail(open, "unclosed-bracket", "[")
	default:
		t.fail(at, "bad-toml", t.snippet(t.lines[row]))
	}
}

// explainQuote reports the quote that opened the text which has no end.
func (t *tomlTree) explainQuote(at int) {
	row := t.row(at)
	line := t.rowText(row)
	if i := bytes.IndexByte(line, '='); i >= 0 {
		if from := t.skip(t.lines[row]+i+1, " \t"); from < len(t.text) && (t.text[from] == '"' || t.text[from] == '\'') {
			if bytes.Count(line[i:], []byte{t.text[from]}) == 1 {
				t.fail(from, "unclosed-quote", t.mark(from))
				return
			}
		}
	}
	for _, q := range []string{`"""`, `'''`} {
		if i := bytes.LastIndex(t.text[:at], []byte(q)); i >= 0 && bytes.Count(t.text[:at], []byte(q))%2 == 1 {
			t.fail(i, "unclosed-quote", q)
			return
		}
	}
	cut := line[:min(at-t.lines[row]+1, len(line))]
	if i := max(bytes.LastIndexByte(cut, '"'), bytes.LastIndexByte(cut, '\'')); i >= 0 {
		t.fail(t.lines[row]+i, "unclosed-quote", t.mark(t.lines[row]+i))
		return
	}
	t.fail(at, "unclosed-quote", `"`)
}

func (t *tomlTree) explainKey(at int, before string) {
	t.fail(at, "missing-equals", shorten(before))
}

func (t *tomlTree) explainValue(at int, before, mark string) {
	key, _, isKey := strings.Cut(before, "=")
	switch {
	case mark == ",":
		t.fail(at, "extra-comma")
	case isKey && (mark == "" || mark == "\n" || mark == "#"):
		t.fail(at, "missing-value", shorten(strings.TrimSpace(key)))
	default:
		t.fail(at, "unquoted-text", t.snippet(at))
	}
}

// explainAfter tells an array without its end from one without a comma: the next
// line begins with a key where the end is missing.
func (t *tomlTree) explainAfter(at int) {
	row := t.row(at)
	line := t.rowText(row)
	if from := bytes.TrimLeft(line, " \t"); t.lines[row]+len(line)-len(from) == at && bytes.IndexByte(from, '=') > 0 {
		t.explainOpen(at)
		return
	}
	t.fail(at, "missing-comma", t.snippet(at))
}

// explainRest reports text after a value, which most often is text without its
// quotes: date = 2022年.
func (t *tomlTree) explainRest(at int, before string) {
	_, value, ok := strings.Cut(before, "=")
	if value = strings.TrimSpace(value); ok && value != "" && (strings.HasSuffix(value, `"`) || strings.HasSuffix(value, "'") || strings.HasSuffix(value, "]") || strings.HasSuffix(value, "}")) {
		t.fail(at, "text-after-quote", t.snippet(at))
		return
	}
	row := t.row(at)
	line := t.rowText(row)
	from := t.skip(t.lines[row]+bytes.IndexByte(line, '=')+1, " \t")
	t.fail(from, "unquoted-text", t.snippet(from))
}

// explainOpen reports the last bracket left open before an offset.
func (t *tomlTree) explainOpen(at int) {
	var open []int
	text := t.text[:min(at+1, len(t.text))]
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '[', '{':
			open = append(open, i)
		case ']', '}':
			open = open[:max(len(open)-1, 0)]
		case '"', '\'':
			for i++; i < len(text) && text[i] != c; i++ {
				if c == '"' && text[i] == '\\' {
					i++
				}
			}
		case '#':
			for i < len(text) && text[i] != '\n' {
				i++
			}
		}
	}
	if len(open) == 0 {
		t.fail(at, "bad-toml", t.snippet(at))
		return
	}
	last := open[len(open)-1]
	t.fail(last, "unclosed-bracket", t.mark(last))
}
