package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"touyan/generator/search"
	"touyan/test/corpus"
)

// Queries are the times that the index of the built site takes to answer.
type Queries struct {
	// N queries were asked in one process, each once after one round to warm up.
	N         int     `json:"n"`
	MedianMS  float64 `json:"median_ms"`
	P95MS     float64 `json:"p95_ms"`
	ProcessMS float64 `json:"process_ms"` // "touyan search" as a whole process, median of 9
}

// askTouyan times queries on the site at out.
func (b *bench) askTouyan(ctx context.Context, program, out string) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	b.say("touyan: queries")
	text, err := exec.CommandContext(ctx, self, childQueries, filepath.Join(out, "search"),
		strconv.FormatUint(b.report.Seed, 10), strconv.Itoa(b.report.Cases)).Output()
	if err != nil {
		return fmt.Errorf("time queries: %w", err)
	}
	var q Queries
	if err := json.Unmarshal(text, &q); err != nil {
		return fmt.Errorf("time queries: %w", err)
	}
	var whole []float64
	for range 9 {
		start := time.Now()
		if err := exec.CommandContext(ctx, program, "search", "集体经济薄弱怎么办", "--dir", out).Run(); err != nil {
			return fmt.Errorf("time touyan search: %w", err)
		}
		whole = append(whole, milliseconds(time.Since(start)))
	}
	slices.Sort(whole)
	q.ProcessMS = whole[len(whole)/2]
	b.report.Queries = &q
	return nil
}

// timeQueries asks the index in dir and prints the times as JSON.
func timeQueries(dir string, seed uint64, cases int) error {
	x, err := search.Open(dir)
	if err != nil {
		return err
	}
	defer x.Close()
	var times []float64
	for round := range 2 {
		times = times[:0]
		for _, q := range queries(seed, cases) {
			start := time.Now()
			if _, err := x.Search(context.Background(), search.Request{Query: q}); err != nil {
				return err
			}
			if round > 0 {
				times = append(times, milliseconds(time.Since(start)))
			}
		}
	}
	slices.Sort(times)
	return json.NewEncoder(os.Stdout).Encode(Queries{N: len(times), MedianMS: times[len(times)/2], P95MS: times[len(times)*95/100]})
}

// queries are what people ask of such a library: problems, also as questions,
// tags, places, words of titles, two things at once, a title as a phrase.
func queries(seed uint64, cases int) []string {
	g := corpus.New(seed)
	var list []string
	for i := 0; i < cases; i += max(1, cases/40) {
		f := g.Facts(i)
		title := []rune(f.Title)
		list = append(list,
			f.Problems[0], f.Problems[0]+"怎么办", f.Tags[0], f.Region[len(f.Region)-1],
			string(title[:min(4, len(title))]), string(title[len(title)/2:min(len(title)/2+6, len(title))]),
			f.Tags[0]+" "+f.Problems[len(f.Problems)-1], f.Lessons[0], `"`+f.Organization+`"`,
		)
	}
	return list
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
