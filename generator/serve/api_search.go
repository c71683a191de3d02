package serve

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"touyan/generator/search"
)

// facets are those that can be filtered by and counted.
func facets() []string {
	return []string{"type", "region", "sector", "level", "problem", "tag", "year"}
}

// noFacets is the value of facet that counts none.
const noFacets = "none"

// searchQuestion is a question for pages; size may be 0.
type searchQuestion struct {
	query      string
	filters    map[string][]string
	page, size int
	byDate     bool
	facets     []string
}

// readSearch reads
//
//	q       what was typed, up to 2,000 characters
//	type, region, sector, level, problem, tag, year
//	        filters: pages with one of the values of each; up to 100 values in all
//	page    which page of results, from 1
//	size    how many are on one, 10 where nothing is said and 100 at most; with 0
//	        only the total and the numbers of facets are given
//	sort    best, the usual, or date for the newest first
//	facet   the facets to count, all where nothing is said; none counts none
func readSearch(p *parameters) question {
	q := searchQuestion{query: p.query(), filters: map[string][]string{}}
	n := 0
	for _, facet := range facets() {
		if values := p.many(facet); len(values) > 0 {
			q.filters[facet] = values
			n += len(values)
		}
	}
	if n > mostValues {
		p.fail(problem{code: "too-many-values", args: []any{n, mostValues}})
	}
	q.page = p.number("page", 1, 1, mostDepth+1)
	q.size = p.number("size", usualSize, 0, mostSize)
	if (q.page-1)*q.size > mostDepth {
		p.fail(problem{code: "page-too-deep", parameter: "page", args: []any{q.page, q.size, mostDepth}})
	}
	if sort := p.one("sort"); sort != "" {
		p.among("sort", sort, "best", "date")
		q.byDate = sort == "date"
	}
	q.facets = readFacets(p)
	return q
}

// readFacets returns the facets to count, in order.
func readFacets(p *parameters) []string {
	wanted := p.many("facet")
	if wanted == nil {
		return facets()
	}
	for _, f := range wanted {
		p.among("facet", f, append(facets(), noFacets)...)
	}
	return slices.DeleteFunc(facets(), func(f string) bool { return !slices.Contains(wanted, f) })
}

func (q searchQuestion) key() string {
	var b strings.Builder
	fmt.Fprintf(&b, "search %q %d %d %t %q", q.query, q.page, q.size, q.byDate, q.facets)
	for _, facet := range facets() {
		if values := q.filters[facet]; len(values) > 0 {
			fmt.Fprintf(&b, " %s %q", facet, values)
		}
	}
	return b.String()
}

func (q searchQuestion) answer(ctx context.Context, e *Edition) ([]byte, error) {
	r := search.Request{Query: q.query, Filters: q.filters, Page: q.page, Size: q.size, Facets: q.facets, Correct: q.size > 0}
	if q.size == 0 {
		r.Size = -1
	}
	if q.byDate {
		r.Sort = "date"
	}
	found, err := e.Index.Search(ctx, r)
	if err != nil {
		return nil, err
	}
	return json.Marshal(newSearchAnswer(q, found))
}

// searchAnswer is the answer to a question for pages, as openapi.json describes it;
// it is what touyan.search gives in the browser.
type searchAnswer struct {
	Total      int                     `json:"total"`
	More       bool                    `json:"more"`
	Page       int                     `json:"page"`
	Size       int                     `json:"size"`
	Results    []searchResult          `json:"results"`
	Facets     map[string][]facetValue `json:"facets"`
	DidYouMean string                  `json:"didYouMean"`
}

type searchResult struct {
	URL          string     `json:"url"`
	Title        string     `json:"title"`
	Date         string     `json:"date"`
	Region       string     `json:"region"`
	Type         string     `json:"type"`
	TypeLabel    string     `json:"typeLabel"`
	Organization string     `json:"organization"`
	Brand        string     `json:"brand"`
	Score        float64    `json:"score"`
	Excerpt      []fragment `json:"excerpt"`
	Anchor       string     `json:"anchor"`
	Section      string     `json:"section"`
}

type fragment struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit"`
}

type facetValue struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

func newSearchAnswer(q searchQuestion, found search.Response) searchAnswer {
	a := searchAnswer{
		Total: found.Total, Page: q.page, Size: q.size, DidYouMean: found.DidYouMean,
		Results: make([]searchResult, 0, len(found.Results)), Facets: map[string][]facetValue{},
	}
	for _, r := range found.Results {
		excerpt := make([]fragment, len(r.Excerpt))
		for i, f := range r.Excerpt {
			excerpt[i] = fragment{f.Text, f.Hit}
		}
		a.Results = append(a.Results, searchResult{
			r.URL, r.Title, r.Date, r.Region, r.Type, r.TypeLabel, r.Organization, r.Brand, r.Score, excerpt, r.Anchor, r.Section,
		})
	}
	for facet, values := range found.Facets {
		list := make([]facetValue, len(values))
		for i, v := range values {
			list[i] = facetValue{v.Value, v.Label, v.Count}
		}
		a.Facets[facet] = list
	}
	return a
}
