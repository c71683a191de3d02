package preview

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Host and Port are where a preview is served unless told otherwise: on this
// machine alone.
const (
	Host = "127.0.0.1"
	Port = 1313
)

// tries is how many ports after a taken one are tried.
const tries = 20

// Listen opens addr: a host and a port, or one of the two. For "" it is [Host] and
// [Port], or the next port that is free.
func Listen(addr string) (net.Listener, error) {
	if addr != "" {
		return net.Listen("tcp", address(addr))
	}
	var first error
	for port := Port; port < Port+tries; port++ {
		l, err := net.Listen("tcp", net.JoinHostPort(Host, strconv.Itoa(port)))
		if err == nil {
			return l, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// IsAddress reports whether addr can be one for [Listen].
func IsAddress(addr string) bool {
	host, port, err := net.SplitHostPort(address(addr))
	n, bad := strconv.Atoi(port)
	if strings.Contains(host, ":") && net.ParseIP(host) == nil {
		return false
	}
	return err == nil && bad == nil && n >= 0 && n <= 65535 && !strings.ContainsAny(addr, "/ ")
}

// Hosts returns what an address that was asked for allows: the name in it, and whether
// others than this machine are asked in.
func Hosts(addr string) (names []string, open bool) {
	host, _, err := net.SplitHostPort(address(addr))
	if addr == "" || err != nil {
		return nil, false
	}
	ip := net.ParseIP(host)
	if ip == nil && host != "" {
		names = []string{host}
	}
	return names, !(host == "localhost" || ip != nil && ip.IsLoopback())
}

// address completes a host or a port that stands alone.
func address(addr string) string {
	if _, err := strconv.Atoi(addr); err == nil {
		return net.JoinHostPort(Host, addr)
	}
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return net.JoinHostPort(strings.Trim(addr, "[]"), strconv.Itoa(Port))
	}
	return addr
}

// URL is the address to open for a listener: that of this machine where it hears all.
func URL(l net.Listener) string {
	host, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return ""
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = Host
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// Limits of the server. A page is sent within sending; a stream may be open as long
// as it is read.
const (
	sending   = 30 * time.Second
	reading   = 10 * time.Second
	idle      = 2 * time.Minute
	maxHeader = 64 << 10
	maxTabs   = 256
)

// serve answers at l until ctx ends.
func (p *Preview) serve(ctx context.Context, l net.Listener) error {
	s := &http.Server{
		Handler: p, ReadHeaderTimeout: reading, ReadTimeout: reading, IdleTimeout: idle, MaxHeaderBytes: maxHeader,
		// Streams end with it.
		BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog:    nothing(),
	}
	stop := context.AfterFunc(ctx, func() {
		grace, end := context.WithTimeout(context.Background(), time.Second)
		defer end()
		if s.Shutdown(grace) != nil {
			s.Close()
		}
	})
	defer stop()
	err := s.Serve(l)
	if errors.Is(err, http.ErrServerClosed) && ctx.Err() != nil {
		return nil
	}
	return err
}
