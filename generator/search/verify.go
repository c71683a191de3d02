package search

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync/atomic"

	"github.com/golang/snappy"
	"golang.org/x/sync/errgroup"

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
// number of each that does not contain a folded phrase; drop may be called from
// several goroutines, for different numbers.
func (t *texts) verify(ctx context.Context, phrase string, urls map[string]uint64, drop func(uint64)) error {
	want := make([]bool, t.buckets)
	for u := range urls {
		want[bucketOf(u, t.buckets)] = true
	}
	var next atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			v := verifier{texts: t, phrase: phrase, simple: oneRun(phrase), urls: urls, drop: drop}
			for b := next.Add(1) - 1; int(b) < len(want) && ctx.Err() == nil; b = next.Add(1) - 1 {
				if want[b] {
					if err := v.bucket(int(b)); err != nil {
						return err
					}
				}
			}
			return ctx.Err()
		})
	}
	return g.Wait()
}

// verifier looks for a phrase in documents, with memory of its own.
type verifier struct {
	*texts
	phrase string
	simple bool
	urls   map[string]uint64
	drop   func(uint64)
	// file and buf hold one file and one document at a time.
	file bytes.Buffer
	buf  []byte
}

func (v *verifier) bucket(b int) error {
	if err := v.read(bucketPath(v.dir, b)); err != nil {
		return fmt.Errorf("read texts: %w", err)
	}
	blobs, err := v.blobs(b, v.file.Bytes())
	if err != nil {
		return err
	}
	for _, x := range blobs {
		doc, ok := v.urls[x.url]
		if !ok {
			continue
		}
		if n, err := snappy.DecodedLen(x.data); err == nil && n > cap(v.buf) && n < 64<<20 {
			v.buf = make([]byte, n)
		}
		s, err := x.decode(v.buf)
		if err != nil {
			return err
		}
		if !s.contains(v.phrase, v.simple) {
			v.drop(doc)
		}
	}
	return nil
}

// read reads a file into the memory of the one before.
func (v *verifier) read(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	v.file.Reset()
	_, err = v.file.ReadFrom(f)
	return err
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
