// Package near finds texts that are almost the same among many, in time that
// grows little faster than their number.
//
// # What is compared
//
// A text is folded as for searching (analysis.Fold: width, case, traditional
// characters) and reduced to its letters, ideographs and digits, so that
// punctuation, spacing and markup make no difference. What is left is taken as the
// set of its runs of Width characters. Two texts are as similar as these sets are
// by Jaccard: what they share over what they have together. A text of which the
// share p was rewritten is about (1-p)/(1+p) similar to what it was: 0.82 for a
// tenth.
//
// # How
//
// Broder, "On the resemblance and containment of documents" (1997): where a hash
// orders all runs, two sets have the same least one as often as they are similar.
// Li, Owen and Zhang, "One Permutation Hashing" (NIPS 2012), take all Bins such
// samples from one hash, by dividing its range; Shrivastava, "Optimal
// Densification for Fast and Accurate Minwise Hashing" (ICML 2017), fills the
// empty bins of short texts. Pairs are found by locality-sensitive hashing
// (Indyk and Motwani, 1998): texts that agree in all rows of any band of their
// signatures are compared. A pair that is 0.7 similar is met with a probability
// of 0.99, one of 0.8 or more nearly always.
//
// The estimate of a similarity s has the standard deviation √(s(1-s)/256), at
// most 0.03. Everything is deterministic.
//
// On cases made by one grammar under the same headings (test/corpus) the most
// similar two different ones are at 0.08, those of the demo site at 0.02; with a
// tenth of its sentences changed a case of 4,000 characters is still at 0.80. Same
// lies between with room on both sides.
package near

import (
	"cmp"
	"slices"
	"unicode"

	"touyan/generator/search/analysis"
)

const (
	// Width is how many characters a run has: long enough that set phrases which
	// all texts of a field share make up little of one.
	Width = 5
	// Bins is how many samples a signature holds.
	Bins = 256
	// Least is how many runs a text needs for its signature to say much.
	Least = 100
	// Same is the similarity from which on texts are worth an editor's look.
	Same = 0.5
)

// Signature stands for a text. Its zero value is that of an empty one, which
// resembles nothing.
type Signature struct {
	bins [Bins]uint32
	// runs is how many there were.
	runs int
}

// Sign returns the signature of a text, in time that grows with its length alone.
func Sign(text string) *Signature {
	// The hash of a run is a polynomial over its characters modulo 2⁶⁴, which rolls.
	const factor uint64 = 0x9E3779B97F4A7C15
	drop := uint64(1)
	for range Width {
		drop *= factor
	}
	var (
		s      = &Signature{}
		filled [Bins]bool
		window [Width]uint64
		hash   uint64
		n      int
	)
	for _, r := range analysis.Fold(text) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		c := uint64(r) + 1
		hash = hash*factor + c - window[n%Width]*drop
		window[n%Width] = c
		if n++; n < Width {
			continue
		}
		h := mix(hash)
		bin, value := h>>56, uint32(h)
		if !filled[bin] || value < s.bins[bin] {
			filled[bin], s.bins[bin] = true, value
		}
	}
	if s.runs = max(0, n-Width+1); s.runs > 0 {
		s.fill(&filled)
	}
	return s
}

// fill gives each empty bin the value of one that is not, chosen by its number,
// so that similar texts choose alike.
func (s *Signature) fill(filled *[Bins]bool) {
	for i := range s.bins {
		from := i
		for try := uint64(1); !filled[from]; try++ {
			from = int(mix(uint64(i)<<32|try) % Bins)
		}
		s.bins[i] = s.bins[from]
	}
}

// mix spreads what differs in a number over all its bits: the finalizer of
// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}

// Similarity estimates how similar two texts are: 0 nothing in common, 1 the same.
func (s *Signature) Similarity(o *Signature) float64 {
	if s.runs == 0 || o.runs == 0 {
		return 0
	}
	same := 0
	for i, v := range s.bins {
		if v == o.bins[i] {
			same++
		}
	}
	return float64(same) / Bins
}

// Pair is two texts, by their numbers, A before B.
type Pair struct {
	A, B       int
	Similarity float64
}

const (
	// rows are in each band.
	rows  = 6
	bands = Bins / rows
	// back is how many of the texts before it with the same band a text is compared
	// with. So a text that is there a thousand times costs a thousand comparisons,
	// not half a million, and still each of them is in a pair.
	back = 16
)

// Pairs returns the pairs of texts that are at least so similar, sorted by A and
// B. Texts with fewer than Least runs are in none.
func Pairs(texts []*Signature, least float64) []Pair {
	type entry struct {
		hash uint64
		text int32
	}
	var entries []entry
	seen := map[[2]int32]bool{}
	var pairs []Pair
	for band := range bands {
		entries = entries[:0]
		for i, s := range texts {
			if s.runs >= Least {
				entries = append(entries, entry{s.band(band), int32(i)})
			}
		}
		slices.SortFunc(entries, func(a, b entry) int {
			return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.text, b.text))
		})
		for i, e := range entries {
			for j := i - 1; j >= max(0, i-back) && entries[j].hash == e.hash; j-- {
				key := [2]int32{entries[j].text, e.text}
				if seen[key] {
					continue
				}
				seen[key] = true
				if v := texts[key[0]].Similarity(texts[key[1]]); v >= least {
					pairs = append(pairs, Pair{int(key[0]), int(key[1]), v})
				}
			}
		}
	}
	slices.SortFunc(pairs, func(p, q Pair) int { return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) })
	return pairs
}

// band hashes the rows of a band.
func (s *Signature) band(n int) uint64 {
	var h uint64
	for _, v := range s.bins[n*rows : (n+1)*rows] {
		h = mix(h ^ uint64(v))
	}
	return h
}
