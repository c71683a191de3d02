package parity

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"testing"
	"time"

	"touyan/generator/release"
	"touyan/generator/search"
	"touyan/generator/serve"
	"touyan/test/asker"
	"touyan/test/chrome"
)

// testSuggestions asks the index and the browser what may be meant by what is typed.
func testSuggestions(t *testing.T, tab *chrome.Tab, x *site, n int) {
	compareSuggestions(t, tab, x, n, *seed+4, func(text string) []search.Suggestion {
		list, err := x.index.Suggest(context.Background(), text)
		if err != nil {
			t.Errorf("the index, %q: %v", text, err)
		}
		return list
	})
}

func compareSuggestions(t *testing.T, tab *chrome.Tab, x *site, n int, seed uint64, answer func(string) []search.Suggestion) {
	t.Helper()
	a := newAsking(x, seed)
	list := make([]asker.Text, n)
	for i := range list {
		if list[i] = a.query(); i%2 == 0 {
			list[i] = asker.NewText(a.begun())
		}
	}
	got, err := asker.Suggest(tab, list)
	if err != nil {
		t.Fatal(err)
	}
	failed, some := 0, 0
	for i, text := range list {
		var want []asker.Suggestion
		for _, s := range answer(text.String()) {
			want = append(want, asker.Suggestion{Kind: s.Kind, Text: oneLine(s.Text), Value: s.Value, URL: s.URL})
		}
		if len(want) > 0 {
			some++
		}
		if !slices.Equal(got[i], want) {
			t.Errorf("%s, %.200q:\n  the browser suggests %+v\n  want %+v", x.name, text.String(), got[i], want)
			if failed++; failed == mostFailures {
				t.Fatal("and so on")
			}
		}
	}
	if some < n/4 {
		t.Errorf("only %d of %d have suggestions", some, n)
	}
}

// begun is the beginning of a value of a facet, or of a title.
func (a *asking) begun() string {
	text := []rune(pick(a, a.site.pages).texts[0])
	if values := a.facets[pick(a, []string{"problem", "tag", "region"})]; len(values) > 0 && a.IntN(3) > 0 {
		text = []rune(pick(a, values).Value)
	}
	from := 0
	if a.IntN(3) == 0 {
		from = a.IntN(len(text))
	}
	return string(text[from:min(len(text), from+1+a.IntN(5))])
}

// testAPI asks the server and the browser the same.
func testAPI(t *testing.T, tab *chrome.Tab, x *site, n int) {
	store, err := release.Open(t.TempDir(), release.Options{Keep: 1})
	if err != nil {
		t.Fatal(err)
	}
	// What is compared is the answer: a busy machine may take its time.
	server := serve.New(serve.Options{Public: x.dir, Store: store, QueryTime: time.Minute, Log: slog.New(slog.DiscardHandler)})
	if err := server.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	c := &client{t, server}
	compare(t, tab, x, n, *seed+5, func(t *testing.T, _ *site, list []asker.Request) []search.Response { return c.search(list) })
	compareSuggestions(t, tab, x, n/2, *seed+6, c.suggest)
}

// client asks a server.
type client struct {
	*testing.T
	server http.Handler
}

// get reads the answer to a request.
func (c *client) get(path string, p url.Values, to any) {
	r := httptest.NewRequest("GET", path+"?"+p.Encode(), nil)
	w := httptest.NewRecorder()
	c.server.ServeHTTP(w, r)
	if err := json.Unmarshal(w.Body.Bytes(), to); err != nil || w.Code != http.StatusOK {
		c.Errorf("%s: %d %.300s", path, w.Code, w.Body)
	}
}

// typed is what a client sends of a text: no more than the index looks at.
func typed(text string) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), 2000)])
}

func (c *client) search(list []asker.Request) []search.Response {
	out := make([]search.Response, len(list))
	for i, r := range list {
		o := r.Options
		if o.Filters["none"] != nil {
			continue // refused, where the browser finds nothing
		}
		p := url.Values{"q": {typed(r.Query.String())}, "facet": o.Facets}
		for facet, values := range o.Filters {
			for _, v := range values {
				p.Add(facet, cmp.Or(v, " ")) // nothing at all is what a form sends
			}
		}
		if o.Page > 0 {
			p.Set("page", strconv.Itoa(o.Page))
		}
		if o.Size > 0 {
			p.Set("size", strconv.Itoa(min(o.Size, 100)))
		}
		p.Set("sort", o.Sort)
		c.get("/api/search", p, &out[i])
	}
	return out
}

func (c *client) suggest(text string) []search.Suggestion {
	var answer struct{ Suggestions []search.Suggestion }
	c.get("/api/suggest", url.Values{"q": {typed(text)}}, &answer)
	return answer.Suggestions
}
