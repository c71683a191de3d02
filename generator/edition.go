package generator

import (
	"fmt"
	"slices"
	"sync"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/markup"
	"touyan/generator/render"
	"touyan/generator/share"
	"touyan/generator/site"
	"touyan/generator/theme"
	"touyan/generator/view"
)

// edition is a site with all that its files are made of: what a build writes, and
// what a preview shows.
type edition struct {
	*run
	settings
	lib  *library
	site *site.Site

	converter *markup.Converter
	renderer  *render.Renderer
	cards     *share.Drawer // nil: no cards are drawn
	// claims are those of the library, made when first asked for.
	claims func() map[string]diag.Position
}

func (r *run) newEdition(lib *library, whole *site.Site, s settings) *edition {
	e := &edition{
		run: r, settings: s, lib: lib, site: whole, claims: sync.OnceValue(lib.claims), converter: newConverter(s.theme),
	}
	e.renderer = &render.Renderer{
		Theme: s.theme, Refs: lib.refsPrint,
		Convert: func(source, base string) (*markup.Document, error) {
			return lib.convert(e.converter, source, base)
		},
	}
	return e
}

// newConverter makes the Markdown converter with the theme's words; without a
// theme only its findings are of use.
func newConverter(t *theme.Theme) *markup.Converter {
	if t == nil {
		return markup.New(markup.Options{})
	}
	return markup.New(markup.Options{TableLabel: t.Words("title.table"), FootnoteBack: t.Words("title.footnote-back"), ImageSizes: imageSizes})
}

// imageSizes is how wide a theme shows an image in the text: a column of at most 44
// rem or, on a narrow screen, all of it.
const imageSizes = "(min-width: 48em) 44rem, 100vw"

// convertStale converts the bodies that are not known, that lead elsewhere than they
// did, or that had errors, which may have gone, and returns how many. steady says that
// all lead where they did.
func (e *edition) convertStale(stage string, steady bool) (int, error) {
	var stale []string
	for source := range e.lib.published {
		b, ok := e.lib.bodies[source]
		if !ok || b.Noted.Errors() > 0 || !steady && b.Leads != e.lib.leads(&b) {
			stale = append(stale, source)
		}
	}
	var done counter
	return len(stale), each(e.ctx, slices.Values(stale), func(source string) error {
		e.progress(stage, done.next(), len(stale))
		_, err := e.lib.convert(e.converter, source, baseOf(e.lib.published[source]))
		return err
	})
}

// marksPrint is a fingerprint of the pages that are published before or after
// their time: their mark may go though nothing is edited.
func (e *edition) marksPrint() uint64 {
	var b []byte
	for _, c := range e.site.Pages {
		if future, expired := e.future(c), e.expired(c); future || expired {
			b = fmt.Appendf(b, "%s %t %t\n", c.Path, future, expired)
		}
	}
	return xxhash.Sum64(b)
}

func (e *edition) viewOptions() view.Options {
	return view.Options{
		Generator: e.Version,
		Words:     e.theme.Words,
		Image:     e.lib.image,
		Draft:     func(c *content.Page) bool { return c.Draft },
		Future:    e.future,
		Expired:   e.expired,
		Logo:      e.theme.Logo(),
		Share:     e.cardImage,
	}
}
