package daemon

import (
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"touyan/generator/serve"
)

// listen opens the ports.
func (d *daemon) listen() error {
	open := func(addr string) (net.Listener, error) {
		l, err := net.Listen("tcp", addr)
		if err != nil {
			return nil, &ListenError{addr, err}
		}
		return l, nil
	}
	var err error
	if d.main, err = open(d.now.Addr); err != nil {
		return err
	}
	if d.now.TLS.Redirect != "" {
		if d.redirect, err = open(d.now.TLS.Redirect); err != nil {
			return err
		}
	}
	if d.now.Metrics != "" {
		if d.metrics, err = open(d.now.Metrics); err != nil {
			return err
		}
	}
	d.limits = newListener(d.main, d.connections(), d.now.Limits.PerAddress, d.now.Prefixes())
	return nil
}

// connections is how many there may be: as is set, or what the system lets the process
// open beside files.
func (d *daemon) connections() int {
	most := d.now.Limits.Connections
	files, ok := openFiles()
	if !ok {
		return most
	}
	fit := int(max(files*3/4, 16))
	if fit < most {
		d.warn("serve.files", fit, most)
		return fit
	}
	return most
}

func (d *daemon) warn(key string, args ...any) {
	d.warnings = append(d.warnings, Warning{key, args})
}

// serveAll begins to answer at all ports.
func (d *daemon) serveAll() {
	main := d.httpServer(d.server)
	main.TLSConfig = d.certs.config(d.log)
	d.begin(main, d.limits, main.TLSConfig != nil)
	if d.redirect != nil {
		l := newListener(d.redirect, d.limits.most, d.now.Limits.PerAddress, nil)
		d.begin(d.httpServer(d.certs.challenges(redirect(d.main.Addr()))), l, false)
	}
	if d.metrics != nil {
		tell, registry := d.server.Metrics()
		d.measure(registry)
		mux := http.NewServeMux()
		mux.Handle("GET /metrics", tell)
		d.begin(d.httpServer(mux), d.metrics, false)
	}
}

// httpServer is a server with the limits of the settings.
func (d *daemon) httpServer(h http.Handler) *http.Server {
	l := d.now.Limits
	return &http.Server{
		Handler: h, ConnContext: serve.ConnContext,
		ReadHeaderTimeout: time.Duration(l.Header), ReadTimeout: time.Duration(l.Read),
		WriteTimeout: time.Duration(l.Write), IdleTimeout: time.Duration(l.Idle),
		MaxHeaderBytes: l.HeaderBytes,
		ErrorLog:       slog.NewLogLogger(newQuiet(d.log.Handler()), slog.LevelDebug),
		HTTP2: &http.HTTP2Config{
			MaxConcurrentStreams: 100, WriteByteTimeout: time.Duration(l.Write), SendPingTimeout: time.Duration(l.Idle),
		},
	}
}

func (d *daemon) begin(s *http.Server, l net.Listener, secure bool) {
	d.servers = append(d.servers, s)
	go func() {
		var err error
		if secure {
			err = s.ServeTLS(l, "", "")
		} else {
			err = s.Serve(l)
		}
		if err != nil && err != http.ErrServerClosed {
			d.failed <- err
		}
	}()
}

// measure adds the connections to the metrics.
func (d *daemon) measure(to prometheus.Registerer) {
	to.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "touyan_connections", Help: "Connections that are open."},
			func() float64 { return float64(d.limits.open.Load()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "touyan_connections_refused_total", Help: "Connections beyond those that one address may have."},
			func() float64 { return float64(d.limits.refused.Load()) }),
	)
}

// redirect leads from plain HTTP to the port at which TLS is served.
func redirect(tls net.Addr) http.Handler {
	_, port, _ := net.SplitHostPort(tls.String())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if host == "" || strings.ContainsAny(host, "/\\@") || r.ContentLength != 0 {
			w.Header().Set("Connection", "close")
			http.Error(w, "bad request", http.StatusBadRequest)
			return
		}
		host = strings.Trim(host, "[]")
		if port != "443" {
			host = net.JoinHostPort(host, port)
		} else if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		http.Redirect(w, r, "https://"+host+r.URL.RequestURI(), http.StatusMovedPermanently)
	})
}

// listener bounds connections: in all, where further ones wait, and of one address,
// where further ones are closed.
type listener struct {
	net.Listener
	most, perAddress int
	turns            chan struct{}
	closing          chan struct{}
	once             sync.Once

	open, refused atomic.Int64
	proxies       atomic.Pointer[[]netip.Prefix]

	mu     sync.Mutex
	counts map[netip.Addr]int
}

func newListener(l net.Listener, most, perAddress int, proxies []netip.Prefix) *listener {
	bounded := &listener{
		Listener: l, most: most, perAddress: perAddress,
		turns: make(chan struct{}, most), closing: make(chan struct{}), counts: map[netip.Addr]int{},
	}
	bounded.proxies.Store(&proxies)
	return bounded
}

// Accept waits for a connection that may be.
func (l *listener) Accept() (net.Conn, error) {
	select {
	case l.turns <- struct{}{}:
	case <-l.closing:
		return nil, net.ErrClosed
	}
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			<-l.turns
			return nil, err
		}
		addr := addrOf(c)
		if !l.enter(addr) {
			l.refused.Add(1)
			_ = c.Close() // it is not wanted
			continue
		}
		l.open.Add(1)
		done := sync.OnceFunc(func() {
			l.leave(addr)
			l.open.Add(-1)
			<-l.turns
		})
		return serve.Connection(c.(*net.TCPConn), done), nil // it listens to nothing else
	}
}

// Close ends waiting for connections.
func (l *listener) Close() error {
	l.once.Do(func() { close(l.closing) })
	return l.Listener.Close()
}

func addrOf(c net.Conn) netip.Addr {
	if a, ok := c.RemoteAddr().(*net.TCPAddr); ok {
		return a.AddrPort().Addr().Unmap()
	}
	return netip.Addr{}
}

// enter counts a connection of an address; false where it has too many.
func (l *listener) enter(addr netip.Addr) bool {
	for _, p := range *l.proxies.Load() {
		if p.Contains(addr) {
			return true
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.counts[addr] >= l.perAddress {
		return false
	}
	l.counts[addr]++
	return true
}

func (l *listener) leave(addr netip.Addr) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.counts[addr]--; l.counts[addr] <= 0 {
		delete(l.counts, addr)
	}
}
