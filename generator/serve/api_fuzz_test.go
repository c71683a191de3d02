package serve_test

import (
	"encoding/json"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"touyan/generator/serve"
)

// FuzzAPI asks with any query string: the status is one of those described, the body is
// JSON, and it does not take longer than a search may.
func FuzzAPI(f *testing.F) {
	for _, q := range []string{
		"", "q=槜李", "q=%e6%a7%9c&page=2&size=0", "q=%zz", "q=a;b", "type=village&type=&region=嘉兴/", "sort=date&facet=none", "q=\"\"\"\"-\"a\"", "page=1e9", "&&&=&=", "q=type:village -a 类型：",
		"q=+++%00%ff%f0%9f%99%82", "facet=type&facet=none", "year=2021&page=00001",
	} {
		f.Add(q)
	}
	const most = 5 * time.Second
	a := newAsker(f, serve.Options{QueryTime: most}, append(pages(), corpusPages(40)...))
	f.Fuzz(func(t *testing.T, query string) {
		for _, path := range []string{"/api/search", "/api/suggest"} {
			r := httptest.NewRequest("GET", path, nil)
			r.URL.RawQuery = query
			w := httptest.NewRecorder()
			begin := time.Now()
			a.server.ServeHTTP(w, r)
			if took := time.Since(begin); took > 2*most {
				t.Errorf("%s?%q takes %v", path, query, took)
			}
			if !slices.Contains([]int{200, 400, 414, 503}, w.Code) {
				t.Errorf("%s?%q: %d", path, query, w.Code)
			}
			if !json.Valid(w.Body.Bytes()) {
				t.Errorf("%s?%q: %q", path, query, w.Body)
			}
		}
	})
}
