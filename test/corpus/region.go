package corpus

import (
	_ "embed"
	"math/rand/v2"
	"strings"
)

//go:embed regions.txt
var regionsText string

// townsPerCounty keeps the tree's last level at a realistic width.
const townsPerCounty = 8

// county is a path of the region tree down to the level above townships: three
// names, or two below a municipality.
type county []string

func (c county) name() string { return c[len(c)-1] }

// parseRegions reads regions.txt: a line per province, "city:county,county"
// after it.
func parseRegions(text string) []county {
	var out []county
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		for _, city := range f[1:] {
			name, list, _ := strings.Cut(city, ":")
			if list == "" {
				out = append(out, county{f[0], name})
				continue
			}
			for c := range strings.SplitSeq(list, ",") {
				out = append(out, county{f[0], name, c})
			}
		}
	}
	return out
}

// town names township t of a county. It depends on the two alone, so that
// cases share townships.
func (g *Generator) town(c, t int) string {
	r := rand.New(rand.NewPCG(uint64(c), uint64(t)))
	names := g.lex["townname"].words
	kinds := []string{"镇", "镇", "街道", "乡"}
	if len(g.counties[c]) == 2 {
		kinds = kinds[1:3]
	}
	return names[(c*37+t*11)%len(names)] + kinds[r.IntN(len(kinds))]
}
