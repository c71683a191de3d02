package external

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// transports returns the way to servers, and the one to a proxy.
func (r *run) transports() (direct, proxied *http.Transport) {
	dialer := func(control func(network, address string, c syscall.RawConn) error) func(context.Context, string, string) (net.Conn, error) {
		d := &net.Dialer{Timeout: r.o.Connect, KeepAlive: -1, Resolver: r.o.Resolver, Control: control}
		return func(ctx context.Context, network, address string) (net.Conn, error) {
			return r.dial(ctx, d, network, address)
		}
	}
	direct = r.transport(dialer(r.guard()))
	proxied = r.transport(dialer(nil))
	proxied.Proxy = func(req *http.Request) (*url.URL, error) { return r.c.proxy(req.URL) }
	return direct, proxied
}

// transport returns a way to servers.
func (r *run) transport(dial func(context.Context, string, string) (net.Conn, error)) *http.Transport {
	return &http.Transport{
		DialContext:            dial,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: r.o.Roots, Time: r.c.clock.Now},
		TLSHandshakeTimeout:    r.o.TLS,
		ResponseHeaderTimeout:  r.o.Header,
		MaxResponseHeaderBytes: headerLimit,
		ForceAttemptHTTP2:      true,
		// Small windows, so that a large body stays where it is.
		HTTP2: &http.HTTP2Config{MaxReceiveBufferPerStream: 4 * bodyLimit, MaxReceiveBufferPerConnection: 8 * bodyLimit},
		// What is not read need not be unpacked, nor can it be a bomb.
		DisableCompression:  true,
		MaxIdleConns:        lanes,
		MaxIdleConnsPerHost: r.o.PerHost,
		IdleConnTimeout:     30 * time.Second,
	}
}

// dial connects. It is over with the run, though a transport would carry on.
func (r *run) dial(ctx context.Context, d *net.Dialer, network, address string) (net.Conn, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(r.ctx, cancel)()
	c, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	if r.c.opened != nil {
		c = r.c.opened(c)
	}
	return r.connections.add(c), nil
}

// guard returns what is asked before a connection to an IP is made.
func (r *run) guard() func(network, address string, c syscall.RawConn) error {
	if r.o.Private {
		return nil
	}
	g := newGuard()
	return func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return err
		}
		return checkIP(g, to.Addr())
	}
}

// newGuard knows the IPs of the public Internet, and those that tunnelling
// software gives to names.
func newGuard() *ssrf.Guardian {
	return ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(netip.PrefixFrom(netip.AddrFrom4([4]byte{198, 18, 0, 0}), 15)))
}

// checkIP returns an error that is ssrf.ErrProhibitedIP unless an IP is public.
func checkIP(g *ssrf.Guardian, ip netip.Addr) error {
	ip = ip.Unmap().WithZone("")
	// Behind NAT64 (RFC 6052) the IPv4 address counts.
	if ssrf.IPv6NAT64Prefix.Contains(ip) {
		b := ip.As16()
		ip = netip.AddrFrom4([4]byte(b[12:]))
	}
	return g.SafeAddr(ip)
}

// route returns the way to an address, and whether that is by a proxy.
func (r *run) route(u *url.URL) (way *http.Transport, proxied bool, err error) {
	proxy, err := r.c.proxy(u)
	if err != nil || proxy == nil {
		return r.direct, false, nil
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !r.o.Private {
		return r.proxied, true, checkIP(newGuard(), ip)
	}
	return r.proxied, true, nil
}

// connections are those that a run has open.
type connections struct {
	mu     sync.Mutex
	open   map[*connection]bool
	closed bool
}

// connection is forgotten when it is closed.
type connection struct {
	net.Conn
	all *connections
}

// add takes a connection.
func (cs *connections) add(c net.Conn) net.Conn {
	added := &connection{c, cs}
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if cs.closed {
		_ = c.Close()
		return added
	}
	if cs.open == nil {
		cs.open = map[*connection]bool{}
	}
	cs.open[added] = true
	return added
}

// Close closes a connection.
func (c *connection) Close() error {
	c.all.mu.Lock()
	delete(c.all.open, c)
	c.all.mu.Unlock()
	return c.Conn.Close()
}

// close closes all.
func (cs *connections) close() {
	cs.mu.Lock()
	cs.closed = true
	open := cs.open
	cs.open = nil
	cs.mu.Unlock()
	for c := range open {
		_ = c.Conn.Close()
	}
}
