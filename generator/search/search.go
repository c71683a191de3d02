package search

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
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
	// and 100 at most. Below 0 there are no results, only the total and the facets.
	Page, Size int
	// Sort is "" for the best first or "date" for the newest first.
	Sort string
	// Facets are those to count; nil are all.
	Facets []string
	// Correct asks for [Response].DidYouMean, which takes longer.
	Correct bool
}

// Response is the answer.
type Response struct {
	// Total is the number of documents found.
	Total   int
	Results []Result
	// Facets count the found documents by facet, the commonest value first.
	Facets map[string][]FacetValue
	// DidYouMean is the query with a likely mistake mended, or "".
	DidYouMean string
}

// Result is one document found.
type Result struct {
	URL, Title, Date, Region string
	// Type is the id of the case's type, TypeLabel its word; "" for other pages.
	Type, TypeLabel string
	// Organization and Brand are those that the page names as its own.
	Organization, Brand string
	Score               float64
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
	found, err := x.found(ctx, &p)
	if err != nil {
		return Response{}, err
	}
	res := Response{Total: len(found), Facets: x.facets(found, r.Facets)}
	if r.Correct {
		if res.DidYouMean, err = x.didYouMean(ctx, &q, &p, len(found)); err != nil {
			return res, fmt.Errorf("correct query: %w", err)
		}
	}
	if r.Size < 0 {
		return res, ctx.Err()
	}
	res.Results, err = x.results(ctx, page(found, r), p.marks)
	return res, err
}

// hit is a document found. Hits are ordered by rank, the score in single
// precision: sums that differ only by rounding are then equal.
type hit struct {
	score float64
	rank  float32
	*facts
}

// before orders hits by rank or date; equals come newest first and then by
// address, so that the order is the same wherever the documents stand in the
// index.
func (h hit) before(o hit, byDate bool) int {
	if !byDate && h.rank != o.rank {
		return cmp.Compare(o.rank, h.rank)
	}
	if h.date != o.date {
		return strings.Compare(o.date, h.date)
	}
	return strings.Compare(h.url, o.url)
}

// found returns the documents that a plan keeps, in order of their numbers.
func (x *Index) found(ctx context.Context, p *plan) ([]hit, error) {
	m, err := x.evaluate(ctx, p.units)
	if err != nil {
		return nil, err
	}
	defer x.release(m)
	allowed, err := x.allowed(ctx, p)
	if err != nil {
		return nil, err
	}
	best := 0.0
	for d := range m {
		if m[d].share > best && allowed.has(d) {
			best = m[d].share
		}
	}
	if best == 0 && (len(p.units) > 0 || !p.restricts()) {
		return nil, nil
	}
	return x.kept(ctx, m, allowed, best*keepShare-keepSlack)
}

// kept returns the documents that have at least a share.
func (x *Index) kept(ctx context.Context, m []match, allowed set, share float64) ([]hit, error) {
	n := 0
	for d := range m {
		if m[d].share >= share && allowed.has(d) {
			n++
		}
	}
	found := make([]hit, 0, n)
	rows := rowReader{Index: x}
	for d := range m {
		if m[d].share < share || !allowed.has(d) {
			continue
		}
		f, err := rows.facts(uint64(d))
		if err == nil && len(found)%checkEvery == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		found = append(found, hit{m[d].score, float32(m[d].score), f})
	}
	return found, nil
}

// checkEvery is after how many documents a search looks whether it is still wanted.
const checkEvery = 1024

// facets counts the values that the documents found have of the facets wanted, or
// of all for nil.
func (x *Index) facets(found []hit, wanted []string) map[string][]FacetValue {
	if wanted != nil && len(wanted) == 0 {
		return map[string][]FacetValue{}
	}
	counts := make([]int, len(x.values))
	for i := range found {
		for _, n := range found[i].values {
			if int(n) < len(counts) {
				counts[n]++
			}
		}
	}
	out := map[string][]FacetValue{}
	for n, count := range counts {
		if v := x.values[n]; count > 0 && (wanted == nil || slices.Contains(wanted, v.facet)) {
			v.Count = count
			out[v.facet] = append(out[v.facet], v.FacetValue)
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b FacetValue) int {
			if a.Count != b.Count {
				return b.Count - a.Count
			}
			return strings.Compare(a.Value, b.Value)
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

// results reads the documents of one page of hits, on all cores.
func (x *Index) results(ctx context.Context, hits []hit, marks []string) ([]Result, error) {
	out := make([]Result, len(hits))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, h := range hits {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			d, err := x.texts.get(h.url)
			if err != nil {
				return err
			}
			out[i] = Result{
				URL: d.URL, Title: d.Title, Date: d.Date, Region: d.Region,
				Type: d.Facets.Type, TypeLabel: x.state.Meta.label("type", d.Facets.Type), Score: h.score,
				Organization: d.organization(), Brand: d.brand(),
			}
			out[i].Excerpt, out[i].Anchor, out[i].Section = excerpt(d, marks)
			return nil
		})
	}
	return out, g.Wait()
}
