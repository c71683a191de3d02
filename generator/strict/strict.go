// Package strict reads what people write as settings (YAML, TOML, JSON) into one
// tree whose every value and key knows its place in the file, and decodes the
// tree into structs, reporting all that is wrong and not only the first.
//
// # Trees
//
// [Parse] gives a [Node] of one of six kinds. Scalars keep the text as written,
// without quotes and with escapes resolved: 4.70 stays 4.70 and 2022-01 stays
// 2022-01, whatever the format takes them for, so that a title may be 2022 and a
// figure 4.7万元 in each format alike. The three formats give equal trees for
// equal facts.
//
// What only serves to surprise is refused: YAML anchors, aliases, tags, merge
// keys, directives and explicit keys ("? x"), several documents in one file, and
// a key given twice. A tree is at most [MaxDepth] deep and has at most [MaxNodes]
// nodes; input is limited to [MaxSize] bytes.
//
// # Decoding
//
// [Decode] fills a struct by its fields' tags (key:"title"). Embedded structs
// without a tag count as their fields. A field may be a string, bool, integer,
// float, [time.Time], a slice, a struct, or any type with a method
// DecodeNode(*Node, *diag.List). A null leaves the field as it was. A string
// takes any scalar as written.
//
// # Diagnostics
//
// All are errors.
//
//	bad-yaml, bad-toml, bad-json   1 the text at the place: not readable, reason unknown
//	yaml-tab                       a tab in YAML's indentation
//	unclosed-quote                 1 the quote
//	unclosed-bracket               1 the bracket
//	unopened-bracket               1 the bracket
//	missing-colon                  1 the line's text
//	missing-equals                 1 the key (TOML)
//	missing-value                  1 the key
//	missing-space                  1 the key: no space after the colon
//	missing-dash-space             1 the item: no space after the dash
//	fullwidth-mark                 1 the mark, 2 the mark that is meant
//	colon-in-text                  1 the text: needs quotes
//	must-quote                     1 the mark a text begins with
//	unquoted-text                  1 the text (TOML, JSON)
//	text-after-quote               1 the text after the closing quote
//	missing-comma                  1 the text before which it is missing
//	extra-comma                    a comma without a value
//	bad-escape                     1 the escape
//	bad-indentation                1 the line's text
//	list-on-key-line               1 the key: its list must begin on the next line
//	duplicate-key                  1 the key, 2 the line of the first
//	not-a-map                      1 the text: the file is no list of keys
//	several-documents              a second YAML document
//	too-deep                       1 the limit
//	too-many-nodes                 1 the limit
//	too-large                      1 the limit in KiB
//	unknown-key                    1 the key, 2 the nearest right key, 3 the nearest few
//	wrong-type-text, -list, -map, -bool, -int, -number, -time
//	                               1 the key: another type is wanted
//	number-range                   1 the number: does not fit
package strict

import (
	"bytes"
	"unicode/utf8"

	"touyan/generator/diag"
)

// Limits on what is read; far more than anyone writes, and little enough to
// bound time and memory for a hostile file.
const (
	MaxDepth = 20
	MaxNodes = 100_000
	MaxSize  = 256 << 10
)

// Format is a way to write a tree down.
type Format uint8

// The formats.
const (
	YAML Format = iota
	TOML
	JSON
)

// Kind is what a Node is.
type Kind uint8

// The kinds of node. Dates are strings in every format.
const (
	Null Kind = iota
	Bool
	Number
	String
	List
	Map
)

// Node is a value of a tree with its place.
type Node struct {
	Kind Kind
	Pos  diag.Position
	// Text is a scalar as written, without its quotes.
	Text string
	// Items are the values of a List.
	Items []*Node
	// Entries are the keys of a Map in the order of the file.
	Entries []Entry
}

// Entry is a key of a map, its place and its value.
type Entry struct {
	Key   string
	Pos   diag.Position
	Value *Node
}

// Get returns the value of a map's key, or nil.
func (n *Node) Get(key string) *Node {
	if e := n.Entry(key); e != nil {
		return e.Value
	}
	return nil
}

// Entry returns the entry of a map's key, or nil.
func (n *Node) Entry(key string) *Entry {
	if n == nil {
		return nil
	}
	for i := range n.Entries {
		if n.Entries[i].Key == key {
			return &n.Entries[i]
		}
	}
	return nil
}

// IsScalar reports whether the node is a bool, a number or a string.
func (n *Node) IsScalar() bool { return n.Kind == Bool || n.Kind == Number || n.Kind == String }

// Parse reads data, whose first line is line number line of the file, into a
// tree whose root is a Map, or nil where it cannot be read; a tree with keys given
// twice is returned with their errors. Empty data is an empty map. A byte order mark and CRLF line ends are accepted. Data must be UTF-8.
func Parse(format Format, file string, line int, data []byte) (*Node, diag.List) {
	s := newSource(file, line, data)
	if len(data) > MaxSize {
		s.fail(0, "too-large", MaxSize>>10)
		return nil, s.list
	}
	var root *Node
	switch format {
	case TOML:
		root = parseTOML(s)
	case JSON:
		root = parseJSON(s)
	default:
		root = parseYAML(s)
	}
	return root, s.list
}

// source is the text being read, with what is wrong in it so far.
type source struct {
	file  string
	line  int
	text  []byte
	lines []int // offset of each line's first byte
	nodes int
	list  diag.List
	// seen is the last place asked for: the next one is most often on its line.
	seen mark
}

// mark is a place in the text: a line's index, a character and their byte.
type mark struct{ row, col, offset int }

func newSource(file string, line int, data []byte) *source {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	s := &source{file: file, line: line, text: data}
	s.lines = make([]int, 1, 1+bytes.Count(data, []byte{'\n'}))
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
		s.lines = append(s.lines, at)
	}
	return s
}

// row returns the index of the line that holds an offset.
func (s *source) row(offset int) int {
	lo, hi := 0, len(s.lines)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; s.lines[mid] <= offset {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// pos returns the position of a byte.
func (s *source) pos(offset int) diag.Position {
	offset = min(max(offset, 0), len(s.text))
	row := s.row(offset)
	from := mark{row: row, offset: s.lines[row]}
	if s.seen.row == row && s.seen.offset <= offset {
		from = s.seen
	}
	from.col += utf8.RuneCount(s.text[from.offset:offset])
	from.offset = offset
	s.seen = from
	return diag.Position{File: s.file, Line: s.line + row, Col: from.col + 1}
}

// offset returns the byte of a character (from 0) of a line, at most its end.
func (s *source) offset(row, col int) int {
	from := mark{row: row, offset: s.lines[row]}
	if s.seen.row == row && s.seen.col <= col {
		from = s.seen
	}
	for from.col < col && from.offset < len(s.text) && s.text[from.offset] != '\n' {
		_, n := utf8.DecodeRune(s.text[from.offset:])
		from.offset += n
		from.col++
	}
	s.seen = from
	return from.offset
}

// rowText returns a line without its end.
func (s *source) rowText(row int) []byte {
	if row < 0 || row >= len(s.lines) {
		return nil
	}
	end := len(s.text)
	if row+1 < len(s.lines) {
		end = s.lines[row+1] - 1
	}
	return s.text[s.lines[row]:end]
}

// fail records an error at an offset.
func (s *source) fail(offset int, code string, args ...any) {
	s.list.Add(s.pos(offset), code, args...)
}

// node returns a new node at an offset, or nil once there are too many or the
// tree is too deep.
func (s *source) node(kind Kind, offset, depth int) *Node {
	if s.nodes++; s.nodes > MaxNodes {
		if s.nodes == MaxNodes+1 {
			s.fail(offset, "too-many-nodes", MaxNodes)
		}
		return nil
	}
	if depth > MaxDepth {
		s.fail(offset, "too-deep", MaxDepth)
		return nil
	}
	return &Node{Kind: kind, Pos: s.pos(offset)}
}

// snippet is the text at an offset up to the end of its line, shortened.
func (s *source) snippet(offset int) string {
	offset = min(max(offset, 0), len(s.text))
	rest := s.text[offset:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return shorten(string(bytes.TrimSpace(rest)))
}

// shorten cuts a text for a message.
func shorten(s string) string {
	const most = 30
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}
