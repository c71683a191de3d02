package strict

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"touyan/generator/diag"
)

// Decoder is a type that reads itself from a node and reports what is wrong
// with it.
type Decoder interface {
	DecodeNode(n *Node, l *diag.List)
}

// Decode fills the struct that into points to from a map, and adds to l all that
// does not fit: keys that are not there, values of a wrong type. What does not
// fit leaves its field as it was.
func Decode(n *Node, into any, l *diag.List) {
	d := decoding{list: l, types: map[reflect.Type][]field{}}
	d.value(n, "", reflect.ValueOf(into).Elem())
}

// Text returns a scalar's text; it adds an error and returns "" where the node
// is a list or a map. A null is "".
func Text(n *Node, key string, l *diag.List) string {
	switch {
	case n == nil || n.Kind == Null:
		return ""
	case n.IsScalar():
		return n.Text
	}
	if n.Kind == Map && len(n.Entries) > 0 && n.Entries[0].Pos == n.Pos {
		// "- first: then" in YAML is a map; a text was meant.
		e := n.Entries[0]
		l.Add(e.Pos, "colon-in-text", shorten(e.Key+": "+e.Value.Text))
		return ""
	}
	l.Add(n.Pos, "wrong-type-text", key)
	return ""
}

// WantMap reports whether a node, the value of key, is a map, and adds an error
// where it is not.
func WantMap(n *Node, key string, l *diag.List) bool {
	if n.Kind == Map {
		return true
	}
	if n.Kind == String {
		// A text with a full-width colon, or one without the space after it, was
		// meant to be a key.
		name, _, wide := strings.Cut(n.Text, "：")
		pos := n.Pos
		if wide && !strings.ContainsAny(name, " 。，") {
			pos.Col += len([]rune(name))
			l.Add(pos, "fullwidth-mark", "：", ": ")
			return false
		}
		name, rest, colon := strings.Cut(n.Text, ":")
		if colon && rest != "" && !strings.Contains(name, " ") {
			pos.Col += len([]rune(name))
			l.Add(pos, "missing-space", shorten(name))
			return false
		}
	}
	l.Add(n.Pos, "wrong-type-map", key)
	return false
}

// decoding is one call of Decode with the structs it has met.
type decoding struct {
	list  *diag.List
	types map[reflect.Type][]field
}

// field is a key of a struct and the way to its field.
type field struct {
	key   string
	index []int
}

// value decodes a node, the value of key, into v.
func (d *decoding) value(n *Node, key string, v reflect.Value) {
	if n == nil || n.Kind == Null {
		return
	}
	if dec, ok := v.Addr().Interface().(Decoder); ok {
		dec.DecodeNode(n, d.list)
		return
	}
	if v.Type() == reflect.TypeFor[time.Time]() {
		d.time(n, key, v)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.structure(n, key, v)
	case reflect.Slice:
		d.slice(n, key, v)
	case reflect.String:
		if s := Text(n, key, d.list); n.IsScalar() {
			v.SetString(s)
		}
	case reflect.Bool:
		d.bool(n, key, v)
	case reflect.Int, reflect.Int64:
		d.int(n, key, v)
	case reflect.Float64:
		d.float(n, key, v)
	}
}

func (d *decoding) structure(n *Node, key string, v reflect.Value) {
	if !WantMap(n, key, d.list) {
		return
	}
	fields := d.fields(v.Type())
	for i := range n.Entries {
		e := &n.Entries[i]
		at := slices.IndexFunc(fields, func(f field) bool { return f.key == e.Key })
		if at < 0 {
			d.unknown(e, fields)
			continue
		}
		d.value(e.Value, e.Key, v.FieldByIndex(fields[at].index))
	}
}

func (d *decoding) unknown(e *Entry, fields []field) {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	near := nearest(e.Key, keys)
	d.list.Add(e.Pos, "unknown-key", shorten(e.Key), near[0], strings.Join(near[:min(len(near), maxNear)], ", "))
}

func (d *decoding) slice(n *Node, key string, v reflect.Value) {
	if n.Kind != List {
		d.list.Add(n.Pos, "wrong-type-list", key)
		return
	}
	out := reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items))
	for i, item := range n.Items {
		d.value(item, key, out.Index(i))
	}
	v.Set(out)
}

func (d *decoding) bool(n *Node, key string, v reflect.Value) {
	switch {
	case n.IsScalar() && n.Text == "true":
		v.SetBool(true)
	case n.IsScalar() && n.Text == "false":
		v.SetBool(false)
	default:
		d.list.Add(n.Pos, "wrong-type-bool", key)
	}
}

func (d *decoding) int(n *Node, key string, v reflect.Value) {
	if n.Kind != Number && n.Kind != String {
		d.list.Add(n.Pos, "wrong-type-int", key)
		return
	}
	i, err := strconv.ParseInt(strings.ReplaceAll(n.Text, "_", ""), 10, 64)
	switch {
	case err != nil && isRange(err), err == nil && v.OverflowInt(i):
		d.list.Add(n.Pos, "number-range", n.Text)
	case err != nil:
		d.list.Add(n.Pos, "wrong-type-int", key)
	default:
		v.SetInt(i)
	}
}

func (d *decoding) float(n *Node, key string, v reflect.Value) {
	f, err := strconv.ParseFloat(strings.ReplaceAll(n.Text, "_", ""), 64)
	switch {
	case !n.IsScalar() || n.Kind == Bool || err != nil && !isRange(err):
		d.list.Add(n.Pos, "wrong-type-number", key)
	case err != nil || f-f != 0: // too large, or infinite, or not a number
		d.list.Add(n.Pos, "number-range", n.Text)
	default:
		v.SetFloat(f)
	}
}

func isRange(err error) bool {
	e, ok := err.(*strconv.NumError)
	return ok && e.Err == strconv.ErrRange
}

// timeForms are the ways to write a time; one without a zone is in UTC here, and
// the reader may set it to the site's.
func timeForms() []string {
	return []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05",
		"2006-01-02 15:04", "2006-01-02 15:04:05Z07:00", time.DateOnly,
	}
}

func (d *decoding) time(n *Node, key string, v reflect.Value) {
	if n.IsScalar() {
		for _, form := range timeForms() {
			if t, err := time.Parse(form, n.Text); err == nil {
				v.Set(reflect.ValueOf(t))
				return
			}
		}
	}
	d.list.Add(n.Pos, "wrong-type-time", key)
}

// fields lists a struct's keys, those of embedded structs among them; of two
// equal keys the first counts.
func (d *decoding) fields(t reflect.Type) []field {
	if f, ok := d.types[t]; ok {
		return f
	}
	out := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		key, ok := f.Tag.Lookup("key")
		switch {
		case ok && f.IsExported():
			out = append(out, field{key, f.Index})
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			for _, inner := range d.fields(f.Type) {
				if !slices.ContainsFunc(out, func(o field) bool { return o.key == inner.key }) {
					out = append(out, field{inner.key, slices.Concat(f.Index, inner.index)})
				}
			}
		}
	}
	d.types[t] = out
	return out
}

// Nearest returns the word most like s, or "" where there are none; of equals,
// the first.
func Nearest(s string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	return nearest(s, words)[0]
}

// maxNear is the most right keys that a finding lists.
const maxNear = 8

// nearest orders words by their likeness to s.
func nearest(s string, words []string) []string {
	far := make(map[string]int, len(words))
	for _, w := range words {
		far[w] = distance(s, w)
	}
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(far[a], far[b]) })
	return words
}

// distance counts the characters to add, drop, change or swap with a neighbour
// to turn a into b, in halves: case and the signs _ - and space matter little.
func distance(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if len(x) > 64 {
		x = x[:64]
	}
	before, last, now := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = 2 * j
	}
	for i := range x {
		now[0] = 2 * (i + 1)
		for j := range y {
			cost := 2
			switch {
			case x[i] == y[j]:
				cost = 0
			case strings.ContainsRune("_- ", x[i]) && strings.ContainsRune("_- ", y[j]):
				cost = 1
			}
			now[j+1] = min(last[j]+cost, last[j+1]+2, now[j]+2)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				now[j+1] = min(now[j+1], before[j-1]+2)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(y)]
}
