package view

import (
	"net/url"

	"touyan/generator/site"
)

// maxExamples is how many searches the search page offers to try.
const maxExamples = 8

// search is the search page. Search engines are kept away: what it shows depends
// on what is asked.
func (m *maker) search() *Search {
	v := &Search{Page: m.page(searchPath, m.o.Words("title.search"), "")}
	v.NoIndex = true
	for _, t := range m.Taxonomies {
		if len(t.Terms) > 0 || t.ID == "region" && len(m.Regions.Children) > 0 {
			v.Filters = append(v.Filters, filter(t))
		}
	}
	for _, l := range m.taxonomyLinks("problem", maxExamples) {
		v.Examples = append(v.Examples, Link{Title: l.Title, URL: searchPath + "?q=" + url.QueryEscape(l.Title)})
	}
	v.Ways = append(m.waysIn(), Link{Title: m.o.Words("title.sitemap"), URL: siteMapPath})
	return v
}

func filter(t *site.Taxonomy) Filter {
	f := Filter{ID: t.ID, Title: t.Label}
	for _, term := range t.Terms {
		if term.Label != term.Value {
			f.Values = append(f.Values, FilterValue{term.Value, term.Label})
		}
	}
	return f
}
