package generator

import "sync"

// texts are the bytes of pages by their hash. A nil one keeps nothing.
type texts struct {
	mu     sync.Mutex
	byHash map[uint64][]byte
}

func newTexts() *texts { return &texts{byHash: map[uint64][]byte{}} }

func (t *texts) get(hash uint64) ([]byte, bool) {
	if t == nil {
		return nil, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	data, ok := t.byHash[hash]
	return data, ok
}

func (t *texts) keep(hash uint64, data []byte) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.byHash[hash] = data
}

func (t *texts) drop(hash uint64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.byHash, hash)
}
