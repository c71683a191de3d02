package daemon_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"touyan/generator/serve/setting"
)

func milliseconds(n int) setting.Duration {
	return setting.Duration(time.Duration(n) * time.Millisecond)
}

// A client that sends its header byte by byte is cut off, however long it goes on, and
// others are answered meanwhile.
func TestSlowHeaderIsCutOff(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.Limits.Header = milliseconds(500) })
	c := s.dial("GET / HTTP/1.1\r\nHost: a\r\nX-A: ")
	begun := time.Now()
	cut := make(chan struct{})
	go func() {
		defer close(cut)
		_, _ = io.Copy(io.Discard, c)
	}()
	for sent := 0; ; sent++ {
		select {
		case <-cut:
			if took := time.Since(begun); took < 300*time.Millisecond {
				t.Errorf("cut off after %v", took)
			}
			return
		case <-time.After(50 * time.Millisecond):
			_, _ = c.Write([]byte("a")) // it may be cut off by now
		}
		if sent == 5 {
			if got := status(s.dial(get)); got != "HTTP/1.1 200 OK" {
				t.Errorf("another client: %s", got)
			}
		}
		if time.Since(begun) > 10*time.Second {
			t.Fatal("not cut off")
		}
	}
}

// A connection that is left idle is closed.
func TestIdleConnectionIsClosed(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.Limits.Idle = milliseconds(300) })
	c := s.dial(get)
	if _, err := io.Copy(io.Discard, c); err != nil {
		t.Errorf("the end of the connection: %v", err)
	}
}

// A reader that takes nothing of a large file is cut off; one that is slow gets all.
func TestStalledReaderIsCutOff(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.Limits.Write = milliseconds(700) })
	ask := strings.Replace(get, "/ ", "/large.bin ", 1)
	stalled := s.dial(ask)
	slow := s.dial(strings.Replace(ask, "Host: a", "Host: a\r\nConnection: close", 1))
	got, buffer := 0, make([]byte, 512<<10)
	for {
		n, err := slow.Read(buffer)
		got += n
		if err != nil {
			break
		}
		time.Sleep(10 * time.Millisecond) // longer in all than the time for one piece
	}
	if got < 16<<20 {
		t.Errorf("the slow reader got %d bytes", got)
	}
	time.Sleep(2 * time.Second)
	begun := time.Now()
	n, _ := io.Copy(io.Discard, stalled)
	if took := time.Since(begun); n >= 16<<20 || took > 10*time.Second {
		t.Errorf("the stalled reader got %d bytes in %v", n, took)
	}
}

func TestHeaderLimit(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.Limits.HeaderBytes = 8 << 10 })
	if got := status(s.dial("GET / HTTP/1.1\r\nHost: a\r\nX-A: " + strings.Repeat("a", 40<<10) + "\r\n\r\n")); !strings.Contains(got, " 431 ") {
		t.Error(got)
	}
	if got := status(s.dial("GET / HTTP/1.1\r\nHost: a\r\nX-A: " + strings.Repeat("a", 4<<10) + "\r\n\r\n")); !strings.Contains(got, " 200 ") {
		t.Error(got)
	}
}

// A body is refused at once, without waiting for it.
func TestBodyIsRefused(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.Limits.Read = milliseconds(60_000) })
	for _, head := range []string{"Content-Length: 1000000000", "Content-Length: 10", "Transfer-Encoding: chunked"} {
		c := s.dial("POST / HTTP/1.1\r\nHost: a\r\n" + head + "\r\n\r\n")
		begun := time.Now()
		if got := status(c); !strings.Contains(got, " 413 ") {
			t.Errorf("%s: %s", head, got)
		}
		if _, err := io.Copy(io.Discard, c); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("%s: %v", head, err)
		}
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("%s: the connection ended after %v", head, took)
		}
	}
}

// One address has so many connections; the rest are closed. A trusted proxy has more.
func TestConnectionsOfOneAddress(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.Limits.PerAddress = 3 })
	for i := range 3 {
		if got := status(s.dial(get)); !strings.Contains(got, " 200 ") {
			t.Errorf("connection %d: %s", i, got)
		}
	}
	if got := status(s.dial(get)); strings.Contains(got, " 200 ") {
		t.Errorf("one more: %s", got)
	}
	s.reload(func(o *setting.Settings) {
		o.Proxies = []setting.Network{setting.Network(netip.MustParsePrefix("127.0.0.1/32"))}
	})
	if got := status(s.dial(get)); !strings.Contains(got, " 200 ") {
		t.Errorf("a proxy: %s", got)
	}
}

// Of connections in all the rest wait until one ends.
func TestConnectionsInAll(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.Limits.Connections = 2 })
	first, second := s.dial(get), s.dial(get)
	status(first)
	status(second)
	third := s.dial(get)
	_ = third.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	if got := status(third); !strings.Contains(got, "timeout") {
		t.Errorf("one more: %s", got)
	}
	first.Close()
	_ = third.SetReadDeadline(time.Now().Add(10 * time.Second))
	if got := status(third); !strings.Contains(got, " 200 ") {
		t.Errorf("after one ended: %s", got)
	}
}

// At the end a slow download is ended whole, new readers are told, and no connection is
// taken any more.
func TestEndInOrder(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.StopDelay, o.StopTime = milliseconds(300), milliseconds(15000) })
	c := s.dial("GET /large.bin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
	if got := status(c); !strings.Contains(got, " 200 ") {
		t.Fatal(got)
	}
	ready := s.dial("")
	s.stop()
	time.Sleep(100 * time.Millisecond)
	fmt.Fprint(ready, strings.Replace(get, "/ ", "/readyz ", 1))
	if got := status(ready); !strings.Contains(got, " 503 ") {
		t.Errorf("ready: %s", got)
	}
	time.Sleep(time.Second)
	if c, err := net.Dial("tcp", s.Addr); err == nil {
		c.Close()
		t.Error("a connection is taken at the end")
	}
	select {
	case <-s.done:
		t.Fatal("it ended before the download")
	default:
	}
	n, err := io.Copy(io.Discard, c)
	if err != nil || n < 15<<20 {
		t.Errorf("%d bytes, %v", n, err)
	}
	s.end()
}

// What does not end in time is cut off.
func TestEndInTime(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.StopTime = milliseconds(500) })
	c := s.dial("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n")
	status(c)
	begun := time.Now()
	s.stop()
	s.end()
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("it ended after %v", took)
	}
}

// Metrics are told at their own address alone.
func TestMetricsAreApart(t *testing.T) {
	s := start(t, func(o *setting.Settings) { o.Metrics = "127.0.0.1:0" })
	for address, want := range map[string]int{s.Metrics: 200, s.Addr: 404} {
		r, err := http.Get("http://" + address + "/metrics")
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(r.Body)
		r.Body.Close()
		if r.StatusCode != want || strings.Contains(string(body), "touyan_connections ") != (want == 200) {
			t.Errorf("%s: %d", address, r.StatusCode)
		}
	}
}
