package serve_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touyan/generator/config"
	"touyan/generator/output"
	"touyan/generator/release"
	"touyan/generator/search"
	"touyan/generator/serve"
	"touyan/test/corpus"
)

// asker asks the API of a site whose pages are documents.
type asker struct {
	testing.TB
	public string
	store  *release.Store
	server *serve.Server
}

// newAsker serves documents; o may set limits.
func newAsker(tb testing.TB, o serve.Options, docs []*search.Document) *asker {
	tb.Helper()
	a := &asker{TB: tb, public: filepath.Join(tb.TempDir(), "public")}
	var err error
	if a.store, err = release.Open(filepath.Join(tb.TempDir(), "releases"), release.Options{Keep: 2}); err != nil {
		tb.Fatal(err)
	}
	o.Public, o.Store, o.Log = a.public, a.store, slog.New(slog.DiscardHandler)
	a.server = serve.New(o)
	a.publish(docs)
	return a
}

// publish publishes an index of documents; without any the site has no index.
func (a *asker) publish(docs []*search.Document) {
	a.Helper()
	w, err := output.Open(a.public, output.Options{})
	if err != nil {
		a.Fatal(err)
	}
	defer w.Abort()
	if _, err := w.Write("index.html", fmt.Append(nil, len(docs), time.Now())); err != nil {
		a.Fatal(err)
	}
	if docs != nil {
		dir, err := w.NewDir("search")
		if err != nil {
			a.Fatal(err)
		}
		a.index(dir, docs)
	}
	if _, err := w.Publish(); err != nil {
		a.Fatal(err)
	}
	if err := a.server.Refresh(context.Background()); err != nil && docs != nil {
		a.Fatal(err)
	}
}

func (a *asker) index(dir string, docs []*search.Document) {
	a.Helper()
	b, err := search.Create(dir, search.NewMeta(config.Default()))
	if err != nil {
		a.Fatal(err)
	}
	for _, d := range docs {
		if err := b.Add(d); err != nil {
			a.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		a.Fatal(err)
	}
	if err := search.Export(dir); err != nil {
		a.Fatal(err)
	}
}

// ask returns the answer to a request; headers are name and value in turn.
func (a *asker) ask(method, target string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	a.server.ServeHTTP(w, r)
	return w.Result()
}

// found is what tests look at of an answer, or of a problem.
type found struct {
	Total, Page, Size int
	Results           []struct{ URL, Title, Organization string }
	Facets            map[string][]struct {
		Value, Label string
		Count        int
	}
	DidYouMean  string
	Suggestions []struct{ Kind, Text, Value, URL string }

	Type, Title, Detail, Instance, Parameter string
	Status                                   int
}

// get asks, and reads the JSON.
func (a *asker) get(target string, headers ...string) (*http.Response, found) {
	a.Helper()
	r := a.ask("GET", target, headers...)
	data, err := io.ReadAll(r.Body)
	if err != nil {
		a.Fatal(err)
	}
	var f found
	if err := json.Unmarshal(data, &f); err != nil {
		a.Fatalf("%s: %v in %.200q", target, err, data)
	}
	return r, f
}

// pages are a few pages by hand.
func pages() []*search.Document {
	page := func(url, typ, date, region, title, organization, problem, text string) *search.Document {
		d := &search.Document{URL: url, Title: title, Date: date, Region: strings.ReplaceAll(region, "/", " ")}
		d.Facets = search.Facets{Type: typ, Year: date[:4], Problems: []string{problem}, Tags: []string{"网格"}}
		names := strings.Split(region, "/")
		for i := range names {
			d.Facets.Region = append(d.Facets.Region, strings.Join(names[:i+1], "/"))
		}
		d.Parts = []search.Part{
			{Field: search.Title, Text: title}, {Field: search.Organization, Text: organization}, {Field: search.Region, Text: d.Region},
			{Field: search.Problem, Text: problem}, {Field: search.Body, Anchor: "s", Section: "做法", Text: text},
		}
		return d
	}
	return []*search.Document{
		page("cases/zui-li.html", "alliance", "2022-01-05", "浙江省/嘉兴市/桐乡市", "槜李产业党建联盟", "桃园村党委", "产业单一", "几个村一起种槜李，成立联盟。"),
		page("cases/port.html", "village", "2021-06", "浙江省/嘉兴市/海盐县", "美丽党员", "雪水港村党总支", "集体经济薄弱", "建起联盟，人均收入4.7万元。"),
		page("cases/cards.html", "method", "2017", "辽宁省/葫芦岛市", "三卡制与微心愿", "前沿社区党委", "群众参与不够", "党员领卡，办结1210件。"),
	}
}

// corpusPages are realistic pages.
func corpusPages(n int) []*search.Document {
	g := corpus.New(3)
	docs := make([]*search.Document, n)
	for i := range docs {
		f := g.Facts(i)
		_, body, _ := strings.Cut(string(g.Case(i)[0].Data[4:]), "\n---\n")
		d := &search.Document{
			URL: fmt.Sprintf("cases/case-%06d.html", i), Title: f.Title, Date: f.Date, Region: strings.Join(f.Region, " "),
			Facets: search.Facets{Type: f.Type, Sector: f.Sector, Level: f.Level, Problems: f.Problems, Tags: f.Tags, Year: f.Date[:4]},
		}
		for k := range f.Region {
			d.Facets.Region = append(d.Facets.Region, strings.Join(f.Region[:k+1], "/"))
		}
		d.Parts = []search.Part{{Field: search.Title, Text: f.Title}, {Field: search.Summary, Text: f.Summary}, {Field: search.Organization, Text: f.Organization}}
		for _, p := range f.Problems {
			d.Parts = append(d.Parts, search.Part{Field: search.Problem, Text: p})
		}
		for k, s := range strings.Split(body, "\n## ") {
			head, text, _ := strings.Cut(s, "\n")
			d.Parts = append(d.Parts, search.Part{Field: search.Body, Anchor: fmt.Sprintf("s%d", k), Section: head, Text: text})
		}
		docs[i] = d
	}
	return docs
}
