package search

import (
	"context"
	"fmt"
	"math"
	"runtime"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	"golang.org/x/sync/errgroup"
)

// BM25's constants: k1 bounds what repetition adds, b how much a long document
// is held back. The usual values of Robertson and Zaragoza (2009).
const (
	k1 = 1.2
	b  = 0.75
)

// keepShare is how much of the best document's share of the query a document
// must have to be a result at all.
const keepShare = 0.6

// idf is how much a term tells that n of all documents have.
func idf(all, n int) float64 {
	return math.Log(1 + (float64(all)-float64(n)+0.5)/(float64(n)+0.5))
}

// saturation is BM25's share of idf for a frequency in a document of the given
// length, against the mean.
func saturation(tf, length, mean float64) float64 {
	return tf * (k1 + 1) / (tf + k1*(1-b+b*length/mean))
}

// matches holds, by document number, how well each document meets a query.
type matches struct {
	score []float64
	share []float64
}

func newMatches(n int) *matches {
	return &matches{make([]float64, n), make([]float64, n)}
}

// posting is one document of a term; tf and length are 0 where the field keeps
// only presence.
type posting struct {
	doc        uint64
	tf, length float64
}

// list is the postings of one term, by segment. They are read from bleve's
// segments themselves: its readers above them take as long again for each
// posting.
type list struct {
	segments []segmentList
	count    int
}

type segmentList struct {
	offset   uint64
	postings segment.PostingsIterator
}

// list opens a term's postings.
func (x *Index) list(field, text string) (list, error) {
	var l list
	freq := field == fieldText
	for _, s := range x.segments {
		dict, err := s.Segment().Dictionary(field)
		if err != nil {
			return l, fmt.Errorf("read postings: %w", err)
		}
		p, err := dict.PostingsList([]byte(text), s.Deleted(), nil)
		if err != nil {
			return l, fmt.Errorf("read postings: %w", err)
		}
		if n := int(p.Count()); n > 0 {
			l.count += n
			l.segments = append(l.segments, segmentList{s.offset, p.Iterator(freq, freq, false, nil)})
		}
	}
	return l, nil
}

// each visits the documents in order of their numbers.
func (l list) each(ctx context.Context, visit func(posting)) error {
	for _, s := range l.segments {
		for {
			p, err := s.postings.Next()
			if err != nil {
				return fmt.Errorf("read postings: %w", err)
			}
			if p == nil {
				break
			}
			visit(posting{s.offset + p.Number(), float64(p.Frequency()), length(p)})
		}
	}
	return ctx.Err()
}

// length is a document's length as the index keeps it; bleve gives its square
// root's inverse.
func length(p segment.Posting) float64 {
	if n, ok := p.(interface{ NormUint64() uint64 }); ok {
		return float64(n.NormUint64())
	}
	return math.Round(1 / (p.Norm() * p.Norm()))
}

// evaluate scores every document against the units of a plan, on all cores.
func (x *Index) evaluate(ctx context.Context, units []unit, size int) (*matches, error) {
	parts := make([]*matches, min(runtime.GOMAXPROCS(0), len(units)))
	g, gctx := errgroup.WithContext(ctx)
	for n := range parts {
		g.Go(func() error {
			parts[n] = newMatches(size)
			for i := n; i < len(units); i += len(parts) {
				if err := x.unit(gctx, units[i], parts[n]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	total := newMatches(size)
	for _, part := range parts {
		for d := range total.score {
			total.score[d] += part.score[d]
			total.share[d] += part.share[d]
		}
	}
	return total, x.prefer(ctx, total)
}

// otherPages is what a brand's or a guide's score is multiplied by: readers look
// for cases, which are longer and would else stand behind a page that only has
// the words in its title.
const otherPages = 0.5

// prefer puts cases before other pages that match as well.
func (x *Index) prefer(ctx context.Context, m *matches) error {
	l, err := x.list(fieldKind, kindOther)
	if err != nil {
		return err
	}
	return l.each(ctx, func(p posting) { m.score[p.doc] *= otherPages })
}

// unit adds one unit to the total: of several ways that a document meets it, the
// one with the best score and, apart from that, the greatest share.
func (x *Index) unit(ctx context.Context, u unit, total *matches) error {
	if len(u.ways) == 1 {
		_, err := x.way(ctx, u.ways[0], total)
		return err
	}
	best := newMatches(len(total.score))
	weight := 0.0
	for i, w := range u.ways {
		one := newMatches(len(total.score))
		sum, err := x.way(ctx, w, one)
		if err != nil {
			return err
		}
		if i == 0 {
			weight = sum
		}
		for d, s := range one.score {
			if one.share[d] == 0 {
				continue
			}
			best.score[d] = max(best.score[d], s)
			best.share[d] = max(best.share[d], one.share[d]/sum)
		}
	}
	for d := range best.share {
		total.score[d] += best.score[d]
		total.share[d] += best.share[d] * weight
	}
	return nil
}

// way adds the terms of a way to m and returns the sum of their weights.
func (x *Index) way(ctx context.Context, w way, m *matches) (float64, error) {
	sum := 0.0
	for _, t := range w.terms {
		weight, err := x.term(ctx, t, m)
		if err != nil {
			return 0, err
		}
		sum += weight
	}
	return sum, nil
}

// term adds one term to m and returns its weight.
func (x *Index) term(ctx context.Context, t term, m *matches) (float64, error) {
	l, err := x.list(t.field, t.text)
	if err != nil {
		return 0, err
	}
	weight := t.boost * idf(x.state.Docs, l.count)
	if t.field == fieldText {
		mean := float64(x.state.Length) / float64(max(x.state.Docs, 1))
		return weight, l.each(ctx, func(p posting) {
			m.share[p.doc] += weight
			m.score[p.doc] += weight * saturation(p.tf, p.length, mean)
		})
	}
	if err := l.each(ctx, func(p posting) {
		m.share[p.doc] += weight
		m.score[p.doc] += weight * presentScore
	}); err != nil {
		return 0, err
	}
	// What stands in the title too comes first.
	if l, err = x.list(fieldTitle, t.text); err != nil {
		return 0, err
	}
	return weight, l.each(ctx, func(p posting) { m.score[p.doc] += weight * presentScore })
}

// presentScore is the saturation of a term of which only the presence is known.
const presentScore = 0.5
