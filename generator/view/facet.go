package view

import (
	"net/url"
	"slices"

	"touyan/generator/content"
	"touyan/generator/site"
)

// mostFacetLinks is how many values a facet shows; the overview of the taxonomy has
// all.
const mostFacetLinks = 10

// leastNarrowed is how many cases a list has that is worth narrowing down.
const leastNarrowed = 4

// facets counts the values that cases of a list have in every taxonomy but that of
// the list itself. value is what all cases of the list have of that, "" for the list
// of all cases; a section of other pages has no facets.
func (m *maker) facets(of, value string, cases []*content.Page) []Facet {
	if len(cases) < leastNarrowed || cases[0].Kind != content.Case || value == "" && len(cases) != len(m.Cases) {
		return nil
	}
	var list []Facet
	for _, t := range m.Taxonomies {
		if t.ID == of || t.ID == "tag" {
			continue // tags are too many to choose from
		}
		f := Facet{ID: t.ID, Title: t.Label, Links: m.regionFacet(of, value, cases)}
		if t.ID != "region" {
			f.Links = m.termFacet(t, of, value, cases)
		}
		if !telling(f.Links, len(cases)) {
			continue
		}
		if len(f.Links) > mostFacetLinks {
			f.More = &Link{Title: m.overviewTitle(t), URL: t.Dir + "/index.html"}
			f.Links = f.Links[:mostFacetLinks]
		}
		list = append(list, f)
	}
	return list
}

// telling reports whether the values tell some of n cases from others.
func telling(links []Link, n int) bool {
	return len(links) > 1 || len(links) == 1 && links[0].Count < n
}

// termFacet returns the values of a taxonomy that cases have, in its order.
func (m *maker) termFacet(t *site.Taxonomy, of, value string, cases []*content.Page) []Link {
	counts := map[string]int{}
	for _, p := range cases {
		for _, v := range site.Values(t.ID, p) {
			counts[v]++
		}
	}
	var links []Link
	for _, term := range t.Terms {
		if n := counts[term.Value]; n > 0 {
			links = append(links, Link{Title: term.Label, URL: narrowed(term.URL(), of, value, t.ID, term.Value), Count: n})
		}
	}
	if t.ID == "problem" { // the commonest of this list first
		slices.SortStableFunc(links, func(a, b Link) int { return b.Count - a.Count })
	}
	return links
}

// regionFacet does the same with the regions of the first level.
func (m *maker) regionFacet(of, value string, cases []*content.Page) []Link {
	counts := map[string]int{}
	for _, p := range cases {
		if len(p.Region) > 0 {
			counts[p.Region[0]]++
		}
	}
	var links []Link
	for _, r := range m.Site.Regions.Children {
		if n := counts[r.Name]; n > 0 {
			links = append(links, Link{Title: r.Name, URL: narrowed(r.URL(), of, value, "region", r.Name), Count: n})
		}
	}
	return links
}

// narrowed is the address of what a list and a value have in common: the value's
// own list where the list is of all cases, else a search.
func narrowed(list, of, value, id, v string) string {
	if value == "" {
		return list
	}
	return searchPath + "?" + url.Values{of: {value}, id: {v}}.Encode()
}
