package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/content"
	"touyan/generator/site"
)

// Booklet is a collection of cases as one page to print: cover, contents,
// preface, a chapter for each case, colophon.
type Booklet struct {
	Page
	Slug    string // its name for touyan export booklet
	Summary string // plain text, or ""
	// Made is when the booklet was put together; Latest the latest date of its
	// cases.
	Made, Latest Date
	Cover        *Image    // its picture
	Of           Link      // the collection with its list; no title for a list of cases
	Body         Body      // the preface
	Chapters     []Chapter // the cases, at least one
	// Styles is the site path of the style sheet that names each case at the head
	// of its pages.
	Styles string
	// PrefacePage and ColophonPage are pages of the PDF, like Chapter.Page; Numbered
	// says that they are known.
	PrefacePage, ColophonPage int
	Numbered                  bool
	// Alone says that the booklet stands outside its site, without head and foot.
	Alone bool
}

// Chapter is a case in a booklet.
type Chapter struct {
	Number int    // from 1
	ID     string // of its section; ids within it begin with it and a dot
	Case   *Case  // as on its own page, without peers and neighbours
	Page   int    // of the PDF, from 1; 0 where not known
}

// Layout names the template.
func (*Booklet) Layout() string { return "booklet" }

// Bodies returns all bodies of a view: that of [Content] and, of a booklet, those
// of its cases.
func Bodies(v View) []*Body {
	var list []*Body
	if b := Content(v); b != nil {
		list = append(list, b)
	}
	if b, ok := v.(*Booklet); ok {
		for i := range b.Chapters {
			list = append(list, &b.Chapters[i].Case.Body)
		}
	}
	return list
}

// ChapterID is the id that a case's page has as a chapter.
func ChapterID(path string) string { return strings.TrimSuffix(path, ".html") }

// Within returns what tells the id in the booklet of an address of the site; ok is
// false where its page is none of the cases.
func (v *Booklet) Within() func(path, fragment string) (id string, ok bool) {
	held := make(map[string]bool, len(v.Chapters))
	for _, c := range v.Chapters {
		held[c.Case.Path] = true
	}
	return func(path, fragment string) (string, bool) {
		id := ChapterID(path)
		if fragment != "" {
			id += "." + fragment
		}
		return id, held[path]
	}
}

// booklet makes the view of a booklet of the site.
func (m *maker) booklet(b *site.Booklet) *Booklet {
	p := b.Page
	v := &Booklet{Page: m.page(content.OutputPath(p), p.Title, summary(p))}
	if s := m.SectionOf(p); s != nil {
		v.Breadcrumbs = append(v.Breadcrumbs, m.sectionLink(p.Section))
	}
	m.marks(&v.Page, p)
	m.bind(v, b)
	return v
}

// bind fills in what a booklet holds. The style sheet stands beside the page.
func (m *maker) bind(v *Booklet, b *site.Booklet) {
	p := b.Page
	v.Slug, v.Summary, v.Made = p.Slug, p.Summary, newDate(latest(p.Updated, p.Date))
	v.Cover = m.image(p, p.Cover.Src, p.Cover.Alt)
	if p.Path != "" {
		v.Body = newBody(p)
	}
	if b.Holds.Title != "" {
		v.Of = Link{Title: b.Holds.Title, URL: b.Holds.URL, Count: len(b.Holds.Cases)}
	}
	var last content.Date
	for i, c := range b.Holds.Cases {
		one := m.caseView(c, nil, nil)
		one.Menu, one.Breadcrumbs = nil, nil // not part of a chapter
		v.Chapters = append(v.Chapters, Chapter{Number: i + 1, ID: ChapterID(one.Path), Case: one})
		last = latest(last, c.Updated, c.Date)
	}
	v.Latest = newDate(last)
	v.Styles = fmt.Sprintf("%s.%010x.css", strings.TrimSuffix(v.Path, ".html"), xxhash.Sum64(v.RunningHeads())>>24)
}

// latest returns the last of several dates, as far as they are exact.
func latest(dates ...content.Date) content.Date {
	return slices.MaxFunc(dates, func(a, b content.Date) int { return strings.Compare(a.String(), b.String()) })
}

// NewBooklet makes the view of a booklet that stands by itself, outside the site:
// its page is at path, and base leads from there to its files.
func NewBooklet(s *site.Site, o Options, b *site.Booklet, path, base string) *Booklet {
	m := newMaker(s, o)
	alone := *m.site
	alone.Feeds = nil
	alone.Print = Fingerprint(&alone)
	m.site = &alone
	v := &Booklet{Page: m.page(path, b.Page.Title, summary(b.Page)), Alone: true}
	v.Base, v.Menu, v.Breadcrumbs, v.Canonical = base, nil, nil, ""
	m.bind(v, b)
	return v
}

// RunningHeads is a style sheet that gives every case's pages a name, and at the
// head of these the booklet's and the case's title: what stands in a page's margin
// can be said in a style sheet alone, and pages have none inline.
func (v *Booklet) RunningHeads() []byte {
	b := fmt.Appendf(nil, "@page{@top-left{content:%s}}\n", cssString(v.Title))
	for _, c := range v.Chapters {
		b = fmt.Appendf(b, "@page case-%d{@top-right{content:%s}}\n[id=%s]{page:case-%d}\n",
			c.Number, cssString(fmt.Sprintf("%d  %s", c.Number, c.Case.Title)), cssString(c.ID), c.Number)
	}
	return b
}

// cssString quotes a text for a style sheet.
func cssString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < ' ' || r == 0x7F || strings.ContainsRune(`"\<>`, r) {
			fmt.Fprintf(&b, "\\%x ", r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// bookletLink leads to the booklet of a collection, or is nil.
func (m *maker) bookletLink(name string) *Link {
	b := m.BookletFor(name)
	if b == nil {
		return nil
	}
	return &Link{Title: b.Page.Title, URL: content.OutputPath(b.Page)}
}
