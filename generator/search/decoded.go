package search

import (
	"sync"
	"unsafe"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"
)

// leastDecoded is the shortest list of postings that is kept decoded: others are read
// as quickly as they are looked up.
const leastDecoded = 64

// decoded keeps the lists of postings that were asked for last as they are after
// reading: taking them from bleve's segments is most of a search's work.
type decoded struct {
	mu    sync.Mutex
	lists *lru.LRU[segmentTerm, []posting]
	// room is how many more postings there may be.
	room int
}

// segmentTerm is a term of fieldText in one of an index's segments.
type segmentTerm struct {
	segment int
	text    string
}

// Remember keeps the postings of common terms in up to so many bytes of memory from now
// on. That is for a server: a single search takes longer by it. It is to be called
// before the first search.
func (x *Index) Remember(bytes int) {
	d := &decoded{room: bytes / int(unsafe.Sizeof(posting{}))}
	d.lists, _ = lru.NewLRU(1<<20, func(_ segmentTerm, list []posting) { d.room += len(list) }) // fails for no size alone
	x.decoded = d
}

// get returns a list that is kept, or the one that is read and keeps that.
func (d *decoded) get(t segmentTerm, read func() ([]posting, error)) ([]posting, error) {
	d.mu.Lock()
	list, ok := d.lists.Get(t)
	d.mu.Unlock()
	if ok {
		return list, nil
	}
	list, err := read()
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.lists.Contains(t) { // another search was quicker
		return list, nil
	}
	d.lists.Add(t, list)
	for d.room -= len(list); d.room < 0; {
		d.lists.RemoveOldest()
	}
	return list, nil
}
