// Package view turns a site into one small plain struct per published page: all
// that the page's template may read. A page is a pure function of its view, so
// that a page is rendered again only when the fingerprint of its view (or of the
// theme) changed; see [Fingerprint].
//
// Addresses in views are site paths (cases/x.html) unless a field says
// otherwise: a template writes them after Page.Base, as in
// href="{{$.Base}}{{.URL}}", which is right at any depth, at any path and from
// disk. An absolute address (https://…) is used as it is; the template function
// rel does both.
package view

import "html/template"

// View is one page to render.
type View interface {
	// Layout names the template: home, case, brand, booklet, list, terms, problems,
	// plain, search, compare, indicators, indicator, sitemap, notfound, redirect.
	Layout() string
	// Common returns what every page has.
	Common() *Page
}

// Site is what every page says of the site.
type Site struct {
	Title, Subtitle, Description, Owner string   // as in site.yaml; all but Title may be empty
	Language                            string   // BCP 47, for the lang attribute
	BaseURL                             string   // absolute with a slash at the end, or ""
	Identity                            Identity // who is responsible, for the footer
	Menu, Footer                        []Link   // the main menu; the links of the footer
	Feeds                               []Feed   // none without a base_url
	Compare                             string   // the page that compares cases; "" with fewer than two
	SearchServer                        bool     // whether touyan serve answers searches, and not files in the browser
	Generator                           string   // name and version for the generator meta tag
	SiteMeta
	// Print is the fingerprint of all the above.
	Print uint64 `view:"-"`
}

// Identity is the footer of a public-sector site; empty fields are not shown.
type Identity struct {
	Sponsor, Organizer, ICP, Police, SiteCode, Contact, Phone, Email, Address, Copyright string // as in identity of site.yaml
}

// Feed is a feed of the site.
type Feed struct {
	Title, URL, MIME string // MIME is its media type, for the link element
}

// Link is a title with an address; URL is "" for a title that leads nowhere.
type Link struct {
	Title, URL string // what to show and where it leads
	// Count is how many cases stand behind the link; 0 where it has no meaning.
	Count int
	// Current marks the entry that the page stands in.
	Current bool
}

// Page is what every page has.
type Page struct {
	Site *Site `view:"-"` // what all pages have in common
	// Path is the page's own site path, Base leads from it to the root: "",
	// "../", "../../"; that of the 404 page is the path of base_url, if there is one.
	Path, Base string
	// Title is the page's own title; the start page's is the site's.
	Title, Description string
	// Canonical is the absolute address, or "" without a base_url.
	Canonical string
	// Menu is Site.Menu with the entry that the page stands in marked.
	Menu []Link
	// Breadcrumbs lead from the start page to the page above this one.
	Breadcrumbs []Link
	// Keywords are for the meta tag.
	Keywords []string
	// Draft, Future and Expired mark a page that is shown only in preview.
	Draft, Future, Expired bool
	// NoIndex keeps search engines away (redirects, 404, the search page).
	NoIndex bool
	Meta    Meta // for machines
}

// Common returns the page itself; views embed Page.
func (p *Page) Common() *Page { return p }

// Date is a date as exact as it was written.
type Date struct {
	ISO              string // 2022, 2022-01 or 2022-01-05: for the datetime attribute; "" for none
	Year, Month, Day int    // 0 where not known
}

// Image is a picture beside a page.
type Image struct {
	URL, Alt      string // the site path; what it shows, for those who do not see it
	Width, Height int    // pixels; 0 where unknown
	// Variants are the same picture in WebP at several widths, in rising order; none
	// for drawings (SVG) and what moves.
	Variants []Variant
}

// Variant is a picture at one of its widths; see the function picture.
type Variant struct {
	URL   string // the site path
	Width int    // pixels
}

// Body is a page's rendered Markdown. It is filled in when the page is rendered;
// its fingerprint stands for it before.
type Body struct {
	// Source is the content file that holds the Markdown, below content/; "" for
	// a page without one.
	Source   string
	Print    uint64
	HTML     template.HTML `view:"-"` // sanitised
	Headings []Heading     `view:"-"` // levels 2 and 3
	// Characters counts Han characters and other words; Minutes is the reading
	// time at 400 a minute, at least 1 where there is text.
	Characters, Minutes int `view:"-"`
}

// Heading is an entry of the table of contents.
type Heading struct {
	ID, Title string // the anchor and the words
	Level     int    // 2 or 3
}

// Home is the start page.
type Home struct {
	Page
	Body   Body    // of content/_index.md
	Counts []Count // key figures of the whole library
	Newest []*Card // the latest cases, at most 6
	// Featured are the cases with a weight from 1 to 9, in that order, at most 3.
	Featured []*Card
	Problems []Link      // the commonest first, at most 12
	Types    []Link      // with their numbers of cases, like all below
	Sectors  []Link      // 领域
	Levels   []Link      // 层级
	Regions  []Link      // the first level
	Brands   []BrandCard // at most 8
}

// Count is one key figure: Key names it in the theme's catalogue (cases, brands,
// regions, practices, outcomes, problems).
type Count struct {
	Key   string // the word for what is counted
	Value int    // above 0
	URL   string // the list of what is counted, or ""
}

// Card is a case as lists show it.
type Card struct {
	Title, URL, Summary string   // Summary is plain text, or ""
	Date                Date     // as exact as it is known
	Type                Link     // with the list of its type
	Sector              string   // the word for it, or ""
	Region              string   // the names joined, from the province down, or ""
	Organization        string   // who did it, or ""
	Problems            []string // what it solved
	Cover               *Image   // its picture
	Key                 *Figure  // the most telling figure, or nil
	Indicator           string   // of Key
	Draft               bool     // shown in preview only
	Print               uint64   `view:"-"`
}

// BrandCard is a brand as lists show it.
type BrandCard struct {
	Title, URL, Slogan string // Slogan may be empty
	Logo               *Image // its mark
	Cases              int    // how many cases it has
}

// Case is a case's page.
type Case struct {
	Page
	Summary       string        // plain text, or ""
	Date, Updated Date          // Updated has no ISO where it was not given
	Type          Link          // to the list of its type
	Sector, Level Link          // to their lists; the title is "" where not given
	Region        []Link        // from the province down
	Organization  string        // who did it, or ""
	Brand         *Link         // to the brand's page
	Started       Date          // since when
	Problems      []Link        // what it solved, to their lists
	Tags          []Link        // to their lists
	Cover         *Image        // its picture
	Practices     []Practice    // what a peer can copy, in order
	Outcomes      []Outcome     // figures, in order
	Members       []MemberGroup // of an alliance, by role
	Conditions    []Condition   // what a peer needs in order to copy it
	Lessons       []string      // what to take away
	Sources       []Source      // where the facts come from
	Body          Body          // the text
	Peers         []Peer        // similar cases, the closest first, at most 4
	// Previous and Next are the neighbours by date within the same section:
	// Previous is the newer one.
	Previous, Next *Link
}

// Practice is something a peer can copy, with the id of its anchor.
type Practice struct {
	ID, Title, Detail string // Detail may be empty
}

// Outcome is an indicator with its figures in order of years.
type Outcome struct {
	Indicator    string   // what is measured
	Figures      []Figure // at least one
	YearInferred bool     // the source does not write the year
	Scope, Note  string   // what the figures cover; a remark; each may be ""
	// Change compares the first and the last figure; nil for fewer than two.
	Change *Change
	// Peers leads to the case's row in the table of all that give the figure, Count
	// being how many; it has no address where the case is the only one.
	Peers Link
}

// Figure is a number with its year.
type Figure struct {
	Year   int    // 0 where none is given
	Number string // as written, such as 2650 or 4.7
	Unit   string // as written, such as 万元; may be empty
	Approx bool   // not exact: shown with ≥, or with ≈ where it is About
	About  bool   // more or less, not at least
	// Share is the figure's share of the outcome's largest in percent, 0 to 100,
	// for bars; Value is in the base unit.
	Share int
	Value float64 // in the base unit
}

// Change is how a figure changed.
type Change struct {
	From, To int     // years; 0 where not given
	Times    string  // 5.32, from 10,000 on a whole number; "" for a fall to nothing
	Percent  string  // +431.8%, or "" from 10,000 times on
	Yearly   string  // +11.8% a year's average, or "" where it has no meaning
	Approx   bool    // one of the two figures is approximate
	Mixed    bool    // the figures were written in different units of one family
	Ratio    float64 // Times as a number
}

// MemberGroup is the members of an alliance that play one role.
type MemberGroup struct {
	Role    string   // what they do in it
	Members []Member // at least one
}

// Member is one organisation.
type Member struct {
	Name, Of string // Of is what it belongs to, or ""
}

// Condition is one of where, cost, people, period: Key names it in the theme's
// catalogue.
type Condition struct {
	Key, Text string // which condition, and what it asks for
}

// Source says where the facts come from.
type Source struct {
	Title, Publisher string // Publisher may be empty
	Date             Date   // as exact as it is known
	URL              string // absolute or ""
}

// Peer is a similar case and why it is one.
type Peer struct {
	Card    *Card    // the case
	Reasons []Reason // what the two share, the most telling first
}

// Reason is one thing that two cases share: Kind is problem, type, sector,
// level, tag, region or brand (the theme has the words), Value what is shared.
type Reason struct {
	Kind, Value string // see above
}

// Brand is a brand's page.
type Brand struct {
	Page
	Slogan, Essence string         // each may be empty
	Date            Date           // as exact as it is known
	Logo            *Image         // its mark
	Region          []Link         // from the province down
	Sector          Link           // to the list of its sector
	Body            Body           // the text
	Cases           []*Card        // its cases, the newest first
	Outcomes        []BrandOutcome // the figures of its cases
	Booklet         *Link          // to the booklet of its cases
	Timeline        []Moment       // how it grew, the earliest first, at most 40
}

// Moment is an entry of a brand's timeline: Kind is started (a case began), case (a
// case is dated so) or figure (what was reached by then); the theme has the words.
type Moment struct {
	Date      Date    // as exact as it is known; of a figure the year
	Kind      string  // see above
	Case      Link    // the case that it is of
	Indicator string  // what Figure measures
	Figure    *Figure // nil for other kinds
}

// BrandOutcome is a figure of one of the brand's cases.
type BrandOutcome struct {
	Case    Link    // the case that has it
	Outcome Outcome // the figures
}

// List is one page of a list of cases, brands or plain pages: a section, a value
// of a taxonomy, a region.
type List struct {
	Page
	// Of says what the list is of: section, type, region, sector, level,
	// problem, tag, year.
	Of string
	// Intro is a plain sentence; Body is the section's own text, on its first
	// page only.
	Intro string
	Body  Body // the section's own text
	// Parents and Children are the regions above and below.
	Children []Link
	// Facets lead to the parts of the list by the other ways to group cases: on its
	// first page, and only what tells some of its cases from others.
	Facets  []Facet
	Cards   []*Card     // cases of this page of the list
	Brands  []BrandCard // brands of this page of the list
	Links   []Entry     // plain pages
	Total   int         // how many items the whole list has
	Pager   Pager       // the way through its pages
	Booklet *Link       // to the booklet of the same cases; on the first page
}

// Facet is one way to narrow a list down: Links lead to the lists of a taxonomy's
// values where the list is of all cases, else to searches for both. Count is how
// many cases of the list have the value.
type Facet struct {
	ID, Title string // such as sector; the word for it
	Links     []Link // the first ones
	More      *Link  // to all values where there are more
}

// Entry is a plain page in a list.
type Entry struct {
	Title, URL, Summary string // Summary may be empty
	Date                Date   // as exact as it is known
}

// Pager leads through the pages of a list.
type Pager struct {
	Number, Pages  int    // 1-based
	Previous, Next string // site paths, or ""
	Links          []Link // first, last and the neighbours; an empty URL is a gap or the current page
}

// Terms is the overview of a taxonomy: all its values.
type Terms struct {
	Page
	Of     string      // as in List
	Groups []TermGroup // the values, in order
}

// TermGroup is one value with those below it (regions), which have none below
// them in the view.
type TermGroup struct {
	Link
	Children []Link // those below it
}

// Problems is 问题导航: from a problem to the practices that solved it.
type Problems struct {
	Page
	Entries []Problem // the commonest first
}

// Problem is one problem with the practices of those who solved it.
type Problem struct {
	Link
	ID        string     // its anchor
	Solutions []Solution // those with figures first, at most 6
}

// Solution is a case that solved a problem: what it did and with what result.
type Solution struct {
	Case      Link    // who solved it
	Region    string  // where, or ""
	Practices []Link  // to the practices' anchors, at most 3
	Indicator string  // what Result measures
	Result    *Figure // the most telling figure
	Change    *Change // how that figure changed
}

// Plain is any other page: about, a guide.
type Plain struct {
	Page
	Date, Updated Date // each without ISO where not given
	Body          Body // the text
}

// Search is the search page. What it finds is put in by script; the view has
// what that needs of the site, and the ways on for readers without script.
type Search struct {
	Page
	Filters  []Filter // the site's taxonomies that have values, in their order
	Examples []Link   // the commonest problems as searches to try, at most 8
	Ways     []Link   // where to find things without search
}

// Filter is a way to narrow down what a search found.
type Filter struct {
	ID, Title string // such as type; the word for it
	// Values are those whose words are not the value itself; others go by their
	// own name.
	Values []FilterValue
}

// FilterValue is a value with the words for it.
type FilterValue struct {
	Value, Title string // such as village; the words for it
}

// SiteMap is the page that lists all parts of the site.
type SiteMap struct {
	Page
	Groups []TermGroup // the parts of the site with their pages
}

// NotFound is the 404 page.
type NotFound struct {
	Page
	Ways []Link // where to go on
}

// Redirect stands at an old address and leads to the new one.
type Redirect struct {
	Page
	Target string // site path
}

// Layout names the template of each view.
func (*Home) Layout() string     { return "home" }
func (*Case) Layout() string     { return "case" }
func (*Brand) Layout() string    { return "brand" }
func (*List) Layout() string     { return "list" }
func (*Terms) Layout() string    { return "terms" }
func (*Problems) Layout() string { return "problems" }
func (*Plain) Layout() string    { return "plain" }
func (*Search) Layout() string   { return "search" }
func (*SiteMap) Layout() string  { return "sitemap" }
func (*NotFound) Layout() string { return "notfound" }
func (*Redirect) Layout() string { return "redirect" }

// Content returns the body of a view, or nil for a kind of page without one.
func Content(v View) *Body {
	switch v := v.(type) {
	case *Home:
		return &v.Body
	case *Case:
		return &v.Body
	case *Brand:
		return &v.Body
	case *List:
		return &v.Body
	case *Plain:
		return &v.Body
	case *Booklet:
		return &v.Body
	}
	return nil
}
