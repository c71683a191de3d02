package search

import (
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"

	"touyan/generator/search/analysis"
)

// The index's fields. A facet is a field of its own under its name.
const (
	// fieldText holds the scored terms: Han bigrams, whole words, and the pairs of
	// characters where the two meet ([analysis.Across]). A term's
	// frequency is weighted by the parts it stands in and the length likewise,
	// which makes the score BM25F (Robertson and Zaragoza, "The Probabilistic
	// Relevance Framework: BM25 and Beyond", 2009, section 3.4) with one list of
	// postings for each term instead of one for each field.
	fieldText = "text"
	// fieldParts holds what is only asked whether it occurs: parts of words up to
	// maxGram characters, marks, and the Han characters that begin no term of the
	// document in fieldText. It never scores, so that common characters cannot blur
	// the ranking.
	fieldParts = "parts"
	// fieldChars is no field of the index: its terms are single Han characters, and
	// their documents follow from fieldText and fieldParts; see [Index.character].
	fieldChars = "chars"
	// fieldTitle holds the single characters of the title, to put such pages
	// first when a single character is asked for.
	fieldTitle = "title"
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
	text, parts, title index.TokenFrequencies
	length             int
	slab               []index.TokenFreq
	present            *index.TokenFreq
	// begin has the characters that begin a Han term, end those that end a run.
	begin analysis.Set
	end   map[rune]bool
}

// analyze makes the terms of a document.
func analyze(d *Document, w *[fields]int) *analyzed {
	a := &analyzed{
		text:    make(index.TokenFrequencies, 1024),
		parts:   make(index.TokenFrequencies, 256),
		title:   index.TokenFrequencies{},
		present: &index.TokenFreq{},
		end:     make(map[rune]bool, 256),
	}
	for i, places := range d.places() {
		a.part(&d.Parts[i], places, w)
	}
	a.lastCharacters()
	for _, tf := range a.text {
		n := tf.Frequency()
		tf.SetFrequency(packFrequency(n>>blockBits, n&(maxBlocks-1)))
	}
	return a
}

func (a *analyzed) part(p *Part, places []place, w *[fields]int) {
	if p.Section != "" && p.Field == Body {
		// The heading is read first and stands where its text begins.
		a.add(p.Section, places[:1], w[Heading])
	}
	a.add(p.Text, places, w[p.Field])
	if p.Field == Title {
		analysis.Chars(p.Text, func(r rune) { a.title[string(r)] = a.present })
	}
}

// add counts the terms of a text that stands at places. A weight of 0 still
// makes them findable. Offsets in folded text stand for those in the text: the
// block is only a hint.
func (a *analyzed) add(text string, places []place, weight int) {
	weight = max(weight, 1)
	folded := analysis.Fold(text)
	analysis.Marks(folded, func(r rune) { a.parts[string(r)] = a.present })
	var before analysis.Run
	for run := range analysis.Runs(folded) {
		a.across(folded, before, run, weight, places)
		before = run
		if run.Han {
			r, _ := utf8.DecodeLastRuneInString(folded[run.Start:run.End])
			a.end[r] = true
		}
		for at, term := range analysis.Grams(folded, run) {
			for len(places) > 1 && at >= places[0].to {
				places = places[1:]
			}
			a.count(term, weight, places[0].block)
			if !run.Han {
				a.grams(term)
				continue
			}
			r, _ := utf8.DecodeRuneInString(term)
			a.begin.Add(r)
		}
	}
}

// across counts the pair of two runs that stand beside one another. It takes no
// part in the length, which is that of the runs.
func (a *analyzed) across(folded string, before, run analysis.Run, weight int, places []place) {
	pair, ok := analysis.Across(folded, before, run)
	if !ok {
		return
	}
	for len(places) > 1 && before.End > places[0].to {
		places = places[1:]
	}
	a.count(pair, weight, places[0].block)
	a.length -= weight
	if before.Han {
		r, _ := utf8.DecodeRuneInString(pair)
		a.begin.Add(r)
	}
}

// count adds an occurrence of a term, eight times its weight. The first one says
// the block.
func (a *analyzed) count(term string, weight, block int) {
	a.length += weight
	tf, ok := a.text[term]
	if !ok {
		if len(a.slab) == 0 {
			a.slab = make([]index.TokenFreq, 256)
		}
		tf, a.slab = &a.slab[0], a.slab[1:]
		a.text[term] = tf
		tf.SetFrequency(weight<<blockBits | block)
		return
	}
	tf.SetFrequency(tf.Frequency() + weight<<blockBits)
}

// lastCharacters notes the Han characters that begin no term: all others are
// found by the terms that they begin, see [Index.character].
func (a *analyzed) lastCharacters() {
	for r := range a.end {
		if !a.begin.Has(r) {
			a.parts[string(r)] = a.present
		}
	}
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
