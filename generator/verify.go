package generator

import (
	"fmt"
	"strings"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/output/link"
)

// verify checks every internal link of the site. A dead one is reported where
// its author wrote it, in a body or in site.yaml's menus; one of a theme's, on
// the page that has it.
func (p *press) verify() error {
	p.found(p.lib.noted())
	p.found(p.lib.unshownFaults())
	dead, err := p.links.Verify(p.out)
	if err != nil || len(dead) == 0 {
		return err
	}
	menus := p.deadMenus(p.out.Has)
	sources := p.sources()
	for _, d := range dead {
		if menus[d.Target] {
			continue // told once, not for every page
		}
		d, chapter := p.unbound(d, sources[d.Page])
		if chapter {
			continue // told of the case's own page
		}
		if found, known := p.placed(d, sources[d.Page]); !known {
			p.found(found)
		}
	}
	return nil
}

// sources leads from a page's site path to the content file of its body.
func (e *edition) sources() map[string]string {
	m := make(map[string]string, len(e.lib.published))
	for source, url := range e.lib.published {
		m[url] = source
	}
	return m
}

// placed returns a dead link as a finding at the place in the body that it comes
// from; known says that the conversion has told of it already.
func (e *edition) placed(d link.Dead, source string) (found diag.List, known bool) {
	one := d.Diagnostic()
	b := e.lib.bodies[source]
	for _, l := range b.Later {
		if l.Target == d.Target {
			one.Pos = l.Pos
			found = append(found, one)
		}
	}
	if len(found) > 0 {
		return found, false
	}
	if _, fragment, ok := strings.Cut(d.Target, "#"); ok {
		for _, n := range b.Noted {
			if n.Code == "broken-anchor" && len(n.Args) > 0 && fmt.Sprint(n.Args[0]) == fragment {
				return nil, true
			}
		}
	}
	return diag.List{one}, false
}

// deadMenus reports menu entries that lead to no page of the site, and returns
// where they lead.
func (e *edition) deadMenus(has func(path string) bool) map[string]bool {
	dead := map[string]bool{}
	check := func(name string, items []config.MenuItem) {
		for i, it := range items {
			target, _, _ := strings.Cut(it.URL, "#")
			if target == "" || strings.Contains(target, ":") || has(target) || e.isContent(target, has) {
				continue
			}
			dead[target] = true
			list := diag.List{}
			list.Add(e.config.At(fmt.Sprintf("menus.%s.%d.url", name, i)), "dead-menu", it.Title, it.URL)
			e.found(list)
		}
	}
	check("main", e.config.Menus.Main)
	check("footer", e.config.Menus.Footer)
	return dead
}

// isContent reports whether a menu entry names a page's content file.
func (e *edition) isContent(name string, has func(path string) bool) bool {
	for _, c := range e.site.Pages {
		if c.Path == name {
			return has(content.OutputPath(c))
		}
	}
	return false
}

// idsOf are the ids of a page of one fingerprint.
type idsOf struct {
	print uint64
	ids   map[string]bool
}

// judgeLinks checks the links that only the whole site can judge, of which no file
// is written yet. It returns the ids of the pages that links name a part of, by site
// path; last are those of the time before.
func (s *shown) judgeLinks(last map[string]idsOf) map[string]idsOf {
	s.deadMenus(s.has)
	ids := map[string]idsOf{}
	for source := range s.lib.published {
		for _, later := range s.lib.bodies[source].Later {
			path, id, _ := strings.Cut(later.Target, "#")
			dead := link.Dead{Target: later.Target}
			switch {
			case !s.has(path):
			case id == "" || s.hasID(ids, last, path, id):
				continue
			default:
				dead.Reason = link.NoAnchor
			}
			d := dead.Diagnostic()
			d.Pos = later.Pos
			s.found(diag.List{d})
		}
	}
	return ids
}

// hasID reports whether a page has an id. Pages are rendered for that once for each
// fingerprint.
func (s *shown) hasID(ids, last map[string]idsOf, path, id string) bool {
	one := s.pages[path]
	if one == nil {
		return false
	}
	if known, ok := ids[path]; ok {
		return known.ids[id]
	}
	v := one()
	known := idsOf{print: s.renderer.Print(v), ids: map[string]bool{}}
	if before, ok := last[path]; ok && before.print == known.print {
		known = before
	} else if page, err := s.renderer.HTML(v); err == nil {
		for _, id := range link.Scan(page).IDs {
			known.ids[id] = true
		}
	}
	ids[path] = known
	return known.ids[id]
}
