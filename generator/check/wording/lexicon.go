package wording

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/coregx/ahocorasick"

	"touyan/generator/diag"
)

// Entry is one wrong form of a lexicon.
type Entry struct {
	Wrong string
	// Right are the forms to choose from; one, as a rule. Reason and Source say why,
	// and who says so.
	Right          []string
	Reason, Source string
	// Exceptions are longer words that Wrong is rightly part of.
	Exceptions []string
	// Before and After are what must stand directly before and after Wrong, one of
	// each where there are any.
	Before, After []string
	// Safe says that Right may be written without a person looking at it.
	Safe bool
	// Severity is what the finding weighs.
	Severity diag.Severity
	// Off says that the form is not looked for.
	Off bool
	// Pos is where it is written.
	Pos diag.Position
}

// Lexicon finds wrong forms. It may be used by many goroutines.
type Lexicon struct {
	entries []Entry
	// build makes what finds them, at the first use: the command often ends before.
	build func() *index
	// traditional are the characters that simplified text does not have.
	traditional func() *hanSet
	// scans are those whose memory can be used again.
	scans sync.Pool
}

//go:embed words.yaml
var builtin []byte

// BuiltIn returns the entries that touyan has by itself.
func BuiltIn() ([]Entry, diag.List) { return Parse("words.yaml", builtin) }

// NewLexicon returns the lexicon of several sets of entries. Of two entries with
// one wrong form the later counts.
func NewLexicon(sets ...[]Entry) *Lexicon {
	l := &Lexicon{}
	at := map[string]int{}
	for _, set := range sets {
		for _, e := range set {
			if i, ok := at[e.Wrong]; ok {
				l.entries[i] = e
				continue
			}
			at[e.Wrong] = len(l.entries)
			l.entries = append(l.entries, e)
		}
	}
	l.build = sync.OnceValue(func() *index { return newIndex(l.entries) })
	l.traditional = sync.OnceValue(traditionalSet)
	return l
}

// Len returns how many wrong forms there are.
func (l *Lexicon) Len() int { return len(l.entries) }

// index finds entries by their first two characters: an automaton of 20,000 whole
// forms takes five times as long to make and three times the memory.
type index struct {
	automaton *ahocorasick.Automaton
	// byKey are the entries of each key, the longest first.
	byKey [][]*Entry
}

func newIndex(entries []Entry) *index {
	x := &index{}
	at := map[string]int{}
	var keys []string
	for i := range entries {
		e := &entries[i]
		if e.Off || e.Wrong == "" {
			continue
		}
		key := head(e.Wrong)
		k, ok := at[key]
		if !ok {
			k = len(keys)
			at[key] = k
			keys = append(keys, key)
			x.byKey = append(x.byKey, nil)
		}
		x.byKey[k] = append(x.byKey[k], e)
	}
	for _, list := range x.byKey {
		slices.SortStableFunc(list, func(a, b *Entry) int { return len(b.Wrong) - len(a.Wrong) })
	}
	if len(keys) > 0 {
		// The library fails for want of patterns alone.
		x.automaton, _ = ahocorasick.NewBuilder().AddStrings(keys).Build()
	}
	return x
}

// head returns the first two characters of a form, or all there are.
func head(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	_, m := utf8.DecodeRuneInString(s[n:])
	return s[:n+m]
}

// match is an entry found at a byte of the text.
type match struct {
	start int
	entry *Entry
}

// find returns what is found in a text from left to right, of overlapping matches
// the one that begins first, of those that begin together the longest.
func (l *Lexicon) find(text string) []match {
	x := l.build()
	if x.automaton == nil {
		return nil
	}
	var list []match
	for _, m := range x.automaton.FindAllOverlapping([]byte(text)) {
		for _, e := range x.byKey[m.PatternID] {
			if e.at(text, m.Start) {
				list = append(list, match{m.Start, e})
				break
			}
		}
	}
	sort.SliceStable(list, func(a, b int) bool {
		if list[a].start != list[b].start {
			return list[a].start < list[b].start
		}
		return len(list[a].entry.Wrong) > len(list[b].entry.Wrong)
	})
	end, kept := 0, list[:0]
	for _, m := range list {
		if m.start >= end {
			kept = append(kept, m)
			end = m.start + len(m.entry.Wrong)
		}
	}
	return kept
}

// at reports whether the entry is meant at a byte of a text.
func (e *Entry) at(text string, start int) bool {
	before, rest := text[:start], text[start:]
	if !strings.HasPrefix(rest, e.Wrong) {
		return false
	}
	after := rest[len(e.Wrong):]
	if cutsWord(before, e.Wrong) || cutsWord(e.Wrong, after) {
		return false
	}
	if len(e.Before) > 0 && !slices.ContainsFunc(e.Before, func(s string) bool { return strings.HasSuffix(before, s) }) {
		return false
	}
	if len(e.After) > 0 && !slices.ContainsFunc(e.After, func(s string) bool { return strings.HasPrefix(after, s) }) {
		return false
	}
	return !slices.ContainsFunc(e.Exceptions, func(word string) bool { return within(word, e.Wrong, before, after) })
}

// within reports whether a word that contains the wrong form stands there.
func within(word, wrong, before, after string) bool {
	for i := 0; ; {
		k := strings.Index(word[i:], wrong)
		if k < 0 {
			return false
		}
		k += i
		if strings.HasSuffix(before, word[:k]) && strings.HasPrefix(after, word[k+len(wrong):]) {
			return true
		}
		i = k + 1
	}
}

// cutsWord reports whether a Latin word or a number goes on from a to b.
func cutsWord(a, b string) bool {
	return a != "" && b != "" && alphanumeric(a[len(a)-1]) && alphanumeric(b[0])
}

func alphanumeric(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}

// code returns the code that the entry is found under.
func (e *Entry) code() string {
	if e.Severity == diag.Hint {
		return "word-form"
	}
	return "wrong-word"
}

// joined lists forms to choose from.
func joined(forms []string) string { return strings.Join(forms, "、") }
