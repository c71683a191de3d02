package search

import "bytes"

// A row is one doc value that holds all that is read of every document found:
// date, zero byte, address, zero byte, and the numbers of its facet values. One
// small value is read several times faster than a field for each facet.
//
// A number is written in digits of six bits, the lowest first, with 64 added to
// all but the last: no byte is then 0xff, which bleve parts doc values with.
func (d *Document) row(v *vocabulary) string {
	b := append(append([]byte(d.Date), 0), d.URL...)
	b = append(b, 0)
	for _, facet := range facetNames {
		for _, value := range d.Facets.values(facet) {
			n := v.number(facet, value)
			for ; n >= 64; n >>= 6 {
				b = append(b, byte(n&63)|64)
			}
			b = append(b, byte(n))
		}
	}
	return string(b)
}

// readRow returns the part of a row that orders documents, and adds one to
// counts for each of its values.
func readRow(row []byte, counts []int) (key string) {
	i := bytes.IndexByte(row, 0) + 1
	i += bytes.IndexByte(row[i:], 0)
	n, shift := 0, 0
	for _, c := range row[i+1:] {
		n |= int(c&63) << shift
		if shift += 6; c >= 64 {
			continue
		}
		if n < len(counts) {
			counts[n]++
		}
		n, shift = 0, 0
	}
	return string(row[:i])
}

// vocabulary numbers the facet values of an index in order of appearance. An
// update only adds to it.
type vocabulary struct {
	list    []string // facet, zero byte, value
	numbers map[string]int
}

func newVocabulary(list []string) *vocabulary {
	v := &vocabulary{list: list, numbers: make(map[string]int, len(list))}
	for n, s := range list {
		v.numbers[s] = n
	}
	return v
}

func (v *vocabulary) number(facet, value string) int {
	key := facet + "\x00" + value
	n, ok := v.numbers[key]
	if !ok {
		n = len(v.list)
		v.numbers[key] = n
		v.list = append(v.list, key)
	}
	return n
}
