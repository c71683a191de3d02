package main

import (
	"bytes"
	"fmt"
	"unicode"
)

// table writes table.txt, whose format package analysis describes.
func table(o openCC) ([]byte, error) {
	f := newFolder(o)
	var folded [unicode.MaxRune + 1]rune
	for r := range folded {
		t, err := f.fold(rune(r))
		if err != nil {
			return nil, err
		}
		folded[r] = t
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# The search form and class of every character. Made by go generate: do not edit.\n")
	fmt.Fprintf(&b, "# Unicode %s; opencc-js %s, Apache-2.0: see NOTICE.\n", unicode.Version, openCCVersion)
	b.WriteString("class\n")
	writeClasses(&b)
	b.WriteString("fold\n")
	writeFolds(&b, folded[:])
	return b.Bytes(), nil
}

// writeClasses writes a line for each stretch of one class, the default left out.
func writeClasses(b *bytes.Buffer) {
	for lo := rune(0); lo <= unicode.MaxRune; {
		c, hi := class(lo), lo
		for hi < unicode.MaxRune && class(hi+1) == c {
			hi++
		}
		if c != 'm' {
			fmt.Fprintf(b, "%s %c\n", stretch(lo, hi), c)
		}
		lo = hi + 1
	}
}

// writeFolds writes a line for each stretch of characters that change by the
// same distance.
func writeFolds(b *bytes.Buffer, folded []rune) {
	last := rune(len(folded)) - 1
	for lo := rune(0); lo <= last; {
		d, hi := folded[lo]-lo, lo
		for hi < last && folded[hi+1]-(hi+1) == d {
			hi++
		}
		if d != 0 {
			fmt.Fprintf(b, "%s %x\n", stretch(lo, hi), folded[lo])
		}
		lo = hi + 1
	}
}

func stretch(lo, hi rune) string {
	if lo == hi {
		return fmt.Sprintf("%x", lo)
	}
	return fmt.Sprintf("%x-%x", lo, hi)
}
