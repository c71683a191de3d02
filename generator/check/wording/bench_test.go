package wording

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// largeLexicon writes a lexicon of n entries.
func largeLexicon(n int) []byte {
	r := rand.New(rand.NewPCG(3, 4))
	seen := map[string]bool{}
	var b strings.Builder
	b.WriteString("words:\n")
	for len(seen) < n {
		word := ""
		for range 2 + r.IntN(3) {
			word += string(rune(0x4e00 + int(6000*r.Float64()*r.Float64())))
		}
		if !seen[word] {
			seen[word] = true
			fmt.Fprintf(&b, "  - wrong: %s\n    right: 应作%s\n    reason: 一条理由\n    source: 一本词典\n", word, word)
		}
	}
	return []byte(b.String())
}

const page = "村党支部把党员责任区划到每一条巷道，每周召开一次碰头会，收集群众意见320条，办结306条，办结率为95.6%；“三事分流”让小事不出网格、大事不出村。2023年5月12日，联盟12家成员单位共投入资金48.6万元，修缮老旧房屋17处，惠及群众1200余人。"

func pageText() string { return strings.Repeat(page, 3000/len([]rune(page))+1) }

func BenchmarkParse20000(b *testing.B) {
	data := largeLexicon(20_000)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if set, list := Parse("w.yaml", data); len(set) != 20_000 {
			b.Fatal(len(set), list[:1])
		}
	}
}

func BenchmarkBuiltIn(b *testing.B) {
	for b.Loop() {
		BuiltIn()
	}
}

func BenchmarkBuild20000(b *testing.B) {
	set, _ := Parse("w.yaml", largeLexicon(20_000))
	for b.Loop() {
		NewLexicon(set).build()
	}
}

func BenchmarkFind20000(b *testing.B) {
	set, _ := Parse("w.yaml", largeLexicon(20_000))
	l, text := NewLexicon(set), pageText()
	l.find(text)
	for b.Loop() {
		l.find(text)
	}
}

func BenchmarkPage20000(b *testing.B) {
	set, _ := Parse("w.yaml", largeLexicon(20_000))
	l := NewLexicon(set)
	var texts []string
	for text := pageText(); len(text) > 0; {
		n := min(len(page)*2, len(text))
		texts, text = append(texts, text[:n]), text[n:]
	}
	l.Check(Text{Text: texts[0]})
	for b.Loop() {
		for _, text := range texts {
			l.Check(Text{Text: text})
		}
	}
}
