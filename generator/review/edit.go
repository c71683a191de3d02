package review

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"touyan/generator/content"
	"touyan/generator/strict"
)

// ErrUnreadable is returned for a file without readable front matter, ErrForm for one
// whose record is written in a form that is not added to.
var (
	ErrUnreadable = errors.New("the front matter cannot be read")
	ErrForm       = errors.New("the record is written in a form that is not added to")
)

// Add returns a content file with an entry added to the record of its front matter. All
// other bytes stay as they are, and all else reads as before: else there is an error.
func Add(data []byte, e content.Review) ([]byte, error) {
	ed, err := newEditor(data)
	if err != nil {
		return nil, err
	}
	var c change
	var ok bool
	switch ed.front.Format {
	case strict.TOML:
		c, ok = ed.toml(e)
	case strict.JSON:
		c, ok = ed.json(e)
	default:
		c, ok = ed.yaml(e)
	}
	if !ok {
		return nil, ErrForm
	}
	after := bytes.Join([][]byte{data[:c.start], []byte(c.text), data[c.end:]}, nil)
	if !ed.adds(after, e) {
		return nil, ErrForm
	}
	return after, nil
}

// change puts a text in the place of some bytes of the file.
type change struct {
	start, end int
	text       string
}

// editor knows where the parts of a file's front matter are.
type editor struct {
	data  []byte
	front content.Front
	root  *strict.Node
	// eol ends the file's lines.
	eol string
}

func newEditor(data []byte) (*editor, error) {
	front, ok := content.FindFront(data)
	if !ok {
		return nil, ErrUnreadable
	}
	text := data[front.Start:front.End]
	if bytes.Count(text, []byte("\r")) != bytes.Count(text, []byte("\r\n")) {
		return nil, ErrForm
	}
	root, list := strict.Parse(front.Format, "", front.Line, text)
	if root == nil || list.Errors() > 0 || len(root.Entries) == 0 {
		return nil, ErrUnreadable
	}
	e := &editor{data: data, front: front, root: root, eol: "\n"}
	if bytes.Contains(text, []byte("\r\n")) {
		e.eol = "\r\n"
	}
	return e, nil
}

// adds reports whether a file is this one with an entry added, and reads so.
func (e *editor) adds(after []byte, entry content.Review) bool {
	front, ok := content.FindFront(after)
	if !ok || !bytes.Equal(after[front.Body:], e.data[e.front.Body:]) {
		return false
	}
	root, list := strict.Parse(front.Format, "", front.Line, after[front.Start:front.End])
	if root == nil || list.Errors() > 0 {
		return false
	}
	want := with(e.root, entry)
	return same(want, root)
}

// with returns a tree with an entry added to the record.
func with(root *strict.Node, e content.Review) *strict.Node {
	item := &strict.Node{Kind: strict.Map}
	for _, f := range fields(e) {
		item.Entries = append(item.Entries, strict.Entry{Key: f.key, Value: &strict.Node{Kind: strict.String, Text: f.value}})
	}
	list := &strict.Node{Kind: strict.List}
	if was := root.Get("review"); was != nil {
		list.Items = append(list.Items, was.Items...)
	}
	list.Items = append(list.Items, item)
	out := &strict.Node{Kind: strict.Map}
	for _, old := range root.Entries {
		if old.Key == "review" {
			old.Value = list
		}
		out.Entries = append(out.Entries, old)
	}
	if root.Entry("review") == nil {
		out.Entries = append(out.Entries, strict.Entry{Key: "review", Value: list})
	}
	return out
}

// same reports whether two trees say the same, wherever they are written.
func same(a, b *strict.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.IsScalar() && b.IsScalar() {
		return a.Text == b.Text
	}
	if a.Kind != b.Kind || len(a.Items) != len(b.Items) || len(a.Entries) != len(b.Entries) {
		return false
	}
	for i := range a.Items {
		if !same(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for i := range a.Entries {
		if a.Entries[i].Key != b.Entries[i].Key || !same(a.Entries[i].Value, b.Entries[i].Value) {
			return false
		}
	}
	return true
}

type field struct{ key, value string }

// fields are what is written of an entry.
func fields(e content.Review) []field {
	var list []field
	for _, f := range []field{{"step", e.Step}, {"by", e.By}, {"date", e.Date.String()}, {"text", e.Text}} {
		if f.value != "" {
			list = append(list, f)
		}
	}
	return list
}

// offset returns the byte of the file at a place in the front matter.
func (e *editor) offset(line, col int) int {
	at := e.front.Start
	for n := e.front.Line; n < line; n++ {
		i := bytes.IndexByte(e.data[at:e.front.End], '\n')
		if i < 0 {
			return e.front.End
		}
		at += i + 1
	}
	for n := 1; n < col && at < e.front.End && e.data[at] != '\n'; n++ {
		_, size := utf8.DecodeRune(e.data[at:])
		at += size
	}
	return at
}

func (e *editor) at(n *strict.Node) int { return e.offset(n.Pos.Line, n.Pos.Col) }

// lineStart returns where the line of an offset begins, lineEnd where the next one
// does.
func (e *editor) lineStart(at int) int {
	return e.front.Start + bytes.LastIndexByte(e.data[e.front.Start:at], '\n') + 1
}

func (e *editor) lineEnd(at int) int {
	if i := bytes.IndexByte(e.data[at:e.front.End], '\n'); i >= 0 {
		return at + i + 1
	}
	return e.front.End
}

// after returns where the last line with something in it ends, of those from an offset
// on that belongs accepts; lines of comments are passed over.
func (e *editor) after(from int, belongs func(line string) bool) int {
	end := e.lineEnd(from)
	for at := end; at < e.front.End; {
		next := e.lineEnd(at)
		line := string(bytes.TrimRight(e.data[at:next], "\r\n"))
		bare := string(bytes.TrimSpace([]byte(line)))
		if bare != "" && bare[0] != '#' {
			if !belongs(line) {
				break
			}
			end = next
		}
		at = next
	}
	return end
}

// isFlow reports whether a value is written between brackets, which begin with one.
func (e *editor) isFlow(n *strict.Node, bracket byte) bool {
	at := e.at(n)
	return at < e.front.End && e.data[at] == bracket
}

// quote writes a text between double quotes as all three formats read it.
func quote(s string) string {
	var b bytes.Buffer
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7F:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
