package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"touyan/generator/search"
	"touyan/test/asker"
	"touyan/test/chrome"
	"touyan/test/host"
)

// depth is how many results are looked at.
const depth = 10

// askIndex asks the site's index and returns the rank of each query's passage,
// 0 where it is not among the first results.
func (s *set) askIndex(ctx context.Context, public string) ([]int, error) {
	x, err := search.Open(filepath.Join(public, "search"))
	if err != nil {
		return nil, err
	}
	defer x.Close()
	ranks := make([]int, len(s.queries))
	for i, q := range s.queries {
		r, err := x.Search(ctx, search.Request{Query: q.text, Size: depth})
		if err != nil {
			return nil, fmt.Errorf("ask %q: %w", q.text, err)
		}
		ranks[i] = 1 + slices.IndexFunc(r.Results, func(r search.Result) bool { return r.URL == s.url(q.want) })
	}
	return ranks, nil
}

// batch is how many queries go to the browser in one call.
const batch = 100

// askBrowser asks the same in Chromium.
func (s *set) askBrowser(ctx context.Context, public string) ([]int, error) {
	client, err := asker.FindClient(public)
	if err != nil {
		return nil, err
	}
	h := host.Start(host.Options{Dir: public, Range: true, Pages: map[string]string{asker.PageName: client.Page()}})
	defer h.Close()
	b, err := chrome.Start(ctx)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	tab, err := b.Tab()
	if err != nil {
		return nil, err
	}
	if err := asker.Open(tab, h.URL()); err != nil {
		return nil, err
	}
	var ranks []int
	for part := range slices.Chunk(s.queries, batch) {
		list := make([]asker.Request, len(part))
		for i, q := range part {
			list[i] = asker.Request{Query: asker.NewText(q.text), Options: asker.Options{Size: depth}}
		}
		answers, err := asker.Ask(tab, list)
		if err != nil {
			return nil, err
		}
		for i, a := range answers {
			if a.Failure != nil {
				return nil, fmt.Errorf("ask %q in Chromium: %s", part[i].text, a.Failure.Message)
			}
			ranks = append(ranks, 1+slices.IndexFunc(a.Results, func(r asker.Result) bool { return r.URL == s.url(part[i].want) }))
		}
	}
	return ranks, nil
}
