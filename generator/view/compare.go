package view

import (
	"net/url"
	"strings"

	"touyan/generator/content"
)

// Compare is 对比: two to four cases side by side. Script puts in what the reader
// chose; the view has what that needs of the site, and ways on without script.
type Compare struct {
	Page
	Buckets int    // over how many files of compare/ the cases are spread
	Pairs   []Pair // comparisons to try, at most 4
	Ways    []Link // where to find cases
}

// Pair is a comparison that suggests itself: two cases of one type.
type Pair struct {
	Type  string   // the word for the type
	URL   string   // the comparison
	Cases []string // the titles
}

const comparePath = "compare.html"

// maxPairs is how many comparisons are offered.
const maxPairs = 4

// perBucket is how many cases a file of the compare page's data holds at most on
// average.
const perBucket = 16

// Buckets returns over how many files the data of a number of cases are spread for
// the compare page: the least power of two with at most 16 cases in each on average.
// Package compare writes them.
func Buckets(cases int) int {
	n := 1
	for n*perBucket < cases {
		n *= 2
	}
	return n
}

// comparable reports whether the site has cases to compare.
func (m *maker) comparable() bool { return len(m.Cases) > 1 }

// compare yields the page that compares cases. Search engines are kept away: what
// it shows depends on what is chosen.
func (m *maker) compare(yield yielder) bool {
	if !m.comparable() {
		return true
	}
	return yield(comparePath, func() View {
		v := &Compare{Page: m.page(comparePath, m.o.Words("title.compare"), ""), Buckets: Buckets(len(m.Cases)), Pairs: m.pairs()}
		v.NoIndex = true
		v.Ways = m.waysIn()
		if len(m.shared()) > 0 {
			v.Ways = append(v.Ways, Link{Title: m.o.Words("title.indicators"), URL: indicatorsPath})
		}
		return v
	})
}

// pairs takes of each type, the commonest first, the two newest cases that have
// most to compare: figures, or else at least practices.
func (m *maker) pairs() []Pair {
	t := m.Taxonomy("type")
	if t == nil {
		return nil
	}
	var list []Pair
	for _, term := range t.Terms {
		two := firstTwo(term.Cases, func(p *content.Page) bool { return len(p.Outcomes) > 0 })
		if len(two) < 2 {
			two = firstTwo(term.Cases, func(p *content.Page) bool { return len(p.Practices) > 0 })
		}
		if len(two) < 2 {
			continue
		}
		pair := Pair{Type: term.Label, Cases: []string{two[0].Title, two[1].Title}}
		var chosen []string
		for _, p := range two {
			chosen = append(chosen, "c="+url.PathEscape(shortPath(content.OutputPath(p))))
		}
		pair.URL = comparePath + "?" + strings.Join(chosen, "&")
		if list = append(list, pair); len(list) == maxPairs {
			break
		}
	}
	return list
}

func firstTwo(cases []*content.Page, good func(*content.Page) bool) []*content.Page {
	var two []*content.Page
	for _, p := range cases {
		if good(p) {
			if two = append(two, p); len(two) == 2 {
				break
			}
		}
	}
	return two
}

// shortPath is how a comparison's address names a case: cases/x.html is x.
func shortPath(path string) string {
	return strings.TrimSuffix(strings.TrimPrefix(path, "cases/"), ".html")
}

// Layout names the template.
func (*Compare) Layout() string { return "compare" }
