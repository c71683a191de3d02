package view

import (
	"cmp"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/site"
)

// Options are what views need beside the site.
type Options struct {
	// Generator is the program's name and version.
	Generator string
	// Words returns a text of the theme's catalogue: titles of pages that no
	// content file names.
	Words func(key string) string
	// Image returns the published picture of a page's bundle.
	Image func(p *content.Page, file string) (Image, bool)
	// Logo is the site's own mark, or nil. Share, where set, returns the picture
	// drawn for sharing a page whose view is otherwise whole, or nil.
	Logo  *Image
	Share func(v View) *Image
	// Draft, Future and Expired tell of a page that is published for preview only.
	Draft, Future, Expired func(p *content.Page) bool
	// Few says that few of the views will be made, so that nothing is made ahead or kept:
	// words of pages may change in between.
	Few bool
}

// Make makes one view, anew each time. It may be called by any goroutine.
type Make func() View

// maker makes the views of one site.
type maker struct {
	*site.Site
	o    Options
	site *Site
	// cards holds every case's card where all views are made; else each is made
	// when it is asked for.
	cards   map[*content.Page]*Card
	finders sync.Pool
	// columns are those of the sections by id; zone is the site's.
	columns map[string]*Column
	zone    *time.Location
}

func newMaker(s *site.Site, o Options) *maker {
	m := &maker{Site: s, o: o, zone: time.UTC}
	if zone, err := time.LoadLocation(s.Config.Timezone); err == nil {
		m.zone = zone
	}
	m.site = m.newSite()
	m.makeColumns()
	graph := sync.OnceValue(s.PeerGraph)
	m.finders.New = func() any { return graph().Finder() }
	return m
}

// once makes what several views share the first time, unless few are made: they show
// what the pages say by then.
func once[T any](m *maker, frame func() T) func() T {
	if m.o.Few {
		return frame
	}
	return sync.OnceValue(frame)
}

// yielder takes the site path of a page and what makes its view; it reports
// whether it wants more.
type yielder = func(path string, one Make) bool

// All returns the site path of every page of a site but the feeds with what makes
// its view, in a fixed order. No view is made on the way.
func All(s *site.Site, o Options) iter.Seq2[string, Make] {
	return func(yield func(string, Make) bool) {
		m := newMaker(s, o)
		if !o.Few {
			m.makeCards()
		}
		for _, part := range []func(yielder) bool{m.start, m.sections, m.pages, m.taxonomies, m.regions, m.compare, m.indicators, m.extra} {
			if !part(yield) {
				return
			}
		}
	}
}

// Of returns what makes the views of the pages that some content files make, a
// section's only with its first page: that is where its text stands.
func Of(s *site.Site, o Options, pages []*content.Page) iter.Seq2[string, Make] {
	return func(yield func(string, Make) bool) {
		m := newMaker(s, o)
		for _, p := range pages {
			if one := m.of(p); one != nil && !yield(content.OutputPath(p), one) {
				return
			}
		}
	}
}

// makeCards makes every case's card, on all cores.
func (m *maker) makeCards() {
	list := make([]*Card, len(m.Cases))
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(list); i += workers {
				list[i] = m.newCard(m.Cases[i])
			}
		})
	}
	wg.Wait()
	m.cards = make(map[*content.Page]*Card, len(list))
	for i, c := range list {
		m.cards[m.Cases[i]] = c
	}
}

// of makes the view of the page that a content file makes.
func (m *maker) of(p *content.Page) (one Make) {
	first := func(_ string, found Make) bool {
		one = found
		return false
	}
	switch {
	case p.Kind == content.Home:
		m.start(first)
	case p.Kind == content.Section:
		if s := m.SectionOf(p); s != nil && s.Page == p {
			m.paged(sectionPath(s), func() *List { return m.sectionList(s) }, "", s.Pages, first)
		}
	default:
		one = m.single(p)
	}
	return one
}

func (m *maker) newSite() *Site {
	c := m.Config
	s := &Site{
		Title: c.Title, Subtitle: c.Subtitle, Description: c.Description, Owner: c.Owner,
		Language: c.Language, BaseURL: c.BaseURL, Identity: Identity(c.Identity), Generator: m.o.Generator,
		SearchServer: c.Search.Backend == config.Server, SiteMeta: m.siteMeta(),
	}
	s.Menu = m.menu(c.Menus.Main)
	s.Footer = m.menu(c.Menus.Footer)
	if len(s.Menu) == 0 {
		s.Menu = m.defaultMenu()
	}
	if len(s.Footer) == 0 {
		s.Footer = []Link{{Title: m.o.Words("title.sitemap"), URL: siteMapPath}}
	}
	if c.BaseURL != "" {
		s.Feeds = []Feed{
			{c.Title + " (RSS)", "feed.rss.xml", "application/rss+xml"},
			{c.Title + " (Atom)", "feed.atom.xml", "application/atom+xml"},
			{c.Title + " (JSON Feed)", "feed.json", "application/feed+json"},
		}
	}
	if m.comparable() {
		s.Compare = comparePath
	}
	s.Print = Fingerprint(s)
	return s
}

// menu turns the configuration's entries into links; one that names a content
// file leads to its page.
func (m *maker) menu(items []config.MenuItem) []Link {
	var links []Link
	for _, it := range items {
		l := Link{Title: it.Title, URL: it.URL}
		for _, p := range m.Pages {
			if p.Path == it.URL {
				l.URL = content.OutputPath(p)
			}
		}
		links = append(links, l)
	}
	return links
}

// defaultMenu leads to the ways in that the site has and to the plain pages at
// the top, by weight.
func (m *maker) defaultMenu() []Link {
	links := m.waysIn()
	if m.comparable() {
		links = append(links, Link{Title: m.o.Words("title.compare"), URL: comparePath})
	}
	for _, p := range m.TopPages() {
		links = append(links, Link{Title: p.Title, URL: content.OutputPath(p)})
	}
	return links
}

// waysIn leads to the problems, the sections and the regions.
func (m *maker) waysIn() []Link {
	var links []Link
	if t := m.Taxonomy("problem"); t != nil && len(t.Terms) > 0 {
		links = append(links, Link{Title: m.o.Words("title.problems"), URL: "problems/index.html"})
	}
	for _, s := range m.Sections {
		links = append(links, Link{Title: s.Title, URL: sectionPath(s)})
	}
	if t := m.Taxonomy("region"); t != nil && len(m.Regions.Children) > 0 {
		links = append(links, Link{Title: t.Label, URL: m.Regions.URL()})
	}
	return links
}

// page makes what every page has. crumbs are the links to the pages above.
func (m *maker) page(path, title, description string, crumbs ...Link) Page {
	p := Page{
		Site: m.site, Path: path, Base: strings.Repeat("../", strings.Count(path, "/")),
		Title: title, Description: description,
	}
	if path != "index.html" {
		p.Breadcrumbs = append([]Link{{Title: m.o.Words("title.home"), URL: "index.html"}}, crumbs...)
	}
	if m.site.BaseURL != "" {
		p.Canonical = m.site.BaseURL + path
		if path == "index.html" || strings.HasSuffix(path, "/index.html") {
			p.Canonical = strings.TrimSuffix(p.Canonical, "index.html")
		}
	}
	p.NoIndex = !m.Config.Indexed()
	p.Menu = slices.Clone(m.site.Menu)
	for i := range p.Menu {
		p.Menu[i].Current = within(path, p.Menu[i].URL)
	}
	return p
}

// within reports whether a page stands at a menu's address or in its folder.
func within(path, url string) bool {
	dir, isIndex := strings.CutSuffix(url, "index.html")
	return path == url || isIndex && dir != "" && strings.HasPrefix(path, dir)
}

// marks notes why a page would be left out of the published site.
func (m *maker) marks(v *Page, p *content.Page) {
	v.Draft, v.Future, v.Expired = m.o.Draft(p), m.o.Future(p), m.o.Expired(p)
}

// Addresses of pages that no content file makes.
const (
	homePath     = "index.html"
	searchPath   = "search.html"
	siteMapPath  = "sitemap.html"
	notFoundPath = "404.html"
)

func sectionPath(s *site.Section) string {
	if s.Page != nil {
		return content.OutputPath(s.Page)
	}
	return content.Slug(s.ID) + "/index.html"
}

func (m *maker) image(p *content.Page, file, alt string) *Image {
	if file == "" {
		return nil
	}
	img, ok := m.o.Image(p, file)
	if !ok {
		return nil
	}
	img.Alt = alt
	return &img
}

func newBody(p *content.Page) Body { return Body{Source: p.Path, Print: p.Body.Print} }

func newDate(d content.Date) Date {
	return Date{ISO: d.String(), Year: d.Year, Month: d.Month, Day: d.Day}
}

// card returns a case's card.
func (m *maker) card(p *content.Page) *Card {
	if c := m.cards[p]; c != nil {
		return c
	}
	return m.newCard(p)
}

func (m *maker) newCard(p *content.Page) *Card {
	c := &Card{
		Title: p.Title, URL: content.OutputPath(p), Summary: summary(p), Date: newDate(p.Date),
		Type: m.termLink("type", p.Type), Sector: m.Config.SectorLabel(p.Sector),
		Region: strings.Join(p.Region, " "), Organization: p.Organization, Problems: p.Problems,
		Cover: m.image(p, p.Cover.Src, p.Cover.Alt), Draft: m.o.Draft(p),
	}
	c.Key, c.Indicator = keyFigure(p)
	c.Print = Fingerprint(c)
	return c
}

func summary(p *content.Page) string { return cmp.Or(p.Summary, p.Body.Excerpt) }

// keyFigure returns the figure that says most at a glance: one with a change
// over years before one without, then the first given.
func keyFigure(p *content.Page) (*Figure, string) {
	var best *content.Outcome
	for i := range p.Outcomes {
		o := &p.Outcomes[i]
		if len(o.Figures) == 0 {
			continue
		}
		_, grown := site.ChangeOf(o)
		if best == nil {
			best = o
		}
		if grown {
			best = o
			break
		}
	}
	if best == nil {
		return nil, ""
	}
	f := newFigure(site.Latest(best))
	return &f, best.Indicator
}

// termLink leads to the list of a value, with its words; the link leads nowhere
// where the site does not have the taxonomy.
func (m *maker) termLink(taxonomy, value string) Link {
	if value == "" {
		return Link{}
	}
	t := m.Term(taxonomy, value)
	if t == nil {
		return Link{Title: m.label(taxonomy, value)}
	}
	return Link{Title: t.Label, URL: t.URL(), Count: len(t.Cases)}
}

func (m *maker) label(taxonomy, value string) string {
	switch taxonomy {
	case "type":
		return m.Config.TypeLabel(value)
	case "sector":
		return m.Config.SectorLabel(value)
	case "level":
		return m.Config.LevelLabel(value)
	case "brand":
		if b := m.BrandBySlug(value); b != nil {
			return b.Title
		}
	}
	return value
}

func (m *maker) termLinks(taxonomy string, values []string) []Link {
	var links []Link
	for _, v := range values {
		links = append(links, m.termLink(taxonomy, v))
	}
	return links
}

// taxonomyLinks returns the values of a taxonomy, at most n where n is not 0.
func (m *maker) taxonomyLinks(id string, n int) []Link {
	t := m.Taxonomy(id)
	if t == nil {
		return nil
	}
	var links []Link
	for _, term := range t.Terms {
		if n > 0 && len(links) == n {
			break
		}
		links = append(links, Link{Title: term.Label, URL: term.URL(), Count: len(term.Cases)})
	}
	return links
}

func (m *maker) regionLink(r *site.Region) Link {
	return Link{Title: r.Name, URL: r.URL(), Count: len(r.Cases)}
}

func (m *maker) regionLinks(list []*site.Region) []Link {
	var links []Link
	for _, r := range list {
		links = append(links, m.regionLink(r))
	}
	return links
}

func (m *maker) cardsOf(cases []*content.Page) []*Card {
	cards := make([]*Card, len(cases))
	for i, p := range cases {
		cards[i] = m.card(p)
	}
	return cards
}

func (m *maker) brandCard(b *site.Brand) BrandCard {
	return BrandCard{
		Title: b.Title, URL: content.OutputPath(b.Page), Slogan: b.Slogan,
		Logo: m.image(b.Page, b.Logo, b.Title), Cases: len(b.Cases),
	}
}
