package parity

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"touyan/generator/search"
	"touyan/test/asker"
	"touyan/test/chrome"
)

// tolerance is how far apart two scores may be, as a share of the score.
const tolerance = 1e-6

// mostFailures is how many queries are printed before a test gives up.
const mostFailures = 10

// askBoth asks the index and the browser n queries and compares. While the
// browser answers a batch, the index does.
func askBoth(t *testing.T, tab *chrome.Tab, x *site, n int, seed uint64) {
	t.Helper()
	compare(t, tab, x, n, seed, askIndex)
}

// answering answers requests otherwise than the browser does.
type answering func(t *testing.T, x *site, list []asker.Request) []search.Response

// compare asks a reader of the index and the browser n queries.
func compare(t *testing.T, tab *chrome.Tab, x *site, n int, seed uint64, answers answering) {
	t.Helper()
	q := newAsking(x, seed)
	failed := 0
	for from := 0; from < n; from += batch {
		list := make([]asker.Request, min(batch, n-from))
		for i := range list {
			list[i] = q.request()
		}
		wanted := make(chan []search.Response, 1)
		go func() { wanted <- answers(t, x, list) }()
		got, err := asker.Ask(tab, list)
		want := <-wanted
		if err != nil {
			t.Fatal(err)
		}
		for i := range got {
			if fault := differ(list[i], want[i], got[i]); fault != "" {
				t.Errorf("query %d of seed %d, %s: %s\n%s", from+i, seed, x.name, fault, both(list[i], want[i], got[i]))
				if failed++; failed == mostFailures {
					t.Fatal("and so on")
				}
			}
		}
	}
}

// askIndex asks the index.
func askIndex(t *testing.T, x *site, list []asker.Request) []search.Response {
	out := make([]search.Response, len(list))
	for i, r := range list {
		o := r.Options
		var err error
		out[i], err = x.index.Search(context.Background(), search.Request{
			Query: r.Query.String(), Filters: o.Filters, Page: o.Page, Size: o.Size, Sort: o.Sort, Correct: true,
		})
		if err != nil {
			t.Errorf("the index, %q: %v", r.Query, err)
		}
	}
	return out
}

// differ returns what is not alike in two answers, or "".
func differ(r asker.Request, want search.Response, got asker.Answer) string {
	if got.Failure != nil {
		return "the browser fails"
	}
	if got.Total != want.Total {
		return fmt.Sprintf("total %d, want %d", got.Total, want.Total)
	}
	if len(got.Results) != len(want.Results) {
		return fmt.Sprintf("%d results, want %d", len(got.Results), len(want.Results))
	}
	for i, w := range want.Results {
		g := got.Results[i]
		if g.URL != w.URL {
			return fmt.Sprintf("result %d is %s, want %s", i+1, g.URL, w.URL)
		}
		if math.Abs(g.Score-w.Score) > tolerance*math.Abs(w.Score) || math.IsNaN(g.Score) {
			return fmt.Sprintf("result %d, %s: score %v, want %v", i+1, g.URL, g.Score, w.Score)
		}
		if g.Title != oneLine(w.Title) || g.Date != w.Date || g.Type != w.Type || g.Region != oneLine(w.Region) {
			return fmt.Sprintf("result %d: %q, want %q", i+1, []string{g.Title, g.Date, g.Type, g.Region}, []string{w.Title, w.Date, w.Type, w.Region})
		}
		if g.TypeLabel != w.TypeLabel || g.Organization != oneLine(w.Organization) || g.Brand != oneLine(w.Brand) {
			return fmt.Sprintf("result %d: %q, want %q", i+1, []string{g.TypeLabel, g.Organization, g.Brand}, []string{w.TypeLabel, w.Organization, w.Brand})
		}
	}
	if got.DidYouMean != want.DidYouMean {
		return fmt.Sprintf("means %q, want %q", got.DidYouMean, want.DidYouMean)
	}
	return differFacets(r.Options.Facets, want, got)
}

// oneLine is a text as the shards keep it where a line may not end in it.
func oneLine(s string) string {
	return strings.NewReplacer("\n", " ", "\r", " ", "\u2028", "\u2028").Replace(s)
}

// differFacets compares the facets that were asked for, which both must give in
// full and in the same order.
func differFacets(asked []string, want search.Response, got asker.Answer) string {
	for _, id := range asked {
		w := make([]asker.FacetValue, len(want.Facets[id]))
		for i, v := range want.Facets[id] {
			w[i] = asker.FacetValue{Value: v.Value, Label: v.Label, Count: v.Count}
		}
		if !slices.Equal(got.Facets[id], w) {
			return fmt.Sprintf("facet %s is\n  %.600v, want\n  %.600v", id, got.Facets[id], w)
		}
	}
	return ""
}

// both prints a query with both answers.
func both(r asker.Request, want search.Response, got asker.Answer) string {
	var b strings.Builder
	literal, _ := r.Query.MarshalJSON()
	fmt.Fprintf(&b, "query   %.300q\n        %.300s\noptions %+v\n", r.Query.String(), literal, r.Options)
	fmt.Fprintf(&b, "Go      %d\n", want.Total)
	for _, w := range want.Results[:min(12, len(want.Results))] {
		fmt.Fprintf(&b, "        %.17g %s %s\n", w.Score, w.URL, w.Date)
	}
	if f := got.Failure; f != nil {
		fmt.Fprintf(&b, "browser fails with code %s: %s\n", f.Code, f.Message)
		return b.String()
	}
	fmt.Fprintf(&b, "browser %d\n", got.Total)
	for _, g := range got.Results[:min(12, len(got.Results))] {
		fmt.Fprintf(&b, "        %.17g %s %s\n", g.Score, g.URL, g.Date)
	}
	return b.String()
}

// asking makes queries for a site.
type asking struct {
	*rand.Rand
	site   *site
	traded map[rune][]rune // traditional and other forms by search form
	facets map[string][]search.FacetValue
}

func newAsking(x *site, seed uint64) *asking {
	return &asking{Rand: rand.New(rand.NewPCG(seed, 9)), site: x, traded: variants(), facets: x.facets()}
}

// request makes one request.
func (a *asking) request() asker.Request {
	r := asker.Request{Query: a.query(), Options: asker.Options{Size: 30}}
	switch a.IntN(8) {
	case 0:
		r.Options.Page, r.Options.Size = 1+a.IntN(4), []int{0, 1, 7, 10, 100, 1000}[a.IntN(6)]
	case 1, 2, 3, 4:
		r.Options.Size = 10
	}
	if a.IntN(8) == 0 {
		r.Options.Sort = "date"
	}
	if a.IntN(6) == 0 {
		r.Options.Filters = a.filters()
	}
	if a.IntN(4) == 0 {
		r.Options.Facets = []string{"type", "sector", "level", "year", "region", "problem", "tag"}[:1+a.IntN(7)]
	}
	return r
}
