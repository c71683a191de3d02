package corpus

import (
	_ "embed"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
)

//go:embed lexicon.txt
var lexiconText string

// zipf draws ranks 0..n-1 with a probability that falls as 1/(rank+shift)^s.
type zipf []float64

func newZipf(n int, shift, s float64) zipf {
	z := make(zipf, n)
	sum := 0.0
	for i := range z {
		sum += 1 / math.Pow(float64(i)+shift, s)
		z[i] = sum
	}
	return z
}

func (z zipf) draw(r *rand.Rand) int {
	return min(sort.SearchFloat64s(z, r.Float64()*z[len(z)-1]), len(z)-1)
}

// piece is a stretch of an expansion: literal text, a symbol to expand, or a
// slot of the case to fill.
type piece struct {
	text string
	han  int
	sym  *symbol
	slot string
}

// symbol is one heading of the lexicon with its expansions.
type symbol struct {
	words  []string
	pieces [][]piece
	ranks  zipf
}

// word draws one expansion as it is written in the lexicon, for symbols
// without slots.
func (s *symbol) word(r *rand.Rand) string { return s.words[s.ranks.draw(r)] }

// lexicon is the parsed grammar.
type lexicon map[string]*symbol

// newLexicon parses the embedded grammar. Its only faults are those of a
// developer who edits the file, and every test meets them: it panics.
func newLexicon(text string) lexicon {
	lex := lexicon{}
	var cur *symbol
	for line := range strings.Lines(text) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "# "); ok {
			cur = &symbol{}
			lex[name] = cur
			continue
		}
		if cur != nil {
			cur.words = append(cur.words, strings.Fields(line)...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(lex)) {
		s := lex[name]
		s.ranks = newZipf(len(s.words), 3, 0.9)
		for _, w := range s.words {
			s.pieces = append(s.pieces, lex.split(w))
		}
	}
	return lex
}

// split cuts an expansion at its braces.
func (lex lexicon) split(w string) []piece {
	var out []piece
	for w != "" {
		text, rest, found := strings.Cut(w, "{")
		if text != "" {
			out = append(out, piece{text: text, han: hanCount(text)})
		}
		if !found {
			break
		}
		name, rest, ok := strings.Cut(rest, "}")
		if !ok {
			panic(fmt.Sprintf("corpus: unclosed brace in lexicon.txt: %s", w))
		}
		if s := lex[name]; s != nil {
			out = append(out, piece{sym: s})
		} else {
			out = append(out, piece{slot: name})
		}
		w = rest
	}
	return out
}

func hanCount(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// commonHan is how many characters the pool of rare words is made of.
const commonHan = 3000

// hanPool returns commonHan characters of everyday use: those of the first
// level of GB 2312, which orders them by sound. They are mixed, so that Zipf's
// law over the result favours no syllable.
func hanPool() []rune {
	dec := simplifiedchinese.GBK.NewDecoder()
	var pool []rune
	for row := 0xB0; row <= 0xD7; row++ {
		for col := 0xA1; col <= 0xFE; col++ {
			b, err := dec.Bytes([]byte{byte(row), byte(col)})
			if r := []rune(string(b)); err == nil && len(r) == 1 && unicode.Is(unicode.Han, r[0]) {
				pool = append(pool, r[0])
			}
		}
	}
	// A fixed source: the pool is the same in every corpus.
	r := rand.New(rand.NewPCG(1, 2))
	r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	return pool[:commonHan]
}

// rareWords is the size of the pool of rare words.
const rareWords = 60000

// rarePool makes the pool of rare two-character words.
func rarePool() []string {
	chars := hanPool()
	ranks := newZipf(len(chars), 200, 1)
	r := rand.New(rand.NewPCG(3, 4))
	out := make([]string, rareWords)
	for i := range out {
		out[i] = string([]rune{chars[ranks.draw(r)], chars[ranks.draw(r)]})
	}
	return out
}
