package search

import (
	"bufio"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// tallyRun is how many terms a tally keeps in memory before it writes them out.
const tallyRun = 1 << 20

// tally counts terms in bounded memory: sorted runs go to files, which are
// merged at the end.
type tally struct {
	dir   string
	terms []string
	runs  []*os.File
}

// add counts a term once.
func (t *tally) add(term string) error {
	t.terms = append(t.terms, term)
	if len(t.terms) < tallyRun {
		return nil
	}
	return t.spill()
}

// spill writes the terms in memory as one run.
func (t *tally) spill() error {
	f, err := os.Create(filepath.Join(t.dir, fmt.Sprintf("run%d.tmp", len(t.runs))))
	if err != nil {
		return fmt.Errorf("count terms: %w", err)
	}
	t.runs = append(t.runs, f)
	slices.Sort(t.terms)
	w := bufio.NewWriterSize(f, 1<<18)
	for term, n := range counted(t.terms) {
		w.Write(binary.AppendUvarint(nil, uint64(len(term))))
		w.WriteString(term)
		w.Write(binary.AppendUvarint(nil, uint64(n)))
	}
	t.terms = t.terms[:0]
	if err := w.Flush(); err != nil {
		return fmt.Errorf("count terms: %w", err)
	}
	return nil
}

// counted yields each of the sorted terms with how often it stands there.
func counted(sorted []string) func(yield func(string, int) bool) {
	return func(yield func(string, int) bool) {
		for i := 0; i < len(sorted); {
			n := 1
			for i+n < len(sorted) && sorted[i+n] == sorted[i] {
				n++
			}
			if !yield(sorted[i], n) {
				return
			}
			i += n
		}
	}
}

// each visits the terms in order with their counts. The tally is done with
// afterwards.
func (t *tally) each(visit func(term string, count int) error) error {
	defer t.close()
	if len(t.runs) == 0 {
		slices.Sort(t.terms)
		for term, n := range counted(t.terms) {
			if err := visit(term, n); err != nil {
				return err
			}
		}
		return nil
	}
	if err := t.spill(); err != nil {
		return err
	}
	return mergeRuns(t.runs, visit)
}

// close removes the runs.
func (t *tally) close() {
	for _, f := range t.runs {
		f.Close()
		os.Remove(f.Name())
	}
	t.runs, t.terms = nil, nil
}

// mergeRuns visits the terms of all runs, each once.
func mergeRuns(runs []*os.File, visit func(string, int) error) error {
	var h runHeap
	for _, f := range runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("count terms: %w", err)
		}
		h = append(h, &run{in: bufio.NewReaderSize(f, 1<<16)})
	}
	for i := len(h) - 1; i >= 0; i-- {
		if err := h[i].next(); err != nil {
			return err
		}
		if h[i].done {
			h = slices.Delete(h, i, i+1)
		}
	}
	heap.Init(&h)
	for len(h) > 0 {
		term, n := h[0].term, 0
		for len(h) > 0 && h[0].term == term {
			n += h[0].count
			if err := h[0].next(); err != nil {
				return err
			}
			if h[0].done {
				heap.Pop(&h)
			} else {
				heap.Fix(&h, 0)
			}
		}
		if err := visit(term, n); err != nil {
			return err
		}
	}
	return nil
}

// run reads one run.
type run struct {
	in    *bufio.Reader
	term  string
	count int
	done  bool
}

// next reads the next term; done is set at the end.
func (r *run) next() error {
	size, err := binary.ReadUvarint(r.in)
	if errors.Is(err, io.EOF) {
		r.done = true
		return nil
	}
	term := make([]byte, size)
	if err == nil {
		_, err = io.ReadFull(r.in, term)
	}
	var n uint64
	if err == nil {
		n, err = binary.ReadUvarint(r.in)
	}
	if err != nil {
		return fmt.Errorf("count terms: %w", err)
	}
	r.term, r.count = string(term), int(n)
	return nil
}

// runHeap orders runs by their next terms.
type runHeap []*run

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return h[i].term < h[j].term }
func (h runHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)        { *h = append(*h, x.(*run)) }
func (h *runHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}
