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

// LengthCode returns the code of a document's BM25 length: 1 and the quarters of
// its logarithm to base 2, rounded. It ranks as well as the length, and the codes
// of a site take little.
func LengthCode(length int) uint8 {
	return uint8(math.Round(4*math.Log2(float64(max(length, 1))))) + 1
}

// quarters are the powers of 2 to 0/4, 1/4, 2/4 and 3/4, each the float64 nearest
// to it, so that every reader has the same lengths.
var quarters = [4]float64{1, 1.189207115002721, math.Sqrt2, 1.681792830507429}

// LengthOf returns the length that BM25 uses for a code: 2 to the quarters; 0 for a
// hole.
func LengthOf(code uint8) float64 {
	if code == 0 {
		return 0
	}
	q := int(code) - 1
	return math.Ldexp(quarters[q%4], q/4)
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
