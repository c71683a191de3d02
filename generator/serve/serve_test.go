package serve_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touyan/generator/release"
	"touyan/generator/serve"
	"touyan/test/publish"
)

// stage is a published folder with a server that serves it.
type stage struct {
	*testing.T
	public string
	store  *release.Store
	server *serve.Server
}

func newStage(t *testing.T, files map[string]string) *stage {
	t.Helper()
	s := &stage{T: t, public: filepath.Join(t.TempDir(), "public")}
	var err error
	if s.store, err = release.Open(filepath.Join(t.TempDir(), "releases"), release.Options{Keep: 3, Linger: time.Hour}); err != nil {
		t.Fatal(err)
	}
	s.server = serve.New(serve.Options{Public: s.public, Store: s.store, Log: slog.New(slog.DiscardHandler)})
	s.publish(files)
	return s
}

// publish publishes files, and lets the server know. The index is missing, which the
// server says and lives with.
func (s *stage) publish(files map[string]string) {
	s.Helper()
	publish.Files(s, s.public, files)
	_ = s.server.Refresh(context.Background())
}

// ask returns the answer to a request; headers are name and value in turn.
func (s *stage) ask(method, target string, headers ...string) *http.Response {
	s.Helper()
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.server.ServeHTTP(w, r)
	return w.Result()
}

func (s *stage) body(r *http.Response) string {
	s.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		s.Fatal(err)
	}
	return string(data)
}

func site() map[string]string {
	long := "<p>" + strings.Repeat("槜李", 2000)
	return map[string]string{
		"index.html": "home", "404.html": `<a href="index.html">nothing here</a>`, "cases/index.html": "cases", "cases/x.html": long,
		"cases/x.html.br": "small", "assets/a.1.css": "p{}", "search/root.js": "root", "search/order.txt": "order",
		"search/shards/a.js": "0123456789", "data.bin": strings.Repeat("large", 100_000),
	}
}

func TestFiles(t *testing.T) {
	s := newStage(t, site())
	for _, c := range []struct {
		target string
		status int
		body   string
		header string
	}{
		{"/", 200, "home", "Content-Type: text/html; charset=utf-8"},
		{"/index.html", 200, "home", "Cache-Control: no-cache"},
		{"/cases/", 200, "cases", ""},
		{"/cases", 301, "", "Location: cases/"},
		{"/cases?a=b", 301, "", "Location: cases/?a=b"},
		{"/assets/a.1.css", 200, "p{}", "Cache-Control: public, max-age=31536000, immutable"},
		{"/search/root.js", 200, "root", "Content-Type: text/javascript; charset=utf-8"},
		{"/search/shards/a.js", 200, "0123456789", ""},
		{"/search/order.txt", 404, "nothing here", ""},
		{"/manifest.sha256", 404, "nothing here", ""},
		{"/assets/", 404, "nothing here", ""},
		{"/nothing", 404, `<a href="index.html">`, "Cache-Control: no-store"},
		{"/a/b/nothing", 404, `<a href="../../index.html">`, ""},
		{"/cases%2fx.html", 404, "", ""},
		{"/cases\\x.html", 404, "", ""},
		{"/%00", 404, "", ""},
		{"/..%2f..%2fetc/passwd", 404, "", ""},
		{"/con", 404, "", ""},
	} {
		r := s.ask("GET", c.target)
		if body := s.body(r); r.StatusCode != c.status || !strings.Contains(body, c.body) {
			t.Errorf("%s: %d %.60q, want %d %q", c.target, r.StatusCode, body, c.status, c.body)
		}
		if name, value, ok := strings.Cut(c.header, ": "); ok && r.Header.Get(name) != value {
			t.Errorf("%s: %s is %q, want %q", c.target, name, r.Header.Get(name), value)
		}
	}
	if r := s.ask("POST", "/"); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", r.StatusCode)
	}
	if r := s.ask("HEAD", "/cases/x.html"); r.StatusCode != 200 || s.body(r) != "" || r.Header.Get("Content-Length") != "12003" {
		t.Errorf("HEAD: %d, %s bytes", r.StatusCode, r.Header.Get("Content-Length"))
	}
}

func TestCodings(t *testing.T) {
	s := newStage(t, site())
	for _, c := range []struct{ path, accept, coding string }{
		{"/cases/x.html", "gzip, br", "br"},
		{"/cases/x.html", "br;q=0.1, gzip", "gzip"},
		{"/cases/x.html", "gzip;q=0", ""},
		{"/cases/x.html", "*", "br"},
		{"/cases/x.html", "identity", ""},
		{"/index.html", "gzip, br", ""},         // too small
		{"/search/shards/a.js", "gzip, br", ""}, // packed
	} {
		r := s.ask("GET", c.path, "Accept-Encoding", c.accept)
		if got := r.Header.Get("Content-Encoding"); got != c.coding || r.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s for %q: %q, varies by %q", c.path, c.accept, got, r.Header.Get("Vary"))
		}
	}
	z, err := gzip.NewReader(s.ask("GET", "/cases/x.html", "Accept-Encoding", "gzip").Body)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(z); err != nil || string(data) != site()["cases/x.html"] {
		t.Errorf("compressed: %d bytes, %v", len(data), err)
	}
}

func TestConditions(t *testing.T) {
	s := newStage(t, site())
	for _, path := range []string{"/cases/x.html", "/data.bin"} {
		etag := s.ask("GET", path).Header.Get("ETag")
		if zipped := s.ask("GET", path, "Accept-Encoding", "gzip").Header.Get("ETag"); etag == "" || path != "/data.bin" && zipped == etag {
			t.Errorf("%s: tags %s and %s", path, etag, zipped)
		}
		if r := s.ask("GET", path, "If-None-Match", etag); r.StatusCode != 304 || s.body(r) != "" {
			t.Errorf("%s: %d for its tag", path, r.StatusCode)
		}
		if r := s.ask("GET", path, "Range", "bytes=1-3", "Accept-Encoding", "gzip"); r.StatusCode != 206 || s.body(r) != site()[path[1:]][1:4] {
			t.Errorf("%s: %d for a part", path, r.StatusCode)
		}
		if r := s.ask("GET", path, "Range", "bytes=9999999-"); r.StatusCode != 416 {
			t.Errorf("%s: %d for a part beyond", path, r.StatusCode)
		}
	}
}

func TestForeign(t *testing.T) {
	s := newStage(t, site())
	outside := filepath.Join(t.TempDir(), "secret.txt")
	for name, text := range map[string]string{
		outside: "secret", filepath.Join(s.public, "verify.txt"): "mine", filepath.Join(s.public, ".hidden"): "hidden",
		filepath.Join(s.public, "search", "raw.txt"): "raw",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"out.txt": outside, "up.txt": "../secret.txt"} {
		if err := os.Symlink(to, filepath.Join(s.public, name)); err != nil {
			t.Fatal(err)
		}
	}
	for target, status := range map[string]int{"/verify.txt": 200, "/.hidden": 404, "/out.txt": 404, "/up.txt": 404, "/search/raw.txt": 404} {
		if r := s.ask("GET", target); r.StatusCode != status {
			t.Errorf("%s: %d, want %d", target, r.StatusCode, status)
		}
	}
}

func TestPublishingAgain(t *testing.T) {
	s := newStage(t, site())
	next := site()
	next["index.html"] = "home again"
	delete(next, "assets/a.1.css")
	next["assets/a.2.css"] = "p{color:red}"
	delete(next, "cases/x.html")
	next["new.html"] = "new"
	s.publish(next)
	for target, want := range map[string]string{"/": "home again", "/assets/a.1.css": "p{}", "/assets/a.2.css": "p{color:red}", "/cases/x.html": "nothing here"} {
		if got := s.body(s.ask("GET", target)); !strings.Contains(got, want) {
			t.Errorf("%s is %q, want %q", target, got, want)
		}
	}
	if _, err := s.store.Rollback(""); err != nil {
		t.Fatal(err)
	}
	_ = s.server.Refresh(context.Background())
	if got := s.body(s.ask("GET", "/")); got != "home" {
		t.Errorf("after the roll back: %q", got)
	}
	// What was rolled back is not read from the published folder either.
	if r := s.ask("GET", "/new.html"); r.StatusCode != 404 {
		t.Errorf("a page of the other release: %d", r.StatusCode)
	}
	// What is served stands though the published folder is gone.
	if err := os.RemoveAll(s.public); err != nil {
		t.Fatal(err)
	}
	if err := s.server.Refresh(context.Background()); err == nil {
		t.Error("nothing is said of the folder that is gone")
	}
	if got := s.body(s.ask("GET", "/cases/")); got != "cases" {
		t.Errorf("without the folder: %q", got)
	}
}

// FuzzPath asks for odd paths: an answer is one of the site's files or not found.
func FuzzPath(f *testing.F) {
	for _, p := range []string{"/", "/cases/x.html", "/../x", "/%2e%2e/%2e%2e/etc/passwd", "/a\\b", "/search/../search/order.txt", "//etc/passwd", "/.touyan/", "/cases/x.html/"} {
		f.Add(p)
	}
	var s *stage
	f.Fuzz(func(t *testing.T, path string) {
		if s == nil {
			s = newStage(t, map[string]string{"index.html": "served", "search/order.txt": "secret", "404.html": "served"})
		}
		r, err := http.NewRequest("GET", "http://x/", nil)
		if err != nil {
			t.Fatal(err)
		}
		if r.URL, err = r.URL.Parse(path); err != nil || r.URL.Host != "x" {
			return
		}
		w := httptest.NewRecorder()
		s.server.ServeHTTP(w, r)
		body := w.Body.String()
		if strings.Contains(body, "secret") || strings.Contains(body, "root:") {
			t.Fatalf("%q gives %.80q", path, body)
		}
		if code := w.Code; code != 200 && code != 404 && code != 301 && code != 307 && code != 308 {
			t.Fatalf("%q: %s", path, fmt.Sprint(code))
		}
	})
}
