package strict

import (
	"bytes"
	"encoding/json"
	"strings"
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
