package check

import (
	"fmt"
	"slices"
	"strings"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/site"
)

func linkCodes() []Code {
	return []Code{
		{"orphan-page", diag.Warning, "link"},
		{"orphan-file", diag.Warning, "link"},
		{"alias-link", diag.Warning, "link"},
		{"alias-menu", diag.Warning, "link"},
		{"menu-twice", diag.Hint, "link"},
	}
}

// orphans finds pages and files to which nothing leads. The lists that the site
// makes lead to the pages of its sections; the site map, which lists everything, is
// not counted.
func (c *Checker) orphans(w *Whole, f *siteFindings) {
	led := ledTo(w)
	for _, p := range w.Site.Pages {
		if p.Kind == content.Plain && p.Section == "" && c.hasMenu() && !led[p.Path] && !led[content.OutputPath(p)] {
			f.tell(p.Place("title"), "orphan-page", p.Title)
		}
	}
	for _, s := range w.Site.Sections {
		if c.hasMenu() && isPlain(s) && !led[s.ID+"/_index.md"] && !led[content.Slug(s.ID)+"/index.html"] {
			f.tell(sectionPlace(s), "orphan-page", s.Title)
		}
	}
	for _, file := range w.Unused {
		f.tell(diag.Position{File: "content/" + file}, "orphan-file")
	}
}

// hasMenu reports whether the settings name what stands in the main menu; without
// that it has every section and every page at the top.
func (c *Checker) hasMenu() bool { return len(c.config.Menus.Main) > 0 }

// isPlain reports whether a section is of plain pages alone, to which no other list
// leads.
func isPlain(s *site.Section) bool {
	return !slices.ContainsFunc(s.Pages, func(p *content.Page) bool { return p.Kind != content.Plain })
}

func sectionPlace(s *site.Section) diag.Position {
	if s.Page != nil {
		return s.Page.Place("title")
	}
	return diag.Position{File: "content/" + s.ID}
}

// ledTo returns the content files and the site paths to which a menu or the body of
// another page leads.
func ledTo(w *Whole) map[string]bool {
	led := map[string]bool{}
	for _, item := range slices.Concat(w.Site.Config.Menus.Main, w.Site.Config.Menus.Footer) {
		target, _, _ := strings.Cut(item.URL, "#")
		led[target] = true
	}
	for from, files := range w.Links {
		for _, to := range files {
			if to != from {
				led[to] = true
			}
		}
	}
	for _, l := range w.Later {
		led[l.Target] = true
	}
	return led
}

// aliases finds links to addresses that only lead on to another.
func (c *Checker) aliases(w *Whole, f *siteFindings) {
	moved := movedTo(w.Site)
	for _, l := range w.Later {
		if p := moved[l.Target]; p != nil {
			f.tell(l.Pos, "alias-link", l.Target, content.OutputPath(p), "/"+p.Path)
		}
	}
}

// movedTo leads from aliases to their pages.
func movedTo(s *site.Site) map[string]*content.Page {
	moved := map[string]*content.Page{}
	for _, p := range s.Pages {
		for _, alias := range p.Aliases {
			if old, ok := content.AliasPath(alias); ok {
				moved[old] = p
			}
		}
	}
	return moved
}

// menus finds entries of menus that lead on to another address, or where another
// entry of the menu leads.
func (c *Checker) menus(w *Whole, f *siteFindings) {
	moved, paths := movedTo(w.Site), map[string]string{}
	for _, p := range w.Site.Pages {
		paths[p.Path] = content.OutputPath(p)
	}
	check := func(menu string, items []config.MenuItem) {
		seen := map[string]string{}
		for i, item := range items {
			at := c.config.At(fmt.Sprintf("menus.%s.%d.url", menu, i))
			target := item.URL
			if path, ok := paths[target]; ok {
				target = path
			}
			if p := moved[target]; p != nil {
				f.tell(at, "alias-menu", item.Title, content.OutputPath(p), p.Path)
			}
			if first, ok := seen[target]; ok {
				f.tell(at, "menu-twice", item.Title, first)
			} else {
				seen[target] = item.Title
			}
		}
	}
	check("main", c.config.Menus.Main)
	check("footer", c.config.Menus.Footer)
}
