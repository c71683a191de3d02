package external

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestFaults(t *testing.T) {
	wait := func(c net.Conn) { io.Copy(io.Discard, c) }
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	for name, test := range map[string]struct {
		address string
		want    Problem
		detail  string
	}{
		"no headers":      {raw(t, wait), Timeout, "header"},
		"headers drip":    {raw(t, func(c net.Conn) { drip(c, "HTTP/1.1 200 OK\r\n", "X: 1\r\n") }), Timeout, "header"},
		"slow body":       {raw(t, getOnly(func(c net.Conn) { drip(c, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", ".") })), Timeout, "body"},
		"silent TLS":      {"https://" + silent.Addr().String() + "/", Timeout, "tls"},
		"reset":           {raw(t, resets), Broken, ""},
		"closed":          {raw(t, func(net.Conn) {}), Broken, ""},
		"reset in body":   {raw(t, getOnly(func(c net.Conn) { write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc")(c); resets(c) })), Broken, ""},
		"short body":      {raw(t, getOnly(write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc"))), Broken, ""},
		"long body":       {raw(t, getOnly(write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabcdefgh"))), OK, ""},
		"broken chunks":   {raw(t, getOnly(write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"))), Broken, ""},
		"odd length":      {raw(t, write("HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n")), NotHTTP, ""},
		"two lengths":     {raw(t, write("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nContent-Length: 8\r\n\r\n")), NotHTTP, ""},
		"garbage":         {raw(t, write("\x00\xff\x13garbage\r\n\r\n")), NotHTTP, ""},
		"ssh":             {raw(t, write("SSH-2.0-OpenSSH_9.9\r\n")), NotHTTP, ""},
		"HTTP/0.9":        {raw(t, write("<html><title>1991</title></html>")), NotHTTP, ""},
		"bare status":     {raw(t, write("HTTP/1.0 200\r\n\r\n")), OK, ""},
		"endless header":  {raw(t, func(c net.Conn) { bomb(c, "X: ", "aaaaaaaaaaaaaaaa") }), NotHTTP, ""},
		"endless headers": {raw(t, func(c net.Conn) { bomb(c, "", "X: aaaaaaaaaaaa\r\n") }), NotHTTP, ""},
		"endless 103":     {raw(t, func(c net.Conn) { bombs(c, "HTTP/1.1 103 Early Hints\r\nX: aaaaaaaaaaaa\r\n\r\n") }), NotHTTP, ""},
		"plain at https":  {strings.Replace(raw(t, write("HTTP/1.1 400 Bad Request\r\n\r\n")), "http:", "https:", 1), TLSFailed, ""},
		"refused":         {"http://" + closed.Addr().String() + "/", Refused, ""},
		"no such host":    {"http://www.missing.example/", NoSuchHost, ""},
		"no name server":  {"http://www.unsure.example/", Unreachable, ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := quick()
			o.Resolver = resolver(t)
			if test.want == Timeout {
				o.Header, o.TLS, o.Request = 200*time.Millisecond, 200*time.Millisecond, 300*time.Millisecond
			}
			r := check(t, o, test.address)
			if r.Problem != test.want || test.detail != "" && r.Detail != test.detail {
				t.Errorf("%+v, want %s", r, test.want)
			}
			if r.Problem != OK && r.Detail == "" {
				t.Error("no detail")
			}
		})
	}
}

// getOnly refuses HEAD, so that the body counts.
func getOnly(handle func(net.Conn)) func(net.Conn) {
	var asked atomic.Int32
	return func(c net.Conn) {
		if asked.Add(1) == 1 {
			write("HTTP/1.1 405 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")(c)
			return
		}
		handle(c)
	}
}

// drip writes something over and over, slowly.
func drip(c net.Conn, begin, more string) {
	_, err := io.WriteString(c, begin)
	for err == nil {
		time.Sleep(5 * time.Millisecond)
		_, err = io.WriteString(c, more)
	}
}

// bomb writes endless headers, bombs endless answers.
func bomb(c net.Conn, begin, more string) {
	bombs(c, "HTTP/1.1 200 OK\r\n"+begin, strings.Repeat(more, 1000))
}

func bombs(c net.Conn, begin string, more ...string) {
	_, err := io.WriteString(c, begin)
	for err == nil {
		_, err = io.WriteString(c, strings.Join(append(more, begin)[:1], ""))
	}
}

// counted counts what is read.
type counted struct {
	net.Conn
	n *atomic.Int64
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// TestHugeBodyStays: of a body without end a small part is read, by HTTP/1 and 2.
func TestHugeBodyStays(t *testing.T) {
	endless := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(405)
			return
		}
		block := make([]byte, 1<<16)
		for {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	})
	for name, start := range map[string]func(*httptest.Server){
		"HTTP/1": (*httptest.Server).Start,
		"HTTP/2": func(s *httptest.Server) { s.EnableHTTP2 = true; s.StartTLS() },
	} {
		t.Run(name, func(t *testing.T) {
			var proto atomic.Value
			s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				proto.Store(r.Proto)
				endless(w, r)
			}))
			start(s)
			defer s.Close()
			o := quick()
			o.Roots = roots(s)
			c := New(o)
			var read atomic.Int64
			c.opened = func(n net.Conn) net.Conn { return counted{n, &read} }
			results, err := c.Check(t.Context(), []string{s.URL}, nil)
			if err != nil || results[s.URL].Problem != OK {
				t.Fatalf("%+v, %v", results, err)
			}
			if n := read.Load(); n < bodyLimit || n > 20*bodyLimit {
				t.Errorf("%d bytes were read", n)
			}
			if p := proto.Load().(string); !strings.HasPrefix(p, name) {
				t.Errorf("by %s", p)
			}
		})
	}
}

// TestDeadSiteIsLeftAlone: where no connection can be had for one address, the
// others of that site are not tried.
func TestDeadSiteIsLeftAlone(t *testing.T) {
	var connected atomic.Int32
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var done sync.WaitGroup
	done.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			connected.Add(1)
			c.Write([]byte("not TLS at all, however long one looks at it"))
			c.Close()
		}
	})
	defer done.Wait()
	defer l.Close()
	o := quick()
	o.PerHost = 1
	var urls []string
	for i := range 20 {
		urls = append(urls, fmt.Sprintf("https://%s/%d", l.Addr(), i))
	}
	results, err := New(o).Check(t.Context(), urls, nil)
	if err != nil || len(results) != 20 || connected.Load() != 1 {
		t.Errorf("%d results after %d connections, %v", len(results), connected.Load(), err)
	}
	for u, r := range results {
		if r.Problem != TLSFailed {
			t.Errorf("%s: %+v", u, r)
		}
	}
}

func TestOffline(t *testing.T) {
	o := quick()
	o.Resolver, o.Dir = resolver(t), t.TempDir()
	urls := []string{"http://a.unsure.example/", "http://b.missing.example/", "http://c.missing.example/"}
	results, err := New(o).Check(t.Context(), urls, nil)
	if err != ErrOffline || len(results) != 3 {
		t.Errorf("%+v, %v", results, err)
	}
	if kept := New(o).remember().results; len(kept) != 0 {
		t.Errorf("%+v is remembered", kept)
	}
	// A single host that answers is enough.
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	if _, err = New(o).Check(t.Context(), append(urls, s.URL), nil); err != nil {
		t.Error(err)
	}
	if kept := New(o).remember().results; len(kept) != 4 {
		t.Errorf("%+v is remembered", kept)
	}
}
