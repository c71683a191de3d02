package shards

import (
	"fmt"
	"math/bits"
	"slices"
)

// Posting is one document of a term. Level, what [Level] makes of the frequency as
// BM25F weighs it, and Block, the number of the document's block in which the term
// occurs first, are kept of scored terms alone; they are 0 where only presence is
// known. A term that very many documents have keeps no blocks, see [Options]: then
// Block is [NoBlock].
type Posting struct {
	ID           uint32
	Level, Block uint8
}

// NoBlock is the Block of a posting whose list keeps none.
const NoBlock = 255

// maxRice is the largest Rice parameter, and holesFollow stands in its place where
// a list is written by the ids that it lacks. maxBlock is the last block that a
// posting can name.
const (
	maxRice     = 30
	holesFollow = 31
	maxBlock    = 7
)

// blockCodes are the bits of a block's number, and how many they are: two bits
// for 0, 1 and 2, then one more 1 for each further block, ended by a 0 but for
// the last.
var blockCodes = [maxBlock + 1]struct {
	bits  uint64
	count uint
}{{0, 2}, {1, 2}, {2, 2}, {0b110, 3}, {0b1110, 4}, {0b11110, 5}, {0b111110, 6}, {0b111111, 6}}

// appendPostings encodes a list, whose documents must ascend; scored says that
// frequencies are kept, and blocks if there are fewer than common documents and
// each has its block.
func appendPostings(out []byte, list []Posting, scored bool, common int) ([]byte, error) {
	if err := check(list, scored); err != nil {
		return out, err
	}
	w := newBitWriter(out)
	w.ids(list)
	if scored {
		w.levels(list, len(list) < common && !slices.ContainsFunc(list, func(p Posting) bool { return p.Block == NoBlock }))
	}
	return w.close(), nil
}

// ids writes the documents of a list: their ids, or those that it lacks below its
// last if they are fewer.
func (w *bitWriter) ids(list []Posting) {
	holes := int(list[len(list)-1].ID) + 1 - len(list)
	lacking := holes < len(list)
	gaps := make([]uint32, 0, min(holes, len(list))+1)
	next, hole := uint32(0), uint32(0)
	for i := range list {
		if !lacking {
			gaps = append(gaps, list[i].ID-next)
		} else {
			for ; next < list[i].ID; next++ {
				gaps = append(gaps, next-hole)
				hole = next + 1
			}
		}
		next = list[i].ID + 1
	}
	if lacking {
		w.write(holesFollow, 5)
		w.gamma(uint64(holes) + 1)
	}
	k := riceParameter(gaps)
	w.write(uint64(k), 5)
	for _, gap := range gaps {
		w.rice(uint64(gap), k)
	}
}

// levels writes the levels and blocks of a list.
func (w *bitWriter) levels(list []Posting, blocks bool) {
	if blocks {
		w.write(1, 1)
	} else {
		w.write(0, 1)
	}
	c := w.code(list, blocks)
	for i := range list {
		p := &list[i]
		if c != nil {
			w.symbol(p, blocks, c)
			continue
		}
		w.rice(uint64(p.Level)-1, 0)
		if blocks {
			b := &blockCodes[p.Block]
			w.write(b.bits, b.count)
		}
	}
}

// check reports why a list cannot be encoded.
func check(list []Posting, scored bool) error {
	if len(list) == 0 {
		return fmt.Errorf("no postings")
	}
	for i, p := range list {
		if i > 0 && p.ID <= list[i-1].ID {
			return fmt.Errorf("document %d after %d", p.ID, list[i-1].ID)
		}
		if scored && (p.Level == 0 || p.Level > maxLevel || p.Block > maxBlock && p.Block != NoBlock) {
			return fmt.Errorf("document %d: level %d in block %d", p.ID, p.Level, p.Block)
		}
	}
	return nil
}

// rice appends v in Rice's code with parameter k.
func (w *bitWriter) rice(v uint64, k uint) {
	ones := v >> k
	for ; ones >= 32; ones -= 32 {
		w.write(1<<32-1, 32)
	}
	low := v & (1<<k - 1)
	w.write((1<<(ones+1)-2)<<k|low, uint(ones)+1+k)
}

// riceParameter returns the parameter with which gaps take the fewest bits, the
// smaller of two that are equal. The size as a function of the parameter has one
// valley, for halving all gaps once more saves less each time; so from a guess by
// the mean gap it only has to be followed downhill.
func riceParameter(gaps []uint32) uint {
	if len(gaps) == 0 {
		return 0
	}
	sum := uint64(0)
	for _, gap := range gaps {
		sum += uint64(gap)
	}
	k := min(max(uint(bits.Len64(sum/uint64(len(gaps)))), 1), maxRice-1)
	for {
		below, at, above := gapSizes(gaps, k)
		switch {
		case below <= at && k > 1:
			k--
		case below <= at:
			return 0
		case above < at && k+1 < maxRice:
			k++
		case above < at:
			return maxRice
		default:
			return k
		}
	}
}

// gapSizes returns the bits that gaps take with the parameters k-1, k and k+1.
func gapSizes(gaps []uint32, k uint) (below, at, above uint64) {
	for _, gap := range gaps {
		below += uint64(gap) >> (k - 1)
		at += uint64(gap) >> k
		above += uint64(gap) >> (k + 1)
	}
	n, kk := uint64(len(gaps)), uint64(k)
	return below + n*kk, at + n*(kk+1), above + n*(kk+2)
}

// decodePostings reads a list of df documents, all below size.
func decodePostings(data []byte, df int, scored bool, size int) ([]Posting, error) {
	if df < 1 || df > size {
		return nil, damaged("postings of %d documents of %d", df, size)
	}
	r := bitReader{data: data}
	list, err := r.ids(df, size)
	if err == nil && scored {
		err = r.levels(list)
	}
	if err != nil {
		return nil, err
	}
	if r.failed || r.left() >= 8 {
		return nil, damaged("postings of the wrong size")
	}
	return list, nil
}

// ids reads what bitWriter.ids wrote.
func (r *bitReader) ids(df, size int) ([]Posting, error) {
	k := uint(r.take(5))
	holes, lacking := uint64(0), k == holesFollow
	if lacking {
		holes = r.gamma() - 1
		k = uint(r.take(5))
	} else if df > r.left() {
		// Each id takes a bit at the least, so that damaged data cannot ask for more
		// memory than it can fill.
		return nil, damaged("%d documents in %d bytes of postings", df, len(r.data))
	}
	if r.failed || holes > uint64(size-df) {
		return nil, damaged("postings of %d documents lack %d of %d", df, holes, size)
	}
	list := make([]Posting, df)
	next, i := uint64(0), 0
	for ; !lacking && i < df || lacking && holes > 0; holes-- {
		id := next + r.ones()<<k + r.take(k)
		if r.failed || id >= uint64(size) {
			return nil, damaged("postings: document %d of %d", id, size)
		}
		if !lacking {
			list[i].ID = uint32(id)
			i++
		}
		for ; lacking && next < id && i < df; next++ {
			list[i].ID = uint32(next)
			i++
		}
		next = id + 1
	}
	for ; i < df; i++ {
		list[i].ID = uint32(next)
		next++
	}
	if next > uint64(size) {
		return nil, damaged("postings: document %d of %d", next-1, size)
	}
	return list, nil
}

// levels reads what bitWriter.levels wrote.
func (r *bitReader) levels(list []Posting) error {
	blocks := r.take(1) == 1
	var d *decoder
	if r.take(1) == 1 {
		if d = r.decoder(); d == nil {
			return damaged("postings: a code of levels")
		}
	}
	for i := range list {
		p := &list[i]
		if d != nil {
			p.Level, p.Block = r.symbol(d)
		} else if p.Level = uint8(min(r.ones(), maxLevel)) + 1; blocks {
			p.Block = r.block()
		}
		if p.Level > maxLevel {
			return damaged("postings: level %d", p.Level)
		}
		if !blocks {
			p.Block = NoBlock
		}
	}
	return nil
}

func (r *bitReader) block() uint8 {
	b := r.take(2)
	for b >= 3 && b < maxBlock && r.take(1) == 1 {
		b++
	}
	return uint8(b)
}
