package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxQuery is how many characters of a query are looked at; pasting a page in
// still finds it.
const maxQuery = 2000

// query is a reader's input, taken apart.
//
// The language has four forms and everything else is text, so that no input is
// a mistake:
//
//	words             documents with most of them, the best first
//	"exact phrase"    only documents with just this (also “…” and 「…」)
//	-word -"phrase"   only documents without it
//	类型:党建联盟       only documents with this value of a facet; the facet by its
//	                  name in the site's words or in English
type query struct {
	// input is what is looked at of what was typed.
	input   string
	words   []typedText
	phrases []typedText
	without []string
	filters map[string][]string
}

// typedText is a stretch of the input, with the byte offset where it begins there.
type typedText struct {
	text string
	at   int
}

// quotes are the pairs that mark a phrase.
var quotes = map[rune]rune{'"': '"', '“': '”', '「': '」', '＂': '＂'}

// parseQuery takes input apart. names leads from a facet's name to its id.
func parseQuery(input string, names map[string]string) query {
	input = firstRunes(strings.ToValidUTF8(input, "\uFFFD"), maxQuery)
	q := query{input: input, filters: map[string][]string{}}
	for {
		input = strings.TrimLeftFunc(input, unicode.IsSpace)
		if input == "" {
			return q
		}
		input = q.next(input, names)
	}
}

// next takes one form off the front.
func (q *query) next(input string, names map[string]string) (rest string) {
	at := len(q.input) - len(input)
	if text, rest, ok := cutQuoted(input); ok {
		if _, size := utf8.DecodeRuneInString(input); strings.TrimSpace(text) != "" {
			q.phrases = append(q.phrases, typedText{text, at + size})
		}
		return rest
	}
	if r, size := utf8.DecodeRuneInString(input); r == '-' || r == '－' {
		if text, rest, ok := cutQuoted(input[size:]); ok {
			q.without = appendText(q.without, text)
			return rest
		}
		if text, rest := cutWord(input[size:]); text != "" {
			q.without = appendText(q.without, text)
			return rest
		}
	}
	if id, value, rest, ok := cutFilter(input, names); ok {
		q.filters[id] = append(q.filters[id], value)
		return rest
	}
	word, rest := cutWord(input)
	q.words = append(q.words, typedText{word, at})
	return rest
}

func appendText(list []string, text string) []string {
	if strings.TrimSpace(text) == "" {
		return list
	}
	return append(list, text)
}

// cutQuoted takes a quoted text off the front; an unclosed quote is no quote.
func cutQuoted(s string) (text, rest string, ok bool) {
	open, size := utf8.DecodeRuneInString(s)
	end, ok := quotes[open]
	if !ok {
		return "", s, false
	}
	text, rest, ok = strings.Cut(s[size:], string(end))
	return text, rest, ok
}

// cutWord takes what stands before the next space or opening quote off the
// front, at least one character where there is one.
func cutWord(s string) (word, rest string) {
	for i, r := range s {
		if unicode.IsSpace(r) {
			return s[:i], s[i:]
		}
		if _, quote := quotes[r]; quote && i > 0 {
			if _, _, ok := cutQuoted(s[i:]); ok {
				return s[:i], s[i:]
			}
		}
	}
	return s, ""
}

// cutFilter takes name:value off the front where name is a facet's.
func cutFilter(s string, names map[string]string) (id, value, rest string, ok bool) {
	i := strings.IndexAny(s, ":：")
	if i <= 0 {
		return "", "", s, false
	}
	id, ok = names[strings.ToLower(s[:i])]
	if !ok {
		return "", "", s, false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	if value, rest, ok = cutQuoted(s[i+size:]); !ok {
		value, rest = cutWord(s[i+size:])
	}
	return id, value, rest, value != ""
}

// firstRunes returns the first n characters of a text.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
