package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"touyan/generator/search"
)

// searchIndex is the command search.
func searchIndex(ctx context.Context, s *session, inv invocation) int {
	o := inv.options
	dir := o.dir
	if dir == "" {
		dir = filepath.Join(o.source, "public")
	}
	index, err := search.Open(filepath.Join(dir, "search"))
	switch {
	case errors.Is(err, fs.ErrPermission):
		return s.machine(err)
	case err != nil:
		return s.content("error.index", dir)
	}
	defer index.Close()
	request := search.Request{
		Query: strings.Join(inv.args, " "), Filters: map[string][]string{},
		Page: o.page, Size: o.limit,
	}
	if o.sort == "date" {
		request.Sort = o.sort
	}
	for name, values := range o.filters {
		if len(*values) > 0 {
			request.Filters[name] = *values
		}
	}
	response, err := index.Search(ctx, request)
	if err != nil {
		return s.machine(err)
	}
	if err := s.tellUnknown(ctx, index, request.Filters); err != nil {
		return s.machine(err)
	}
	if o.json {
		s.printJSON(newSearchResult(response))
		return exitFine
	}
	s.printResponse(request, response)
	return exitFine
}

// everything is a query that every document answers: all but what has a word
// that there is not.
const everything = "-qxzvjqxzvj"

// valuesShown is how many values a person is told of.
const valuesShown = 12

// tellUnknown says which filters ask for values that no document has, and which
// values there are.
func (s *session) tellUnknown(ctx context.Context, index *search.Index, filters map[string][]string) error {
	for _, name := range slices.Sorted(maps.Keys(filters)) {
		for _, value := range filters[name] {
			with, err := index.Search(ctx, search.Request{Query: everything, Filters: map[string][]string{name: {value}}, Size: 1})
			if err != nil {
				return err
			}
			if with.Total > 0 {
				continue
			}
			all, err := index.Search(ctx, search.Request{Query: everything, Size: 1})
			if err != nil {
				return err
			}
			s.tell(s.text("search.unknown", name, value, valueList(all.Facets[name])))
		}
	}
	return nil
}

// valueList names the commonest values, each as it is typed and by its label.
func valueList(values []search.FacetValue) string {
	var parts []string
	for i, v := range values {
		if i == valuesShown {
			parts = append(parts, "…")
			break
		}
		if v.Label != v.Value && !strings.HasSuffix(v.Value, "/"+v.Label) {
			v.Value += " " + v.Label
		}
		parts = append(parts, v.Value)
	}
	return cmp.Or(strings.Join(parts, ", "), "-")
}

// printResponse prints the results in order, then how many there are of what.
func (s *session) printResponse(q search.Request, r search.Response) {
	first := (q.Page - 1) * q.Size
	switch {
	case r.Total == 0:
		s.print(s.text("search.none"))
		return
	case len(r.Results) == 0:
		s.print(s.text("search.beyond", r.Total))
		return
	}
	for i, one := range r.Results {
		s.printResult(first+i+1, one)
	}
	s.print(s.text("search.total", r.Total, first+1, first+len(r.Results)))
	for _, facet := range []string{"type", "sector", "level", "region", "year", "problem", "tag"} {
		s.printFacet(facet, r.Facets[facet])
	}
	if first+len(r.Results) < r.Total {
		s.print(s.text("search.more", strconv.Itoa(q.Page+1)))
	}
}

func (s *session) printResult(rank int, r search.Result) {
	number := padLeft(strconv.Itoa(rank), 2) + ". "
	indent := strings.Repeat(" ", len(number))
	s.print(number + s.outStyle.bold(printable(r.Title)))
	var facts []string
	for _, fact := range []string{r.TypeLabel, r.Region, r.Date} {
		if fact != "" {
			facts = append(facts, printable(fact))
		}
	}
	address := r.URL
	if r.Anchor != "" {
		address += "#" + r.Anchor
	}
	s.print(indent + s.outStyle.dim(strings.Join(append(facts, printable(address)), " · ")))
	if text := s.highlight(r.Excerpt); text != "" {
		if r.Section != "" {
			text = s.text("search.section", r.Section) + text
		}
		s.print(indent + text)
	}
	s.print("")
}

// highlight writes an excerpt with what was found marked.
func (s *session) highlight(fragments []search.Fragment) string {
	var b strings.Builder
	for _, f := range fragments {
		text := printable(f.Text)
		if f.Hit {
			text = s.outStyle.hit(text)
		}
		b.WriteString(text)
	}
	return b.String()
}

// facetShown is how many values of a facet a person wants to read.
const facetShown = 6

func (s *session) printFacet(name string, values []search.FacetValue) {
	if len(values) == 0 {
		return
	}
	var parts []string
	for i, v := range values {
		if i == facetShown {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, printable(v.Label)+" "+strconv.Itoa(v.Count))
	}
	s.print("  " + pad(s.text("facet."+name), 8) + strings.Join(parts, " · "))
}
