package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
)

// prose writes text about one case.
type prose struct {
	g   *Generator
	r   *rand.Rand
	f   *Facts
	buf []byte
	han int
}

func (p *prose) text(s string) { p.buf = append(p.buf, s...) }

// sym writes one expansion of a symbol.
func (p *prose) sym(name string) { p.expand(p.g.lex[name]) }

func (p *prose) expand(s *symbol) { p.pieces(s.pieces[s.ranks.draw(p.r)]) }

func (p *prose) pieces(ps []piece) {
	for _, c := range ps {
		switch {
		case c.sym != nil:
			p.expand(c.sym)
		case c.slot != "":
			p.slot(c.slot)
		default:
			p.buf = append(p.buf, c.text...)
			p.han += c.han
		}
	}
}

// line expands a template to a string of its own.
func (p *prose) line(template string) string {
	q := &prose{g: p.g, r: p.r, f: p.f}
	q.pieces(p.g.lex.split(template))
	return string(q.buf)
}

func (p *prose) put(s string) {
	p.buf = append(p.buf, s...)
	p.han += hanCount(s)
}

func (p *prose) int(lo, hi int) { p.buf = strconv.AppendInt(p.buf, int64(lo+p.r.IntN(hi-lo+1)), 10) }

// slot fills a slot that the grammar leaves to the case.
func (p *prose) slot(name string) {
	switch name {
	case "village":
		p.put(p.f.village)
	case "product":
		p.put(p.f.product)
	case "slogan":
		p.put(p.f.slogan)
	case "topic":
		p.put(p.f.topics[0])
	case "org":
		p.put(p.f.Organization)
	case "county":
		p.put(p.f.county)
	case "town":
		p.put(p.f.town)
	case "rare":
		p.rareWord()
	default:
		p.figure(name)
	}
}

// rareWord writes one of the case's own words as often as one of the pool.
func (p *prose) rareWord() {
	if p.r.IntN(2) == 0 {
		p.put(p.f.topics[p.r.IntN(len(p.f.topics))])
		return
	}
	p.put(p.g.rare[p.g.rareZ.draw(p.r)])
}

func (p *prose) figure(name string) {
	switch name {
	case "n1":
		p.int(2, 9)
	case "n2":
		p.int(10, 99)
	case "n3":
		p.int(100, 999)
	case "n4":
		p.int(1000, 9999)
	case "pct":
		p.int(30, 99)
		p.text("%")
	case "money":
		p.buf = fmt.Appendf(p.buf, "%d.%d万元", 1+p.r.IntN(400), p.r.IntN(10))
		p.han += 2
	case "year":
		p.int(p.f.year-6, p.f.year-1)
	case "month":
		p.int(1, 12)
	default:
		panic("corpus: lexicon.txt uses the unknown slot {" + name + "}")
	}
}

// distinct draws until it has n different strings.
func (p *prose) distinct(n int, draw func() string) []string {
	var out []string
	for len(out) < n {
		if s := draw(); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// sentences writes a paragraph of n sentences of one kind.
func (p *prose) sentences(kind string, n int) {
	for range n {
		p.sym(kind)
	}
	p.text("\n\n")
}
