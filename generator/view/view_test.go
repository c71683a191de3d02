package view

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/site"
)

func parse(t testing.TB, path, frontMatter string) *content.Page {
	t.Helper()
	v := content.Vocabulary{Types: []string{"alliance", "village"}, Sectors: []string{"rural"}, Levels: []string{"city"}, Location: time.UTC}
	p, found := content.Parse(path, []byte("---\n"+strings.TrimSpace(frontMatter)+"\n---\n\n正文。\n"), v)
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	return p
}

func views(t testing.TB, c *config.Config, pages ...*content.Page) map[string]View {
	t.Helper()
	s, found := site.Assemble(c, pages)
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	no := func(*content.Page) bool { return false }
	byPath := map[string]View{}
	for _, make := range All(s, Options{
		Words: func(key string) string { return "«" + key + "»" },
		Image: func(p *content.Page, file string) (Image, bool) { return Image{URL: file}, true },
		Draft: no, Future: no, Expired: no,
	}) {
		v := make()
		path := v.Common().Path
		if byPath[path] != nil {
			t.Errorf("two pages at %s", path)
		}
		byPath[path] = v
	}
	return byPath
}

func cases(t testing.TB, n int) []*content.Page {
	var pages []*content.Page
	for i := range n {
		pages = append(pages, parse(t, fmt.Sprintf("cases/c%02d.md", i), fmt.Sprintf(
			"title: 例%d\ntype: village\nsector: rural\ndate: 2020-01-%02d\nregion: [浙江省, 嘉兴市]\nproblems: [增收难]\nsources: [{title: 报道}]", i, 1+i%28)))
	}
	return pages
}

func TestListsArePaged(t *testing.T) {
	c := config.Default()
	c.Title, c.PageSize = "站", 2
	all := views(t, c, cases(t, 5)...)
	third, ok := all["cases/index.3.html"].(*List)
	if !ok || len(third.Cards) != 1 || third.Total != 5 || third.Base != "../" {
		t.Fatalf("third page: %+v", third)
	}
	if p := third.Pager; p.Number != 3 || p.Pages != 3 || p.Previous != "cases/index.2.html" || p.Next != "" {
		t.Errorf("pager: %+v", p)
	}
	if all["cases/index.4.html"] != nil {
		t.Error("an empty page")
	}
	region := all["regions/zhe-jiang-sheng/jia-xing-shi.html"].(*List)
	if region.Base != "../../" || len(region.Breadcrumbs) != 3 || region.Breadcrumbs[2].Title != "浙江省" {
		t.Errorf("region: base %q, crumbs %+v", region.Base, region.Breadcrumbs)
	}
}

func TestPagerShowsGaps(t *testing.T) {
	var text []string
	for _, l := range pager("a.html", 6, 20).Links {
		if l.Current {
			l.Title = "[" + l.Title + "]"
		}
		text = append(text, l.Title)
	}
	if got := strings.Join(text, " "); got != "1 … 4 5 [6] 7 8 … 20" {
		t.Errorf("got %s", got)
	}
}

func TestNeighboursAndAliases(t *testing.T) {
	a := parse(t, "cases/a.md", "title: 甲\ntype: village\ndate: 2020-01-01\naliases: [old/a.html]\nsources: [{title: 报道}]")
	b := parse(t, "cases/b.md", "title: 乙\ntype: village\ndate: 2021-01-01\nsources: [{title: 报道}]")
	all := views(t, config.Default(), a, b)
	v := all["cases/a.html"].(*Case)
	if v.Previous == nil || v.Previous.Title != "乙" || v.Next != nil {
		t.Errorf("previous %+v, next %+v", v.Previous, v.Next)
	}
	if r := all["old/a.html"].(*Redirect); r.Target != "cases/a.html" || !r.NoIndex {
		t.Errorf("redirect: %+v", r)
	}
}

func TestSearchPage(t *testing.T) {
	all := views(t, config.Default(), cases(t, 2)...)
	v, ok := all["search.html"].(*Search)
	if !ok || !v.NoIndex || v.Title != "«title.search»" {
		t.Fatalf("search page: %+v", v)
	}
	var ids, ways []string
	for _, f := range v.Filters {
		ids = append(ids, f.ID)
	}
	for _, l := range v.Ways {
		ways = append(ways, l.URL)
	}
	if got := strings.Join(ids, " "); got != "type region sector problem year" {
		t.Errorf("filters %s", got)
	}
	if f := v.Filters[0]; len(f.Values) != 1 || f.Values[0] != (FilterValue{"village", "示范村"}) || len(v.Filters[3].Values) > 0 {
		t.Errorf("values %+v and %+v", f, v.Filters[3])
	}
	if len(v.Examples) != 1 || v.Examples[0].URL != "search.html?q=%E5%A2%9E%E6%94%B6%E9%9A%BE" {
		t.Errorf("examples %+v", v.Examples)
	}
	if got := strings.Join(ways, " "); got != "problems/index.html cases/index.html regions/index.html sitemap.html" {
		t.Errorf("ways %s", got)
	}
	if top := all["sitemap.html"].(*SiteMap).Groups[0]; len(top.Children) != 2 || top.Children[1].URL != "compare.html" || top.Children[0].URL != "search.html" {
		t.Errorf("the site map begins with %+v", top)
	}
}

func TestChangeInWords(t *testing.T) {
	p := parse(t, "cases/x.md", "title: 雪水港村\ntype: village\ndate: 2022-01-01\nsources: [{title: 报道}]\noutcomes:\n  - {indicator: 集体收入, unit: 万元, values: {2006: 46.2, 2021: 245.69}}\n  - {indicator: 人均收入, values: {2006: 8520元, 2021: 4.7万元}}")
	v := views(t, config.Default(), p)["cases/x.html"].(*Case)
	if c := v.Outcomes[0].Change; c.Times != "5.32" || c.Percent != "+431.8%" || c.Yearly != "+11.8%" || c.Mixed {
		t.Errorf("got %+v", c)
	}
	if c := v.Outcomes[1].Change; c.Times != "5.52" || c.Percent != "+451.6%" || c.Yearly != "+12.1%" || !c.Mixed {
		t.Errorf("got %+v", c)
	}
}

// What nobody can read is left out.
func TestAbsurdChanges(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"1元", "9999元", "9999.00 +999800.0% "}, {"1元", "1.2万元", "12000  "}, {"1元", "3亿元", "300000000  "},
		{"1元", "1000000亿元", "none"}, {"5元", "0元", " -100.0% "}, {"5元", "-1元", " -120.0% "}, {"1000元", "1元", " -99.9% "},
	} {
		p := parse(t, "cases/x.md", "title: 甲\ntype: village\ndate: 2022\nsources: [{title: 报道}]\noutcomes: [{indicator: 收入, values: {2020: "+test.from+", 2021: "+test.to+"}}]")
		got := "none"
		if c := NewOutcome(&p.Outcomes[0]).Change; c != nil {
			got = c.Times + " " + c.Percent + " " + c.Yearly
		}
		if got != test.want {
			t.Errorf("%s to %s: %q, want %q", test.from, test.to, got, test.want)
		}
	}
}

// TestFingerprintSeesEveryField changes each field of each kind of view in turn:
// the fingerprint must change with it.
func TestFingerprintSeesEveryField(t *testing.T) {
	for _, v := range []View{&Home{}, &Case{}, &Brand{}, &List{}, &Terms{}, &Problems{}, &Plain{}, &Search{}, &Compare{}, &Indicators{}, &Indicator{}, &SiteMap{}, &NotFound{}, &Redirect{}} {
		base := Fingerprint(v)
		visit(t, reflect.ValueOf(v).Elem(), v.Layout(), func(name string) {
			if Fingerprint(v) == base {
				t.Errorf("%s is not part of the fingerprint", name)
			}
		})
	}
}

// visit sets each field for a moment and calls check.
func visit(t *testing.T, v reflect.Value, name string, check func(string)) {
	for i := range v.NumField() {
		f, field := v.Field(i), v.Type().Field(i)
		if field.Tag.Get("view") == "-" {
			continue
		}
		name := name + "." + field.Name
		if f.Kind() == reflect.Struct {
			visit(t, f, name, check)
			continue
		}
		old := reflect.New(f.Type()).Elem()
		old.Set(f)
		switch f.Kind() {
		case reflect.String:
			f.SetString("x")
		case reflect.Bool:
			f.SetBool(true)
		case reflect.Int:
			f.SetInt(7)
		case reflect.Uint64:
			f.SetUint(7)
		case reflect.Float64:
			f.SetFloat(7)
		case reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
			if f.Index(0).Kind() == reflect.Pointer {
				f.Index(0).Set(reflect.New(f.Index(0).Type().Elem()))
			}
		case reflect.Pointer:
			f.Set(reflect.New(f.Type().Elem()))
		default:
			t.Fatalf("%s: %s", name, f.Kind())
		}
		check(name)
		f.Set(old)
	}
}

func BenchmarkViews(b *testing.B) {
	s, _ := site.Assemble(config.Default(), cases(b, 1000))
	no := func(*content.Page) bool { return false }
	o := Options{Words: func(k string) string { return k }, Draft: no, Future: no, Expired: no,
		Image: func(*content.Page, string) (Image, bool) { return Image{}, false }}
	n := 0
	for b.Loop() {
		for _, make := range All(s, o) {
			Fingerprint(make())
			n++
		}
	}
}

func TestListsAreNarrowedDown(t *testing.T) {
	c := config.Default()
	c.Title = "站"
	pages := cases(t, 5)
	pages = append(pages, parse(t, "cases/d.md", "title: 丁\ntype: alliance\nsector: rural\ndate: 2021\nregion: [河南省]\nproblems: [增收难, 垃圾多]\nsources: [{title: 报道}]"))
	all := views(t, c, pages...)
	say := func(path string) string {
		var b strings.Builder
		for _, f := range all[path].(*List).Facets {
			fmt.Fprintf(&b, "%s:", f.ID)
			for _, l := range f.Links {
				fmt.Fprintf(&b, " %s %d %s", l.Title, l.Count, l.URL)
			}
			b.WriteString("\n")
		}
		return b.String()
	}
	// All cases: the values' own lists. What all have in common tells nothing.
	want := `type: 党建联盟 1 types/alliance.html 示范村 5 types/village.html
region: 浙江省 5 regions/zhe-jiang-sheng.html 河南省 1 regions/he-nan-sheng.html
problem: 增收难 6 problems/zeng-shou-nan.html 垃圾多 1 problems/la-ji-duo.html
year: 2021 1 years/2021.html 2020 5 years/2020.html
`
	if got := say("cases/index.html"); got != want {
		t.Errorf("all cases:\n%swant\n%s", got, want)
	}
	// Some cases: searches for both.
	want = `type: 党建联盟 1 search.html?sector=rural&type=alliance 示范村 5 search.html?sector=rural&type=village`
	if got, _, _ := strings.Cut(say("sectors/rural.html"), "\n"); got != want {
		t.Errorf("a sector:\n%s\nwant\n%s", got, want)
	}
	if got := say("types/alliance.html"); got != "" {
		t.Errorf("a list of one case has facets: %s", got)
	}
	c.PageSize = 2
	all = views(t, c, pages...)
	if got := say("cases/index.2.html"); got != "" {
		t.Errorf("a second page has facets: %s", got)
	}
}

func TestABrandsTimeline(t *testing.T) {
	c := config.Default()
	c.Title = "站"
	all := views(t, c,
		parse(t, "brands/b.md", "title: 品牌\nslug: b"),
		parse(t, "cases/a.md", "title: 甲\ntype: village\nbrand: b\ndate: 2023\nstarted: 2021-03\nsources: [{title: 报道}]\noutcomes:\n- {indicator: 收入, unit: 万元, values: {2020: 3, 2021: 5}}\n- {indicator: 户数, unit: 户, value: 7, year: 2022, year_inferred: true}"),
		parse(t, "cases/b.md", "title: 乙\ntype: village\nbrand: b\ndate: 2020-12-01\nsources: [{title: 报道}]"))
	var got []string
	for _, m := range all["brands/b.html"].(*Brand).Timeline {
		got = append(got, strings.TrimSpace(m.Date.ISO+" "+m.Kind+" "+m.Case.Title+" "+m.Indicator))
	}
	// A year ends after its months; a year that the source does not give is no date.
	want := "2020-12-01 case 乙, 2021-03 started 甲, 2021 figure 甲 收入"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}
