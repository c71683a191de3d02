package generator_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"touyan/generator"
	"touyan/test/corpus"
	"touyan/themes"
)

// corpusSite writes a site of n cases; TOUYAN_BENCH_CASES replaces n.
func corpusSite(tb testing.TB, n int) string {
	tb.Helper()
	if s, err := strconv.Atoi(os.Getenv("TOUYAN_BENCH_CASES")); err == nil {
		n = s
	}
	dir := tb.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: n, Seed: 2}); err != nil {
		tb.Fatal(err)
	}
	return dir
}

func build(tb testing.TB, dir string, clean bool) generator.Report {
	tb.Helper()
	r, err := generator.Build(context.Background(), generator.Options{
		Source: dir, Out: filepath.Join(dir, "public"), Clean: clean, Future: true,
		Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Themes: themes.FS(), Version: "bench",
	})
	if err != nil {
		for _, d := range r.Diagnostics {
			tb.Log(d)
		}
		tb.Fatal(err)
	}
	return r
}

func report(b *testing.B, r generator.Report) {
	for _, s := range r.Stages {
		b.ReportMetric(float64(s.Time.Microseconds())/1000, s.Name+"-ms")
	}
	b.ReportMetric(float64(r.Pages), "pages")
}

// BenchmarkBuild is a clean build, index included.
func BenchmarkBuild(b *testing.B) {
	dir := corpusSite(b, 1000)
	for b.Loop() {
		report(b, build(b, dir, true))
	}
}

// BenchmarkRebuild is a build after one case's body was edited.
func BenchmarkRebuild(b *testing.B) {
	dir := corpusSite(b, 1000)
	build(b, dir, true)
	name := filepath.Join(dir, "content", "cases", "case-000007.md")
	text, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		if err := os.WriteFile(name, append(text, "\n第"+strconv.Itoa(n)+"次修改。\n"...), 0o644); err != nil {
			b.Fatal(err)
		}
		report(b, build(b, dir, false))
	}
}
