package engine

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"unicode/utf8"

	"touyan/generator/search/analysis"
)

// The classes of characters as the packed tables number them.
const (
	gap = iota + 1
	cjk
	word
	skip
	mark
)

// classOf finds a character's class by what the analysis does with it.
func classOf(c string) int {
	folded := analysis.Fold(c)
	for run := range analysis.Runs(folded) {
		if run.Han {
			return cjk
		}
		return word
	}
	class := gap
	analysis.Marks(folded, func(rune) { class = mark })
	runs := 0
	for range analysis.Runs("a" + folded + "b") {
		runs++
	}
	if runs == 1 {
		class = skip
	}
	return class
}

// expectation is what parts.mjs compares with.
type expectation struct {
	// Characters are stretches: first, last, distance of the search form, class.
	Characters [][4]int `json:"characters"`
	Texts      []text   `json:"texts"`
}

type text struct {
	Text   string   `json:"text"`
	Folded string   `json:"folded"`
	Terms  []string `json:"terms"`
	Marks  []string `json:"marks"`
}

func characters() [][4]int {
	var list [][4]int
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		c := string(r)
		form, _ := utf8.DecodeRuneInString(analysis.Fold(c))
		distance, class := int(form-r), classOf(c)
		if n := len(list) - 1; n >= 0 && list[n][1] == int(r)-1 && list[n][2] == distance && list[n][3] == class {
			list[n][1]++
			continue
		}
		list = append(list, [4]int{int(r), int(r), distance, class})
	}
	return list
}

// randomTexts mix what is special about text.
func randomTexts(n int) []text {
	pieces := []string{
		"党", "建", "聯", "盟", "村", "a", "B", "5", "0", ".", "，", " ", "\n", "\u200b", "\u00ad", "\u0301", "\ufe0f", "\U000e0100", "é", "ü", "①", "Ⅱ",
		"カ", "ｶ", "한", "ㄅ", "々", "〇", "α", "𝐀", "😀", "𠀀", "\ufffd", "\x00", "²", "㎡", "-", "Ａ", "．",
	}
	r := rand.New(rand.NewPCG(3, 4))
	var list []text
	for range n {
		s := ""
		for range r.IntN(14) {
			s += pieces[r.IntN(len(pieces))]
		}
		t := text{Text: s, Folded: analysis.Fold(s)}
		for run := range analysis.Runs(t.Folded) {
			if !run.Han {
				t.Terms = append(t.Terms, t.Folded[run.Start:run.End]) // as queries take it
				continue
			}
			for _, term := range analysis.Grams(t.Folded, run) {
				t.Terms = append(t.Terms, term)
			}
		}
		analysis.Marks(t.Folded, func(r rune) { t.Marks = append(t.Marks, string(r)) })
		list = append(list, t)
	}
	return list
}

func TestParts(t *testing.T) {
	dir := t.TempDir()
	writeScripts(t, dir)
	script := regexp.MustCompile(`(?m)^[ \t]*// @import "([^"]*)";$`).ReplaceAllFunc(asset(t, "search.js"), func(line []byte) []byte {
		return asset(t, regexp.MustCompile(`"([^"]*)"`).FindStringSubmatch(string(line))[1])
	})
	expected, err := json.Marshal(expectation{characters(), randomTexts(3000)})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"joined.js": script, "expected.json": expected} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	node(t, "parts.mjs", dir)
}

// asset returns an asset's source.
func asset(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../themes/default/assets", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
