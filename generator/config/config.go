// Package config reads site.yaml, the settings of a site.
//
// # The file
//
// site.yaml stands at the top of a site. Only title must be given; [Default] has
// all other values. Unknown keys and wrong types are errors with line and column.
//
//	title        the site's name (required)
//	subtitle     a line under the name
//	description  for feeds and meta tags
//	owner        who publishes the site
//	base_url     absolute http or https address, for feeds, sitemap, canonical and 404.html
//	language     BCP 47, such as zh-CN or en
//	timezone     IANA name, such as Asia/Shanghai
//	theme        a folder of themes/
//	page_size    items on a list page, 1 to 200
//	profile      gov, party, enterprise or intranet: what is expected of identity,
//	             see [Config.Profile]
//	accent       the accent colour, #ad2d1c; accent_dark that of the dark mode
//	logo         a picture in assets/ that stands in the page's head
//	share        cards and font: the pictures that links are shared with
//	identity     sponsor, organizer, icp, police, site_code, contact, phone, email,
//	             address, copyright: the footer of a public-sector site
//	menus        main and footer, lists of {title, url}; left out, the site's
//	             sections make the main menu
//	types        case types {id, label, description}
//	sectors      sectors, the same
//	levels       levels, the same
//	taxonomies   labels and order of the ways to group cases, the same; the ids
//	             are fixed
//	search       backend, shards or server: who answers the searches of readers;
//	             weights of the fields (0 to 20) and synonyms, lists of words that
//	             find one another
//	images       widths (up to 8, of 16 to 4096 pixels) and quality (1 to 100) of the
//	             pictures made for pages
//	check        what the checks before publishing look for: codes {CODE: off, hint,
//	             warning or error}; phones and emails of organisations, which may be
//	             published; wording, the site's own lexicons; stale {SECTION: days};
//	             ignore, lists of {path, code, reason}
//	review       required, how many steps of review a page needs to be published,
//	             steps, their names, and roles, who signs each
//
// types, sectors and levels are added to those of [Default]; an entry with a known
// id changes that one, key by key. taxonomies are likewise. synonyms are added.
//
// # Diagnostics
//
// Besides those of package strict, all errors:
//
//	no-site            there is no site.yaml
//	site-unreadable    1 why
//	site-not-utf8      the file is no UTF-8 text
//	missing-key        1 the key
//	bad-base-url       1 the address
//	number-out-of      1 the key, 2 the least, 3 the most
//	unknown-language   1 the language
//	unknown-timezone   1 the zone
//	bad-theme-name     1 the name
//	bad-id             1 the id, 2 a right one
//	duplicate-id       1 the id, 2 the line of the first
//	unknown-taxonomy   1 the id, 2 the nearest, 3 all
//	bad-menu-url       1 the address
//	bad-email          1 the address
//	unknown-backend    1 what is written, 2 the nearest
//	short-synonyms     a group of fewer than two words
//	duplicate-item     1 the key, 2 the word
//	empty-item         1 the key
//	unknown-profile    1 the profile, 2 the nearest
//	profile-expects    1 the profile, 2 the key that is missing: a warning
//	bad-colour         1 the colour
//	bad-site-path      1 the key, 2 the path
//	bad-severity       1 the word, 2 the nearest
//	review-roles       1 how many roles there are, 2 how many steps
//	bad-widths         1 the least, 2 the most, 3 how many at most
package config

import (
	"slices"

	"touyan/generator/diag"
)

// Config is site.yaml with every default filled in. It is not changed after
// [Load].
type Config struct {
	Title       string `key:"title"`       // required
	Subtitle    string `key:"subtitle"`    // a line under the title
	Description string `key:"description"` // for feeds and meta tags
	Owner       string `key:"owner"`       // who publishes the site
	BaseURL     string `key:"base_url"`    // absolute, ends in a slash; "" leaves out canonical, sitemap and absolute feed links
	Language    string `key:"language"`    // BCP 47; zh-CN
	Timezone    string `key:"timezone"`    // IANA name; Asia/Shanghai
	Theme       string `key:"theme"`       // a folder of themes/; default
	PageSize    int    `key:"page_size"`   // items on a list page; 20

	// Profile says what kind of site this is, and so what is expected of it: gov,
	// party, enterprise, intranet, or "" for a site of which nothing is expected.
	Profile    string `key:"profile"`
	Accent     string `key:"accent"`      // #rrggbb, or "" for the theme's
	AccentDark string `key:"accent_dark"` // the same in the dark mode; "" derives it
	Logo       string `key:"logo"`        // a picture, such as assets/logo.svg, or ""
	Share      Share  `key:"share"`

	Identity   Identity   `key:"identity"`
	Menus      Menus      `key:"menus"`
	Types      []Term     `key:"types"`   // case types, in order of display
	Sectors    []Term     `key:"sectors"` // 领域
	Levels     []Term     `key:"levels"`  // 层级, highest first
	Taxonomies []Taxonomy `key:"taxonomies"`
	Search     Search     `key:"search"`
	Images     Images     `key:"images"`

	Check  Check  `key:"check" view:"-"`
	Review Review `key:"review" view:"-"`

	// Places are where keys stand in site.yaml, by their path: theme,
	// identity.icp, menus.main.0.url. What is left out has none; see [Config.At].
	Places map[string]diag.Position `view:"-"`
}

// At returns where a key stands in site.yaml, or the file alone where it does not.
func (c *Config) At(key string) diag.Position {
	if pos, ok := c.Places[key]; ok {
		return pos
	}
	return diag.Position{File: File}
}

// Reads reports whether the settings name a file, below the site's folder, that says
// more of them: a font, a lexicon.
func (c *Config) Reads(file string) bool {
	return file != "" && (file == c.Share.Font || slices.Contains(c.Check.Wording, file))
}

// Identity is what the footer of a public-sector site must say; an empty field
// is left out of the page.
type Identity struct {
	Sponsor   string `key:"sponsor"`   // 主办单位
	Organizer string `key:"organizer"` // 承办单位
	ICP       string `key:"icp"`       // ICP备案号
	Police    string `key:"police"`    // 公安备案号
	SiteCode  string `key:"site_code"` // 网站标识码
	Contact   string `key:"contact"`
	Phone     string `key:"phone"`
	Email     string `key:"email"`
	Address   string `key:"address"`
	Copyright string `key:"copyright"`
}

// Menus are the site's menus in order.
type Menus struct {
	Main   []MenuItem `key:"main"`
	Footer []MenuItem `key:"footer"`
}

// MenuItem is one entry: a page of this site, by site path (cases/index.html) or
// content path (about.md), or an absolute http(s) address.
type MenuItem struct {
	Title string `key:"title"`
	URL   string `key:"url"`
}

// Term is a value of a fixed list with its words.
type Term struct {
	ID          string `key:"id"`
	Label       string `key:"label"`
	Description string `key:"description"`
}

// Taxonomy is a way to group cases. ID is one of type, region, sector, level,
// problem, tag, year.
type Taxonomy struct {
	ID          string `key:"id"`
	Label       string `key:"label"`
	Description string `key:"description"`
}

// Search sets who answers readers, and ranking and recall for both readers of the
// index.
type Search struct {
	Backend  string     `key:"backend"` // Shards or Server
	Weights  Weights    `key:"weights"`
	Synonyms [][]string `key:"synonyms"` // groups of words that find one another
}

// Weights say how many times an occurrence in each field counts (0 to 20).
type Weights struct {
	Title        int `key:"title"`
	Summary      int `key:"summary"`
	Organization int `key:"organization"`
	Brand        int `key:"brand"`
	Problems     int `key:"problems"`
	Practices    int `key:"practices"`
	Tags         int `key:"tags"`
	Region       int `key:"region"`
	Lessons      int `key:"lessons"`
	Headings     int `key:"headings"`
	Body         int `key:"body"`
}

// TypeLabel, SectorLabel and LevelLabel return the words of an id, or the id.
func (c *Config) TypeLabel(id string) string { return label(c.Types, id) }

// SectorLabel returns the words of a sector.
func (c *Config) SectorLabel(id string) string { return label(c.Sectors, id) }

// LevelLabel returns the words of a level.
func (c *Config) LevelLabel(id string) string { return label(c.Levels, id) }

// IDs returns the ids of terms, in order.
func IDs(terms []Term) []string {
	ids := make([]string, len(terms))
	for i, t := range terms {
		ids[i] = t.ID
	}
	return ids
}

func label(terms []Term, id string) string {
	for _, t := range terms {
		if t.ID == id {
			return t.Label
		}
	}
	return id
}
