package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"touyan/generator/diag"
	"touyan/generator/message"
)

// fake is a site in memory.
type fake struct {
	mu     sync.Mutex
	files  map[string]string
	fault  map[string]diag.Diagnostic
	source map[string]string
	next   Update
	follow func(paths []string)
	checks map[string]diag.List
	more   chan struct{}
}

func (f *fake) Update(_ context.Context, paths []string) (Update, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.follow != nil {
		f.follow(paths)
	}
	return f.next, nil
}

// pageError is a page that cannot be rendered.
type pageError struct{ d diag.Diagnostic }

func (e pageError) Error() string               { return "render: " + e.d.Code }
func (e pageError) Diagnostic() diag.Diagnostic { return e.d }

func (f *fake) File(_ context.Context, path string) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if d, ok := f.fault[path]; ok {
		return nil, pageError{d}
	}
	text, ok := f.files[path]
	if !ok {
		return nil, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
	}
	return []byte(text), nil
}

func (f *fake) Source(path string) string { return f.source[path] }

func (f *fake) Checks(file string) diag.List {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.checks[file]
}

func (f *fake) Checked() (n Counts, more <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, found := range f.checks {
		for _, d := range found {
			n[d.Severity]++
		}
	}
	return n, f.more
}

func (f *fake) set(path, text string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files[path] = text
}

const aPage = `<!doctype html><html><head><title>A</title><link rel="stylesheet" href="assets/a.1.css"></head><body><h1>A</h1></body></html>`

func newFake() *fake {
	return &fake{
		files: map[string]string{
			"index.html": aPage, "cases/index.html": aPage, "cases/a.html": aPage, "cases/b.html": strings.Replace(aPage, "<h1>A", "<h1>B &amp; <em>C</em>", 1),
			"404.html": `<!doctype html><html><head></head><body><a href="index.html">home</a><a href="https://a.example/">x</a></body></html>`,
			"to.html":  `<!doctype html><html><head><meta http-equiv="refresh" content="0; url=index.html"></head></html>`,
			"feed.xml": "<rss/>", "assets/a.1.css": "a{}", "search/x.js": "f()", "data.csv2": "x", "中文.html": aPage,
		},
		fault: map[string]diag.Diagnostic{}, source: map[string]string{"cases/a.html": "content/cases/a.md"},
	}
}

// previewed is a preview of a fake site, at a real server.
func previewed(t *testing.T, f *fake, o Options) (*Preview, *httptest.Server) {
	t.Helper()
	if o.Source == "" {
		o.Source = t.TempDir()
	}
	o.Words = message.New(message.English)
	p := New(f, o)
	s := httptest.NewServer(p)
	t.Cleanup(s.Close)
	return p, s
}

// ask makes a request; headers are pairs.
func ask(t *testing.T, method, address string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var body strings.Builder
	if _, err := bufio.NewReader(answer.Body).WriteTo(&body); err != nil {
		t.Fatal(err)
	}
	return answer, body.String()
}

func TestFilesAreServedAsPublished(t *testing.T) {
	_, s := previewed(t, newFake(), Options{})
	const html = "text/html; charset=utf-8"
	for _, c := range []struct {
		path   string
		status int
		kind   string
		has    string
	}{
		{"/", 200, html, "<h1>A"},
		{"/cases/", 200, html, "<h1>A"},
		{"/cases/a.html?q=1", 200, html, inside + "preview.js"},
		{"/%E4%B8%AD%E6%96%87.html", 200, html, "<h1>A"},
		{"/feed.xml", 200, "application/xml", "<rss/>"},
		{"/assets/a.1.css", 200, "text/css; charset=utf-8", "a{}"},
		{"/search/x.js", 200, "text/javascript; charset=utf-8", "f()"},
		{"/data.csv2", 200, "application/octet-stream", "x"},
		{"/to.html", 200, html, "refresh"},
		{"/nothing.html", 404, html, `href="index.html"`},
		{"/deep/er/nothing.html", 404, html, `href="../../index.html"`},
		{"/cases/a.html/", 404, html, "home"},
		{"/../etc/passwd", 404, "", ""},
		{"/%2e%2e/%2e%2e/etc/passwd", 404, "", ""},
		{"/..%5c..%5cetc", 404, "", ""},
		{"//etc/passwd", 404, "", ""},
		{inside + "preview.css", 200, "text/css; charset=utf-8", ".bar"},
		{inside + "../serve.go", 404, "", ""},
		{inside + "nothing", 404, "", ""},
	} {
		r, body := ask(t, "GET", s.URL+c.path)
		if r.StatusCode != c.status || c.kind != "" && r.Header.Get("Content-Type") != c.kind || !strings.Contains(body, c.has) {
			t.Errorf("%s: %d %s\n%s", c.path, r.StatusCode, r.Header.Get("Content-Type"), body)
		}
		if strings.Contains(body, "root:") {
			t.Errorf("%s leads outside", c.path)
		}
	}
	if _, body := ask(t, "GET", s.URL+"/to.html"); strings.Contains(body, "preview.js") {
		t.Error("a page that leads on is held up by the script")
	}
	if r, _ := ask(t, "GET", s.URL+"/cases?x=1"); r.StatusCode != 302 || r.Header.Get("Location") != "/cases/?x=1" {
		t.Errorf("a folder: %d to %s", r.StatusCode, r.Header.Get("Location"))
	}
}

func TestRequestsOfHTTP(t *testing.T) {
	_, s := previewed(t, newFake(), Options{})
	get, body := ask(t, "GET", s.URL+"/cases/a.html")
	head, none := ask(t, "HEAD", s.URL+"/cases/a.html")
	if none != "" || head.Header.Get("Content-Length") != fmt.Sprint(len(body)) || head.Header.Get("ETag") != get.Header.Get("ETag") {
		t.Errorf("HEAD: %v", head.Header)
	}
	if get.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("kept for %q", get.Header.Get("Cache-Control"))
	}
	if r, body := ask(t, "GET", s.URL+"/cases/a.html", "If-None-Match", get.Header.Get("ETag")); r.StatusCode != 304 || body != "" {
		t.Errorf("known already: %d", r.StatusCode)
	}
	if r, body := ask(t, "HEAD", s.URL+"/nothing.html"); r.StatusCode != 404 || body != "" {
		t.Errorf("HEAD of nothing: %d", r.StatusCode)
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		if r, _ := ask(t, method, s.URL+"/"); r.StatusCode != 405 {
			t.Errorf("%s: %d", method, r.StatusCode)
		}
	}
}

func TestOnlyItsOwnPagesRead(t *testing.T) {
	_, s := previewed(t, newFake(), Options{})
	_, wide := previewed(t, newFake(), Options{Open: true, Hosts: []string{"desk.example"}})
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	const page, events = "/search/x.js", inside + "events?path=%2F"
	for _, c := range []struct {
		server  *httptest.Server
		path    string
		headers []string
		want    int
	}{
		{s, page, nil, 200},
		{s, page, []string{"Host", "localhost" + port}, 200},
		{s, page, []string{"Host", "LOCALHOST.:1"}, 200},
		{s, page, []string{"Host", "[::1]:1313"}, 200},
		{s, page, []string{"Host", "evil.example" + port}, 403},
		{s, page, []string{"Host", "127.0.0.1.evil.example"}, 403},
		{s, page, []string{"Host", "desk.example"}, 403},
		{wide, page, []string{"Host", "desk.example:80"}, 200},
		{wide, page, []string{"Host", "192.168.1.7:1313"}, 200},
		{wide, page, []string{"Host", "evil.example"}, 403},
		{s, page, []string{"Sec-Fetch-Site", "same-origin"}, 200},
		{s, page, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403},
		{s, page, []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors"}, 403},
		{s, "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{s, "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		{s, events, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 403},
		{s, events, []string{"Origin", "http://evil.example"}, 403},
		{s, events, []string{"Origin", "null"}, 403},
		{s, events, []string{"Origin", "http://127.0.0.1:1"}, 403},
	} {
		r, _ := ask(t, "GET", c.server.URL+c.path, c.headers...)
		if r.StatusCode != c.want {
			t.Errorf("%s %q: %d, want %d", c.path, c.headers, r.StatusCode, c.want)
		}
		if r.Header.Get("Cross-Origin-Resource-Policy") != "same-origin" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", c.path, r.Header)
		}
	}
	if r, _ := ask(t, "HEAD", s.URL+events, "Origin", s.URL); r.StatusCode != 200 || r.Header.Get("Content-Type") != "text/event-stream" {
		t.Errorf("of its own: %d", r.StatusCode)
	}
}

// viewed is an open tab.
type viewed struct {
	t    *testing.T
	news chan news
}

// view opens the page and its stream.
func view(t *testing.T, s *httptest.Server, page string) *viewed {
	t.Helper()
	_, body := ask(t, "GET", s.URL+page)
	attribute := func(name string) string {
		_, rest, _ := strings.Cut(body, name+"=\"")
		value, _, _ := strings.Cut(rest, "\"")
		return value
	}
	ctx, stop := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, "GET", s.URL+inside+"events?path="+page+"&page="+attribute("data-page")+"&frame="+attribute("data-frame"), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); answer.Body.Close() })
	v := &viewed{t, make(chan news, 100)}
	go func() {
		lines := bufio.NewScanner(answer.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var n news
				if json.Unmarshal([]byte(data), &n) == nil {
					v.news <- n
				}
			}
		}
		close(v.news)
	}()
	return v
}

func (v *viewed) next() news {
	v.t.Helper()
	select {
	case n, ok := <-v.news:
		if !ok {
			v.t.Fatal("the stream has ended")
		}
		return n
	case <-time.After(long):
		v.t.Fatal("nothing told")
	}
	return news{}
}

// TestTabsAreToldWhatTheChecksFind sees findings come to the page that they are in,
// also without an update, and cover nothing.
func TestTabsAreToldWhatTheChecksFind(t *testing.T) {
	f := newFake()
	f.more = make(chan struct{})
	var told []Counts
	p, s := previewed(t, f, Options{Editor: VSCode, Checked: func(n Counts) { told = append(told, n) }})
	a, b := view(t, s, "/cases/a.html"), view(t, s, "/cases/b.html")
	p.update(context.Background(), nil, true)
	for _, v := range []*viewed{a, b} {
		for n := v.next(); n.Number == 0; n = v.next() {
			if len(n.Checked) > 0 {
				t.Errorf("found before anything was: %+v", n.Checked)
			}
		}
	}
	f.mu.Lock()
	at := diag.Position{File: "content/cases/a.md", Line: 4, Col: 3}
	f.checks = map[string]diag.List{at.File: {
		{Pos: at, Severity: diag.Hint, Code: "menu-twice"}, {Pos: at, Severity: diag.Error, Code: "ignore-without-reason", Args: []any{"x"}},
	}}
	close(f.more)
	f.more = make(chan struct{})
	f.mu.Unlock()
	p.recheck()
	n := a.next()
	if n.Number != 1 || n.Change != "" || len(n.Found) > 0 || len(n.Checked) != 2 {
		t.Fatalf("the checks have found more: %+v", n)
	}
	first := n.Checked[0]
	if first.Severity != "error" || first.Place != "content/cases/a.md:4:3" || first.Message == "" || first.Mend == "" || !strings.HasSuffix(first.Edit, "content/cases/a.md:4:3") {
		t.Errorf("first is %+v", first)
	}
	if n := b.next(); len(n.Checked) > 0 {
		t.Errorf("another page is told of %+v", n.Checked)
	}
	if want := (Counts{diag.Error: 1, diag.Hint: 1}); len(told) == 0 || told[len(told)-1] != want {
		t.Errorf("counted %v", told)
	}
	p.recheck() // nothing new wakes no one
	p.update(context.Background(), []string{"content/x.md"}, false)
	if n := a.next(); n.Number != 2 || len(n.Checked) != 2 {
		t.Errorf("after the next update: %+v", n)
	}
}

func TestTabsAreToldWhatConcernsThem(t *testing.T) {
	f := newFake()
	p, s := previewed(t, f, Options{})
	a, b, gone := view(t, s, "/cases/a.html"), view(t, s, "/cases/b.html"), view(t, s, "/cases/new.html")
	for _, v := range []*viewed{a, b, gone} {
		if n := v.next(); n.Change != "" || n.Words["bar"] != "Preview" || n.Server == "" {
			t.Errorf("at first: %+v", n)
		}
	}
	step := func(wantA, wantB, wantGone string) (news, news) {
		t.Helper()
		p.update(context.Background(), []string{"content/x.png"}, false)
		na, nb, ng := a.next(), b.next(), gone.next()
		if na.Change != wantA || nb.Change != wantB || ng.Change != wantGone {
			t.Errorf("told %q, %q, %q; want %q, %q, %q", na.Change, nb.Change, ng.Change, wantA, wantB, wantGone)
		}
		return na, nb
	}
	step("", "", "")
	f.set("cases/b.html", strings.Replace(f.files["cases/b.html"], "B", "B2", 1))
	f.next = Update{Edited: []string{"cases/b.html", "assets/x.svg"}}
	if na, nb := step("", "reload", ""); len(na.Edited) != 1 || na.Edited[0] != (jump{"B2 & C", "/cases/b.html"}) || nb.Edited != nil {
		t.Errorf("jumps: %v, %v", na.Edited, nb.Edited)
	}
	f.next = Update{}
	f.set("cases/a.html", strings.Replace(aPage, "a.1.css", "a.2.css", 1))
	if na, _ := step("style", "", ""); !slices.Equal(na.Styles, []string{"assets/a.2.css"}) {
		t.Errorf("styles: %v", na.Styles)
	}
	f.set("cases/a.html", strings.Replace(strings.Replace(aPage, "a.1.css", "a.3.css", 1), "<h1>", `<img src="x.1a.webp"><h1>`, 1))
	step("reload", "", "")
	step("reload", "", "") // the picture x changed, which the page shows
	f.set("cases/new.html", aPage)
	f.mu.Lock()
	delete(f.files, "cases/b.html")
	f.mu.Unlock()
	f.next = Update{Same: true}
	step("", "gone", "reload")
}

func TestFaultsAreToldAndTheLastGoodPageStays(t *testing.T) {
	f := newFake()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "content/cases"), 0o755); err != nil {
		t.Fatal(err)
	}
	text := "---\ntitle: A\nreview:\n  - {step: first, by: editor, date: 2026-01, text: old}\n  - {step: second}\n---\n\tone <b>two</b>\r\nthree\x1b\n"
	if err := os.WriteFile(filepath.Join(dir, "content/cases/a.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var told []string
	p, s := previewed(t, f, Options{Source: dir, Editor: "x://open?f={path}&l={line}", Noted: func(d diag.Diagnostic) { told = append(told, d.Code) }})
	v := view(t, s, "/cases/a.html")
	want := []entry{{"first", "editor", "2026-01", true}, {"second", "", "", false}}
	if n := v.next(); n.Info.Source != "content/cases/a.md" || !slices.Equal(n.Info.Review, want) || !strings.HasPrefix(n.Info.Edit, "x://open?f=%2F") {
		t.Errorf("info: %+v", n.Info)
	}
	f.next.Diagnostics.Warn(diag.Position{File: "content/cases/a.md", Line: 1, Col: 1}, "no-site")
	f.next.Diagnostics.Add(diag.Position{File: "content/cases/a.md", Line: 7, Col: 6}, "unknown-key", "x", "y", "z")
	p.update(context.Background(), nil, false)
	n := v.next()
	if len(n.Found) != 2 || n.Found[0].Severity != "error" || n.Found[0].Place != "content/cases/a.md:7:6" || n.Found[0].Mend == "" {
		t.Fatalf("found: %+v", n.Found)
	}
	lines := n.Found[0].Lines
	if len(lines) != 4 || lines[2] != (line{7, " one ", "<", "b>two</b>"}) || strings.Contains(lines[3].Before, "\x1b") {
		t.Errorf("lines: %+v", lines)
	}
	if !strings.HasSuffix(n.Found[0].Edit, "a.md&l=7") {
		t.Errorf("edit: %s", n.Found[0].Edit)
	}
	// A page that fails by itself.
	f.next = Update{}
	f.mu.Lock()
	f.fault["cases/a.html"] = diag.Diagnostic{Code: "template-exec", Args: []any{"{{x}}", "cases/a.html", "bad"}, Pos: diag.Position{File: "layouts/case.html", Line: 1}}
	f.mu.Unlock()
	p.update(context.Background(), nil, false)
	if n := v.next(); n.Change != "" || len(n.Found) != 1 || n.Found[0].Code != "template-exec" {
		t.Errorf("a page that fails: %+v", n)
	}
	if r, body := ask(t, "GET", s.URL+"/cases/a.html"); r.StatusCode != 500 || !strings.Contains(body, inside+"preview.js") {
		t.Errorf("a page that fails: %d %s", r.StatusCode, body)
	}
	if !slices.Equal(told, []string{"template-exec"}) {
		t.Errorf("told in the terminal: %v", told)
	}
	f.mu.Lock()
	delete(f.fault, "cases/a.html")
	f.mu.Unlock()
	p.update(context.Background(), nil, false)
	if n := v.next(); n.Change != "" || len(n.Found) != 0 {
		t.Errorf("mended: %+v", n)
	}
}

func TestNothingOfTheMachineLeavesTheSite(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "link.md")); err != nil {
		t.Fatal(err)
	}
	p := New(newFake(), Options{Source: dir, Words: message.New(message.English)})
	for _, file := range []string{"link.md", "../secret", secret} {
		if f := p.finding(diag.Diagnostic{Code: "x", Pos: diag.Position{File: file, Line: 1}}); len(f.Lines) > 0 {
			t.Errorf("%s: %+v", file, f.Lines)
		}
	}
}

func TestLinesOfSourceAreShort(t *testing.T) {
	long := strings.Repeat("党", 1000)
	got := excerpt("a\n"+long+"error "+long+"\n", diag.Position{Line: 2, Col: 1001})
	at := got[1]
	if at.Mark != "error" || len([]rune(at.Before)) > longestRow || len([]rune(at.After)) > longestRow {
		t.Errorf("%+v", at)
	}
	if got := excerpt("ab\n", diag.Position{Line: 1, Col: 9}); got[0] != (line{1, "ab", " ", ""}) {
		t.Errorf("beyond the end: %+v", got)
	}
	if got := excerpt("ab\n", diag.Position{Line: 9, Col: 9}); got != nil {
		t.Errorf("beyond the file: %+v", got)
	}
}

func TestEditors(t *testing.T) {
	for name, want := range map[string]string{
		"": "vscode://file/home/a%20b/c.md:3:4", "vscode": "vscode://file/home/a%20b/c.md:3:4", "none": "",
		"idea://open?file={path}&line={line}": "idea://open?file=%2Fhome%2Fa+b%2Fc.md&line=3",
		"file://{path}":                       "file:///home/a%20b/c.md",
	} {
		address, ok := EditorURL(name)
		if got := editAddress(address, "/home/a b/c.md", 3, 4); !ok || got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	for _, name := range []string{"vim", "javascript:alert({path})", "data:text/html,{path}", "vscode://file/x", ":{path}"} {
		if _, ok := EditorURL(name); ok {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestAddresses(t *testing.T) {
	for addr, want := range map[string]struct {
		full  string
		names []string
		open  bool
	}{
		"8080":              {"127.0.0.1:8080", nil, false},
		":8080":             {":8080", nil, true},
		"0.0.0.0":           {"0.0.0.0:1313", nil, true},
		"[::1]":             {"[::1]:1313", nil, false},
		"localhost":         {"localhost:1313", []string{"localhost"}, false},
		"desk.example:1313": {"desk.example:1313", []string{"desk.example"}, true},
	} {
		names, open := Hosts(addr)
		if got := address(addr); got != want.full || open != want.open || !slices.Equal(names, want.names) || !IsAddress(addr) {
			t.Errorf("%s: %s %v %v", addr, got, names, open)
		}
	}
	for _, addr := range []string{"a:b", "1:2:3", "127.0.0.1:99999", "http://x", "a b"} {
		if IsAddress(addr) {
			t.Errorf("%s is taken", addr)
		}
	}
	l, err := Listen("")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	other, err := Listen("")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if URL(l) == URL(other) || !strings.HasPrefix(URL(other), "http://127.0.0.1:13") {
		t.Errorf("%s and %s", URL(l), URL(other))
	}
	if _, err := Listen(l.Addr().String()); err == nil {
		t.Error("a taken port that was asked for is taken twice")
	}
}

func TestLinesFollowEdits(t *testing.T) {
	dir := t.TempDir()
	p := New(newFake(), Options{Source: dir, Words: message.New(message.English)})
	var list diag.List
	list.Warn(diag.Position{File: "content/a.md", Line: 1, Col: 1}, "no-site")
	if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		text, want string
		paths      []string
	}{
		{"one", "one", nil},
		{"two", "two", []string{"content/a.md"}},
		{"three", "three", []string{"content"}},
		{"four", "three", []string{"content/b.md"}},
		{"five", "five", nil},
	} {
		if err := os.WriteFile(filepath.Join(dir, "content", "a.md"), []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := p.renew(list, c.paths); got[0].Lines[0].Mark != c.want {
			t.Errorf("%d: %q, want %q", i, got[0].Lines[0].Mark, c.want)
		}
	}
}
