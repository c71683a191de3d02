package shards

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestPostingBits checks lists bit by bit, written by hand from the format.
func TestPostingBits(t *testing.T) {
	for _, c := range []struct {
		name   string
		list   []Posting
		scored bool
		bits   string
	}{
		{"the first document", []Posting{{ID: 0}}, false, "11111 1 00000"},
		{"gap 1, where k 0 and 1 take the same", []Posting{{ID: 1}}, false, "00000 10"},
		{"half", []Posting{{ID: 1}, {ID: 3}, {ID: 4}, {ID: 9}, {ID: 10}}, false, "00000 10 10 0 11110 0"},
		{"gap 9", []Posting{{ID: 9}}, false, "00010 110 01"},
		{"all", []Posting{{ID: 0}, {ID: 1}, {ID: 2}, {ID: 3}}, false, "11111 1 00000"},
		{"all but 1 and 4", []Posting{{ID: 0}, {ID: 2}, {ID: 3}, {ID: 5}}, false, "11111 011 00000 10 110"},
		{"level 1, block 0", []Posting{{ID: 1, Level: 1}}, true, "00000 10 1 0 0 00"},
		{"level 5, block 2", []Posting{{ID: 1, Level: 5, Block: 2}}, true, "00000 10 1 0 11110 10"},
		{"no block", []Posting{{ID: 1, Level: 2, Block: NoBlock}}, true, "00000 10 0 0 10"},
		{"too many for blocks", []Posting{
			{0, 1, 1}, {1, 1, 3}, {2, 2, 4}, {3, 1, 5}, {4, 1, 6}, {5, 1, 7}, {6, 1, 7},
		}, true, "11111 1 00000 0 0 0 0 10 0 0 0 0"},
		{"the other blocks", []Posting{
			{0, 1, 1}, {1, 1, 3}, {2, 2, 4}, {3, 1, 5}, {4, 1, 6}, {5, 1, 7},
		}, true, "11111 1 00000 1 0 0 01  0 11 0  10 11 10  0 11 110  0 11 1110  0 11 1111"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := appendPostings(nil, c.list, c.scored, 7)
			if err != nil {
				t.Fatal(err)
			}
			checkBits(t, got, c.bits)
		})
	}
}

// checkBits compares bytes with bits, whose spaces do not count and which zeros
// fill to a byte.
func checkBits(t *testing.T, got []byte, bits string) {
	t.Helper()
	want := strings.ReplaceAll(bits, " ", "")
	want += strings.Repeat("0", (8-len(want)%8)%8)
	var text strings.Builder
	for _, b := range got {
		fmt.Fprintf(&text, "%08b", b)
	}
	if text.String() != want {
		t.Errorf("got  %s\nwant %s", text.String(), want)
	}
}

func TestPostingsRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for n := range 300 {
		list, size := randomPostings(rnd, 1+rnd.IntN(1+n*4), 1+rnd.IntN(1<<(n%12)))
		for _, scored := range []bool{true, false} {
			want := slices.Clone(list)
			if !scored {
				for i := range want {
					want[i].Level, want[i].Block = 0, 0
				}
			}
			data, err := appendPostings([]byte("x"), want, scored, math.MaxInt)
			if err != nil {
				t.Fatal(err)
			}
			got, err := decodePostings(data[1:], len(want), scored, size)
			if err != nil || !slices.Equal(got, want) {
				t.Fatalf("list %d: %v, %v", n, err, got)
			}
		}
	}
}

// randomPostings makes n postings with gaps below gap.
func randomPostings(rnd *rand.Rand, n, gap int) (list []Posting, size int) {
	for range n {
		size += rnd.IntN(gap)
		p := Posting{ID: uint32(size), Level: 1 + uint8(rnd.IntN(5)), Block: uint8(rnd.IntN(8))}
		if rnd.IntN(20) == 0 {
			p.Level = 1 + uint8(rnd.IntN(maxLevel))
		}
		list = append(list, p)
		size++
	}
	return list, size
}

func TestPostingsExtremes(t *testing.T) {
	for _, list := range [][]Posting{
		{{ID: math.MaxInt32 - 1, Level: maxLevel, Block: 7}},
		{{ID: 0, Level: 1}, {ID: math.MaxInt32 - 1, Level: 9}},
	} {
		data, err := appendPostings(nil, list, true, math.MaxInt)
		if err != nil {
			t.Fatal(err)
		}
		got, err := decodePostings(data, len(list), true, math.MaxInt32)
		if err != nil || !slices.Equal(got, list) {
			t.Errorf("got %v, %v", got, err)
		}
	}
}

func TestRiceParameterIsTheBest(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for n := range 400 {
		var gaps []uint32
		for range 1 + rnd.IntN(60) {
			gaps = append(gaps, rnd.Uint32N(1<<(n%16)))
		}
		if n%3 == 0 {
			gaps = append(gaps, rnd.Uint32N(1<<(n%30)))
		}
		best, least := uint(0), uint64(math.MaxUint64)
		for k := uint(0); k <= maxRice; k++ {
			size := uint64(0)
			for _, gap := range gaps {
				size += uint64(gap)>>k + 1 + uint64(k)
			}
			if size < least {
				best, least = k, size
			}
		}
		if got := riceParameter(gaps); got != best {
			t.Fatalf("%d gaps: parameter %d, want %d", len(gaps), got, best)
		}
	}
}

func TestPostingsRefused(t *testing.T) {
	for name, list := range map[string][]Posting{
		"empty":      nil,
		"descending": {{ID: 2, Level: 1}, {ID: 1, Level: 1}},
		"twice":      {{ID: 2, Level: 1}, {ID: 2, Level: 1}},
		"no level":   {{ID: 2}},
		"level 21":   {{ID: 2, Level: 21}},
		"block 8":    {{ID: 2, Level: 1, Block: 8}},
	} {
		if _, err := appendPostings(nil, list, true, math.MaxInt); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzPostings asks that damaged lists give an error, and that a list which is
// read gives the same list once it is written again.
func FuzzPostings(f *testing.F) {
	for _, list := range [][]Posting{{{ID: 0, Level: 1}}, {{ID: 7, Level: 9, Block: 7}, {ID: 3000, Level: 1, Block: 3}}} {
		for _, scored := range []bool{true, false} {
			data, _ := appendPostings(nil, list, scored, math.MaxInt)
			f.Add(data, len(list), scored)
			f.Add(data[:len(data)-1], len(list), scored)
			f.Add(bytes.Repeat([]byte{0xFF}, 100), 1, scored)
			f.Add(bytes.Repeat([]byte{0}, 100), 1<<40, scored)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, df int, scored bool) {
		list, err := decodePostings(data, df, scored, 1<<20)
		if err != nil {
			return
		}
		again, err := appendPostings(nil, list, scored, math.MaxInt)
		if err != nil {
			t.Fatal(err)
		}
		back, err := decodePostings(again, len(list), scored, 1<<20)
		if err != nil || !slices.Equal(list, back) {
			t.Fatalf("%v became %v, %v", list, back, err)
		}
	})
}

func BenchmarkAppendPostings(b *testing.B) {
	list, _ := randomPostings(rand.New(rand.NewPCG(1, 1)), 10000, 5)
	var out []byte
	for b.Loop() {
		out, _ = appendPostings(out[:0], list, true, math.MaxInt)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(list)), "ns/posting")
}

func BenchmarkDecodePostings(b *testing.B) {
	list, size := randomPostings(rand.New(rand.NewPCG(1, 1)), 10000, 5)
	data, _ := appendPostings(nil, list, true, math.MaxInt)
	for b.Loop() {
		if _, err := decodePostings(data, len(list), true, size); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(list)), "ns/posting")
}
