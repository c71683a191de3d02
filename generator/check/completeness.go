package check

import (
	"strings"
	"unicode/utf8"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/prose"
)

func completenessCodes() []Code {
	const part = "completeness"
	return []Code{
		{"case-without-region", diag.Hint, part},
		{"case-without-organization", diag.Hint, part},
		{"case-without-problems", diag.Hint, part},
		{"case-without-conditions", diag.Hint, part},
		{"case-without-practices", diag.Warning, part},
		{"case-without-outcomes", diag.Hint, part},
		{"case-without-members", diag.Hint, part},
		{"case-without-cover", diag.Hint, part},
		{"case-without-summary", diag.Hint, part},
		{"brand-without-slogan", diag.Hint, part},
		{"brand-without-essence", diag.Hint, part},
		{"brand-without-logo", diag.Hint, part},
		{"body-without-background", diag.Hint, part},
		{"body-without-practice", diag.Hint, part},
		{"body-without-outcome", diag.Hint, part},
		{"body-without-lesson", diag.Hint, part},
		{"body-without-headings", diag.Hint, part},
		{"body-empty", diag.Warning, part},
		{"outcome-without-year", diag.Hint, part},
		{"summary-long", diag.Hint, part},
		{"summary-short", diag.Hint, part},
		{"figure-differs", diag.Warning, part},
		{"percent-impossible", diag.Warning, part},
		{"figure-jump", diag.Warning, part},
		{"total-differs", diag.Warning, part},
		{"parts-exceed-total", diag.Warning, part},
		{"parts-differ", diag.Warning, part},
		{"shares-differ", diag.Hint, part},
		{"date-in-future", diag.Warning, part},
		{"year-in-future", diag.Warning, part},
		{"year-too-early", diag.Warning, part},
		{"started-after-date", diag.Warning, part},
		{"method-count", diag.Warning, part},
		{"list-count", diag.Hint, part},
		{"title-twice", diag.Warning, part},
		{"near-duplicate", diag.Warning, part},
		{"section-stale", diag.Warning, part},
	}
}

// completeness looks for what a page lacks and for what contradicts itself in it.
func (c *Checker) completeness(p *Page, f *findings) {
	switch p.Content.Kind {
	case content.Case:
		f.caseKeys(p.Content)
		f.caseBody(p)
	case content.Brand:
		f.brandKeys(p.Content)
	}
	f.summary(p.Content)
	f.dates(p)
	f.outcomes(p)
	grids := grids(p.Pieces)
	f.contradictions(p, grids)
	f.totals(grids)
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		if isOwnText(piece) {
			has := signsOf(piece.Text)
			if has&(signPercent|signWide) != 0 {
				f.percentages(piece)
			}
			if has&signDigit != 0 {
				f.sums(piece)
				f.years(piece)
			}
		}
	}
	f.methods(p)
	f.lists(p)
}

// isOwnText reports whether a piece is text that readers read as the page's own.
func isOwnText(p *prose.Piece) bool {
	switch p.Kind {
	case prose.Paragraph, prose.Heading, prose.Cell:
		return !p.Quoted
	case prose.Fact:
		return isText(p.Key)
	}
	return false
}

// isText reports whether a key's value is a sentence that a page shows.
func isText(key string) bool {
	first, _, _ := strings.Cut(key, ".")
	switch first {
	case "title", "summary", "lessons", "slogan", "essence", "practices", "conditions":
		return true
	}
	return strings.HasSuffix(key, ".note") || key == "cover.alt"
}

// caseKeys reminds of what a case should tell.
func (f *findings) caseKeys(p *content.Page) {
	none := content.Conditions{}
	if len(p.Region) == 0 {
		f.key("region", "case-without-region")
	}
	if blank(p.Organization) {
		f.key("organization", "case-without-organization")
	}
	if len(p.Problems) == 0 {
		f.key("problems", "case-without-problems")
	}
	if p.Conditions == none {
		f.key("conditions", "case-without-conditions")
	}
	if len(p.Practices) == 0 {
		f.key("practices", "case-without-practices")
	}
	if len(p.Outcomes) == 0 {
		f.key("outcomes", "case-without-outcomes")
	}
	if p.Type == "alliance" && len(p.Members) == 0 {
		f.key("members", "case-without-members")
	}
	if p.Cover.Src == "" {
		f.key("cover.src", "case-without-cover")
	}
	if blank(p.Summary) {
		f.key("summary", "case-without-summary")
	}
}

func (f *findings) brandKeys(p *content.Page) {
	if blank(p.Slogan) {
		f.key("slogan", "brand-without-slogan")
	}
	if blank(p.Essence) {
		f.key("essence", "brand-without-essence")
	}
	if p.Logo == "" {
		f.key("logo", "brand-without-logo")
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// A summary stands in lists, search results and feeds, in characters.
const (
	shortSummary = 15
	longSummary  = 200
)

func (f *findings) summary(p *content.Page) {
	switch n := utf8.RuneCountInString(strings.TrimSpace(p.Summary)); {
	case n > longSummary:
		f.fact("summary", "summary-long", n, longSummary)
	case n > 0 && n < shortSummary && (p.Kind == content.Case || p.Kind == content.Brand):
		f.fact("summary", "summary-short", n, shortSummary)
	}
}

// fact adds a finding for the whole value of a key, or at the title where there is
// none.
func (f *findings) fact(key, code string, args ...any) {
	if p := f.page.fact(key); p != nil {
		f.in(p, 0, len(p.Text), code, args...)
		return
	}
	f.key(key, code, args...)
}

// fact returns the piece of a key, or nil.
func (p *Page) fact(key string) *prose.Piece {
	for i := range p.Pieces {
		if p.Pieces[i].Kind == prose.Fact && p.Pieces[i].Key == key {
			return &p.Pieces[i]
		}
	}
	return nil
}
