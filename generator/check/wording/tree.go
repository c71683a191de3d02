package wording

import (
	"strings"
	"unicode/utf8"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// tree reads the YAML of a lexicon. A list of 20,000 entries is far beyond what
// package strict takes at once, and a general reader of YAML is slow; so the list is
// cut into its entries, those written plainly are read here and the others by
// strict, one by one, which has the merit that one that cannot be read does not hide
// what is wrong with the rest. A file that is not one list named words goes to
// strict as a whole.
func tree(path, text string) (*strict.Node, diag.List) {
	text = strings.TrimPrefix(text, "\uFEFF")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	lines := strings.Split(text, "\n")
	first := 0
	for first < len(lines) && blank(lines[first]) {
		first++
	}
	if first == len(lines) || strings.TrimRight(lines[first], " ") != "words:" {
		return strict.Parse(strict.YAML, path, 1, []byte(text))
	}
	chunks, ok := cut(lines, first+1)
	if !ok || len(chunks) == 0 {
		return strict.Parse(strict.YAML, path, 1, []byte(text))
	}
	var list diag.List
	items := &strict.Node{Kind: strict.List, Pos: diag.Position{File: path, Line: chunks[0].line, Col: chunks[0].indent + 1}}
	for _, c := range chunks {
		n := c.plain(path)
		if n == nil && len(list) < maxFaults {
			var faults diag.List
			n, faults = c.strict(path)
			list = append(list, faults...)
		}
		if n != nil {
			items.Items = append(items.Items, n)
		}
	}
	at := diag.Position{File: path, Line: first + 1, Col: 1}
	return &strict.Node{Kind: strict.Map, Pos: at, Entries: []strict.Entry{{Key: "words", Pos: at, Value: items}}}, list
}

func blank(line string) bool {
	line = strings.TrimLeft(line, " ")
	return line == "" || line[0] == '#'
}

// chunk is the lines of one entry; indent is that of its dash.
type chunk struct {
	lines  []string
	line   int // of the first, from 1
	indent int
}

// cut cuts the lines of a list; ok is false where there is more than the list.
func cut(lines []string, from int) (chunks []chunk, ok bool) {
	indent := -1
	for i := from; i < len(lines); i++ {
		line := lines[i]
		if blank(line) {
			continue
		}
		deep := len(line) - len(strings.TrimLeft(line, " "))
		if indent < 0 {
			indent = deep
		}
		switch rest := line[deep:]; {
		case deep == indent && (strings.HasPrefix(rest, "- ") || rest == "-"):
			chunks = append(chunks, chunk{line: i + 1, indent: deep})
		case deep <= indent || len(chunks) == 0:
			return nil, false
		}
		c := &chunks[len(chunks)-1]
		for len(c.lines) < i+1-c.line {
			c.lines = append(c.lines, "")
		}
		c.lines = append(c.lines, line)
	}
	return chunks, true
}

// strict reads the entry as package strict reads YAML; nil where it cannot be read.
func (c *chunk) strict(path string) (*strict.Node, diag.List) {
	text := "words:\n" + strings.Join(c.lines, "\n") + "\n"
	root, list := strict.Parse(strict.YAML, path, c.line-1, []byte(text))
	if items := root.Get("words"); items != nil && items.Kind == strict.List && len(items.Items) == 1 {
		return items.Items[0], list
	}
	return nil, list
}

// plain reads an entry of plain values, {wrong: a, right: b} or a key a line; nil
// where it is anything else.
func (c *chunk) plain(path string) *strict.Node {
	p := &plain{path: path, line: c.line, node: &strict.Node{Kind: strict.Map, Entries: make([]strict.Entry, 0, 6)}}
	first := c.lines[0][c.indent+1:]
	text := strings.TrimLeft(first, " ")
	col := c.indent + 2 + len(first) - len(text)
	p.node.Pos = diag.Position{File: path, Line: c.line, Col: col}
	if strings.HasPrefix(text, "{") {
		if len(c.lines) > 1 || !strings.HasSuffix(text, "}") || !p.flow(text[1:len(text)-1], col+1) {
			return nil
		}
		return p.node
	}
	if text == "" || !p.pair(text, col) {
		return nil
	}
	for _, line := range c.lines[1:] {
		p.line++
		if blank(line) {
			continue
		}
		if deep := len(line) - len(strings.TrimLeft(line, " ")); deep+1 != col || !p.pair(line[deep:], col) {
			return nil
		}
	}
	return p.node
}

// plain is an entry that is being read.
type plain struct {
	path string
	line int
	node *strict.Node
}

// flow reads "wrong: a, exceptions: [b, c]".
func (p *plain) flow(text string, col int) bool {
	for {
		end, depth := len(text), 0
		for i := 0; i < len(text) && end == len(text); i++ {
			switch text[i] {
			case '[':
				depth++
			case ']':
				depth--
			case ',':
				if depth == 0 {
					end = i
				}
			}
		}
		part := strings.TrimLeft(text[:end], " ")
		if !p.pair(part, col+utf8.RuneCountInString(text[:end])-utf8.RuneCountInString(part)) {
			return false
		}
		if end == len(text) {
			return true
		}
		col += utf8.RuneCountInString(text[:end+1])
		text = text[end+1:]
	}
}

// pair reads "key: value" or "key: [a, b]".
func (p *plain) pair(text string, col int) bool {
	key, value, ok := strings.Cut(text, ": ")
	if !ok || !plainScalar(key) || p.node.Get(key) != nil {
		return false
	}
	at := diag.Position{File: p.path, Line: p.line, Col: col}
	col += utf8.RuneCountInString(key) + 2
	lead := len(value) - len(strings.TrimLeft(value, " "))
	v := p.value(strings.TrimRight(value[lead:], " "), col+lead)
	if v == nil {
		return false
	}
	p.node.Entries = append(p.node.Entries, strict.Entry{Key: key, Pos: at, Value: v})
	return true
}

func (p *plain) value(text string, col int) *strict.Node {
	n := &strict.Node{Kind: strict.String, Text: text, Pos: diag.Position{File: p.path, Line: p.line, Col: col}}
	if !strings.HasPrefix(text, "[") {
		switch {
		case !plainScalar(text):
			return nil
		case text == "true" || text == "false":
			n.Kind = strict.Bool
		}
		return n
	}
	if !strings.HasSuffix(text, "]") {
		return nil
	}
	n.Kind, n.Text = strict.List, ""
	col++
	for _, part := range strings.Split(text[1:len(text)-1], ",") {
		word := strings.TrimLeft(part, " ")
		at := col + utf8.RuneCountInString(part) - utf8.RuneCountInString(word)
		if word = strings.TrimRight(word, " "); !plainScalar(word) {
			return nil
		}
		n.Items = append(n.Items, &strict.Node{Kind: strict.String, Text: word, Pos: diag.Position{File: p.path, Line: p.line, Col: at}})
		col += utf8.RuneCountInString(part) + 1
	}
	return n
}

// plainScalar reports whether YAML reads a text, in a list or a map of one line too,
// as the words it is. Numbers, nulls and what looks like one go to the full reader.
func plainScalar(s string) bool {
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' {
		return false
	}
	letters := false
	for i := range len(s) {
		switch b := s[i]; {
		case b >= 0x80, 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z':
			letters = true
		case '0' <= b && b <= '9', b == ' ', b == '.', b == '/', b == '(', b == ')', b == '+', b == '_':
		case b == '-' && i > 0:
		default:
			return false
		}
	}
	if len(s) <= len("null") && s != "off" {
		switch strings.ToLower(s) {
		case "null", "yes", "no", "on", "off", "y", "n":
			return false
		}
	}
	return letters && s[0] >= 'A'
}
