package shards

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestFrequencyBits checks a list with a code bit by bit.
func TestFrequencyBits(t *testing.T) {
	// 14 times level 5 in block 1, and 3 and 9 in block 0.
	list := []Posting{{0, 3, 0}, {1, 9, 0}}
	for id := range uint32(14) {
		list = append(list, Posting{id + 2, 5, 1})
	}
	got, err := appendPostings(nil, list, true, math.MaxInt)
	if err != nil {
		t.Fatal(err)
	}
	// Symbols: 8·3 is 24; 8·5 + 1 is 41; 8·9 is 72. Lengths 2, 1, 2, codes 10, 0, 11.
	checkBits(t, got, "11111 1 00000 1 1 011"+ // all ids, three symbols
		"000011000 0010  000010001 0001  000011111 0010  10 11"+strings.Repeat("0", 14))
}

// TestLevels checks that a level's frequency is the power of three next to it.
func TestLevels(t *testing.T) {
	for f, want := range map[int]float64{1: 1, 2: 3, 3: 3, 5: 3, 6: 9, 15: 9, 16: 27, 46: 27, 47: 81, 1000: 729, math.MaxInt: 1162261467} {
		if got := Frequency(Level(f)); got != want {
			t.Errorf("%d is kept as %v, want %v", f, got, want)
		}
	}
}

// TestFrequencyRoundTrip has lists of one frequency, of some, of so uneven ones
// that codes would be too long, and without blocks.
func TestFrequencyRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	lists := [][]Posting{nil, nil}
	for id := range uint32(40) {
		lists[0] = append(lists[0], Posting{id * 3, maxLevel, 7})
	}
	a, b := 1, 1
	for level := range uint8(maxLevel) {
		for range a {
			lists[1] = append(lists[1], Posting{uint32(len(lists[1])), level + 1, level % 8})
		}
		a, b = b, a+b
	}
	for range 40 {
		var list []Posting
		for id := range 16 + rnd.Uint32N(3000) {
			list = append(list, Posting{id * 2, uint8(min(math.Abs(rnd.NormFloat64())*4, maxLevel-1)) + 1, uint8(rnd.IntN(1 + rnd.IntN(8)))})
		}
		lists = append(lists, list)
	}
	for n, list := range lists {
		for _, common := range []int{math.MaxInt, 0} {
			want := slices.Clone(list)
			for i := range want {
				if common == 0 {
					want[i].Block = NoBlock
				}
			}
			data, err := appendPostings(nil, list, true, common)
			if err != nil {
				t.Fatal(err)
			}
			if n < 2 && levelCode(list, common > 0) == nil {
				t.Errorf("list %d has no code", n)
			}
			size := int(list[len(list)-1].ID) + 1
			if got, err := decodePostings(data, len(list), true, size); err != nil || !slices.Equal(got, want) {
				t.Fatalf("list %d comes back otherwise: %v", n, err)
			}
			// A damaged code gives an error or another list.
			for range 50 {
				bad := slices.Clone(data)
				bad[rnd.IntN(min(len(bad), 40))] ^= 1 << rnd.IntN(8)
				decodePostings(bad, len(list), true, size)
				decodePostings(bad[:rnd.IntN(len(bad))], len(list), true, size)
			}
		}
	}
}
