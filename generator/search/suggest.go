package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"touyan/generator/search/analysis"
)

// Suggestion is what a reader may be typing: a value of a facet, or a name in one of
// the documents that fit best.
type Suggestion struct {
	// Kind is problem, tag, region, organization, brand or title.
	Kind, Text string
	// Value is the facet's value, of the first three kinds; URL the page, of a title.
	Value, URL string
}

// Limits of what is suggested: how many, how many documents are looked at, and how
// many words of what was typed count. _search-suggest.js has the same.
const (
	maxSuggestions = 8
	maxRead        = 12
	maxTypedWords  = 8
)

// Suggest returns what may be meant by a text that is still being typed: problems,
// tags and places of the site, and the names in the documents that fit best. Errors
// are those of [Index.Search].
func (x *Index) Suggest(ctx context.Context, text string) ([]Suggestion, error) {
	fits, err := x.fitting(ctx, firstRunes(strings.ToValidUTF8(text, "\uFFFD"), maxQuery))
	if fits == nil || err != nil {
		return nil, err
	}
	values, err := x.suggestible()
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	lists := make([][]Suggestion, 0, 6)
	for _, kind := range suggestedFacets {
		list, err := valuesLike(ctx, values[kind], fits)
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	names, err := x.namesLike(ctx, text, fits)
	return mixed(append(lists, names...)), err
}

// fit is how well a folded text fits what was typed: 2 for one that begins with it,
// 1 for one that has all its words, 0 for others.
type fit func(folded string) int

// fitting returns a test of how well texts fit, nil where nothing was typed. Letters
// fit what they mean as pinyin.
func (x *Index) fitting(ctx context.Context, typed string) (fit, error) {
	words := strings.FieldsFunc(analysis.Fold(typed), func(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' })
	if len(words) == 0 {
		return nil, nil
	}
	meant := make([][]string, min(len(words), maxTypedWords))
	for i := range meant {
		ways, err := x.meant(ctx, words[i])
		if err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
		meant[i] = []string{words[i]}
		for _, pieces := range ways {
			meant[i] = append(meant[i], strings.Join(pieces, ""))
		}
	}
	return func(folded string) int {
		for _, any := range meant {
			if !slices.ContainsFunc(any, func(w string) bool { return strings.Contains(folded, w) }) {
				return 0
			}
		}
		if slices.ContainsFunc(meant[0], func(w string) bool { return strings.HasPrefix(folded, w) }) {
			return 2
		}
		return 1
	}, nil
}

// suggestedFacets are the facets whose values are suggested.
var suggestedFacets = [...]string{"problem", "tag", "region"}

// suggestibleValue is a value of a facet with what it is suggested by: of a place
// only its own name, not those above it.
type suggestibleValue struct {
	Suggestion
	folded    string
	documents int
}

// suggestible returns the values of the facets that are suggested, by facet. They are
// made once.
func (x *Index) suggestible() (map[string][]suggestibleValue, error) {
	x.suggesting.Lock()
	defer x.suggesting.Unlock()
	if x.suggested != nil {
		return x.suggested, nil
	}
	all := map[string][]suggestibleValue{}
	for _, v := range x.values {
		if !slices.Contains(suggestedFacets[:], v.facet) {
			continue
		}
		l, err := x.list(v.facet, v.Value)
		if err != nil {
			return nil, err
		}
		if l.count == 0 {
			continue // of documents that are no more
		}
		text, name := v.Value, v.Value
		if v.facet == "region" {
			text, name = strings.ReplaceAll(v.Value, "/", " "), v.Value[strings.LastIndexByte(v.Value, '/')+1:]
		}
		all[v.facet] = append(all[v.facet], suggestibleValue{
			Suggestion{Kind: v.facet, Text: text, Value: v.Value}, analysis.Fold(name), l.count,
		})
	}
	x.suggested = all
	return all, nil
}

// valuesLike returns the values that fit, the best first.
func valuesLike(ctx context.Context, values []suggestibleValue, fits fit) ([]Suggestion, error) {
	type fitting struct {
		*suggestibleValue
		fit int
	}
	var list []fitting
	for i := range values {
		if i%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if n := fits(values[i].folded); n > 0 {
			list = append(list, fitting{&values[i], n})
		}
	}
	slices.SortFunc(list, func(a, b fitting) int {
		return cmp.Or(b.fit-a.fit, b.documents-a.documents, strings.Compare(a.Value, b.Value))
	})
	var out []Suggestion
	for _, v := range list[:min(len(list), maxSuggestions)] {
		out = append(out, v.Suggestion)
	}
	return out, nil
}

// namesLike returns the organisations, the brands and the titles that fit, of the
// best documents: a list of each.
func (x *Index) namesLike(ctx context.Context, text string, fits fit) ([][]Suggestion, error) {
	// As mere words: a phrase would be looked for in many documents.
	words := strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"“”「」＂:：－-", r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	p, err := x.plan(ctx, parseQuery(words, x.names))
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	found, err := x.found(ctx, &p)
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	lists := make([][]Suggestion, 3)
	for _, h := range first(found, min(maxRead, len(found)), false)[:min(maxRead, len(found))] {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		d, err := x.texts.get(h.url)
		if err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
		for i, s := range []Suggestion{
			{Kind: "organization", Text: d.organization()}, {Kind: "brand", Text: d.brand()}, {Kind: "title", Text: d.Title, URL: d.URL},
		} {
			if s.Text != "" && fits(analysis.Fold(s.Text)) > 0 {
				lists[i] = append(lists[i], s)
			}
		}
	}
	return lists, nil
}

// mixed takes one of each list in turn, each text once, until there are enough, and
// returns them list by list.
func mixed(lists [][]Suggestion) []Suggestion {
	chosen := make([][]Suggestion, len(lists))
	seen := map[string]bool{}
	for i := range maxRead {
		for k, list := range lists {
			if i < len(list) && !seen[list[i].Text] && len(seen) < maxSuggestions {
				seen[list[i].Text] = true
				chosen[k] = append(chosen[k], list[i])
			}
		}
	}
	return slices.Concat(chosen...)
}
