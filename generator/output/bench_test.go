package output

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// page returns some bytes as long as a page.
func page(n, version int) []byte {
	return fmt.Appendf(nil, "<!doctype html><title>%d.%d</title>%s", n, version, strings.Repeat("<p>党建联盟</p>\n", 400))
}

func pagePath(n int) string { return fmt.Sprintf("cases/%02d/case-%05d.html", n%20, n) }

// publishPages publishes n pages, one of them in the given version, as a build
// does that knows the SHA-256 of the others.
func publishPages(tb testing.TB, out string, n, version int, sums map[string]Sum) Report {
	tb.Helper()
	w, err := Open(out, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	defer w.Abort()
	for i := range n {
		path := pagePath(i)
		if i > 0 && w.Keep(path, sums[path]) == nil {
			continue
		}
		v := 0
		if i == 0 {
			v = version
		}
		sum, err := w.Write(path, page(i, v))
		if err != nil {
			tb.Fatal(err)
		}
		sums[path] = sum
	}
	r, err := w.Publish()
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// BenchmarkEdit publishes a site of which one page changed. The time of the
// larger site is reading and writing its manifest and walking its folders.
func BenchmarkEdit(b *testing.B) {
	for _, n := range []int{1_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			out := filepath.Join(b.TempDir(), "public")
			sums := map[string]Sum{}
			start := time.Now()
			publishPages(b, out, n, 0, sums)
			first := time.Since(start)
			start = time.Now()
			publishPages(b, out, n, 1, sums)
			second := time.Since(start)
			version := 1
			for b.Loop() {
				version++
				if r := publishPages(b, out, n, version, sums); r.Written != 1 {
					b.Fatal(r)
				}
			}
			b.ReportMetric(float64(first.Milliseconds()), "first-ms")
			b.ReportMetric(float64(second.Milliseconds()), "second-ms")
		})
	}
}

// BenchmarkPlain writes the files of BenchmarkEdit's first build with nothing
// around it, for comparison.
func BenchmarkPlain(b *testing.B) {
	for b.Loop() {
		dir := b.TempDir()
		for i := range 20_000 {
			path := filepath.Join(dir, filepath.FromSlash(pagePath(i)))
			if i < 20 {
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					b.Fatal(err)
				}
			}
			if err := os.WriteFile(path, page(i, 0), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkNothing builds a site that did not change.
func BenchmarkNothing(b *testing.B) {
	out := filepath.Join(b.TempDir(), "public")
	sums := map[string]Sum{}
	publishPages(b, out, 20_000, 0, sums)
	publishPages(b, out, 20_000, 0, sums)
	for b.Loop() {
		publishPages(b, out, 20_000, 0, sums)
	}
}

func BenchmarkManifest(b *testing.B) {
	t := table{}
	for i := range 20_000 {
		t[pagePath(i)] = Sum{byte(i), byte(i >> 8)}
	}
	data := t.encode()
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, line := parseManifest(data); line != 0 {
				b.Fatal(line)
			}
		}
	})
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			t.encode()
		}
	})
}
