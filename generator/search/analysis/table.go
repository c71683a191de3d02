package analysis

import (
	_ "embed"
	"strings"
	"sync"

	"touyan/generator/search/analysis/internal/runemap"
)

//go:generate go run ./internal/gen

// class is what a character does to the text around it.
type class int32

const (
	mark class = iota // separates, and can be asked for by itself
	gap               // separates
	cjk               // stands in a run of bigrams
	word              // stands in a word
	skip              // is read as though it were not there
)

// entry is what the table knows of one character: how far its search form is
// from it, and below that, in three bits, its class.
type entry int32

func newEntry(from, to rune, c class) entry { return entry(to-from)<<3 | entry(c) }

func (e entry) class() class     { return class(e & 7) }
func (e entry) fold(r rune) rune { return r + rune(e>>3) }
func (e entry) changes() bool    { return e>>3 != 0 }

//go:embed table.txt
var tableText string

// Table returns the text of the table that all analysis rests on, for another
// implementation to repeat it; the package's doc describes its format.
func Table() string { return tableText }

// table decodes the table when it is first needed, so that a process which
// analyses nothing pays nothing. What it returns is only read.
var table = sync.OnceValue(func() *runemap.Map[entry] { return decode(tableText) })

// decode reads a table. The text is made by the generator and compiled in, and
// a test reads all of it, so no fault is looked for here.
func decode(text string) *runemap.Map[entry] {
	m := runemap.New[entry]()
	folds := false
	for len(text) > 0 {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		switch {
		case line[0] == '#':
		case line == "class":
			folds = false
		case line == "fold":
			folds = true
		default:
			lo, hi, value := fields(line)
			if folds {
				to := hexadecimal(value)
				for r := lo; r <= hi; r++ {
					m.Set(r, newEntry(r, to+r-lo, m.At(to+r-lo).class()))
				}
			} else {
				m.Fill(lo, hi, newEntry(0, 0, classOf(value[0])))
			}
		}
	}
	return m
}

// fields splits "lo-hi value", where "-hi" may be missing.
func fields(line string) (lo, hi rune, value string) {
	place, value, _ := strings.Cut(line, " ")
	first, last, isRange := strings.Cut(place, "-")
	lo = hexadecimal(first)
	if !isRange {
		return lo, lo, value
	}
	return lo, hexadecimal(last), value
}

func hexadecimal(digits string) rune {
	var n rune
	for i := range len(digits) {
		d := rune(digits[i])
		if d >= 'a' {
			d -= 'a' - 10
		} else {
			d -= '0'
		}
		n = n<<4 | d
	}
	return n
}

func classOf(letter byte) class {
	switch letter {
	case 'g':
		return gap
	case 'c':
		return cjk
	case 'w':
		return word
	case 's':
		return skip
	default:
		return mark
	}
}
