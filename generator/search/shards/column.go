package shards

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
)

// Column holds the values that all documents have of one facet.
type Column struct {
	ID string
	// Values are all values in byte order; of places those above too
	// (浙江省 beside 浙江省/嘉兴市). Counts say how many documents have each, a
	// place's those within it.
	Values []string
	Counts []int
	// codes of the document id are codes[ends[id-1]:ends[id]].
	codes []uint32
	ends  []uint32
}

// lengthColumn is the id of the column of lengths.
const lengthColumn = "length"

// several reports whether documents have several values of a facet.
func several(id string) bool { return id == "problem" || id == "tag" }

// nested reports whether a facet's values are paths.
func nested(id string) bool { return id == "region" }

// NewColumn makes a facet's column from the values of every document by its id;
// those of a hole are none. All facets but problem and tag take the first value
// alone; region takes the path of the deepest place. Empty values and repeated
// ones do not count.
func NewColumn(id string, rows [][]string) *Column {
	c := &Column{ID: id, ends: make([]uint32, 0, len(rows))}
	counts := map[string]int{}
	for _, row := range rows {
		for _, v := range c.row(row) {
			for p := range c.paths(v) {
				counts[p]++
			}
		}
	}
	c.Values = slices.Sorted(maps.Keys(counts))
	number := make(map[string]uint32, len(c.Values))
	for i, v := range c.Values {
		number[v] = uint32(i)
		c.Counts = append(c.Counts, counts[v])
	}
	for _, row := range rows {
		for _, v := range c.row(row) {
			c.codes = append(c.codes, number[v])
		}
		c.ends = append(c.ends, uint32(len(c.codes)))
	}
	return c
}

// row returns the values that count of those a document has.
func (c *Column) row(values []string) []string {
	var out []string
	for _, v := range values {
		if v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
		if len(out) > 0 && !several(c.ID) {
			break
		}
	}
	return out
}

// paths visits a value and, of a place, those above it.
func (c *Column) paths(v string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for yield(v) && nested(c.ID) {
			i := strings.LastIndexByte(v, '/')
			if i <= 0 {
				return
			}
			v = v[:i]
		}
	}
}

// Len is the number of documents, holes included.
func (c *Column) Len() int { return len(c.ends) }

// Codes returns the values of a document as indexes of Values: none or one, or
// for problem and tag any number; of a place the deepest alone. The slice is the
// column's own.
func (c *Column) Codes(id int) []uint32 {
	if id < 0 || id >= len(c.ends) {
		return nil
	}
	from := uint32(0)
	if id > 0 {
		from = c.ends[id-1]
	}
	return c.codes[from:c.ends[id]]
}

// rows returns the values of size documents.
func (c *Column) rows(size int) [][]string {
	rows := make([][]string, size)
	for id := range rows {
		for _, code := range c.Codes(id) {
			rows[id] = append(rows[id], c.Values[code])
		}
	}
	return rows
}

// encode returns a column's head and data for size documents.
func (c *Column) encode(size int) (head, data []byte) {
	head = binary.AppendUvarint(nil, uint64(len(c.Values)))
	for i, v := range c.Values {
		head = binary.AppendUvarint(appendString(head, v), uint64(c.Counts[i]))
	}
	for id := range size {
		codes := c.Codes(id)
		if several(c.ID) {
			data = binary.AppendUvarint(data, uint64(len(codes)))
			for _, code := range codes {
				data = binary.AppendUvarint(data, uint64(code))
			}
			continue
		}
		v := uint64(0)
		if len(codes) > 0 {
			v = uint64(codes[0]) + 1
		}
		data = binary.AppendUvarint(data, v)
	}
	return head, data
}

// decodeColumn reads a facet's column of size documents.
func decodeColumn(id string, head, data []byte, size int) (*Column, error) {
	c := &Column{ID: id}
	h := cursor{data: head}
	for range h.count() {
		c.Values = append(c.Values, h.string())
		c.Counts = append(c.Counts, h.number())
	}
	d := cursor{data: data}
	if size > len(data) || h.failed || len(h.data) > 0 {
		return nil, damaged("column %s: %d values, %d documents in %d bytes", id, len(c.Values), size, len(data))
	}
	c.ends = make([]uint32, 0, size)
	for range size {
		n := 1
		if several(id) {
			n = d.count()
		}
		for range n {
			code := d.number()
			if !several(id) {
				code--
			}
			if code >= len(c.Values) {
				d.failed = true
			}
			if code >= 0 && !d.failed {
				c.codes = append(c.codes, uint32(code))
			}
		}
		c.ends = append(c.ends, uint32(len(c.codes)))
	}
	if d.failed || len(d.data) > 0 {
		return nil, damaged("column %s: codes of the wrong size", id)
	}
	return c, nil
}
