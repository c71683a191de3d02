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
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"touyan/generator/release"
	"touyan/generator/serve/account"
)

// Options says how to serve.
type Options struct {
	// Public is the published folder to follow; "" to serve the store's current release.
	Public string
	Store  *release.Store
	// QueryTime is the most time that a search may take.
	QueryTime time.Duration
	// Metrics says whether to count for Prometheus.
	Metrics bool

	// What follows may be changed while the server answers ([Server.Configure]).

	// Proxies are the addresses whose X-Forwarded-For and X-Forwarded-Proto are believed.
	Proxies []netip.Prefix
	// HSTS is how long browsers shall insist on TLS; it is sent over TLS alone.
	HSTS time.Duration
	// Policy is the Content-Security-Policy; "" for the usual one.
	Policy string
	// Patience is how long a reader may take for a piece of a large answer; 0 for as
	// long as the server's time for writing.
	Patience time.Duration
	// Rate and Burst limit one client's API requests a second.
	Rate, Burst int
	// Accounts, where set, are the people who may read the site.
	Accounts *account.Set
	// Addresses says how client addresses are logged: full, none, or truncated, which
	// is also what "" stands for.
	Addresses string
	// LogQueries and LogAgents say whether queries and browsers are logged.
	LogQueries, LogAgents bool

	// Log is told what happens, Access of each request; nil for no access log.
	Log, Access *slog.Logger
	Now         func() time.Time
}

// live is what may be changed while the server answers.
type live struct {
	Options
	headers headers
	// limits are kept from one change of the options to the next, so that no client
	// begins anew.
	limits *limits
	// framed says that the policy lets other sites show pages in a frame.
	framed bool
}

// Server answers requests. It may be used by many goroutines.
type Server struct {
	options  Options
	live     atomic.Pointer[live]
	fixed    fixed
	editions editions
	cache    *cache
	metrics  *metrics
	failures *failures
	draining atomic.Bool
	handler  http.Handler

	troubles troubles
	listed   listed
	// missing says that a file of the store was wanted and is not there.
	missing atomic.Bool

	// refreshing guards seen, the manifest that was taken last, tried, the one that was
	// looked at last, and mended, when missing files were last looked for.
	refreshing  sync.Mutex
	seen, tried os.FileInfo
	mended      time.Time
}

// New returns a server. Nothing is read before [Server.Refresh].
func New(o Options) *Server {
	s := &Server{options: o, cache: newCache(), fixed: newFixed(), failures: newFailures()}
	s.Configure(o)
	if o.Metrics {
		s.metrics = newMetrics(s)
	}
	s.handler = s.guard(s.within(route(s.api(), s.files())))
	return s
}

// route leads to the API and to files. Paths are taken as they are: one with // or .. is
// that of no file.
func route(api, files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			api.ServeHTTP(w, r)
			return
		}
		files.ServeHTTP(w, r)
	})
}

// Configure takes those of the options that may be changed. Requests under way end as
// they began.
func (s *Server) Configure(o Options) {
	framed := o.Policy != "" && !strings.Contains(o.Policy, "frame-ancestors 'none'")
	now := &live{Options: o, headers: newHeaders(o.Policy, o.HSTS), framed: framed}
	if last := s.live.Load(); last != nil && last.Rate == o.Rate && last.Burst == o.Burst {
		now.limits = last.limits
	} else {
		now.limits = newLimits(o.Rate, o.Burst)
	}
	now.headers.plain, now.headers.secured = s.headerText(now, false), s.headerText(now, true)
	s.live.Store(now)
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serving returns the release that is served and how many files it has; "" before the
// first.
func (s *Server) Serving() (id string, files int) {
	e := s.editions.current()
	if e == nil {
		return "", 0
	}
	return e.ID, len(e.Files)
}
