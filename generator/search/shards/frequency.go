package shards

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// A weighted frequency is kept as its level, the logarithm to base 3: BM25 tells
// one and three apart, but hardly ten and twenty, and what is written for very
// many documents is what makes queries large.

// maxLevel is that of the greatest frequency.
const maxLevel = 20

// frequencies are the powers of 3, of which any byte finds one.
var frequencies = func() (list [math.MaxUint8 + 1]float64) {
	f := 1.0
	for i := range list {
		list[i], f = f, 3*f
	}
	return list
}()

// Level returns the level of a frequency of 1 or more: 1 and its logarithm to base
// 3, rounded.
func Level(frequency int) uint8 {
	f := float64(frequency)
	level := 1
	for level < maxLevel && f*f > frequencies[level-1]*frequencies[level] {
		level++
	}
	return uint8(level)
}

// Frequency returns the frequency that BM25 uses for a level.
func Frequency(level uint8) float64 { return frequencies[level-1] }

// A list of many documents writes each level with its block as one symbol of a
// Huffman code of its own: what is common in the list takes few bits. Without
// blocks all are in block 0.
const (
	symbols = (maxLevel + 1) << 3
	// leastCoded is the shortest list for which a code is tried: its table would
	// take more than it saves.
	leastCoded = 16
	maxCode    = 15 // bits of a symbol's code
)

// symbolOf returns the symbol of a posting's level and block.
func symbolOf(p *Posting, blocks bool) int {
	s := int(p.Level) << 3
	if blocks {
		s |= int(p.Block)
	}
	return s
}

// code is a symbol's code: as many bits as length says.
type code struct {
	symbol int
	bits   uint64
	length uint
}

// codes are the Huffman code of a list, ascending by symbol.
type codes []code

// levelCode returns the code for a list, or nil where it takes fewer bits to write
// every level by itself.
func levelCode(list []Posting, blocks bool) codes {
	if len(list) < leastCoded {
		return nil
	}
	var counts [symbols]uint32
	plain := 0
	for i := range list {
		counts[symbolOf(&list[i], blocks)]++
		plain += int(list[i].Level)
		if blocks {
			plain += int(blockCodes[list[i].Block].count)
		}
	}
	var c codes
	for s, n := range counts {
		if n > 0 {
			c = append(c, code{symbol: s})
		}
	}
	c.measure(&counts)
	c.number()
	size := 2*bits.Len(uint(len(c))) - 1
	before := 0
	for i := range c {
		size += 2*bits.Len(uint(c[i].symbol-before)) - 1 + 4
		before = c[i].symbol
		size += int(counts[before]) * int(c[i].length)
	}
	if size >= plain {
		return nil
	}
	return c
}

// measure gives every symbol its length (Huffman, "A Method for the Construction
// of Minimum-Redundancy Codes", 1952). Where one comes out too long, all counts
// are halved first.
func (c codes) measure(counts *[symbols]uint32) {
	rarest := make([]int, len(c)) // numbers of c
	for i := range rarest {
		rarest[i] = i
	}
	slices.SortStableFunc(rarest, func(a, b int) int { return cmp.Compare(counts[c[a].symbol], counts[c[b].symbol]) })
	weights := make([]uint64, len(c))
	for shift, long := 0, true; long; shift++ {
		for i, n := range rarest {
			weights[i] = uint64(counts[c[n].symbol]>>shift) + 1
		}
		long = false
		for i, depth := range depths(weights) {
			c[rarest[i]].length = depth
			long = long || depth > maxCode
		}
	}
}

// depths returns how deep in Huffman's tree the leaves of ascending weights are.
// The two lightest are joined again and again; what is joined ascends too, so
// that the next lightest is the first leaf or the first join that is left.
func depths(weights []uint64) []uint {
	n := len(weights)
	all := slices.Grow(slices.Clone(weights), n)
	parent := make([]int, 2*n)
	leaf, join := 0, n
	lightest := func() int {
		if leaf < n && (join == len(all) || all[leaf] <= all[join]) {
			leaf++
			return leaf - 1
		}
		join++
		return join - 1
	}
	for len(all) < 2*n-1 {
		a, b := lightest(), lightest()
		parent[a], parent[b] = len(all), len(all)
		all = append(all, all[a]+all[b])
	}
	depth := make([]uint, len(all))
	for i := len(all) - 2; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
	}
	return depth[:n]
}

// number gives every symbol its code by the lengths alone: the shorter ones
// first, those as long by symbol. It reports whether there is room for all.
func (c codes) number() bool {
	byLength := make([]*code, len(c))
	for i := range c {
		byLength[i] = &c[i]
	}
	slices.SortStableFunc(byLength, func(a, b *code) int { return cmp.Compare(a.length, b.length) })
	next, length := uint64(0), uint(0)
	for _, x := range byLength {
		next <<= x.length - length
		length = x.length
		x.bits = next
		if next++; next > 1<<length {
			return false
		}
	}
	return true
}

// code writes whether a list has a code, and what readers make it of again.
func (w *bitWriter) code(list []Posting, blocks bool) codes {
	c := levelCode(list, blocks)
	if c == nil {
		w.write(0, 1)
		return nil
	}
	w.write(1, 1)
	w.gamma(uint64(len(c)))
	before := 0
	for _, x := range c {
		w.gamma(uint64(x.symbol - before))
		w.write(uint64(x.length), 4)
		before = x.symbol
	}
	return c
}

// gamma appends v, at least 1, in Elias's gamma code.
func (w *bitWriter) gamma(v uint64) { w.write(v, 2*uint(bits.Len64(v))-1) }

// symbol appends a posting's symbol.
func (w *bitWriter) symbol(p *Posting, blocks bool, c codes) {
	i, _ := slices.BinarySearchFunc(c, symbolOf(p, blocks), func(x code, s int) int { return x.symbol - s })
	w.write(c[i].bits, c[i].length)
}

// decoder holds by the next bits, as many as the longest code has, the code that
// they begin with.
type decoder struct {
	longest uint
	by      []code
}

// decoder reads a table; nil is a damaged one.
func (r *bitReader) decoder() *decoder {
	var c codes
	d := &decoder{}
	symbol := uint64(0)
	for n := r.gamma(); n > 0 && !r.failed; n-- {
		symbol += r.gamma()
		if symbol < 1<<3 || symbol >= symbols {
			return nil
		}
		x := code{symbol: int(symbol), length: uint(r.take(4))}
		d.longest = max(d.longest, x.length)
		c = append(c, x)
	}
	if r.failed || !c.number() {
		return nil
	}
	d.by = make([]code, 1<<d.longest)
	for _, x := range c {
		from := x.bits << (d.longest - x.length)
		for i := range uint64(1) << (d.longest - x.length) {
			d.by[from+i] = x
		}
	}
	return d
}

// symbol reads what bitWriter.symbol wrote.
func (r *bitReader) symbol(d *decoder) (level, block uint8) {
	r.fill()
	x := d.by[r.ahead>>(64-d.longest)]
	if x.symbol == 0 {
		r.fail()
	}
	r.take(x.length)
	return uint8(x.symbol >> 3), uint8(x.symbol & maxBlock)
}
