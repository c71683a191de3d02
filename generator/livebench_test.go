package generator_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"touyan/generator"
	"touyan/test/corpus"
)

// liveCorpus opens the preview of a site of n cases, or of the folder that
// TOUYAN_BENCH_SITE names.
func liveCorpus(b testing.TB, n int) (*generator.Live, string) {
	b.Helper()
	dir := b.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: n, Seed: 2}); err != nil {
		b.Fatal(err)
	}
	l := openLive(b, dir)
	for { // not beside the first index
		if _, err := l.File(context.Background(), "search/index.json"); err == nil {
			return l, dir
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// saveAndShow saves a case again and again and asks for its page.
func saveAndShow(b *testing.B, n int, edit func(text string, n int) string) {
	l, dir := liveCorpus(b, n)
	const name = "content/cases/case-000007.md"
	file := filepath.Join(dir, filepath.FromSlash(name))
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	stages := map[string]time.Duration{}
	var shown time.Duration
	i := 0
	for b.Loop() {
		i++
		if err := os.WriteFile(file, []byte(edit(string(text), i)), 0o644); err != nil {
			b.Fatal(err)
		}
		u, err := l.Update(context.Background(), []string{name})
		if err != nil || u.Diagnostics.Errors() > 0 || u.Same {
			b.Fatal(err, u)
		}
		for _, s := range u.Stages {
			stages[s.Name] += s.Time
		}
		start := time.Now()
		page, err := l.File(context.Background(), "cases/case-000007.html")
		if err != nil || !strings.Contains(string(page), fmt.Sprint("第", i, "次")) {
			b.Fatal("the page is not the one that was saved", err)
		}
		shown += time.Since(start)
	}
	for name, t := range stages {
		b.ReportMetric(float64(t.Microseconds())/1000/float64(i), name+"-ms")
	}
	b.ReportMetric(float64(shown.Microseconds())/1000/float64(i), "page-ms")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys>>20), "MiB")
}

func body(text string, n int) string { return fmt.Sprintf("%s\n第%d次修改。\n", text, n) }

func title(text string, n int) string {
	return strings.Replace(text, "title: ", fmt.Sprintf("title: 第%d次", n), 1)
}

// The time from a saved file to its page.
func BenchmarkLiveBody1k(b *testing.B)   { saveAndShow(b, 1000, body) }
func BenchmarkLiveTitle1k(b *testing.B)  { saveAndShow(b, 1000, title) }
func BenchmarkLiveBody10k(b *testing.B)  { saveAndShow(b, 10_000, body) }
func BenchmarkLiveTitle10k(b *testing.B) { saveAndShow(b, 10_000, title) }
