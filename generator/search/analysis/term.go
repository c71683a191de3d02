package analysis

import (
	"iter"
	"strings"
	"unicode/utf8"

	"touyan/generator/search/analysis/internal/runemap"
)

// Grams returns the terms of a run of folded text, each with the byte offset
// where it begins there: the word, or every two neighbouring characters of a CJK
// run, or the one character that a CJK run has. A term is a substring of folded,
// made without allocating, except where skipped characters stand in it.
func Grams(folded string, r Run) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		grams(table(), folded, r, yield)
	}
}

// Across returns the pair of characters where a word and a CJK run stand beside
// one another, in either order, with nothing between them but skipped characters
// and at most one space: 5G网络 and 5G 网络 have the pair g网. ok is false where
// two runs do not. The zero Run stands beside none.
func Across(folded string, a, b Run) (pair string, ok bool) {
	if a.Han == b.Han || a.Start == a.End || b.Start < a.End {
		return "", false
	}
	t, spaces := table(), 0
	for _, r := range folded[a.End:b.Start] {
		if r == ' ' {
			spaces++
		} else if t.At(r).class() != skip {
			return "", false
		}
	}
	if spaces > 1 {
		return "", false
	}
	_, last := utf8.DecodeLastRuneInString(folded[:a.End])
	_, first := utf8.DecodeRuneInString(folded[b.Start:])
	if a.End == b.Start {
		return folded[a.End-last : b.Start+first], true
	}
	return folded[a.End-last:a.End] + folded[b.Start:b.Start+first], true
}

// Terms calls visit with each term of text in order, repeated ones as well:
// folding, runs and grams in one.
func Terms(text string, visit func(term string)) {
	folded := Fold(text)
	x := scanner{table: table(), text: folded}
	each := func(_ int, term string) bool {
		visit(term)
		return true
	}
	for r, ok := x.next(); ok; r, ok = x.next() {
		grams(x.table, folded, r, each)
	}
}

// grams yields the terms of one run until yield returns false.
func grams(t *runemap.Map[entry], folded string, r Run, yield func(int, string) bool) {
	if !r.Han {
		yield(r.Start, dense(t, folded[r.Start:r.End]))
		return
	}
	_, size := utf8.DecodeRuneInString(folded[r.Start:r.End])
	// first is where the character before at begins, and end where it ends.
	first, end := r.Start, r.Start+size
	if end == r.End {
		yield(first, folded[first:end])
		return
	}
	for at := end; at < r.End; at += size {
		var c rune
		c, size = utf8.DecodeRuneInString(folded[at:r.End])
		if t.At(c).class() == skip {
			continue
		}
		term := folded[first : at+size]
		if end != at {
			term = folded[first:end] + folded[at:at+size]
		}
		if !yield(first, term) {
			return
		}
		first, end = at, at+size
	}
}

// dense returns s without its skipped characters.
func dense(t *runemap.Map[entry], s string) string {
	skipped := func(r rune) bool { return t.At(r).class() == skip }
	if strings.IndexFunc(s, skipped) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if skipped(r) {
			return -1
		}
		return r
	}, s)
}
