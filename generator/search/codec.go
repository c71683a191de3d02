package search

import (
	"encoding/binary"
	"math"
	"slices"
)

// A document is kept as its strings and lists one after the other, each with its
// length in front, so that its text can be read without parsing the rest.

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendStrings(b []byte, list []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, s := range list {
		b = appendString(b, s)
	}
	return b
}

// encode writes a document.
func (d *Document) encode(b []byte) []byte {
	for _, s := range []string{d.URL, d.Title, d.Date, d.Region, d.Facets.Type, d.Facets.Sector, d.Facets.Level, d.Facets.Year} {
		b = appendString(b, s)
	}
	b = appendStrings(b, d.Facets.Region)
	b = appendStrings(b, d.Facets.Problems)
	b = appendStrings(b, d.Facets.Tags)
	b = binary.AppendUvarint(b, uint64(len(d.Values)))
	for _, name := range sortedKeys(d.Values) {
		b = appendString(b, name)
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(d.Values[name]))
	}
	b = binary.AppendUvarint(b, uint64(len(d.Parts)))
	for i := range d.Parts {
		p := &d.Parts[i]
		b = append(b, byte(p.Field), plain(p.Text))
		b = appendString(b, p.Anchor)
		b = appendString(b, p.Section)
		b = appendString(b, p.Text)
	}
	return b
}

func sortedKeys(m map[string]float64) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// reader takes values off the front of a text; failed is set, and zero values
// come back, once there is too little. Strings share the text's memory.
type reader struct {
	data   string
	failed bool
}

func (r *reader) uvarint() uint64 {
	v, shift := uint64(0), 0
	for i := 0; i < len(r.data) && shift < 64; i++ {
		c := r.data[i]
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			r.data = r.data[i+1:]
			return v
		}
		shift += 7
	}
	r.failed, r.data = true, ""
	return 0
}

func (r *reader) take(n int) string {
	if n < 0 || n > len(r.data) {
		r.failed, r.data = true, ""
		return ""
	}
	s := r.data[:n]
	r.data = r.data[n:]
	return s
}

func (r *reader) string() string { return r.take(r.length()) }

func (r *reader) length() int { return int(min(r.uvarint(), math.MaxInt32)) }

// count reads a list's length; each item takes a byte at the least, so that
// damaged data cannot ask for more memory than it has bytes.
func (r *reader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.failed, r.data = true, ""
		return 0
	}
	return int(n)
}

func (r *reader) strings() []string {
	n := r.count()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.string()
	}
	return list
}

// document reads a document; exact[i] tells of part i whether a plain search in
// it is exact, see plain.
func (r *reader) document() (d Document, exact []bool) {
	for _, s := range []*string{&d.URL, &d.Title, &d.Date, &d.Region, &d.Facets.Type, &d.Facets.Sector, &d.Facets.Level, &d.Facets.Year} {
		*s = r.string()
	}
	d.Facets.Region, d.Facets.Problems, d.Facets.Tags = r.strings(), r.strings(), r.strings()
	if n := r.count(); n > 0 {
		d.Values = make(map[string]float64, n)
		for range n {
			name, bits := r.string(), r.take(8)
			if !r.failed {
				d.Values[name] = math.Float64frombits(binary.LittleEndian.Uint64([]byte(bits)))
			}
		}
	}
	n := r.count()
	d.Parts, exact = make([]Part, n), make([]bool, n)
	for i := range d.Parts {
		if head := r.take(2); !r.failed {
			d.Parts[i].Field, exact[i] = Field(head[0]), head[1] == 1
		}
		d.Parts[i].Anchor, d.Parts[i].Section, d.Parts[i].Text = r.string(), r.string(), r.string()
	}
	return d, exact
}
