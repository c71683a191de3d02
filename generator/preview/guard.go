package preview

import (
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
)

// The preview shows what is not published, so that only its own pages may read it:
//
//   - A name that leads to this machine by a trick of the name server (DNS
//     rebinding) is no name of the preview: the Host must be a loopback one, a
//     numeric address, or one that was asked for.
//   - A page of another site, even of another port, may lead a reader here but not
//     load anything: Sec-Fetch-Site and, for browsers without it, Origin tell;
//     Cross-Origin-Resource-Policy has the browser keep it from that page.
//
// No request changes anything.

// nothing is a log of what the preview need not tell: readers that hang up.
func nothing() *log.Logger { return log.New(io.Discard, "", 0) }

// allowed reports whether a request may be answered.
func (p *Preview) allowed(r *http.Request) bool {
	return p.ours(r.Host) && sameSite(r)
}

// ours reports whether the host of a request is a name of the preview.
func (p *Preview) ours(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || net.ParseIP(host) != nil {
		return true
	}
	if slices.ContainsFunc(p.o.Hosts, func(h string) bool { return strings.EqualFold(h, host) }) {
		return true
	}
	return p.o.Open && strings.EqualFold(host, hostname())
}

func hostname() string {
	name, _ := os.Hostname()
	return name
}

// sameSite reports whether a request comes from a page of the preview or from the
// reader.
func sameSite(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		// A link elsewhere may lead here, in a window of its own.
		return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document" && !reserved(r.URL.Path)
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && strings.EqualFold(u.Host, r.Host)
}
