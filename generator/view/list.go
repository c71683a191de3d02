package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"touyan/generator/content"
	"touyan/generator/site"
)

// start yields the home page.
func (m *maker) start(yield yielder) bool {
	return yield(homePath, func() View { return m.home() })
}

func (m *maker) home() *Home {
	v := &Home{Page: m.page(homePath, m.site.Title, m.site.Description)}
	if m.Home != nil {
		v.Title, v.Body = m.Home.Title, newBody(m.Home)
		v.Description = cmp.Or(m.Home.Summary, v.Description)
		m.marks(&v.Page, m.Home)
	}
	first := featured(m.Cases)
	v.Featured = m.cardsOf(first)
	v.Newest = m.cardsOf(newest(m.Cases, first, 6))
	v.Problems = m.taxonomyLinks("problem", 12)
	v.Types = m.taxonomyLinks("type", 0)
	v.Sectors = m.taxonomyLinks("sector", 0)
	v.Levels = m.taxonomyLinks("level", 0)
	v.Regions = m.regionLinks(m.Site.Regions.Children)
	for _, b := range m.Brands {
		v.Brands = append(v.Brands, m.brandCard(b))
	}
	v.Brands = v.Brands[:min(len(v.Brands), 8)]
	v.Counts = m.counts()
	m.share(v, nil)
	return v
}

// maxFeatured is the greatest weight of a case that the home page features.
const maxFeatured = 9

// featured returns the cases of a weight from 1 to maxFeatured, in that order.
func featured(cases []*content.Page) []*content.Page {
	list := slices.DeleteFunc(slices.Clone(cases), func(p *content.Page) bool { return p.Weight < 1 || p.Weight > maxFeatured })
	slices.SortStableFunc(list, site.ByWeight)
	return list[:min(3, len(list))]
}

// newest returns the first n cases, which are newest first, without those that stand
// above them already.
func newest(cases, above []*content.Page, n int) []*content.Page {
	var list []*content.Page
	for _, p := range cases {
		if len(list) < n && !slices.Contains(above, p) {
			list = append(list, p)
		}
	}
	return list
}

// counts are the key figures of the whole library; those of 0 are left out.
func (m *maker) counts() []Count {
	practices, figures := 0, 0
	places := map[string]bool{}
	for _, p := range m.Cases {
		practices += len(p.Practices)
		for _, o := range p.Outcomes {
			figures += len(o.Figures)
		}
		if len(p.Region) > 0 {
			places[strings.Join(p.Region, "/")] = true
		}
	}
	problems := 0
	if t := m.Taxonomy("problem"); t != nil {
		problems = len(t.Terms)
	}
	all := []Count{
		{"cases", len(m.Cases), "cases/index.html"}, {"brands", len(m.Brands), "brands/index.html"},
		{"problems", problems, "problems/index.html"}, {"practices", practices, ""},
		{"outcomes", figures, ""}, {"regions", len(places), "regions/index.html"},
	}
	return slices.DeleteFunc(all, func(c Count) bool { return c.Value == 0 })
}

// sections yields the lists of every section.
func (m *maker) sections(yield yielder) bool {
	for _, s := range m.Sections {
		if !m.paged(sectionPath(s), func() *List { return m.sectionList(s) }, "", s.Pages, yield) {
			return false
		}
	}
	return true
}

func (m *maker) sectionList(s *site.Section) *List {
	v := &List{Page: m.page(sectionPath(s), s.Title, ""), Of: "section", Total: len(s.Pages)}
	v.Meta.Column = m.columns[s.ID]
	if s.ID == "cases" {
		v.Booklet = m.bookletLink(site.Whole)
	}
	if s.Page != nil {
		v.Intro, v.Description = s.Page.Summary, summary(s.Page)
		v.Body = newBody(s.Page)
		m.marks(&v.Page, s.Page)
	}
	return v
}

// paged yields a list page by page; path and frame are its first page's, without
// items, value what all its cases have of the taxonomy that it is of.
func (m *maker) paged(path string, frame func() *List, value string, items []*content.Page, yield yielder) bool {
	frame = once(m, frame)
	size := m.Config.PageSize
	pages := max(1, (len(items)+size-1)/size)
	for n := 1; n <= pages; n++ {
		one := func() View {
			w := m.listPage(frame(), n, pages, items[(n-1)*size:min(n*size, len(items))])
			if n == 1 {
				w.Facets = m.facets(w.Of, value, items)
			}
			return w
		}
		if !yield(pagePath(path, n), one) {
			return false
		}
	}
	return true
}

// listPage makes page n of a list; v is its first page without items.
func (m *maker) listPage(v *List, n, pages int, items []*content.Page) *List {
	w := *v
	if n > 1 {
		w.Page = m.page(pagePath(v.Path, n), v.Title, v.Description, v.Breadcrumbs[1:]...)
		w.Body, w.Children, w.Booklet = Body{}, nil, nil
		w.NoIndex, w.Meta = v.NoIndex, v.Meta
	}
	m.fill(&w, items)
	w.Pager = pager(v.Path, n, pages)
	m.share(&w, nil)
	return &w
}

// fill puts the items of one page into a list, each by its kind.
func (m *maker) fill(v *List, items []*content.Page) {
	for _, p := range items {
		switch p.Kind {
		case content.Case:
			v.Cards = append(v.Cards, m.card(p))
		case content.Brand:
			v.Brands = append(v.Brands, m.brandCard(m.BrandBySlug(p.Slug)))
		default:
			v.Links = append(v.Links, Entry{p.Title, content.OutputPath(p), summary(p), newDate(p.Date)})
		}
	}
}

// pagePath is the address of page n of the list at path.
func pagePath(path string, n int) string {
	if n == 1 {
		return path
	}
	return fmt.Sprintf("%s.%d.html", strings.TrimSuffix(path, ".html"), n)
}

// pager leads to the first and the last page and two on either side.
func pager(path string, n, pages int) Pager {
	p := Pager{Number: n, Pages: pages}
	if n > 1 {
		p.Previous = pagePath(path, n-1)
	}
	if n < pages {
		p.Next = pagePath(path, n+1)
	}
	if pages == 1 {
		return p
	}
	last := 0
	for i := 1; i <= pages; i++ {
		if i != 1 && i != pages && (i < n-2 || i > n+2) {
			continue
		}
		if i > last+1 {
			p.Links = append(p.Links, Link{Title: "…"})
		}
		l := Link{Title: fmt.Sprint(i), URL: pagePath(path, i)}
		if i == n {
			l.URL, l.Current = "", true
		}
		p.Links = append(p.Links, l)
		last = i
	}
	return p
}

// taxonomies yields the overview and the lists of every taxonomy but regions.
func (m *maker) taxonomies(yield yielder) bool {
	for _, t := range m.Taxonomies {
		if t.ID == "region" || len(t.Terms) == 0 {
			continue
		}
		above := Link{Title: m.overviewTitle(t), URL: t.Dir + "/index.html"}
		if !yield(above.URL, func() View { return m.overview(t, above) }) {
			return false
		}
		for _, term := range t.Terms {
			if !m.paged(term.URL(), func() *List { return m.termList(t, term, above) }, term.Value, term.Cases, yield) {
				return false
			}
		}
	}
	return true
}

func (m *maker) termList(t *site.Taxonomy, term *site.Term, above Link) *List {
	v := &List{
		Page: m.page(term.URL(), term.Label, term.Description, above),
		Of:   t.ID, Intro: term.Description, Total: len(term.Cases),
		Booklet: m.bookletLink(t.ID + ":" + term.Value),
	}
	v.Meta.Column = termColumn(t, term.Label, term.Description)
	return v
}

func (m *maker) overviewTitle(t *site.Taxonomy) string {
	if t.ID == "problem" {
		return m.o.Words("title.problems")
	}
	return t.Label
}

func (m *maker) overview(t *site.Taxonomy, self Link) View {
	if t.ID == "problem" {
		return m.problems(t, self)
	}
	v := &Terms{Page: m.page(self.URL, self.Title, t.Description), Of: t.ID}
	v.Meta.Column = termColumn(t, t.Label, t.Description)
	for _, l := range m.taxonomyLinks(t.ID, 0) {
		v.Groups = append(v.Groups, TermGroup{Link: l})
	}
	m.share(v, nil)
	return v
}

// regions yields the overview of the tree and a list for every region.
func (m *maker) regions(yield yielder) bool {
	t := m.Taxonomy("region")
	if t == nil || len(m.Site.Regions.Children) == 0 {
		return true
	}
	above := Link{Title: t.Label, URL: m.Site.Regions.URL()}
	if !yield(above.URL, func() View { return m.regionOverview(t, above) }) {
		return false
	}
	for _, r := range m.AllRegions() {
		if !m.paged(r.URL(), func() *List { return m.regionList(t, r, above) }, r.Path, r.Cases, yield) {
			return false
		}
	}
	return true
}

func (m *maker) regionOverview(t *site.Taxonomy, self Link) *Terms {
	v := &Terms{Page: m.page(self.URL, t.Label, t.Description), Of: t.ID}
	v.Meta.Column = termColumn(t, t.Label, t.Description)
	for _, r := range m.Site.Regions.Children {
		v.Groups = append(v.Groups, TermGroup{m.regionLink(r), m.regionLinks(r.Children)})
	}
	m.share(v, nil)
	return v
}

func (m *maker) regionList(t *site.Taxonomy, r *site.Region, above Link) *List {
	crumbs := append([]Link{above}, m.regionLinks(r.Parent.Chain())...)
	v := &List{
		Page: m.page(r.URL(), r.Name, "", crumbs...), Of: t.ID,
		Children: m.regionLinks(r.Children), Total: len(r.Cases),
		Booklet: m.bookletLink(t.ID + ":" + r.Path),
	}
	v.Meta.Column = termColumn(t, r.Name, "")
	return v
}
