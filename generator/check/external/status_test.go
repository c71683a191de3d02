package external

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestStatus(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var status int
		fmt.Sscanf(r.URL.Path, "/%d", &status)
		if r.URL.Query().Has("guarded") {
			http.SetCookie(w, &http.Cookie{Name: "__jsluid_s", Value: "1"})
		}
		w.WriteHeader(status)
	})
	for path, want := range map[string]Problem{
		"200": OK, "204": OK, "206": OK,
		"300": OtherStatus, "301": OtherStatus, "304": OtherStatus,
		"400": OtherStatus, "401": Blocked, "403": Blocked, "404": NotFound, "405": Blocked, "408": OtherStatus,
		"410": Gone, "412": Blocked, "422": OtherStatus, "429": Throttled, "451": Blocked,
		"500": ServerError, "501": ServerError, "503": ServerError, "521": ServerError, "521?guarded": Blocked,
		"999": Blocked,
	} {
		t.Run(path, func(t *testing.T) {
			r := check(t, quick(), s.URL+"/"+path)
			if r.Problem != want || fmt.Sprint(r.Status) != path[:3] || r.Final != s.URL+"/"+path {
				t.Errorf("%+v, want %s", r, want)
			}
		})
	}
}

func TestGetDecides(t *testing.T) {
	for name, head := range map[string]http.HandlerFunc{
		"403":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) },
		"404":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) },
		"500":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"breaks": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		t.Run(name, func(t *testing.T) {
			var heads, gets atomic.Int32
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodHead {
					heads.Add(1)
					head(w, r)
					return
				}
				gets.Add(1)
				fmt.Fprint(w, "页面")
			})
			o := quick()
			o.PerHost = 1
			var urls []string
			for i := range 5 {
				urls = append(urls, fmt.Sprintf("%s/%d", s.URL, i))
			}
			results, err := New(o).Check(t.Context(), urls, nil)
			for _, r := range results {
				if err != nil || r.Problem != OK || r.Status != 200 {
					t.Errorf("%+v, %v", r, err)
				}
			}
			// A transport may repeat a request on a connection that was idle.
			if h, g := heads.Load(), gets.Load(); h > 2 || g != 5 {
				t.Errorf("asked %d times with HEAD, %d with GET", h, g)
			}
		})
	}
}

func TestTransientFaultsPass(t *testing.T) {
	var asked atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		// HEAD and GET of the first attempt, GET of the second.
		if asked.Add(1) <= 3 {
			w.WriteHeader(500)
		}
	})
	c := newClock()
	o := quick()
	o.Attempts, o.Backoff, o.Clock = 3, 2*time.Second, c
	if r := check(t, o, s.URL); r.Problem != OK || asked.Load() != 4 {
		t.Errorf("%+v after %d", r, asked.Load())
	}
	if len(c.slept) != 2 || c.slept[0] < time.Second || c.slept[0] > 2*time.Second || c.slept[1] < 2*time.Second || c.slept[1] > 4*time.Second {
		t.Errorf("paused %v", c.slept)
	}
}

func TestRetryAfter(t *testing.T) {
	c := newClock()
	for name, test := range map[string]struct {
		status int
		after  func() string
		want   Problem
		pause  time.Duration
		asked  int32
	}{
		"seconds":          {429, func() string { return "7" }, OK, 7 * time.Second, 2},
		"date":             {429, func() string { return c.Now().Add(9 * time.Second).UTC().Format(http.TimeFormat) }, OK, 8 * time.Second, 2},
		"server":           {503, func() string { return "7" }, OK, 7 * time.Second, 2},
		"too long":         {429, func() string { return "3600" }, Throttled, 0, 1},
		"server, too long": {503, func() string { return "3600" }, ServerError, 0, 1},
		"none":             {429, func() string { return "" }, OK, 0, 2},
		"garbage":          {429, func() string { return "soon" }, OK, 0, 2},
	} {
		t.Run(name, func(t *testing.T) {
			c.slept = nil
			var asked atomic.Int32
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if asked.Add(1) == 1 {
					w.Header().Set("Retry-After", test.after())
					w.WriteHeader(test.status)
				}
			})
			o := quick()
			o.Clock = c
			if r := check(t, o, s.URL); r.Problem != test.want || asked.Load() != test.asked {
				t.Errorf("%+v after %d", r, asked.Load())
			}
			if d := c.longest(); d < test.pause-time.Second || d > test.pause+time.Second {
				t.Errorf("paused %v", c.slept)
			}
		})
	}
}

// TestThrottlingHostIsLeftAlone: what was asked for is heeded for the whole host.
func TestThrottlingHostIsLeftAlone(t *testing.T) {
	var asked atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.WriteHeader(429)
	})
	o := quick()
	o.PerHost, o.Dir = 1, t.TempDir()
	var urls []string
	for i := range 20 {
		urls = append(urls, fmt.Sprintf("%s/%d", s.URL, i))
	}
	results, err := New(o).Check(t.Context(), urls, nil)
	if err != nil {
		t.Fatal(err)
	}
	met := 0
	for _, r := range results {
		if r.Problem != Throttled {
			t.Errorf("%+v", r)
		}
		if !r.Checked.IsZero() {
			met++
		}
	}
	if asked.Load() != 2 || met != 1 || len(results) != 20 {
		t.Errorf("asked %d times for %d of %d addresses", asked.Load(), met, len(results))
	}
	if kept := New(o).remember().results; len(kept) != 1 {
		t.Errorf("%d are remembered", len(kept))
	}
}

// TestRequest: the program says who it is, asks for one form of an address only
// once, and keeps fragments and passwords to itself.
func TestRequest(t *testing.T) {
	var asked atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if !strings.Contains(r.UserAgent(), "touyan") || r.Header.Get("Authorization") != "" ||
			r.URL.Path != "/案例" || r.URL.RawQuery != "q=1" || r.Header.Get("Accept-Language") == "" {
			t.Errorf("%s %v", r.URL, r.Header)
		}
	})
	host := strings.TrimPrefix(s.URL, "http://")
	urls := []string{s.URL + "/案例?q=1", s.URL + "/案例?q=1#做法", "HTTP://" + host + "/%E6%A1%88%E4%BE%8B?q=1", "http://name:secret@" + host + "/案例?q=1"}
	total := 0
	results, err := New(quick()).Check(t.Context(), urls, func(_, n int) { total = n })
	if err != nil || len(results) != len(urls) || asked.Load() != 1 || total != 1 {
		t.Errorf("%d results, asked %d times, %d in all, %v", len(results), asked.Load(), total, err)
	}
	for u, r := range results {
		if r.Problem != OK || strings.Contains(r.Final, "secret") {
			t.Errorf("%s: %+v", u, r)
		}
	}
}

func TestProgress(t *testing.T) {
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	var urls []string
	for i := range 10 {
		urls = append(urls, fmt.Sprintf("%s/%d", s.URL, i))
	}
	last := -1
	_, err := New(quick()).Check(t.Context(), urls, func(done, total int) {
		if done != last+1 || total != 10 {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil || last != 10 {
		t.Errorf("ended at %d, %v", last, err)
	}
}

func TestNotAsked(t *testing.T) {
	o := quick()
	o.Resolver = resolver(t)
	for address, want := range map[string]Problem{
		"mailto:a@example.com": Unsupported, "ftp://example.com/": Unsupported, "javascript:alert(1)": Unsupported,
		"cases/x.html": Unsupported, "": Unsupported, "http://": BadAddress, "http:///x": BadAddress,
		"http://[::1": BadAddress, "http://a b/": BadAddress, "http://x/%zz": BadAddress, "http://xn--a/": BadAddress,
		"http://x:99999999/": BadAddress, "http://e.com/" + strings.Repeat("a", 9000): BadAddress,
	} {
		if r := check(t, o, address); r.Problem != want || !r.Checked.IsZero() {
			t.Errorf("%.40q: %+v, want %s", address, r, want)
		}
	}
}
