package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"touyan/generator/search/analysis"
)

// excerptRunes is about how long an excerpt is.
const excerptRunes = 90

// span is a stretch of text, by byte offsets.
type span struct{ from, to int }

// headingShare is what the marks of a heading are worth beside those of a text.
const headingShare = 0.01

// excerpt chooses the stretch of a document that shows the most of what was
// asked, with its anchor and heading; where only headings have some of it, the
// beginning of the section below the best. A name is followed by how the page
// begins.
func excerpt(d *stored, marks []string) ([]Fragment, string, string) {
	simple := !slices.ContainsFunc(marks, func(m string) bool { return !oneRun(m) })
	best, bestHits, bestStart, bestValue := -1, []mark(nil), 0, 0.0
	for i := range d.Parts {
		p := &d.Parts[i]
		if p.Field == Title {
			continue // shown with every result
		}
		hits := findMarks(p.Text, marks, simple && d.exact[i])
		start, value := window(hits, p.Text)
		if p.Field == Practice {
			value *= 1.2 // what can be copied is what readers look for
		}
		if len(hits) == 0 && p.Text != "" {
			_, value = window(findMarks(p.Section, marks, false), p.Section)
			start, value = 0, value*headingShare
		}
		if value > bestValue {
			best, bestHits, bestStart, bestValue = i, hits, start, value
		}
	}
	if best < 0 {
		return opening(&d.Document), "", ""
	}
	p := &d.Parts[best]
	out := cut(p.Text, bestStart, bestHits)
	if p.Field.named() && p.Anchor == "" {
		// A name alone, such as a problem's, says little of the page.
		if begin := opening(&d.Document); len(begin) > 0 {
			out = append(append(out, Fragment{Text: " · "}), begin...)
		}
	}
	return out, p.Anchor, p.Section
}

// opening is how a page begins, the excerpt where nothing but the title matched.
func opening(d *Document) []Fragment {
	for _, f := range []Field{Summary, Body} {
		for i := range d.Parts {
			if d.Parts[i].Field == f && d.Parts[i].Text != "" {
				return cut(d.Parts[i].Text, 0, nil)
			}
		}
	}
	return nil
}

// mark is an occurrence of the n-th mark.
type mark struct {
	span
	n int
}

// findMarks returns where a text has the folded marks, in order. exact says that
// they can be looked for in the text as it stands.
func findMarks(text string, marks []string, exact bool) []mark {
	if len(marks) == 0 || text == "" {
		return nil
	}
	folded := text
	if !exact {
		folded = analysis.Fold(text)
	}
	var found []mark
	for n, m := range marks {
		for at := 0; m != ""; {
			i := strings.Index(folded[at:], m)
			if i < 0 {
				break
			}
			found = append(found, mark{span{at + i, at + i + len(m)}, n})
			_, size := utf8.DecodeRuneInString(folded[at+i:])
			at += i + size
		}
	}
	if folded != text {
		unfold(text, folded, found)
	}
	slices.SortFunc(found, func(a, b mark) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	return found
}

// unfold turns offsets in folded text into offsets in the text: the n-th
// character of the one is the n-th of the other.
func unfold(text, folded string, found []mark) {
	at := make([]int, len(folded)+1)
	j := 0
	for i := range folded {
		at[i] = j
		_, size := utf8.DecodeRuneInString(text[j:])
		j += size
	}
	at[len(folded)] = len(text)
	for i := range found {
		found[i].from, found[i].to = at[found[i].from], at[found[i].to]
	}
}

// repeated is what a mark is worth that stands in a window once more.
const repeated = 0.05

// window finds where a stretch of an excerpt's length should begin to hold the
// most of different marks, and how much that is worth. hits are in order.
func window(hits []mark, text string) (start int, value float64) {
	const width = excerptRunes * 3 // bytes: Han characters have three
	seen := map[int]int{}          // how often the marks of hits[i:end] are there
	end := 0
	for i, h := range hits {
		for ; end < len(hits) && hits[end].to <= h.from+width; end++ {
			seen[hits[end].n]++
		}
		if v := float64(len(seen)) + repeated*float64(end-i-len(seen)); v > value {
			start, value = h.from, v
		}
		if end == i { // longer than the window
			end++
		} else if seen[h.n]--; seen[h.n] == 0 {
			delete(seen, h.n)
		}
	}
	return sentence(text, start), value
}

// sentence moves a start back to where its sentence begins, if that is near, or
// else by a few characters.
func sentence(text string, start int) int {
	at := start
	for n := 0; at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if strings.ContainsRune("。！？；\n", r) {
			return at
		}
		if n == 24 {
			break
		}
		at -= size
	}
	return at
}

// spans joins those marks that are wanted where they overlap or touch.
func spans(hits []mark, wanted func(mark) bool) []span {
	var out []span
	for _, h := range hits {
		if !wanted(h) {
			continue
		}
		if n := len(out); n > 0 && h.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, h.to)
			continue
		}
		out = append(out, h.span)
	}
	return out
}

// cut makes the fragments of an excerpt that begins at start. A mark that would be
// cut off at its edge is not shown as one.
func cut(text string, start int, hits []mark) []Fragment {
	end, n := start, 0
	for end < len(text) && n < excerptRunes {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
		n++
	}
	var out []Fragment
	add := func(s string, hit bool) {
		if s = strings.ReplaceAll(s, "\n", " "); s != "" {
			out = append(out, Fragment{s, hit})
		}
	}
	if start > 0 {
		add("…", false)
	}
	at := start
	within := func(h mark) bool { return h.from >= start && h.to <= end }
	for _, h := range spans(hits, within) {
		add(text[at:h.from], false)
		add(text[h.from:h.to], true)
		at = h.to
	}
	add(text[at:end], false)
	if end < len(text) {
		add("…", false)
	}
	return out
}
