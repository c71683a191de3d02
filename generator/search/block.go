package search

import "unicode/utf8"

// A document's text is cut into blocks, so that an excerpt of a long page needs
// only a part of it: the postings of a term say in which block it stands first.
// Block 0 is all that stands before the page's body. The body follows in at most
// maxBlocks-1 blocks of blockSize bytes, or of larger ones that are as long as
// one another. The index and the shards for the browser both follow
// [Document.blocks]; nothing else knows where a block ends.
const (
	maxBlocks = 8
	blockSize = 4500 // about 1,500 Han characters in UTF-8
)

// piece is a stretch of one part's text, by byte offsets.
type piece struct{ part, from, to int }

// blocks cuts a document's parts into 1 to maxBlocks blocks of pieces in the
// order of reading. Every part has at least one piece, and a block after the
// first at least one byte; a piece ends where its part does or before the first
// byte of a character. A part without text stands in the block before it.
func (d *Document) blocks() [][]piece {
	front := d.front()
	list := [][]piece{nil}
	for i := range front {
		list[0] = append(list[0], piece{i, 0, len(d.Parts[i].Text)})
	}
	body := 0
	for i := front; i < len(d.Parts); i++ {
		body += len(d.Parts[i].Text)
	}
	size := max(blockSize, (body+maxBlocks-2)/(maxBlocks-1))
	room := 0
	for i := front; i < len(d.Parts); i++ {
		text := d.Parts[i].Text
		for from := 0; ; {
			if room <= 0 && from < len(text) {
				list = append(list, nil)
				room = size
			}
			to := boundary(text, from+max(room, 0))
			last := &list[len(list)-1]
			*last = append(*last, piece{i, from, to})
			room -= to - from
			if from = to; from == len(text) {
				break
			}
		}
	}
	return list
}

// front is how many parts stand before the body: those up to the first section
// of the page's own text, which has a heading or is longer than a block.
func (d *Document) front() int {
	for i := range d.Parts {
		if p := &d.Parts[i]; p.Field == Body && (p.Section != "" || len(p.Text) > blockSize) {
			return i
		}
	}
	return len(d.Parts)
}

// boundary returns the first place from at on where a character of text begins
// or text ends.
func boundary(text string, at int) int {
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return min(at, len(text))
}

// place is where a part's text up to the byte offset to belongs.
type place struct{ block, to int }

// places returns the places of each part in order.
func (d *Document) places() [][]place {
	list := make([][]place, len(d.Parts))
	for b, pieces := range d.blocks() {
		for _, p := range pieces {
			list[p.part] = append(list[p.part], place{b, p.to})
		}
	}
	return list
}
