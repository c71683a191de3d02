package main

import (
	"fmt"
	"maps"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"
)

// folder computes the search form of a character from the Unicode tables and
// the dictionaries; package analysis states its rules.
type folder struct {
	han map[rune]rune
}

// own are simplifications and unifications that the dictionaries lack: 檇, the
// traditional form of 槜 (通用规范汉字表 no. 7784); two forms that old typefaces
// have; and the simplified radicals that text copied out of PDF files has in
// place of the characters they look like, for which Unicode has no mapping.
const own = "檇槜靑青淸清" +
	"⺟母⺠民⻁虎⻄西⻅见⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食" +
	"⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"

// newFolder joins the dictionaries: simplified characters, and regional variants
// of which those say nothing. A variant that GB 2312 has is a mainland
// character in its own right (著, 么) and stays.
func newFolder(o openCC) folder {
	han := map[rune]rune{}
	for k, v := range o.variants {
		if s, ok := o.simplified[v]; ok {
			v = s // Hong Kong's 捝 is 挩, which simplifies to 捝
		}
		if !inGB2312(k) {
			han[k] = v
		}
	}
	maps.Copy(han, o.simplified)
	pairs := []rune(own)
	for i := 0; i < len(pairs); i += 2 {
		han[pairs[i]] = pairs[i+1]
	}
	return folder{han}
}

func inGB2312(r rune) bool {
	_, err := simplifiedchinese.HZGB2312.NewEncoder().String(string(r))
	return err == nil
}

// fold returns the search form of r: the steps again and again until none
// changes anything, so that a folded character folds to itself.
func (f folder) fold(r rune) (rune, error) {
	for range 8 {
		next := f.step(r)
		if next == r {
			return r, nil
		}
		r = next
	}
	return 0, fmt.Errorf("%U does not settle", r)
}

// step applies each rule once.
func (f folder) step(r rune) rune {
	if !enclosed(r) {
		r = single(norm.NFKC, r)
	}
	r = unicode.ToLower(r)
	if unicode.IsLetter(r) {
		r = unmarked(r)
	}
	if s, ok := f.han[r]; ok {
		r = s
	}
	return r
}

// enclosed reports whether r is of the blocks of circled, bracketed and squared
// characters and pictures. They mark items (①5个村 is not 15个村).
func enclosed(r rune) bool {
	return 0x2460 <= r && r <= 0x24FF || 0x2700 <= r && r <= 0x27BF ||
		0x3200 <= r && r <= 0x32FF || 0x1F100 <= r && r <= 0x1F1FF
}

// single returns r's normal form where that is one character, else r.
func single(form norm.Form, r rune) rune {
	if !utf8.ValidRune(r) {
		return r
	}
	s := form.String(string(r))
	if n, size := utf8.DecodeRuneInString(s); size == len(s) {
		return n
	}
	return r
}

// unmarked returns the letter that r is made of where its canonical
// decomposition adds only marks of U+0300–036F, which are skipped in text.
func unmarked(r rune) rune {
	parts := []rune(norm.NFD.String(string(r)))
	for _, p := range parts[1:] {
		if p < 0x300 || p > 0x36F {
			return r
		}
	}
	return parts[0]
}
