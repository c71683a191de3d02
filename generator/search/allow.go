package search

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"touyan/generator/search/analysis"
)

// set is a set of document numbers; nil holds all.
type set []bool

func (s set) has(d int) bool { return s == nil || s[d] }

// and keeps what both hold.
func (s set) and(o set) set {
	if s == nil {
		return o
	}
	if o == nil {
		return s
	}
	for d := range s {
		s[d] = s[d] && o[d]
	}
	return s
}

// restricts reports whether a plan without units still asks for something.
func (p *plan) restricts() bool {
	return len(p.phrases) > 0 || len(p.without) > 0 || len(p.filters) > 0
}

// allowed returns the documents that a plan's filters, phrases and exclusions
// leave.
func (x *Index) allowed(ctx context.Context, p *plan) (set, error) {
	live, err := x.live(p)
	if err != nil {
		return nil, err
	}
	for facet, values := range p.filters {
		s, err := x.filter(ctx, facet, values)
		if err != nil {
			return nil, err
		}
		live = live.and(s)
	}
	for _, text := range p.phrases {
		s, err := x.containing(ctx, text, live)
		if err != nil {
			return nil, err
		}
		live = live.and(s)
	}
	for _, text := range p.without {
		s, err := x.containing(ctx, text, live)
		if err != nil {
			return nil, err
		}
		for d := range s {
			s[d] = !s[d]
		}
		live = live.and(s)
	}
	return live, nil
}

// live is nil while units choose the documents; without units it is those that
// are not deleted.
func (x *Index) live(p *plan) (set, error) {
	if len(p.units) > 0 {
		return nil, nil
	}
	s := make(set, x.size)
	r, err := x.reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	id, err := r.Next()
	for ; id != nil && err == nil; id, err = r.Next() {
		s[id.Value()] = true
	}
	return s, err
}

// filter returns the documents that have one of the values of a facet.
func (x *Index) filter(ctx context.Context, facet string, values []string) (set, error) {
	s := make(set, x.size)
	if !slices.Contains(facetNames[:], facet) {
		return s, nil
	}
	for _, v := range values {
		terms, err := x.facetTerms(facet, strings.TrimSpace(v))
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		for _, t := range terms {
			l, err := x.list(facet, t)
			if err != nil {
				return nil, err
			}
			l.addTo(s)
		}
	}
	return s, nil
}

// facetTerms returns the indexed values that a filter's value may mean: the
// value itself, the id of a label, or a name within the region tree, also
// without its ending (嘉兴 for 嘉兴市).
func (x *Index) facetTerms(facet, value string) ([]string, error) {
	terms := []string{value}
	for id, label := range x.state.Meta.Labels[facet] {
		if label == value {
			terms = append(terms, id)
		}
	}
	if facet != "region" || value == "" {
		return terms, nil
	}
	d, err := x.reader.FieldDict(facet)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	for {
		e, err := d.Next()
		if err != nil || e == nil {
			return terms, err
		}
		name := e.Term[strings.LastIndexByte(e.Term, '/')+1:]
		if e.Term != value && (name == value || withoutEnding(name) == value) {
			terms = append(terms, e.Term)
		}
	}
}

// withoutEnding drops the kind of place from a name: 嘉兴市 -> 嘉兴.
func withoutEnding(name string) string {
	for _, e := range []string{"自治区", "自治州", "自治县", "街道", "省", "市", "区", "县", "镇", "乡", "村"} {
		if s, ok := strings.CutSuffix(name, e); ok && utf8.RuneCountInString(s) > 1 {
			return s
		}
	}
	return name
}

// containing returns the documents, of those that within holds, whose text
// contains a folded phrase.
func (x *Index) containing(ctx context.Context, phrase string, within set) (set, error) {
	s, certain, err := x.candidates(phrase)
	if err != nil || certain {
		return s, err
	}
	s = s.and(within)
	urls, err := x.urls(s)
	if err != nil {
		return nil, err
	}
	return s, x.texts.verify(ctx, phrase, urls, func(doc uint64) { s[doc] = false })
}

// candidates returns the documents that have every term of a phrase; certain
// says that no more is to be checked, because the phrase is one term.
func (x *Index) candidates(phrase string) (s set, certain bool, err error) {
	terms := phraseTerms(phrase)
	for _, t := range terms {
		l, err := x.list(t.field, t.text)
		if err != nil {
			return nil, false, err
		}
		one := make(set, x.size)
		l.addTo(one)
		s = s.and(one)
	}
	if s == nil {
		s = make(set, x.size)
	}
	return s, len(terms) == 1 && terms[0].text == phrase, nil
}

// phraseTerms are the terms that every text with the phrase has.
func phraseTerms(phrase string) []term {
	var terms []term
	for run := range analysis.Runs(phrase) {
		s := phrase[run.Start:run.End]
		if run.Han {
			terms = append(terms, hanWay(s).terms...)
		} else {
			terms = append(terms, gramTerms(s)...)
		}
	}
	analysis.Marks(phrase, func(r rune) { terms = append(terms, term{field: fieldParts, text: string(r)}) })
	return terms
}

// urls returns the addresses of a set's documents with their numbers.
func (x *Index) urls(s set) (map[string]uint64, error) {
	r := rowReader{Index: x}
	out := map[string]uint64{}
	for d, in := range s {
		if !in {
			continue
		}
		f, err := r.facts(uint64(d))
		if err != nil {
			return nil, err
		}
		out[f.url] = uint64(d)
	}
	return out, nil
}
