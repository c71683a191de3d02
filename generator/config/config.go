package config

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

	Identity   Identity   `key:"identity"`
	Menus      Menus      `key:"menus"`
	Types      []Term     `key:"types"`   // case types, in order of display
	Sectors    []Term     `key:"sectors"` // 领域
	Levels     []Term     `key:"levels"`  // 层级, highest first
	Taxonomies []Taxonomy `key:"taxonomies"`
	Search     Search     `key:"search"`
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

// Search sets ranking and recall for both readers of the index.
type Search struct {
	Weights  Weights    `key:"weights"`
	Synonyms [][]string `key:"synonyms"` // groups of words that find one another
}

// Weights say how many times an occurrence in each field counts (1 to 20).
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

func label(terms []Term, id string) string {
	for _, t := range terms {
		if t.ID == id {
			return t.Label
		}
	}
	return id
}
