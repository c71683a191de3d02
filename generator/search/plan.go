package search

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"touyan/generator/search/analysis"
)

// maxTerms bounds the work of one query.
const maxTerms = 256

// A plan is what a query asks of the index: units that documents should have,
// the more of them the better, and what they must and must not have.
type plan struct {
	units   []unit
	phrases []string // folded
	without []string
	filters map[string][]string
	// marks are the folded texts to highlight, the longest first.
	marks []string
	// runs are the Han runs of what was typed, for corrections.
	runs []plannedRun
}

// plannedRun is a Han run of a typed text, by byte offsets in its folded form.
type plannedRun struct {
	typed    typedText
	folded   string
	from, to int
}

// unit is a stretch of a query that can be met in several ways: as typed, by a
// synonym, by what its letters mean as pinyin. The best way counts.
type unit struct{ ways []way }

// way is a set of terms; a document meets it by the share of their weight that
// it has.
type way struct{ terms []term }

// term is one look-up.
type term struct {
	field, text string
	// boost scales the term's weight in score and share.
	boost float64
}

// Boosts, tuned on retrieval sets as a whole: a term with a function character
// says little of what a question is about; a part of a word less than the word;
// where a word and Han characters meet, both are asked for already.
const (
	boostFull     = 1.0
	boostFunction = 0.2
	boostPart     = 0.3
	boostAcross   = 0.5
)

// plan turns a query into look-ups.
func (x *Index) plan(ctx context.Context, q query) (plan, error) {
	p := plan{filters: q.filters}
	budget := maxTerms
	for _, typed := range q.phrases {
		p.phrases = appendFolded(p.phrases, typed.text)
	}
	for _, text := range q.without {
		p.without = appendFolded(p.without, text)
	}
	for _, typed := range slices.Concat(q.words, q.phrases) {
		folded := analysis.Fold(typed.text)
		before := len(p.units)
		var last analysis.Run
		for run := range analysis.Runs(folded) {
			if budget <= 0 {
				break
			}
			if pair, ok := analysis.Across(folded, last, run); ok {
				p.units = append(p.units, unit{[]way{{[]term{{fieldText, pair, boostAcross}}}}})
				budget--
			}
			last = run
			s := folded[run.Start:run.End]
			if run.Han {
				budget -= p.han(s, x.groups)
				p.runs = append(p.runs, plannedRun{typed, folded, run.Start, run.End})
			} else if err := p.word(ctx, s, x); err != nil {
				return p, err
			} else {
				budget--
			}
		}
		if len(p.units) == before {
			p.signs(folded)
		}
	}
	slices.SortStableFunc(p.marks, func(a, b string) int { return len(b) - len(a) })
	p.marks = slices.Compact(p.marks)
	return p, nil
}

func appendFolded(list []string, text string) []string {
	return append(list, strings.TrimSpace(analysis.Fold(text)))
}

// han plans a run of Han characters and returns how many terms that took.
func (p *plan) han(run string, groups []synonyms) int {
	n := 0
	for _, piece := range splitSynonyms(run, groups) {
		if len(piece) == 1 {
			w := hanWay(piece[0])
			n += len(w.terms)
			p.mark(w)
			for _, t := range w.terms {
				p.units = append(p.units, unit{[]way{{[]term{t}}}})
			}
			continue
		}
		var u unit
		for _, text := range piece {
			w := hanWay(text)
			n += len(w.terms)
			u.ways = append(u.ways, w)
			p.mark(w)
		}
		p.units = append(p.units, u)
	}
	return n
}

// hanWay returns the terms of a run: its bigrams, or its one character. A
// character of no function word whose bigrams all touch one, as 槜 of 槜的产地,
// counts by itself: it may be what all is about.
func hanWay(run string) way {
	if utf8.RuneCountInString(run) == 1 {
		return way{[]term{{fieldChars, run, boostFull}}}
	}
	var w way
	seen := map[string]bool{}
	weak := functionSpans(run)
	for at, t := range analysis.Grams(run, analysis.Run{End: len(run), Han: true}) {
		if seen[t] || len(w.terms) >= maxTerms {
			continue
		}
		seen[t] = true
		boost := boostFull
		if weak(at, at+len(t)) {
			boost = boostFunction
		}
		w.terms = append(w.terms, term{fieldText, t, boost})
	}
	for _, c := range isolated(run, weak) {
		if !seen[c] && len(w.terms) < maxTerms {
			seen[c] = true
			w.terms = append(w.terms, term{fieldChars, c, boostFull})
		}
	}
	return w.withoutFunction()
}

// enoughTerms is how many terms that say something make those of function words
// not worth their time: they are the commonest terms and move little.
const enoughTerms = 4

// withoutFunction drops the terms of function words where enough others remain.
func (w way) withoutFunction() way {
	strong := slices.DeleteFunc(slices.Clone(w.terms), func(t term) bool { return t.boost <= boostFunction })
	if len(strong) < enoughTerms {
		return w
	}
	return way{strong}
}

// mark notes what is highlighted: the terms that say something, or all if none
// does. Single characters beside others are not, for they would be marked all
// over a page.
func (p *plan) mark(w way) {
	without := func(list []term, drop func(term) bool) []term {
		if kept := slices.DeleteFunc(slices.Clone(list), drop); len(kept) > 0 {
			return kept
		}
		return list
	}
	list := without(w.terms, func(t term) bool { return t.field == fieldChars })
	for _, t := range without(list, func(t term) bool { return t.boost <= boostFunction }) {
		p.marks = append(p.marks, t.text)
	}
}

// word plans a word of letters and digits: the word itself, a part of a longer
// one, or pinyin.
func (p *plan) word(ctx context.Context, s string, x *Index) error {
	u := unit{ways: []way{{[]term{{fieldText, s, boostFull}}}, {gramTerms(s)}}}
	p.marks = append(p.marks, s)
	meant, err := x.meant(ctx, s)
	if err != nil {
		return err
	}
	for _, pieces := range meant {
		var w way
		for _, han := range pieces {
			w.terms = append(w.terms, hanWay(han).terms...)
		}
		u.ways = append(u.ways, w)
		p.mark(w)
	}
	p.units = append(p.units, u)
	return nil
}

// gramTerms are the parts that a word containing s must have.
func gramTerms(s string) []term {
	runes := []rune(s)
	if len(runes) <= maxGram {
		return []term{{fieldParts, s, boostPart}}
	}
	var list []term
	for i := 0; i+maxGram <= len(runes) && i < maxWord; i++ {
		list = append(list, term{fieldParts, string(runes[i : i+maxGram]), boostPart / float64(len(runes)-maxGram+1)})
	}
	return list
}

// signs plans a text that has only punctuation and symbols.
func (p *plan) signs(folded string) {
	analysis.Marks(folded, func(r rune) {
		p.units = append(p.units, unit{ways: []way{{[]term{{fieldParts, string(r), boostFull}}}}})
		p.marks = append(p.marks, string(r))
	})
}
