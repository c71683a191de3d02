package parity

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"touyan/generator/search/analysis"
	"touyan/generator/search/analysis/pinyin"
	"touyan/test/asker"
	"touyan/test/chrome"
)

// testMarks asks for texts in characters and looks at the results: what is marked
// must be made of the query's terms, and the anchor be on the page.
func testMarks(t *testing.T, tab *chrome.Tab, x *site, n int) {
	a := newAsking(x, *seed+4)
	groups := x.synonyms(t)
	pages := map[string]page{}
	for _, p := range x.pages {
		pages[p.url] = p
	}
	var list []asker.Request
	for range n {
		q := pick(a, []func() string{a.few, a.long, a.several, a.question, a.traditional, a.phrase})()
		list = append(list, asker.Request{Query: asker.NewText(q), Options: asker.Options{Size: 10}})
	}
	answers, err := asker.Ask(tab, list)
	if err != nil {
		t.Fatal(err)
	}
	for i, answer := range answers {
		q := list[i].Query.String()
		terms := termsOf(q, groups)
		letters := latin(q)
		marked := 0
		for _, r := range answer.Results {
			marked += checkMarks(t, q, r, terms, letters)
			p, ok := pages[r.URL]
			if !ok {
				t.Errorf("%q: there is no page %s", q, r.URL)
			} else if r.Anchor != "" && !p.ids[r.Anchor] {
				t.Errorf("%q: %s has no anchor %s; it has %s", q, r.URL, r.Anchor, names(p.ids))
			}
		}
		if han(q) && len(answer.Results) > 0 && marked == 0 && !onlyTitles(q, answer.Results) {
			t.Logf("%q: nothing is marked in %d results", q, len(answer.Results))
		}
	}
}

// onlyTitles reports whether the query is in the titles of all results, which are
// shown apart from the excerpts.
func onlyTitles(q string, list []asker.Result) bool {
	for _, r := range list {
		if !strings.Contains(analysis.Fold(r.Title), strings.TrimSpace(analysis.Fold(q))) {
			return false
		}
	}
	return true
}

// checkMarks checks the marks of one result and returns how many there are.
func checkMarks(t *testing.T, q string, r asker.Result, terms map[string]bool, letters string) int {
	t.Helper()
	n := 0
	for i, f := range r.Excerpt {
		if f.Text == "" || !utf8.ValidString(f.Text) {
			t.Errorf("%q, %s: a fragment %q", q, r.URL, f.Text)
		}
		if !f.Hit {
			continue
		}
		n++
		last := i >= len(r.Excerpt)-2 // an excerpt may end in the middle of a term
		if !covered(visible(f.Text), terms, letters, last) {
			t.Errorf("%q, %s: %q is marked, which is not made of %s", q, r.URL, f.Text, names(terms))
		}
	}
	return n
}

// covered reports whether terms, which may overlap, cover a folded text; the last
// one may be cut off, and a character may be one that is meant by letters.
func covered(text string, terms map[string]bool, letters string, cut bool) bool {
	end := 0
	for at, r := range text {
		if at > end {
			return false
		}
		for term := range terms {
			if strings.HasPrefix(text[at:], term) {
				end = max(end, at+len(term))
			} else if cut && strings.HasPrefix(term, text[at:]) {
				return true
			}
		}
		if meant(r, letters) {
			end = max(end, at+utf8.RuneLen(r))
		}
	}
	return end >= len(text)
}

// visible is the search form of a text without characters that count for nothing.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Mn, unicode.Cf) {
			return -1
		}
		return r
	}, analysis.Fold(text))
}

// termsOf returns the terms that a query may mark: its own, and those of the
// synonyms in it.
func termsOf(q string, groups [][]string) map[string]bool {
	terms := map[string]bool{}
	folded := visible(q)
	addTerms(terms, folded)
	parted := utf8.RuneCountInString(folded) < 4
	for _, word := range strings.Fields(strings.Map(unquote, folded)) {
		terms[word] = true // a phrase may be marked as a whole
	}
	for _, g := range groups {
		for _, w := range g {
			if strings.Contains(folded, strings.TrimSpace(visible(w))) {
				parted = true // the query is cut there, which may leave one character
				for _, other := range g {
					addTerms(terms, visible(other))
				}
			}
		}
	}
	if parted {
		analysis.Chars(folded, func(r rune) { terms[string(r)] = true })
	}
	return terms
}

func addTerms(terms map[string]bool, folded string) {
	for run := range analysis.Runs(folded) {
		for _, g := range analysis.Grams(folded, run) {
			terms[g] = true
		}
	}
	analysis.Marks(folded, func(r rune) { terms[string(r)] = true })
}

// latin are the letters of a query.
func latin(q string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, analysis.Fold(q))
}

// meant reports whether letters may mean a character: it begins with one of them.
func meant(r rune, letters string) bool {
	for _, readings := range pinyin.Readings(string(r)) {
		return slices.ContainsFunc(readings, func(s string) bool { return strings.Contains(letters, s[:1]) })
	}
	return false
}

// unquote turns what parts a query into spaces.
func unquote(r rune) rune {
	if strings.ContainsRune(language, r) {
		return ' '
	}
	return r
}
