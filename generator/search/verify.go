package search

import (
	"context"
	"fmt"
	"strings"

	"touyan/generator/search/analysis"
)

// plain returns 1 where every character of a text that is not a separator is
// its own folded form: a folded phrase of one run is then found in the text
// just as it stands. Nearly all simplified Chinese text is so.
func plain(text string) byte {
	folded := analysis.Fold(text)
	if len(folded) == 0 || folded == text {
		return 1
	}
	// Folding keeps the number of characters, so the two can be read in step.
	rest := text
	for run := range analysis.Runs(folded) {
		i := strings.Index(rest, folded[run.Start:run.End])
		if i < 0 {
			return 0
		}
		rest = rest[i+run.End-run.Start:]
	}
	return 1
}

// verify reads the documents of the given addresses and calls drop with the
// number of each that does not contain a folded phrase.
func (t *texts) verify(ctx context.Context, phrase string, urls map[string]uint64, drop func(uint64)) error {
	want := make([]int, t.buckets)
	for u := range urls {
		want[bucketOf(u, t.buckets)]++
	}
	simple := oneRun(phrase)
	for b, n := range want {
		if n == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		blobs, err := t.bucket(b)
		if err != nil {
			return err
		}
		for _, x := range blobs {
			doc, ok := urls[x.url]
			if !ok {
				continue
			}
			s, err := x.decode()
			if err != nil {
				return fmt.Errorf("verify phrase: %w", err)
			}
			if !s.contains(phrase, simple) {
				drop(doc)
			}
		}
	}
	return nil
}

// oneRun reports whether a folded text is a single run.
func oneRun(folded string) bool {
	for run := range analysis.Runs(folded) {
		return run.Start == 0 && run.End == len(folded)
	}
	return false
}

// contains reports whether a part or its heading has the folded phrase.
func (s *stored) contains(phrase string, simple bool) bool {
	for i := range s.Parts {
		p := &s.Parts[i]
		if strings.Contains(p.Text, phrase) {
			return true
		}
		if !(simple && s.exact[i]) && strings.Contains(analysis.Fold(p.Text), phrase) {
			return true
		}
		if strings.Contains(analysis.Fold(p.Section), phrase) {
			return true
		}
	}
	return false
}
