package shards

import (
	"encoding/binary"
	"math/bits"
)

// bitWriter appends bits to out, the most significant first. The last up to 64
// wait in pending, at its top; free is how many more it takes.
type bitWriter struct {
	out     []byte
	pending uint64
	free    uint
}

func newBitWriter(out []byte) bitWriter { return bitWriter{out: out, free: 64} }

// write appends the low n bits of v, of which those above must be 0; n is at
// most 64.
func (w *bitWriter) write(v uint64, n uint) {
	if n < w.free {
		w.free -= n
		w.pending |= v << w.free
		return
	}
	rest := n - w.free
	w.out = binary.BigEndian.AppendUint64(w.out, w.pending|v>>rest)
	w.pending, w.free = v<<(64-rest), 64-rest
}

// close fills the last byte with zeros and returns all of them.
func (w *bitWriter) close() []byte {
	for used := 64 - int(w.free); used > 0; used -= 8 {
		w.out = append(w.out, byte(w.pending>>56))
		w.pending <<= 8
	}
	return w.out
}

// bitReader takes bits off the front of data. ahead holds those read from data
// and not yet taken, at its top: n of them are to be trusted. failed is set, and
// zeros come back, once there are too few.
type bitReader struct {
	data   []byte
	ahead  uint64
	n      uint
	failed bool
}

// fill makes ahead hold at least 56 bits, or all there are.
func (r *bitReader) fill() {
	if len(r.data) >= 8 {
		r.ahead |= binary.BigEndian.Uint64(r.data) >> r.n
		taken := (63 - r.n) / 8
		r.data = r.data[taken:]
		r.n += taken * 8
		return
	}
	for r.n <= 56 && len(r.data) > 0 {
		r.ahead |= uint64(r.data[0]) << (56 - r.n)
		r.data = r.data[1:]
		r.n += 8
	}
}

// take reads a number of n bits, at most 32.
func (r *bitReader) take(n uint) uint64 {
	if r.n < n {
		r.fill()
	}
	if r.n < n {
		r.fail()
		return 0
	}
	v := r.ahead >> (64 - n)
	r.ahead <<= n
	r.n -= n
	return v
}

// ones counts 1 bits up to a 0, which is taken too.
func (r *bitReader) ones() uint64 {
	total := uint64(0)
	for {
		r.fill()
		c := uint(bits.LeadingZeros64(^r.ahead))
		if c < r.n {
			r.ahead <<= c + 1
			r.n -= c + 1
			return total + uint64(c)
		}
		if len(r.data) == 0 {
			r.fail()
			return 0
		}
		total += uint64(r.n)
		r.ahead, r.n = 0, 0
	}
}

// gamma reads a number in Elias's gamma code, below 1<<32.
func (r *bitReader) gamma() uint64 {
	r.fill()
	zeros := uint(bits.LeadingZeros64(r.ahead))
	if zeros > 31 || zeros >= r.n {
		r.fail()
		return 0
	}
	r.ahead <<= zeros
	r.n -= zeros
	return r.take(zeros + 1)
}

func (r *bitReader) fail() { *r = bitReader{failed: true} }

// left is how many bits have not been taken.
func (r *bitReader) left() int { return int(r.n) + 8*len(r.data) }
