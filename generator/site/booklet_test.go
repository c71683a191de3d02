package site_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/site"
)

// bookletSite has two villages, one of them of a brand, and an alliance.
func bookletSite(t *testing.T, more ...string) (*site.Site, []string) {
	t.Helper()
	c := config.Default()
	c.Title = "站"
	words := content.Vocabulary{Types: config.IDs(c.Types), Sectors: config.IDs(c.Sectors), Levels: config.IDs(c.Levels), Location: time.UTC}
	files := []string{
		"cases/a.md", "title: 甲\ntype: village\ndate: 2021\nregion: [浙江省, 嘉兴市]\nbrand: pin-pai\nproblems: [增收难]",
		"cases/b/index.md", "title: 乙\ntype: village\ndate: 2022\nregion: [浙江省, 绍兴市]\ntags: [共富]",
		"cases/c.md", "title: 丙\ntype: alliance\ndate: 2020\nsector: rural\nlevel: city",
		"brands/pin-pai.md", "title: 品牌",
		"brands/kong.md", "title: 空牌",
	}
	files = append(files, more...)
	var pages []*content.Page
	for i := 0; i < len(files); i += 2 {
		text := files[i+1]
		if strings.HasPrefix(files[i], "cases/") {
			text += "\nsources: [{title: 报道}]"
		}
		p, found := content.Parse(files[i], []byte("---\n"+text+"\n---\n"), words)
		if found.Errors() > 0 {
			t.Fatal(found)
		}
		pages = append(pages, p)
	}
	s, found := site.Assemble(c, pages)
	var told []string
	for _, d := range found {
		told = append(told, d.String())
	}
	return s, told
}

func TestCollections(t *testing.T) {
	s, _ := bookletSite(t)
	for _, c := range []struct{ name, want string }{
		{"type:village", "示范村 types/village.html 乙甲"},
		{"region:浙江省", "浙江省 regions/zhe-jiang-sheng.html 乙甲"},
		{"region:浙江省/嘉兴市", "嘉兴市 regions/zhe-jiang-sheng/jia-xing-shi.html 甲"},
		{"sector:rural", "农村 sectors/rural.html 丙"},
		{"level:city", "市级 levels/city.html 丙"},
		{"problem:增收难", "增收难 problems/zeng-shou-nan.html 甲"},
		{"tag:共富", "共富 tags/gong-fu.html 乙"},
		{"year:2020", "2020 years/2020.html 丙"},
		{"brand:pin-pai", "品牌 brands/pin-pai.html 甲"},
		{"site", "站 cases/index.html 乙甲丙"},

		{"villages", "unknown-collection [villages level type, region, sector, level, problem, tag, year, brand, site]"},
		{"typ:village", "unknown-collection [typ:village type:village type, region, sector, level, problem, tag, year, brand, site]"},
		{"type:vilage", "unknown-collection-value [type:vilage type:village]"},
		{"type:示范村", "unknown-collection-value [type:示范村 type:village]"},
		{"type:method", "empty-collection [type:method]"},
		{"region:嘉兴市", "unknown-collection-value [region:嘉兴市 region:浙江省/嘉兴市]"},
		{"brand:pinpai", "unknown-collection-value [brand:pinpai brand:pin-pai]"},
		{"brand:kong", "empty-collection [brand:kong]"},
		{"problem:增收", "unknown-collection-value [problem:增收 problem:增收难]"},
	} {
		got := ""
		if one, fault := s.Collect(c.name); fault != nil {
			got = fault.Code + " " + fmt.Sprint(fault.Args)
		} else {
			got = one.Title + " " + one.URL + " "
			for _, p := range one.Cases {
				got += p.Title
			}
		}
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestBookletsHoldTheirCasesInOrder(t *testing.T) {
	s, found := bookletSite(t,
		"booklets/all.md", "title: 全\nweight: 2\ncollection: site",
		"booklets/some.md", "title: 选\nweight: 1\ncases: [cases/c.md, cases/a.md]")
	if len(found) > 0 {
		t.Fatal(found)
	}
	var got []string
	for _, b := range s.Booklets {
		line := b.Page.Title
		for _, c := range b.Holds.Cases {
			line += c.Title
		}
		got = append(got, line)
	}
	if want := "[选丙甲 全乙甲丙]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if n := len(s.BookletsWith(s.Cases[0])); n != 1 {
		t.Errorf("the newest case is in %d booklets, want 1", n)
	}
	if s.BookletFor("site") == nil || s.BookletFor("type:village") != nil || s.BookletFor("") != nil {
		t.Error("a booklet is found by the name of its collection alone")
	}
}

func TestWrongBookletsAreReportedAtTheirPlace(t *testing.T) {
	_, found := bookletSite(t,
		"booklets/a.md", "title: 甲\ncollection: type:vilage",
		"booklets/b.md", "title: 乙\ncases: [cases/b.md, cases/zzz.md]")
	want := []string{
		`content/booklets/a.md:3:13: error: unknown-collection-value "type:vilage" "type:village"`,
		`content/booklets/b.md:3:9: error: unknown-booklet-case "cases/b.md" "cases/b/index.md"`,
		`content/booklets/b.md:3:21: error: unknown-booklet-case "cases/zzz.md" "cases/a.md"`,
	}
	if strings.Join(found, "\n") != strings.Join(want, "\n") {
		t.Errorf("got  %s", strings.Join(found, "\n"))
	}
}

func TestABookletHasALimit(t *testing.T) {
	var many []string
	for i := range site.MostCases {
		many = append(many, fmt.Sprintf("cases/n%03d.md", i), fmt.Sprintf("title: 例%d\ntype: method\ndate: 2020", i))
	}
	_, found := bookletSite(t, append(many, "booklets/m.md", "title: 法\ncollection: type:method", "booklets/s.md", "title: 全\ncollection: site")...)
	if want := `content/booklets/s.md:3:13: error: booklet-too-large "203" "200"`; len(found) != 1 || found[0] != want {
		t.Errorf("got %v, want %s", found, want)
	}
}
