// Package external asks whether the web addresses that a site's pages name still
// answer, and where they lead. It knows nothing of pages: addresses go in, what
// was found about each comes out.
//
// # How an address is asked
//
// Addresses that differ only in their fragment, the case of scheme and host, the
// form of an international name, a default port or a user name are one address
// and are asked once, without fragment, user name and password. Only http and
// https are asked; //host/path is taken for https.
//
// HEAD comes first. Where it brings no answer that settles the matter (anything
// but 2xx, a redirect or 429, or a connection that breaks), GET decides, at the
// same step of the way; a host that takes GET where it did not take HEAD is asked
// with GET from then on. Of a body at most 16 KiB are read, undecoded, so as to
// notice that it breaks off; of headers at most 64 KiB.
//
// Redirects are followed up to Options.Redirects. Cookies are kept on the way and
// forgotten after it: many sites set one and redirect to the same address. An
// address that is met again with the same cookies is a circle.
//
// # Being a good guest
//
// At most Options.Parallel requests are under way at a time, at most
// Options.PerHost to one host name, whatever its port, and at least
// Options.Delay lies between the beginnings of two requests to it. That holds for
// every single request: HEAD, GET, each step of a redirect, each new attempt.
//
// Time-outs, broken connections and the answers 408, 425, 429 and 5xx (but 501
// and 505) are asked again, Options.Attempts times in all, after a pause that
// doubles and is shortened by up to a half at random. Retry-After (RFC 9110
// section 10.2.3) is heeded up to Options.Wait, for the whole host. A host that
// asks for more patience, or still answers 429 in the end, is left alone for the
// rest of the run: its other addresses are Throttled without being asked.
// Likewise, when no connection to scheme, host and port can be had, or none that
// is to be trusted, all addresses there get that one result.
//
// The program says who it is (Options.Agent). robots.txt is not read: a link is
// asked for as a reader's browser would, once a week.
//
// # Untrusted addresses
//
// Cases come from others, so their addresses may not make an editor's machine
// knock at doors inside its own network. Unless Options.Private is set, a
// connection is refused when the IP it is about to be made to, after the name
// has been resolved and at every step of a redirect, is none of the public
// Internet by the IANA special-purpose registries (RFC 6890). 198.18.0.0/15 is let
// through: tunnelling software, widespread in China, gives such an IP to every
// name. The proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name is trusted; since
// it resolves names itself, only literal IPs and localhost can be refused before
// it.
//
// # What is remembered
//
// Results are kept in Options.Dir as output.Cache keeps blobs (checked by a
// checksum, replaced in one instant; what is torn or foreign counts as absent), in
// a blob "links" that holds JSON: {"version":1,"results":{address:Result}}. Those
// that lead a reader somewhere stay for Options.Good, the others for Options.Bad.
// Nothing is remembered of addresses that were not asked, and nothing at all when
// this machine seems to be offline.
package external

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// ErrOffline is returned, with the results, when at least three hosts were asked
// and not one could be connected to: what was found says more about this machine
// than about the addresses.
var ErrOffline = errors.New("external: no host could be reached")

// Options says how to ask. The zero value of a field stands for its default.
type Options struct {
	// Dir is the folder that results are remembered in; none are if it is empty.
	Dir string
	// Good (7 days) and Bad (1 hour) are how long results are remembered.
	Good, Bad time.Duration

	// Parallel (16) is how many requests are under way at a time, PerHost (2) how
	// many of them to one host name.
	Parallel, PerHost int
	// Delay (500 ms; none if negative) lies between the beginnings of two requests
	// to one host name.
	Delay time.Duration

	// Attempts (3) is how often a transient fault is met before it is believed,
	// Backoff (1 s) the pause after the first, Wait (30 s) the longest pause that a
	// server may ask for.
	Attempts      int
	Backoff, Wait time.Duration

	// Connect (10 s) bounds resolving a name and connecting, TLS (10 s) the
	// handshake, Header (20 s) the time until all headers are there, Request (30 s)
	// one request with the part of its body that is read, and Total (90 s) all
	// requests for one address without the pauses between them.
	Connect, TLS, Header, Request, Total time.Duration

	// Redirects (10) are followed for one address.
	Redirects int
	// Expiring (14 days) is how long before its end a certificate is reported;
	// never if negative.
	Expiring time.Duration

	// Agent is the User-Agent. Good form is to name the site that the links stand
	// on, as in "Mozilla/5.0 (compatible; touyan/1.0; link check; +https://site/)".
	Agent string
	// Private allows addresses within this machine and its network.
	Private bool
	// Roots are the certificate authorities to trust, nil the system's.
	Roots *x509.CertPool
	// Resolver resolves names, nil the system's way.
	Resolver *net.Resolver
	// Clock is where time comes from, nil the system's.
	Clock Clock
}

// Checker asks addresses. It may be used by many goroutines at once; the limits
// hold for each call.
type Checker struct {
	o     Options
	clock Clock
	proxy func(*url.URL) (*url.URL, error)
	// opened is what tests see connections with, or nil.
	opened func(net.Conn) net.Conn
}

// New returns a Checker. The proxies are those that the environment names now.
func New(o Options) *Checker {
	initial(&o.Good, 7*24*time.Hour)
	initial(&o.Bad, time.Hour)
	initial(&o.Parallel, 16)
	initial(&o.PerHost, 2)
	initial(&o.Delay, 500*time.Millisecond)
	initial(&o.Attempts, 3)
	initial(&o.Backoff, time.Second)
	initial(&o.Wait, 30*time.Second)
	initial(&o.Connect, 10*time.Second)
	initial(&o.TLS, 10*time.Second)
	initial(&o.Header, 20*time.Second)
	initial(&o.Request, 30*time.Second)
	initial(&o.Total, 90*time.Second)
	initial(&o.Redirects, 10)
	initial(&o.Expiring, 14*24*time.Hour)
	initial(&o.Agent, "Mozilla/5.0 (compatible; touyan; link check)")
	initial[Clock](&o.Clock, system{})
	return &Checker{o: o, clock: o.Clock, proxy: httpproxy.FromEnvironment().ProxyFunc()}
}

// initial gives a field its default.
func initial[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// Result is what was found about an address.
type Result struct {
	// Problem is OK if there is none.
	Problem Problem `json:"problem"`
	// Status is that of the last answer, 0 if there was none.
	Status int `json:"status,omitempty"`
	// Final is the address of the last answer, or the one that there was none from.
	Final string `json:"final,omitempty"`
	// Moved is the address to write instead, where the site says that the old one
	// is given up for good (301, 308); with the fragment of the old one unless it
	// has its own. It may be set beside any problem.
	Moved string `json:"moved,omitempty"`
	// Detail is the evidence, as technical as it came: the error in the system's
	// words; the phase of a time-out (name, connect, tls, header, body, total); the
	// date on which a certificate ends or ended; the address that a redirect names.
	Detail string `json:"detail,omitempty"`
	// Expires is when the certificate of an https address ends.
	Expires time.Time `json:"expires,omitzero"`
	// Checked is when the address was asked; zero if it was not.
	Checked time.Time `json:"checked,omitzero"`
	// Cached is set if that was in an earlier run.
	Cached bool `json:"-"`
}

// Check asks the addresses and returns a result for each, under the name it was
// given. progress, unless nil, is called from the caller's goroutine with how many
// of all different addresses are known, first with those remembered.
//
// When ctx ends, Check returns at once with the results so far and the error of
// ctx; what was learnt is remembered. Nothing is left running, but for a lookup of
// a name, which Go's resolver ends by itself after some seconds. ErrOffline and an error from writing the
// cache come with all results.
func (c *Checker) Check(ctx context.Context, urls []string, progress func(done, total int)) (map[string]Result, error) {
	b := gather(urls)
	memory := c.remember()
	found := make(map[string]Result, len(b.addresses))
	var todo []*url.URL
	for _, u := range b.addresses {
		if r, ok := memory.get(u.String()); ok {
			found[u.String()] = r
		} else {
			todo = append(todo, u)
		}
	}
	done, total := len(found), len(b.addresses)
	report := func() {
		if progress != nil {
			progress(done, total)
		}
	}
	report()
	r := c.start(ctx)
	var failed error
	for o := range r.askAll(todo) {
		found[o.address] = o.Result
		done++
		report()
		if failed == nil {
			failed = memory.put(o)
		}
	}
	r.end()
	results := b.spread(found, c.o.Expiring, c.clock.Now())
	switch {
	case ctx.Err() != nil:
		if !r.offline() {
			_ = memory.save()
		}
		return results, ctx.Err()
	case r.offline():
		return results, ErrOffline
	}
	return results, errors.Join(failed, memory.save())
}
