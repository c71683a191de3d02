package analysis

import (
	"testing"

	"touyan/test/corpus"
)

func BenchmarkTerms(b *testing.B) {
	text := string(corpus.Case(1, 0))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		Terms(text, func(term string) { n += len(term) })
	}
}

func BenchmarkFold(b *testing.B) {
	text := string(corpus.Case(1, 0))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Fold(text)
	}
}

func BenchmarkChars(b *testing.B) {
	text := string(corpus.Case(1, 0))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		Chars(text, func(rune) { n++ })
	}
}

// BenchmarkTable is what the first use of the analysis costs a process.
func BenchmarkTable(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		decode(tableText)
	}
}
