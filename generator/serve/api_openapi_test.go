package serve_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/errors"

	"touyan/generator/serve"
)

// described returns what checks requests and answers against the description that is
// served.
func described(t *testing.T, a *asker) validator.Validator {
	t.Helper()
	r := a.ask("GET", "/api/openapi.json")
	data, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != 200 || r.Header.Get("Content-Type") != "application/json" {
		t.Fatalf("%d, %v, %v", r.StatusCode, r.Header, err)
	}
	doc, err := libopenapi.NewDocument(data)
	if err != nil {
		t.Fatal(err)
	}
	v, errs := validator.NewValidator(doc)
	for _, err := range errs {
		t.Fatal(err)
	}
	t.Cleanup(v.Release)
	return v
}

func tell(list []*errors.ValidationError) string {
	var b strings.Builder
	for _, e := range list {
		fmt.Fprintf(&b, "\n%s: %s", e.Message, e.Reason)
		for _, s := range e.SchemaValidationErrors {
			fmt.Fprintf(&b, "\n\t%s at %s", s.Reason, s.FieldPath)
		}
	}
	return b.String()
}

func TestDescriptionIsOpenAPI(t *testing.T) {
	v := described(t, newAsker(t, serve.Options{}, pages()))
	if ok, errs := v.ValidateDocument(); !ok {
		t.Error(tell(errs))
	}
}

// TestAnswersAreAsDescribed asks many questions, right and wrong ones.
func TestAnswersAreAsDescribed(t *testing.T) {
	a := newAsker(t, serve.Options{}, corpusPages(60))
	v := described(t, a)
	tight := newAsker(t, serve.Options{Rate: 1, Burst: 1}, pages())
	empty := newAsker(t, serve.Options{}, nil)
	short := newAsker(t, serve.Options{QueryTime: 1}, pages())
	statuses := map[int]int{}
	check := func(a *asker, method, target string) {
		t.Helper()
		request := httptest.NewRequest(method, target, nil)
		w := httptest.NewRecorder()
		a.server.ServeHTTP(w, request)
		response := w.Result()
		statuses[response.StatusCode]++
		// The description has only GET; a problem with the method is none of GET's.
		asked := httptest.NewRequest("GET", target, nil)
		if response.StatusCode == 404 {
			return
		}
		if ok, errs := v.ValidateHttpResponse(asked, response); !ok {
			t.Errorf("%s %.80s: %d%s", method, target, response.StatusCode, tell(errs))
		}
		if wrong := response.StatusCode == 400; !wrong {
			if ok, errs := v.ValidateHttpRequest(asked); response.StatusCode == 200 && !ok {
				t.Errorf("%.80s is answered, though not described:%s", target, tell(errs))
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		check(a, "GET", randomRequest(r))
	}
	check(a, "POST", "/api/search")
	check(a, "DELETE", "/api/suggest")
	check(a, "GET", "/api/search?q="+strings.Repeat("a", 40_000))
	check(a, "GET", "/api/openapi.json")
	for range 2 {
		check(tight, "GET", "/api/search?q=a")
	}
	check(empty, "GET", "/api/suggest?q=a")
	check(short, "GET", "/api/search?q=党")
	for _, status := range []int{200, 400, 405, 414, 429, 503} {
		if statuses[status] == 0 {
			t.Errorf("no answer has status %d: %v", status, statuses)
		}
	}
	if statuses[200] < 100 || statuses[400] < 50 {
		t.Errorf("too few are right or wrong: %v", statuses)
	}
}

// randomRequest is an address with some parameters, most of them right.
func randomRequest(r *rand.Rand) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	p := url.Values{}
	if r.IntN(8) > 0 {
		p.Set("q", pick("党建", "联盟 村", "zuili", "集体经济薄弱怎么办", `"党组织"`, "-党 村", "type:village", "醉李", "🙂", "a", "", "\x00\xff"))
	}
	path := pick("/api/search", "/api/search", "/api/search", "/api/suggest")
	if path == "/api/suggest" {
		if r.IntN(6) == 0 {
			p.Set(pick("size", "Q", "query"), "1")
		}
		return path + "?" + p.Encode()
	}
	for range r.IntN(3) {
		p.Add(pick("type", "region", "sector", "level", "problem", "tag", "year"), pick("village", "浙江省", "嘉兴", "soe", "2021", "党建联盟", "无"))
	}
	switch r.IntN(6) {
	case 0:
		p.Set("page", pick("1", "2", "7", "0", "-3", "x", "1.5", "9999"))
	case 1:
		p.Set("size", pick("0", "1", "100", "101", "ten"))
	case 2:
		p.Set("sort", pick("best", "date", "newest"))
	case 3:
		p.Add("facet", pick("type", "region", "none", "nothing"))
	case 4:
		p.Set(pick("Q", "limit", "types", ""), "1")
	}
	return path + "?" + p.Encode()
}

// TestExamplesAreAsDescribed is done by the document's own check of its examples, of
// which this one looks at the languages: every summary has both.
func TestDescriptionIsReadable(t *testing.T) {
	a := newAsker(t, serve.Options{}, pages())
	r := a.ask("GET", "/api/openapi.json")
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if text := string(data); !strings.Contains(text, "\n  \"info\": {") || !strings.Contains(text, "“引号”") {
		t.Errorf("it is written for programs alone: %.200s", text)
	}
	if again := a.ask("GET", "/api/openapi.json", "If-None-Match", r.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again: %d", again.StatusCode)
	}
}
