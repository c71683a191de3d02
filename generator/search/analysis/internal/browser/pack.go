// Package browser packs the tables of package analysis for the search in the
// browser, which repeats the analysis in JavaScript (themes/default/assets,
// _search-analysis.js). Its test keeps the packed files of the theme current:
//
//	go test ./generator/search/analysis/internal/browser -update
//
// # The packed table
//
// A table is a raw deflate stream (RFC 1951) in base64. In it are two lists of
// stretches of characters, in order:
//
//	n uvarints' count, then as columns:
//	n uvarints  characters between this stretch and the one before
//	n uvarints  characters in the stretch, less one
//	n uvarints  what the stretch has
//
// The first list gives the classes of search forms: 1 gap, 2 cjk, 3 word, 4 skip,
// 5 mark. The second gives search forms: that of the stretch's first character,
// less that of the stretch before, zigzag (0, -1, 1, -2 … as 0, 1, 2, 3 …); the
// other characters' lie as far from them.
//
// [Table] is all of analysis.Table; a character in no stretch of classes is a
// mark. [Basic] is the part that nearly every text makes do with: there a
// character in no stretch is unknown, and the whole table is to be loaded. Unknown
// are also the ideographs that have another as their search form; which of
// U+4E00–9FFF these are say the bits that follow the lists, from the lowest of
// each byte on.
//
// # The packed readings
//
// [Pinyin] is packed likewise. In the stream are, as a string with its length
// (uvarint) in front, the syllables with spaces between them, the first empty;
// and then two bytes columns: for each ideograph U+4E00–9FFF that is its own
// search form the number of its usual syllable, first all high bytes, then all
// low ones.
package browser

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"touyan/generator/search/analysis"
	"touyan/generator/search/analysis/pinyin"
)

// stretch is a stretch of characters with what the first of them has.
type stretch struct {
	lo, hi rune
	value  rune
}

// The classes as they are packed; 0 is what no stretch gives.
const (
	_ = iota
	gap
	cjk
	word
	skip
	mark
)

// entry is what is known of one character.
type entry struct {
	class int
	fold  rune // its search form
}

const characters = 0x110000

// entries reads a table of package analysis: the class of each character's
// search form, and that form.
func entries(text string) ([]entry, error) {
	list := make([]entry, characters)
	for r := range list {
		list[r] = entry{mark, rune(r)}
	}
	folds := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "class" || line == "fold" || strings.HasPrefix(line, "#") {
			folds = folds || line == "fold"
			continue
		}
		s, err := readStretch(line, folds)
		if err != nil {
			return nil, err
		}
		for r := s.lo; r <= s.hi; r++ {
			if folds {
				to := s.value + r - s.lo
				list[r] = entry{list[to].class, to}
			} else {
				list[r].class = int(s.value)
			}
		}
	}
	return list, nil
}

// readStretch reads a line "lo-hi value", where "-hi" may be missing.
func readStretch(line string, folds bool) (stretch, error) {
	place, value, ok := strings.Cut(line, " ")
	first, last, isRange := strings.Cut(place, "-")
	if !isRange {
		last = first
	}
	lo, err := strconv.ParseUint(first, 16, 32)
	if err != nil || !ok {
		return stretch{}, fmt.Errorf("pack table: line %q", line)
	}
	hi, err := strconv.ParseUint(last, 16, 32)
	if err != nil || hi >= characters {
		return stretch{}, fmt.Errorf("pack table: line %q", line)
	}
	if !folds {
		c := rune(strings.Index(" gcws", value))
		if c < 1 {
			return stretch{}, fmt.Errorf("pack table: class in line %q", line)
		}
		return stretch{rune(lo), rune(hi), c}, nil
	}
	to, err := strconv.ParseUint(value, 16, 32)
	if err != nil || to+hi-lo >= characters {
		return stretch{}, fmt.Errorf("pack table: line %q", line)
	}
	return stretch{rune(lo), rune(hi), rune(to)}, nil
}

// Table returns the whole table.
func Table() ([]byte, error) {
	list, err := entries(analysis.Table())
	if err != nil {
		return nil, err
	}
	// No stretch is a mark as well here, which saves most of them.
	for r := range list {
		if list[r].class == mark {
			list[r].class = 0
		}
	}
	return packTable(list), nil
}

// basicRanges are the characters of which Basic knows what can be said briefly:
// Latin letters, those of pinyin with tones, accents, punctuation, symbols, kana,
// ideographs, full width, pictures.
var basicRanges = [][2]rune{
	{0, 0x17F}, {0x1CD, 0x1DC}, {0x300, 0x36F}, {0x2000, 0x206F}, {0x20A0, 0x20CF}, {0x2103, 0x2103}, {0x2116, 0x2116},
	{0x2150, 0x2BFF}, {0x3000, 0x30FF}, {0x3105, 0x312F}, {0x3200, 0x33FF}, {firstIdeograph, lastIdeograph},
	{0xFE00, 0xFE0F}, {0xFF00, 0xFF5E}, {0xFFE0, 0xFFE6}, {0xFFF9, 0xFFFD}, {0x1F300, 0x1FAFF},
}

const firstIdeograph, lastIdeograph = 0x4E00, 0x9FFF

// Basic returns the basic part.
func Basic() ([]byte, error) {
	list, err := entries(analysis.Table())
	if err != nil {
		return nil, err
	}
	known := make([]bool, characters)
	for _, s := range basicRanges {
		for r := s[0]; r <= s[1]; r++ {
			known[r] = true
		}
	}
	basic := make([]entry, characters)
	bits := make([]byte, (lastIdeograph-firstIdeograph+1)/8)
	for i, e := range list {
		r := rune(i)
		if r >= firstIdeograph && r <= lastIdeograph && e.fold != r {
			bits[(r-firstIdeograph)/8] |= 1 << (r % 8)
			e = entry{cjk, r}
		} else if !known[r] || !known[e.fold] {
			// Folded text is looked up too, so a search form has to be known itself.
			e = entry{0, r}
		}
		basic[r] = e
	}
	return append(packTable(basic), bits...), nil
}

// packTable writes the lists of a table.
func packTable(list []entry) []byte {
	classes := stretches(list, func(r rune) (rune, bool) { return rune(list[r].class), list[r].class != 0 }, 0)
	folds := stretches(list, func(r rune) (rune, bool) { return list[r].fold, list[r].fold != r }, 1)
	return appendList(appendList(nil, classes, false), folds, true)
}

// stretches joins neighbours that have something, the next one's value being
// step more.
func stretches(list []entry, value func(rune) (rune, bool), step rune) []stretch {
	var out []stretch
	for r := range rune(len(list)) {
		v, has := value(r)
		if !has {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].hi == r-1 && out[n].value+step*(r-out[n].lo) == v {
			out[n].hi = r
			continue
		}
		out = append(out, stretch{r, r, v})
	}
	return out
}

func appendList(b []byte, list []stretch, zigzag bool) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	next := rune(0)
	for _, s := range list {
		b = binary.AppendUvarint(b, uint64(s.lo-next))
		next = s.hi + 1
	}
	for _, s := range list {
		b = binary.AppendUvarint(b, uint64(s.hi-s.lo))
	}
	last := rune(0)
	for _, s := range list {
		if zigzag {
			b = binary.AppendVarint(b, int64(s.value-last))
			last = s.value
		} else {
			b = binary.AppendUvarint(b, uint64(s.value))
		}
	}
	return b
}

// Pinyin returns the usual readings of ideographs.
func Pinyin() []byte {
	var chars []rune
	for r := rune(firstIdeograph); r <= lastIdeograph; r++ {
		if analysis.Fold(string(r)) == string(r) {
			chars = append(chars, r)
		}
	}
	of := make([]string, len(chars))
	for i, r := range chars {
		of[i] = pinyin.Syllables(string(r))[0]
	}
	syllables := slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(of), ""))))
	names := strings.Join(syllables, " ")
	b := append(binary.AppendUvarint(nil, uint64(len(names))), names...)
	var low []byte
	for _, s := range of {
		n, _ := slices.BinarySearch(syllables, s)
		b, low = append(b, byte(n>>8)), append(low, byte(n))
	}
	return append(b, low...)
}

// base64Deflate compresses data and writes it in letters.
func base64Deflate(data []byte) (string, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(data); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}
