package shards

import (
	"encoding/binary"
	"math"
	"slices"
)

// Lengths is the column of what ranking must know of every document.
type Lengths struct {
	// Codes hold 0 for a hole, else what [LengthCode] gives.
	Codes []uint8
	// Others are the ids, ascending, of the documents that are no cases.
	Others []uint32
}

// LengthCode returns the code of a document's BM25 length: 1 and the eighths of
// its logarithm to base 2, rounded, up to 255. It is one byte where the length
// would be three, and ranks as well.
func LengthCode(length int) uint8 {
	q := math.Round(8 * math.Log2(float64(max(length, 1))))
	return uint8(min(q, 254)) + 1
}

// eighths are the powers of 2 to 0/8, 1/8, … 7/8, each the float64 nearest to it,
// so that every reader has the same lengths.
var eighths = [8]float64{
	1, 1.0905077326652577, 1.189207115002721, 1.2968395546510096,
	1.4142135623730951, 1.5422108254079407, 1.681792830507429, 1.8340080864093424,
}

// LengthOf returns the length that BM25 uses for a code: 2 to the eighths; 0 for
// a hole.
func LengthOf(code uint8) float64 {
	if code == 0 {
		return 0
	}
	q := int(code) - 1
	return math.Ldexp(eighths[q%8], q/8)
}

// set makes a document's code and kind known; code 0 makes it a hole.
func (l *Lengths) set(id int, code uint8, other bool) {
	for len(l.Codes) <= id {
		l.Codes = append(l.Codes, 0)
	}
	l.Codes[id] = code
	at, found := slices.BinarySearch(l.Others, uint32(id))
	switch {
	case other && !found:
		l.Others = slices.Insert(l.Others, at, uint32(id))
	case !other && found:
		l.Others = slices.Delete(l.Others, at, at+1)
	}
}

func (l *Lengths) encode(size int) []byte {
	data := append([]byte(nil), l.Codes...)
	for len(data) < size {
		data = append(data, 0)
	}
	data = binary.AppendUvarint(data, uint64(len(l.Others)))
	next := uint32(0)
	for _, id := range l.Others {
		data = binary.AppendUvarint(data, uint64(id-next))
		next = id + 1
	}
	return data
}

func decodeLengths(data []byte, size int) (*Lengths, error) {
	c := cursor{data: data}
	l := &Lengths{Codes: c.take(size)}
	next := 0
	for range c.count() {
		next += c.number()
		if c.failed || next >= size {
			return nil, damaged("lengths: document %d of %d", next, size)
		}
		l.Others = append(l.Others, uint32(next))
		next++
	}
	if c.failed || len(c.data) > 0 {
		return nil, damaged("lengths of the wrong size")
	}
	return l, nil
}

// live counts the documents that are no holes.
func (l *Lengths) live() int {
	n := 0
	for _, c := range l.Codes {
		if c > 0 {
			n++
		}
	}
	return n
}
