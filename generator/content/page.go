package content

import (
	"time"

	"touyan/generator/diag"
)

// Kind is what a content file makes.
type Kind uint8

// The kinds of content file, told by place: _index.md at the top is Home and in
// a folder Section; a page in cases/ is a Case, in brands/ a Brand, in booklets/ a
// Booklet, elsewhere Plain.
const (
	Plain Kind = iota
	Home
	Section
	Case
	Brand
	Booklet
)

// Page is the facts of one content file. Its body stays on disk: Body says where
// it is and Meta holds all that other pages may say of this one. A Page is not
// changed after [Parse].
type Page struct {
	// Path is the file below content/, with slashes: cases/x/index.md.
	Path string
	Kind Kind
	// Section is the first folder of Path, or "" for a page at the top.
	Section string
	// Slug is the last part of the address: the front matter's slug, else the
	// file's (or the bundle folder's) name, Chinese turned to pinyin.
	Slug string
	// Address is where the page is published, see [OutputPath].
	Address string
	Meta
	Body Body
	// Places are the positions that later stages may still need, by key as
	// written in the front matter: title, slug, brand, aliases.0, cover.src …
	Places map[string]diag.Position
	// values are those of the front matter where [Vocabulary].Values asks for them.
	values []value
}

// Body locates the Markdown of a page in its file.
type Body struct {
	// Offset is the byte after the front matter, Line its line number.
	Offset, Line int
	// Print is a fingerprint of the body's bytes and of the line it starts at.
	Print uint64
	// Empty says that there is nothing but white space.
	Empty bool
	// Excerpt is the first paragraph as plain text, at most 120 characters,
	// where the front matter gives no summary.
	Excerpt string
}

// Place returns where the front matter has the given key, or the file alone.
func (p *Page) Place(key string) diag.Position {
	if pos, ok := p.Places[key]; ok {
		return pos
	}
	return diag.Position{File: "content/" + p.Path}
}

// Meta is the front matter; docs/content.md and the package doc describe the keys.
type Meta struct {
	Title       string    `key:"title"`
	Summary     string    `key:"summary"`
	Date        Date      `key:"date"`
	Updated     Date      `key:"updated"`
	Aliases     []string  `key:"aliases"`
	Draft       bool      `key:"draft"`
	PublishDate time.Time `key:"publish_date"`
	ExpiryDate  time.Time `key:"expiry_date"`
	Weight      int       `key:"weight"`
	Author      string    `key:"author"`
	Tags        []string  `key:"tags"`
	Cover       Cover     `key:"cover"`
	Review      []Review  `key:"review"`

	Region []string `key:"region"` // case, brand: from the province down
	Sector string   `key:"sector"` // case, brand: an id of config.Config.Sectors

	Type         string     `key:"type"`  // case: an id of config.Config.Types
	Level        string     `key:"level"` // case: an id of config.Config.Levels
	Organization string     `key:"organization"`
	Brand        string     `key:"brand"` // the slug of a brand page
	Started      Date       `key:"started"`
	Problems     []string   `key:"problems"`
	Practices    []Practice `key:"practices"`
	Outcomes     []Outcome  `key:"outcomes"`
	Members      []Member   `key:"members"`
	Conditions   Conditions `key:"conditions"`
	Lessons      []string   `key:"lessons"`
	Sources      []Source   `key:"sources"`

	Slogan  string `key:"slogan"` // brand
	Logo    string `key:"logo"`   // brand: a file of the bundle
	Essence string `key:"essence"`

	Collection string   `key:"collection"` // booklet: which cases, as site.Site.Collect reads it
	Cases      []string `key:"cases"`      // booklet: or these content files, in this order
}

// Date is a day, a month or a year, as exact as it was written.
type Date struct {
	// Year is 0 for no date; Month and Day are 0 where they were not given.
	Year, Month, Day int
}

// Cover is the picture of a page; Src is a file of its bundle.
type Cover struct {
	Src string `key:"src"`
	Alt string `key:"alt"`
}

// Review is one step of the 三审三校 record, by role.
type Review struct {
	Step string `key:"step"`
	By   string `key:"by"`
	Date Date   `key:"date"`
	// Text is the fingerprint of what was reviewed, see package review; "" where the
	// step was noted without one.
	Text string `key:"text"`
}

// Practice is something that a peer can copy.
type Practice struct {
	Title  string `key:"title"`
	Detail string `key:"detail"`
}

// Outcome is one indicator with its figures, in order of years.
type Outcome struct {
	Indicator string
	// Unit is the unit as written once for all figures, or of the first one.
	Unit         string
	Figures      []Figure
	YearInferred bool
	Scope        string
	Note         string
}

// Figure is one number of an outcome with its year; Year is 0 for none.
type Figure struct {
	Year int
	Quantity
}

// Member is an organisation of an alliance.
type Member struct {
	Name string `key:"name"`
	Role string `key:"role"`
	Of   string `key:"of"`
}

// Conditions are what a peer needs in order to copy a case.
type Conditions struct {
	Where  string `key:"where"`
	Cost   string `key:"cost"`
	People string `key:"people"`
	Period string `key:"period"`
}

// Source says where the facts come from.
type Source struct {
	Title     string `key:"title"`
	Publisher string `key:"publisher"`
	Date      Date   `key:"date"`
	URL       string `key:"url"`
}

// Quantity is a figure as people write it: 4.7万元, 1000余人, 95%.
type Quantity struct {
	// Text is the figure as written, with its unit.
	Text string
	// Value is in the unit Unit as written: 4.7 for 4.7万元.
	Value float64
	Unit  string
	// Dimension is what is counted, the base unit of the family (元, 人, 人次, %, …);
	// figures of different dimensions are never compared.
	Dimension string
	// Factor turns Value into the base unit: 10000 for 万元.
	Factor float64
	// Approx marks a figure that is not exact: at least so much (余, 多, 超过,
	// shown with ≥) or, where About says so, more or less (近, 约, 左右, shown with
	// ≈).
	Approx, About bool
}

// Base returns the value in the base unit of its dimension.
func (q Quantity) Base() float64 { return q.Value * q.Factor }
