package parity

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"touyan/generator/search/analysis"
	"touyan/test/asker"
	"touyan/test/chrome"
)

// language are the characters that mean something in a query, or end a word.
const language = "\"“”「」＂-－:：\uFFFD"

// testRecall asks for stretches of one to six characters of the pages' text and
// looks for every page that has them among the results.
func testRecall(t *testing.T, tab *chrome.Tab, x *site, n int) {
	a := newAsking(x, *seed+3)
	for len(x.pages) > 0 && n > 0 {
		var list []asker.Request
		for ; n > 0 && len(list) < batch; n-- {
			q := a.few()
			if !strings.ContainsFunc(q, separates) && a.plain(q) {
				list = append(list, asker.Request{Query: asker.NewText(q), Options: asker.Options{Size: 100}})
			}
		}
		found := everyPage(t, tab, list)
		for i, r := range list {
			for _, url := range x.with(r.Query.String()) {
				if !found[i][url] {
					t.Errorf("%q is on %s and is not found", r.Query.String(), url)
				}
			}
		}
	}
}

// separates reports whether a character is not looked for as it stands.
func separates(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(language, r)
}

// plain reports whether a query is one run, of text without characters that
// count for nothing, or one mark.
func (a *asking) plain(q string) bool {
	folded := analysis.Fold(q)
	for run := range analysis.Runs(folded) {
		for _, g := range analysis.Grams(folded, run) {
			if !strings.Contains(folded, g) {
				return false
			}
		}
		return run.Start == 0 && run.End == len(folded)
	}
	mark := false
	analysis.Marks(folded, func(r rune) { mark = string(r) == folded })
	return mark
}

// with returns the pages that have a text.
func (x *site) with(q string) []string {
	folded := analysis.Fold(q)
	var urls []string
	for i := range x.pages {
		if slices.ContainsFunc(x.pages[i].folded, func(s string) bool { return strings.Contains(s, folded) }) {
			urls = append(urls, x.pages[i].url)
		}
	}
	return urls
}

// everyPage asks for all results of each request, and returns their addresses.
func everyPage(t *testing.T, tab *chrome.Tab, list []asker.Request) []map[string]bool {
	t.Helper()
	found := make([]map[string]bool, len(list))
	for i := range found {
		found[i] = map[string]bool{}
	}
	where := make([]int, len(list))
	for i := range where {
		where[i] = i
	}
	for number := 1; len(list) > 0; number++ {
		answers, err := asker.Ask(tab, list)
		if err != nil {
			t.Fatal(err)
		}
		var more []asker.Request
		var there []int
		for i, answer := range answers {
			for _, r := range answer.Results {
				found[where[i]][r.URL] = true
			}
			if answer.Failure != nil {
				t.Errorf("%q: %s", list[i].Query.String(), answer.Failure.Message)
			} else if number*100 < answer.Total {
				list[i].Options.Page = number + 1
				more, there = append(more, list[i]), append(there, where[i])
			}
		}
		list, where = more, there
	}
	return found
}
