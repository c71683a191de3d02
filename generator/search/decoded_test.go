package search

import (
	"sync"
	"testing"
	"unsafe"
)

// An index that remembers postings gives the answers of one that does not: with several
// segments and deleted documents, many readers, and memory that is full at once.
func TestRememberedPostingsGiveTheSameAnswers(t *testing.T) {
	docs := corpusDocuments(200)
	x, dir := newIndex(t, docs[:150])
	x.Close()
	if err := Update(dir, testMeta(), docs[110:], []string{docs[3].URL, docs[90].URL}); err != nil {
		t.Fatal(err)
	}
	plain := open(t, dir)
	common := 0 // lists that are kept, of one term
	l, err := plain.list(fieldText, "党建")
	for i := range l.segments {
		if n := l.segments[i].documents().GetCardinality(); err == nil && n >= leastDecoded {
			common++
		}
	}
	if common < 2 {
		t.Fatalf("%d segments have many pages with a term: %v", common, err)
	}
	for _, kept := range []int{500, 100_000} {
		x := open(t, dir)
		x.Remember(kept * int(unsafe.Sizeof(posting{})))
		var readers sync.WaitGroup
		for range 4 {
			readers.Go(func() {
				for step := range 3 {
					for _, q := range []string{"党建", "集体经济薄弱怎么办", "服务 群众 需求", "党", "村支书怎样带领村民增收致富", "zhibu"} {
						sameAnswers(t, step, q, x, plain)
					}
				}
			})
		}
		readers.Wait()
		held := 0
		for _, list := range x.decoded.lists.Values() {
			held += len(list)
		}
		if held == 0 || held > kept || held+x.decoded.room != kept {
			t.Errorf("%d postings are held and %d more may be, of %d in all", held, x.decoded.room, kept)
		}
	}
}
