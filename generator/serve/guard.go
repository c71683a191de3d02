package serve

import (
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// mostAddress is how many bytes of an address are read; that of a search may hold a
// query of 2,000 characters, each in up to 12 bytes.
const mostAddress = 40 << 10

// guard sets what every answer carries, keeps limits, and writes the access log.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := s.live.Load()
		v, r := newVisit(w, r)
		v.server, v.now, v.start, v.kind = s, now, time.Now(), kindOf(r.URL.Path)
		v.head, v.secure = r.Method == http.MethodHead, secure(r, now.Proxies)
		v.client = forwarded(remote(r.RemoteAddr), r.Header["X-Forwarded-For"], now.Proxies)
		s.metrics.began()
		// What others deferred is done by then: the answer is complete.
		defer s.finish(v, r, now)
		if s.refused(v, r, now) {
			return
		}
		next.ServeHTTP(v, r)
	})
}

// refused answers what is not for the site: requests that are too large, questions
// how the server does, and those without the password that is wanted.
func (s *Server) refused(w *visit, r *http.Request, now *live) bool {
	switch {
	case len(r.RequestURI) > mostAddress:
		plain(w, r, "the address is too long\n", http.StatusRequestURITooLong)
		return true
	case r.ContentLength != 0:
		// No body is wanted anywhere, and it is not waited for: the connection ends.
		_ = http.NewResponseController(w.inner).SetReadDeadline(time.Now().Add(time.Second))
		w.Header().Set("Connection", "close")
		plain(w, r, "no body is taken\n", http.StatusRequestEntityTooLarge)
		return true
	case r.URL.Path == healthPath, r.URL.Path == readyPath:
		s.health(w, r)
		return true
	case now.Accounts == nil:
		return false
	}
	w.private = true
	return !s.admit(w, r, now)
}

// finish ends an answer: with words where the program failed, and a line of the log.
func (s *Server) finish(v *visit, r *http.Request, now *live) {
	reason := recover()
	if reason != nil && reason != http.ErrAbortHandler {
		s.options.Log.Error("a request made the program fail; please report this", "path", shorten(r.URL.Path), "reason", reason, "stack", string(debug.Stack()))
		if v.status == 0 {
			v.Header().Set("Cache-Control", "no-store")
			plain(v, r, "an internal error\n", http.StatusInternalServerError)
			reason = nil
		}
	}
	if reason == nil {
		v.ready()
	}
	took := time.Since(v.start)
	s.metrics.ended(v, took)
	s.access(v, r, now, took)
	v.edition = nil // an idle connection holds no edition that is served no more
	if reason != nil {
		panic(http.ErrAbortHandler) // so that the reader does not take what was sent for all
	}
}

// kind is what a request asks for, in the metrics.
type kind uint8

// The kinds of request.
const (
	kindPage kind = iota
	kindAsset
	kindShard
	kindSearch
	kindSuggest
	kindAPI
	kindHealth
	kindFile
	kinds
)

// String returns the kind as it stands in the metrics.
func (k kind) String() string {
	return [...]string{"page", "asset", "shard", "search", "suggest", "api", "health", "file"}[k]
}

// kindOf tells by a path what is asked for.
func kindOf(path string) kind {
	switch {
	case strings.HasPrefix(path, "/assets/"):
		return kindAsset
	case strings.HasPrefix(path, "/search/"):
		return kindShard
	case path == "/api/search":
		return kindSearch
	case path == "/api/suggest":
		return kindSuggest
	case strings.HasPrefix(path, "/api/"):
		return kindAPI
	case path == healthPath, path == readyPath:
		return kindHealth
	case strings.HasSuffix(path, "/"), strings.HasSuffix(path, ".html"), !strings.Contains(path[strings.LastIndexByte(path, '/')+1:], "."):
		return kindPage
	}
	return kindFile
}
