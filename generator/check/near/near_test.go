package near

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"touyan/test/corpus"
)

// body returns what stands below the front matter.
func body(data []byte) string {
	_, text, _ := strings.Cut(string(data), "\n---\n")
	return text
}

// cases returns made cases, of one grammar and with the same headings.
func cases(n int) []string {
	g := corpus.New(1)
	texts := make([]string, n)
	for i := range texts {
		// 800 to about 4,000 characters.
		text := body(g.Case(i)[0].Data)
		texts[i] = cut(text, 800+i*53%2400)
	}
	return texts
}

// cut returns the beginning of a text, up to a sentence's end.
func cut(text string, characters int) string {
	n := 0
	for i, r := range text {
		if n++; n >= characters && r == '。' {
			return text[:i+len("。")]
		}
	}
	return text
}

// demo returns the cases of the demo site.
func demo(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("../../../content/cases/*/index.md")
	if err != nil || len(names) < 5 {
		t.Fatalf("%d cases, %v", len(names), err)
	}
	var texts []string
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, body(data))
	}
	return texts
}

// passages returns texts put together of what is measured with elsewhere, under
// the headings of a case; none where that is not at hand.
func passages(t *testing.T) []string {
	t.Helper()
	f, err := os.Open("/work/shared/eval/passages.jsonl")
	if err != nil {
		return nil
	}
	defer f.Close()
	var all []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p.Text)
	}
	var texts []string
	for i := 0; i+4 <= len(all); i += 4 {
		texts = append(texts, fmt.Sprintf("## 背景\n%s\n## 主要做法\n%s\n## 工作成效\n%s\n## 经验启示\n%s\n", all[i], all[i+1], all[i+2], all[i+3]))
	}
	return texts
}

// edit leaves out, replaces or adds a share of a text's sentences, with those of
// another.
func edit(text, other string, share float64, r *rand.Rand) string {
	s, o := strings.SplitAfter(text, "。"), strings.SplitAfter(other, "。")
	n := max(1, int(math.Round(float64(len(s))*share)))
	for k, i := range r.Perm(len(s))[:n] {
		new := o[r.IntN(len(o))]
		switch k % 3 {
		case 0:
			s[i] = new
		case 1:
			s[i] = ""
		default:
			s[i] += new
		}
	}
	return strings.Join(s, "")
}

// TestEditedTextIsFound: a case that was edited in up to a tenth of its sentences
// is found among all others, and of different cases none is taken for another.
func TestEditedTextIsFound(t *testing.T) {
	for name, texts := range map[string][]string{"made": cases(150), "demo": demo(t), "passages": passages(t)} {
		t.Run(name, func(t *testing.T) {
			if texts == nil {
				t.Skip("no passages here")
			}
			r := rand.New(rand.NewPCG(1, 2))
			var list []*Signature
			for _, text := range texts {
				list = append(list, Sign(text))
			}
			for i, text := range texts {
				share := 0.05 + 0.05*float64(i%2)
				list = append(list, Sign(edit(text, texts[(i+1)%len(texts)], share, r)))
			}
			least := 1.0
			found := map[int]bool{}
			// Far below what is reported, so as to see the margin.
			for _, p := range Pairs(list, 0.2) {
				if p.B != p.A+len(texts) {
					t.Errorf("%+v", p)
				}
				found[p.A], least = true, min(least, p.Similarity)
			}
			if len(found) != len(texts) || least < Same+0.1 {
				t.Errorf("%d of %d were found, one at %.2f", len(found), len(texts), least)
			}
			t.Logf("%d texts, edited ones at %.2f or more", len(texts), least)
		})
	}
}

// TestSameTextInOtherDress: width, script, spacing, punctuation and markup make no
// difference.
func TestSameTextInOtherDress(t *testing.T) {
	text := cut(cases(1)[0], 800)
	dress := strings.NewReplacer("，", ", ", "。", "．\n\n", "党", "黨", "产", "產", "1", "１", "的", "**的**").Replace(text)
	if dress == text {
		t.Fatal("is in the same dress")
	}
	a, b := Sign(text), Sign(dress)
	if v := a.Similarity(b); v != 1 {
		t.Errorf("%.2f", v)
	}
}

// TestEstimate: similarity is estimated as well as is promised, for texts of any
// length.
func TestEstimate(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	word := func(n int) string {
		rs := make([]rune, n)
		for i := range rs {
			rs[i] = 0x4E00 + rune(r.IntN(3000))
		}
		return string(rs)
	}
	for _, length := range []int{150, 1000, 20_000} {
		for _, share := range []float64{0, 0.3, 0.5, 0.8, 1} {
			var sum, squares float64
			const rounds = 100
			for range rounds {
				// Parts stand apart far enough that no run spans them by chance.
				n := int(share * float64(length))
				common := word(n)
				a, b := Sign(common+word(length-n)), Sign(common+word(length-n))
				runs := float64(max(0, n-Width+1))
				want := runs / (2*float64(length-Width+1) - runs)
				d := a.Similarity(b) - want
				sum, squares = sum+d, squares+d*d
			}
			if mean, deviation := sum/rounds, math.Sqrt(squares/rounds); math.Abs(mean) > 0.02 || deviation > 0.05 {
				t.Errorf("%d characters, %.1f in common: off by %.3f, deviation %.3f", length, share, mean, deviation)
			}
		}
	}
}

func TestShortTexts(t *testing.T) {
	var list []*Signature
	for _, s := range []string{"", "", "党建", "党建", strings.Repeat("，", 500), strings.Repeat("，", 500), "把支部建在产业链上。", "把支部建在产业链上。"} {
		list = append(list, Sign(s))
	}
	if p := Pairs(list, 0); len(p) != 0 {
		t.Errorf("%+v", p)
	}
	a, b := Sign(""), Sign("")
	if v := a.Similarity(b); v != 0 {
		t.Errorf("nothing is %.2f like nothing", v)
	}
}

// TestManyCopies: what is copied many times costs no more than what is not, and
// each copy is named.
func TestManyCopies(t *testing.T) {
	const n = 3000
	s := Sign(cases(1)[0])
	var list []*Signature
	for range n {
		list = append(list, s)
	}
	pairs := Pairs(list, Same)
	if len(pairs) > n*back {
		t.Errorf("%d pairs", len(pairs))
	}
	named := map[int]bool{}
	for _, p := range pairs {
		named[p.A], named[p.B] = true, true
		if p.A >= p.B || p.Similarity != 1 {
			t.Fatalf("%+v", p)
		}
	}
	if len(named) != n {
		t.Errorf("%d are named", len(named))
	}
}

func TestDeterministic(t *testing.T) {
	var first []Pair
	for range 3 {
		var list []*Signature
		texts := cases(20)
		for _, text := range append(texts, texts...) {
			list = append(list, Sign(text))
		}
		pairs := Pairs(list, Same)
		if first == nil {
			first = pairs
		}
		if len(pairs) != 20 || !slices.Equal(pairs, first) {
			t.Errorf("%+v, then %+v", first, pairs)
		}
	}
}

func FuzzSign(f *testing.F) {
	f.Add("把支部建在产业链上", "把支部建在產業鏈上")
	f.Add("\xff\xfe", "")
	f.Fuzz(func(t *testing.T, a, b string) {
		s, o := Sign(a), Sign(b)
		v := s.Similarity(o)
		if v < 0 || v > 1 || v != o.Similarity(s) || *s != *Sign(a) {
			t.Errorf("%q and %q are %v similar", a, b, v)
		}
	})
}

func BenchmarkSign(b *testing.B) {
	text := cut(body(corpus.New(1).Case(0)[0].Data), 3000)
	for b.Loop() {
		Sign(text)
	}
	b.ReportMetric(float64(utf8.RuneCountInString(text)), "characters")
}

// BenchmarkPairs finds one edited text in ten among 10,000.
func BenchmarkPairs(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	texts := cases(1000)
	var list []*Signature
	for i := range 10_000 {
		s := Sign(texts[i%1000])
		// Others that resemble none: the same cost without making 10,000 texts.
		if i >= 1000 && i < 9000 {
			for k := range s.bins {
				s.bins[k] = r.Uint32()
			}
		}
		list = append(list, s)
	}
	for b.Loop() {
		if p := Pairs(list, Same); len(p) != 1000 {
			b.Fatal(len(p))
		}
	}
}
