package search

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// A tally counts the same whether or not its terms went over files.
func TestTallyCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, spill := range []int{0, 7, 500} {
		want := map[string]int{}
		x := &tally{dir: t.TempDir()}
		for i := range 3000 {
			term := fmt.Sprintf("词%d", r.IntN(400))
			want[term]++
			if err := x.add(term); err != nil {
				t.Fatal(err)
			}
			if spill > 0 && i%spill == 0 {
				if err := x.spill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		last := ""
		err := x.each(func(term string, n int) error {
			if term <= last || n != want[term] {
				t.Errorf("%q after %q: %d, want %d", term, last, n, want[term])
			}
			last = term
			delete(want, term)
			return nil
		})
		if err != nil || len(want) > 0 {
			t.Errorf("spill %d: %d terms missing, %v", spill, len(want), err)
		}
	}
}
