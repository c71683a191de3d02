package link

import (
	"fmt"
	"strings"
	"testing"
)

// example is a page of about 40 KB with some 120 links.
func example(n int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>%d</title><link rel="stylesheet" href="../assets/style.css"></head><body><main id="main">`, n)
	for i := range 40 {
		fmt.Fprintf(&b, `<h2 id="s-%d">做法</h2><p class="text">%s</p><a class="peer" href="case-%05d.html#s-%d" title="同类">同类经验</a> <a href="../tags/t-%d.html">x</a> <img src="case-%05d/cover.svg" alt="图" loading="lazy" width="640" height="360">`,
			i, strings.Repeat("把支部建在产业链上，", 22), (n+i)%20_000, i, i, n)
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

// BenchmarkEdit checks a site of 20,000 pages of which one changed, from the
// stored form to the stored form.
func BenchmarkEdit(b *testing.B) {
	const pages = 20_000
	f := &files{pages: map[string]string{}, also: map[string]bool{"assets/style.css": true}}
	x := New()
	for i := range 40 {
		f.also[fmt.Sprintf("tags/t-%d.html", i)] = true
	}
	for i := range pages {
		path := fmt.Sprintf("cases/case-%05d.html", i)
		f.also[fmt.Sprintf("cases/case-%05d/cover.svg", i)] = true
		f.pages[path] = fmt.Sprint(i)
		for p, sum := range (&files{pages: map[string]string{path: fmt.Sprint(i)}}).Files() {
			x.Set(p, sum, Scan(example(i)))
		}
	}
	data := x.Encode()
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			Decode(data)
		}
	})
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			if dead, err := x.Verify(f); err != nil || len(dead) > 0 {
				b.Fatal(dead, err)
			}
		}
	})
	b.Run("set", func(b *testing.B) {
		p := Scan(example(1))
		for b.Loop() {
			x.Set("cases/case-00001.html", [32]byte{}, p)
		}
	})
	b.Run("encode", func(b *testing.B) {
		for b.Loop() {
			b.ReportMetric(float64(len(x.Encode())), "bytes")
		}
	})
}
