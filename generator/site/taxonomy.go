package site

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"touyan/generator/config"
	"touyan/generator/content"
)

// Taxonomy is a way to group cases, with its values.
type Taxonomy struct {
	config.Taxonomy
	// Dir is the folder of its pages: types, regions, sectors, levels, problems,
	// tags, years.
	Dir string
	// Terms are its values that have cases: fixed lists in their own order, years
	// from the latest, all others from the commonest.
	Terms []*Term
}

// Term is a value of a taxonomy with its cases.
type Term struct {
	Taxonomy *Taxonomy
	// Value is as in the front matter, Label the words for it.
	Value, Label string
	Description  string
	// Slug is the last part of its address.
	Slug string
	// Cases are newest first.
	Cases []*content.Page
}

// URL is the site path of the term's list.
func (t *Term) URL() string { return t.Taxonomy.Dir + "/" + t.Slug + ".html" }

// dirs are the folders of the taxonomies' pages.
var dirs = map[string]string{
	"type": "types", "region": "regions", "sector": "sectors", "level": "levels",
	"problem": "problems", "tag": "tags", "year": "years",
}

// Values returns a case's values of a taxonomy. Regions are a tree of their own,
// see [Region].
func Values(id string, p *content.Page) []string {
	switch id {
	case "type":
		return some(p.Type)
	case "sector":
		return some(p.Sector)
	case "level":
		return some(p.Level)
	case "problem":
		return p.Problems
	case "tag":
		return p.Tags
	case "year":
		if p.Date.Year > 0 {
			return some(strconv.Itoa(p.Date.Year))
		}
	}
	return nil
}

func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// taxonomies groups the cases, which are newest first, by every taxonomy.
func taxonomies(c *config.Config, cases []*content.Page) ([]*Taxonomy, map[string]map[string]*Term) {
	var list []*Taxonomy
	index := map[string]map[string]*Term{}
	for _, conf := range c.Taxonomies {
		t := &Taxonomy{Taxonomy: conf, Dir: dirs[conf.ID]}
		index[conf.ID] = t.collect(cases)
		t.describe(c)
		t.slugs()
		list = append(list, t)
	}
	return list, index
}

func (t *Taxonomy) collect(cases []*content.Page) map[string]*Term {
	by := map[string]*Term{}
	for _, p := range cases {
		for _, v := range Values(t.ID, p) {
			term := by[v]
			if term == nil {
				term = &Term{Taxonomy: t, Value: v, Label: v}
				by[v] = term
				t.Terms = append(t.Terms, term)
			}
			term.Cases = append(term.Cases, p)
		}
	}
	return by
}

// describe gives ids their words and orders the terms.
func (t *Taxonomy) describe(c *config.Config) {
	order := map[string]int{}
	for i, f := range fixed(t.ID, c) {
		order[f.ID] = i + 1
		for _, term := range t.Terms {
			if term.Value == f.ID {
				term.Label, term.Description = f.Label, f.Description
			}
		}
	}
	slices.SortFunc(t.Terms, func(a, b *Term) int {
		if t.ID == "year" {
			return strings.Compare(b.Value, a.Value)
		}
		return cmp.Or(
			cmp.Compare(order[a.Value], order[b.Value]),
			cmp.Compare(len(b.Cases), len(a.Cases)),
			strings.Compare(a.Value, b.Value),
		)
	})
}

// fixed returns the list of values that the configuration gives for a taxonomy.
func fixed(id string, c *config.Config) []config.Term {
	switch id {
	case "type":
		return c.Types
	case "sector":
		return c.Sectors
	case "level":
		return c.Levels
	}
	return nil
}

// slugs gives each term an address of ASCII letters: some servers answer 404 for
// Chinese ones. Where two values sound alike the first by order of characters
// keeps the plain form, so that an address does not depend on counts.
func (t *Taxonomy) slugs() {
	byValue := slices.Clone(t.Terms)
	slices.SortFunc(byValue, func(a, b *Term) int { return strings.Compare(a.Value, b.Value) })
	taken := map[string]bool{"index": true}
	for _, term := range byValue {
		term.Slug = uniqueSlug(term.Value, taken)
	}
}

// uniqueSlug returns the slug of a value that is not taken yet, and takes it.
func uniqueSlug(value string, taken map[string]bool) string {
	slug := content.Slug(value)
	if slug == "" || taken[slug] {
		h := fnv.New32a()
		h.Write([]byte(value))
		slug = strings.TrimPrefix(fmt.Sprintf("%s-%08x", slug, h.Sum32()), "-")
	}
	taken[slug] = true
	return slug
}

// Term returns the term of a value, or nil.
func (s *Site) Term(taxonomy, value string) *Term { return s.byValue[taxonomy][value] }

// Taxonomy returns the taxonomy of an id, or nil where the site has none.
func (s *Site) Taxonomy(id string) *Taxonomy {
	for _, t := range s.Taxonomies {
		if t.ID == id {
			return t
		}
	}
	return nil
}
