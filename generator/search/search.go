package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"
)

// Request is a question to the index.
type Request struct {
	// Query is what the reader typed; any bytes are fine.
	Query string
	// Filters keep the documents that have one of the values of each facet:
	// type, region, sector, level, problem, tag, year. A value may be an id, its
	// label, or for region any name or path of the tree.
	Filters map[string][]string
	// Page counts from 1; Size is the number of results on it, 10 where it is 0
	// and 100 at most.
	Page, Size int
	// Sort is "" for the best first or "date" for the newest first.
	Sort string
}

// Response is the answer.
type Response struct {
	// Total is the number of documents found.
	Total   int
	Results []Result
	// Facets count the found documents by facet, the commonest value first.
	Facets map[string][]FacetValue
}

// Result is one document found.
type Result struct {
	URL, Title, Date, Region string
	// Type is the id of the case's type, TypeLabel its word; "" for other pages.
	Type, TypeLabel string
	Score           float64
	// Excerpt is the stretch of text that says most of what was asked; Anchor and
	// Section are where it stands, "" for the top of the page.
	Excerpt         []Fragment
	Anchor, Section string
}

// Fragment is a piece of an excerpt; Hit marks what matched.
type Fragment struct {
	Text string
	Hit  bool
}

// FacetValue is how many found documents have a value.
type FacetValue struct {
	Value, Label string
	Count        int
}

// maxSize bounds a page of results; maxDepth bounds how far one can page.
const (
	defaultSize = 10
	maxSize     = 100
	maxDepth    = 10000
)

// Search answers a request. Errors come only from a damaged index or a context
// that ended.
func (x *Index) Search(ctx context.Context, r Request) (Response, error) {
	q := parseQuery(r.Query, x.names)
	for facet, values := range r.Filters {
		q.filters[facet] = append(slices.Clone(q.filters[facet]), values...)
	}
	p, err := x.plan(ctx, q)
	if err != nil {
		return Response{}, fmt.Errorf("plan query: %w", err)
	}
	m, err := x.evaluate(ctx, p.units, x.size)
	if err != nil {
		return Response{}, err
	}
	found, err := x.found(ctx, &p, m)
	if err != nil {
		return Response{}, err
	}
	facets, err := x.details(found)
	if err != nil {
		return Response{}, err
	}
	res := Response{Total: len(found), Facets: facets}
	res.Results, err = x.results(page(found, r), p.marks)
	return res, err
}

// hit is a document found; key is its date, a zero byte, and its address.
type hit struct {
	doc   uint64
	score float64
	key   string
}

// before orders hits by score or date; equals come newest first and then by
// address, so that the order is the same wherever the documents stand in the
// index.
func (h hit) before(o hit, byDate bool) int {
	if !byDate && h.score != o.score {
		return cmp.Compare(o.score, h.score)
	}
	date, url, _ := strings.Cut(h.key, "\x00")
	otherDate, otherURL, _ := strings.Cut(o.key, "\x00")
	return cmp.Or(strings.Compare(otherDate, date), cmp.Compare(o.score, h.score), strings.Compare(url, otherURL))
}

// found returns the documents that a plan keeps, in order of their numbers.
func (x *Index) found(ctx context.Context, p *plan, m *matches) ([]hit, error) {
	allowed, err := x.allowed(ctx, p)
	if err != nil {
		return nil, err
	}
	best := 0.0
	for d, s := range m.share {
		if s > best && allowed.has(d) {
			best = s
		}
	}
	if best == 0 && (len(p.units) > 0 || !p.restricts()) {
		return nil, nil
	}
	var found []hit
	for d, s := range m.share {
		if allowed.has(d) && s >= best*keepShare {
			found = append(found, hit{doc: uint64(d), score: m.score[d]})
		}
	}
	return found, nil
}

// details reads what ordering needs of each document found, and counts facets.
func (x *Index) details(found []hit) (map[string][]FacetValue, error) {
	dv, err := x.reader.DocValueReader([]string{fieldRow})
	if err != nil {
		return nil, fmt.Errorf("read facets: %w", err)
	}
	counts := make([]int, len(x.state.Values))
	var h *hit
	read := func(_ string, row []byte) { h.key = readRow(row, counts) }
	var id index.IndexInternalID
	for i := range found {
		h = &found[i]
		id = index.NewIndexInternalID(id, h.doc)
		if err := dv.VisitDocValues(id, read); err != nil {
			return nil, fmt.Errorf("read facets: %w", err)
		}
	}
	return x.facets(counts), nil
}

// facets turns counts by value number into lists by facet.
func (x *Index) facets(counts []int) map[string][]FacetValue {
	out := map[string][]FacetValue{}
	for n, count := range counts {
		if count > 0 {
			facet, v, _ := strings.Cut(x.state.Values[n], "\x00")
			out[facet] = append(out[facet], FacetValue{Value: v, Label: x.state.Meta.label(facet, v), Count: count})
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b FacetValue) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
		})
	}
	return out
}

// page returns the hits of the page that is asked for.
func page(found []hit, r Request) []hit {
	size := r.Size
	if size <= 0 {
		size = defaultSize
	}
	size = min(size, maxSize)
	from := min((max(r.Page, 1)-1)*size, len(found), maxDepth)
	to := min(from+size, len(found))
	return first(found, to, r.Sort == "date")[from:to]
}

// first returns the first n hits in order. Of many hits it does not sort those
// that come later.
func first(found []hit, n int, byDate bool) []hit {
	order := func(a, b hit) int { return a.before(b, byDate) }
	if n > 200 || len(found) < 2*n {
		slices.SortFunc(found, order)
		return found
	}
	best := make([]hit, 0, n+1)
	for _, h := range found {
		if len(best) == n && (n == 0 || order(h, best[n-1]) > 0) {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, h, order)
		best = slices.Insert(best, at, h)
		best = best[:min(len(best), n)]
	}
	return best
}

// results reads the documents of one page of hits.
func (x *Index) results(hits []hit, marks []string) ([]Result, error) {
	urls := make([]string, len(hits))
	for i, h := range hits {
		_, urls[i], _ = strings.Cut(h.key, "\x00")
	}
	docs, err := x.texts.get(urls)
	if err != nil {
		return nil, err
	}
	out := make([]Result, len(hits))
	for i, h := range hits {
		d := docs[urls[i]]
		out[i] = Result{
			URL: d.URL, Title: d.Title, Date: d.Date, Region: d.Region,
			Type: d.Facets.Type, TypeLabel: x.state.Meta.label("type", d.Facets.Type), Score: h.score,
		}
		out[i].Excerpt, out[i].Anchor, out[i].Section = excerpt(d, marks)
	}
	return out, nil
}
