package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/strict"
)

// MostCases is how many cases one booklet may hold: it is one page, which a browser
// lays out at once. To print 500 cases Chromium took 5 GB of memory and more.
const MostCases = 200

// Whole names the collection of all cases.
const Whole = "site"

// Booklet is a page of booklets/ with the cases that it puts together.
type Booklet struct {
	*content.Page
	// Holds is what it puts together.
	Holds *Collection
}

// Collection is a set of cases that goes by a name.
type Collection struct {
	// Name is kind:value, such as type:village, brand:tao-yuan-zui-li or
	// region:浙江省/嘉兴市; Whole for all cases; "" for a list of cases.
	Name string
	// Title is the words for it, URL the site path of its list; "" where it has none.
	Title, URL string
	// Cases are newest first, or as they were listed.
	Cases []*content.Page
}

// CollectionError says why there is no such collection: Code and Args are of a
// diagnostic.
type CollectionError struct{ diag.Diagnostic }

func (e *CollectionError) Error() string { return e.Code + fmt.Sprint(e.Args) }

func noCollection(code string, args ...any) (*Collection, *CollectionError) {
	return nil, &CollectionError{diag.Diagnostic{Code: code, Args: args}}
}

// collectionKinds are what may stand before the colon of a collection's name.
func collectionKinds() []string {
	return []string{"type", "region", "sector", "level", "problem", "tag", "year", "brand"}
}

// Collect returns the collection of a name, which has at least one case, or why
// there is none.
func (s *Site) Collect(name string) (*Collection, *CollectionError) {
	if name == Whole {
		return s.whole()
	}
	kind, value, ok := strings.Cut(name, ":")
	if !ok || !slices.Contains(collectionKinds(), kind) {
		all := append(collectionKinds(), Whole)
		near := strict.Nearest(kind, all)
		if ok && near != Whole {
			near += ":" + value
		}
		return noCollection("unknown-collection", name, near, strings.Join(all, ", "))
	}
	switch kind {
	case "region":
		return s.regional(name, value)
	case "brand":
		return s.branded(name, value)
	}
	if t := s.Term(kind, value); t != nil {
		return &Collection{name, t.Label, t.URL(), t.Cases}, nil
	}
	return s.noTerm(name, kind, value)
}

func (s *Site) whole() (*Collection, *CollectionError) {
	if len(s.Cases) == 0 {
		return noCollection("empty-collection", Whole)
	}
	c := &Collection{Name: Whole, Title: s.Config.Title, Cases: s.Cases}
	if sec := s.Section("cases"); sec != nil {
		c.URL = "cases/index.html"
	}
	return c, nil
}

func (s *Site) branded(name, slug string) (*Collection, *CollectionError) {
	b := s.brands[slug]
	if b == nil {
		var slugs []string
		for _, b := range s.Brands {
			slugs = append(slugs, b.Slug)
		}
		return noCollection("unknown-collection-value", name, "brand:"+strict.Nearest(slug, slugs))
	}
	if len(b.Cases) == 0 {
		return noCollection("empty-collection", name)
	}
	return &Collection{name, b.Title, content.OutputPath(b.Page), b.Cases}, nil
}

func (s *Site) regional(name, value string) (*Collection, *CollectionError) {
	if r := s.byRegion[value]; r != nil {
		return &Collection{name, r.Name, r.URL(), r.Cases}, nil
	}
	var paths []string
	near := ""
	for _, r := range s.AllRegions() {
		paths = append(paths, r.Path)
		if r.Name == value && near == "" {
			near = r.Path
		}
	}
	return noCollection("unknown-collection-value", name, "region:"+cmp.Or(near, strict.Nearest(value, paths)))
}

// noTerm tells a value that the site does not know from one without cases.
func (s *Site) noTerm(name, kind, value string) (*Collection, *CollectionError) {
	byWord := map[string]string{}
	var words []string
	add := func(word, value string) {
		words = append(words, word)
		byWord[word] = value
	}
	for _, f := range fixed(kind, s.Config) {
		if f.ID == value {
			return noCollection("empty-collection", name)
		}
		add(f.ID, f.ID)
		add(f.Label, f.ID)
	}
	if t := s.Taxonomy(kind); t != nil {
		for _, term := range t.Terms {
			add(term.Value, term.Value)
		}
	}
	return noCollection("unknown-collection-value", name, kind+":"+byWord[strict.Nearest(value, words)])
}

// linkBooklets gives each booklet its cases.
func (s *Site) linkBooklets() diag.List {
	var found diag.List
	for _, p := range s.Pages {
		if p.Kind != content.Booklet {
			continue
		}
		b, key := &Booklet{p, &Collection{}}, "collection"
		if p.Collection == "" {
			key = "cases"
			b.Holds.Cases = s.listed(p, &found)
		} else if c, fault := s.Collect(p.Collection); fault == nil {
			b.Holds = c
		} else {
			found.Add(p.Place(key), fault.Code, fault.Args...)
		}
		if n := len(b.Holds.Cases); n > MostCases {
			found.Add(p.Place(key), "booklet-too-large", n, MostCases)
		}
		s.Booklets = append(s.Booklets, b)
	}
	slices.SortStableFunc(s.Booklets, func(a, b *Booklet) int { return ByWeight(a.Page, b.Page) })
	s.holders = map[*content.Page][]*Booklet{}
	for _, b := range s.Booklets {
		for _, c := range b.Holds.Cases {
			s.holders[c] = append(s.holders[c], b)
		}
	}
	return found
}

// listed returns the cases that a booklet names by their files.
func (s *Site) listed(p *content.Page, found *diag.List) []*content.Page {
	byPath := make(map[string]*content.Page, len(s.Cases))
	for _, c := range s.Cases {
		byPath[c.Path] = c
	}
	var cases []*content.Page
	for i, name := range p.Cases {
		if c := byPath[name]; c != nil {
			cases = append(cases, c)
			continue
		}
		found.Add(p.Place(fmt.Sprintf("cases.%d", i)), "unknown-booklet-case", name, s.nearestCase(name))
	}
	return cases
}

// nearestCase returns the content file that a name most likely means: one of the
// same name, else the most alike.
func (s *Site) nearestCase(name string) string {
	stem := func(file string) string {
		return strings.TrimSuffix(path.Base(strings.TrimSuffix(strings.TrimSuffix(file, ".md"), "/index")), ".md")
	}
	var paths []string
	for _, c := range s.Cases {
		if stem(c.Path) == stem(name) {
			return c.Path
		}
		paths = append(paths, c.Path)
	}
	return strict.Nearest(name, paths)
}

// BookletFor returns the first booklet of a collection's name, or nil.
func (s *Site) BookletFor(name string) *Booklet {
	for _, b := range s.Booklets {
		if b.Holds.Name == name && name != "" {
			return b
		}
	}
	return nil
}

// BookletBySlug returns the booklet of a slug, or nil.
func (s *Site) BookletBySlug(slug string) *Booklet {
	for _, b := range s.Booklets {
		if b.Slug == slug {
			return b
		}
	}
	return nil
}

// BookletOf returns the booklet that a content file makes, or nil.
func (s *Site) BookletOf(p *content.Page) *Booklet {
	i := slices.IndexFunc(s.Booklets, func(b *Booklet) bool { return b.Page == p })
	if i < 0 {
		return nil
	}
	return s.Booklets[i]
}

// BookletsWith returns the booklets that hold a case.
func (s *Site) BookletsWith(p *content.Page) []*Booklet { return s.holders[p] }
