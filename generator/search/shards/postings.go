package shards

import (
	"fmt"
	"math/bits"
	"slices"
)

// Posting is one document of a term. TF, the frequency as BM25F weighs it, and
// Block, the number of the document's block in which the term occurs first, are
// kept of scored terms alone; they are 0 where only presence is known. A term
// that very many documents have keeps no blocks, see [Options]: then Block is
// [NoBlock].
type Posting struct {
	ID, TF uint32
	Block  uint8
}

// NoBlock is the Block of a posting whose list keeps none.
const NoBlock = 255

// maxRice is the largest Rice parameter: its five bits hold no more. maxBlock is
// the last block that a posting can name.
const (
	maxRice  = 31
	maxBlock = 7
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
	k := riceParameter(list)
	w := newBitWriter(out)
	w.write(uint64(k), 5)
	blocks := scored && len(list) < common && !slices.ContainsFunc(list, func(p Posting) bool { return p.Block == NoBlock })
	if blocks {
		w.write(1, 1)
	} else if scored {
		w.write(0, 1)
	}
	var c codes
	if scored {
		c = w.code(list, blocks)
	}
	next := uint32(0)
	for i := range list {
		p := &list[i]
		w.rice(uint64(p.ID-next), k)
		next = p.ID + 1
		if c != nil {
			w.frequency(p, blocks, c)
			continue
		}
		if scored {
			w.gamma(uint64(p.TF))
		}
		if blocks {
			b := &blockCodes[p.Block]
			w.write(b.bits, b.count)
		}
	}
	return w.close(), nil
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
		if scored && (p.TF == 0 || p.Block > maxBlock && p.Block != NoBlock) {
			return fmt.Errorf("document %d: frequency %d in block %d", p.ID, p.TF, p.Block)
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

// riceParameter returns the parameter with which the gaps of a list take the
// fewest bits, the smaller of two that are equal. The size as a function of the
// parameter has one valley, for halving all gaps once more saves less each time;
// so from a guess by the mean gap it only has to be followed downhill.
func riceParameter(list []Posting) uint {
	n := uint64(len(list))
	mean := (uint64(list[n-1].ID) + 1 - n) / n
	k := min(max(uint(bits.Len64(mean)), 1), maxRice-1)
	for {
		below, at, above := gapSizes(list, k)
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

// gapSizes returns the bits that a list's gaps take with the parameters k-1, k
// and k+1.
func gapSizes(list []Posting, k uint) (below, at, above uint64) {
	next := uint32(0)
	for i := range list {
		gap := uint64(list[i].ID - next)
		next = list[i].ID + 1
		below += gap >> (k - 1)
		at += gap >> k
		above += gap >> (k + 1)
	}
	n, kk := uint64(len(list)), uint64(k)
	return below + n*kk, at + n*(kk+1), above + n*(kk+2)
}

// decodePostings reads a list of df documents, all below size.
func decodePostings(data []byte, df int, scored bool, size int) ([]Posting, error) {
	// Each posting takes a bit at the least, so that damaged data cannot ask for
	// more memory than it can fill.
	if df < 1 || df > 8*len(data) {
		return nil, damaged("%d documents in %d bytes of postings", df, len(data))
	}
	r := bitReader{data: data}
	k := uint(r.take(5))
	blocks := scored && r.take(1) == 1
	var d *decoder
	if scored && r.take(1) == 1 {
		if d = r.decoder(); d == nil {
			return nil, damaged("postings: a code of frequencies")
		}
	}
	list := make([]Posting, df)
	next := uint64(0)
	for i := range list {
		p := &list[i]
		id := next + r.ones()<<k + r.take(k)
		if r.failed || id >= uint64(size) {
			return nil, damaged("postings: document %d of %d", id, size)
		}
		p.ID, next = uint32(id), id+1
		if d != nil {
			p.TF, p.Block = r.frequency(d)
		} else if scored {
			p.TF = uint32(r.gamma())
		}
		if scored && !blocks {
			p.Block = NoBlock
		} else if scored && d == nil {
			p.Block = r.block()
		}
	}
	if r.failed || r.left() >= 8 {
		return nil, damaged("postings of the wrong size")
	}
	return list, nil
}

func (r *bitReader) block() uint8 {
	b := r.take(2)
	for b >= 3 && b < maxBlock && r.take(1) == 1 {
		b++
	}
	return uint8(b)
}
