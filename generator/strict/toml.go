package strict

import (
	"bytes"
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// tomlTree builds a tree from the expressions of a TOML file, with TOML's rules
// on which table may be opened where.
type tomlTree struct {
	*source
	parser unstable.Parser
	root   *Node
	// made says how each map and list came to be.
	made map[*Node]tomlMade
	// level is the depth of the table opened by the last header.
	level int
	// at is the end of what was last read of the expression at hand.
	at int
}

// tomlMade is how a table was made, which decides what may extend it.
type tomlMade uint8

const (
	byPath   tomlMade = iota // on the way to a longer header
	byHeader                 // [table]
	byDots                   // a.b = 1
	byValue                  // { … } or [ … ]: closed
	byArray                  // [[table]]
)

func parseTOML(s *source) *Node {
	t := &tomlTree{source: s, made: map[*Node]tomlMade{}}
	t.root, t.level = s.node(Map, 0, 1), 1
	t.parser.Reset(s.text)
	table := t.root
	for t.parser.NextExpression() {
		e := t.parser.Expression()
		switch e.Kind {
		case unstable.KeyValue:
			if !t.keyValue(table, e, t.level) {
				return nil
			}
		case unstable.Table, unstable.ArrayTable:
			if table = t.header(e); table == nil {
				return nil
			}
		}
	}
	if err := t.parser.Error(); err != nil {
		t.explain(err)
		return nil
	}
	return t.root
}

// offsetOf returns where a node's raw text begins.
func offsetOf(n *unstable.Node) int { return int(n.Raw.Offset) }

// header opens the table of [a.b] or [[a.b]], or returns nil.
func (t *tomlTree) header(e *unstable.Node) *Node {
	at, depth := t.root, 1
	defer func() { t.level = depth }()
	for keys := e.Key(); keys.Next(); {
		k := keys.Node()
		depth++
		last := keys.IsLast()
		name, from := string(k.Data), offsetOf(k)
		entry := at.Entry(name)
		if entry == nil {
			array := last && e.Kind == unstable.ArrayTable
			if at = t.open(at, name, from, depth, array, last); at == nil {
				return nil
			}
			if array {
				depth++
			}
			continue
		}
		next := entry.Value
		how := t.made[next]
		switch {
		case next.Kind == List && how == byArray && last && e.Kind == unstable.ArrayTable:
			depth++
			if at = t.element(next, from, depth); at == nil {
				return nil
			}
			continue
		case next.Kind == List && how == byArray && !last:
			at = next.Items[len(next.Items)-1]
			depth++
			continue
		case next.Kind == Map && !last && how != byValue:
			at = next
			continue
		case next.Kind == Map && last && how == byPath && e.Kind == unstable.Table:
			t.made[next] = byHeader
			at = next
			continue
		}
		t.fail(from, "duplicate-key", shorten(name), entry.Pos.Line)
		return nil
	}
	return at
}

// open makes the table of a header's key.
func (t *tomlTree) open(parent *Node, name string, from, depth int, array, last bool) *Node {
	e := Entry{Key: name, Pos: t.pos(from)}
	kind := Map
	if array {
		kind = List
	}
	n := t.node(kind, from, depth)
	if n == nil {
		return nil
	}
	e.Value = n
	parent.Entries = append(parent.Entries, e)
	switch {
	case array:
		t.made[n] = byArray
		return t.element(n, from, depth+1)
	case last:
		t.made[n] = byHeader
	default:
		t.made[n] = byPath
	}
	return n
}

func (t *tomlTree) element(list *Node, from, depth int) *Node {
	n := t.node(Map, from, depth)
	if n != nil {
		t.made[n] = byHeader
		list.Items = append(list.Items, n)
	}
	return n
}

// keyValue adds one "a.b = v" to a table.
func (t *tomlTree) keyValue(table *Node, e *unstable.Node, depth int) bool {
	at := table
	for keys := e.Key(); keys.Next(); {
		k := keys.Node()
		name, from := string(k.Data), offsetOf(k)
		t.at = from + int(k.Raw.Length)
		entry := at.Entry(name)
		if keys.IsLast() {
			if entry != nil {
				t.fail(from, "duplicate-key", shorten(name), entry.Pos.Line)
				return false
			}
			t.at = t.skip(t.at, " \t=")
			n := Entry{Key: name, Pos: t.pos(from)}
			if n.Value = t.value(e.Value(), depth+1); n.Value == nil {
				return false
			}
			at.Entries = append(at.Entries, n)
			return true
		}
		depth++
		if entry == nil {
			n := t.node(Map, from, depth)
			if n == nil {
				return false
			}
			t.made[n] = byDots
			at.Entries = append(at.Entries, Entry{Key: name, Pos: n.Pos, Value: n})
			at = n
			continue
		}
		if entry.Value.Kind != Map || t.made[entry.Value] != byDots {
			t.fail(from, "duplicate-key", shorten(name), entry.Pos.Line)
			return false
		}
		at = entry.Value
	}
	return true
}

// value turns a value at t.at into a node and moves t.at behind it. The library
// tells no place for arrays, so that all are found by reading on.
func (t *tomlTree) value(v *unstable.Node, depth int) *Node {
	switch v.Kind {
	case unstable.Array:
		return t.array(v, depth)
	case unstable.InlineTable:
		return t.inline(v, depth)
	}
	t.at = offsetOf(v) + int(v.Raw.Length)
	kind := String
	switch v.Kind {
	case unstable.Bool:
		kind = Bool
	case unstable.Integer, unstable.Float:
		kind = Number
	}
	n := t.node(kind, offsetOf(v), depth)
	if n != nil {
		n.Text = string(v.Data)
	}
	return n
}

func (t *tomlTree) array(v *unstable.Node, depth int) *Node {
	l := t.node(List, t.at, depth)
	if l == nil {
		return nil
	}
	t.made[l] = byValue
	t.at++
	for items := v.Children(); items.Next(); {
		t.at = t.gap(t.at)
		item := t.value(items.Node(), depth+1)
		if item == nil {
			return nil
		}
		l.Items = append(l.Items, item)
	}
	t.at = t.gap(t.at) + 1
	return l
}

func (t *tomlTree) inline(v *unstable.Node, depth int) *Node {
	m := t.node(Map, t.at, depth)
	if m == nil {
		return nil
	}
	t.at++
	for items := v.Children(); items.Next(); {
		if !t.keyValue(m, items.Node(), depth) {
			return nil
		}
	}
	t.at = t.gap(t.at) + 1
	t.close(m)
	return m
}

// close marks an inline table and all below it as not to be extended.
func (t *tomlTree) close(m *Node) {
	t.made[m] = byValue
	for _, e := range m.Entries {
		if e.Value.Kind == Map {
			t.close(e.Value)
		}
	}
}

// gap passes over what may stand between the items of an array or a table.
func (t *tomlTree) gap(at int) int {
	for {
		at = t.skip(at, " \t\n\r,")
		if at >= len(t.text) || t.text[at] != '#' {
			return at
		}
		end := bytes.IndexByte(t.text[at:], '\n')
		if end < 0 {
			return len(t.text)
		}
		at += end
	}
}

func (s *source) skip(at int, set string) int {
	for at < len(s.text) && strings.IndexByte(set, s.text[at]) >= 0 {
		at++
	}
	return at
}

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
