package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"touyan/generator/config"
	"touyan/generator/content"
)

// village is a case with outcomes as front matter writes them.
func village(t testing.TB, slug, more string) *content.Page {
	return parse(t, "cases/"+slug+".md", "title: 村"+slug+"\ntype: village\ndate: 2022\nproblems: [增收难]\nsources: [{title: 报道}]\n"+more)
}

// table renders an indicator's rows as text.
func table(v *Indicator) string {
	var b strings.Builder
	for _, r := range v.Rows {
		fmt.Fprintf(&b, "%d %s", r.Rank, r.ID)
		if r.First != nil {
			fmt.Fprintf(&b, " %d:%s%s", r.First.Year, r.First.Number, r.First.Unit)
		}
		fmt.Fprintf(&b, " %d:%s%s =%s", r.Last.Year, r.Last.Number, r.Last.Unit, r.Value)
		if r.Change != nil {
			fmt.Fprintf(&b, " x%s %s %s", r.Change.Times, r.Change.Percent, r.Change.Yearly)
		}
		if r.Odd {
			b.WriteString(" odd")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestIndicatorTable(t *testing.T) {
	all := views(t, config.Default(),
		village(t, "a", "outcomes: [{indicator: 人均收入, values: {2006: 8520元, 2021: 4.7万元}}]"),
		village(t, "b", "outcomes: [{indicator: 人均收入, values: {2020: 47000元}, scope: 全镇}, {indicator: 人均收入, values: {2020: 30000元}}]"),
		village(t, "c", "outcomes: [{indicator: 人均收入, value: 6万余元, year: 2021, scope: 全村}, {indicator: 只此一家, value: 3人}]"),
		village(t, "d", "outcomes: [{indicator: 人均收入, value: 8人次, year: 2021}]"),
	)
	v := all["indicators/ren-jun-shou-ru-yuan.html"].(*Indicator)
	want := `1 case-c 2021:6万元 =6 odd
2 case-a 2006:8520元 2021:4.7万元 =4.7 x5.52 +451.6% +12.1%
2 case-b 2020:47000元 =4.7 odd
4 case-b_2 2020:30000元 =3
`
	if got := table(v); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if v.Cases != 3 || v.Total != 4 || v.Unit != "万元" || v.Factor != 1e4 || !v.Mixed || !v.Scopes || v.Scope != "" || !v.Years {
		t.Errorf("the table: %+v", v)
	}
	if !v.Rows[0].Last.Approx || v.Rows[0].Last.Share != 100 || v.Rows[3].Last.Share != 50 {
		t.Errorf("the largest is %+v, the last %+v", v.Rows[0].Last, v.Rows[3].Last)
	}
	// What lacks the figure is counted once for the type, once for the problem.
	if len(v.Gaps) != 2 || v.Gaps[0].Kind != "type" || v.Gaps[0].Count != 1 || v.Gaps[0].Cases[0].Title != "村d" || v.Gaps[1].Of.Title != "增收难" {
		t.Errorf("the gaps: %+v", v.Gaps)
	}
	// One case alone has no table; another dimension of the same name has another address.
	for path := range all {
		if strings.HasPrefix(path, "indicators/") && path != "indicators/index.html" && path != v.Path {
			t.Errorf("there is a page %s", path)
		}
	}
	index := all["indicators/index.html"].(*Indicators)
	if len(index.Groups) != 1 || index.Groups[0].Title != "万元" || index.Groups[0].Children[0] != (Link{Title: "人均收入", URL: v.Path, Count: 3}) {
		t.Errorf("the overview: %+v", index.Groups)
	}
	// Cases lead to their rows.
	b := all["cases/b.html"].(*Case)
	if got := b.Outcomes[1].Peers; got != (Link{Title: "人均收入", URL: v.Path + "#case-b_2", Count: 3}) {
		t.Errorf("a case leads to %+v", got)
	}
	if got := all["cases/c.html"].(*Case).Outcomes[1].Peers; got.URL != "" {
		t.Errorf("a lone figure leads to %+v", got)
	}
}

// TestLongIndicatorTables follows every case to its row.
func TestLongIndicatorTables(t *testing.T) {
	var pages []*content.Page
	for i := range 2*rowsOfTable + 5 {
		pages = append(pages, village(t, fmt.Sprint("v", i), fmt.Sprintf("outcomes: [{indicator: 收入, value: %d万元, year: 2021}]", i/2)))
	}
	all := views(t, config.Default(), pages...)
	if all["indicators/shou-ru.4.html"] != nil {
		t.Error("an empty page")
	}
	for _, p := range pages {
		link := all[content.OutputPath(p)].(*Case).Outcomes[0].Peers.URL
		path, id, _ := strings.Cut(link, "#")
		v, ok := all[path].(*Indicator)
		if !ok || !strings.Contains(table(v), " "+id+" ") {
			t.Fatalf("%s leads to %s, where it has no row", p.Path, link)
		}
	}
	last := all["indicators/shou-ru.3.html"].(*Indicator)
	if len(last.Rows) != 5 || last.Rows[4].Rank != 204 || last.Pager.Number != 3 || last.Gaps != nil {
		t.Errorf("the last page: %d rows, %+v", len(last.Rows), last.Pager)
	}
}

func TestComparePage(t *testing.T) {
	with := "outcomes: [{indicator: 收入, value: 3万元, year: 2021}]"
	all := views(t, config.Default(), village(t, "a", with), village(t, "b", ""), village(t, "c", with))
	v := all["compare.html"].(*Compare)
	if !v.NoIndex || v.Buckets != 1 || len(v.Pairs) != 1 || v.Pairs[0].URL != "compare.html?c=a&c=c" || v.Pairs[0].Type != "示范村" {
		t.Errorf("the page: %+v", v)
	}
	if v.Site.Compare != "compare.html" {
		t.Error("pages do not know of it")
	}
	alone := views(t, config.Default(), village(t, "a", with))
	if alone["compare.html"] != nil || alone["index.html"].Common().Site.Compare != "" {
		t.Error("one case is compared with nothing")
	}
}

// The overview names the units that stand on the tables behind it.
func TestIndicatorsNameTheUnitsThatReadersSee(t *testing.T) {
	const outcomes = "outcomes: [{indicator: 办理时间, value: 3天}, {indicator: 产量, value: 5吨}, {indicator: 亩产, value: 500公斤}, {indicator: 收入, value: 2万元}]"
	all := views(t, config.Default(), village(t, "a", outcomes), village(t, "b", strings.Replace(outcomes, "2万元", "9000元", 1)))
	var got []string
	for _, g := range all["indicators/index.html"].(*Indicators).Groups {
		got = append(got, g.Title)
	}
	slices.Sort(got)
	if s := strings.Join(got, ", "); s != "万元, 公斤 · 吨, 天" {
		t.Errorf("the groups are %s", s)
	}
}
