package site

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"touyan/generator/config"
	"touyan/generator/content"
)

// page parses a case, so that tests see what real front matter gives.
func page(t testing.TB, path, frontMatter string) *content.Page {
	t.Helper()
	p, found := content.Parse(path, []byte("---\n"+strings.TrimSpace(frontMatter)+"\n---\n\n正文。\n"), words())
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	return p
}

func words() content.Vocabulary {
	c := config.Default()
	v := content.Vocabulary{Location: time.UTC}
	for _, x := range c.Types {
		v.Types = append(v.Types, x.ID)
	}
	for _, x := range c.Sectors {
		v.Sectors = append(v.Sectors, x.ID)
	}
	for _, x := range c.Levels {
		v.Levels = append(v.Levels, x.ID)
	}
	return v
}

const source = "\nsources: [{title: 公开报道}]"

func assemble(t testing.TB, pages ...*content.Page) *Site {
	t.Helper()
	s, found := Assemble(config.Default(), pages)
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	return s
}

func titles(pages []*content.Page) string {
	var list []string
	for _, p := range pages {
		list = append(list, p.Title)
	}
	return strings.Join(list, " ")
}

func TestCasesAreNewestFirstInEveryList(t *testing.T) {
	a := page(t, "cases/a.md", "title: 甲\ntype: village\ndate: 2021-05-01\nproblems: [增收]"+source)
	b := page(t, "cases/b.md", "title: 乙\ntype: village\ndate: 2022-01-05\nproblems: [增收, 治理]"+source)
	c := page(t, "cases/c.md", "title: 丙\ntype: alliance\ndate: 2021-05\nproblems: [增收]"+source)
	s := assemble(t, a, b, c)
	for _, list := range [][]*content.Page{s.Cases, s.Term("problem", "增收").Cases, s.Sections[0].Pages} {
		if got := titles(list); got != "乙 甲 丙" {
			t.Errorf("got %s", got)
		}
	}
	if got := titles(s.Term("year", "2021").Cases); got != "甲 丙" {
		t.Errorf("year 2021: %s", got)
	}
	if tax := s.Taxonomy("problem"); tax.Terms[0].Value != "增收" || tax.Terms[0].URL() != "problems/zeng-shou.html" {
		t.Errorf("commonest first: %+v", tax.Terms[0])
	}
}

func TestTermsThatSoundAlikeHaveTheirOwnAddresses(t *testing.T) {
	s := assemble(t,
		page(t, "cases/a.md", "title: 甲\ntype: village\ndate: 2021-05-01\ntags: [智力, 治理, 致力]"+source))
	seen := map[string]bool{}
	for _, x := range s.Taxonomy("tag").Terms {
		if seen[x.URL()] || !strings.HasPrefix(x.URL(), "tags/zhi-li") {
			t.Errorf("%s: %s", x.Value, x.URL())
		}
		seen[x.URL()] = true
	}
}

func TestRegionsAreATree(t *testing.T) {
	a := page(t, "cases/a.md", "title: 甲\ntype: village\ndate: 2021-05-01\nregion: [浙江省, 嘉兴市, 桐乡市]"+source)
	b := page(t, "cases/b.md", "title: 乙\ntype: village\ndate: 2021-06-01\nregion: [浙江省, 嘉兴市]"+source)
	c := page(t, "cases/c.md", "title: 丙\ntype: village\ndate: 2021-07-01"+source)
	s := assemble(t, a, b, c)
	jiaxing := s.RegionAt([]string{"浙江省", "嘉兴市"})
	if titles(jiaxing.Cases) != "乙 甲" || jiaxing.URL() != "regions/zhe-jiang-sheng/jia-xing-shi.html" {
		t.Errorf("got %s at %s", titles(jiaxing.Cases), jiaxing.URL())
	}
	if got := s.Region(a).Chain(); len(got) != 3 || got[0].Name != "浙江省" || got[2].Name != "桐乡市" {
		t.Errorf("chain: %v", got)
	}
	if s.Region(c) != nil || len(s.AllRegions()) != 3 {
		t.Errorf("a case without a region is in none; %d regions", len(s.AllRegions()))
	}
}

func TestBrandsHaveTheirCases(t *testing.T) {
	b := page(t, "brands/mei-li.md", "title: 美丽党员\nslogan: 门前三尺")
	a := page(t, "cases/a.md", "title: 甲\ntype: village\ndate: 2021-05-01\nbrand: mei-li"+source)
	s := assemble(t, a, b)
	if len(s.Brands) != 1 || titles(s.Brands[0].Cases) != "甲" || s.BrandOf(a) != s.Brands[0] {
		t.Errorf("got %+v", s.Brands)
	}
	wrong := page(t, "cases/w.md", "title: 乙\ntype: village\ndate: 2021-05-01\nbrand: mei-l"+source)
	_, found := Assemble(config.Default(), []*content.Page{wrong, b})
	if len(found) != 1 || found[0].String() != `content/cases/w.md:5:8: error: unknown-brand "mei-l" "mei-li"` {
		t.Errorf("got %v", found)
	}
}

func TestChangeConvertsUnits(t *testing.T) {
	p := page(t, "cases/xue-shui-gang.md", `title: 雪水港村
type: village
date: 2022-01-01
outcomes:
  - {indicator: 村集体经济收入, unit: 万元, values: {2006: 46.2, 2021: 245.69}}
  - {indicator: 农民人均收入, values: {2006: 8520元, 2021: 4.7万元}}`+source)
	for i, want := range []float64{5.32, 5.52} {
		c, ok := ChangeOf(&p.Outcomes[i])
		if !ok || math.Abs(c.Ratio-want) > 0.005 {
			t.Errorf("%s: %v, %v, want %v", p.Outcomes[i].Indicator, c.Ratio, ok, want)
		}
	}
	people, visits := content.Figure{Year: 2020}, content.Figure{Year: 2021}
	people.Quantity, _ = content.ParseQuantity("10人", "")
	visits.Quantity, _ = content.ParseQuantity("20人次", "")
	if c, ok := ChangeOf(&content.Outcome{Figures: []content.Figure{people, visits}}); ok {
		t.Errorf("人 and 人次 were compared: %+v", c)
	}
}

func TestIndicatorsStandTogetherByDimension(t *testing.T) {
	a := page(t, "cases/a.md", "title: 甲\ntype: village\ndate: 2021-05-01\noutcomes: [{indicator: 收入, value: 9000元, year: 2021}]"+source)
	b := page(t, "cases/b.md", "title: 乙\ntype: village\ndate: 2021-06-01\noutcomes: [{indicator: 收入, value: 4.7万元, year: 2021, scope: 全市}]"+source)
	c := page(t, "cases/c.md", "title: 丙\ntype: village\ndate: 2021-06-01\noutcomes: [{indicator: 收入, value: 95%, year: 2021}]"+source)
	s := assemble(t, a, b, c)
	if len(s.Indicators) != 2 {
		t.Fatalf("got %d indicators", len(s.Indicators))
	}
	first := s.Indicators[0]
	if first.Dimension != "元" || first.Entries[0].Case.Title != "乙" || !first.Scopes() {
		t.Errorf("got %+v", first)
	}
}

func TestPeersShareRareThings(t *testing.T) {
	var pages []*content.Page
	for i := range 30 {
		pages = append(pages, page(t, fmt.Sprintf("cases/c%02d.md", i), fmt.Sprintf("title: 普通%d\ntype: village\nsector: rural\ndate: 2020-01-01\nproblems: [常见问题]", i)+source))
	}
	a := page(t, "cases/a.md", "title: 甲\ntype: village\ndate: 2021-05-01\nregion: [浙江省, 嘉兴市]\nproblems: [常见问题, 罕见问题]"+source)
	b := page(t, "cases/b.md", "title: 乙\ntype: alliance\ndate: 2021-05-01\nregion: [浙江省]\nproblems: [罕见问题]"+source)
	s := assemble(t, append(pages, a, b)...)
	if got := s.PeerGraph().Finder().Peers(a); len(got) != maxPeers || got[0].Case != b || got[0].Reasons[0] != (Reason{"problem", "罕见问题"}) {
		t.Errorf("got %+v", got)
	}
	for _, p := range s.PeerGraph().Finder().Peers(a) {
		if p.Case == a || len(p.Reasons) == 0 {
			t.Errorf("peer %s with reasons %v", p.Case.Title, p.Reasons)
		}
	}
}

// TestPeersDoNotDependOnOrder: the same site gives the same peers, in whatever
// order its pages came.
func TestPeersDoNotDependOnOrder(t *testing.T) {
	var pages []*content.Page
	for i := range 200 {
		pages = append(pages, page(t, fmt.Sprintf("cases/c%03d.md", i), fmt.Sprintf(
			"title: 例%d\ntype: village\nsector: rural\ndate: 2020-01-%02d\nproblems: [问题%d, 问题%d]\ntags: [签%d]", i, 1+i%28, i%7, 7+i%5, i%11)+source))
	}
	want := told(assemble(t, pages...))
	slices.Reverse(pages)
	got := told(assemble(t, pages...))
	if got != want {
		t.Error("peers differ with the order of pages")
	}
}

func told(s *Site) string {
	var lines []string
	f := s.PeerGraph().Finder()
	for _, p := range s.Cases {
		line := p.Title + ":"
		for _, x := range f.Peers(p) {
			line += fmt.Sprint(" ", x.Case.Title, x.Reasons)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestPeersAskedAgain asks one finder for the peers of cases over and over.
func TestPeersAskedAgain(t *testing.T) {
	var pages []*content.Page
	for i := range 12 {
		p := &content.Page{Path: fmt.Sprintf("cases/c%02d.md", i), Kind: content.Case}
		p.Type, p.Problems = []string{"village", "method"}[i%2], []string{fmt.Sprint(i % 3)}
		pages = append(pages, p)
	}
	s := &Site{Cases: pages}
	one := s.PeerGraph().Finder()
	for range 3 {
		for _, p := range pages {
			if got, want := fmt.Sprint(one.Peers(p)), fmt.Sprint(s.PeerGraph().Finder().Peers(p)); got != want {
				t.Errorf("%s: got %s, want %s", p.Path, got, want)
			}
		}
	}
}
