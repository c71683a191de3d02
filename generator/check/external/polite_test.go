package external

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// gauge counts how many requests are under way at once, and the most that were.
// Each stays for a moment, or until as many as wanted are there.
type gauge struct {
	now, most, total atomic.Int32
	wanted           int32
	reached          chan struct{}
	once             sync.Once
}

func (g *gauge) ServeHTTP(http.ResponseWriter, *http.Request) {
	n := g.now.Add(1)
	defer g.now.Add(-1)
	g.total.Add(1)
	for m := g.most.Load(); n > m && !g.most.CompareAndSwap(m, n); m = g.most.Load() {
	}
	if n >= g.wanted {
		g.once.Do(func() { close(g.reached) })
	}
	select {
	case <-g.reached:
		time.Sleep(2 * time.Millisecond)
	case <-time.After(5 * time.Second):
	}
}

func TestParallel(t *testing.T) {
	for name, test := range map[string]struct {
		hosts, parallel, perHost int
		most                     int32
	}{
		"one host":        {1, 16, 2, 2},
		"one at a time":   {1, 16, 1, 1},
		"many hosts":      {12, 5, 2, 5},
		"all of one host": {1, 3, 8, 3},
	} {
		t.Run(name, func(t *testing.T) {
			g := &gauge{wanted: test.most, reached: make(chan struct{})}
			s := serve(t, g.ServeHTTP)
			o := quick()
			o.Resolver, o.Parallel, o.PerHost = resolver(t), test.parallel, test.perHost
			var urls []string
			for i := range 36 {
				urls = append(urls, fmt.Sprintf("%s%d", at(s, fmt.Sprintf("h%d.test", i%test.hosts)), i))
			}
			results, err := New(o).Check(t.Context(), urls, nil)
			if err != nil || g.total.Load() != 36 {
				t.Fatalf("asked %d times, %v", g.total.Load(), err)
			}
			for u, r := range results {
				if r.Problem != OK {
					t.Errorf("%s: %+v", u, r)
				}
			}
			if m := g.most.Load(); m != test.most {
				t.Errorf("%d at once", m)
			}
		})
	}
}

// TestRedirectsToOneHost: a host that others lead to is asked as carefully.
func TestRedirectsToOneHost(t *testing.T) {
	g := &gauge{wanted: 2, reached: make(chan struct{})}
	s := serve(t, nil)
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Host, "target.") {
			g.ServeHTTP(w, r)
			return
		}
		http.Redirect(w, r, at(s, "target.test")+r.Host, http.StatusFound)
	})
	o := quick()
	o.Resolver, o.PerHost = resolver(t), 2
	var urls []string
	for i := range 16 {
		urls = append(urls, at(s, fmt.Sprintf("h%d.test", i)))
	}
	if _, err := New(o).Check(t.Context(), urls, nil); err != nil {
		t.Fatal(err)
	}
	if m, n := g.most.Load(), g.total.Load(); m != 2 || n != 16 {
		t.Errorf("asked %d times, %d at once", n, m)
	}
}

// TestDelay: requests to one host keep their distance, those to redirects and
// attempts with GET included, while other hosts do not wait for it.
func TestDelay(t *testing.T) {
	const delay = 50 * time.Millisecond
	var mu sync.Mutex
	met := map[string][]time.Time{}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		met[r.Host] = append(met[r.Host], time.Now())
		mu.Unlock()
		switch {
		case strings.HasSuffix(r.URL.Path, "/redirect"):
			http.Redirect(w, r, "/page", http.StatusFound)
		case r.Method == http.MethodHead && strings.HasSuffix(r.URL.Path, "/get"):
			w.WriteHeader(405)
		}
	})
	o := quick()
	o.Resolver, o.Delay = resolver(t), delay
	var urls []string
	for i := range 8 {
		host := at(s, fmt.Sprintf("h%d.test", i))
		urls = append(urls, host, host+"redirect", host+"get")
	}
	begun := time.Now()
	if _, err := New(o).Check(t.Context(), urls, nil); err != nil {
		t.Fatal(err)
	}
	var firsts, lasts []time.Time
	for host, times := range met {
		if len(times) != 5 {
			t.Fatalf("%s was asked %d times", host, len(times))
		}
		// Requests can be late, but none can be early.
		for i, at := range times {
			if at.Sub(begun) < time.Duration(i)*delay {
				t.Errorf("%s was asked for the %dth time after %v", host, i+1, at.Sub(begun))
			}
		}
		firsts, lasts = append(firsts, times[0]), append(lasts, times[4])
	}
	slices.SortFunc(firsts, time.Time.Compare)
	slices.SortFunc(lasts, time.Time.Compare)
	if lasts[0].Before(firsts[1]) {
		t.Error("one host was done before another was begun with")
	}
}

// TestCancel: Check returns soon, with what is known, and leaves nothing running.
func TestCancel(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("", func(t *testing.T) {
		release := make(chan struct{})
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasPrefix(r.Host, "quick") {
				<-release
			}
		})
		defer close(release)
		o := quick()
		o.Resolver, o.Dir, o.Delay = resolver(t), t.TempDir(), time.Hour
		known := at(s, "quick.test")
		// Some wait for an answer, some for their turn.
		urls := []string{known}
		for i := range 40 {
			urls = append(urls, fmt.Sprintf("%s%d", at(s, fmt.Sprintf("h%d.test", i%20)), i))
		}
		ctx, cancel := context.WithCancel(t.Context())
		var at time.Time
		results, err := New(o).Check(ctx, urls, func(done, _ int) {
			if done == 1 {
				at = time.Now()
				cancel()
			}
		})
		if took := time.Since(at); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
		if !errors.Is(err, context.Canceled) || len(results) != 1 || results[known].Problem != OK {
			t.Errorf("%+v, %v", results, err)
		}
		if kept := New(o).remember().results; len(kept) != 1 {
			t.Errorf("%+v is remembered", kept)
		}
	})
	for range 2000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<20)
	t.Errorf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
}

func TestCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s was asked", r.URL) })
	results, err := New(quick()).Check(ctx, []string{s.URL, "mailto:a@example.com"}, nil)
	if !errors.Is(err, context.Canceled) || len(results) != 1 {
		t.Errorf("%+v, %v", results, err)
	}
}

// TestTotal: however many attempts there are, an address gets only so much time.
func TestTotal(t *testing.T) {
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	o := quick()
	o.Attempts, o.Request, o.Total = 1000, 50*time.Millisecond, 200*time.Millisecond
	begun := time.Now()
	if r := check(t, o, s.URL); r.Problem != Timeout || r.Detail != "total" {
		t.Errorf("%+v", r)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}
