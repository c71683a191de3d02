package strict

import (
	"bytes"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// node turns one value into ours; key is the place of the key it belongs to,
// which is where a value left out is reported.
func (y *yamlTree) node(n ast.Node, key *Entry, depth int) *Node {
	switch n := n.(type) {
	case *ast.MappingNode:
		return y.mapping(n, depth)
	case *ast.SequenceNode:
		return y.sequence(n, depth)
	case *ast.LiteralNode:
		return y.scalar(String, n.Start, n.Value.Value, depth)
	case *ast.StringNode:
		return y.scalar(String, n.Token, n.Value, depth)
	case *ast.IntegerNode, *ast.FloatNode:
		return y.scalar(Number, n.GetToken(), n.GetToken().Value, depth)
	case *ast.BoolNode:
		return y.scalar(Bool, n.Token, n.Token.Value, depth)
	case *ast.InfinityNode, *ast.NanNode:
		return y.scalar(String, n.GetToken(), n.GetToken().Value, depth)
	case *ast.NullNode:
		return y.null(n, key, depth)
	}
	y.fail(y.cursor, "bad-yaml", y.snippet(y.cursor))
	return nil
}

func (y *yamlTree) sequence(n *ast.SequenceNode, depth int) *Node {
	list := y.source.node(List, y.start(n.Start), depth)
	if list == nil {
		return nil
	}
	list.Items = make([]*Node, 0, len(n.Values))
	for i, v := range n.Values {
		if !n.IsFlowStyle && i > 0 && i < len(n.Entries) {
			y.indent(y.start(n.Entries[i].Start))
		}
		item := y.node(v, nil, depth+1)
		if item == nil {
			return nil
		}
		list.Items = append(list.Items, item)
	}
	return list
}

// indent reports a tab before the first key or dash of a line, which the library
// lets pass after a space.
func (y *yamlTree) indent(at int) {
	row := y.row(at)
	before := y.text[y.lines[row]:at]
	i := bytes.IndexByte(before, '\t')
	if i >= 0 && len(bytes.TrimLeft(before, " \t-")) == 0 {
		y.fail(y.lines[row]+i, "yaml-tab")
	}
}

func (y *yamlTree) null(n *ast.NullNode, key *Entry, depth int) *Node {
	if n.Token.Type == token.ImplicitNullType || strings.TrimSpace(n.Token.Origin) == "null" && !y.at(n.Token, "null") {
		v := y.source.node(Null, y.cursor, depth)
		if v != nil && key != nil {
			v.Pos = key.Pos
		}
		return v
	}
	return y.scalar(Null, n.Token, n.Token.Value, depth)
}

func (y *yamlTree) scalar(kind Kind, t *token.Token, text string, depth int) *Node {
	at := y.start(t)
	v := y.source.node(kind, at, depth)
	if v != nil {
		if v.Text = text; tabbed(t) {
			v.Kind, v.Text = String, plain(t, text)
		}
		y.swallowed(at, t)
	}
	return v
}

// tabbed reports a plain text with a tab inside, which the library leaves out of
// the value, even between digits.
func tabbed(t *token.Token) bool {
	if t.Indicator != token.NotIndicator || strings.IndexByte(t.Origin, '\t') < 0 {
		return false
	}
	return strings.IndexByte(strings.TrimSpace(t.Origin), '\t') >= 0
}

// plain returns a plain text, with spaces for the tabs inside.
func plain(t *token.Token, text string) string {
	if tabbed(t) {
		return strings.Join(strings.Fields(t.Origin), " ")
	}
	return text
}

// swallowed reports an item of a list that is indented too far, which YAML takes
// for more of the text before it.
func (y *yamlTree) swallowed(at int, t *token.Token) {
	if t.Type != token.StringType || !strings.Contains(t.Origin, "\n") {
		return
	}
	text := strings.TrimSpace(t.Origin)
	for at += strings.IndexByte(text, '\n') + 1; strings.Contains(text, "\n"); {
		_, text, _ = strings.Cut(text, "\n")
		line := strings.TrimLeft(text, " ")
		if strings.HasPrefix(line, "- ") {
			at += len(text) - len(line)
			y.fail(at, "bad-indentation", y.snippet(at))
			return
		}
		at += strings.IndexByte(text, '\n') + 1
	}
}

func (y *yamlTree) mapping(n *ast.MappingNode, depth int) *Node {
	at := y.cursor
	if n.IsFlowStyle {
		at = y.start(n.Start)
	} else if len(n.Values) > 0 {
		at = y.start(n.Values[0].Key.GetToken())
	}
	m := y.source.node(Map, at, depth)
	if m == nil {
		return nil
	}
	m.Entries = make([]Entry, 0, len(n.Values))
	for _, v := range n.Values {
		t := v.Key.GetToken()
		from := y.start(t)
		if !n.IsFlowStyle {
			y.indent(from)
		}
		e := Entry{Key: plain(t, t.Value), Pos: y.pos(from)}
		first := m.Entry(e.Key)
		if e.Value = y.node(v.Value, &e, depth+1); e.Value == nil {
			return nil
		}
		if first != nil {
			y.list.Add(e.Pos, "duplicate-key", shorten(e.Key), first.Pos.Line)
			continue
		}
		m.Entries = append(m.Entries, e)
	}
	return m
}

// start returns the offset of a node's token and moves the cursor there. The
// library's columns are wrong after tabs and its lines after texts of several
// lines, so each is checked against the text and else looked for from the last
// node on.
func (y *yamlTree) start(t *token.Token) int {
	head := firstLine(t.Origin)
	if t.Indicator == token.QuotedScalarIndicator && head != "" {
		head = head[:1] // what the library keeps of escapes is not what was written
	}
	at := y.tokenOffset(t)
	if at < y.cursor || !bytes.HasPrefix(y.text[at:], []byte(head)) {
		if i := bytes.Index(y.text[y.cursor:], []byte(head)); i >= 0 {
			at = y.cursor + i
		} else {
			at = y.cursor
		}
	}
	y.cursor = at
	return at
}

// at reports whether the text really has a word where the token says.
func (y *yamlTree) at(t *token.Token, word string) bool {
	return bytes.HasPrefix(y.text[y.tokenOffset(t):], []byte(word))
}

// tokenOffset returns the byte where the library says that a token begins.
func (y *yamlTree) tokenOffset(t *token.Token) int {
	row := min(max(t.Position.Line-1, 0), len(y.lines)-1)
	return y.source.offset(row, max(t.Position.Column-1, 0))
}

func firstLine(origin string) string {
	s := strings.TrimLeft(origin, " \t\n")
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	return strings.TrimRight(s, " \t")
}
