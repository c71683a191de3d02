package serve_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"touyan/generator/serve"
)

// description is the document that is served, by which requests and answers are
// checked.
type description struct {
	testing.TB
	doc      map[string]any
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema
}

// described reads the description that is served.
func described(t *testing.T, a *asker) *description {
	t.Helper()
	r := a.ask("GET", "/api/openapi.json")
	doc, err := jsonschema.UnmarshalJSON(r.Body)
	if err != nil || r.StatusCode != 200 || r.Header.Get("Content-Type") != "application/json" {
		t.Fatalf("%d, %v, %v", r.StatusCode, r.Header, err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource("http://x/openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	return &description{t, doc.(map[string]any), c, map[string]*jsonschema.Schema{}}
}

// at follows keys, and references, from the top of the document. It returns what is
// there, nil where nothing is, and the way to it without references.
func (d *description) at(keys ...string) (any, []string) {
	d.Helper()
	var now any = d.doc
	var way []string
	for _, key := range keys {
		switch n := now.(type) {
		case map[string]any:
			now = n[key]
		case []any:
			i, _ := strconv.Atoi(key)
			now = n[i]
		}
		way = append(way, key)
		if ref, ok := now.(map[string]any); ok && ref["$ref"] != nil {
			way = strings.Split(strings.TrimPrefix(ref["$ref"].(string), "#/"), "/")
			now, way = d.at(way...)
		}
	}
	return now, way
}

// fits returns why a value does not fit the schema at a place, or nil.
func (d *description) fits(value any, keys ...string) error {
	d.Helper()
	_, way := d.at(keys...)
	for i, key := range way {
		way[i] = strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
	}
	place := "http://x/openapi.json#/" + strings.Join(way, "/")
	if d.schemas[place] == nil {
		s, err := d.compiler.Compile(place)
		if err != nil {
			d.Fatal(err)
		}
		d.schemas[place] = s
	}
	return d.schemas[place].Validate(value)
}

// answer returns what is wrong with an answer to GET of a path.
func (d *description) answer(path string, r *http.Response) error {
	d.Helper()
	place := []string{"paths", path, "get", "responses", strconv.Itoa(r.StatusCode)}
	response, _ := d.at(place...)
	if response == nil {
		return fmt.Errorf("status %d is not described", r.StatusCode)
	}
	headers, _ := response.(map[string]any)["headers"].(map[string]any)
	for name, h := range headers {
		if h.(map[string]any)["required"] == true && r.Header.Get(name) == "" {
			return fmt.Errorf("status %d has no %s", r.StatusCode, name)
		}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return d.fits(value, append(place, "content", r.Header.Get("Content-Type"), "schema")...)
}

// request returns what is wrong with the parameters of a GET of a path.
func (d *description) request(path string, given url.Values) error {
	d.Helper()
	place := []string{"paths", path, "get", "parameters"}
	parameters, _ := d.at(place...)
	list, _ := parameters.([]any)
	for name, values := range given {
		found := false
		for i := range list {
			p := list[i].(map[string]any)
			if p["name"] != name {
				continue
			}
			found = true
			var value any = values[0]
			switch p["schema"].(map[string]any)["type"] {
			case "array":
				all := make([]any, len(values))
				for k, v := range values {
					all[k] = v
				}
				value = all
			case "integer":
				n, err := strconv.Atoi(values[0])
				if err != nil {
					return err
				}
				value = n
			}
			if err := d.fits(value, append(place, strconv.Itoa(i), "schema")...); err != nil {
				return err
			}
		}
		if !found {
			return fmt.Errorf("parameter %s is not described", name)
		}
	}
	return nil
}

// TestDescriptionIsOpenAPI checks the document by the schema of OpenAPI 3.1, and its
// examples by its own.
func TestDescriptionIsOpenAPI(t *testing.T) {
	d := described(t, newAsker(t, serve.Options{}, pages()))
	data, err := os.ReadFile("testdata/openapi-3.1.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	rules, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.compiler.AddResource("http://x/rules.json", rules); err != nil {
		t.Fatal(err)
	}
	schema, err := d.compiler.Compile("http://x/rules.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(d.doc); err != nil {
		t.Error(err)
	}
	examples := 0
	var look func(value any, place []string)
	look = func(value any, place []string) {
		switch v := value.(type) {
		case []any:
			for i := range v {
				look(v[i], append(place[:len(place):len(place)], strconv.Itoa(i)))
			}
		case map[string]any:
			if example, ok := v["example"]; ok && v["schema"] != nil {
				examples++
				if err := d.fits(example, append(place[:len(place):len(place)], "schema")...); err != nil {
					t.Errorf("the example of %v: %v", place, err)
				}
			}
			for key := range v {
				look(v[key], append(place[:len(place):len(place)], key))
			}
		}
	}
	look(d.doc, nil)
	if examples < 15 {
		t.Errorf("%d examples", examples)
	}
}

// TestAnswersAreAsDescribed asks many questions, right and wrong ones.
func TestAnswersAreAsDescribed(t *testing.T) {
	a := newAsker(t, serve.Options{}, corpusPages(60))
	d := described(t, a)
	tight := newAsker(t, serve.Options{Rate: 1, Burst: 1}, pages())
	empty := newAsker(t, serve.Options{}, nil)
	short := newAsker(t, serve.Options{QueryTime: 1}, pages())
	statuses := map[int]int{}
	check := func(a *asker, method, target string) {
		t.Helper()
		w := httptest.NewRecorder()
		request := httptest.NewRequest(method, target, nil)
		a.server.ServeHTTP(w, request)
		response, path := w.Result(), request.URL.Path
		statuses[response.StatusCode]++
		if err := d.answer(path, response); err != nil {
			t.Errorf("%s %.80s: %d: %v", method, target, response.StatusCode, err)
		}
		err := d.request(path, request.URL.Query())
		if response.StatusCode == 200 && err != nil {
			t.Errorf("%.80s is answered, though not described: %v", target, err)
		}
		if response.StatusCode == 400 && err == nil && !strings.Contains(target, "page=9999") {
			t.Errorf("%.80s is refused, though described", target)
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

// TestDescriptionIsReadable looks at what people need of it: lines, words, a tag.
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
