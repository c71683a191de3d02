package strict

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"
)

// jsonTree reads tokens one by one, since only so does the standard library tell
// where each of them is.
type jsonTree struct {
	*source
	dec *json.Decoder
	// from is where the token just read begins, to where it ends.
	from, to int
}

func parseJSON(s *source) *Node {
	if len(bytes.TrimSpace(s.text)) == 0 {
		return &Node{Kind: Map, Pos: s.pos(0)}
	}
	j := &jsonTree{source: s, dec: json.NewDecoder(bytes.NewReader(s.text))}
	j.dec.UseNumber()
	t, ok := j.next()
	if !ok {
		return nil
	}
	if t != json.Delim('{') {
		s.fail(j.from, "not-a-map", s.snippet(j.from))
		return nil
	}
	root := j.object(1)
	if root == nil {
		return nil
	}
	if rest := s.text[j.to:]; len(bytes.TrimSpace(rest)) > 0 {
		at := j.to + len(rest) - len(bytes.TrimLeft(rest, " \t\n"))
		s.fail(at, "bad-json", s.snippet(at))
		return nil
	}
	return root
}

// next reads a token and notes where it is.
func (j *jsonTree) next() (json.Token, bool) {
	t, err := j.dec.Token()
	if err != nil {
		j.explain(err)
		return nil, false
	}
	j.from = j.skip(j.to)
	j.to = int(j.dec.InputOffset())
	return t, true
}

// skip passes over what stands between tokens.
func (j *jsonTree) skip(at int) int {
	for at < len(j.text) && strings.IndexByte(" \t\n\r,:", j.text[at]) >= 0 {
		at++
	}
	return at
}

func (j *jsonTree) value(depth int) *Node {
	t, ok := j.next()
	if !ok {
		return nil
	}
	switch t := t.(type) {
	case json.Delim:
		if t == '{' {
			return j.object(depth)
		}
		return j.array(depth)
	case string:
		return j.scalar(String, t, depth)
	case json.Number:
		return j.scalar(Number, t.String(), depth)
	case bool:
		return j.scalar(Bool, string(j.text[j.from:j.to]), depth)
	}
	return j.scalar(Null, "null", depth)
}

func (j *jsonTree) scalar(kind Kind, text string, depth int) *Node {
	n := j.node(kind, j.from, depth)
	if n != nil {
		n.Text = text
	}
	return n
}

func (j *jsonTree) object(depth int) *Node {
	m := j.node(Map, j.from, depth)
	if m == nil {
		return nil
	}
	seen := map[string]int{}
	for j.dec.More() {
		t, ok := j.next()
		if !ok {
			return nil
		}
		key, _ := t.(string)
		e := Entry{Key: key, Pos: j.pos(j.from)}
		if e.Value = j.value(depth + 1); e.Value == nil {
			return nil
		}
		if line, twice := seen[key]; twice {
			j.list.Add(e.Pos, "duplicate-key", shorten(key), line)
			continue
		}
		seen[key] = e.Pos.Line
		m.Entries = append(m.Entries, e)
	}
	_, ok := j.next()
	if !ok {
		return nil
	}
	return m
}

func (j *jsonTree) array(depth int) *Node {
	l := j.node(List, j.from, depth)
	if l == nil {
		return nil
	}
	for j.dec.More() {
		v := j.value(depth + 1)
		if v == nil {
			return nil
		}
		l.Items = append(l.Items, v)
	}
	if _, ok := j.next(); !ok {
		return nil
	}
	return l
}

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

// JSONEnd returns the offset after the first JSON value of data, or -1 where it
// has no end.
func JSONEnd(data []byte) int {
	dec := json.NewDecoder(bytes.NewReader(data))
	var raw json.RawMessage
	if dec.Decode(&raw) != nil {
		return -1
	}
	return int(dec.InputOffset())
}
