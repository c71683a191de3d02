package markup

import (
	"bytes"
	"io"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"touyan/test/corpus"
)

// corpusBodies are bodies of the corpus, without front matter.
func corpusBodies(n int) [][]byte {
	bodies := make([][]byte, n)
	g := corpus.New(1)
	for i := range bodies {
		_, body, _ := bytes.Cut(g.Case(i)[0].Data[4:], []byte("\n---\n"))
		bodies[i] = body
	}
	return bodies
}

func BenchmarkConvert(b *testing.B) {
	bodies := corpusBodies(64)
	size := 0
	for _, body := range bodies {
		size += len(body)
	}
	b.Run("touyan", func(b *testing.B) {
		c := converter()
		b.SetBytes(int64(size / len(bodies)))
		b.ReportAllocs()
		for i := range b.N {
			c.Convert(Source{Path: "cases/x.md", Base: "../", Text: bodies[i%len(bodies)], Site: everything{}})
		}
	})
	b.Run("goldmark", func(b *testing.B) {
		md := goldmark.New(goldmark.WithExtensions(extension.GFM))
		b.SetBytes(int64(size / len(bodies)))
		b.ReportAllocs()
		for i := range b.N {
			if err := md.Convert(bodies[i%len(bodies)], io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// everything is a site that has every file.
type everything struct{}

func (e everything) Image(p string) (Resource, bool) { return e.Resource(p) }
func (everything) Unpublished(string) bool           { return false }
func (everything) Page(path string) (string, bool)   { return path, true }
func (everything) Resource(path string) (Resource, bool) {
	return Resource{URL: path, Width: 640, Height: 480}, true
}
