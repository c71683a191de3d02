package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"touyan/test/corpus"
)

// typedQueries is how many queries are asked in the browser.
const typedQueries = 40

// typed are queries as people type them, most of two to eight characters: the
// commonest words of such a library first, then words of titles, problems, tags,
// places, products and organisations, two words at once, and some questions.
func typed(seed uint64, cases int) []string {
	g := corpus.New(seed)
	r := rand.New(rand.NewPCG(seed, 40))
	list := []string{"党建", "群众", "党员", "集体经济薄弱怎么办", "怎样让党员亮身份？"}
	for len(list) < typedQueries {
		f := g.Facts(r.IntN(cases))
		title := []rune(f.Title)
		n := min(2+r.IntN(5), len(title))
		at := r.IntN(len(title) - n + 1)
		part := string(title[at : at+n])
		sorts := []string{
			part, strings.Trim(part, "：“”，"), f.Problems[0], f.Tags[0], f.Region[len(f.Region)-1], f.Tags[len(f.Tags)-1],
			string([]rune(f.Organization)[:min(6, len([]rune(f.Organization)))]),
			f.Tags[0] + " " + f.Region[len(f.Region)-1], f.Problems[0] + "怎么办", "如何" + f.Practices[0].Title + "？",
		}
		if q := strings.TrimSpace(sorts[len(list)%len(sorts)]); q != "" {
			list = append(list, q)
		}
	}
	return list
}

// printTyped prints the queries, one a line.
func printTyped(seed uint64, cases int) error {
	_, err := fmt.Println(strings.Join(typed(seed, cases), "\n"))
	return err
}
