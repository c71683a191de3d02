package pinyin_test

import (
	_ "embed"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"touyan/generator/search/analysis"
	"touyan/generator/search/analysis/pinyin"
)

func TestSyllables(t *testing.T) {
	for text, want := range map[string]string{
		"槜李之乡":     "zui li zhi xiang",
		"蚌埠市单县":    "beng bu shi shan xian",
		"三重一大":     "san zhong yi da",
		"重温入党誓词":   "chong wen ru dang shi ci",
		"集体经济薄弱":   "ji ti jing ji bo ruo",
		"女略绿":      "nv lve lv",
		"黨建":       "dang jian",
		"双重点":      "shuang zhong dian",
		"银行为企业":    "yin hang wei qi ye",
		"农村长期":     "nong cun chang qi",
		"村长、行长":    "cun zhang  hang zhang",
		"〇五号a":     "ling wu hao ",
		"党参与党员参与":  "dang can yu dang yuan can yu",
		"为了解决项目的事": "wei le jie jue xiang mu de shi",
	} {
		if got := strings.Join(pinyin.Syllables(text), " "); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

//go:embed phrases.txt
var phrases string

// TestPhrases finds slips in the file kept by hand: a syllable too many or
// mistyped, a character that folded text does not have, a phrase twice.
func TestPhrases(t *testing.T) {
	known := map[string]bool{}
	for r := rune(0x4E00); r < 0xA000; r++ {
		known[pinyin.Syllables(string(r))[0]] = true
	}
	seen := map[string]bool{}
	for i, line := range strings.Split(strings.TrimSuffix(phrases, "\n"), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		words := strings.Split(line, " ")
		key, spoken := words[0], words[1:]
		n := utf8.RuneCountInString(key)
		if n > 1 && len(spoken) != n {
			t.Errorf("line %d: %s has %d characters and %d syllables", i+1, key, n, len(spoken))
		}
		if seen[key] {
			t.Errorf("line %d: %s is there already", i+1, key)
		}
		seen[key] = true
		if analysis.Fold(key) != key {
			t.Errorf("line %d: %s is never met in folded text", i+1, key)
		}
		for _, s := range spoken {
			if !known[s] {
				t.Errorf("line %d: no character is read %s", i+1, s)
			}
		}
		if n > 1 && !slices.Equal(pinyin.Syllables(key), spoken) {
			t.Errorf("line %d: %s is read %v", i+1, key, pinyin.Syllables(key))
		}
	}
}

// TestEveryCommonCharacterHasAReading takes those of GB 2312.
func TestEveryCommonCharacterHasAReading(t *testing.T) {
	for r := rune(0x4E00); r < 0xA000; r++ {
		_, err := simplifiedchinese.HZGB2312.NewEncoder().String(string(r))
		if err == nil && pinyin.Syllables(string(r))[0] == "" {
			t.Errorf("%c has none", r)
		}
	}
}

// BenchmarkFirst is what the first reading costs a process.
func BenchmarkFirst(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		pinyin.Load()
	}
}
