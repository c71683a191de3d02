package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// readings writes pinyin.txt: a line for each syllable, then the characters
// whose first reading it is.
func readings() []byte {
	by := map[string][]rune{}
	for r, all := range pinyin.PinyinDict {
		first, _, _ := strings.Cut(all, ",")
		s := spelling(first)
		by[s] = append(by[s], rune(r))
	}
	var b bytes.Buffer
	b.WriteString("# The first reading of each character. Made by go generate: do not edit.\n")
	b.WriteString("# From go-pinyin, Copyright (c) 2016 mozillazg, 闲耘, MIT licence: see NOTICE.\n")
	for _, s := range slices.Sorted(maps.Keys(by)) {
		slices.Sort(by[s])
		fmt.Fprintf(&b, "%s %s\n", s, string(by[s]))
	}
	return b.Bytes()
}

// spelling returns a syllable as it is typed: without its tone, ü as v.
func spelling(syllable string) string {
	s := strings.ReplaceAll(norm.NFD.String(syllable), "u\u0308", "v")
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, s)
}
