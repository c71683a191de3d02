package external

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// quick are options for servers on this machine: no delay, short pauses.
func quick() Options {
	return Options{Private: true, Delay: -1, Backoff: time.Millisecond, Attempts: 2}
}

// check asks one address.
func check(t *testing.T, o Options, address string) Result {
	t.Helper()
	results, err := New(o).Check(t.Context(), []string{address}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, ok := results[address]
	if !ok {
		t.Fatalf("no result for %s", address)
	}
	return r
}

// serve starts a server that is closed with the test, and with it what it does.
func serve(t *testing.T, handle http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(handle)
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s
}

// raw starts a server that does with each connection as it likes once it has a
// request, and returns its address.
func raw(t *testing.T, handle func(c net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	t.Cleanup(func() {
		l.Close()
		all.Wait()
	})
	all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				defer c.Close()
				if _, err := c.Read(make([]byte, 4096)); err == nil {
					handle(c)
				}
			})
		}
	})
	return "http://" + l.Addr().String() + "/"
}

// write is a raw server's answer.
func write(s string) func(net.Conn) {
	return func(c net.Conn) { io.WriteString(c, s) }
}

// resets closes a connection so that the other side gets a reset.
func resets(c net.Conn) { c.(*net.TCPConn).SetLinger(0) }

// clock is a clock that does not wait.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{now: time.Now()} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// longest returns the longest pause.
func (c *clock) longest() (d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.slept {
		d = max(d, s)
	}
	return d
}

// resolver returns one that knows the names that end in .test as this machine,
// none that end in .missing, and of others does not know just now.
func resolver(t *testing.T) *net.Resolver {
	t.Helper()
	l, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() {
		l.Close()
		<-done
	})
	go func() {
		defer close(done)
		buf := make([]byte, 1500)
		for {
			n, from, err := l.ReadFrom(buf)
			if err != nil {
				return
			}
			if a := reply(buf[:n]); a != nil {
				l.WriteTo(a, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		c, err := d.DialContext(ctx, "udp", l.LocalAddr().String())
		if err == nil {
			// A lookup that is given up would wait for its answer.
			context.AfterFunc(ctx, func() { c.Close() })
		}
		return c, err
	}}
}

// reply answers a question for a name.
func reply(question []byte) []byte {
	var m dnsmessage.Message
	if m.Unpack(question) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	name := strings.TrimSuffix(strings.ToLower(q.Name.String()), ".")
	m.Response, m.Additionals = true, nil
	switch {
	case strings.HasSuffix(name, ".test"):
		if q.Type == dnsmessage.TypeA {
			m.Answers = []dnsmessage.Resource{{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, TTL: 60},
				Body:   &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
			}}
		}
	case strings.Contains(name, "missing"):
		m.RCode = dnsmessage.RCodeNameError
	default:
		m.RCode = dnsmessage.RCodeServerFailure
	}
	a, err := m.Pack()
	if err != nil {
		return nil
	}
	return a
}

// at returns a server's address under another name.
func at(s *httptest.Server, name string) string {
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	scheme, _, _ := strings.Cut(s.URL, ":")
	return scheme + "://" + name + ":" + port + "/"
}
