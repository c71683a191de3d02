package generator

import (
	"strconv"
	"strings"

	"touyan/generator/content"
	"touyan/generator/markup"
	"touyan/generator/search"
	"touyan/generator/site"
	"touyan/generator/view"
)

// indexed reports whether a page is a document of the search index.
func indexed(p *content.Page) bool {
	return p.Kind == content.Case || p.Kind == content.Brand || p.Kind == content.Booklet || p.Kind == content.Plain
}

// newDocument makes a page's document without its body.
func newDocument(s *site.Site, p *content.Page, shared map[string]bool) *search.Document {
	d := &search.Document{
		URL: content.OutputPath(p), Title: p.Title, Date: p.Date.String(), Region: strings.Join(p.Region, " "),
		Facets: search.Facets{Type: p.Type, Sector: p.Sector, Level: p.Level, Problems: p.Problems, Tags: p.Tags},
	}
	if p.Kind == content.Case && p.Date.Year > 0 {
		d.Facets.Year = p.Date.String()[:4]
	}
	for i := range p.Region {
		d.Facets.Region = append(d.Facets.Region, strings.Join(p.Region[:i+1], "/"))
	}
	d.Parts = factParts(s, p)
	d.Values = latestValues(p, shared)
	return d
}

// factParts are the parts of a page that its front matter gives, in order of reading.
func factParts(s *site.Site, p *content.Page) []search.Part {
	var parts parts
	parts.add(search.Title, "", p.Title)
	parts.add(search.Summary, "", p.Summary)
	parts.add(search.Summary, "", p.Slogan)
	parts.add(search.Summary, "", p.Essence)
	parts.add(search.Organization, "", p.Organization)
	if b := s.BrandOf(p); b != nil {
		parts.add(search.Brand, "", b.Title)
	}
	parts.add(search.Region, "", strings.Join(p.Region, " "))
	for _, x := range p.Problems {
		parts.add(search.Problem, "", x)
	}
	for _, x := range p.Tags {
		parts.add(search.Tag, "", x)
	}
	parts.add(search.Body, "", labels(s, p))
	for i, x := range p.Practices {
		parts = append(parts, search.Part{Field: search.Practice, Anchor: view.PracticeID(i), Section: x.Title, Text: join("\n", x.Title, x.Detail)})
	}
	for i := range p.Outcomes {
		parts.add(search.Body, view.AnchorOutcomes, outcomeText(&p.Outcomes[i]))
	}
	for _, x := range p.Members {
		parts.add(search.Organization, view.AnchorMembers, join(" ", x.Name, x.Role, x.Of))
	}
	parts.add(search.Body, view.AnchorConditions, join("\n", p.Conditions.Where, p.Conditions.Cost, p.Conditions.People, p.Conditions.Period))
	for _, x := range p.Lessons {
		parts.add(search.Lesson, view.AnchorLessons, x)
	}
	for _, x := range p.Sources {
		parts.add(search.Body, view.AnchorSources, join(" ", x.Title, x.Publisher))
	}
	return parts
}

// labels are the words for a case's type, sector and level.
func labels(s *site.Site, p *content.Page) string {
	return join(" ", s.Config.TypeLabel(p.Type), s.Config.SectorLabel(p.Sector), s.Config.LevelLabel(p.Level))
}

func outcomeText(o *content.Outcome) string {
	words := []string{o.Indicator}
	for _, f := range o.Figures {
		if f.Year > 0 {
			words = append(words, strconv.Itoa(f.Year)+"年")
		}
		words = append(words, strconv.FormatFloat(f.Value, 'f', -1, 64)+f.Unit)
	}
	if v := view.NewOutcome(o); v.Change != nil {
		if v.Change.Times != "" {
			words = append(words, v.Change.Times+"倍")
		}
		words = append(words, v.Change.Percent, v.Change.Yearly)
	}
	return join(" ", append(words, o.Scope, o.Note)...)
}

// latestValues are the figures of the indicators that several cases share.
func latestValues(p *content.Page, shared map[string]bool) map[string]float64 {
	values := map[string]float64{}
	for i := range p.Outcomes {
		if o := &p.Outcomes[i]; len(o.Figures) > 0 && shared[o.Indicator] {
			values[o.Indicator] = site.Latest(o).Base()
		}
	}
	return values
}

// maxIndicators bounds the number of numeric fields in the index.
const maxIndicators = 200

// sharedIndicators names the indicators that more than one case gives, the
// commonest first up to maxIndicators.
func sharedIndicators(s *site.Site) map[string]bool {
	shared := map[string]bool{}
	for _, x := range s.Indicators {
		if len(x.Entries) > 1 && len(shared) < maxIndicators {
			shared[x.Name] = true
		}
	}
	return shared
}

// addBody adds the text of a page's sections.
func addBody(d *search.Document, body *markup.Document) {
	for _, s := range body.Sections {
		d.Parts = append(d.Parts, search.Part{Field: search.Body, Anchor: s.ID, Section: s.Title, Text: s.Text})
	}
}

// parts grows by texts that are not empty.
type parts []search.Part

func (l *parts) add(f search.Field, anchor, text string) {
	if text != "" {
		*l = append(*l, search.Part{Field: f, Anchor: anchor, Text: text})
	}
}

// join joins the texts that are not empty.
func join(separator string, texts ...string) string {
	var kept []string
	for _, t := range texts {
		if t != "" {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, separator)
}
