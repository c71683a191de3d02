package search

import (
	"context"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"touyan/generator/search/shards"
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

// keepSlack is how far below that a share may be: sums in another order of the
// same numbers, such as a browser's, differ by less.
const keepSlack = 1e-9

// presentScore is the saturation of a term of which only the presence is known.
// That of one occurrence in a page of mean length.
const presentScore = 1

// otherPages is what a brand's or a guide's score is multiplied by: readers look
// for cases, which are longer and would else stand behind a page that only has
// the words in its title.
const otherPages = 0.5

// idf is how much a term tells that n of all documents have.
func idf(all, n int) float64 {
	return math.Log(1 + (float64(all)-float64(n)+0.5)/(float64(n)+0.5))
}

// saturation is BM25's share of idf for a frequency in a document with the given
// norm, see [Index.norms].
func saturation(tf, norm float64) float64 { return tf * (k1 + 1) / (tf + norm) }

// norms returns by length code what saturation adds to a frequency: k1 for a
// document of mean length, more for a longer one.
func (x *Index) norms() *[math.MaxUint8 + 1]float64 {
	mean := float64(x.state.Length) / float64(max(x.state.Docs, 1))
	var n [math.MaxUint8 + 1]float64
	for code := range n {
		n[code] = k1 * (1 - b + b*shards.LengthOf(uint8(code))/mean)
	}
	return &n
}

// match is how well one document meets a query: its score, and the weight of the
// terms that it has.
type match struct{ score, share float64 }

// scorer scores documents against the units of a plan. All lists are open, so
// that several goroutines can each score a range of documents. The sums of a
// document are made in the order of units, ways and terms, whatever the ranges.
type scorer struct {
	units  []openUnit
	weight float64 // of all units
	other  list    // documents that are no cases
	norms  *[math.MaxUint8 + 1]float64
}

// openUnit is a unit with its lists; weight is that of what was typed.
type openUnit struct {
	ways   []openWay
	weight float64
}

type openWay struct {
	terms  []openTerm
	weight float64
}

// openTerm is a term with its weight; title is set where only presence is kept.
type openTerm struct {
	list, title list
	weight      float64
	scored      bool
}

// scorer opens the lists of units.
func (x *Index) scorer(ctx context.Context, units []unit) (*scorer, error) {
	s := &scorer{norms: x.norms()}
	for _, u := range units {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		o, err := x.openUnit(u)
		if err != nil {
			return nil, err
		}
		s.units = append(s.units, o)
		s.weight += o.weight
	}
	var err error
	s.other, err = x.list(fieldKind, kindOther)
	return s, err
}

// evaluate scores every document against the units of a plan, on all cores. The
// result, by document number, is to be given back with release.
func (x *Index) evaluate(ctx context.Context, units []unit) ([]match, error) {
	total := x.matches()
	if len(units) == 0 {
		return total, nil
	}
	s, err := x.scorer(ctx, units)
	if err != nil {
		return nil, err
	}
	g, ctx := errgroup.WithContext(ctx)
	n := max(1, min(runtime.GOMAXPROCS(0), x.size/minRange))
	for i := range n {
		g.Go(func() error {
			from, to := i*x.size/n, (i+1)*x.size/n
			return s.score(ctx, uint64(from), total[from:to])
		})
	}
	return total, g.Wait()
}

// minRange is the least number of documents that are worth a goroutine.
const minRange = 2000

// matches returns zeros for every document number, from memory given back.
func (x *Index) matches() []match {
	if m, ok := x.pool.Get().(*[]match); ok {
		clear(*m)
		return *m
	}
	return make([]match, x.size)
}

func (x *Index) release(m []match) { x.pool.Put(&m) }

func (x *Index) openUnit(u unit) (openUnit, error) {
	var o openUnit
	for _, w := range u.ways {
		var ow openWay
		for _, t := range w.terms {
			ot, err := x.openTerm(t)
			if err != nil {
				return o, err
			}
			ow.terms = append(ow.terms, ot)
			ow.weight += ot.weight
		}
		o.ways = append(o.ways, ow)
	}
	o.weight = o.ways[0].weight
	return o, nil
}

func (x *Index) openTerm(t term) (o openTerm, err error) {
	if o.list, err = x.list(t.field, t.text); err != nil {
		return o, err
	}
	o.scored = t.field == fieldText
	o.weight = t.boost * idf(x.state.Docs, o.list.count)
	if t.field == fieldChars {
		o.title, err = x.list(fieldTitle, t.text)
	}
	return o, err
}

// score adds all units to the matches of the documents from a number on, and
// puts cases before other pages that match as well.
func (s *scorer) score(ctx context.Context, from uint64, total []match) error {
	r := scoring{scorer: s, ctx: ctx, from: from, to: from + uint64(len(total))}
	for i := range s.units {
		if err := r.unit(&s.units[i], total); err != nil {
			return err
		}
	}
	s.complete(total)
	return s.other.within(ctx, r.from, r.to, func(p posting) { total[uint64(p.doc)-from].score *= otherPages })
}

// complete raises the scores of documents that have all of the query, to the
// double, and of those that lack little, by the eighth power of their share. Words
// that all stand in a document most often stand together there, though the index
// knows no places; and a question, of which no document has all, is left as it is.
func (s *scorer) complete(total []match) {
	for d := range total {
		if m := &total[d]; m.share != 0 {
			c := m.share / s.weight
			c *= c
			c *= c
			c *= c
			m.score *= 1 + c
		}
	}
}

// scoring is a range of documents being scored. best and one are sums of one
// unit and of one way.
type scoring struct {
	*scorer
	ctx       context.Context
	from, to  uint64
	best, one []match
}

// unit adds one unit to the total: of several ways that a document meets it, the
// one with the best score and, apart from that, the greatest share.
func (r *scoring) unit(u *openUnit, total []match) error {
	if len(u.ways) == 1 {
		return r.way(&u.ways[0], total)
	}
	if r.best == nil {
		r.best, r.one = make([]match, len(total)), make([]match, len(total))
	}
	for i := range u.ways {
		w := &u.ways[i]
		if w.empty() {
			continue
		}
		if err := r.way(w, r.one); err != nil {
			return err
		}
		for d, m := range r.one {
			if m.share != 0 {
				b := &r.best[d]
				b.score, b.share = max(b.score, m.score), max(b.share, m.share/w.weight)
				r.one[d] = match{}
			}
		}
	}
	for d, m := range r.best {
		if m.share != 0 {
			total[d].score += m.score
			total[d].share += m.share * u.weight
			r.best[d] = match{}
		}
	}
	return nil
}

// empty reports whether no document has any term of a way.
func (w *openWay) empty() bool {
	return !slices.ContainsFunc(w.terms, func(t openTerm) bool { return t.list.count > 0 })
}

// way adds the terms of a way to m.
func (r *scoring) way(w *openWay, m []match) error {
	for i := range w.terms {
		if err := r.term(&w.terms[i], m); err != nil {
			return err
		}
	}
	return nil
}

// term adds one term to m.
func (r *scoring) term(t *openTerm, m []match) error {
	if t.scored {
		return t.list.within(r.ctx, r.from, r.to, func(p posting) {
			d := &m[uint64(p.doc)-r.from]
			d.share += t.weight
			d.score += t.weight * saturation(shards.Frequency(p.level), r.norms[p.length])
		})
	}
	err := t.list.within(r.ctx, r.from, r.to, func(p posting) {
		d := &m[uint64(p.doc)-r.from]
		d.share += t.weight
		d.score += t.weight * presentScore
	})
	if err != nil {
		return err
	}
	// What stands in the title too comes first.
	return t.title.within(r.ctx, r.from, r.to, func(p posting) { m[uint64(p.doc)-r.from].score += t.weight * presentScore })
}
