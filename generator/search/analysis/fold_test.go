package analysis

import (
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"黨建聯盟", "党建联盟"},
		{"槜李、檇李", "槜李、槜李"},
		{"裡裏里，衞衛，説說", "里里里,卫卫,说说"},
		{"著名 看着 什么 幺", "著名 看着 什么 幺"},
		{"乾隆，後裔，戶內", "干隆,后裔,户内"},
		{"ＡＢＣ（１２３）　％", "abc(123) %"},
		{"党建＋业务", "党建+业务"},
		{"ﾊﾞﾝ ｶﾅ", "ハ\u3099ン カナ"},
		{"⼈⺠ ⻢⻰ 金", "人民 马龙 金"},
		{"①㈠②ⓐ ㈱㎡ ½", "①㈠②ⓐ ㈱㎡ ½"},
		{"m² x₁", "m2 x1"},
		{"Zuì Lǚ ǗǙ ÀÉ Ñ", "zui lu uu ae n"},
		{"İIı ẞß ſ", "iiı ßß s"},
		{"ΑΣς Ωμ Йй Ё", "ασς ωμ ии е"},
		{"Ⅱ Ⅷ ⅰ", "ⅱ ⅷ i"},
		{"𠮷野家 𨦟", "𠮷野家 𨦟"},
		{"a\xffb\xe5\x85", "a\uFFFDb\uFFFD\uFFFD"},
		{"\uFFFD 已经是", "\uFFFD 已经是"},
		{"", ""},
	} {
		if got := Fold(c.text); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFoldLeavesFoldedTextAlone(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		once := Fold(string(r))
		if n := utf8.RuneCountInString(once); n != 1 {
			t.Fatalf("%U folds to %d characters", r, n)
		}
		if twice := Fold(once); twice != once {
			t.Fatalf("%U folds to %q, which folds to %q", r, once, twice)
		}
	}
}

// TestTableHoldsAll reads the table as the package's doc describes it, without
// the code that usually does, as another implementation would.
func TestTableHoldsAll(t *testing.T) {
	classes := make([]byte, unicode.MaxRune+1)
	folds := make([]rune, unicode.MaxRune+1)
	for i := range classes {
		classes[i], folds[i] = 'm', rune(i)
	}
	section, last := "", int64(-1)
	for _, line := range strings.Split(strings.TrimSuffix(Table(), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		place, value, ok := strings.Cut(line, " ")
		if !ok {
			section, last = line, -1
			continue
		}
		first, end, ok := strings.Cut(place, "-")
		if !ok {
			end = first
		}
		lo, hi := number(t, first), number(t, end)
		if lo <= last || hi < lo {
			t.Fatalf("%s: %s comes after %x", section, line, last)
		}
		last = hi
		for r := lo; r <= hi; r++ {
			if section == "class" {
				classes[r] = value[0]
			} else {
				folds[r] = rune(number(t, value) + r - lo)
			}
		}
	}
	letters := map[class]byte{mark: 'm', gap: 'g', cjk: 'c', word: 'w', skip: 's'}
	for r := range folds {
		e := table().At(rune(r))
		if e.fold(rune(r)) != folds[r] || letters[e.class()] != classes[folds[r]] {
			t.Fatalf("%U folds to %U of class %c; the table says %U, %c",
				r, e.fold(rune(r)), letters[e.class()], folds[r], classes[folds[r]])
		}
	}
}

func number(t *testing.T, hex string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
