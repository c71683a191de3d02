package theme

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"touyan/generator/view"
)

func figures(unit string, numbers ...string) []view.Figure {
	var list []view.Figure
	for i, n := range numbers {
		v, _ := strconv.ParseFloat(n, 64)
		list = append(list, view.Figure{Year: 2018 + i, Number: n, Unit: unit, Value: v})
	}
	return list
}

// TestChartSaysItsFiguresInWords guards the text alternative: what a picture
// shows stands beside it as text, once.
func TestChartSaysItsFiguresInWords(t *testing.T) {
	th := load(t, nil)
	for _, test := range []struct {
		name    string
		outcome view.Outcome
		want    []string // in this order
		without []string
	}{
		{"one number", view.Outcome{Figures: figures("人", "1000")}, nil, []string{"<"}},
		{"a percentage", view.Outcome{Figures: figures("%", "95")},
			[]string{`class="share" aria-hidden="true"`, `<rect x="0" width="950"`, "100%"}, []string{"<table", "role="}},
		{"before and after", view.Outcome{Figures: figures("元", "5", "10")},
			[]string{`<table class="years">`, "2018 年", ">5<", `width="500"`, "2019 年", ">10<", `width="1000"`}, []string{"role=", "<details"}},
		{"over years", view.Outcome{Indicator: "收入", YearInferred: true, Figures: figures("元", "5", "20", "10")},
			[]string{`role="img" aria-label="折线图，收入：最早 2018 年 5元，最近 2020 年 10元，最高 2019 年 20元"`, ">2018*<", "<details", "数据表", "2018 年*", ">5<", ">20<", ">10<"}, []string{`svg class="bar`}},
		{"without years", view.Outcome{Figures: []view.Figure{{Number: "1", Value: 1}, {Number: "2", Value: 2}, {Number: "3", Value: 3}}},
			[]string{`<table class="years">`, "年份未写明", `width="333.3"`}, []string{"role="}},
	} {
		html, err := th.words.chart(test.outcome)
		if err != nil {
			t.Fatal(err)
		}
		rest := string(html)
		for _, want := range test.want {
			_, after, ok := strings.Cut(rest, want)
			if !ok {
				t.Errorf("%s: no %q in its place: %s", test.name, want, html)
				break
			}
			rest = after
		}
		for _, bad := range test.without {
			if strings.Contains(string(html), bad) {
				t.Errorf("%s: has %q: %s", test.name, bad, html)
			}
		}
	}
}

// TestMembersStandInWordsToo guards the equal of the picture of an alliance.
func TestMembersStandInWordsToo(t *testing.T) {
	html := renderAll(t, load(t, nil))["cases/xue-shui-gang.html"]
	svg := regexp.MustCompile(`(?s)<svg class="network".*?</svg>`)
	if !strings.Contains(svg.FindString(html), `aria-label="成员关系图：4 个成员，2 类分工"`) {
		t.Error("no picture of the members")
	}
	for _, name := range []string{"雪水港村党总支", "通元镇农业农村办党支部", "村集体经济合作社党支部"} {
		if !strings.Contains(svg.ReplaceAllString(html, ""), "<dd>"+name) {
			t.Errorf("%s is only in the picture", name)
		}
	}
}

// TestHostileFiguresStayText draws names and units that look like markup.
func TestHostileFiguresStayText(t *testing.T) {
	const evil = `"><script>alert(1)</script><b x='`
	th := load(t, nil)
	o := view.Outcome{Indicator: evil, Figures: figures(evil, "1", "2", "3")}
	o.Figures[2].Number = evil
	chart, err := th.words.chart(o)
	if err != nil {
		t.Fatal(err)
	}
	network, err := th.words.network(evil, []view.MemberGroup{{Role: evil, Members: []view.Member{{Name: evil}, {Name: evil}}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, html := range []string{string(chart), string(network)} {
		if strings.Contains(html, "<script") || strings.Contains(html, "<b ") || strings.Contains(html, `label="">`) {
			t.Error(html)
		}
	}
}

// BenchmarkChart draws the outcomes and the members of a typical case.
func BenchmarkChart(b *testing.B) {
	th := load(b, nil)
	outcome := view.Outcome{Indicator: "村集体经济收入", Figures: figures("万元", "46.2", "120.5", "245.69")}
	groups := []view.MemberGroup{{Role: "牵头"}, {Role: "成员单位（带路）"}, {Role: "技术支持"}}
	for i := range 12 {
		g := &groups[i%3]
		g.Members = append(g.Members, view.Member{Name: "槜李产业合作社党支部" + strconv.Itoa(i)})
	}
	b.ReportAllocs()
	for b.Loop() {
		for range 4 {
			if _, err := th.words.chart(outcome); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := th.words.network("党建联盟", groups); err != nil {
			b.Fatal(err)
		}
	}
}

// Ratios that nobody can read digit by digit are in the words of the language.
func TestChangesOfManyDigits(t *testing.T) {
	th := load(t, nil)
	for _, test := range []struct{ times, want string }{
		{"5.32", `<span class="times">5.32 倍</span><span class="percent">+1%</span>`},
		{"12345", `<span class="times">1.23万 倍</span><span class="percent">+1%</span>`},
		{"12345678", `<span class="times">1235万 倍</span><span class="percent">+1%</span>`},
		{"1000000000", `<span class="times">10亿 倍</span><span class="percent">+1%</span>`},
		{"", `<span class="percent">+1%</span>`},
	} {
		if got, err := th.words.change(&view.Change{Times: test.times, Percent: "+1%"}); err != nil || string(got) != test.want {
			t.Errorf("%s: %s %v", test.times, got, err)
		}
	}
	if s := grouped("1000000000"); s != "1,000,000,000" {
		t.Error(s)
	}
}
