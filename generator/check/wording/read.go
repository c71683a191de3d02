package wording

import (
	"slices"
	"strings"
	"unicode/utf8"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// The limits of a lexicon.
const (
	MaxSize    = 8 << 20 // bytes
	MaxEntries = 50_000
	MaxForm    = 40 // characters of a wrong or right form, and of an exception
	maxFaults  = 100
)

// Parse reads a lexicon and reports all that is wrong with it, up to a hundred
// faults; path is for their places. What is at fault is not among the entries.
func Parse(path string, data []byte) ([]Entry, diag.List) {
	var list diag.List
	top := diag.Position{File: path}
	switch {
	case len(data) > MaxSize:
		list.Add(top, "wording-too-large", MaxSize>>20)
		return nil, list
	case !utf8.Valid(data):
		list.Add(top, "wording-not-utf8")
		return nil, list
	}
	root, list := tree(path, string(data))
	if root == nil {
		return nil, list
	}
	var file struct {
		Words []fields `key:"words"`
	}
	strict.Decode(root, &file, &list)
	r := &reader{list: &list, lines: make(map[string]int, len(file.Words))}
	for i := range file.Words {
		node := root.Get("words").Items[i]
		if len(r.entries) == MaxEntries {
			list.Add(node.Pos, "wording-too-many", MaxEntries)
			break
		}
		r.entry(&form{node, node.Pos, &file.Words[i]})
	}
	list.Sort()
	if len(list) > maxFaults {
		list = list[:maxFaults]
	}
	return r.entries, list
}

// form is an entry as written.
type form struct {
	node *strict.Node
	pos  diag.Position
	*fields
}

type fields struct {
	Wrong      words   `key:"wrong"`
	Right      words   `key:"right"`
	Reason     string  `key:"reason"`
	Source     string  `key:"source"`
	Exceptions words   `key:"exceptions"`
	Context    context `key:"context"`
	Safe       bool    `key:"safe"`
	Severity   string  `key:"severity"`
}

type context struct {
	Before words `key:"before"`
	After  words `key:"after"`
}

// words is a text or a list of texts.
type words []string

// DecodeNode reads the texts; empty ones are left out.
func (w *words) DecodeNode(n *strict.Node, l *diag.List) {
	items := []*strict.Node{n}
	if n.Kind == strict.List {
		items = n.Items
	}
	for _, item := range items {
		if s := strict.Text(item, "", l); s != "" {
			*w = append(*w, s)
		}
	}
}

// reader turns forms into entries.
type reader struct {
	list    *diag.List
	entries []Entry
	// lines are those of the wrong forms so far.
	lines map[string]int
}

func (r *reader) entry(f *form) {
	if f.node.Kind != strict.Map {
		return
	}
	e := Entry{
		Right: f.Right, Reason: f.Reason, Source: f.Source, Exceptions: f.Exceptions,
		Before: f.Context.Before, After: f.Context.After, Safe: f.Safe, Pos: f.pos,
	}
	if !r.severity(f, &e) || !r.complete(f, &e) {
		return
	}
	for _, wrong := range f.Wrong {
		one := e
		one.Wrong = wrong
		if r.fits(f, &one) {
			r.entries = append(r.entries, one)
		}
	}
}

// severity reads what an entry weighs.
func (r *reader) severity(f *form, e *Entry) bool {
	names := []string{"off", "hint", "warning", "error"}
	switch f.Severity {
	case "off":
		e.Off = true
	case "hint":
		e.Severity = diag.Hint
	case "", "warning":
		e.Severity = diag.Warning
	case "error":
		e.Severity = diag.Error
	default:
		r.list.Add(f.node.Get("severity").Pos, "bad-severity", f.Severity, strict.Nearest(f.Severity, names))
		return false
	}
	return true
}

// complete reports whether an entry has what it needs.
func (r *reader) complete(f *form, e *Entry) bool {
	if len(f.Wrong) == 0 {
		r.list.Add(f.pos, "wording-lacks", "wrong")
		return false
	}
	if e.Off {
		return true
	}
	ok := true
	for _, need := range []struct {
		key  string
		have bool
	}{{"right", len(e.Right) > 0}, {"reason", e.Reason != ""}, {"source", e.Source != ""}} {
		if !need.have {
			r.list.Add(f.pos, "wording-lacks", need.key)
			ok = false
		}
	}
	if e.Safe && len(e.Right) > 1 {
		r.list.Add(f.node.Get("safe").Pos, "wording-safe-choice", f.Wrong[0])
		ok = false
	}
	return ok
}

// fits reports whether a wrong form and what belongs to it go together.
func (r *reader) fits(f *form, e *Entry) bool {
	at := f.node.Get("wrong").Pos
	if line, ok := r.lines[e.Wrong]; ok {
		r.list.Add(at, "wording-twice", e.Wrong, line)
		return false
	}
	r.lines[e.Wrong] = at.Line
	for _, list := range [][]string{{e.Wrong}, e.Right, e.Exceptions, e.Before, e.After} {
		for _, word := range list {
			if len(word) > MaxForm && utf8.RuneCountInString(word) > MaxForm {
				r.list.Add(f.pos, "wording-too-long", string([]rune(word)[:8])+"…", MaxForm)
				return false
			}
		}
	}
	if !e.Off && slices.Contains(e.Right, e.Wrong) {
		r.list.Add(at, "wording-same", e.Wrong)
		return false
	}
	for _, word := range e.Exceptions {
		if word == e.Wrong || !strings.Contains(word, e.Wrong) {
			r.list.Add(f.node.Get("exceptions").Pos, "wording-exception", word, e.Wrong)
			return false
		}
	}
	return true
}
