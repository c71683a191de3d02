package external

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"sync/atomic"
	"testing"
	"time"
)

func TestRemembered(t *testing.T) {
	var asked atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		switch r.URL.Path {
		case "/bad":
			w.WriteHeader(404)
		case "/moved":
			http.Redirect(w, r, "/good", http.StatusMovedPermanently)
		}
	})
	c := newClock()
	o := quick()
	o.Dir, o.Clock = t.TempDir(), c
	urls := []string{s.URL + "/good", s.URL + "/moved", s.URL + "/bad"}
	look := func() map[string]Result {
		t.Helper()
		results, err := New(o).Check(t.Context(), urls, nil)
		if err != nil || len(results) != 3 {
			t.Fatal(results, err)
		}
		return results
	}
	first := look()
	if n := asked.Swap(0); n != 5 {
		t.Errorf("asked %d times", n)
	}
	for _, step := range []struct {
		after time.Duration
		asked int32
	}{
		{59 * time.Minute, 0}, {2 * time.Minute, 2}, {6 * 24 * time.Hour, 2}, {24 * time.Hour, 5},
	} {
		c.Sleep(t.Context(), step.after)
		again := look()
		if n := asked.Swap(0); n != step.asked {
			t.Errorf("%v later asked %d times", step.after, n)
		}
		for u, r := range again {
			if r.Cached != (step.asked == 0 || step.asked == 2 && r.Problem != NotFound) {
				t.Errorf("%v later: %s: %+v", step.after, u, r)
			}
			r.Cached = false
			if r.Checked = first[u].Checked; r != first[u] {
				t.Errorf("%+v was %+v", r, first[u])
			}
		}
	}
	// A clock that was wrong does not make results last for ever.
	c.now = c.now.Add(-24 * time.Hour)
	look()
	if asked.Load() != 5 {
		t.Errorf("asked %d times of the past", asked.Load())
	}
}

// TestCertificateEnds: what is remembered is no longer than the certificate holds.
func TestCertificateEnds(t *testing.T) {
	c := newClock()
	s, pool := secure(t, c.Now().Add(-time.Hour), c.Now().Add(15*24*time.Hour), nil)
	o := quick()
	o.Dir, o.Clock, o.Roots, o.Good = t.TempDir(), c, pool, 365*24*time.Hour
	for _, want := range []struct {
		Problem
		cached bool
	}{{OK, false}, {CertificateExpiring, true}, {CertificateExpired, false}} {
		if r := check(t, o, s.URL); r.Problem != want.Problem || r.Cached != want.cached {
			t.Errorf("%+v, want %v", r, want)
		}
		c.Sleep(t.Context(), 8*24*time.Hour)
	}
}

// TestOddCache: a cache that is damaged or foreign counts as none, and is
// replaced.
func TestOddCache(t *testing.T) {
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	o := quick()
	o.Dir = t.TempDir()
	name := filepath.Join(o.Dir, blob)
	check(t, o, s.URL)
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range [][]byte{nil, []byte("{"), good[:len(good)/2], append(good[:len(good)-3:len(good)-3], "xxx"...)} {
		if err := os.WriteFile(name, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if r := check(t, o, s.URL); r.Cached || r.Problem != OK {
			t.Errorf("%+v", r)
		}
		if r := check(t, o, s.URL); !r.Cached {
			t.Errorf("%+v after %q", r, bad)
		}
	}
}

func TestCacheCannotBeWritten(t *testing.T) {
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	o := quick()
	o.Dir = filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(o.Dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	results, err := New(o).Check(t.Context(), []string{s.URL}, nil)
	if err == nil || results[s.URL].Problem != OK {
		t.Errorf("%+v, %v", results, err)
	}
}

// TestNames: each problem has a name and a class, which grows with the problems.
func TestNames(t *testing.T) {
	last := Good
	for p := range Unsupported + 1 {
		text, err := json.Marshal(p)
		var back Problem
		if err != nil || json.Unmarshal(text, &back) != nil || back != p {
			t.Errorf("%s is read as %s", text, back)
		}
		if p.Class() < last {
			t.Errorf("%s is of class %d after %d", p, p.Class(), last)
		}
		last = p.Class()
	}
	if n := len(names()); n != int(Unsupported)+1 || last != Skipped {
		t.Errorf("%d names", n)
	}
	if s := fmt.Sprint(Problem(-1), Problem(99)); s != "problem--1 problem-99" {
		t.Error(s)
	}
}

func FuzzDecode(f *testing.F) {
	seed, err := encode(map[string]Result{"http://a.test/": {Problem: NotFound, Status: 404, Checked: time.Unix(1, 0).UTC()}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte(`{"version":1}`))
	f.Add([]byte(`{"version":2,"results":{}}`))
	f.Add([]byte(`{"version":1,"results":{"a":{"problem":"none"}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		results := decode(data)
		again, err := encode(results)
		if err != nil {
			return
		}
		if back := decode(again); len(back) != len(results) || !reflect.DeepEqual(back, decode(again)) {
			t.Errorf("%q became %q", data, again)
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, s := range []string{"", "0", "120", "99999999999999999999", "-1", "1.5", " 7 ", "Sun, 01 Mar 2026 12:00:09 GMT", "Sunday, 01-Mar-26 12:00:09 GMT", "Sun Mar  1 12:00:09 2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := parseRetryAfter(s, now)
		if d < 0 || d > 366*24*time.Hour || !ok && d != 0 {
			t.Errorf("%q is %v, %v", s, d, ok)
		}
	})
}

func TestParseRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	const year = 365 * 24 * time.Hour
	for s, want := range map[string]time.Duration{
		"0": 0, "120": 2 * time.Minute, " 7 ": 7 * time.Second, "99999999999999999999": year, "Sun, 01 Mar 2026 12:00:09 GMT": 9 * time.Second,
		"Sun, 01 Mar 2026 11:00:09 GMT": 0, "Sunday, 01-Mar-26 12:00:09 GMT": 9 * time.Second, "Sun Mar  1 12:00:09 2026": 9 * time.Second,
		"Sun, 01 Mar 2999 11:00:09 GMT": year,
	} {
		if d, ok := parseRetryAfter(s, now); d != want || !ok {
			t.Errorf("%q is %v, %v", s, d, ok)
		}
	}
	for _, s := range []string{"", "soon", "-1", "1.5", "1e3", "٣", "１"} {
		if d, ok := parseRetryAfter(s, now); ok {
			t.Errorf("%q is %v", s, d)
		}
	}
}
