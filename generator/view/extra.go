package view

import (
	"strconv"
	"strings"

	"touyan/generator/content"
	"touyan/generator/site"
)

// maxSolutions is how many cases stand below one problem in 问题导航; its list has
// all of them.
const maxSolutions = 6

// problems is 问题导航: every problem with those who solved it, those with a
// result in figures first.
func (m *maker) problems(t *site.Taxonomy, self Link) *Problems {
	v := &Problems{Page: m.page(self.URL, self.Title, t.Description)}
	v.Meta.Column = termColumn(t, self.Title, t.Description)
	m.share(v, nil)
	for _, term := range t.Terms {
		p := Problem{Link: Link{Title: term.Label, URL: term.URL(), Count: len(term.Cases)}, ID: term.Slug}
		for _, figures := range []bool{true, false} {
			for _, c := range term.Cases {
				f, _ := keyFigure(c)
				if len(p.Solutions) < maxSolutions && (f != nil) == figures {
					p.Solutions = append(p.Solutions, m.solution(c))
				}
			}
		}
		v.Entries = append(v.Entries, p)
	}
	return v
}

func (m *maker) solution(p *content.Page) Solution {
	s := Solution{Case: Link{Title: p.Title, URL: content.OutputPath(p)}, Region: strings.Join(p.Region, " ")}
	for i, x := range p.Practices {
		if i < 3 {
			s.Practices = append(s.Practices, Link{Title: x.Title, URL: s.Case.URL + "#" + PracticeID(i)})
		}
	}
	s.Result, s.Indicator = keyFigure(p)
	for i := range p.Outcomes {
		o := &p.Outcomes[i]
		if c, ok := site.ChangeOf(o); ok && o.Indicator == s.Indicator {
			s.Change = newChange(c)
			break
		}
	}
	return s
}

// extra yields the search page, the site map, the 404 page and the redirects of
// aliases.
func (m *maker) extra(yield yielder) bool {
	if !yield(searchPath, func() View { return m.search() }) || !yield(siteMapPath, func() View { return m.siteMap() }) ||
		!yield(notFoundPath, func() View { return m.notFound() }) {
		return false
	}
	for _, p := range m.Pages {
		for _, a := range p.Aliases {
			old, ok := content.AliasPath(a)
			if !ok {
				continue // reported when the page was read
			}
			if !yield(old, func() View { return m.redirect(old, p) }) {
				return false
			}
		}
	}
	return true
}

func (m *maker) notFound() *NotFound {
	v := &NotFound{Page: m.page(notFoundPath, m.o.Words("title.notfound"), "")}
	v.NoIndex, v.Canonical, v.Ways = true, "", m.site.Menu
	v.Base = m.Config.HostPath() // hosts show the page at any address, folders deep
	return v
}

func (m *maker) redirect(old string, to *content.Page) *Redirect {
	v := &Redirect{Page: m.page(old, to.Title, ""), Target: content.OutputPath(to)}
	v.NoIndex = true
	if m.site.BaseURL != "" {
		v.Canonical = m.site.BaseURL + v.Target
	}
	return v
}

// maxMapped is how many pages of a section the site map lists one by one; of a
// larger section it lists the pages of the section's list instead.
const maxMapped = 200

func (m *maker) siteMap() *SiteMap {
	v := &SiteMap{Page: m.page(siteMapPath, m.o.Words("title.sitemap"), "")}
	top := []Link{{Title: m.o.Words("title.search"), URL: searchPath}}
	if m.comparable() {
		top = append(top, Link{Title: m.o.Words("title.compare"), URL: comparePath})
	}
	for _, p := range m.TopPages() {
		top = append(top, Link{Title: p.Title, URL: content.OutputPath(p)})
	}
	v.Groups = append(v.Groups, TermGroup{Link{Title: m.o.Words("title.home"), URL: "index.html"}, top})
	for _, s := range m.Sections {
		v.Groups = append(v.Groups, TermGroup{Link{Title: s.Title, URL: sectionPath(s), Count: len(s.Pages)}, m.mapped(s)})
	}
	for _, t := range m.Taxonomies {
		switch {
		case t.ID == "region" && len(m.Site.Regions.Children) > 0:
			v.Groups = append(v.Groups, TermGroup{Link{Title: t.Label, URL: m.Site.Regions.URL()}, m.regionLinks(m.Site.Regions.Children)})
		case len(t.Terms) > 0:
			v.Groups = append(v.Groups, TermGroup{Link{Title: m.overviewTitle(t), URL: t.Dir + "/index.html"}, m.taxonomyLinks(t.ID, maxMapped)})
		}
	}
	if links := indicatorLinks(m.shared(), maxMapped); len(links) > 0 {
		v.Groups = append(v.Groups, TermGroup{Link{Title: m.o.Words("title.indicators"), URL: indicatorsPath}, links})
	}
	return v
}

func (m *maker) mapped(s *site.Section) []Link {
	var links []Link
	if len(s.Pages) > maxMapped {
		for n := 1; n <= (len(s.Pages)+m.Config.PageSize-1)/m.Config.PageSize; n++ {
			links = append(links, Link{Title: pagerTitle(s.Title, n), URL: pagePath(sectionPath(s), n)})
		}
		return links
	}
	for _, p := range s.Pages {
		links = append(links, Link{Title: p.Title, URL: content.OutputPath(p)})
	}
	return links
}

func pagerTitle(title string, n int) string { return title + " " + strconv.Itoa(n) }
