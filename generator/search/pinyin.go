package search

import (
	"context"
	"slices"
	"strings"

	"touyan/generator/search/analysis"
	"touyan/generator/search/analysis/pinyin"
)

// Pinyin leads from letters to the Han text that they mean, which is then
// searched and marked as if it had been typed. The shards have the dictionary:
// a key is a letter, what is typed, a zero byte, and the text meant, for every
// stretch of up to maxSyllables characters of a name, with the number of
// documents that have it:
//
//	y zuili NUL 槜李
//	z zl NUL 槜李
//
// Letters that end with a syllable are found exactly; half-typed ones by prefix;
// longer ones piece by piece.
const (
	maxSyllables = 3
	maxInitials  = 4
)

// typedKeys returns the keys of both kinds that a document has, each once, in
// order of appearance.
func (d *Document) typedKeys() []string {
	var keys []string
	seen := map[string]bool{}
	add := func(letter string) func(string) {
		return func(term string) {
			if key := letter + term; !seen[key] {
				seen[key] = true
				keys = append(keys, key)
			}
		}
	}
	full, initials := add(keyPinyin), add(keyInitials)
	for i := range d.Parts {
		if d.Parts[i].Field.named() {
			pinyinTerms(d.Parts[i].Text, full, initials)
		}
	}
	return keys
}

// pinyinTerms visits the terms of a name.
func pinyinTerms(text string, full, initials func(term string)) {
	folded := []rune(analysis.Fold(text))
	readings := pinyin.Readings(string(folded))
	for from := range readings {
		eachWay(readings[from:], func(syllables []string) {
			letters, firsts := "", ""
			for k, s := range syllables {
				letters, firsts = letters+s, firsts+s[:1]
				meant := "\x00" + string(folded[from:from+k+1])
				if k < maxSyllables {
					full(letters + meant)
				}
				if k > 0 {
					initials(firsts + meant)
				}
			}
		})
	}
}

// maxOthers bounds the further ways in which one stretch is read.
const maxOthers = 2

// eachWay visits the likeliest way to read the characters that readings begins
// with, up to the first that has no reading, and then others that differ in one
// character. v, which stands for ü, may be typed as u.
func eachWay(readings [][]string, visit func([]string)) {
	var way []string
	for _, r := range readings[:min(len(readings), maxInitials)] {
		if len(r) == 0 {
			break
		}
		way = append(way, r[0])
	}
	if len(way) == 0 {
		return
	}
	visit(way)
	others := 0
	for i, usual := range way {
		options := readings[i][1:]
		if strings.Contains(usual, "v") {
			options = append([]string{strings.ReplaceAll(usual, "v", "u")}, options...)
		}
		for _, o := range options {
			if others++; others > maxOthers {
				return
			}
			way[i] = o
			visit(way)
			way[i] = usual
		}
	}
}

// minPinyin is the least number of letters that are looked up as pinyin, maxMeant
// how many readings of them are followed, and maxScan how many terms a half-typed
// one is looked for in.
const (
	minPinyin = 2
	maxMeant  = 24
	maxScan   = 500
)

// meant returns the Han texts that letters may stand for, those in most
// documents first: each a list of pieces that follow one another.
func (x *Index) meant(ctx context.Context, letters string) ([][]string, error) {
	if len(letters) < minPinyin || strings.ContainsFunc(letters, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return nil, nil
	}
	first, rest, err := x.piece(ctx, letters)
	if err != nil || len(first) == 0 {
		return nil, err
	}
	var out [][]string
	if rest == "" {
		for _, han := range first {
			out = append(out, []string{han})
		}
		return out, nil
	}
	// Of letters in several pieces the likeliest text of each is followed.
	way := []string{first[0]}
	for rest != "" {
		if first, rest, err = x.piece(ctx, rest); err != nil || len(first) == 0 {
			return nil, err
		}
		way = append(way, first[0])
	}
	return append(out, way), nil
}

// piece takes as many letters as one dictionary entry has off the front. All of
// them may be a half-typed entry.
func (x *Index) piece(ctx context.Context, letters string) (meant []string, rest string, err error) {
	count := map[string]int{}
	for _, key := range []string{keyPinyin, keyInitials} {
		if err := x.entries(ctx, key, letters, true, count); err != nil {
			return nil, "", err
		}
	}
	if len(count) == 0 {
		if err := x.entries(ctx, keyPinyin, letters, false, count); err != nil {
			return nil, "", err
		}
	}
	if len(count) > 0 {
		return commonest(count), "", nil
	}
	for n := min(len(letters)-1, 6*maxSyllables); n > 0; n-- {
		if err := x.entries(ctx, keyPinyin, letters[:n], true, count); err != nil {
			return nil, "", err
		}
		if len(count) > 0 {
			return commonest(count), letters[n:], nil
		}
	}
	return nil, "", nil
}

// entries adds the documents of each text that the letters mean: those of which
// they are the whole entry, or those whose entry begins with them.
func (x *Index) entries(ctx context.Context, key, letters string, whole bool, count map[string]int) error {
	prefix := key + letters
	if whole {
		prefix += "\x00"
	}
	n := 0
	err := x.typed.Prefix(prefix, func(key string, documents int) bool {
		_, han, _ := strings.Cut(key, "\x00")
		count[han] += documents
		n++
		return n < maxScan
	})
	if err != nil {
		return err
	}
	return ctx.Err()
}

// commonest returns the texts that are in most documents, at most maxMeant. One
// that only continues another is left out: the shorter finds it too.
func commonest(count map[string]int) []string {
	texts := make([]string, 0, len(count))
	for t := range count {
		if !continues(t, count) {
			texts = append(texts, t)
		}
	}
	slices.SortFunc(texts, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	return texts[:min(len(texts), maxMeant)]
}

// continues reports whether a text begins with another one of a set.
func continues(text string, set map[string]int) bool {
	for i := range text {
		if _, ok := set[text[:i]]; ok && i > 0 {
			return true
		}
	}
	return false
}
