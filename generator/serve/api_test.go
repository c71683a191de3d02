package serve_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"touyan/generator/serve"
)

func TestSearchAnswers(t *testing.T) {
	a := newAsker(t, serve.Options{}, pages())
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"q=槜李", []string{"cases/zui-li.html"}},
		{"q=zuili", []string{"cases/zui-li.html"}},
		{"q=联盟&sort=date", []string{"cases/zui-li.html", "cases/port.html"}},
		{"q=联盟&type=village", []string{"cases/port.html"}},
		{"q=联盟&type=village&type=alliance&sort=date", []string{"cases/zui-li.html", "cases/port.html"}},
		{"region=嘉兴&sort=date&type=", []string{"cases/zui-li.html", "cases/port.html"}},
		{"region=嘉兴&sort=date&size=1&page=2", []string{"cases/port.html"}},
		{"region=嘉兴&page=9", nil},
		{"q=联盟 -槜李", []string{"cases/port.html"}},
		{"", nil},
		{"q=", nil},
	} {
		r, f := a.get("/api/search?" + strings.ReplaceAll(c.query, " ", "+"))
		var got []string
		for _, x := range f.Results {
			got = append(got, x.URL)
		}
		if r.StatusCode != 200 || !slices.Equal(got, c.want) {
			t.Errorf("%s: %d %v, want %v", c.query, r.StatusCode, got, c.want)
		}
	}
	_, f := a.get("/api/search?q=槜李&facet=region&facet=type")
	if len(f.Facets) != 2 || len(f.Facets["region"]) != 3 || f.Facets["type"][0].Label != "党建联盟" || f.Results[0].Organization != "桃园村党委" {
		t.Errorf("槜李: %+v", f)
	}
	if _, f := a.get("/api/search?q=槜李&facet=none&size=0"); f.Total != 1 || len(f.Facets)+len(f.Results) != 0 {
		t.Errorf("the total alone: %+v", f)
	}
	if _, f := a.get("/api/search?q=醉李"); f.DidYouMean != "槜李" {
		t.Errorf("醉李 means %q", f.DidYouMean)
	}
}

func TestSuggestions(t *testing.T) {
	a := newAsker(t, serve.Options{}, pages())
	for q, want := range map[string]string{
		"集体":    "problem 集体经济薄弱 集体经济薄弱 ",
		"浙江 省":  "region 浙江省 浙江省 ",
		"桐乡":    "region 浙江省 嘉兴市 桐乡市 浙江省/嘉兴市/桐乡市 ",
		"桃园":    "organization 桃园村党委  ",
		"zuili": "title 槜李产业党建联盟  cases/zui-li.html",
		"没有的":   "", "": "",
	} {
		_, f := a.get("/api/suggest?q=" + url.QueryEscape(q))
		got := ""
		if f.Suggestions == nil {
			t.Errorf("%q: the list is null", q)
		}
		if len(f.Suggestions) > 0 {
			s := f.Suggestions[0]
			got = fmt.Sprintf("%s %s %s %s", s.Kind, s.Text, s.Value, s.URL)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", q, got, want)
		}
	}
}

// TestProblems asks what is refused, and next to it what is not.
func TestProblems(t *testing.T) {
	a := newAsker(t, serve.Options{}, pages())
	long := func(n int, s string) string { return url.QueryEscape(strings.Repeat(s, n)) }
	for _, c := range []struct {
		target          string
		status          int
		code, parameter string
		detail          string
	}{
		{"/api/search?reigon=a", 400, "unknown-parameter", "reigon", "region"},
		{"/api/suggest?page=1", 400, "unknown-parameter", "page", "q"},
		{"/api/search?q=a&q=b", 400, "repeated-parameter", "q", "q"},
		{"/api/search?q=%zz", 400, "bad-query-string", "", "UTF-8"},
		{"/api/search?q=a;b", 400, "bad-query-string", "", "&"},
		{"/api/search?q=%ff%00", 200, "", "", ""},
		{"/api/search?q=" + long(2000, "党"), 200, "", "", ""},
		{"/api/search?q=" + long(2001, "党"), 400, "query-too-long", "q", "2,001"},
		{"/api/suggest?q=" + long(2001, "党"), 400, "query-too-long", "q", "2,000"},
		{"/api/search?q=" + long(32<<10, "a"), 414, "uri-too-long", "", "32,768"},
		{"/api/search?q=a&page=0", 400, "bad-number", "page", "“0”"},
		{"/api/search?q=a&page=one", 400, "bad-number", "page", "one"},
		{"/api/search?q=a&page=99999999999999999999", 400, "bad-number", "page", "10,001"},
		{"/api/search?q=a&page=1001", 200, "", "", ""},
		{"/api/search?q=a&page=1002", 400, "page-too-deep", "page", "10,000"},
		{"/api/search?q=a&page=10001&size=1", 200, "", "", ""},
		{"/api/search?q=a&size=101", 400, "bad-number", "size", "100"},
		{"/api/search?q=a&size=-1", 400, "bad-number", "size", "-1"},
		{"/api/search?q=a&sort=dat", 400, "unknown-value", "sort", "date"},
		{"/api/search?q=a&facet=tags", 400, "unknown-value", "facet", "tag"},
		{"/api/search?q=a&" + long(0, "") + strings.Repeat("&tag=a", 101), 200, "", "", ""},
		{"/api/search?q=a" + manyTags(101), 400, "too-many-values", "", "101"},
		{"/api/search?q=a" + manyTags(100), 200, "", "", ""},
		{"/api/search?tag=" + long(201, "a"), 400, "value-too-long", "tag", "201"},
		{"/api/search/", 404, "no-such-path", "", "api/search"},
		{"/api/", 404, "no-such-path", "", "api/search"},
	} {
		r, f := a.get(c.target)
		code, _ := strings.CutPrefix(f.Type, "openapi.json#")
		if r.StatusCode != c.status || code != c.code || f.Parameter != c.parameter || !strings.Contains(f.Detail, c.detail) {
			t.Errorf("%.60s: %d %s %s %s, want %+v", c.target, r.StatusCode, code, f.Parameter, f.Detail, c)
		}
		if c.status != 200 && (f.Status != c.status || f.Title == "" || r.Header.Get("Content-Type") != "application/problem+json" || r.Header.Get("Cache-Control") != "no-store") {
			t.Errorf("%.60s: %+v with %v", c.target, f, r.Header)
		}
	}
}

func manyTags(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "&tag=t%d", i)
	}
	return b.String()
}

func TestProblemsAreToldInTheReadersLanguage(t *testing.T) {
	a := newAsker(t, serve.Options{}, pages())
	for accept, want := range map[string]string{
		"": "zh-CN", "zh-TW": "zh-CN", "en-GB,en;q=0.9": "en", "zh;q=0.2, en;q=0.5": "en", "fr": "zh-CN", "en;q=0": "zh-CN", "\x00;;": "zh-CN",
	} {
		r, f := a.get("/api/search?sort=x", "Accept-Language", accept)
		title := map[string]string{"zh-CN": "参数没有这个值", "en": "Unknown value"}[want]
		if r.Header.Get("Content-Language") != want || f.Title != title || r.Header.Get("Vary") != "Accept-Language" {
			t.Errorf("%q: %s %q", accept, r.Header.Get("Content-Language"), f.Title)
		}
	}
}

func TestMethods(t *testing.T) {
	a := newAsker(t, serve.Options{}, pages())
	full := a.ask("GET", "/api/search?q=槜李")
	head := a.ask("HEAD", "/api/search?q=槜李")
	if data, _ := io.ReadAll(head.Body); head.StatusCode != 200 || len(data) > 0 || head.Header.Get("Content-Length") != full.Header.Get("Content-Length") || head.Header.Get("ETag") != full.Header.Get("ETag") {
		t.Errorf("HEAD: %d, %d bytes, %v; GET %v", head.StatusCode, len(data), head.Header, full.Header)
	}
	if r := a.ask("HEAD", "/api/search?page=0"); r.StatusCode != 400 {
		t.Errorf("HEAD of a bad page: %d", r.StatusCode)
	}
	const allow = "GET, HEAD, OPTIONS"
	r := a.ask("OPTIONS", "/api/search", "Origin", "https://other.invalid", "Access-Control-Request-Method", "GET")
	if r.StatusCode != 204 || r.Header.Get("Allow") != allow {
		t.Errorf("OPTIONS: %d %v", r.StatusCode, r.Header)
	}
	for _, r := range []*http.Response{r, a.ask("GET", "/api/search?q=a", "Origin", "https://other.invalid")} {
		for name := range r.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("other origins are told %s", name)
			}
		}
	}
	if r := a.ask("POST", "/api/search"); r.StatusCode != 405 || r.Header.Get("Allow") != allow {
		t.Errorf("POST: %d %v", r.StatusCode, r.Header)
	}
}

func TestAnswersAreKept(t *testing.T) {
	a := newAsker(t, serve.Options{}, pages())
	first := a.ask("GET", "/api/search?q=联盟&tag=a&tag=b")
	tag := first.Header.Get("ETag")
	if tag == "" || first.Header.Get("Cache-Control") != "no-cache" || first.Header.Get("Content-Type") != "application/json" {
		t.Errorf("headers %v", first.Header)
	}
	// The same question in another order.
	for _, match := range []string{tag, `"x", ` + tag, strings.TrimPrefix(tag, "W/"), "*"} {
		r := a.ask("GET", "/api/search?tag=b&tag=a&tag=b&q=+联盟", "If-None-Match", match)
		if data, _ := io.ReadAll(r.Body); r.StatusCode != 304 || len(data) > 0 || r.Header.Get("ETag") != tag {
			t.Errorf("%s: %d, %d bytes", match, r.StatusCode, len(data))
		}
	}
	if r := a.ask("GET", "/api/search?q=联盟", "If-None-Match", tag); r.StatusCode != 200 {
		t.Errorf("another question: %d", r.StatusCode)
	}
	// Another site has other answers.
	question := "/api/search?q=槜李"
	tag = a.ask("GET", question).Header.Get("ETag")
	a.publish(pages()[1:])
	if r, f := a.get(question, "If-None-Match", tag); r.StatusCode != 200 || f.Total != 0 {
		t.Errorf("after the page is gone: %d, %d found", r.StatusCode, f.Total)
	}
}

func TestAnswersAreCompressed(t *testing.T) {
	a := newAsker(t, serve.Options{}, pages())
	plain, err := io.ReadAll(a.ask("GET", "/api/search?q=联盟").Body)
	if err != nil {
		t.Fatal(err)
	}
	r := a.ask("GET", "/api/search?q=联盟", "Accept-Encoding", "br, gzip")
	if r.Header.Get("Content-Encoding") != "gzip" || r.Header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("headers %v", r.Header)
	}
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(z); err != nil || string(data) != string(plain) {
		t.Errorf("%d bytes, %v, want %d", len(data), err, len(plain))
	}
}

// TestEachClientHasALimit lets one client ask too often, and another meanwhile.
func TestEachClientHasALimit(t *testing.T) {
	now := time.Unix(1e9, 0)
	a := newAsker(t, serve.Options{Rate: 2, Burst: 3, Now: func() time.Time { return now }}, pages())
	for i := range 3 {
		if r := a.ask("GET", "/api/suggest?q=a"); r.StatusCode != 200 {
			t.Fatalf("question %d: %d", i+1, r.StatusCode)
		}
	}
	r, f := a.get("/api/search?q=a")
	if r.StatusCode != 429 || r.Header.Get("Retry-After") != "1" || f.Status != 429 {
		t.Errorf("the fourth: %d %v", r.StatusCode, r.Header)
	}
	if r := a.ask("GET", "/api/openapi.json"); r.StatusCode != 200 {
		t.Errorf("the description: %d", r.StatusCode)
	}
	now = now.Add(time.Second / 2)
	if r := a.ask("GET", "/api/search?q=a"); r.StatusCode != 200 {
		t.Errorf("after a while: %d", r.StatusCode)
	}
	a.server.Configure(serve.Options{}) // as at SIGHUP
	for range 5 {
		if r := a.ask("GET", "/api/search?q=a"); r.StatusCode != 200 {
			t.Errorf("without a limit: %d", r.StatusCode)
		}
	}
}

func TestWithoutAnIndex(t *testing.T) {
	a := newAsker(t, serve.Options{}, nil)
	if r, f := a.get("/api/search?q=a"); r.StatusCode != 503 || f.Type != "openapi.json#no-index" || r.Header.Get("Retry-After") == "" {
		t.Errorf("%d %+v", r.StatusCode, f)
	}
	if r := a.ask("GET", "/api/search?page=0"); r.StatusCode != 400 {
		t.Errorf("a bad page: %d", r.StatusCode)
	}
}

func TestSearchThatTakesTooLong(t *testing.T) {
	a := newAsker(t, serve.Options{QueryTime: 1}, pages())
	for _, path := range []string{"/api/search?q=联盟", "/api/suggest?q=联盟"} {
		if r, f := a.get(path); r.StatusCode != 503 || f.Type != "openapi.json#timed-out" {
			t.Errorf("%s: %d %+v", path, r.StatusCode, f)
		}
	}
}
