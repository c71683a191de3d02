package search

import "math"

// What bleve keeps of a term of fieldText in a document as its frequency and its
// length are numbers of this package: the weighted frequency together with the
// block where the term stands first, and the code of the length.

// blockBits is how many bits of a kept frequency say the block.
const blockBits = 3

// packFrequency returns the number that bleve keeps for a weighted frequency of
// 1 or more and a block: its lowest bits are the block, and the next multiple of
// 8 is 8 times the frequency. So it is 1 for what is commonest among rare terms,
// one occurrence in the body's first block, and bleve needs no list of postings
// for a term that is in one document with 1.
func packFrequency(tf, block int) int {
	if block == 0 {
		return tf << blockBits
	}
	return (tf-1)<<blockBits | block
}

// unpackFrequency is the inverse of packFrequency.
func unpackFrequency(n uint64) (tf uint32, block uint8) {
	const mask = 1<<blockBits - 1
	return uint32((n + mask) >> blockBits), uint8(n & mask)
}

// maxLengthCode is the greatest code of a length: it and one more fit in a byte.
const maxLengthCode = 254

// lengthCode rounds a document's length to an eighth of a power of two: n terms
// have the code 8·log2(n). The code is one byte where the length would be three,
// and ranks as well.
func lengthCode(length int) uint8 {
	return uint8(min(math.Round(8*math.Log2(float64(max(length, 1)))), maxLengthCode))
}

// decodeLength returns the length that BM25 uses for a code.
func decodeLength(code uint8) float64 { return math.Exp2(float64(code) / 8) }
