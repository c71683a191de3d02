package generator_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"touyan/generator"
)

// checkSite checks a site as touyan check does.
func checkSite(b testing.TB, dir string) generator.CheckReport {
	b.Helper()
	o := liveOptions(dir, filepath.Join(dir, "public"))
	o.Version, o.Future = "bench", true // as build does
	r, err := generator.Check(context.Background(), o)
	if err != nil && !errors.Is(err, generator.ErrContent) {
		b.Fatal(err)
	}
	return r
}

func benchmarkCheck(b *testing.B, n int, built bool) {
	dir := corpusSite(b, n)
	if built {
		build(b, dir, true)
	}
	for b.Loop() {
		r := checkSite(b, dir)
		for _, s := range r.Stages {
			b.ReportMetric(float64(s.Time.Microseconds())/1000, s.Name+"-ms")
			if s.Name == "check" {
				b.ReportMetric(float64(s.Time.Microseconds())/1000/float64(r.Pages), "ms/page")
			}
		}
		b.ReportMetric(float64(len(r.Findings)), "findings")
	}
}

// The checks of a site of which nothing is known, and of one that has been built. What
// one edited page costs in a preview is check-ms of BenchmarkLiveBody.
func BenchmarkCheck1k(b *testing.B)       { benchmarkCheck(b, 1000, false) }
func BenchmarkCheckBuilt1k(b *testing.B)  { benchmarkCheck(b, 1000, true) }
func BenchmarkCheck10k(b *testing.B)      { benchmarkCheck(b, 10_000, false) }
func BenchmarkCheckBuilt10k(b *testing.B) { benchmarkCheck(b, 10_000, true) }
