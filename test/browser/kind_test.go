package browser

import (
	"regexp"
	"strings"
	"testing"
)

// kind is a sort of page that looks unlike the others.
type kind struct {
	name string
	is   func(page) bool
}

// numbered is the path of a list's second or a later page.
var numbered = regexp.MustCompile(`\.[0-9]+\.html$`)

// kinds lists them all. A page of each is looked at closely; redirects, which a
// reader does not see, are followed instead.
func kinds() []kind {
	listIn := func(dir string) func(page) bool {
		return func(p page) bool {
			return p.layout == "list" && strings.HasPrefix(p.path, dir+"/") && p.path != dir+"/index.html"
		}
	}
	at := func(path string) func(page) bool {
		return func(p page) bool { return p.path == path }
	}
	has := func(layout string, texts ...string) func(page) bool {
		return func(p page) bool {
			for _, text := range texts {
				if !strings.Contains(p.html, text) {
					return false
				}
			}
			return p.layout == layout
		}
	}
	const figures = `id="part-outcomes"`
	return []kind{
		{"home", at("index.html")},
		{"case with figures", has("case", figures)},
		{"case without figures", func(p page) bool { return p.layout == "case" && !strings.Contains(p.html, figures) }},
		{"brand", has("brand")},
		{"booklet", has("booklet")},
		{"list of cases", at("cases/index.html")},
		{"second page of a list", func(p page) bool { return numbered.MatchString(p.path) }},
		{"list of brands", at("brands/index.html")},
		{"list of pages", has("list", `class="entry"`)},
		{"type", listIn("types")},
		{"sector", listIn("sectors")},
		{"level", listIn("levels")},
		{"problem", listIn("problems")},
		{"tag", listIn("tags")},
		{"year", listIn("years")},
		{"province", func(p page) bool { return listIn("regions")(p) && strings.Count(p.path, "/") == 1 }},
		{"village", func(p page) bool { return listIn("regions")(p) && strings.Count(p.path, "/") > 3 }},
		{"overview of types", at("types/index.html")},
		{"overview of regions", at("regions/index.html")},
		{"overview of tags", at("tags/index.html")},
		{"overview of years", at("years/index.html")},
		{"problems", at("problems/index.html")},
		{"about", at("about.html")},
		{"page with a table and code", has("plain", "<table", "<pre")},
		{"page with definitions", has("plain", "<dl")},
		{"page with footnotes", has("plain", `class="footnotes"`)},
		{"search", at("search.html")},
		{"comparison", at("compare.html")},
		{"indicators", at("indicators/index.html")},
		{"indicator", has("indicator")},
		{"site map", at("sitemap.html")},
		{"not found", at("404.html")},
	}
}

// ofEachKind picks a page of every kind, from the demo site if it has one; all pages
// of the corner site of which there is nothing alike in the demo are picked too.
func ofEachKind(t *testing.T, demo, corner *built) []page {
	var picked []page
	layouts := map[string]bool{"redirect": true}
	for _, k := range kinds() {
		p, ok := first(k, demo, corner)
		if !ok {
			t.Errorf("no site has a page of the kind %q", k.name)
			continue
		}
		picked = append(picked, p)
		layouts[p.layout] = true
	}
	for _, b := range []*built{demo, corner} {
		for _, p := range b.pages {
			if !layouts[p.layout] {
				t.Errorf("no kind is of the layout %q of %s", p.layout, p.name())
			}
		}
	}
	for _, path := range []string{"index.html", "cases/jia.html", "brands/yi.html", "problems/index.html"} {
		picked = append(picked, corner.page(t, path))
	}
	return unique(picked)
}

func first(k kind, sites ...*built) (page, bool) {
	for _, b := range sites {
		for _, p := range b.pages {
			if k.is(p) {
				return p, true
			}
		}
	}
	return page{}, false
}

// unique leaves out pages that stand in the list before.
func unique(pages []page) []page {
	var list []page
	seen := map[string]bool{}
	for _, p := range pages {
		if !seen[p.name()] {
			seen[p.name()] = true
			list = append(list, p)
		}
	}
	return list
}
