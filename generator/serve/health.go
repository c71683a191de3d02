package serve

import (
	"net/http"
	"strconv"
)

// The paths at which is asked how the server does. No password is wanted there, and
// nothing of the site is told.
const (
	healthPath = "/healthz"
	readyPath  = "/readyz"
)

// Ready returns "" where a site and its index are served, else why not.
func (s *Server) Ready() string {
	now := s.editions.current()
	switch {
	case s.draining.Load():
		return "shutting down"
	case now == nil:
		return "no site yet"
	case now.Index == nil:
		return "the search index cannot be opened"
	}
	return ""
}

// Drain makes the server say that it is not ready, so that no new readers are sent to
// it. It goes on answering.
func (s *Server) Drain() { s.draining.Store(true) }

// health answers at the two paths: that the process lives, and whether the site is
// served.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	text, status := "ok\n", http.StatusOK
	if why := s.Ready(); r.URL.Path == readyPath && why != "" {
		text, status = why+"\n", http.StatusServiceUnavailable
	}
	w.Header().Set("Cache-Control", "no-store")
	plain(w, r, text, status)
}

// plain answers with a line of text.
func plain(w http.ResponseWriter, r *http.Request, text string, status int) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write([]byte(text)) // the reader hung up
	}
}
