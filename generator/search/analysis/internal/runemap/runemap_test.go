package runemap

import (
	"math/rand/v2"
	"testing"
	"unicode"
)

// TestAgainstPlainArray writes at random, whole pages above all, since they are
// shared until written to.
func TestAgainstPlainArray(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	plain := make([]int, unicode.MaxRune+1)
	m := New[int]()
	for range 2000 {
		v := rnd.IntN(4)
		lo := rune(rnd.IntN(unicode.MaxRune + 1))
		hi := min(lo+rune(rnd.IntN(2000)), unicode.MaxRune)
		if rnd.IntN(2) == 0 {
			hi = lo
			m.Set(lo, v)
		} else {
			m.Fill(lo, hi, v)
		}
		for r := lo; r <= hi; r++ {
			plain[r] = v
		}
	}
	for r, want := range plain {
		if got := m.At(rune(r)); got != want {
			t.Fatalf("%U is %d, want %d", r, got, want)
		}
	}
}
