package hosting

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// TestServers asks every server the same.
func TestServers(t *testing.T) {
	public := buildDemo(t)
	t.Run("upload", func(t *testing.T) { testUpload(t, public) })
	for name, start := range map[string]func(*testing.T, string) *server{"nginx": startNginx, "caddy": startCaddy} {
		t.Run(name, func(t *testing.T) {
			s := start(t, public)
			for _, part := range []struct {
				name string
				test func(*testing.T, *server, string)
			}{
				{"forms", testForms}, {"kept", testKept}, {"policy", testPolicy}, {"missing", testMissing}, {"refused", testRefused},
				{"head", testHead}, {"parts", testParts}, {"unchanged", testUnchanged}, {"limits", testLimits}, {"folder", testFolder},
			} {
				t.Run(part.name, func(t *testing.T) { part.test(t, s, public) })
			}
		})
	}
}

// buildDemo builds the demo site and adds what people may have in the folder.
func buildDemo(t *testing.T) string {
	watchSources(t)
	program, public := filepath.Join(t.TempDir(), "touyan"), filepath.Join(t.TempDir(), "public")
	for _, c := range []*exec.Cmd{
		exec.Command("go", "build", "-o", program, "../../cmd/touyan"),
		exec.Command(program, "build", "--source", "../..", "--out", public, "--compress", "--base-url", "https://cases.example.org/", "--now", "2026-12-01"),
	} {
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", c, err, out)
		}
	}
	for _, name := range []string{".git/config", ".htpasswd", "cases/.draft.html", ".well-known/security.txt", "uploads/a.txt"} {
		write(t, filepath.Join(public, filepath.FromSlash(name)), "by hand")
	}
	return public
}

// watchSources looks at what the site depends on, for "go test" takes a former result
// where no file has changed that the test itself looked at.
func watchSources(t *testing.T) {
	for _, dir := range []string{"cmd", "content", "generator", "themes", "site.yaml"} {
		err := filepath.WalkDir(filepath.Join("../..", dir), func(path string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			_, err = os.Stat(path)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// answer is what a server sent.
type answer struct {
	status int
	http.Header
	body []byte
}

// ask asks for a path as it is written; header are names and values.
func (s *server) ask(t *testing.T, method, path string, header ...string) answer {
	t.Helper()
	r, err := http.NewRequest(method, s.root+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.URL.Opaque = "//" + r.URL.Host + path
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, body}
}

// one returns the path of a file of the site.
func one(t *testing.T, public, pattern string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(public, filepath.FromSlash(pattern)))
	if err != nil || len(names) == 0 {
		t.Fatalf("the site has no %s: %v", pattern, err)
	}
	return filepath.ToSlash(strings.TrimPrefix(names[0], public))
}

// testForms asks for text in every form: all unpack to the file, say what they are, and
// that caches must tell them apart.
func testForms(t *testing.T, s *server, public string) {
	unpack := map[string]func([]byte) io.Reader{
		"":     func(b []byte) io.Reader { return bytes.NewReader(b) },
		"gzip": func(b []byte) io.Reader { z, _ := gzip.NewReader(bytes.NewReader(b)); return z },
		"br":   func(b []byte) io.Reader { return brotli.NewReader(bytes.NewReader(b)) },
	}
	for file, kind := range map[string]string{
		"index.html": "text/html; charset=utf-8", "cases/[a-z]*.html": "text/html; charset=utf-8",
		"assets/site.*.css": "text/css; charset=utf-8", "assets/site.*.js": "(text|application)/javascript; charset=utf-8",
		"feed.json": "application/json", "feed.rss.xml": "(text/xml; charset=utf-8|application/xml)", "robots.txt": "text/plain; charset=utf-8",
		"assets/*.svg": "image/svg\\+xml",
	} {
		path := one(t, public, file)
		want := read(t, filepath.Join(public, path))
		for asked, coding := range map[string]string{"": "", "gzip": "gzip", "br": "br", "gzip, deflate, br, zstd": "br", "identity": ""} {
			a := s.ask(t, "GET", path, "Accept-Encoding", asked)
			got := a.Get("Content-Encoding")
			if path == "/robots.txt" && coding != "" && got == "" {
				coding = "" // too small to be any smaller
			}
			if a.status != 200 || got != coding {
				t.Errorf("%s for %q: %d %q", path, asked, a.status, got)
				continue
			}
			if b, err := io.ReadAll(unpack[coding](a.body)); err != nil || string(b) != want {
				t.Errorf("%s for %q: %d bytes of %d, %v", path, asked, len(b), len(want), err)
			}
			if coding != "" && len(a.body) >= len(want) && path != "/robots.txt" {
				t.Errorf("%s for %q is no smaller", path, asked)
			}
			if !regexp.MustCompile("^" + kind + "$").MatchString(a.Get("Content-Type")) {
				t.Errorf("%s for %q is said to be %q", path, asked, a.Get("Content-Type"))
			}
			if !strings.Contains(strings.Join(a.Values("Vary"), ","), "Accept-Encoding") {
				t.Errorf("%s for %q: Vary %q", path, asked, a.Values("Vary"))
			}
		}
	}
}

const forever = "public, max-age=31536000, immutable"

func testKept(t *testing.T, s *server, public string) {
	for path, want := range map[string]string{
		"/": "no-cache", "/index.html": "no-cache", "/search/root.js": "no-cache", "/feed.json": "no-cache", "/uploads/a.txt": "no-cache",
		one(t, public, "assets/site.*.css"): forever, one(t, public, "assets/share/*.png"): forever, one(t, public, "search/shards/*.js"): forever,
		"/nothing": "no-store", "/assets/nothing.css": "no-store", "/search/shards/nothing.js": "no-store",
	} {
		for _, coding := range []string{"", "br"} {
			if got := s.ask(t, "GET", path, "Accept-Encoding", coding).Values("Cache-Control"); len(got) != 1 || got[0] != want {
				t.Errorf("%s: %q, want %q", path, got, want)
			}
		}
	}
}

func testPolicy(t *testing.T, s *server, public string) {
	for _, path := range []string{"/", one(t, public, "assets/site.*.js"), "/nothing", "/.git/config", "/cases"} {
		a := s.ask(t, "GET", path)
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'self';", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Referrer-Policy": "strict-origin-when-cross-origin", "Permissions-Policy": "camera=()",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Strict-Transport-Security": "max-age=31536000",
		} {
			if got := a.Values(name); len(got) != 1 || !strings.HasPrefix(got[0], want) {
				t.Errorf("%s: %s: %q", path, name, got)
			}
		}
		if name := a.Get("Server"); strings.ContainsAny(name, "0123456789") {
			t.Errorf("%s tells the version: %s", path, name)
		}
	}
}

// stylesheet finds the address of a page's style.
var stylesheet = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)

// testMissing asks for what is not there, at several depths: the site's page comes, and
// its style is found from there.
func testMissing(t *testing.T, s *server, _ string) {
	for _, path := range []string{"/nothing", "/nothing.html", "/cases/nothing.html", "/cases/a/b/c/nothing.html", "/assets/nothing.css", "/404.html/x", "/%E6%A1%88%E4%BE%8B"} {
		a := s.ask(t, "GET", path)
		found := stylesheet.FindSubmatch(a.body)
		if a.status != 404 || !strings.HasPrefix(a.Get("Content-Type"), "text/html") || found == nil {
			t.Errorf("%s: %d %s %.80q", path, a.status, a.Get("Content-Type"), a.body)
			continue
		}
		from, err := url.Parse(s.root + path)
		if err != nil {
			t.Fatal(err)
		}
		to, err := from.Parse(string(found[1]))
		if err != nil {
			t.Fatal(err)
		}
		if style := s.ask(t, "GET", to.EscapedPath()); style.status != 200 || !strings.HasPrefix(style.Get("Content-Type"), "text/css") {
			t.Errorf("%s: its style %s: %d", path, to.Path, style.status)
		}
	}
}

// testRefused asks for what is not for readers, in several spellings.
func testRefused(t *testing.T, s *server, public string) {
	secret := one(t, public, "search/index.bleve/store/*.zap")
	refused := []string{
		secret, "/search/index.bleve/index_meta.json", "/search/order.txt", "/search/index.json", one(t, public, "search/texts/*"), "/manifest.sha256",
		"/search/", "/search/index.bleve/", "/search/shards/", "/search/shards/../order.txt", "/search/%6frder.txt", "/%73earch/order.txt", "//search/order.txt",
		"/search//order.txt", "/search/./order.txt", "/assets/..%2fsearch/order.txt", "/search/shards/%2e%2e/order.txt", "/manifest%2esha256",
		"/.git/config", "/%2egit/config", "/.htpasswd", "/cases/.draft.html", "/cases/%2edraft.html",
		"/assets/", "/uploads/", "/assets/share/", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
	}
	for _, path := range refused {
		a := s.ask(t, "GET", path)
		if a.status != 404 && a.status != 400 {
			t.Errorf("%s: %d %s %.60q", path, a.status, a.Get("Location"), a.body)
		}
	}
	for _, path := range []string{"/.well-known/security.txt", "/uploads/a.txt"} {
		if a := s.ask(t, "GET", path); a.status != 200 || string(a.body) != "by hand" {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE"} {
		if a := s.ask(t, method, "/index.html"); a.status != 405 {
			t.Errorf("%s: %d", method, a.status)
		}
	}
}

func testHead(t *testing.T, s *server, public string) {
	for _, path := range []string{"/", one(t, public, "assets/site.*.css"), one(t, public, "search/shards/*.js"), "/nothing"} {
		get, head := s.ask(t, "GET", path, "Accept-Encoding", "br"), s.ask(t, "HEAD", path, "Accept-Encoding", "br")
		if head.status != get.status || len(head.body) > 0 {
			t.Errorf("%s: %d with %d bytes, not %d", path, head.status, len(head.body), get.status)
		}
		for _, name := range []string{"Content-Type", "Content-Encoding", "Content-Length", "ETag", "Cache-Control"} {
			if head.Get(name) != get.Get(name) {
				t.Errorf("%s: %s: %q and %q", path, name, head.Get(name), get.Get(name))
			}
		}
	}
}

// testParts asks for a part of a shard, as the search does.
func testParts(t *testing.T, s *server, public string) {
	path := one(t, public, "search/shards/*.js")
	want := read(t, filepath.Join(public, path))
	for _, coding := range []string{"", "gzip, deflate, br, zstd"} {
		a := s.ask(t, "GET", path, "Range", "bytes=20-119", "Accept-Encoding", coding)
		if a.status != 206 || a.Get("Content-Encoding") != "" || string(a.body) != want[20:120] {
			t.Errorf("for %q: %d %q, %d bytes", coding, a.status, a.Get("Content-Encoding"), len(a.body))
		}
		if whole := s.ask(t, "GET", path, "Accept-Encoding", coding); string(whole.body) != want || whole.Get("Content-Encoding") != "" {
			t.Errorf("for %q: %d of %d bytes, %q", coding, len(whole.body), len(want), whole.Get("Content-Encoding"))
		}
	}
	if a := s.ask(t, "GET", path, "Range", "bytes=99999999-"); a.status != 416 {
		t.Errorf("past the end: %d", a.status)
	}
}

func testUnchanged(t *testing.T, s *server, public string) {
	for _, path := range []string{"/", "/search/root.js", one(t, public, "cases/[a-z]*.html")} {
		for _, coding := range []string{"", "gzip", "br"} {
			first := s.ask(t, "GET", path, "Accept-Encoding", coding)
			again := s.ask(t, "GET", path, "Accept-Encoding", coding, "If-None-Match", first.Get("ETag"))
			if first.Get("ETag") == "" || again.status != 304 || len(again.body) > 0 {
				t.Errorf("%s for %q: %q, %d", path, coding, first.Get("ETag"), again.status)
			}
			if a := s.ask(t, "GET", path, "Accept-Encoding", coding, "If-None-Match", `"other"`); a.status != 200 {
				t.Errorf("%s for %q with another tag: %d", path, coding, a.status)
			}
		}
	}
}

func testLimits(t *testing.T, s *server, _ string) {
	long := "/?" + strings.Repeat("x", 60<<10)
	if res, err := s.client.Get(s.root + long); err == nil { // or the connection ends
		res.Body.Close()
		if res.StatusCode < 400 || res.StatusCode >= 500 {
			t.Errorf("an address of 60 KB: %d", res.StatusCode)
		}
	}
	if a := s.ask(t, "GET", "/"); a.status != 200 {
		t.Errorf("after that: %d", a.status)
	}
	// A long query of a reader is not refused.
	if a := s.ask(t, "GET", "/search.html?q="+strings.Repeat("%E6%A1%88", 500)); a.status != 200 {
		t.Errorf("a query of 500 characters: %d", a.status)
	}
}

// testFolder asks for folders: a slash is added, by an address that is right behind
// any host and port, and the folder's page comes.
func testFolder(t *testing.T, s *server, public string) {
	a := s.ask(t, "GET", "/cases")
	if a.status != 301 && a.status != 308 || a.Get("Location") != "/cases/" {
		t.Errorf("/cases: %d %q", a.status, a.Get("Location"))
	}
	if a := s.ask(t, "GET", "/cases/"); a.status != 200 || string(a.body) != read(t, filepath.Join(public, "cases/index.html")) {
		t.Errorf("/cases/: %d", a.status)
	}
	if s.plain == "" {
		return
	}
	plain := &server{root: s.plain, client: s.client}
	if a := plain.ask(t, "GET", "/cases/?a=b", "Host", "cases.example.org"); a.status != 301 || !strings.HasPrefix(a.Get("Location"), "https://") || !strings.HasSuffix(a.Get("Location"), "/cases/?a=b") {
		t.Errorf("over http: %d %q", a.status, a.Get("Location"))
	}
}
