package theme

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	lang "golang.org/x/text/language"

	"touyan/generator/view"
)

// tags PAGE returns the meta elements that tell machines of a page: description and
// keywords, Open Graph and the card of Twitter, and the column and article tags of
// the Government Website Development Guidelines (国办发〔2017〕47号, on META tags). What
// has no value is left out. The names of meta elements are the same to HTML in
// upper and lower case, so that an article's Description is its only one. The words
// for what a section lists are column.case, column.brand and column.plain.
func (c *catalogue) tags(p *view.Page) (template.HTML, error) {
	w := &tagWriter{page: p}
	w.b.Grow(2000)
	w.own()
	w.graph()
	err := w.column(p.Meta.Column, c)
	w.article(p.Meta.Article)
	return template.HTML(w.b.String()), err
}

// tagWriter writes meta elements, each on its line.
type tagWriter struct {
	b    strings.Builder
	page *view.Page
}

func (w *tagWriter) element(attribute, name, content string) {
	if content == "" {
		return
	}
	w.b.WriteString("\n<meta " + attribute + `="` + name + `" content="`)
	template.HTMLEscape(&w.b, []byte(content))
	w.b.WriteString(`">`)
}

func (w *tagWriter) name(name, content string) { w.element("name", name, content) }

func (w *tagWriter) property(name, content string) { w.element("property", name, content) }

// own writes what search engines show, by the names that the guidelines give an
// article's.
func (w *tagWriter) own() {
	description, keywords := "description", "keywords"
	if w.page.Meta.Article != nil {
		description, keywords = "Description", "Keywords"
	}
	w.name(description, w.page.Description)
	w.name(keywords, strings.Join(w.page.Keywords, ","))
}

// graph writes Open Graph (https://ogp.me/), whose site_name and locale are the
// site's and stand elsewhere.
func (w *tagWriter) graph() {
	p := w.page
	kind := "website"
	if p.Meta.Article != nil {
		kind = "article"
	}
	w.property("og:type", kind)
	w.property("og:title", p.Title)
	w.property("og:description", p.Description)
	w.property("og:url", p.Canonical)
	if a := p.Meta.Article; a != nil {
		w.property("article:published_time", a.Published)
		w.property("article:modified_time", a.Updated)
	}
	card := "summary"
	if i := p.Meta.Share; i != nil {
		card = "summary_large_image"
		w.property("og:image", absolute(p, i.URL))
		if i.Width > 0 {
			w.property("og:image:width", strconv.Itoa(i.Width))
			w.property("og:image:height", strconv.Itoa(i.Height))
		}
		w.property("og:image:alt", i.Alt)
	}
	w.name("twitter:card", card)
}

// column writes the column's tags; of what type a section is, is by what it lists.
func (w *tagWriter) column(c *view.Column, words *catalogue) (err error) {
	if c == nil {
		return nil
	}
	w.name("ColumnName", c.Name)
	w.name("ColumnDescription", c.Description)
	w.name("ColumnKeywords", strings.Join(c.Keywords, ","))
	kind := c.Of
	if kind == "" {
		kind, err = words.t("column." + c.Kind)
	}
	w.name("ColumnType", kind)
	return err
}

func (w *tagWriter) article(a *view.Article) {
	if a == nil {
		return
	}
	w.name("ArticleTitle", w.page.Title)
	w.name("PubDate", pubDate(a.Published))
	w.name("ContentSource", a.Source)
	w.name("Author", a.Author)
	if i := w.page.Meta.Share; i != nil {
		w.name("Image", absolute(w.page, i.URL))
	}
	w.name("Url", w.page.Canonical)
}

// pubDate writes a time as the guidelines do, 2017-06-08 15:30, by the site's
// clock; a date without a time as it is.
func pubDate(s string) string {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.Format("2006-01-02 15:04")
	}
	return s
}

// absolute returns the whole address of a site path, or "" for a site without one.
func absolute(p *view.Page, url string) string {
	if p.Site.BaseURL == "" {
		return ""
	}
	return percent(string(rel(p.Site.BaseURL, url)))
}

// locale LANGUAGE returns a language as Open Graph writes it, zh_CN for zh-CN, or ""
// for one without a territory.
func locale(language string) string {
	tag, err := lang.Parse(language)
	if err != nil {
		return ""
	}
	base, _ := tag.Base()
	region, sure := tag.Region()
	if sure == lang.No {
		return ""
	}
	return base.String() + "_" + region.String()
}
