package analysis

import (
	"slices"
	"strings"

	"touyan/generator/search/analysis/pinyin"
)

// maxReadings bounds the readings taken of one run of a name.
const maxReadings = 4

// Pinyin returns what may be typed for a name: for each stretch of Chinese
// characters its pinyin joined (zuili) and, where it has two characters or more,
// its initials (zl). The likeliest reading comes first; others follow, at most
// four in all: ü typed as u, then one character at a time read otherwise.
func Pinyin(s string) []string {
	var terms []string
	add := func(term string) {
		if !slices.Contains(terms, term) {
			terms = append(terms, term)
		}
	}
	for _, stretch := range stretches(s) {
		for _, way := range spoken(stretch) {
			add(strings.Join(way, ""))
			if len(way) > 1 {
				add(initials(way))
			}
		}
	}
	return terms
}

// PinyinParts calls visit with what may be typed for parts of a name: the
// likeliest pinyin, joined, of every 2 to longest neighbouring characters, and
// again with ü typed as u. With it zuili finds 一颗槜李串起一条共富链.
func PinyinParts(s string, longest int, visit func(term string)) {
	for _, stretch := range stretches(s) {
		for from := range stretch {
			term := stretch[from][0]
			for _, r := range stretch[from+1 : min(from+max(longest, 1), len(stretch))] {
				term += r[0]
				visit(term)
				if asU := strings.ReplaceAll(term, "v", "u"); asU != term {
					visit(asU)
				}
			}
		}
	}
}

// stretches returns the readings of each character of each stretch of Chinese
// characters in s.
func stretches(s string) [][][]string {
	var found [][][]string
	var current [][]string
	for _, r := range append(pinyin.Readings(dense(table(), Fold(s))), nil) {
		if len(r) > 0 {
			current = append(current, r)
		} else if len(current) > 0 {
			found, current = append(found, current), nil
		}
	}
	return found
}

// spoken returns the ways to read a stretch, given the readings of each of its
// characters.
func spoken(readings [][]string) [][]string {
	first := make([]string, len(readings))
	asU := make([]string, len(readings))
	for i, r := range readings {
		first[i], asU[i] = r[0], strings.Replace(r[0], "v", "u", 1)
	}
	ways := [][]string{first}
	if !slices.Equal(first, asU) {
		ways = append(ways, asU)
	}
	for i, r := range readings {
		for _, other := range r[1:] {
			if len(ways) == maxReadings {
				return ways
			}
			way := slices.Clone(first)
			way[i] = other
			ways = append(ways, way)
		}
	}
	return ways
}

func initials(syllables []string) string {
	letters := make([]byte, len(syllables))
	for i, s := range syllables {
		letters[i] = s[0]
	}
	return string(letters)
}
