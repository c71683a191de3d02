package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// figures are sums over the queries of a class.
type figures struct {
	n, first, ten int
	rank          float64
}

func (f *figures) add(rank int) {
	f.n++
	if rank == 0 {
		return
	}
	f.ten++
	f.rank += 1 / float64(rank)
	if rank == 1 {
		f.first++
	}
}

// report prints how a reader ranked, by class, and returns an error for each
// class below the least.
func (s *set) report(reader string, ranks []int, least leasts) error {
	byClass := map[string]*figures{}
	for i, q := range s.queries {
		if byClass[q.class] == nil {
			byClass[q.class] = &figures{}
		}
		byClass[q.class].add(ranks[i])
	}
	fmt.Printf("%-14s %-10s %8s %9s %10s %8s\n", reader, "class", "queries", "Recall@1", "Recall@10", "MRR@10")
	var failed []error
	for _, class := range slices.Sorted(maps.Keys(byClass)) {
		f := byClass[class]
		n := float64(f.n)
		fmt.Printf("%-14s %-10s %8d %9.4f %10.4f %8.4f\n", "", class, f.n, float64(f.first)/n, float64(f.ten)/n, f.rank/n)
		if f.rank/n < least[class] {
			failed = append(failed, fmt.Errorf("%s, %s: MRR@10 %.4f is below %.4f", reader, class, f.rank/n, least[class]))
		}
	}
	fmt.Println()
	return errors.Join(failed...)
}

// printWorst prints some of the queries whose passage is not first, those with the
// worst rank first.
func (s *set) printWorst(ranks []int, n int) {
	var order []int
	for i, rank := range ranks {
		if rank != 1 {
			order = append(order, i)
		}
	}
	depthOf := func(i int) int { return (ranks[i] + depth) % (depth + 1) } // 0 comes after all others
	slices.SortStableFunc(order, func(i, j int) int { return depthOf(j) - depthOf(i) })
	for _, i := range order[:min(n, len(order))] {
		q := s.queries[i]
		fmt.Printf("rank %2d  %-9s %s  (%s)\n", ranks[i], q.class, q.text, q.want)
	}
}
