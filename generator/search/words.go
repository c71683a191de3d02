package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"touyan/generator/search/analysis"
)

// functionWords are what questions are made of beside what they ask about, the
// longest first where one begins another.
var functionWords = []string{
	"有没有", "为什么", "是什么", "怎么办", "怎么样", "怎样", "怎么", "如何", "什么", "哪些", "哪个", "哪里", "多少", "为何", "是否", "能否", "可以", "应该", "请问",
	"的", "了", "吗", "呢", "吧", "啊", "是", "在", "和", "与", "及", "或", "被", "把", "这", "那", "哪", "几", "谁",
}

// functionSpans returns a test for whether a stretch of a run, by byte offsets,
// touches a function word.
func functionSpans(run string) func(from, to int) bool {
	var spans [][2]int
	for at := 0; at < len(run); {
		size := 0
		for _, w := range functionWords {
			if strings.HasPrefix(run[at:], w) {
				size = len(w)
				break
			}
		}
		if size > 0 {
			spans = append(spans, [2]int{at, at + size})
			at += size
			continue
		}
		_, size = utf8.DecodeRuneInString(run[at:])
		at += size
	}
	return func(from, to int) bool {
		for _, s := range spans {
			if from < s[1] && s[0] < to {
				return true
			}
		}
		return false
	}
}

// isolated returns the characters of a run that are of no function word, though
// those beside them are; weak is [functionSpans] of the run.
func isolated(run string, weak func(from, to int) bool) []string {
	var found []string
	last, before := "", true // the character before, if it may be one, and whether that is weak
	see := func(c string, at int) {
		w := weak(at, at+len(c))
		if last != "" && w {
			found = append(found, last)
		}
		if last = ""; before && !w {
			last = c
		}
		before = w
	}
	for at, pair := range analysis.Grams(run, analysis.Run{End: len(run), Han: true}) {
		see(firstCharacter(pair), at)
	}
	_, size := utf8.DecodeLastRuneInString(run)
	see(run[len(run)-size:], len(run)-size)
	if last != "" {
		found = append(found, last)
	}
	return found
}

// synonyms is a word with all words that mean the same, itself first.
type synonyms struct {
	word string
	all  []string
}

// newSynonyms folds the site's groups; longer words come first, so that the
// longest is found.
func newSynonyms(groups [][]string) []synonyms {
	var list []synonyms
	for _, g := range groups {
		folded := make([]string, len(g))
		for i, w := range g {
			folded[i] = strings.TrimSpace(analysis.Fold(w))
		}
		for _, w := range folded {
			if w != "" {
				others := slices.DeleteFunc(slices.Clone(folded), func(o string) bool { return o == w || o == "" })
				list = append(list, synonyms{w, append([]string{w}, others...)})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b synonyms) int { return len(b.word) - len(a.word) })
	return list
}

// splitSynonyms cuts a run at the words that have synonyms and returns for each
// piece the texts that may stand for it, the one typed first.
func splitSynonyms(run string, groups []synonyms) [][]string {
	var pieces [][]string
	start := 0
	for at := 0; at < len(run); {
		g := synonymAt(run[at:], groups)
		if g == nil {
			_, size := utf8.DecodeRuneInString(run[at:])
			at += size
			continue
		}
		if start < at {
			pieces = append(pieces, []string{run[start:at]})
		}
		pieces = append(pieces, g.all)
		at += len(g.word)
		start = at
	}
	if start < len(run) {
		pieces = append(pieces, []string{run[start:]})
	}
	return pieces
}

func synonymAt(s string, groups []synonyms) *synonyms {
	for i := range groups {
		if strings.HasPrefix(s, groups[i].word) {
			return &groups[i]
		}
	}
	return nil
}
