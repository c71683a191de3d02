package config

import (
	"net/url"
	"slices"
	"strings"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// merge puts a site's terms over the defaults: a known id changes that term, a
// new one is added.
func (r *reader) merge(key string, terms, own []Term) []Term {
	list := r.node(key)
	for i, t := range own {
		item := list.Items[i]
		if item.Kind != strict.Map {
			continue
		}
		if !r.id(key, own[:i], t, item, list) {
			continue
		}
		at := slices.IndexFunc(terms, func(d Term) bool { return d.ID == t.ID })
		if at < 0 {
			if t.Label == "" {
				r.list.Add(item.Pos, "missing-key", "label")
				t.Label = t.ID
			}
			terms = append(terms, t)
			continue
		}
		overlay(&terms[at].Label, t.Label)
		overlay(&terms[at].Description, t.Description)
	}
	return terms
}

func overlay(to *string, own string) {
	if own != "" {
		*to = own
	}
}

// id checks the id of a term.
func (r *reader) id(key string, before []Term, t Term, item, list *strict.Node) bool {
	pos := item.Pos
	if n := item.Get("id"); n != nil {
		pos = n.Pos
	}
	switch {
	case t.ID == "":
		r.list.Add(pos, "missing-key", "id")
		return false
	case !isID(t.ID):
		r.list.Add(pos, "bad-id", t.ID, nearID(t.ID))
		return false
	}
	if first := slices.IndexFunc(before, func(o Term) bool { return o.ID == t.ID }); first >= 0 {
		r.list.Add(pos, "duplicate-id", t.ID, list.Items[first].Pos.Line)
		return false
	}
	return true
}

// isID reports whether s has the form of an id, which is that of a slug.
func isID(s string) bool {
	return s != "" && s == nearID(s)
}

// nearID turns s into the form of an id.
func nearID(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	})
	if len(words) == 0 {
		return "my-type"
	}
	return strings.Join(words, "-")
}

// taxonomies puts a site's words over the defaults, in the site's order.
func (r *reader) taxonomies(all, own []Taxonomy) []Taxonomy {
	list := r.node("taxonomies")
	ids := make([]string, len(all))
	for i, t := range all {
		ids[i] = t.ID
	}
	var first []Taxonomy
	for i, t := range own {
		item := list.Items[i]
		if item.Kind != strict.Map {
			continue
		}
		pos := item.Pos
		if n := item.Get("id"); n != nil {
			pos = n.Pos
		}
		same := func(d Taxonomy) bool { return d.ID == t.ID }
		at, before := slices.IndexFunc(all, same), slices.IndexFunc(own[:i], same)
		switch {
		case t.ID == "":
			r.list.Add(pos, "missing-key", "id")
		case before >= 0:
			r.list.Add(pos, "duplicate-id", t.ID, list.Items[before].Pos.Line)
		case at < 0:
			r.list.Add(pos, "unknown-taxonomy", t.ID, strict.Nearest(t.ID, ids), strings.Join(ids, ", "))
		default:
			d := all[at]
			overlay(&d.Label, t.Label)
			overlay(&d.Description, t.Description)
			first = append(first, d)
		}
	}
	for _, d := range all {
		if !slices.ContainsFunc(first, func(o Taxonomy) bool { return o.ID == d.ID }) {
			first = append(first, d)
		}
	}
	return first
}

// synonyms checks the groups of words.
func (r *reader) synonyms(groups [][]string) {
	list := r.node("search", "synonyms")
	for i, words := range groups {
		item := list.Items[i]
		if item.Kind != strict.List {
			continue
		}
		if len(words) < 2 {
			r.list.Add(item.Pos, "short-synonyms")
		}
		for j, w := range words {
			pos := item.Items[j].Pos
			switch {
			case strings.TrimSpace(w) == "":
				r.list.Add(pos, "empty-item", "synonyms")
			case slices.Contains(words[:j], w):
				r.list.Add(pos, "duplicate-item", "synonyms", w)
			}
		}
	}
}

// menu checks a menu's items.
func (r *reader) menu(name string, items []MenuItem) {
	list := r.node("menus", name)
	for i, m := range items {
		item := list.Items[i]
		if item.Kind != strict.Map {
			continue
		}
		r.need(item, "title", m.Title)
		r.need(item, "url", m.URL)
		if m.URL != "" && !isMenuURL(m.URL) {
			r.list.Add(item.Get("url").Pos, "bad-menu-url", m.URL)
		}
	}
}

func (r *reader) need(item *strict.Node, key, value string) {
	if strings.TrimSpace(value) != "" {
		return
	}
	pos := diag.Position(item.Pos)
	if n := item.Get(key); n != nil {
		if n.Kind == strict.List || n.Kind == strict.Map {
			return
		}
		pos = n.Pos
	}
	r.list.Add(pos, "missing-key", key)
}

// isMenuURL accepts a path within the site and a web address.
func isMenuURL(s string) bool {
	if hasSpace(s) || strings.Contains(s, "\\") || strings.HasPrefix(s, "//") {
		return false
	}
	u, err := url.Parse(s)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Hostname() != ""
	case "":
		return !slices.Contains(strings.Split(u.Path, "/"), "..")
	}
	return false
}
