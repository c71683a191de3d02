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
	// page is its pageKey.
	page  string
	pos   diag.Position
	alias bool
}

// CheckSlugs finds addresses that two pages want, as their own or as an alias,
// and those that the generator needs itself. Both places of a conflict between
// equals are reported; between a page and an alias, it is the alias that is wrong.
// Two files of one page are none: [Walk] has told of them.
func CheckSlugs(pages []*Page) diag.List {
	var list diag.List
	var claims []claim
	lists := map[string]bool{"index.html": true}
	for _, p := range pages {
		claims = append(claims, claimsOf(p)...)
		if p.Section != "" {
			lists[slugDir(p.Section)+"index.html"] = true
		}
		if site := OutputPath(p); p.Slug == "index" || p.Kind != Home && reserved(site) {
			list.Add(p.Place("slug"), "reserved-address", site)
		}
	}
	claims = contested(claims, lists)
	slices.SortStableFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(a.site, b.site), cmp.Compare(a.pos.File, b.pos.File), cmp.Compare(a.pos.Line, b.pos.Line), cmp.Compare(a.pos.Col, b.pos.Col))
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

// claimsOf returns what a page wants, in lower case.
func claimsOf(p *Page) []claim {
	key := pageKey(p.Path)
	claims := []claim{{strings.ToLower(OutputPath(p)), key, p.Place("slug"), false}}
	for i, a := range p.Aliases {
		if site, ok := AliasPath(a); ok {
			claims = append(claims, claim{strings.ToLower(site), key, p.Place("aliases." + strconv.Itoa(i)), true})
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
			list.Add(c.pos, "duplicate-alias", c.site, other.pos)
		case clash:
			list.Add(c.pos, "duplicate-address", c.site, other.pos)
		case c.alias && (lists[c.site] || reserved(c.site)):
			list.Add(c.pos, "reserved-address", c.site)
		}
	}
}

// rival returns the claim that one of several has to give way to: a page's, or
// another alias.
func rival(same []claim, i int) (claim, bool) {
	for j, c := range same {
		if j != i && !c.alias && (same[i].alias || c.page != same[i].page) {
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
