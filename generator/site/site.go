// Package site assembles the pages of a site into what they are together:
// sections, taxonomies, the tree of regions, brands with their cases, indicators
// across cases, and for each case its peers. Everything here is a pure function
// of the configuration and the pages' front matter; bodies have no part in it.
package site

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/strict"
)

// Site is a whole site. It is not changed after [Assemble].
type Site struct {
	Config *config.Config
	// Home is the page of content/_index.md, or nil.
	Home *content.Page
	// Pages are all pages in order of their paths.
	Pages []*content.Page
	// Cases are the cases, newest first.
	Cases []*content.Page
	// Brands are the brands in order of weight and title.
	Brands []*Brand
	// Sections are the folders of content in order of weight and title.
	Sections []*Section
	// Taxonomies are the site's taxonomies in the order of the configuration.
	Taxonomies []*Taxonomy
	// Regions is the tree of regions; Children of the root are provinces.
	Regions *Region
	// Indicators are the figures that cases give, those of most cases first.
	Indicators []*Indicator

	// Booklets are in order of weight and path.
	Booklets []*Booklet

	holders  map[*content.Page][]*Booklet
	brands   map[string]*Brand
	byValue  map[string]map[string]*Term
	byRegion map[string]*Region

	byIndicator map[dimension]*Indicator

	// graph is made when it is asked for, from last where that does.
	making      sync.Mutex
	graph, last *PeerGraph
}

// Section is a folder of content with its pages.
type Section struct {
	// ID is the folder's name, Title the heading of its list.
	ID, Title string
	// Page is the page of its _index.md, or nil.
	Page *content.Page
	// Pages are its other pages, newest first; pages of equal date by path.
	Pages []*content.Page
}

// Brand is a brand with its cases, newest first.
type Brand struct {
	*content.Page
	Cases []*content.Page
}

// Assemble makes a site of the pages that are to be published. It reports
// references that lead nowhere.
func Assemble(c *config.Config, pages []*content.Page) (*Site, diag.List) {
	s := &Site{Config: c, Pages: slices.Clone(pages), brands: map[string]*Brand{}}
	slices.SortFunc(s.Pages, func(a, b *content.Page) int { return strings.Compare(a.Path, b.Path) })
	for _, p := range s.Pages {
		switch p.Kind {
		case content.Home:
			s.Home = p
		case content.Case:
			s.Cases = append(s.Cases, p)
		case content.Brand:
			s.Brands = append(s.Brands, &Brand{Page: p})
		}
	}
	slices.SortFunc(s.Cases, newestByPath)
	slices.SortStableFunc(s.Brands, func(a, b *Brand) int {
		return cmp.Or(ByWeight(a.Page, b.Page), strings.Compare(a.Title, b.Title))
	})
	found := s.linkBrands()
	s.Sections = slices.DeleteFunc(sections(s.Pages), func(x *Section) bool { return x.bare() && !inMenu(c, x) })
	var parts sync.WaitGroup
	parts.Go(func() { s.Regions, s.byRegion = regions(s.Cases) })
	parts.Go(func() { s.Taxonomies, s.byValue = taxonomies(c, s.Cases) })
	parts.Go(func() { s.Indicators, s.byIndicator = indicators(s.Cases) })
	parts.Wait()
	found = append(found, s.linkBooklets()...)
	return s, found
}

// newest orders pages from the latest date to the earliest. A date that is only
// known by year stands as its first day.
func newest(a, b *content.Page) int {
	return cmp.Or(
		cmp.Compare(b.Date.Year, a.Date.Year),
		cmp.Compare(b.Date.Month, a.Date.Month),
		cmp.Compare(b.Date.Day, a.Date.Day),
	)
}

// newestByPath orders pages of equal date by path.
func newestByPath(a, b *content.Page) int {
	if n := newest(a, b); n != 0 {
		return n
	}
	return strings.Compare(a.Path, b.Path)
}

// linkBrands gives each brand its cases.
func (s *Site) linkBrands() diag.List {
	var found diag.List
	slugs := make([]string, 0, len(s.Brands))
	for _, b := range s.Brands {
		s.brands[b.Slug] = b
		slugs = append(slugs, b.Slug)
	}
	for _, p := range s.Cases {
		if p.Brand == "" {
			continue
		}
		if b := s.brands[p.Brand]; b != nil {
			b.Cases = append(b.Cases, p)
			continue
		}
		if len(slugs) == 0 {
			found.Add(p.Place("brand"), "no-brands", p.Brand)
			continue
		}
		found.Add(p.Place("brand"), "unknown-brand", p.Brand, strict.Nearest(p.Brand, slugs))
	}
	return found
}

// BrandOf returns the brand that a case refers to, or nil.
func (s *Site) BrandOf(p *content.Page) *Brand { return s.BrandBySlug(p.Brand) }

// BrandBySlug returns the brand of a slug, or nil.
func (s *Site) BrandBySlug(slug string) *Brand { return s.brands[slug] }

// Section returns the section of an id, or nil.
func (s *Site) Section(id string) *Section {
	for _, x := range s.Sections {
		if x.ID == id {
			return x
		}
	}
	return nil
}

// SectionOf returns the section that a page stands in, or nil for one at the
// top.
func (s *Site) SectionOf(p *content.Page) *Section { return s.Section(p.Section) }

// sections groups pages by folder. A folder's _index.md gives it its title and
// its place; without one it has its name.
func sections(pages []*content.Page) []*Section {
	byID := map[string]*Section{}
	var list []*Section
	for _, p := range pages {
		if p.Section == "" {
			continue
		}
		sec := byID[p.Section]
		if sec == nil {
			sec = &Section{ID: p.Section, Title: p.Section}
			byID[p.Section] = sec
			list = append(list, sec)
		}
		if p.Kind == content.Section && p.Path == p.Section+"/_index.md" {
			sec.Page, sec.Title = p, p.Title
			continue
		}
		if p.Kind != content.Section {
			sec.Pages = append(sec.Pages, p)
		}
	}
	for _, sec := range list {
		slices.SortFunc(sec.Pages, func(a, b *content.Page) int {
			if n := ByWeight(a, b); n != 0 {
				return n
			}
			return newestByPath(a, b)
		})
	}
	slices.SortStableFunc(list, func(a, b *Section) int {
		return cmp.Or(cmp.Compare(a.weight(), b.weight()), strings.Compare(a.Title, b.Title))
	})
	return list
}

// bare reports whether a section has nothing to show: no page and no text. It gets
// no page of its own, since an empty column helps no one.
func (s *Section) bare() bool {
	return len(s.Pages) == 0 && (s.Page == nil || s.Page.Body.Empty)
}

// inMenu reports whether a menu of the settings leads to a section, which is then
// there, however empty.
func inMenu(c *config.Config, s *Section) bool {
	for _, item := range slices.Concat(c.Menus.Main, c.Menus.Footer) {
		if s.Page != nil && (item.URL == s.Page.Path || item.URL == content.OutputPath(s.Page)) {
			return true
		}
	}
	return false
}

func (s *Section) weight() int {
	if s.Page == nil {
		return unweighted
	}
	return weight(s.Page)
}

// unweighted is the place of a page without weight: behind all others.
const unweighted = math.MaxInt

func weight(p *content.Page) int {
	if p.Weight == 0 {
		return unweighted
	}
	return p.Weight
}

// ByWeight orders pages by weight, small ones first and those without one last.
func ByWeight(a, b *content.Page) int { return cmp.Compare(weight(a), weight(b)) }

// TopPages returns the plain pages that stand in no section, by weight.
func (s *Site) TopPages() []*content.Page {
	var list []*content.Page
	for _, p := range s.Pages {
		if p.Section == "" && p.Kind == content.Plain {
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, ByWeight)
	return list
}
