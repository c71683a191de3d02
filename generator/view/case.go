package view

import (
	"fmt"
	"slices"
	"strings"

	"touyan/generator/content"
	"touyan/generator/site"
)

// pages yields every case, brand and plain page.
func (m *maker) pages(yield yielder) bool {
	for _, s := range m.Sections {
		for i, p := range s.Pages {
			if !yield(content.OutputPath(p), func() View { return m.inSection(s, i, p) }) {
				return false
			}
		}
	}
	for _, p := range m.TopPages() {
		if !yield(content.OutputPath(p), func() View { return m.plain(p) }) {
			return false
		}
	}
	return true
}

// inSection makes the view of the i-th page of a section.
func (m *maker) inSection(s *site.Section, i int, p *content.Page) View {
	switch p.Kind {
	case content.Case:
		v := m.caseView(p, neighbour(s.Pages, i-1), neighbour(s.Pages, i+1))
		v.Peers = m.peersOf(p)
		return v
	case content.Brand:
		return m.brandView(p)
	case content.Booklet:
		return m.booklet(m.BookletOf(p))
	default:
		return m.plain(p, Link{Title: s.Title, URL: sectionPath(s)})
	}
}

// single makes the view of one page by itself.
func (m *maker) single(p *content.Page) Make {
	s := m.SectionOf(p)
	if s == nil {
		return func() View { return m.plain(p) }
	}
	return func() View { return m.inSection(s, slices.Index(s.Pages, p), p) }
}

func neighbour(pages []*content.Page, i int) *Link {
	if i < 0 || i >= len(pages) {
		return nil
	}
	return &Link{Title: pages[i].Title, URL: content.OutputPath(pages[i])}
}

func (m *maker) caseView(p *content.Page, previous, next *Link) *Case {
	crumbs := []Link{m.sectionLink(p.Section)}
	v := &Case{
		Page: m.page(content.OutputPath(p), p.Title, summary(p), crumbs...), Summary: p.Summary,
		Date: newDate(p.Date), Updated: newDate(p.Updated),
		Type: m.termLink("type", p.Type), Sector: m.termLink("sector", p.Sector), Level: m.termLink("level", p.Level),
		Organization: p.Organization, Started: newDate(p.Started),
		Problems: m.termLinks("problem", p.Problems), Tags: m.termLinks("tag", p.Tags),
		Cover:     m.image(p, p.Cover.Src, p.Cover.Alt),
		Practices: practices(p), Members: memberGroups(p.Members), Conditions: conditions(p.Conditions),
		Lessons: p.Lessons, Sources: sources(p.Sources), Body: newBody(p),
		Previous: previous, Next: next,
	}
	m.marks(&v.Page, p)
	v.Keywords = slices.Concat(p.Problems, p.Tags)
	if r := m.Region(p); r != nil {
		v.Region = m.regionLinks(r.Chain())
	}
	if b := m.BrandOf(p); b != nil {
		v.Brand = &Link{Title: b.Title, URL: content.OutputPath(b.Page), Count: len(b.Cases)}
	}
	for i := range p.Outcomes {
		o := NewOutcome(&p.Outcomes[i])
		o.Peers = m.peersLink(p, &p.Outcomes[i])
		v.Outcomes = append(v.Outcomes, o)
	}
	m.inColumn(&v.Page, p)
	m.article(&v.Page, p)
	m.share(v, v.Cover)
	return v
}

func (m *maker) sectionLink(id string) Link {
	s := m.Section(id)
	return Link{Title: s.Title, URL: sectionPath(s)}
}

// Anchors of the parts of a case's page. Search results lead to them, so a theme
// has to set them as ids; that of a practice is its ID.
const (
	AnchorOutcomes   = "part-outcomes"
	AnchorMembers    = "part-members"
	AnchorConditions = "part-conditions"
	AnchorLessons    = "part-lessons"
	AnchorSources    = "part-sources"
)

// PracticeID is the anchor of the n-th practice, counted from 0.
func PracticeID(n int) string { return fmt.Sprintf("practice-%d", n+1) }

func practices(p *content.Page) []Practice {
	var list []Practice
	for i, x := range p.Practices {
		list = append(list, Practice{ID: PracticeID(i), Title: x.Title, Detail: x.Detail})
	}
	return list
}

// memberGroups puts members of one role together, roles in order of appearance.
func memberGroups(members []content.Member) []MemberGroup {
	var groups []MemberGroup
	for _, x := range members {
		i := slices.IndexFunc(groups, func(g MemberGroup) bool { return g.Role == x.Role })
		if i < 0 {
			i = len(groups)
			groups = append(groups, MemberGroup{Role: x.Role})
		}
		groups[i].Members = append(groups[i].Members, Member{x.Name, x.Of})
	}
	return groups
}

func conditions(c content.Conditions) []Condition {
	var list []Condition
	for _, x := range []Condition{{"where", c.Where}, {"cost", c.Cost}, {"people", c.People}, {"period", c.Period}} {
		if x.Text != "" {
			list = append(list, x)
		}
	}
	return list
}

func sources(list []content.Source) []Source {
	var out []Source
	for _, s := range list {
		out = append(out, Source{s.Title, s.Publisher, newDate(s.Date), s.URL})
	}
	return out
}

func (m *maker) peersOf(p *content.Page) []Peer {
	var out []Peer
	finder := m.finders.Get().(*site.PeerFinder)
	defer m.finders.Put(finder)
	for _, x := range finder.Peers(p) {
		peer := Peer{Card: m.card(x.Case)}
		for _, r := range x.Reasons {
			peer.Reasons = append(peer.Reasons, Reason{r.Kind, m.label(r.Kind, r.Value)})
		}
		out = append(out, peer)
	}
	return out
}

func (m *maker) brandView(p *content.Page) *Brand {
	v := &Brand{
		Page:   m.page(content.OutputPath(p), p.Title, summary(p), m.sectionLink(p.Section)),
		Slogan: p.Slogan, Essence: p.Essence, Date: newDate(p.Date),
		Logo: m.image(p, p.Logo, p.Title), Sector: m.termLink("sector", p.Sector), Body: newBody(p),
	}
	m.marks(&v.Page, p)
	v.Region = m.regionPath(p.Region)
	brand := m.BrandBySlug(p.Slug)
	v.Cases = m.cardsOf(brand.Cases)
	v.Booklet = m.bookletLink("brand:" + p.Slug)
	for _, c := range brand.Cases {
		for i := range c.Outcomes {
			if len(c.Outcomes[i].Figures) > 0 {
				v.Outcomes = append(v.Outcomes, BrandOutcome{Link{Title: c.Title, URL: content.OutputPath(c)}, NewOutcome(&c.Outcomes[i])})
			}
		}
	}
	v.Timeline = timeline(brand.Cases)
	m.inColumn(&v.Page, p)
	m.share(v, v.Logo)
	return v
}

// mostMoments bounds a brand's timeline: cases come before figures, the latest first.
const mostMoments = 40

// timeline is how a brand grew: when its cases began, or else how they are dated,
// and the latest figure of every indicator whose year the source gives.
func timeline(cases []*content.Page) []Moment {
	var list, figures []Moment
	for _, c := range cases {
		link := Link{Title: c.Title, URL: content.OutputPath(c)}
		at := Moment{Date: newDate(c.Started), Kind: "started", Case: link}
		if at.Date.ISO == "" {
			at.Date, at.Kind = newDate(c.Date), "case"
		}
		list = append(list, at)
		for i := range c.Outcomes {
			o := &c.Outcomes[i]
			if len(o.Figures) == 0 || o.YearInferred {
				continue
			}
			f := newFigure(site.Latest(o))
			if f.Year > 0 {
				figures = append(figures, Moment{Date: newDate(content.Date{Year: f.Year}), Kind: "figure", Case: link, Indicator: o.Indicator, Figure: &f})
			}
		}
	}
	list = slices.DeleteFunc(list, func(x Moment) bool { return x.Date.ISO == "" })
	list = latestMoments(list, mostMoments)
	return latestMoments(append(list, latestMoments(figures, mostMoments-len(list))...), mostMoments)
}

// latestMoments sorts moments and returns the last n.
func latestMoments(list []Moment, n int) []Moment {
	slices.SortStableFunc(list, func(a, b Moment) int { return strings.Compare(endOf(a.Date), endOf(b.Date)) })
	return list[max(0, len(list)-n):]
}

// endOf orders a year after its months, a month after its days.
func endOf(d Date) string {
	const inYear = "-99-99"
	return d.ISO + inYear[min(len(inYear), max(0, len(d.ISO)-len("2006"))):]
}

// regionPath names a place whose regions may have no case and so no list.
func (m *maker) regionPath(names []string) []Link {
	var links []Link
	for i := range names {
		l := Link{Title: names[i]}
		if r := m.RegionAt(names[:i+1]); r != nil {
			l = m.regionLink(r)
		}
		links = append(links, l)
	}
	return links
}

func (m *maker) plain(p *content.Page, crumbs ...Link) *Plain {
	v := &Plain{
		Page: m.page(content.OutputPath(p), p.Title, summary(p), crumbs...),
		Date: newDate(p.Date), Updated: newDate(p.Updated), Body: newBody(p),
	}
	m.marks(&v.Page, p)
	m.inColumn(&v.Page, p)
	m.article(&v.Page, p)
	m.share(v, m.image(p, p.Cover.Src, p.Cover.Alt))
	return v
}
