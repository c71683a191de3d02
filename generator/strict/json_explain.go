package strict

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"
)

// explain says what is wrong after the last good token; the text there decides,
// since the library's words and offsets vary with where it stumbled.
func (j *jsonTree) explain(err error) {
	space := func(at int) int {
		return at + len(j.text[at:]) - len(bytes.TrimLeft(j.text[at:], " \t\n\r"))
	}
	at := space(j.to)
	comma := -1
	if j.mark(at) == "," || j.mark(at) == ":" {
		comma = at
		at = space(at + 1)
	}
	mark := j.mark(at)
	switch {
	case mark == "" || err == io.ErrUnexpectedEOF && mark != `"`:
		j.unclosed()
	case comma >= 0 && (mark == "]" || mark == "}"):
		j.fail(comma, "extra-comma")
	case mark == ",":
		j.fail(at, "extra-comma")
	case mark == "]" || mark == "}":
		j.explainClosing(at, mark)
	case bytes.Contains(j.text[j.to:at], []byte("\n\n")):
		j.unclosed() // the object's end is missing, and the page's text follows
	case asciiMark(mark) != "":
		j.fail(at, "fullwidth-mark", mark, asciiMark(mark))
	case mark == `"`:
		j.explainString(at, comma < 0)
	case comma < 0 && j.to > 0 && j.text[j.to-1] == '"' && j.wantsColon():
		j.fail(at, "missing-colon", shorten(string(j.text[j.from:j.to])))
	default:
		j.fail(at, "unquoted-text", j.snippet(at))
	}
}

// explainClosing tells a closing bracket too many from one left out before it.
func (j *jsonTree) explainClosing(at int, mark string) {
	open := j.open()
	if len(open) > 0 {
		last := open[len(open)-1]
		want := byte(']')
		if j.text[last] == '{' {
			want = '}'
		}
		if mark[0] != want && bytes.IndexByte(j.text[at:], want) < 0 {
			j.fail(last, "unclosed-bracket", j.mark(last))
			return
		}
	}
	j.fail(at, "unopened-bracket", mark)
}

// wantsColon reports whether the last token was a key.
func (j *jsonTree) wantsColon() bool {
	open := j.open()
	if len(open) == 0 || j.text[open[len(open)-1]] != '{' {
		return false
	}
	before := bytes.TrimRight(j.text[:j.from], " \t\n\r")
	return len(before) > 0 && before[len(before)-1] != ':'
}

// explainString finds what is wrong with a text, or before it.
func (j *jsonTree) explainString(at int, comma bool) {
	for i := at + 1; i < len(j.text); i++ {
		switch j.text[i] {
		case '\\':
			if i+1 >= len(j.text) || strings.IndexByte(`"\/bfnrtu`, j.text[i+1]) < 0 ||
				j.text[i+1] == 'u' && !hex(j.text[i+2:]) {
				j.fail(i, "bad-escape", j.escape(i))
				return
			}
			i++
		case '"':
			if j.wantsColon() && comma {
				j.fail(at, "missing-colon", shorten(string(j.text[j.from:j.to])))
				return
			}
			j.fail(at, "missing-comma", j.snippet(at))
			return
		case '\n':
			j.fail(at, "unclosed-quote", `"`)
			return
		}
		if j.text[i] < ' ' {
			j.fail(i, "bad-escape", j.snippet(i))
			return
		}
	}
	j.fail(at, "unclosed-quote", `"`)
}

func hex(b []byte) bool {
	if len(b) < 4 {
		return false
	}
	for _, c := range b[:4] {
		if !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
			return false
		}
	}
	return true
}

// unclosed reports the innermost bracket that is open at the end.
func (j *jsonTree) unclosed() {
	open := j.open()
	if len(open) == 0 {
		j.fail(0, "bad-json", j.snippet(0))
		return
	}
	at := open[len(open)-1]
	j.fail(at, "unclosed-bracket", j.mark(at))
}

// open returns the offsets of the brackets open after the last good token.
func (j *jsonTree) open() []int {
	var open []int
	text := j.text[:j.to]
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '[':
			open = append(open, i)
		case '}', ']':
			open = open[:max(len(open)-1, 0)]
		case '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		}
	}
	return open
}

// asciiMark returns the mark that a full-width one stands for, or "".
func asciiMark(mark string) string {
	r, _ := utf8.DecodeRuneInString(mark)
	for wide, ascii := range map[rune]string{
		'：': ":", '，': ",", '“': `"`, '”': `"`, '‘': "'", '’': "'", '【': "[", '】': "]",
		'［': "[", '］': "]", '｛': "{", '｝': "}", '＝': "=", '＂': `"`, '、': ",",
	} {
		if r == wide {
			return ascii
		}
	}
	return ""
}
