package analysis

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func terms(text string) []string {
	var all []string
	Terms(text, func(term string) { all = append(all, term) })
	return all
}

func runes(visit func(string, func(rune)), text string) string {
	var all []rune
	visit(text, func(r rune) { all = append(all, r) })
	return string(all)
}

func TestTerms(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"党建联盟", "党建 建联 联盟"},
		{"党", "党"},
		{"党，建", "党 建"},
		{"党建\n引领", "党建 引领"},
		{"5G网络 covid-19 Covid19", "5g 网络 covid 19 covid19"},
		{"2022年5月", "2022 年 5 月"},
		{"4.7万元，1,234.5元，95%", "4.7 万元 1 234.5 元 95"},
		{"v1.2.3. 3.a a.3 .5 ４．７", "v1.2.3 3 a a 3 5 4.7"},
		{"2022①5个 ②3个 1️⃣2个", "2022 5 个 3 个 1 2 个"},
		{"党\u200b建\u200d\ufeff联盟", "党建 建联 联盟"},
		{"\u200b党\u200b，\u200b建设\u00ad", "党 建设"},
		{"co\u00adop\u200b 4\u200b.\u200b7 zui\u0300", "coop 4.7 zui"},
		{"党️建", "党建"},
		{"人々の〇号カード한글ㄅㄆ", "人々 々の の〇 〇号 号カ カー ード ド한 한글 글ㄅ ㄅㄆ"},
		{"党建a建b", "党建 a 建 b"},
		{"Привет Ⅱ期 हिन्दी", "привет ⅱ 期 हिन्दी"},
		{"500㎡ ㈱ 😀", "500"},
		{"党\xff建", "党 建"},
		{"", ""},
		{"。\u200b ", ""},
	} {
		if got := strings.Join(terms(c.text), " "); got != c.want {
			t.Errorf("terms of %q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestGramsSayWhereTheyBegin(t *testing.T) {
	folded := Fold("在5.5G，党\u200b建联")
	var got []string
	for r := range Runs(folded) {
		for at, term := range Grams(folded, r) {
			got = append(got, fmt.Sprintf("%s@%d", term, utf8.RuneCountInString(folded[:at])))
		}
	}
	if want := []string{"在@0", "5.5g@1", "党建@6", "建联@8"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCharsAndMarks(t *testing.T) {
	const text = "“党建＋”党建+業务：①a1，，。🙂 业㎡金"
	if got, want := runes(Chars, text), "党建业务金"; got != want {
		t.Errorf("characters %q, want %q", got, want)
	}
	if got, want := runes(Marks, text), "“+”:①,。🙂㎡"; got != want {
		t.Errorf("marks %q, want %q", got, want)
	}
	if got := runes(Chars, "𠮷𠮷豈𠮷"); got != "𠮷岂" {
		t.Errorf("characters %q, want 𠮷岂", got)
	}
}

// alphabet makes texts in which a query is found often enough, by luck and at
// edges of all kinds.
var alphabet = []rune("党党建建联黨聯〇々 ，.\u200b\u00ada1２.①か𠮷")

func randomText(rnd *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteRune(alphabet[rnd.IntN(len(alphabet))])
	}
	return b.String()
}

// TestFoundWhereItStands holds what an index builds on against a plain search in
// the folded text.
func TestFoundWhereItStands(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 100_000 {
		text, query := randomText(rnd, rnd.IntN(30)), randomText(rnd, 1+rnd.IntN(4))
		q := dense(table(), Fold(query))
		want := strings.Contains(dense(table(), Fold(text)), q)
		got, applies := finds(text, q)
		if !applies {
			continue
		}
		if got != want {
			t.Fatalf("%q in %q: %v, want %v", q, text, got, want)
		}
		if want {
			found++
		}
	}
	if found < 1000 {
		t.Errorf("only %d queries were found: the test says little", found)
	}
}

// finds answers a query that is one cjk run or one mark as an index would.
func finds(text, q string) (found, applies bool) {
	first, size := utf8.DecodeRuneInString(q)
	switch {
	case q == "":
		return false, false
	case size == len(q) && table().At(first).class() == mark:
		return strings.ContainsRune(runes(Marks, text), first), true
	}
	runs := slices.Collect(Runs(q))
	if len(runs) != 1 || runs[0] != (Run{0, len(q), true}) {
		return false, false
	}
	if size == len(q) {
		return strings.ContainsRune(runes(Chars, text), first), true
	}
	wanted := terms(q)
	folded := Fold(text)
	for r := range Runs(folded) {
		var have []string
		for _, term := range Grams(folded, r) {
			have = append(have, term)
		}
		for i := 0; i+len(wanted) <= len(have); i++ {
			if slices.Equal(have[i:i+len(wanted)], wanted) {
				return true, true
			}
		}
	}
	return false, true
}

func TestWordsAreFoundWhole(t *testing.T) {
	const text = "COVID-19 与 5G，4.7万元，１２．５％，v2"
	for word, want := range map[string]bool{
		"covid": true, "19": true, "5g": true, "4.7": true, "12.5": true, "v2": true,
		"cov": false, "4": false, "g": false, "2": false,
	} {
		if got := slices.Contains(terms(text), word); got != want {
			t.Errorf("%s: %v, want %v", word, got, want)
		}
	}
}

// TestSkippedCharactersChangeNothing puts them in any place.
func TestSkippedCharactersChangeNothing(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		text := randomText(rnd, rnd.IntN(20))
		bare := dense(table(), text)
		if got, want := terms(text), terms(bare); !slices.Equal(got, want) {
			t.Fatalf("%q has %q, without skipped characters %q", text, got, want)
		}
	}
}

// TestTermsAreNotCopied guards the speed of building: what is allocated does not
// grow with the number of terms.
func TestTermsAreNotCopied(t *testing.T) {
	text := strings.Repeat("党建引领，集体经济薄弱怎么办？4.7万元 OK ", 100)
	if n := testing.AllocsPerRun(10, func() { Terms(text, func(string) {}) }); n > 4 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzTerms(f *testing.F) {
	for _, s := range []string{
		"党建联盟", "4.7万元，1,234.5", "党\u200b建 co\u00adop", "①㈱㎡ｶﾞ", "a\xffb\xe5\x85", "1.\u200b2.", "𠮷İẞ", "zui\u0300 ǜ",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := Fold(text)
		if utf8.RuneCountInString(folded) != utf8.RuneCountInString(text) {
			t.Errorf("%q and its fold %q differ in length", text, folded)
		}
		if Fold(folded) != folded {
			t.Errorf("%q folds on to %q", folded, Fold(folded))
		}
		bare := dense(table(), folded)
		at := 0
		Terms(text, func(term string) {
			n := strings.Index(bare[at:], term)
			if term == "" || n < 0 {
				t.Errorf("%q of %q is not in the rest of %q", term, text, bare[at:])
				return
			}
			_, size := utf8.DecodeRuneInString(term)
			at += n + size
		})
		if got, want := terms(folded), terms(text); !slices.Equal(got, want) {
			t.Errorf("folding %q again changes %q to %q", text, want, got)
		}
		Chars(text, func(r rune) {
			if !strings.ContainsRune(folded, r) {
				t.Errorf("%q has no %q", folded, r)
			}
		})
		// Text that was not folded must not break anything either.
		for r := range Runs(text) {
			for range Grams(text, r) {
			}
		}
	})
}

func TestAcross(t *testing.T) {
	for text, want := range map[string]string{
		"5g网络": "g网", "5g 网络": "g网", "5g  网络": "", "5g，网络": "", "5g\n网络": "", "第20张": "第2 0张",
		"20\u200b张": "0张", "20\u00ad 张": "0张", "4.7万": "7万", "党建 联盟": "", "a b": "",
	} {
		var got []string
		var last Run
		for r := range Runs(text) {
			if pair, ok := Across(text, last, r); ok {
				got = append(got, pair)
			}
			last = r
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}
