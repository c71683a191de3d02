package analysis

import (
	"iter"
	"unicode/utf8"

	"touyan/generator/search/analysis/internal/runemap"
)

// Run is a stretch of folded text with no separator in it, as byte offsets: one
// word, or CJK characters in a row.
type Run struct {
	Start, End int
	// Han says that the run is of CJK characters (ideographs, kana, hangul,
	// bopomofo), which give bigrams.
	Han bool
}

// Runs returns the runs of folded text in order. A run begins and ends with
// characters of its own class; skipped characters may stand inside it.
func Runs(folded string) iter.Seq[Run] {
	return func(yield func(Run) bool) {
		x := scanner{table: table(), text: folded}
		for r, ok := x.next(); ok; r, ok = x.next() {
			if !yield(r) {
				return
			}
		}
	}
}

// scanner cuts folded text into runs; at is the end of what has been read.
type scanner struct {
	table *runemap.Map[entry]
	text  string
	at    int
}

// next returns the next run, and false at the end of the text.
func (x *scanner) next() (Run, bool) {
	for x.at < len(x.text) {
		start := x.at
		r, size := utf8.DecodeRuneInString(x.text[start:])
		x.at += size
		switch x.table.At(r).class() {
		case cjk:
			return Run{start, x.characters(), true}, true
		case word:
			return Run{start, x.word(r), false}, true
		}
	}
	return Run{}, false
}

// characters reads the rest of a CJK run and returns where it ends.
func (x *scanner) characters() (end int) {
	end = x.at
	for x.at < len(x.text) {
		r, size := utf8.DecodeRuneInString(x.text[x.at:])
		switch x.table.At(r).class() {
		case cjk:
			end = x.at + size
		case skip:
		default:
			return end
		}
		x.at += size
	}
	return end
}

// word reads the rest of a word that begins with last and returns where it ends.
func (x *scanner) word(last rune) (end int) {
	end = x.at
	for x.at < len(x.text) {
		r, size := utf8.DecodeRuneInString(x.text[x.at:])
		switch c := x.table.At(r).class(); {
		case c == word, r == '.' && digit(last) && x.digitAt(x.at+size):
			end, last = x.at+size, r
		case c == skip:
		default:
			return end
		}
		x.at += size
	}
	return end
}

// digitAt reports whether the next character from at on that is not skipped is
// a digit.
func (x *scanner) digitAt(at int) bool {
	for _, r := range x.text[at:] {
		if x.table.At(r).class() != skip {
			return digit(r)
		}
	}
	return false
}

func digit(r rune) bool { return '0' <= r && r <= '9' }
