package view

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"touyan/generator/content"
	"touyan/generator/site"
)

// SiteMeta is what the heads of pages say of the site to machines.
type SiteMeta struct {
	// Domain is the host of the site's address, such as www.example.org; "" without
	// a base_url.
	Domain string
	// Responsible is who stands behind the site: the sponsor, or else the owner.
	Responsible string
	Logo        *Image // the site's own mark, or nil for the theme's
}

// Meta is what a page's head says of it to machines, beside its title, description
// and address.
type Meta struct {
	// Column is the column that the page is a list of or stands in: a section, or
	// on lists a value of a taxonomy; nil on the start page and on pages by
	// themselves.
	Column *Column
	// Article is there on cases and plain pages.
	Article *Article
	// Share is the picture that a link to the page is shown with; nil without a
	// base_url, since its address must be absolute.
	Share *Image
}

// Column is a list of pages (栏目).
type Column struct {
	Name, Description string   // Description may be empty
	Keywords          []string // at least the name
	// Kind says what it lists: case, brand or plain. Of is the word for the
	// taxonomy that it is a value of, such as 类型, or "" for a section.
	Kind, Of string
}

// Article is what is known of a text as a publication. Times are as exact as they
// are known: 2022, 2022-01, 2022-01-05, or 2022-01-05T15:30:00+08:00.
type Article struct {
	Published, Updated string // Published is publish_date where it is given, else date; each may be ""
	// Source says whose text or facts these are: of a case the publishers of its
	// sources, of any other page who stands behind the site; or "".
	Source string
	Author string // as in the front matter, or ""
}

// siteMeta makes what pages say of the site.
func (m *maker) siteMeta() SiteMeta {
	s := SiteMeta{Responsible: m.Config.Responsible(), Logo: m.o.Logo}
	if u, err := url.Parse(m.Config.BaseURL); err == nil {
		s.Domain = u.Host
	}
	return s
}

// makeColumns makes the column of every section, which all of its pages name.
func (m *maker) makeColumns() {
	m.columns = make(map[string]*Column, len(m.Sections))
	for _, s := range m.Sections {
		c := &Column{Name: s.Title, Keywords: []string{s.Title}, Kind: "plain"}
		if s.Page != nil {
			c.Description = summary(s.Page)
			c.Keywords = append(c.Keywords, s.Page.Tags...)
		}
		if len(s.Pages) > 0 {
			c.Kind = kindOf(s.Pages[0])
		}
		m.columns[s.ID] = c
	}
}

func kindOf(p *content.Page) string {
	switch p.Kind {
	case content.Case:
		return "case"
	case content.Brand:
		return "brand"
	}
	return "plain"
}

// termColumn makes the column of a list of cases by a taxonomy, or of the overview
// of its values.
func termColumn(t *site.Taxonomy, name, description string) *Column {
	c := &Column{Name: name, Description: description, Keywords: []string{name}, Kind: "case", Of: t.Label}
	if t.Label != name {
		c.Keywords = append(c.Keywords, t.Label)
	}
	return c
}

// inColumn notes which section a content file stands in.
func (m *maker) inColumn(v *Page, p *content.Page) {
	v.Meta.Column = m.columns[p.Section]
}

// article notes what is known of a content file as a publication.
func (m *maker) article(v *Page, p *content.Page) {
	a := &Article{Published: p.Date.String(), Updated: p.Updated.String(), Author: p.Author, Source: m.site.Responsible}
	if !p.PublishDate.IsZero() {
		a.Published = p.PublishDate.In(m.zone).Format(time.RFC3339)
	}
	if p.Kind == content.Case {
		a.Source = publishers(p.Sources)
	}
	v.Meta.Article = a
}

// publishers names who published the sources, each once.
func publishers(sources []content.Source) string {
	var names []string
	for _, s := range sources {
		if s.Publisher != "" && !slices.Contains(names, s.Publisher) {
			names = append(names, s.Publisher)
		}
	}
	return strings.Join(names, "、")
}

// share puts in the picture that a link to the page is shown with: the one drawn
// for it, or else its own where that is no drawing, which the programs that show
// links cannot read.
func (m *maker) share(v View, own *Image) {
	p := v.Common()
	if m.site.BaseURL == "" || p.NoIndex && m.Config.Indexed() {
		return
	}
	if m.o.Share != nil {
		p.Meta.Share = m.o.Share(v)
	}
	if own != nil && !strings.HasSuffix(strings.ToLower(own.URL), ".svg") {
		p.Meta.Share = cmp.Or(p.Meta.Share, own)
	}
}
