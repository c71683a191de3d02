package check

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"touyan/generator/check/near"
	"touyan/generator/content"
	"touyan/generator/prose"
	"touyan/generator/site"
)

// twins looks for pages of one kind that bear the same title. It is told at the later
// path.
func (c *Checker) twins(w *Whole, f *siteFindings) {
	type named struct {
		kind  content.Kind
		title string
	}
	first := map[named]*content.Page{}
	for _, p := range w.Site.Pages {
		name := named{p.Kind, strings.Join(strings.Fields(p.Title), "")}
		if other := first[name]; other != nil {
			f.tell(p.Place("title"), "title-twice", p.Title, "content/"+other.Path)
		} else {
			first[name] = p
		}
	}
}

// sign returns the signature of a case's text, nil for other pages.
func sign(p *Page) *near.Signature {
	if p.Content.Kind != content.Case {
		return nil
	}
	var text strings.Builder
	text.Grow(len(p.Text) - p.Body)
	for i := range p.Pieces {
		switch piece := &p.Pieces[i]; piece.Kind {
		case prose.Paragraph, prose.Heading, prose.Cell:
			text.WriteString(piece.Text)
			text.WriteByte('\n')
		}
	}
	return near.Sign(text.String())
}

// duplicates looks for cases that are nearly the same text. It is told at the later
// path, once for each, with the case that it is most like.
func (c *Checker) duplicates(w *Whole, f *siteFindings) {
	var texts []*near.Signature
	var pages []*content.Page
	for _, p := range w.Site.Pages {
		if r := w.Results[p.Path]; r.signature != nil {
			texts, pages = append(texts, r.signature), append(pages, p)
		}
	}
	best := map[int]near.Pair{}
	for _, pair := range c.alike.among(texts) {
		if pair.Similarity > best[pair.B].Similarity {
			best[pair.B] = pair
		}
	}
	for at, pair := range best {
		f.tell(pages[at].Place("title"), "near-duplicate", "content/"+pages[pair.A].Path, int(pair.Similarity*100))
	}
}

// alike remembers which texts are alike: most edits change none of them.
type alike struct {
	mu    sync.Mutex
	texts []*near.Signature
	pairs []near.Pair
}

// among returns the pairs of texts that are alike.
func (a *alike) among(texts []*near.Signature) []near.Pair {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !slices.EqualFunc(a.texts, texts, func(s, t *near.Signature) bool { return s == t || *s == *t }) {
		a.texts, a.pairs = texts, near.Pairs(texts, near.Same)
	}
	return a.pairs
}

// stale looks for sections without a new page for longer than the site allows: at the
// section's own page, else at its newest.
func (c *Checker) stale(w *Whole, f *siteFindings) {
	if c.Now.IsZero() {
		return
	}
	for _, section := range w.Site.Sections {
		allowed := c.config.Check.Stale[section.ID]
		newest, at := newestOf(section)
		if allowed == 0 || newest == nil || at.IsZero() {
			continue
		}
		days := int(c.Now.Sub(at) / day)
		if days <= allowed {
			continue
		}
		f.tell(cmp.Or(section.Page, newest).Place("title"), "section-stale", section.Title, days, allowed)
	}
}

// newestOf returns the page of a section that was dated, updated or published last,
// and when. A date that is known to the month or the year stands as its last day.
func newestOf(s *site.Section) (newest *content.Page, at time.Time) {
	for _, p := range s.Pages {
		last := slices.MaxFunc([]time.Time{lastDay(p.Date), lastDay(p.Updated), p.PublishDate}, time.Time.Compare)
		if newest == nil || last.After(at) {
			newest, at = p, last
		}
	}
	return newest, at
}

func lastDay(d content.Date) time.Time {
	switch {
	case d.IsZero():
		return time.Time{}
	case d.Month == 0:
		return time.Date(d.Year, 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, time.Month(d.Month+1), 0, 0, 0, 0, 0, time.UTC)
	}
	return d.Time(time.UTC)
}
