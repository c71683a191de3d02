package external

import (
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

const (
	// bodyLimit is how much of a body is read.
	bodyLimit = 16 << 10
	// headerLimit is how long headers may be.
	headerLimit = 64 << 10
)

// send makes one request when its turn has come.
func (r *run) send(u *url.URL, method string, jar http.CookieJar, budget *time.Duration) answer {
	if f, ok := r.isShut(u); ok {
		return answer{fault: f}
	}
	h := r.host(u.Hostname())
	if err := r.enter(r.ctx, h); errors.Is(err, errClosed) {
		return answer{fault: fault{Problem: Throttled, skipped: true}}
	} else if err != nil {
		return answer{fault: fault{Problem: Timeout, Detail: err.Error()}}
	}
	if *budget <= 0 {
		r.leave(h)
		return answer{fault: fault{Problem: Timeout, Detail: "total"}}
	}
	begun := r.c.clock.Now()
	a := r.exchange(u, method, jar, *budget)
	*budget -= r.c.clock.Now().Sub(begun)
	r.leave(h)
	r.meet(u, a.fault)
	if *budget <= 0 && a.fault.transient {
		// With little time left, a fault is not the site's.
		a.fault.Detail, a.fault.site = "total", false
	}
	return a
}

// exchange sends a request and reads what is wanted of the answer.
func (r *run) exchange(u *url.URL, method string, jar http.CookieJar, budget time.Duration) answer {
	way, proxied, err := r.route(u)
	if err != nil {
		return answer{fault: fault{Problem: Private, Detail: shorten(err.Error()), site: true}}
	}
	ctx, cancel := r.limit(budget)
	defer cancel()
	var p phase
	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, p.trace()), method, u.String(), nil)
	if err != nil {
		return answer{fault: fault{Problem: BadAddress, Detail: shorten(err.Error())}}
	}
	req.Header.Set("User-Agent", r.o.Agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	req.Header.Set("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5")
	for _, c := range jar.Cookies(u) {
		req.AddCookie(c)
	}
	resp, err := way.RoundTrip(req)
	if err != nil {
		return answer{fault: r.diagnose(err, p.get(), proxied)}
	}
	defer resp.Body.Close()
	jar.SetCookies(u, resp.Cookies())
	a := answer{status: resp.StatusCode, expires: expiry(resp.TLS)}
	switch resp.StatusCode {
	case 301, 302, 303, 307, 308:
		if a.location = resp.Header.Get("Location"); a.location != "" {
			return a
		}
	}
	if a.fault = r.judge(u, resp); a.fault.Problem == OK && method == http.MethodGet {
		p.set("body")
		if _, err := io.CopyN(io.Discard, resp.Body, bodyLimit); err != nil && !errors.Is(err, io.EOF) {
			a.fault = r.diagnose(err, p.get(), proxied)
		}
	}
	return a
}

// judge tells what a status means.
func (r *run) judge(u *url.URL, resp *http.Response) fault {
	s := resp.StatusCode
	switch {
	case s >= 200 && s < 300:
		return fault{}
	case s == http.StatusNotFound:
		return fault{Problem: NotFound}
	case s == http.StatusGone:
		return fault{Problem: Gone}
	case s == http.StatusTooManyRequests:
		return r.throttled(u, resp)
	case blocked(resp):
		return fault{Problem: Blocked}
	case s == http.StatusRequestTimeout || s == http.StatusTooEarly:
		return fault{Problem: OtherStatus, transient: true}
	case s == http.StatusNotImplemented || s == http.StatusHTTPVersionNotSupported:
		return fault{Problem: ServerError}
	case s >= 500 && s < 600:
		return r.down(u, resp)
	}
	return fault{Problem: OtherStatus}
}

// blocked reports whether an answer may be meant for programs alone.
func blocked(resp *http.Response) bool {
	switch resp.StatusCode {
	// Guards against robots answer 412 with a script that a browser runs.
	case 401, 403, 405, 406, 407, 412, 418, 451, 999:
		return true
	// So does a widespread one with 521, which elsewhere means that a server is
	// down.
	case 521:
		for _, c := range resp.Cookies() {
			if strings.HasPrefix(c.Name, "__jsl") {
				return true
			}
		}
	}
	return false
}

// throttled heeds a 429.
func (r *run) throttled(u *url.URL, resp *http.Response) fault {
	wait, ok := r.retryAfter(resp)
	if wait > r.o.Wait {
		r.host(u.Hostname()).close()
		return fault{Problem: Throttled, Detail: shorten(resp.Header.Get("Retry-After"))}
	}
	if ok {
		r.host(u.Hostname()).pause(r.c.clock.Now().Add(wait))
	}
	return fault{Problem: Throttled, transient: true}
}

// down heeds a 5xx.
func (r *run) down(u *url.URL, resp *http.Response) fault {
	wait, ok := r.retryAfter(resp)
	if ok && wait <= r.o.Wait {
		r.host(u.Hostname()).pause(r.c.clock.Now().Add(wait))
	}
	return fault{Problem: ServerError, transient: wait <= r.o.Wait, later: ok}
}

// retryAfter returns how long a server wants to be left alone.
func (r *run) retryAfter(resp *http.Response) (time.Duration, bool) {
	return parseRetryAfter(resp.Header.Get("Retry-After"), r.c.clock.Now())
}

// parseRetryAfter reads seconds or a date (RFC 9110 section 10.2.3). A date in the
// past is now; more than a year is a year.
func parseRetryAfter(s string, now time.Time) (time.Duration, bool) {
	const year = 365 * 24 * time.Hour
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, false
	}
	if strings.Trim(s, "0123456789") == "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n > int64(year/time.Second) {
			return year, true
		}
		return time.Duration(n) * time.Second, true
	}
	t, err := http.ParseTime(s)
	if err != nil {
		return 0, false
	}
	return min(max(0, t.Sub(now)), year), true
}

// expiry returns when a connection's certificate ends.
func expiry(state *tls.ConnectionState) time.Time {
	if state == nil || len(state.PeerCertificates) == 0 {
		return time.Time{}
	}
	return state.PeerCertificates[0].NotAfter
}

// phase is how far a request has come.
type phase struct{ v atomic.Value }

func (p *phase) set(name string) { p.v.Store(name) }

func (p *phase) get() string {
	if s, ok := p.v.Load().(string); ok {
		return s
	}
	return "connect"
}

// trace follows a request.
func (p *phase) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		DNSStart:          func(httptrace.DNSStartInfo) { p.set("name") },
		ConnectStart:      func(_, _ string) { p.set("connect") },
		TLSHandshakeStart: func() { p.set("tls") },
		GotConn:           func(httptrace.GotConnInfo) { p.set("header") },
	}
}
