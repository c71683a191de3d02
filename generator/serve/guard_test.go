package serve_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"touyan/generator/serve"
	"touyan/generator/serve/account"
)

// with returns the stage with a server of other options.
func (s *stage) with(change func(*serve.Options)) *stage {
	s.Helper()
	o := serve.Options{Public: s.public, Store: s.store, Log: slog.New(slog.DiscardHandler)}
	change(&o)
	s.server = serve.New(o)
	_ = s.server.Refresh(s.Context()) // there is no index
	return s
}

// listen serves at a port of this machine, over connections as touyan serve has them.
func (s *stage) listen() string {
	s.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.Fatal(err)
	}
	server := &http.Server{Handler: s.server, ConnContext: serve.ConnContext}
	go server.Serve(own{l})
	s.Cleanup(func() { server.Close() })
	return "http://" + l.Addr().String()
}

type own struct{ net.Listener }

func (l own) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return serve.Connection(c.(*net.TCPConn), func() {}), nil
}

var policies = map[string]string{
	"Content-Security-Policy":      "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; object-src 'none'",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
	"Referrer-Policy":              "strict-origin-when-cross-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
}

// Every answer carries the policies once, whatever it is and whatever way it takes.
func TestEveryAnswerCarriesThePolicies(t *testing.T) {
	s := newStage(t, site())
	base := s.listen()
	for _, c := range []struct {
		method, target string
		header         []string
		status         int
	}{
		{"GET", "/", nil, 200},
		{"HEAD", "/", nil, 200},
		{"GET", "/cases/x.html", []string{"Accept-Encoding", "br"}, 200},
		{"GET", "/cases/x.html", []string{"Accept-Encoding", "gzip"}, 200},
		{"GET", "/cases/x.html", nil, 200},
		{"GET", "/data.bin", nil, 200},
		{"GET", "/data.bin", []string{"Range", "bytes=3-5"}, 206},
		{"GET", "/cases", nil, 301},
		{"GET", "/nothing", nil, 404},
		{"POST", "/", nil, 405},
		{"GET", "/healthz", nil, 200},
		{"GET", "/readyz", nil, 503},
		{"GET", "/" + strings.Repeat("a", 50_000), nil, 414},
	} {
		r, _ := http.NewRequest(c.method, base+c.target, nil)
		r.Header.Set("Accept-Encoding", "identity")
		for i := 0; i < len(c.header); i += 2 {
			r.Header.Set(c.header[i], c.header[i+1])
		}
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != c.status {
			t.Errorf("%s %.30s: %d %v", c.method, c.target, answer.StatusCode, err)
		}
		if n := answer.ContentLength; c.method == "GET" && n != int64(len(body)) {
			t.Errorf("%s %.30s: %d bytes of %d", c.method, c.target, len(body), n)
		}
		for name, want := range policies {
			if got := answer.Header.Values(name); !slices.Equal(got, []string{want}) {
				t.Errorf("%s %.30s: %s: %q", c.method, c.target, name, got)
			}
		}
		if answer.Header.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s %.30s: HSTS without TLS", c.method, c.target)
		}
	}
}

// One connection gives one whole answer after another, of all sizes.
func TestConnectionGivesWholeAnswers(t *testing.T) {
	files := map[string]string{"404.html": "nothing"}
	for _, n := range []int{1, 511, 512, 513, 2000, 3072, 3073, 3500, 4096, 8000, 100_000, 262_144, 262_145, 1_000_000} {
		files[fmt.Sprintf("n%d.bin", n)] = strings.Repeat("x", n)
	}
	s := newStage(t, files)
	base := s.listen()
	for range 3 {
		for name, text := range files {
			r, err := http.Get(base + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(r.Body)
			r.Body.Close()
			if err != nil || string(body) != text {
				t.Errorf("%s: %d bytes, %v", name, len(body), err)
			}
		}
	}
}

func TestHSTSOverTLSAlone(t *testing.T) {
	s := newStage(t, site()).with(func(o *serve.Options) {
		o.HSTS, o.Proxies = time.Hour, []netip.Prefix{netip.MustParsePrefix("192.0.2.1/32")} // that of httptest
	})
	if got := s.ask("GET", "/", "X-Forwarded-Proto", "https").Header.Get("Strict-Transport-Security"); got != "max-age=3600" {
		t.Errorf("behind a proxy with TLS: %q", got)
	}
	if got := s.ask("GET", "/").Header.Get("Strict-Transport-Security"); got != "" {
		t.Errorf("without: %q", got)
	}
}

func TestPolicyOfTheSettings(t *testing.T) {
	s := newStage(t, site()).with(func(o *serve.Options) { o.Policy = "default-src 'self'; frame-ancestors https://a.example" })
	h := s.ask("GET", "/").Header
	if h.Get("X-Frame-Options") != "" || h.Get("Content-Security-Policy") != "default-src 'self'; frame-ancestors https://a.example" {
		t.Errorf("%v", h)
	}
}

func TestNoBodyIsTaken(t *testing.T) {
	s := newStage(t, site())
	for _, method := range []string{"GET", "POST", "PUT"} {
		r := httptest.NewRequest(method, "/", strings.NewReader("a=b"))
		w := httptest.NewRecorder()
		s.server.ServeHTTP(w, r)
		if w.Code != 413 || w.Header().Get("Connection") != "close" {
			t.Errorf("%s: %d %v", method, w.Code, w.Header())
		}
	}
}

func TestReadySaysWhyNot(t *testing.T) {
	s := newStage(t, site())
	if r := s.ask("GET", "/readyz"); r.StatusCode != 503 || !strings.Contains(s.body(r), "index") {
		t.Errorf("without an index: %d", r.StatusCode)
	}
	s.server.Drain()
	if r := s.ask("GET", "/readyz"); r.StatusCode != 503 || !strings.Contains(s.body(r), "shutting down") {
		t.Errorf("at the end: %d", r.StatusCode)
	}
	if r := s.ask("GET", "/"); r.StatusCode != 200 {
		t.Errorf("a page at the end: %d", r.StatusCode)
	}
}

// accounts is one person, liu with the password 槜李.
func accounts(t *testing.T) *account.Set {
	t.Helper()
	hash, err := bcrypt.GenerateFromPassword([]byte("槜李"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	set, list := account.Parse("people", []byte("liu:"+string(hash)+"\n"))
	if set == nil {
		t.Fatal(list)
	}
	return set
}

func TestPassword(t *testing.T) {
	s := newStage(t, site()).with(func(o *serve.Options) { o.Accounts = accounts(t) })
	ask := func(user, password string) *http.Response {
		r := httptest.NewRequest("GET", "/assets/a.1.css", nil)
		if user != "" {
			r.SetBasicAuth(user, password)
		}
		w := httptest.NewRecorder()
		s.server.ServeHTTP(w, r)
		return w.Result()
	}
	for range 2 { // the second time the password is known
		r := ask("liu", "槜李")
		if r.StatusCode != 200 || r.Header.Get("Cache-Control") != "private, max-age=31536000, immutable" || r.Header.Get("X-Robots-Tag") == "" {
			t.Errorf("right: %d %v", r.StatusCode, r.Header)
		}
	}
	for _, c := range [][2]string{{"", ""}, {"liu", "wrong"}, {"wang", "槜李"}, {"liu", ""}} {
		r := ask(c[0], c[1])
		if r.StatusCode != 401 || !strings.HasPrefix(r.Header.Get("WWW-Authenticate"), "Basic ") || strings.Contains(s.body(r), "p{}") {
			t.Errorf("%q: %d %v", c, r.StatusCode, r.Header)
		}
	}
	for _, path := range []string{"/healthz", "/readyz"} {
		if r := s.ask("GET", path); r.StatusCode == 401 {
			t.Errorf("%s wants a password", path)
		}
	}
}

// Who guesses has to wait; others, and those who know their password, do not.
func TestGuessingIsSlow(t *testing.T) {
	s := newStage(t, site()).with(func(o *serve.Options) {
		o.Accounts, o.Proxies = accounts(t), []netip.Prefix{netip.MustParsePrefix("192.0.2.1/32")}
	})
	ask := func(from, password string) int {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("X-Forwarded-For", from)
		r.SetBasicAuth("liu", password)
		w := httptest.NewRecorder()
		s.server.ServeHTTP(w, r)
		return w.Code
	}
	if got := ask("203.0.113.5", "槜李"); got != 200 {
		t.Fatalf("right: %d", got)
	}
	last := 0
	for range 12 {
		last = ask("203.0.113.9", "wrong")
	}
	if last != 429 {
		t.Errorf("the 12th guess: %d", last)
	}
	if got := ask("203.0.113.10", "wrong"); got != 401 {
		t.Errorf("another client: %d", got)
	}
	if got := ask("203.0.113.9", "槜李"); got != 200 {
		t.Errorf("a password that is known: %d", got)
	}
}

// lines is a log that is read as JSON.
type lines struct {
	mu sync.Mutex
	bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Buffer.Write(p)
}

func TestLogTellsNoPerson(t *testing.T) {
	for _, c := range []struct {
		name         string
		change       func(*serve.Options)
		has, has_not []string
	}{
		{"usual", func(*serve.Options) {}, []string{`"address":"203.0.113.0/24"`, `"path":"/"`, `"status":200`}, []string{"203.0.113.9", "secret", "Browser"}},
		{"full", func(o *serve.Options) { o.Addresses = "full" }, []string{`"address":"203.0.113.9"`}, []string{"secret", "Browser"}},
		{"none", func(o *serve.Options) { o.Addresses = "none" }, nil, []string{"203.0.113", "address", "secret"}},
		{"more", func(o *serve.Options) { o.LogQueries, o.LogAgents = true, true }, []string{`"query":"q=secret"`, `"agent":"Browser"`}, []string{"203.0.113.9"}},
	} {
		var log lines
		s := newStage(t, site()).with(func(o *serve.Options) {
			o.Access = slog.New(slog.NewJSONHandler(&log, nil))
			c.change(o)
		})
		r := httptest.NewRequest("GET", "/?q=secret", nil)
		r.RemoteAddr = "203.0.113.9:4711"
		r.Header.Set("User-Agent", "Browser")
		r.Header.Set("Referer", "https://secret.example/203.0.113.9")
		s.server.ServeHTTP(httptest.NewRecorder(), r)
		var line map[string]any
		if err := json.Unmarshal(log.Bytes(), &line); err != nil {
			t.Fatalf("%s: %v: %s", c.name, err, &log)
		}
		for _, text := range c.has {
			if !strings.Contains(log.String(), text) {
				t.Errorf("%s: no %s in %s", c.name, text, &log)
			}
		}
		for _, text := range c.has_not {
			if strings.Contains(log.String(), text) {
				t.Errorf("%s: %s in %s", c.name, text, &log)
			}
		}
	}
}

func TestMetricsAreThoseOfPrometheus(t *testing.T) {
	s := newStage(t, site()).with(func(o *serve.Options) { o.Metrics = true })
	for _, target := range []string{"/", "/", "/assets/a.1.css", "/nothing", "/cases/x.html"} {
		s.ask("GET", target)
	}
	tell, _ := s.server.Metrics()
	w := httptest.NewRecorder()
	tell.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"touyan_http_request_duration_seconds", "touyan_http_response_bytes_total", "touyan_queries_total", "touyan_http_requests_in_flight",
		"touyan_auth_failures_total", "touyan_edition_info", "touyan_edition_files", "touyan_releases", "touyan_ready",
		"touyan_cache_hits_total", "touyan_cache_misses_total", "touyan_cache_bytes", "go_goroutines", "process_cpu_seconds_total",
	} {
		if families[name] == nil {
			t.Errorf("no %s", name)
		}
	}
	got := map[string]float64{}
	for _, m := range families["touyan_http_requests_total"].GetMetric() {
		labels := map[string]string{}
		for _, l := range m.GetLabel() {
			labels[l.GetName()] = l.GetValue()
		}
		got[labels["kind"]+" "+labels["code"]] = m.GetCounter().GetValue()
	}
	if got["page 200"] != 3 || got["page 404"] != 1 || got["asset 200"] != 1 {
		t.Errorf("%v", got)
	}
	if n := families["touyan_http_requests_in_flight"].GetMetric()[0].GetGauge().GetValue(); n != 0 {
		t.Errorf("%v requests in flight", n)
	}
}

// A question that was answered before is counted as such.
func TestMetricsCountQuestions(t *testing.T) {
	a := newAsker(t, serve.Options{Metrics: true}, pages())
	for range 3 {
		r := httptest.NewRequest("GET", "/api/search?q=a", nil)
		a.server.ServeHTTP(httptest.NewRecorder(), r)
	}
	tell, _ := a.server.Metrics()
	w := httptest.NewRecorder()
	tell.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	for _, line := range []string{`touyan_queries_total{cached="false",kind="search"} 1`, `touyan_queries_total{cached="true",kind="search"} 2`} {
		if !strings.Contains(w.Body.String(), line+"\n") {
			t.Errorf("no %s", line)
		}
	}
}

// What may change while the server answers changes at once.
func TestConfigure(t *testing.T) {
	s := newStage(t, site())
	if r := s.ask("GET", "/"); r.StatusCode != 200 {
		t.Fatal(r.Status)
	}
	s.server.Configure(serve.Options{Accounts: accounts(t)})
	if r := s.ask("GET", "/"); r.StatusCode != 401 {
		t.Errorf("after passwords came: %s", r.Status)
	}
	s.server.Configure(serve.Options{})
	if r := s.ask("GET", "/"); r.StatusCode != 200 {
		t.Errorf("after they went: %s", r.Status)
	}
}
