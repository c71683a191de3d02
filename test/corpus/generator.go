package corpus

import (
	"fmt"
	"math/rand/v2"
)

// Generator makes the cases and brands of one seed. It is not changed after
// [New] and may be used by many goroutines.
type Generator struct {
	seed     uint64
	lex      lexicon
	rare     []string
	rareZ    zipf
	counties []county
	countyZ  zipf
	problems []string
	problemZ zipf
}

// New reads the grammar for a corpus of the given seed.
func New(seed uint64) *Generator {
	g := &Generator{
		seed:     seed,
		lex:      newLexicon(lexiconText),
		rare:     rarePool(),
		counties: parseRegions(regionsText),
	}
	g.rareZ = newZipf(len(g.rare), 30, 0.8)
	g.countyZ = newZipf(len(g.counties), 8, 0.7)
	for _, how := range g.lex["problemhow"].words {
		for _, what := range g.lex["problemwhat"].words {
			g.problems = append(g.problems, what+how)
		}
	}
	// Neighbours in the list share a fault; mixing gives every fault common
	// and rare problems.
	r := rand.New(rand.NewPCG(5, 6))
	r.Shuffle(len(g.problems), func(i, j int) { g.problems[i], g.problems[j] = g.problems[j], g.problems[i] })
	g.problemZ = newZipf(len(g.problems), 3, 1)
	return g
}

// Streams keep the random numbers of unlike things apart.
const (
	streamCase uint64 = iota << 48
	streamBrand
	streamPath
)

func (g *Generator) rng(stream uint64, i int) *rand.Rand {
	return rand.New(rand.NewPCG(g.seed, stream|uint64(i)))
}

// Case returns the files of case i as touyan reads them: the Markdown first,
// then the images of a bundle.
func (g *Generator) Case(i int) []File { return g.files(i, touyanLayout) }

// Facts returns the front matter of case i as values, for benchmarks that start
// after parsing.
func (g *Generator) Facts(i int) Facts {
	f := g.facts(g.rng(streamCase, i), i)
	return f
}

// Brand returns the page of brand k.
func (g *Generator) Brand(k int) File { return g.brand(k, touyanLayout) }

// casesPerBrand fixes how many brands a corpus has.
const casesPerBrand = 50

// Brands is the number of brands that a corpus of n cases refers to.
func (g *Generator) Brands(n int) int { return (n + casesPerBrand - 1) / casesPerBrand }

// files writes case i in the given layout.
func (g *Generator) files(i int, l layout) []File {
	r := g.rng(streamCase, i)
	f := g.facts(r, i)
	p := &prose{g: g, r: r, f: &f, buf: make([]byte, 0, 16<<10)}
	p.buf = l.frontMatter(p.buf, &f)
	p.body()
	path := g.path(i)
	out := []File{{Path: path, Data: p.buf}}
	if f.Bundle {
		out = append(out, File{Path: "cases/" + slug(i) + "/scheme.svg", Data: figure(r, &f)})
	}
	return out
}

func slug(i int) string { return fmt.Sprintf("case-%06d", i) }

// bundled reports whether case i is a folder with an image: one in forty is.
func (g *Generator) bundled(i int) bool { return g.rng(streamPath, i).IntN(40) == 0 }

// path is the file of case i below content/.
func (g *Generator) path(i int) string {
	if g.bundled(i) {
		return "cases/" + slug(i) + "/index.md"
	}
	return "cases/" + slug(i) + ".md"
}

// link is the relative address of case to as written in case from.
func (g *Generator) link(from, to int) string {
	target := slug(to) + ".md"
	if g.bundled(to) {
		target = slug(to) + "/index.md"
	}
	if g.bundled(from) {
		return "../" + target
	}
	return target
}

// brandFacts is what a brand shares with the cases that refer to it.
type brandFacts struct {
	slug, slogan string
	county       int
}

func (g *Generator) brandFacts(k int) brandFacts {
	r := g.rng(streamBrand, k)
	return brandFacts{
		slug:   fmt.Sprintf("brand-%05d", k),
		slogan: g.slogan(r),
		county: g.countyZ.draw(r),
	}
}

// slogan makes names such as 一网三带: numerals with a noun and a verb, or two
// rare characters and an idiom's half.
func (g *Generator) slogan(r *rand.Rand) string {
	digits := []string{"一", "两", "三", "四", "五", "六", "七", "八"}
	n := g.lex["noun1"].words[r.IntN(len(g.lex["noun1"].words))]
	v := g.lex["verb1"].words[r.IntN(len(g.lex["verb1"].words))]
	if r.IntN(2) == 0 {
		return digits[r.IntN(3)] + n + digits[2+r.IntN(6)] + v
	}
	return g.rare[g.rareZ.draw(r)] + v + n
}

// brand writes the page of brand k.
func (g *Generator) brand(k int, l layout) File {
	b := g.brandFacts(k)
	r := g.rng(streamBrand, k|1<<40)
	f := g.facts(r, k)
	f.slogan = b.slogan
	p := &prose{g: g, r: r, f: &f}
	p.buf = fmt.Appendf(p.buf, "---\ntitle: %s\nslogan: ", b.slogan)
	p.sym("idiom")
	p.text("，")
	p.sym("idiom")
	p.text("\nregion: ")
	p.buf = appendList(p.buf, g.counties[b.county])
	p.text("\nessence: ")
	p.sym("clause")
	p.text("\ndate: 2015-01-05\n---\n\n")
	for range 3 {
		p.sentences("do", 2+r.IntN(3))
	}
	return File{Path: l.brandPath(b.slug), Data: p.buf}
}
