// Package pinyin reads Chinese characters aloud, in the letters that people
// type: without tones, ü as v (绿 is lv).
//
// A character is read as the phrase it stands in says (重庆 is chong qing, 尊重
// zun zhong), else by its usual reading. Phrases are found from the end of the
// text to its start, the longest that ends at each place: of 社区长效 that takes
// 长效, not 区长. Both simplified and traditional characters have readings, but
// phrases are written in simplified ones, so fold text first.
//
// # Files
//
// pinyin.txt holds the usual reading of some 42,000 characters: a line for each
// syllable, then a space and the characters read so. It is generated from the
// module go-pinyin, whose own map would cost each start of the program 3 ms and
// 1.8 MB whether or not it is used. phrases.txt is kept by hand and says how it is
// written. Both are decoded when a reading is first asked for, once.
package pinyin

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"touyan/generator/search/analysis/internal/runemap"
)

var (
	//go:embed pinyin.txt
	pinyinText string
	//go:embed phrases.txt
	phrasesText string
)

// Syllables returns the likeliest reading of each character of s, and "" for a
// character that has none.
func Syllables(s string) []string {
	readings := Readings(s)
	syllables := make([]string, len(readings))
	for i, r := range readings {
		if len(r) > 0 {
			syllables[i] = r[0]
		}
	}
	return syllables
}

// Readings returns the readings of each character of s, the likeliest first:
// several where the character has several and no phrase decides, none where it is
// not a Chinese character. What it returns must not be changed.
func Readings(s string) [][]string {
	d := dictionary()
	text := []rune(s)
	all := make([][]string, len(text))
	for end := len(text); end > 0; {
		if n := d.phrase(text[:end], all[:end]); n > 0 {
			end -= n
			continue
		}
		end--
		all[end] = d.of[d.char.At(text[end])]
	}
	return all
}

// dict holds the readings; it is only read once made.
type dict struct {
	// of holds each list of readings once; the first is empty.
	of [][]string
	// char finds the list of a character.
	char *runemap.Map[uint16]
	// phrases holds for each phrase the lists of its characters; longest is the
	// greatest number of characters in one.
	phrases map[string][][]string
	longest int
}

// phrase writes the readings of the longest phrase that ends text to the end of
// all and returns its number of characters, or 0.
func (d *dict) phrase(text []rune, all [][]string) int {
	for n := min(d.longest, len(text)); n > 1; n-- {
		if lists, ok := d.phrases[string(text[len(text)-n:])]; ok {
			return copy(all[len(all)-n:], lists)
		}
	}
	return 0
}

var dictionary = sync.OnceValue(func() *dict { return decode(pinyinText, phrasesText) })

// decode reads the two files, which are compiled in and which a test reads, so
// that no fault is looked for here.
func decode(usual, phrases string) *dict {
	d := &dict{of: [][]string{nil}, char: runemap.New[uint16](), phrases: map[string][][]string{}}
	single := map[string][]string{}
	for syllable, chars := range lines(usual) {
		list := []string{syllable}
		single[syllable] = list
		d.of = append(d.of, list)
		for _, r := range chars {
			d.char.Set(r, uint16(len(d.of)-1))
		}
	}
	for key, syllables := range lines(phrases) {
		spoken := strings.Fields(syllables)
		if n := utf8.RuneCountInString(key); n > 1 {
			lists := make([][]string, n)
			for i, s := range spoken {
				lists[i] = single[s]
			}
			d.phrases[key], d.longest = lists, max(d.longest, n)
			continue
		}
		r, _ := utf8.DecodeRuneInString(key)
		d.of = append(d.of, spoken)
		d.char.Set(r, uint16(len(d.of)-1))
	}
	return d
}

// lines yields each line's first word and the rest, comments left out.
func lines(text string) func(yield func(first, rest string) bool) {
	return func(yield func(first, rest string) bool) {
		for line := range strings.Lines(text) {
			if first, rest, ok := strings.Cut(strings.TrimSpace(line), " "); ok && first != "#" {
				if !yield(first, rest) {
					return
				}
			}
		}
	}
}
