package theme

import (
	"html/template"
	"strings"
	"sync"

	"touyan/generator/view"
)

// frames renders the parts that many pages share: those that depend on the site,
// the page's depth and the menu's mark alone.
type frames struct {
	partials *template.Template
	mu       sync.RWMutex
	kept     map[frameKey]template.HTML
}

// frameKey is all that a frame may differ by. The menu is the site's with entries
// marked, so that a bit for each stands for it.
type frameKey struct {
	partial string
	site    uint64
	base    string
	current uint64
}

// frameData is what a frame sees.
type frameData struct {
	Site *view.Site
	Base string
	Menu []view.Link
}

// mostFrames bounds the cache; a site has a few dozen.
const mostFrames = 1000

// frame PARTIAL PAGE returns what a partial renders that sees only .Site, .Base and
// .Menu of the page, and so needs rendering only once for all pages that agree in
// these: the head and foot of the site.
func (f *frames) frame(partial string, p *view.Page) (template.HTML, error) {
	key := frameKey{partial: partial, site: p.Site.Print, base: p.Base}
	for i := range p.Menu {
		if p.Menu[i].Current {
			key.current |= 1 << i
		}
	}
	f.mu.RLock()
	html, ok := f.kept[key]
	f.mu.RUnlock()
	if ok {
		return html, nil
	}
	var b strings.Builder
	err := run(&b, f.partials, partial, frameData{p.Site, p.Base, p.Menu})
	html = template.HTML(b.String())
	if err != nil || key.site == 0 || len(p.Menu) > 64 {
		return html, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kept == nil || len(f.kept) >= mostFrames {
		f.kept = map[frameKey]template.HTML{}
	}
	f.kept[key] = html
	return html, nil
}

// forget empties the cache.
func (f *frames) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kept = nil
}
