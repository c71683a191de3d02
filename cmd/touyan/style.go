package main

import (
	"strings"

	"golang.org/x/text/width"

	"touyan/generator/diag"
)

// style marks text for a terminal, or leaves it alone in a pipe.
type style struct{ on bool }

func (s style) mark(code, text string) string {
	if !s.on || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s style) bold(text string) string   { return s.mark("1", text) }
func (s style) dim(text string) string    { return s.mark("2", text) }
func (s style) red(text string) string    { return s.mark("31", text) }
func (s style) yellow(text string) string { return s.mark("33", text) }

// severity returns what marks findings of a severity.
func (s style) severity(v diag.Severity) func(string) string {
	switch v {
	case diag.Error:
		return s.red
	case diag.Warning:
		return s.yellow
	}
	return s.dim
}

// hit marks a word that was searched for: bold on a terminal, in brackets
// elsewhere, so that it is never lost.
func (s style) hit(text string) string {
	if s.on {
		return s.mark("1;33", text)
	}
	return "【" + text + "】"
}

// columns returns how many columns a terminal gives the text: two for a Han
// character.
func columns(text string) int {
	n := 0
	for _, r := range text {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// pad returns the text filled with spaces up to n columns.
func pad(text string, n int) string {
	return text + strings.Repeat(" ", max(0, n-columns(text)))
}

// padLeft is pad with the spaces before the text.
func padLeft(text string, n int) string {
	return strings.Repeat(" ", max(0, n-columns(text))) + text
}

// widest returns the columns of the widest text.
func widest(texts []string) int {
	n := 0
	for _, t := range texts {
		n = max(n, columns(t))
	}
	return n
}

// clip cuts the text so that it takes at most n columns.
func clip(text string, n int) string {
	used := 0
	for i, r := range text {
		used += columns(string(r))
		if used > n {
			return text[:i]
		}
	}
	return text
}
