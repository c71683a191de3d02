package generator

import (
	"io/fs"
	"slices"
	"sync"
	"time"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/media"
	"touyan/generator/site"
	"touyan/generator/theme"
)

// inputs are the folders of a site's source that a build reads.
var inputs = []string{"content", "themes", "layouts", "assets", "i18n"}

// settings is what a build is told apart from the content.
type settings struct {
	config *config.Config
	theme  *theme.Theme
	zone   *time.Location
}

// load reads site.yaml and the theme.
func (r *run) load(src fs.FS) (settings, error) {
	var s settings
	err := r.stage("load", func() error {
		c, found := config.Load(src)
		r.found(r.withoutAddress(found))
		if c == nil {
			return ErrContent
		}
		if r.BaseURL != "" {
			var ok bool
			if c, ok = c.WithBaseURL(r.BaseURL); !ok {
				r.found(diag.List{{Pos: diag.Position{File: "--base-url"}, Code: "bad-base-url", Args: []any{r.BaseURL}}})
			}
		}
		s.config = c
		t, found := theme.LoadBranded(src, r.Themes, c.Theme, c.Language, theme.Brand{Accent: c.Accent, AccentDark: c.AccentDark, Logo: c.Logo}, c.At)
		r.found(found)
		s.theme = t
		var err error
		if s.zone, err = time.LoadLocation(c.Timezone); err != nil {
			s.zone = time.UTC // reported by config.Load
		}
		return nil
	})
	return s, err
}

// vocabulary is what front matter may say, from the configuration.
func (s settings) vocabulary() content.Vocabulary {
	v := content.Vocabulary{Location: s.zone, Labels: map[string]string{}}
	for _, l := range []struct {
		terms []config.Term
		ids   *[]string
	}{{s.config.Types, &v.Types}, {s.config.Sectors, &v.Sectors}, {s.config.Levels, &v.Levels}} {
		for _, t := range l.terms {
			*l.ids = append(*l.ids, t.ID)
			v.Labels[t.Label] = t.ID
		}
	}
	return v
}

// pictures is what to make of pictures, from the configuration.
func (s settings) pictures() media.Settings {
	return media.Settings{Widths: s.config.Images.Widths, Quality: s.config.Images.Quality}
}

// readStage reads the content.
func (r *run) readStage(src fs.FS, s settings, last memory) (*library, error) {
	var lib *library
	err := r.stage("read", func() (err error) {
		lib, err = r.read(src, s, last)
		return err
	})
	return lib, err
}

// assemble makes the site of the pages that are published. Where anything is
// wrong so far, it looks for the faults of the bodies too, so that one run tells
// them all.
func (r *run) assemble(lib *library, s settings) (*site.Site, error) {
	var whole *site.Site
	err := r.stage("assemble", func() (err error) {
		if whole, err = r.compose(lib, s); err != nil {
			return err
		}
		if r.failed() != nil || s.theme == nil {
			return r.checkBodies(lib, s.theme)
		}
		r.count(whole)
		return nil
	})
	return whole, err
}

// compose makes the site of the pages that are published.
func (r *run) compose(lib *library, s settings) (*site.Site, error) {
	pages := r.visible(lib.pages())
	lib.publish(pages)
	var slugs, missing diag.List
	var beside sync.WaitGroup
	beside.Go(func() { slugs, missing = content.CheckSlugs(pages), lib.missingFiles(pages) })
	err := r.covers(lib, pages)
	whole, found := site.Assemble(s.config, pages)
	beside.Wait()
	r.found(slices.Concat(slugs, missing, found))
	return whole, err
}

// visible returns the pages that this build publishes.
func (r *run) visible(pages []*content.Page) []*content.Page {
	var list []*content.Page
	for _, p := range pages {
		if p.Draft && !r.Drafts || r.future(p) && !r.Future || r.expired(p) && !r.Expired {
			continue
		}
		list = append(list, p)
	}
	return list
}

// future reports whether a page's publish_date has not come. Its date holds no
// page back: it says when a case was reported, not when to publish it.
func (r *run) future(p *content.Page) bool {
	return p.PublishDate.After(r.Now)
}

func (r *run) expired(p *content.Page) bool {
	return !p.ExpiryDate.IsZero() && !p.ExpiryDate.After(r.Now)
}

func (r *run) count(s *site.Site) {
	r.report.Cases, r.report.Brands = len(s.Cases), len(s.Brands)
}

// checkBodies converts every body for its findings alone.
func (r *run) checkBodies(lib *library, t *theme.Theme) error {
	conv := newConverter(t)
	err := each(r.ctx, sourcesOf(lib), func(source string) error {
		_, err := lib.convert(conv, source, "")
		return err
	})
	r.found(lib.noted())
	r.found(lib.unshownFaults())
	if err != nil {
		return err
	}
	return ErrContent
}
