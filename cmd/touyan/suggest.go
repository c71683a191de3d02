package main

import (
	"strings"

	"touyan/generator/strict"
)

// names returns the names of the commands that begin with a prefix.
func names(prefix string) []string {
	var out []string
	for _, c := range commands() {
		if strings.HasPrefix(c.name, prefix) {
			out = append(out, c.name)
		}
	}
	return out
}

// nearestFlag returns the known flag nearest to what was typed, or "".
func nearestFlag(typed string, known []flag) string {
	name := strings.TrimLeft(typed, "-")
	var all []string
	for _, f := range known {
		all = append(all, f.name)
	}
	if best := nearest(name, all); best != "" {
		return "--" + best
	}
	return ""
}

// nearest returns the choice most like the word, or "" where even that one has
// less than half of the word's letters and so is not what was meant.
func nearest(word string, choices []string) string {
	best := strict.Nearest(word, choices)
	letters := strings.Split(strings.ToLower(best), "")
	shared := 0
	for _, r := range strings.ToLower(word) {
		for i, l := range letters {
			if l == string(r) {
				letters[i] = ""
				shared++
				break
			}
		}
	}
	if 2*shared < max(len([]rune(word)), len(letters)) {
		return ""
	}
	return best
}
