// Command gen writes the generated parts of the labelled set of personal data:
//
//	go run touyan/generator/check/privacy/internal/gen FOLDER
//
// writes generated.txt and heldout.txt in FOLDER, always the same. All values are
// made up. A line is a text in which what is personal stands as ⟦code:text⟧;
// newlines and invisible characters are escaped as in a Go string.
package main

import (
	"bytes"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: gen FOLDER")
	}
	if err := write(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

// write writes both files into a folder.
func write(dir string) error {
	parts := []struct {
		name      string
		seed      uint64
		phrases   phrases
		negatives []negative
		factor    int
	}{
		{"generated.txt", 20170447, tuned, tunedNegatives, 4},
		{"heldout.txt", 11643, heldOut, heldOutNegatives, 1},
	}
	for _, p := range parts {
		s := source{rand.New(rand.NewPCG(p.seed, 1999))}
		var b bytes.Buffer
		positives(&b, s, p.phrases, p.factor)
		for range 6 * p.factor {
			for _, n := range p.negatives {
				line(&b, n(s))
			}
		}
		if err := os.WriteFile(filepath.Join(dir, p.name), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// positives writes some 525 lines for each unit of factor.
func positives(b *bytes.Buffer, s source, p phrases, factor int) {
	write := func(code string, n int, in sentences, value func() string) {
		for range n * factor {
			line(b, strings.Replace(pick(s, in), "@", "⟦"+code+":"+value()+"⟧", 1))
		}
	}
	write("resident-id", 100, p.id, func() string { return pick(s, idDodges)(s, s.residentID()) })
	write("resident-id-old", 30, p.oldID, func() string { return pick(s, anyDigits)(s, s.oldResidentID()) })
	write("mobile-number", 140, p.mobile, func() string { return pick(s, mobileDodges)(s, s.mobile()) })
	write("landline-number", 40, p.landline, func() string { return writtenLandline(s) })
	write("bank-card", 60, p.card, func() string { return pick(s, cardDodges)(s, s.bankCard()) })
	write("email-address", 40, p.email, func() string { return pick(s, emailDodges)(s, s.email()) })
	write("car-plate", 40, p.plate, func() string { return pick(s, plateDodges)(s, s.plate()) })
	write("passport-number", 20, p.passport, func() string { return pick(s, passportDodges)(s, s.passport()) })
	write("home-address", 30, p.address, func() string { return pick(s, addressDodges)(s, s.address()) })
	write("half-masked", 25, p.masked, func() string { return halfMasked(s) })
}

func writtenLandline(s source) string {
	area, local := s.landline()
	text := pick(s, []string{
		area + "-" + local, area + " " + local, "(" + area + ")" + local, "（" + area + "）" + local, area + "－" + local,
		"+86-" + strings.TrimPrefix(area, "0") + "-" + local, area + "-" + local[:4] + "-" + local[4:], area + "-" + local[:4] + " " + local[4:],
		area + "—" + local, area + "–" + local, area + "_" + local, area + "." + local, area + "·" + local,
	})
	return pick(s, []dodge{plain, plain, plain, wide, numerals, once("\u200b"), circled})(s, text)
}

// line writes a text with everything escaped that an editor would not show.
func line(b *bytes.Buffer, text string) {
	for _, r := range text {
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case strconv.IsPrint(r):
			b.WriteRune(r)
		default:
			q := strconv.QuoteRune(r)
			fmt.Fprint(b, q[1:len(q)-1])
		}
	}
	b.WriteByte('\n')
}
