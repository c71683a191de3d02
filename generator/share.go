package generator

import (
	"cmp"
	"errors"
	"image/color"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"touyan/generator/chart"
	"touyan/generator/diag"
	"touyan/generator/render"
	"touyan/generator/share"
	"touyan/generator/view"
)

// cardFolder is where share cards are published, by names that stand for their
// content.
const cardFolder = "assets/share/"

// themeAccent is the accent colour of the default theme.
const themeAccent = "#ad2d1c"

// openCards makes ready to draw share cards, where the site wants them and has an
// address to tell others. What it returns ends that.
func (e *edition) openCards() (end func()) {
	end = func() {}
	if e.config.BaseURL == "" || !e.config.Share.Cards {
		return end
	}
	font, closeFont, err := e.openFont()
	if err != nil {
		return end
	}
	e.cards = share.New(font, e.config.Title, rgb(cmp.Or(e.config.Accent, themeAccent)))
	return func() { _ = closeFont() } // it was only read
}

// openFont opens the site's font or one of the system, and reports where there is
// none.
func (e *edition) openFont() (*share.Font, func() error, error) {
	var found diag.List
	defer func() { e.found(found) }()
	if name := e.config.Share.Font; name != "" {
		font, end, err := share.OpenFile(filepath.Join(e.Source, filepath.FromSlash(name)))
		if err != nil {
			found.Add(e.config.At("share.font"), "share-font-file", name, err.Error())
		}
		return font, end, err
	}
	font, end, err := share.Find()
	if errors.Is(err, share.ErrNoFont) {
		found.Warn(e.config.At("base_url"), "share-font")
	}
	return font, end, err
}

// rgb turns #rrggbb, which is checked before, into a colour.
func rgb(hex string) color.RGBA {
	n, _ := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}
}

func (e *edition) cardsPrint() uint64 {
	if e.cards == nil {
		return 0
	}
	return e.cards.Print()
}

// cardImage returns where the card of a page is published, nil where it gets none.
func (e *edition) cardImage(v view.View) *view.Image {
	if e.cards == nil {
		return nil
	}
	c := e.cardOf(v)
	if missing := e.cards.Missing(c); missing != "" {
		var found diag.List
		found.Warn(e.titleOf(v), "share-glyphs", missing, e.cards.FontName())
		e.found(found)
		return nil
	}
	return &view.Image{URL: cardFolder + e.cards.Name(c), Alt: c.Title, Width: share.Width, Height: share.Height}
}

// titleOf returns where the title of a page's card is written.
func (e *edition) titleOf(v view.View) diag.Position {
	switch v.(type) {
	case *view.Case, *view.Brand:
		if f := e.lib.byPath[view.Content(v).Source]; f != nil && f.Page != nil {
			return f.Page.Place("title")
		}
	}
	return e.config.At("title")
}

// cardOf says what the card of a page shows: cases and brands have their own, all
// other pages that of the site.
func (e *edition) cardOf(v view.View) share.Card {
	switch v := v.(type) {
	case *view.Case:
		return caseCard(v)
	case *view.Brand:
		return share.Card{Page: v.Path, Title: v.Title, Who: v.Slogan}
	}
	return share.Card{Title: e.config.Title, Who: e.config.Subtitle}
}

// caseCard has the figure that says most: one with a change over years before one
// without, as on lists.
func caseCard(v *view.Case) share.Card {
	c := share.Card{Page: v.Path, Title: v.Title, Who: v.Organization}
	if v.Brand != nil {
		c.Who = strings.TrimSuffix(v.Brand.Title+" · "+c.Who, " · ")
	}
	if c.Who == "" {
		for _, r := range v.Region {
			c.Who += r.Title + " "
		}
	}
	best := -1
	for i := range v.Outcomes {
		if o := &v.Outcomes[i]; len(o.Figures) > 0 && (best < 0 || o.Change != nil && v.Outcomes[best].Change == nil) {
			best = i
		}
	}
	if best >= 0 {
		o := &v.Outcomes[best]
		f := o.Figures[len(o.Figures)-1]
		c.Number, c.Unit, c.Mark, c.Indicator = f.Number, f.Unit, chart.Mark(f.Approx, f.About), o.Indicator
	}
	return c
}

// card draws the card of a page, or keeps it: its name says what is on it.
func (p *press) card(v view.View) error {
	i := v.Common().Meta.Share
	if p.cards == nil || i == nil || !strings.HasPrefix(i.URL, cardFolder) {
		return nil
	}
	p.mu.Lock()
	_, done := p.records[i.URL]
	if !done {
		p.records[i.URL] = render.Record{} // taken by this page
	}
	p.mu.Unlock()
	if done {
		return nil
	}
	rec, ok := p.last.Pages[i.URL]
	if !ok || p.out.Keep(i.URL, rec.Sum) != nil {
		data, err := p.cards.Draw(p.cardOf(v))
		if err != nil {
			return err
		}
		if rec.Sum, err = p.out.Write(i.URL, data); err != nil {
			return err
		}
	}
	p.mu.Lock()
	p.records[i.URL] = rec
	p.mu.Unlock()
	return nil
}

// withoutAddress takes away the finding that the site has no address where the
// build is given one.
func (r *run) withoutAddress(found diag.List) diag.List {
	if r.BaseURL == "" {
		return found
	}
	return slices.DeleteFunc(found, func(d diag.Diagnostic) bool {
		return d.Code == "profile-expects" && len(d.Args) == 2 && d.Args[1] == "base_url"
	})
}
