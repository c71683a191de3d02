// Package serve is the production server: a published site and its search, to
// readers. It changes nothing that is published.
//
// # Editions
//
// A request is answered from one [Edition], which is the site as it was published at
// one time: its files and its index. Each edition is a release of a store (package
// release). When another site is published, or another release becomes the current
// one, the next requests get the new edition; those under way end with the old one,
// whose index is closed after the last of them. Files with a fingerprint in their
// name that the new edition lacks are answered from earlier ones for a while, so that
// a page that a reader has open finds what it links to.
package serve

import (
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"sync"
	"time"

	"touyan/generator/release"
)

// Options says how to serve.
type Options struct {
	// Public is the published folder to follow; "" to serve the store's current release.
	Public string
	Store  *release.Store

	// Proxies are the addresses whose X-Forwarded-For and X-Forwarded-Proto are believed.
	Proxies []netip.Prefix
	// HSTS is how long browsers shall insist on TLS; it is sent over TLS alone.
	HSTS time.Duration
	// Rate and Burst limit one client's API requests a second.
	Rate, Burst int
	// QueryTime is the most time that a search may take.
	QueryTime time.Duration
	// Passwords, where set, says whether a user may read the site.
	Passwords func(user, password string) bool
	// Addresses says how client addresses are logged: full, truncated or none.
	Addresses string

	Log *slog.Logger
	Now func() time.Time
}

// Server answers requests. It may be used by many goroutines.
type Server struct {
	options  Options
	editions editions
	cache    *cache
	handler  http.Handler

	// refreshing guards seen, the manifest that was taken last.
	refreshing sync.Mutex
	seen       os.FileInfo
}

// New returns a server. Nothing is read before [Server.Refresh].
func New(o Options) *Server {
	s := &Server{options: o, cache: newCache()}
	mux := http.NewServeMux()
	mux.Handle("/api/", s.api())
	mux.Handle("/", s.files())
	s.handler = s.guard(s.within(mux))
	return s
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }
