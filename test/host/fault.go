package host

import (
	"bytes"
	"net/http"
	"strconv"
	"time"
)

// Fault is a way to fail.
type Fault int

// The ways in which a host fails.
const (
	// None serves as usual.
	None Fault = iota
	// NotFound and Broken answer 404 and 500.
	NotFound
	Broken
	// Short is the file's first half, as if that were all: a site that was copied
	// and not to its end.
	Short
	// Garbage is a file as long as the right one, of other bytes.
	Garbage
	// Page is a page in place of the file, with 200, as some hosts have for what
	// they have not.
	Page
	// Cut ends the connection in the middle of the file, Drop before the answer.
	Cut
	Drop
	// Silent never answers.
	Silent
)

// String names the fault for the output of tests.
func (f Fault) String() string {
	return [...]string{"none", "404", "500", "short", "garbage", "page", "cut", "drop", "silent"}[f]
}

// Fail has the host fail from now on for the paths that hit is true of.
func (h *Host) Fail(f Fault, hit func(path string) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.fault, h.hit = f, hit
}

// Mend ends a fault; who still waits for an answer gets none.
func (h *Host) Mend() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.fault = None
	close(h.mended)
	h.mended = make(chan struct{})
}

// failed answers in the wrong way if it should.
func (h *Host) failed(w *counted, r *http.Request, name string, data []byte) bool {
	h.mu.Lock()
	fault, mended := h.fault, h.mended
	hit := fault != None && h.hit(name)
	h.mu.Unlock()
	if !hit {
		return false
	}
	switch fault {
	case NotFound:
		http.NotFound(w, r)
	case Broken:
		http.Error(w, "broken", http.StatusInternalServerError)
	case Short:
		h.send(w, r, name, data[:len(data)/4*2])
	case Garbage:
		h.send(w, r, name, bytes.Repeat([]byte{0x55, 0x12, 0xd8}, len(data)/3+1)[:len(data)])
	case Page:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte("<!doctype html><title>not here</title>"))
	case Cut:
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		w.Write(data[:len(data)/2])
		w.ResponseWriter.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	case Drop:
		panic(http.ErrAbortHandler)
	case Silent:
		select {
		case <-mended:
		case <-r.Context().Done():
		}
		panic(http.ErrAbortHandler)
	}
	return true
}

// modified is the time that all files are of.
func modified() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }
