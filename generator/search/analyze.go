package search

import (
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"

	"touyan/generator/search/analysis"
)

// The index's fields. A facet is a field of its own under its name.
const (
	// fieldText holds the scored terms: Han bigrams and whole words. A term's
	// frequency is weighted by the parts it stands in and the length likewise,
	// which makes the score BM25F (Robertson and Zaragoza, "The Probabilistic
	// Relevance Framework: BM25 and Beyond", 2009, section 3.4) with one list of
	// postings for each term instead of one for each field.
	fieldText = "text"
	// fieldParts holds what is only asked whether it occurs: single characters,
	// parts of words up to maxGram characters, marks. It never scores, so that
	// common characters cannot blur the ranking.
	fieldParts = "parts"
	// fieldTitle holds the single characters of the title, to put such pages
	// first when a single character is asked for.
	fieldTitle = "title"
	// fieldPinyin and fieldInitials lead from what can be typed to the Han text
	// meant.
	fieldPinyin   = "pinyin"
	fieldInitials = "initials"
	// fieldKind marks documents that are no cases with the term other.
	fieldKind = "kind"
	// fieldRow holds one doc value with all that ordering and counting need of a
	// document; see row.
	fieldRow = "row"
)

// maxGram is the longest part of a word that is found inside it; longer ones
// are taken apart.
const maxGram = 6

// maxWord bounds the part of one word that is cut into grams: a longer one is
// no word but data.
const maxWord = 64

// analyzed is a document's terms, ready for the index.
type analyzed struct {
	text, parts, title, pinyin, initials index.TokenFrequencies
	length                               int
	slab                                 []index.TokenFreq
	present                              *index.TokenFreq
}

// analyze makes the terms of a document.
func analyze(d *Document, w *[fields]int) *analyzed {
	a := &analyzed{
		text:     make(index.TokenFrequencies, 1024),
		parts:    make(index.TokenFrequencies, 1024),
		title:    index.TokenFrequencies{},
		pinyin:   make(index.TokenFrequencies, 64),
		initials: make(index.TokenFrequencies, 64),
		present:  &index.TokenFreq{},
	}
	for i := range d.Parts {
		a.part(&d.Parts[i], w)
	}
	return a
}

func (a *analyzed) part(p *Part, w *[fields]int) {
	a.add(p.Text, w[p.Field])
	if p.Section != "" && p.Field == Body {
		a.add(p.Section, w[Heading])
	}
	if p.Field == Title {
		analysis.Chars(p.Text, func(r rune) { a.title[string(r)] = a.present })
	}
	if p.Field.named() {
		a.names(p.Text)
	}
}

// add counts the terms of a text. A weight of 0 still makes them findable.
func (a *analyzed) add(text string, weight int) {
	weight = max(weight, 1)
	folded := analysis.Fold(text)
	note := func(r rune) { a.parts[string(r)] = a.present }
	analysis.Marks(folded, note)
	analysis.Chars(folded, note)
	for run := range analysis.Runs(folded) {
		for _, term := range analysis.Grams(folded, run) {
			a.count(term, weight)
			if !run.Han {
				a.grams(term)
			}
		}
	}
}

func (a *analyzed) count(term string, weight int) {
	a.length += weight
	tf, ok := a.text[term]
	if !ok {
		if len(a.slab) == 0 {
			a.slab = make([]index.TokenFreq, 256)
		}
		tf, a.slab = &a.slab[0], a.slab[1:]
		a.text[term] = tf
	}
	tf.SetFrequency(tf.Frequency() + weight)
}

// grams notes every part of a word.
func (a *analyzed) grams(word string) {
	n := 0
	for i := range word {
		if n++; n > maxWord {
			return
		}
		end := i
		for k := 0; k < maxGram && end < len(word); k++ {
			_, size := utf8.DecodeRuneInString(word[end:])
			end += size
			a.parts[word[i:end]] = a.present
		}
	}
}

// names notes how each stretch of a name is typed.
func (a *analyzed) names(text string) {
	pinyinTerms(text,
		func(term string) { a.pinyin[term] = a.present },
		func(term string) { a.initials[term] = a.present })
}
