package site

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"touyan/generator/content"
)

// Peer is a case that is close to another, and why.
type Peer struct {
	Case *content.Page
	// Reasons are what the two share, what counts most first.
	Reasons []Reason
}

// Reason is one shared value; Kind is problem, tag, brand, type, sector, level or
// region.
type Reason struct{ Kind, Value string }

// maxPeers is how many peers a case has, maxReasons how many reasons are told.
const (
	maxPeers   = 4
	maxReasons = 3
)

// maxCandidates bounds how many cases one case is compared with, so that the
// whole stays linear in the number of cases: they are taken from the rarest
// shared values first, and of a value that too many share, those that stand
// nearest in an order that puts like cases side by side.
const maxCandidates = 160

// kinds are the values that make two cases alike with the weight of each. A
// shared value counts weight times its idf, log(1+N/n): rare ones say more.
var kinds = []struct {
	name   string
	weight float64
}{
	{"problem", 3}, {"brand", 2}, {"tag", 1.5}, {"region", 1}, {"type", 1}, {"sector", 1}, {"level", 0.3},
}

// feature is a value that cases share.
type feature struct {
	kind  int
	value string
	// cases are positions in the likeness order.
	cases []int32
	score float64
}

// PeerGraph holds what the cases of a site share. It is not changed once made,
// and what is found from it does not depend on the order of the cases.
type PeerGraph struct {
	// cases are in likeness order; features and of go by their numbers.
	cases    []*content.Page
	number   map[*content.Page]int32
	features []feature
	// of holds each case's features, rarest first.
	of [][]int32
}

// PeerFinder finds the peers of cases. It is for one goroutine at a time.
type PeerFinder struct {
	*PeerGraph
	// seen and shares mark cases and features with the case last asked for, plus
	// one, to save clearing them.
	seen, shares []int32
	candidates   []int32
}

// Finder returns a finder of its own.
func (g *PeerGraph) Finder() *PeerFinder {
	return &PeerFinder{PeerGraph: g, seen: make([]int32, len(g.cases)), shares: make([]int32, len(g.features))}
}

// PeerGraph returns the graph of the site's cases.
func (s *Site) PeerGraph() *PeerGraph { return newGraph(s.Cases) }

func newGraph(cases []*content.Page) *PeerGraph {
	g := &PeerGraph{cases: slices.Clone(cases), number: make(map[*content.Page]int32, len(cases)), of: make([][]int32, len(cases))}
	keys := make(map[*content.Page]string, len(cases))
	for _, p := range cases {
		keys[p] = p.Sector + "\x00" + p.Type + "\x00" + strings.Join(p.Region, "/") + "\x00" + p.Path
	}
	slices.SortFunc(g.cases, func(a, b *content.Page) int { return strings.Compare(keys[a], keys[b]) })
	index := make([]map[string]int32, len(kinds))
	for k := range kinds {
		index[k] = map[string]int32{}
	}
	for i, p := range g.cases {
		g.number[p] = int32(i)
		for k, kind := range kinds {
			for _, v := range shared(kind.name, p) {
				f, ok := index[k][v]
				if !ok {
					f = int32(len(g.features))
					index[k][v] = f
					g.features = append(g.features, feature{kind: k, value: v})
				}
				g.features[f].cases = append(g.features[f].cases, int32(i))
				g.of[i] = append(g.of[i], f)
			}
		}
	}
	for f := range g.features {
		x := &g.features[f]
		x.score = kinds[x.kind].weight * math.Log(1+float64(len(cases))/float64(len(x.cases)))
	}
	for _, of := range g.of {
		slices.SortFunc(of, func(a, b int32) int {
			return cmp.Or(cmp.Compare(len(g.features[a].cases), len(g.features[b].cases)), cmp.Compare(a, b))
		})
	}
	return g
}

// shared returns the values of a case that can be shared.
func shared(kind string, p *content.Page) []string {
	switch kind {
	case "brand":
		return some(p.Brand)
	case "region":
		paths := make([]string, len(p.Region))
		for i := range p.Region {
			paths[i] = strings.Join(p.Region[:i+1], "/")
		}
		return paths
	default:
		return Values(kind, p)
	}
}

// Peers returns the closest others of one case.
func (f *PeerFinder) Peers(p *content.Page) []Peer {
	i := f.number[p]
	f.gather(i)
	for _, x := range f.of[i] {
		f.shares[x] = i + 1
	}
	type scored struct {
		i     int32
		score float64
	}
	best := make([]scored, 0, maxPeers+1)
	for _, j := range f.candidates {
		s := f.likeness(i, j)
		if len(best) == maxPeers && s < best[maxPeers-1].score {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, scored{j, s}, func(a, b scored) int {
			return cmp.Or(cmp.Compare(b.score, a.score), newest(f.cases[a.i], f.cases[b.i]), cmp.Compare(a.i, b.i))
		})
		best = slices.Insert(best, at, scored{j, s})
		best = best[:min(len(best), maxPeers)]
	}
	peers := make([]Peer, len(best))
	for n, b := range best {
		peers[n] = Peer{f.cases[b.i], f.reasons(i, b.i)}
	}
	return peers
}

// gather collects the cases to compare case i with.
func (f *PeerFinder) gather(i int32) {
	f.candidates = f.candidates[:0]
	mark := i + 1
	f.seen[i] = mark
	for _, x := range f.of[i] {
		cases := f.features[x].cases
		room := maxCandidates - len(f.candidates)
		if room <= 0 {
			return
		}
		at, _ := slices.BinarySearch(cases, i)
		from, to := max(0, at-room/2), min(len(cases), at+room/2+1)
		for _, j := range cases[from:to] {
			if f.seen[j] != mark {
				f.seen[j] = mark
				f.candidates = append(f.candidates, j)
			}
		}
	}
}

// likeness adds up what two cases share; the features of case i are marked.
func (f *PeerFinder) likeness(i, j int32) float64 {
	s := 0.0
	for _, x := range f.of[j] {
		if f.shares[x] == i+1 {
			s += f.features[x].score
		}
	}
	return s
}

// reasons names what two cases share; of several regions only the smallest.
func (f *PeerFinder) reasons(i, j int32) []Reason {
	var common []int32
	for _, x := range f.of[j] {
		if f.shares[x] == i+1 {
			common = append(common, x)
		}
	}
	slices.SortStableFunc(common, func(a, b int32) int {
		return cmp.Compare(f.features[b].score, f.features[a].score)
	})
	var out []Reason
	region := false
	for _, x := range common {
		r := Reason{kinds[f.features[x].kind].name, f.features[x].value}
		if r.Kind == "region" {
			if region {
				continue
			}
			region = true
			r.Value = r.Value[strings.LastIndexByte(r.Value, '/')+1:]
		}
		if out = append(out, r); len(out) == maxReasons {
			break
		}
	}
	return out
}
