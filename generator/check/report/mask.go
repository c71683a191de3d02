package report

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"touyan/generator/check"
	"touyan/generator/prose"
)

// The most characters that a mask leaves at either end, and which part of the whole
// they are at most.
const (
	shownHead, shownTail = 3, 2
	shownPart            = 4
)

// Mask returns text with all but its ends hidden: as many bytes and UTF-16 code units
// as before, so that places in it stay right. Line ends stand.
func Mask(text string) string {
	runes := []rune(text)
	head, tail := min(shownHead, len(runes)/shownPart), min(shownTail, len(runes)/shownPart)
	var b strings.Builder
	for i, r := range runes {
		switch n := utf8.RuneLen(r); {
		case i < head, i >= len(runes)-tail, r == '\n':
			b.WriteRune(r)
		case n == 1:
			b.WriteByte('*')
		case n == 2:
			b.WriteRune('×')
		case n == 4:
			b.WriteString("＊*")
		default:
			b.WriteRune('＊')
		}
	}
	return b.String()
}

// stretch returns the bytes of the file that a finding is about; false where it names
// only a place or the whole file.
func stretch(f check.Finding, file *prose.File) (prose.Range, bool) {
	if file == nil || f.Start < 0 || f.End < f.Start || f.End > len(file.Text) || f.End == 0 {
		return prose.Range{}, false
	}
	return prose.Range{Start: f.Start, End: f.End}, true
}

// secrets returns what of a file must not be shown, in order. A secret that has a
// place and no stretch takes the rest of its line.
func secrets(file *prose.File, list []check.Finding) []prose.Range {
	var out []prose.Range
	for _, f := range list {
		if !f.Secret {
			continue
		}
		at, ok := stretch(f, file)
		if !ok && f.Pos.Line > 0 {
			at.Start = file.Offset(f.Pos)
			rest, _, _ := strings.Cut(file.Text[at.Start:], "\n")
			at.End = at.Start + len(rest)
		}
		if at.End > at.Start {
			out = append(out, at)
		}
	}
	slices.SortFunc(out, func(a, b prose.Range) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return join(out)
}

// join makes one range of those that touch, so that no part of one is taken for the
// end of another that may stand.
func join(list []prose.Range) []prose.Range {
	var out []prose.Range
	for _, r := range list {
		if n := len(out); n > 0 && r.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, r.End)
			continue
		}
		out = append(out, r)
	}
	return out
}

// Veil returns a file as it may be shown: what its findings say is secret is masked, and
// every byte keeps its place.
func Veil(file *prose.File, list []check.Finding) *prose.File {
	hidden := secrets(file, list)
	if len(hidden) == 0 {
		return file
	}
	var b strings.Builder
	at := 0
	for _, r := range hidden {
		b.WriteString(file.Text[at:r.Start])
		b.WriteString(Mask(file.Text[r.Start:r.End]))
		at = r.End
	}
	b.WriteString(file.Text[at:])
	return prose.NewFile(file.Path, []byte(b.String()))
}

// Masked returns findings with nothing in their arguments that is secret; source returns
// a file by its path, nil where it cannot be read.
func Masked(list []check.Finding, source func(string) *prose.File) []check.Finding {
	out := slices.Clone(list)
	for from, to := range byFile(list) {
		file := source(list[from].Pos.File)
		if file == nil {
			continue
		}
		hide := replacer(file, list[from:to])
		for i := from; i < to; i++ {
			out[i].Args = arguments(out[i].Args, hide)
		}
	}
	return out
}

// byFile yields the bounds of the findings of each file, which follow one another.
func byFile(list []check.Finding) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for from := 0; from < len(list); {
			to := from + 1
			for to < len(list) && list[to].Pos.File == list[from].Pos.File {
				to++
			}
			if !yield(from, to) {
				return
			}
			from = to
		}
	}
}

// replacer hides what is secret in a file wherever it turns up in words.
func replacer(file *prose.File, list []check.Finding) *strings.Replacer {
	var pairs []string
	for _, r := range secrets(file, list) {
		text := file.Text[r.Start:r.End]
		pairs = append(pairs, text, Mask(text))
		if plain := plain(text); len(plain) >= leastPlain {
			pairs = append(pairs, plain, Mask(plain))
		}
	}
	return strings.NewReplacer(pairs...)
}

// leastPlain is how many bytes of letters and digits are a secret in themselves.
const leastPlain = 6

// plain returns the letters and digits of a text in their usual width, as a check that
// saw through separators may quote them.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, norm.NFKC.String(text))
}

// arguments are a finding's, as texts, with nothing in them that is to be hidden.
func arguments(args []any, hide *strings.Replacer) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = hide.Replace(fmt.Sprint(a))
	}
	return out
}
