package serve

import (
	"net/http"
	"sync"
	"sync/atomic"

	"touyan/generator/release"
	"touyan/generator/search"
)

// Edition is a release that is open for reading.
type Edition struct {
	*release.Release
	// Index is nil where it could not be opened; the API says so.
	Index *search.Index

	readers atomic.Int64
	retired atomic.Bool
	close   sync.Once
}

// editions holds the edition that is served.
type editions struct {
	mu  sync.RWMutex
	now *Edition
}

// take returns the edition to answer from, nil before the first, and what to call
// when the answer is done.
func (e *editions) take() (*Edition, func()) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	now := e.now
	if now == nil {
		return nil, func() {}
	}
	now.readers.Add(1)
	return now, func() {
		if now.readers.Add(-1) == 0 && now.retired.Load() {
			now.end()
		}
	}
}

// current returns the edition that is served, nil before the first.
func (e *editions) current() *Edition {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.now
}

// put makes an edition the one that is served.
func (e *editions) put(next *Edition) {
	e.mu.Lock()
	last := e.now
	e.now = next
	e.mu.Unlock()
	if last == nil {
		return
	}
	last.retired.Store(true)
	if last.readers.Load() == 0 {
		last.end()
	}
}

// end closes the index, once.
func (e *Edition) end() {
	e.close.Do(func() {
		if e.Index != nil {
			_ = e.Index.Close() // read only: nothing is lost
		}
	})
}

// within gives a request the edition that all of its answer is made from.
func (s *Server) within(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e, done := s.editions.take()
		defer done()
		if e == nil {
			w.Header().Set("Retry-After", "1")
			http.Error(w, "no site yet", http.StatusServiceUnavailable)
			return
		}
		visitOf(r).edition = e
		next.ServeHTTP(w, r)
	})
}

// editionOf returns the edition of a request.
func editionOf(r *http.Request) *Edition { return visitOf(r).edition }
