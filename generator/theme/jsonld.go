package theme

import (
	"cmp"
	"html/template"
	"strconv"
	"strings"
	"unicode/utf8"

	"touyan/generator/view"
)

// jsonld VIEW returns a script element of structured data by the types of
// schema.org: on the start page the WebSite and who stands behind it; on a case an
// Article, and a Dataset of its outcomes with units and years; on other pages an
// Article, Brand, CollectionPage or WebPage; and the way there as a BreadcrumbList.
// It is data, which the pages' policy does not block. Pages that are kept from
// search engines, such as the search page, have none.
func jsonld(v view.View) template.HTML {
	p := v.Common()
	if p.NoIndex {
		return ""
	}
	d := data{page: p, b: make([]byte, 0, 4096)}
	d.add("\n" + `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[`)
	switch v := v.(type) {
	case *view.Home:
		d.home()
	case *view.Case:
		d.article(v.Organization, v.Region, v.Sources)
		d.dataset(v)
	case *view.Brand:
		d.brand(v)
	case *view.List, *view.Terms, *view.Problems:
		d.work("CollectionPage")
		d.close()
	case *view.Plain:
		if p.Meta.Column != nil {
			d.article("", nil, nil)
		} else {
			d.work("WebPage")
			d.close()
		}
	default:
		d.work("WebPage")
		d.close()
	}
	d.breadcrumbs()
	d.add("]}</script>")
	return template.HTML(d.b)
}

// data writes JSON. Each value but the first of its object or list is preceded by a
// comma.
type data struct {
	page *view.Page
	b    []byte
}

func (d *data) add(s string) { d.b = append(d.b, s...) }

// comma parts a value from the one before it.
func (d *data) comma() {
	if last := d.b[len(d.b)-1]; last != '{' && last != '[' && last != ':' {
		d.b = append(d.b, ',')
	}
}

// open begins an object of a type: the value of a key, or with "" for a key the
// next of a list.
func (d *data) open(key, kind string) {
	d.comma()
	if key != "" {
		d.add(`"` + key + `":`)
	}
	d.add(`{"@type":"` + kind + `"`)
}

func (d *data) close() { d.b = append(d.b, '}') }

// text writes a key with a text, or nothing where there is none.
func (d *data) text(key, value string) {
	if value == "" {
		return
	}
	d.comma()
	d.add(`"` + key + `":`)
	d.b = appendJSON(d.b, value)
}

// number writes a key with a number that is written as JSON writes it.
func (d *data) number(key, value string) {
	d.comma()
	d.add(`"` + key + `":` + value)
}

// named writes a key with an object that has but a type and a name.
func (d *data) named(key, kind, name string) {
	if name != "" {
		d.open(key, kind)
		d.text("name", name)
		d.close()
	}
}

// id writes a key with a reference to another object of the page. Without an
// address of the site there are none.
func (d *data) id(key, fragment string) {
	if d.page.Canonical != "" {
		d.comma()
		d.add(`"` + key + `":{`)
		d.text("@id", d.page.Canonical+fragment)
		d.close()
	}
}

// work begins the object that is the page itself.
func (d *data) work(kind string) {
	p := d.page
	d.open("", kind)
	if p.Canonical != "" {
		d.text("@id", p.Canonical+"#page")
		d.text("url", p.Canonical)
	}
	if kind == "Article" {
		d.text("headline", p.Title)
	}
	d.text("name", p.Title)
	d.text("description", p.Description)
	d.text("inLanguage", p.Site.Language)
	if i := p.Meta.Share; i != nil {
		d.text("image", absolute(p, i.URL))
	}
	d.open("isPartOf", "WebSite")
	if p.Site.BaseURL != "" {
		d.text("@id", p.Site.BaseURL+"#site")
	}
	d.text("name", p.Site.Title)
	d.close()
}

// article writes an article: about whom and where it is, and what it draws on. Who
// wrote it may be a person or an office, which creditText leaves open.
func (d *data) article(about string, region []view.Link, sources []view.Source) {
	d.work("Article")
	if a := d.page.Meta.Article; a != nil {
		d.text("datePublished", a.Published)
		d.text("dateModified", a.Updated)
		d.text("creditText", a.Author)
	}
	d.text("keywords", strings.Join(d.page.Keywords, ","))
	d.named("publisher", "Organization", d.page.Site.Responsible)
	d.named("about", "Organization", about)
	var place strings.Builder
	for i := range region {
		place.WriteString(region[i].Title)
	}
	d.named("contentLocation", "Place", place.String())
	if len(sources) > 0 {
		d.add(`,"citation":[`)
		for i := range sources {
			s := &sources[i]
			d.open("", "CreativeWork")
			d.text("name", s.Title)
			d.text("datePublished", s.Date.ISO)
			if scheme, _, _ := strings.Cut(s.URL, ":"); safeScheme(scheme) {
				d.text("url", percent(s.URL))
			}
			d.named("publisher", "Organization", s.Publisher)
			d.close()
		}
		d.add("]")
	}
	d.close()
}

// dataset writes the outcomes: an indicator is a PropertyValue, and each of its
// figures one within it, named by its year.
func (d *data) dataset(v *view.Case) {
	if len(v.Outcomes) == 0 {
		return
	}
	p := d.page
	d.open("", "Dataset")
	if p.Canonical != "" {
		d.text("@id", p.Canonical+"#"+view.AnchorOutcomes)
		d.text("url", p.Canonical+"#"+view.AnchorOutcomes)
	}
	d.text("name", p.Title)
	d.text("description", cmp.Or(p.Description, p.Title))
	d.text("inLanguage", p.Site.Language)
	d.id("isPartOf", "#page")
	d.named("creator", "Organization", v.Organization)
	d.text("temporalCoverage", coverage(v.Outcomes))
	d.add(`,"variableMeasured":[`)
	for i := range v.Outcomes {
		o := &v.Outcomes[i]
		d.open("", "PropertyValue")
		d.text("name", o.Indicator)
		d.text("description", strings.TrimSpace(o.Scope+" "+o.Note))
		d.add(`,"valueReference":[`)
		for j := range o.Figures {
			d.value(&o.Figures[j])
		}
		d.add("]")
		d.close()
	}
	d.add("]")
	d.close()
}

// value writes a number; one that is at least so much is a least value.
func (d *data) value(f *view.Figure) {
	d.open("", "PropertyValue")
	if f.Year != 0 {
		d.text("name", strconv.Itoa(f.Year))
	}
	key := "value"
	if f.Approx && !f.About {
		key = "minValue"
	}
	if _, err := strconv.ParseFloat(f.Number, 64); err == nil && isNumber(f.Number) {
		d.number(key, f.Number)
	} else {
		d.text(key, f.Number)
	}
	d.text("unitText", f.Unit)
	d.close()
}

// isNumber reports whether JSON writes a number so: 1e9 and .5 are left as text.
func isNumber(s string) bool {
	digits := strings.TrimPrefix(s, "-")
	return strings.Trim(digits, "0123456789.") == "" && digits != "" && digits[0] != '.' && digits[len(digits)-1] != '.' &&
		(digits[0] != '0' || len(digits) == 1 || digits[1] == '.')
}

// coverage returns the years that figures are of, as 2006/2021, or "".
func coverage(outcomes []view.Outcome) string {
	first, last := 0, 0
	for i := range outcomes {
		for _, f := range outcomes[i].Figures {
			if f.Year == 0 {
				continue
			}
			if first == 0 || f.Year < first {
				first = f.Year
			}
			last = max(last, f.Year)
		}
	}
	switch {
	case first == 0:
		return ""
	case first == last:
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "/" + strconv.Itoa(last)
}

func (d *data) brand(v *view.Brand) {
	d.open("", "Brand")
	p := d.page
	if p.Canonical != "" {
		d.text("@id", p.Canonical+"#page")
		d.text("url", p.Canonical)
	}
	d.text("name", p.Title)
	d.text("slogan", v.Slogan)
	d.text("description", cmp.Or(v.Essence, p.Description))
	if v.Logo != nil {
		d.text("logo", absolute(p, v.Logo.URL))
	}
	d.close()
}

// home writes the site, how to search it, and who stands behind it.
func (d *data) home() {
	s := d.page.Site
	d.open("", "WebSite")
	if s.BaseURL != "" {
		d.text("@id", s.BaseURL+"#site")
		d.text("url", s.BaseURL)
	}
	d.text("name", s.Title)
	d.text("alternateName", s.Subtitle)
	d.text("description", cmp.Or(s.Description, d.page.Description))
	d.text("inLanguage", s.Language)
	if s.Responsible != "" {
		d.open("publisher", "Organization")
		d.text("name", s.Responsible)
		d.text("email", s.Identity.Email)
		d.text("telephone", s.Identity.Phone)
		d.text("address", s.Identity.Address)
		if s.Logo != nil {
			d.text("logo", absolute(d.page, s.Logo.URL))
		}
		d.close()
	}
	if s.BaseURL != "" {
		d.open("potentialAction", "SearchAction")
		d.open("target", "EntryPoint")
		d.text("urlTemplate", s.BaseURL+"search.html?q={search_term_string}")
		d.close()
		d.text("query-input", "required name=search_term_string")
		d.close()
	}
	d.close()
}

// breadcrumbs writes the way to the page and the page itself, which needs no
// address.
func (d *data) breadcrumbs() {
	crumbs := d.page.Breadcrumbs
	if len(crumbs) == 0 {
		return
	}
	d.open("", "BreadcrumbList")
	d.add(`,"itemListElement":[`)
	for i := range crumbs {
		d.open("", "ListItem")
		d.number("position", strconv.Itoa(i+1))
		d.text("name", crumbs[i].Title)
		if crumbs[i].URL != "" {
			d.text("item", d.address(crumbs[i].URL))
		}
		d.close()
	}
	d.open("", "ListItem")
	d.number("position", strconv.Itoa(len(crumbs)+1))
	d.text("name", d.page.Title)
	d.close()
	d.add("]")
	d.close()
}

// address returns the address of another page: its canonical one, or for a site
// without an address the way there.
func (d *data) address(url string) string {
	base := d.page.Site.BaseURL
	if base == "" {
		return percent(string(rel(d.page.Base, url)))
	}
	if url == "index.html" || strings.HasSuffix(url, "/index.html") {
		url = strings.TrimSuffix(url, "index.html")
	}
	return percent(string(rel(base, url)))
}

// appendJSON writes a string so that it can stand in a script element: < > & and
// the line ends of JavaScript are escaped, and bytes that are no UTF-8 replaced.
func appendJSON(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && c != 0x7f {
				i++
				continue
			}
			b = append(b, s[from:i]...)
			if c == '"' || c == '\\' {
				b = append(b, '\\', c)
			} else {
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			from = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(append(b, s[from:i]...), `\ufffd`...)
			from = i + size
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[from:i]...), `\u202`...)
			b = append(b, hex[r&15])
			from = i + size
		}
		i += size
	}
	return append(append(b, s[from:]...), '"')
}
