package browser

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"touyan/generator/release"
	"touyan/generator/serve"
)

// served is the demo site with search.backend: server, on touyan's own server below a
// path.
type served struct {
	*built
	root string
	// fault, where set, answers api/ instead.
	fault atomic.Pointer[http.HandlerFunc]
	// asked counts the requests below search/.
	shards atomic.Int64
}

// serveDemo builds and serves the demo site.
func serveDemo(t *testing.T) (s *served, program string) {
	t.Helper()
	watchSources(t)
	program = filepath.Join(t.TempDir(), "touyan")
	run(t, "go", "build", "-o", program, "../../cmd/touyan")
	source := t.TempDir()
	if err := os.CopyFS(filepath.Join(source, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile("../../site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	settings = append(settings, "\nsearch:\n  backend: server\n"...)
	if err := os.WriteFile(filepath.Join(source, "site.yaml"), settings, 0o644); err != nil {
		t.Fatal(err)
	}
	s = &served{built: buildSite(t, program, "demo", source)}
	store, err := release.Open(filepath.Join(t.TempDir(), "releases"), release.Options{Keep: 1})
	if err != nil {
		t.Fatal(err)
	}
	server := serve.New(serve.Options{Public: s.dir, Store: store, Log: slog.New(slog.DiscardHandler)})
	if err := server.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	const below = "/a/b/"
	host := httptest.NewServer(http.StripPrefix(strings.TrimSuffix(below, "/"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/search/") {
			s.shards.Add(1)
		}
		if fault := s.fault.Load(); fault != nil && strings.HasPrefix(r.URL.Path, "/api/") {
			(*fault)(w, r)
			return
		}
		server.ServeHTTP(w, r)
	})))
	t.Cleanup(host.Close)
	s.root = host.URL + below
	return s, program
}

// TestSearchByServer searches as TestSearch does, on a site whose server answers.
func TestSearchByServer(t *testing.T) {
	browser := startBrowser(t)
	s, program := serveDemo(t)
	open := func(t *testing.T, root string) *finder {
		f := &finder{newTab(t, browser, root), t, root}
		f.do(t, chromedp.EmulateViewport(1280, 800))
		return f
	}
	t.Run("parts", func(t *testing.T) {
		for name, test := range searchTests() {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				f := open(t, s.root)
				test(f)
				for _, fault := range f.faults() {
					t.Error(fault)
				}
			})
		}
	})
	if n := s.shards.Load(); n > 0 {
		t.Errorf("%d files of the index are asked for", n)
	}
	t.Run("same", func(t *testing.T) {
		shards := buildSite(t, program, "demo", "../..")
		sameSearches(t, open(t, s.root), open(t, shards.root()))
	})
	t.Run("faults", func(t *testing.T) { serverFaults(t, s, open(t, s.root)) })
	t.Run("disk", func(t *testing.T) {
		f := open(t, s.built.root())
		f.goTo("search.html?q=党员")
		f.says(`!document.querySelector(".search-fault").hidden && document.querySelector(".search-fault p").textContent.includes("服务器")`)
	})
}

// sameSearches looks at the same searches on two sites. Excerpts are left out, and
// where they stand: of a long page the browser reads only a part.
func sameSearches(t *testing.T, a, b *finder) {
	const shown = `(() => {
		const text = s => [...document.querySelectorAll(s)].filter(e => e.getClientRects().length).map(e => e.textContent.trim());
		return JSON.stringify([
			".search-count", ".search-meant", ".search-empty h2", ".hit h2", ".hit-facts", ".pager li", ".search-chips li", ".facet summary", ".facet label",
		].map(s => [s, text(s)]).concat([["href", [...document.querySelectorAll(".hit h2 a")].map(a => a.getAttribute("href").replace(/#.*/, ""))]]), null, " ");
	})()`
	for _, q := range []string{
		"?q=槜李", "?q=党员", "?q=党员&page=2", "?q=党员&sort=date", "?q=dangjianlianmeng", "?q=集体经济薄弱怎么办", "?type=village", "?q=党员&type=village&type=method",
		"?region=浙江省", "?q=联盟&region=浙江省/嘉兴市", "?q=醉李", "?q=qqqqzzzz", "?q=qqqqzzzz&type=village", "?q=" + url.QueryEscape(`"党员" -社区`), "?q=类型:示范村", "?q=党&page=99", "?type=none",
	} {
		pages := [2]string{}
		for i, f := range []*finder{a, b} {
			f.goTo("search.html" + q)
			f.says(`(document.querySelector(".search-count").textContent || !document.querySelector(".search-empty").hidden) && document.querySelector(".search-wait").hidden`)
			if look[bool](t, f.tab, `!document.querySelector(".search-filters").hidden && document.querySelector(".search-filters").getClientRects().length > 0`) {
				f.says(`document.querySelector(".search-filters").classList.contains("filled")`)
			}
			pages[i] = look[string](t, f.tab, shown)
		}
		if pages[0] != pages[1] {
			t.Errorf("%s: by the server, then by the browser\n%s", q, cmp.Diff(pages[0], pages[1]))
		}
	}
}

// serverFaults lets the server fail in several ways, and mends it again.
func serverFaults(t *testing.T, s *served, f *finder) {
	answer := func(status int, kind, body string, headers ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			for i := 0; i < len(headers); i += 2 {
				w.Header().Set(headers[i], headers[i+1])
			}
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	const problem = "application/problem+json"
	for _, c := range []struct {
		code  string
		fault http.HandlerFunc
	}{
		{"offline", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
		{"offline", answer(502, "text/html", "<p>gateway")},
		{"offline", answer(503, "text/html", "<p>gateway")},
		{"missing", answer(404, "text/html", "<p>nothing here")},
		{"damaged", answer(200, "text/html", "<p>another page")},
		{"damaged", answer(200, "application/json", "{}")},
		{"timeout", answer(503, problem, `{"type":"openapi.json#timed-out"}`, "Retry-After", "1")},
		{"busy", answer(429, problem, `{"type":"openapi.json#too-many-requests"}`, "Retry-After", "60")},
		{"busy", answer(503, problem, `{"type":"openapi.json#busy"}`, "Retry-After", "60")},
		{"", answer(400, problem, `{"type":"openapi.json#unknown-parameter"}`)},
	} {
		s.fault.Store(&c.fault)
		f.goTo("search.html?q=党员")
		f.says(`!document.querySelector(".search-fault").hidden`)
		want := look[string](t, f.tab, fmt.Sprintf(`document.querySelector(".search").dataset[%q || "fault"]`, c.code))
		if said := f.text(".search-fault p"); said != want || want == "" {
			t.Errorf("%s: it says %q, want %q", c.code, said, want)
		}
		f.run(`setTimeout(() => document.querySelector(".search-fault button").click())`)
		f.says(`!document.querySelector(".search-fault").hidden`)
		s.fault.Store(nil)
		f.run(`setTimeout(() => document.querySelector(".search-fault button").click())`)
		f.says(hits + ` && document.querySelector(".search-fault").hidden`)
	}
	// One that is busy for a moment is asked again.
	var times atomic.Int64
	busy := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if times.Add(1) > 1 {
			s.fault.Store(nil)
		}
		answer(503, problem, `{"type":"openapi.json#busy"}`, "Retry-After", "1")(w, r)
	})
	s.fault.Store(&busy)
	f.goTo("search.html?q=联盟")
	f.says(hits)
	// What stands before the server may refuse long addresses.
	long := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.URL.RawQuery) > 6000 {
			answer(414, "text/html", "<p>too long")(w, r)
			return
		}
		q := r.URL.Query()
		answer(200, "application/json", fmt.Sprintf(`{"total":%d,"results":[],"facets":{}}`, len([]rune(q.Get("q")))))(w, r)
	})
	s.fault.Store(&long)
	if n := f.number(`touyan.search("党".repeat(3000)).then(a => a.total)`); n != 500 {
		t.Errorf("of a long query %d characters are asked for", n)
	}
	s.fault.Store(nil)
}
