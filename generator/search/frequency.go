package search

import "touyan/generator/search/shards"

// What bleve keeps of a term of fieldText in a document as its frequency is a
// number of this package, the level of the weighted frequency together with the
// block where the term stands first, and as its length that of [shards.LengthCode].

// blockBits is how many bits of a kept frequency say the block.
const blockBits = 3

// packFrequency returns the number that bleve keeps for a weighted frequency of
// 1 or more and a block: its lowest bits are the block, and the next multiple of
// 8 is 8 times the level. So it is 1 for what is commonest among rare terms, one
// occurrence in the body's first block, and bleve needs no list of postings for a
// term that is in one document with 1.
func packFrequency(frequency, block int) int {
	level := int(shards.Level(frequency))
	if block == 0 {
		return level << blockBits
	}
	return (level-1)<<blockBits | block
}

// unpackFrequency is the inverse of packFrequency.
func unpackFrequency(n uint64) (level, block uint8) {
	const mask = 1<<blockBits - 1
	return uint8((n + mask) >> blockBits), uint8(n & mask)
}
