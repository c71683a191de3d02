package serve

import (
	"bytes"
	"io"
	"os"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/klauspost/compress/gzip"

	"touyan/generator/output"
	"touyan/generator/release"
)

// Limits of what is kept in memory: files up to mostKept bytes, mostCached bytes in all.
// Larger files are read each time, and sent by the system.
const (
	mostKept   = 256 << 10
	mostCached = 48 << 20
)

// key names what is kept: a file, or the form of it that was made here.
type key struct {
	sum    output.Sum
	zipped bool
}

// cache keeps small files by their content, so that it is right for every edition.
type cache struct {
	mu   sync.Mutex
	size int
	// hits and misses count the files that were found here, and that were not.
	hits, misses uint64
	list         *lru.LRU[key, []byte]
	// making are the forms that are being made: a second reader waits for the first.
	making map[key]chan struct{}
}

func newCache() *cache {
	c := &cache{making: map[key]chan struct{}{}}
	c.list, _ = lru.NewLRU(1<<20, func(_ key, data []byte) { c.size -= len(data) }) // fails for no size alone
	return c
}

func (c *cache) get(k key) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	data, ok := c.list.Get(k)
	if ok {
		c.hits++
	} else {
		c.misses++
	}
	return data, ok
}

// counts returns how often a file was found and not, and the bytes that are kept.
func (c *cache) counts() (hits, misses uint64, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hits, c.misses, c.size
}

func (c *cache) put(k key, data []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.list.Contains(k) {
		return
	}
	c.list.Add(k, data)
	for c.size += len(data); c.size > mostCached; {
		c.list.RemoveOldest()
	}
}

// file returns the bytes of a small file, or a large one open.
func (c *cache) file(store *release.Store, sum output.Sum) ([]byte, *os.File, error) {
	if data, ok := c.get(key{sum: sum}); ok {
		return data, nil, nil
	}
	f, err := store.File(sum)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	if info.Size() > mostKept {
		return nil, f, nil
	}
	defer f.Close()
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, nil, err
	}
	c.put(key{sum: sum}, data)
	return data, nil, nil
}

// leastZipped is the size of files that are sent as they are.
const leastZipped = 1 << 10

// gzip returns a small file compressed; false where it is too large, too small or
// cannot be read. It is made once however many ask.
func (c *cache) gzip(store *release.Store, sum output.Sum) ([]byte, bool) {
	k := key{sum, true}
	for {
		c.mu.Lock()
		if data, ok := c.list.Get(k); ok {
			c.hits++
			c.mu.Unlock()
			return data, len(data) > 0
		}
		wait, others := c.making[k]
		if !others {
			c.making[k] = make(chan struct{})
			c.mu.Unlock()
			break
		}
		c.mu.Unlock()
		<-wait
	}
	data, err := c.zip(store, sum)
	if err == nil {
		c.put(k, data)
	}
	c.mu.Lock()
	close(c.making[k])
	delete(c.making, k)
	c.mu.Unlock()
	return data, len(data) > 0
}

// zip compresses a file; nil stands for one that is better sent as it is.
func (c *cache) zip(store *release.Store, sum output.Sum) ([]byte, error) {
	data, f, err := c.file(store, sum)
	if f != nil {
		f.Close()
	}
	if err != nil || f != nil || len(data) < leastZipped {
		return nil, err
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data) // a buffer takes all
	_ = w.Close()
	return b.Bytes(), nil
}
