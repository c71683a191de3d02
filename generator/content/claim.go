package content

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"touyan/generator/diag"
)

// reserved reports whether a site path belongs to what the generator makes. Names
// that differ by case alone are the same to some systems.
func reserved(site string) bool {
	site = strings.ToLower(site)
	folder, _, nested := strings.Cut(site, "/")
	if !nested {
		switch site {
		case "404.html", "compare.html", "search.html", "sitemap.html", "robots.txt", "feed.rss.xml", "feed.atom.xml", "feed.json", "manifest.sha256":
			return true
		}
		return strings.HasPrefix(site, "sitemap") && path.Ext(site) == ".xml"
	}
	switch folder {
	case "compare", "search", "manifest.sha256":
		return true
	case "indicators", "types", "regions", "sectors", "levels", "problems", "tags", "years":
		return path.Ext(site) == ".html"
	}
	return false
}

// claim is an address that a page wants, as its own or as an alias.
type claim struct {
	site string
	*Page
	// key is that of the front matter that says so.
	key   string
	alias bool
}

func (c *claim) pos() diag.Position { return c.Place(c.key) }

// CheckSlugs finds addresses that two pages want, as their own or as an alias,
// and those that the generator needs itself. Both places of a conflict between
// equals are reported; between a page and an alias, it is the alias that is wrong.
// Two files of one page are none: [Walk] has told of them.
func CheckSlugs(pages []*Page) diag.List {
	var list diag.List
	claims := make([]claim, 0, len(pages))
	sections := map[string]bool{}
	for _, p := range pages {
		site := OutputPath(p)
		claims = claimsOf(p, site, claims)
		sections[p.Section] = true
		if p.Slug == "index" || p.Kind != Home && reserved(site) {
			list.Add(p.Place("slug"), "reserved-address", site)
		}
	}
	lists := map[string]bool{"index.html": true}
	for section := range sections {
		lists[slugDir(section)+"index.html"] = true
	}
	claims = contested(claims, lists)
	slices.SortStableFunc(claims, func(a, b claim) int {
		p, q := a.pos(), b.pos()
		return cmp.Or(cmp.Compare(a.site, b.site), cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
	})
	for start := 0; start < len(claims); {
		end := start + 1
		for end < len(claims) && claims[end].site == claims[start].site {
			end++
		}
		reportClash(&list, claims[start:end], lists)
		start = end
	}
	list.Sort()
	return list
}

// contested leaves out what one page wants alone.
func contested(claims []claim, lists map[string]bool) []claim {
	count := make(map[string]int, len(claims))
	for _, c := range claims {
		count[c.site]++
	}
	return slices.DeleteFunc(claims, func(c claim) bool { return count[c.site] == 1 && !c.alias && !lists[c.site] })
}

// claimsOf adds what a page at a site path wants, in lower case.
func claimsOf(p *Page, at string, claims []claim) []claim {
	claims = append(claims, claim{strings.ToLower(at), p, "slug", false})
	for i, a := range p.Aliases {
		if site, ok := AliasPath(a); ok {
			claims = append(claims, claim{strings.ToLower(site), p, "aliases." + strconv.Itoa(i), true})
		}
	}
	return claims
}

// reportClash reports each of several claims to one address that has to give way,
// with the place of another. lists are the addresses of lists, which are made
// whether or not there is a page for them.
func reportClash(list *diag.List, same []claim, lists map[string]bool) {
	for i, c := range same {
		other, clash := rival(same, i)
		switch {
		case clash && c.alias:
			list.Add(c.pos(), "duplicate-alias", c.site, other.pos())
		case clash:
			list.Add(c.pos(), "duplicate-address", c.site, other.pos())
		case c.alias && (lists[c.site] || reserved(c.site)):
			list.Add(c.pos(), "reserved-address", c.site)
		}
	}
}

// rival returns the claim that one of several has to give way to: a page's, or
// another alias.
func rival(same []claim, i int) (claim, bool) {
	for j, c := range same {
		if j != i && !c.alias && (same[i].alias || pageKey(c.Path) != pageKey(same[i].Path)) {
			return c, true
		}
	}
	for j, c := range same {
		if j != i && c.alias && same[i].alias {
			return c, true
		}
	}
	return claim{}, false
}
