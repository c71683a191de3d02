package link

import (
	"fmt"
	"iter"
	"maps"
	"strings"
	"testing"
)

// example is a page of about 40 KB with some 160 links.
func example(n int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>%d</title><link rel="stylesheet" href="../assets/style.css"></head><body><main id="main">`, n)
	for i := range 40 {
		fmt.Fprintf(&b, `<a href="#s-%d">%d</a><h2 id="s-%d">做法</h2><p class="text">%s</p>`, i, i, i, strings.Repeat("把支部建在产业链上，", 22))
		fmt.Fprintf(&b, `<a class="peer" href="case-%05d.html" title="同类">同类经验</a> <a href="../tags/t-%d.html">x</a> <img src="case-%05d/cover.svg" alt="图" loading="lazy" width="640" height="360">`,
			(n+i)%20_000, i, n)
	}
	return []byte(b.String())
}

func BenchmarkScan(b *testing.B) {
	p := example(1)
	b.SetBytes(int64(len(p)))
	for b.Loop() {
		Scan(p)
	}
}

// known is a site whose SHA-256 sums are at hand, as a staged one's are.
type known struct {
	files
	sums map[string][32]byte
}

func (k *known) Files() iter.Seq2[string, [32]byte] { return maps.All(k.sums) }

// BenchmarkEdit is the parts of checking a site of 20,000 pages of which one
// changed.
func BenchmarkEdit(b *testing.B) {
	k := &known{files{also: map[string]bool{"assets/style.css": true}}, map[string][32]byte{}}
	for i := range 40 {
		k.also[fmt.Sprintf("tags/t-%d.html", i)] = true
	}
	x := New()
	for i := range 20_000 {
		path := fmt.Sprintf("cases/case-%05d.html", i)
		k.also[path], k.also[fmt.Sprintf("cases/case-%05d/cover.svg", i)] = true, true
		k.sums[path] = [32]byte{byte(i), byte(i >> 8)}
		x.Set(path, k.sums[path], Scan(example(i)))
	}
	data := x.Encode()
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			Decode(data)
		}
	})
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			if dead, err := x.Verify(k); err != nil || len(dead) > 0 {
				b.Fatal(dead, err)
			}
		}
	})
	b.Run("encode", func(b *testing.B) {
		for b.Loop() {
			x.Encode()
		}
		b.ReportMetric(float64(len(data)), "bytes")
	})
	b.Run("set", func(b *testing.B) {
		p := Scan(example(1))
		for b.Loop() {
			x.Set("cases/case-00001.html", [32]byte{}, p)
		}
	})
}
