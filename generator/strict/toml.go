package strict

import (
	"bytes"
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
