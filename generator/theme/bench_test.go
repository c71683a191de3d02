package theme

import (
	"bytes"
	"testing"

	"touyan/generator/view"
)

// BenchmarkRender measures one page of each kind that a site has many of.
func BenchmarkRender(b *testing.B) {
	th := load(b, nil)
	pages := demo()
	list := pages["cases/index.2.html"].(*view.List)
	list.Cards = append(list.Cards, list.Cards...)[:20]
	for _, path := range []string{"cases/xue-shui-gang.html", "cases/index.2.html", "problems/index.html", "index.html", "about.html"} {
		b.Run(path, func(b *testing.B) {
			var w bytes.Buffer
			for b.Loop() {
				w.Reset()
				if err := th.Render(&w, pages[path]); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(w.Len()))
		})
	}
}

// BenchmarkCard measures a card that is not yet in the cache.
func BenchmarkCard(b *testing.B) {
	th := load(b, nil)
	c := *demo()["cases/index.2.html"].(*view.List).Cards[0]
	for i := uint64(1); b.Loop(); i++ {
		c.Print = i
		if _, err := th.cards.card("../", &c); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad measures reading and rehearsing the theme.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b, nil)
	}
}
