package site

import (
	"cmp"
	"slices"
	"strings"

	"touyan/generator/content"
)

// Region is a place in the tree of regions with the cases in it and below it.
type Region struct {
	Name string
	// Path is its names from the province down, joined by slashes.
	Path   string
	Parent *Region // nil for the root
	// Children are in order of their number of cases, then by name.
	Children []*Region
	// Cases are newest first.
	Cases []*content.Page
	// slug is the address below regions/, without the ending.
	slug string
}

// URL is the site path of the region's list.
func (r *Region) URL() string {
	if r.Parent == nil {
		return "regions/index.html"
	}
	return "regions/" + r.slug + ".html"
}

// Chain returns the regions from the province down to r.
func (r *Region) Chain() []*Region {
	var chain []*Region
	for ; r != nil && r.Parent != nil; r = r.Parent {
		chain = append(chain, r)
	}
	slices.Reverse(chain)
	return chain
}

// regions makes the tree of the places of the cases, which are newest first.
func regions(cases []*content.Page) (*Region, map[string]*Region) {
	root := &Region{}
	index := map[string]*Region{}
	for _, p := range cases {
		if len(p.Region) > 0 {
			root.Cases = append(root.Cases, p)
		}
		at := root
		for i := range p.Region {
			path := strings.Join(p.Region[:i+1], "/")
			next := index[path]
			if next == nil {
				next = &Region{Name: p.Region[i], Path: path, Parent: at}
				index[path] = next
				at.Children = append(at.Children, next)
			}
			next.Cases = append(next.Cases, p)
			at = next
		}
	}
	root.arrange()
	return root, index
}

// arrange gives the children their addresses and their order, all the way down.
func (r *Region) arrange() {
	slices.SortFunc(r.Children, func(a, b *Region) int { return strings.Compare(a.Name, b.Name) })
	taken := map[string]bool{"index": true}
	for _, c := range r.Children {
		c.slug = uniqueSlug(c.Name, taken)
		if r.slug != "" {
			c.slug = r.slug + "/" + c.slug
		}
		c.arrange()
	}
	slices.SortStableFunc(r.Children, func(a, b *Region) int { return cmp.Compare(len(b.Cases), len(a.Cases)) })
}

// Region returns the region of a case, or nil where it has none.
func (s *Site) Region(p *content.Page) *Region { return s.RegionAt(p.Region) }

// RegionAt returns the region of a path of names, or nil where no case is there.
func (s *Site) RegionAt(names []string) *Region { return s.byRegion[strings.Join(names, "/")] }

// AllRegions returns every region but the root, parents before children.
func (s *Site) AllRegions() []*Region {
	var list []*Region
	var walk func(*Region)
	walk = func(r *Region) {
		for _, c := range r.Children {
			list = append(list, c)
			walk(c)
		}
	}
	walk(s.Regions)
	return list
}
