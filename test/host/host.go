// Package host is a static web server for tests and measurements: it can be as
// able as the hosts that sites are published on, or lack what some of them lack,
// counts what it sends, and fails on demand.
package host

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Options says what a host is like. The zero value but for Dir is a plain one,
// at its root, which ignores Range and compresses nothing.
type Options struct {
	// Dir is the folder with the site.
	Dir string
	// Below is the path that the site is at, with slashes at both ends; "" is "/".
	Below string
	// Range answers a request for a part of a file with that part.
	Range bool
	// Gzip compresses what is asked for as a whole, if that makes it smaller.
	Gzip bool
	// Pages are further pages, by their path in the site, without a file.
	Pages map[string]string
}

// Answer is one response that a host gave.
type Answer struct {
	// Path is what was asked for, below the site's root.
	Path   string
	Status int
	// Bytes is the length of the body as sent.
	Bytes int
}

// Host is a running server.
type Host struct {
	o      Options
	server *httptest.Server

	mu      sync.Mutex
	answers []Answer
	open    int       // requests being answered
	last    time.Time // when the last one was
	fault   Fault
	hit     func(path string) bool
	mended  chan struct{}
	packed  map[string][]byte
}

// Start runs a host until [Host.Close].
func Start(o Options) *Host {
	if o.Below == "" {
		o.Below = "/"
	}
	h := &Host{o: o, packed: map[string][]byte{}, mended: make(chan struct{})}
	h.server = httptest.NewServer(http.HandlerFunc(h.serve))
	return h
}

// URL is the address of the site's root, with a slash at the end.
func (h *Host) URL() string { return h.server.URL + h.o.Below }

// Close ends the host.
func (h *Host) Close() {
	h.Mend()
	h.server.CloseClientConnections()
	h.server.Close()
}

// Take returns the answers given since it was last called.
func (h *Host) Take() []Answer {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := h.answers
	h.answers = nil
	return list
}

// Settle waits until no one has asked for anything for a while.
func (h *Host) Settle(while time.Duration) {
	for {
		h.mu.Lock()
		still := h.open == 0 && time.Since(h.last) > while
		h.mu.Unlock()
		if still {
			return
		}
		time.Sleep(while / 10)
	}
}

func (h *Host) serve(w http.ResponseWriter, r *http.Request) {
	name, inside := strings.CutPrefix(r.URL.Path, h.o.Below)
	c := &counted{ResponseWriter: w, status: http.StatusOK}
	h.mu.Lock()
	h.open++
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.open--
		h.last = time.Now()
		h.answers = append(h.answers, Answer{name, c.status, c.bytes})
	}()
	if !inside {
		http.NotFound(c, r)
		return
	}
	// What is measured must not come from the browser's cache.
	c.Header().Set("Cache-Control", "no-store")
	if !h.o.Range {
		r.Header.Del("Range")
	}
	data, ok := h.read(name)
	if !ok {
		http.NotFound(c, r)
		return
	}
	c.Header().Set("Content-Type", kind(name))
	if h.failed(c, r, name, data) {
		return
	}
	h.send(c, r, name, data)
}

// read returns what there is at a path of the site.
func (h *Host) read(name string) ([]byte, bool) {
	if text, ok := h.o.Pages[name]; ok {
		return []byte(text), true
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	data, err := os.ReadFile(filepath.Join(h.o.Dir, filepath.FromSlash(path.Clean("/"+name))))
	return data, err == nil
}

// send answers with a file or the part of it that is asked for.
func (h *Host) send(w *counted, r *http.Request, name string, data []byte) {
	if h.o.Gzip && r.Header.Get("Range") == "" && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		if packed := h.pack(name, data); len(packed) < len(data) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed)
			return
		}
	}
	if !h.o.Range {
		w.Write(data)
		return
	}
	info := bytes.NewReader(data)
	http.ServeContent(w, r, name, modified(), info)
}

// pack compresses a file once.
func (h *Host) pack(name string, data []byte) []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.packed[name] == nil {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		io.Copy(z, bytes.NewReader(data))
		z.Close()
		h.packed[name] = b.Bytes()
	}
	return h.packed[name]
}

// kind is the media type of a file. Scripts are said to be UTF-8, as most hosts
// say of all scripts, whatever their bytes are.
func kind(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".html", "":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".json":
		return "application/json"
	case ".svg":
		return "image/svg+xml"
	case ".wasm":
		return "application/wasm"
	}
	return "application/octet-stream"
}

// counted counts what is sent.
type counted struct {
	http.ResponseWriter
	status, bytes int
}

func (c *counted) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.bytes += n
	return n, err
}
