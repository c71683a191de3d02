package search

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"touyan/generator/search/analysis"
	"touyan/generator/search/analysis/pinyin"
)

// Corrections: what a query may have meant that has a character of the right sound
// but the wrong shape, such as 党健 for 党建. _search-mend.js does the same in the
// browser.
const (
	// maxRun is how many characters a run has that may be mistyped; a longer one is
	// a sentence. One of up to maxName may be a mistyped name or word.
	maxRun  = 12
	maxName = 6
	// enoughFound is the number of results from which on only names are looked at.
	enoughFound = 3
)

// firstIdeograph and lastIdeograph are the characters that have a reading in the
// browser's table too (CJK Unified Ideographs).
const firstIdeograph, lastIdeograph = 0x4E00, 0x9FFF

// correction is a stretch of a run that other text of the same sound may stand for.
type correction struct {
	run *plannedRun
	stretch
	han       string
	documents int
}

// stretch is a part of a run, by byte offsets in its folded form, with the number
// of its pairs that are in no document.
type stretch struct {
	text     string
	from, to int
	bad      int
}

// better reports whether a correction is to be made rather than another.
func (c *correction) better(o *correction) bool {
	return o == nil || c.bad > o.bad || c.bad == o.bad && c.documents > o.documents
}

// didYouMean returns the query with its likeliest correction, or "". Where there are
// results, a question or a sentence is not looked at, which has pairs that are in no
// document though it is spelt well.
func (x *Index) didYouMean(ctx context.Context, q *query, p *plan, total int) (string, error) {
	var best *correction
	for i := range p.runs {
		r := &p.runs[i]
		chars := characters(r)
		weak := functionSpans(joined(chars))
		name := len(chars) <= maxName && !weak(0, r.to-r.from)
		if len(chars) > maxRun || total >= enoughFound && !name {
			continue
		}
		stretches, err := x.badStretches(chars, weak)
		if err != nil {
			return "", err
		}
		for _, w := range stretches {
			han, n, err := x.sameSound(ctx, w.text)
			if err != nil {
				return "", err
			}
			if c := (&correction{r, w, han, n}); n > 0 && c.better(best) {
				best = c
			}
		}
	}
	if best == nil {
		return "", nil
	}
	from, to := best.run.place(best.from), best.run.place(best.to)
	return strings.TrimSpace(q.input[:from] + best.han + q.input[to:]), nil
}

// place turns an offset in a run's folded text into one in the input: the n-th
// character of the one is the n-th of the other.
func (r *plannedRun) place(at int) int {
	text := firstRunes(r.typed.text, utf8.RuneCountInString(r.folded[:at]))
	return r.typed.at + len(text)
}

// character is a character of a run with its byte offset in the folded text.
type character struct {
	text string
	at   int
}

// characters returns the characters of a run, without those that analysis skips.
func characters(r *plannedRun) []character {
	var list []character
	for at, pair := range analysis.Grams(r.folded, analysis.Run{Start: r.from, End: r.to, Han: true}) {
		list = append(list, character{firstCharacter(pair), at})
	}
	_, size := utf8.DecodeLastRuneInString(r.folded[:r.to])
	if last := r.to - size; len(list) > 0 && list[len(list)-1].at != last {
		list = append(list, character{r.folded[last:r.to], last})
	}
	return list
}

func joined(chars []character) string {
	var b strings.Builder
	for _, c := range chars {
		b.WriteString(c.text)
	}
	return b.String()
}

// badStretches returns the stretches of two and three of a run's characters that hold
// pairs which are in no document. Pairs with function words need not be in any.
func (x *Index) badStretches(chars []character, weak func(from, to int) bool) ([]stretch, error) {
	bad := make([]int, max(len(chars)-1, 0))
	at := 0
	for i := range bad {
		pair := chars[i].text + chars[i+1].text
		if !weak(at, at+len(pair)) {
			l, err := x.list(fieldText, pair)
			if err != nil {
				return nil, err
			}
			if l.count == 0 {
				bad[i] = 1
			}
		}
		at += len(chars[i].text)
	}
	var stretches []stretch
	for n := 2; n <= 3; n++ {
		for i := 0; i+n <= len(chars); i++ {
			count := bad[i]
			if n > 2 {
				count += bad[i+1]
			}
			if last := chars[i+n-1]; count > 0 {
				stretches = append(stretches, stretch{joined(chars[i : i+n]), chars[i].at, last.at + len(last.text), count})
			}
		}
	}
	return stretches, nil
}

// sameSound returns the commonest other text of the same sound and length with its
// number of documents, which is 0 where there is none.
func (x *Index) sameSound(ctx context.Context, text string) (han string, documents int, err error) {
	letters := ""
	for _, r := range text {
		syllable := reading(r)
		if syllable == "" {
			return "", 0, nil
		}
		letters += syllable
	}
	count := map[string]int{}
	if err := x.entries(ctx, keyPinyin, letters, true, count); err != nil {
		return "", 0, err
	}
	delete(count, text)
	size := utf8.RuneCountInString(text)
	for other, n := range count {
		if utf8.RuneCountInString(other) == size && (n > documents || n == documents && other < han) {
			han, documents = other, n
		}
	}
	return han, documents, nil
}

// reading returns the usual reading of a character alone, "" where it has none.
func reading(r rune) string {
	if r < firstIdeograph || r > lastIdeograph {
		return ""
	}
	return slices.Concat(pinyin.Syllables(string(r)), []string{""})[0]
}
