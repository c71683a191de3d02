package search

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"touyan/generator/search/analysis"
	"touyan/generator/search/shards"
)

// TestBlocksHoldAllText cuts documents of all shapes: the pieces, in order, are
// the parts' text, and blocks are as many and as long as promised.
func TestBlocksHoldAllText(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 500 {
		d := &Document{}
		for range r.IntN(12) {
			p := Part{Field: Field(r.IntN(int(fields))), Text: strings.Repeat("党建a", r.IntN(1<<r.IntN(13)))}
			if r.IntN(2) == 0 {
				p.Section = "做法"
			}
			d.Parts = append(d.Parts, p)
		}
		blocks := d.blocks()
		if len(blocks) > maxBlocks {
			t.Fatalf("%d blocks", len(blocks))
		}
		texts := make([]strings.Builder, len(d.Parts))
		last := piece{}
		for b, pieces := range blocks {
			size := 0
			for _, p := range pieces {
				early := b == 0 && p.part >= d.front() && p.to > 0
				if p.part < last.part || p.from != texts[p.part].Len() || early || b > 0 && p.part < d.front() {
					t.Fatalf("block %d: piece %+v after %+v", b, p, last)
				}
				s := d.Parts[p.part].Text[p.from:p.to]
				if !utf8.ValidString(s) {
					t.Fatalf("piece %+v cuts a character", p)
				}
				texts[p.part].WriteString(s)
				size += len(s)
				last = p
			}
			if b > 0 && (size == 0 || size < blockSize && b < len(blocks)-1) {
				t.Fatalf("block %d of %d has %d bytes", b, len(blocks), size)
			}
		}
		for i := range d.Parts {
			if texts[i].String() != d.Parts[i].Text {
				t.Fatalf("part %d: %d of %d bytes", i, texts[i].Len(), len(d.Parts[i].Text))
			}
		}
	}
}

// TestPostingsKnowTheirBlock looks terms up whose first places are known.
func TestPostingsKnowTheirBlock(t *testing.T) {
	long := strings.Repeat("平常文字。", 1000) // 15,000 bytes
	x, _ := newIndex(t, []*Document{{URL: "a", Title: "标题", Facets: Facets{Type: "site"}, Parts: []Part{
		{Field: Title, Text: "标题槜李"},
		{Field: Body, Section: "小节", Text: long + "末尾槜李乙丙"},
		{Field: Body, Section: "另外", Text: "天涯海角"},
	}}})
	for term, want := range map[string]posting{
		"标题": {level: 3, block: 0}, "槜李": {level: 3, block: 0}, "小节": {level: 2, block: 1}, "平常": {level: 7, block: 1},
		"乙丙": {level: 1, block: 4}, "另外": {level: 2, block: 4}, "天涯": {level: 1, block: 4},
	} {
		l, err := x.list(fieldText, term)
		if err != nil || l.count != 1 {
			t.Fatalf("%s: %d documents, %v", term, l.count, err)
		}
		l.each(context.Background(), func(p posting) {
			if p.level != want.level || p.block != want.block {
				t.Errorf("%s: level %d from block %d on, want %d from %d", term, p.level, p.block, want.level, want.block)
			}
		})
	}
}

func TestFrequencyKeepsBlock(t *testing.T) {
	for _, frequency := range []int{1, 2, 7, 8, 9, 1000, 1 << 24} {
		for block := range maxBlocks {
			n := packFrequency(frequency, block)
			level, gotBlock := unpackFrequency(uint64(n))
			if n < 1 || level != shards.Level(frequency) || int(gotBlock) != block {
				t.Errorf("%d in block %d is kept as %d, read as level %d in %d", frequency, block, n, level, gotBlock)
			}
		}
	}
}

// TestEveryCharacterIsFound looks up each character of pages one by one: at the
// end of a run, alone, past skipped characters, and above U+A000.
func TestEveryCharacterIsFound(t *testing.T) {
	text := "党建引领。甲\u200b乙，丙 𠮷野家，ひらがな；한글 가，尾"
	x, _ := newIndex(t, append(small(), &Document{URL: "a", Title: "字", Parts: []Part{{Field: Title, Text: "字"}, {Field: Body, Section: "末", Text: text}}}))
	n := 0
	analysis.Chars("字末"+text, func(r rune) {
		n++
		res, err := x.Search(context.Background(), Request{Query: string(r)})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, u := range urls(res) {
			found = found || u == "a"
		}
		if !found {
			t.Errorf("%q is not found: %v", r, urls(res))
		}
	})
	if n < 20 {
		t.Errorf("looked for %d characters", n)
	}
}
