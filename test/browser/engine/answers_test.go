package engine

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"touyan/generator/search"
	"touyan/generator/search/analysis"
)

var facets = []string{"type", "region", "sector", "level", "problem", "tag", "year"}

// queries have every form of the language and every way to be met.
var queries = []string{
	"槜李", "zuili", "zuil", "zl", "zuilichanye", "ZUILI", "黨建聯盟", "集体经济薄弱怎么办", "槜", "卡", "建起", `"建起联盟"`, "“成立联盟”",
	"联盟 -村", `联盟 -"集体经济"`, "类型:党建联盟", "类型：示范村 联盟", "地区:嘉兴 联盟", "地区:浙江省/嘉兴市/海盐县", "年份:2017", "村支书",
	"村支书带头", "2650", "65", "５ｇ", "4.7", "(", "党", "dangjian", "dangjianlianmeng", "djlm", "fuwu qunzhong", "，", "-槜李", "-党 -建",
	"村支书怎样带领村民增收致富，有哪些做法可以借鉴？", `"党建引领"`, `"党建工作机制"`, "", " ", `"`, "a:b:c", "－－", "5.5.5", "🙂", "😀", "\x00",
	"类型:", `类型:"`, "level:town", "什么", "的", "α", "零宽", "零\u200b宽", "abc", "b", "bc", `"ＡＢＣ"`, `"①5个村"`, "①", "𝐀", "ab", "𠀀", "𠀀𠀁",
	"year:2022 年份:2021 产业", "联盟 -\"\u200b\"", "\"\u200b\"", "covid19 5g 数据", "人均收入4.7万元", "1210", "tag:样本", "党党党党", "党建党建党建",
	strings.Repeat("党建引领基层治理", 60), strings.Repeat("党 ", 1200), strings.Repeat("甲乙丙丁戊己庚辛", 300), "e", "zhongguo", "d", "dj", "lvse", "lüse",
	"村级经济", "集体收入和村支书", "0573", "甜甜甜 甜", `"甜甜甜 甜"`, "萤火虫", `-"萤火虫"`, "领卡，党员", `"领卡，党员"`, "是的", "\xff党\xfe",
}

// randomQueries are stretches of the documents' own text, alone, as phrases, with
// an exclusion, with a title.
func randomQueries(docs []*search.Document, n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	var list []string
	for len(list) < n {
		d := docs[r.IntN(len(docs))]
		text := []rune(d.Parts[r.IntN(len(d.Parts))].Text)
		k := 1 + r.IntN(14)
		if len(text) < k {
			continue
		}
		at := r.IntN(len(text) - k + 1)
		q := string(text[at : at+k])
		switch r.IntN(6) {
		case 0:
			q = `"` + q + `"`
		case 1:
			q += " -" + string(text[:1])
		case 2:
			q += " " + docs[r.IntN(len(docs))].Title
		}
		list = append(list, q)
	}
	return list
}

// questions are what both searches answer.
func questions(docs []*search.Document) []question {
	var list []question
	add := func(q string, o options) {
		o.Facets = facets
		list = append(list, question{q, o})
	}
	for _, q := range queries {
		add(q, options{})
		add(q, options{Sort: "date", Page: 2, Size: 7})
	}
	for _, q := range randomQueries(docs, 300) {
		add(q, options{Size: 20})
	}
	add("服务", options{Filters: map[string][]string{"type": {"alliance", "village"}, "region": {" 浙江 "}}})
	add("", options{Filters: map[string][]string{"region": {"浙江省"}}, Sort: "date", Size: 100})
	add("党建", options{Page: 3, Size: 100})
	add("党建", options{Page: 1 << 30, Size: 1 << 30})
	add("服务", options{Filters: map[string][]string{"nothing": {"a"}}})
	return list
}

func TestAnswersEqual(t *testing.T) {
	dir := t.TempDir()
	docs := documents(220)
	x := buildIndex(t, filepath.Join(dir, "search"), docs)
	writeScripts(t, filepath.Join(dir, "assets"))
	j := job{Folder: dir, Script: filepath.Join(dir, "assets", "search.js"), Searches: questions(docs)}
	want := make([]search.Response, len(j.Searches))
	for i, q := range j.Searches {
		o := q.Options
		var err error
		want[i], err = x.Search(context.Background(), search.Request{Query: q.Query, Filters: o.Filters, Page: o.Page, Size: o.Size, Sort: o.Sort})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, mode := range []string{"range", "whole", "file"} {
		t.Run(mode, func(t *testing.T) {
			j.Mode = mode
			got := ask(t, j)
			for i := range want {
				compareAnswers(t, j.Searches[i], &got.Searches[i], &want[i])
				checkExcerpts(t, j.Searches[i], &got.Searches[i])
			}
			t.Logf("%d questions, %d requests, %d bytes", len(want), got.Stats.Requests, got.Stats.Bytes)
		})
	}
}

// compareAnswers holds an answer of the script against that of the Go search.
// Excerpts may differ: the script reads one block of a document.
func compareAnswers(t *testing.T, q question, got *answer, want *search.Response) {
	t.Helper()
	if got.Total != want.Total || len(got.Results) != len(want.Results) {
		t.Errorf("%.80q %+v: %d of %d results, want %d of %d", q.Query, q.Options, len(got.Results), got.Total, len(want.Results), want.Total)
		return
	}
	for i, g := range got.Results {
		w := want.Results[i]
		facts := [6]string{g.URL, g.Title, g.Date, g.Region, g.Type, g.TypeLabel}
		if facts != [6]string{w.URL, w.Title, w.Date, w.Region, w.Type, w.TypeLabel} || math.Abs(g.Score-w.Score) > 1e-9 {
			t.Errorf("%.80q %+v, result %d: %v %v, want %s %v", q.Query, q.Options, i, facts, g.Score, w.URL, w.Score)
			return
		}
	}
	for _, facet := range facets {
		var list []facetValue
		for _, v := range want.Facets[facet] {
			list = append(list, facetValue{v.Value, v.Label, v.Count})
		}
		if !slices.Equal(got.Facets[facet], list) {
			t.Errorf("%.80q %+v: %s is %v, want %v", q.Query, q.Options, facet, got.Facets[facet], list)
		}
	}
}

// checkExcerpts looks at what is marked: always something that a query of mere
// Han words asks for.
func checkExcerpts(t *testing.T, q question, got *answer) {
	t.Helper()
	folded := analysis.Fold(q.Query)
	mere := false
	for run := range analysis.Runs(folded) {
		mere = run.Han && run.End-run.Start == len(folded)
	}
	if !mere {
		return
	}
	for _, r := range got.Results {
		for _, f := range r.Excerpt {
			if f.Hit && !marksTerms(analysis.Fold(f.Text), folded) {
				t.Errorf("%.80q: %s marks %q", q.Query, r.URL, f.Text)
			}
		}
	}
}

// marksTerms reports whether each character of a marked text stands there within
// a term of the query or of one of its synonyms.
func marksTerms(text, query string) bool {
	terms := []string{query}
	for _, group := range meta().Synonyms {
		terms = append(terms, group...)
	}
	covered := make([]bool, len(text))
	for _, from := range terms {
		analysis.Terms(from, func(term string) {
			for at := 0; ; {
				i := strings.Index(text[at:], term)
				if i < 0 {
					return
				}
				for k := at + i; k < at+i+len(term); k++ {
					covered[k] = true
				}
				at += i + 1
			}
		})
	}
	return !slices.Contains(covered, false)
}

func TestCorrections(t *testing.T) {
	dir := t.TempDir()
	buildIndex(t, filepath.Join(dir, "search"), documents(60))
	writeScripts(t, filepath.Join(dir, "assets"))
	wants := [][2]string{
		{"党健联盟", "党建联盟"}, {"嘉兴 槜里", "嘉兴 槜李"}, {"黨健聯盟", "党建联盟"}, {"\"美丽党圆\"", "\"美丽党员\""},
		{"党建联盟", ""}, {"如何党建", ""}, {"xyz", ""}, {"", ""},
	}
	j := job{Folder: dir, Script: filepath.Join(dir, "assets", "search.js"), Mode: "range"}
	for _, w := range wants {
		j.Searches = append(j.Searches, question{Query: w[0]})
	}
	for i, got := range ask(t, j).Searches {
		if got.DidYouMean != wants[i][1] {
			t.Errorf("%q: did you mean %q, want %q", wants[i][0], got.DidYouMean, wants[i][1])
		}
	}
}

func TestSuggestions(t *testing.T) {
	dir := t.TempDir()
	buildIndex(t, filepath.Join(dir, "search"), documents(60))
	writeScripts(t, filepath.Join(dir, "assets"))
	j := job{Folder: dir, Script: filepath.Join(dir, "assets", "search.js"), Mode: "range"}
	j.Suggests = []string{"zuili", "槜", "嘉兴", "jiaxing", "样本", "党建", "dang", "  ", "\"槜李\" -村", "没有的东西"}
	got := ask(t, j).Suggests
	for i, want := range []suggestion{
		{"title", "槜李产业党建联盟", "", "cases/zui-li.html"}, {"title", "桃园槜李", "", "brands/tao.html"},
		{"region", "浙江省 嘉兴市", "浙江省/嘉兴市", ""}, {"region", "浙江省 嘉兴市", "浙江省/嘉兴市", ""}, {"tag", "样本", "样本", ""},
	} {
		if !slices.Contains(got[i], want) {
			t.Errorf("%s: got %v, want %v", j.Suggests[i], got[i], want)
		}
	}
	order := []string{"problem", "tag", "region", "organization", "brand", "title"}
	for i, list := range got {
		byKind := slices.IsSortedFunc(list, func(a, b suggestion) int { return slices.Index(order, a.Kind) - slices.Index(order, b.Kind) })
		if len(list) > 8 || !byKind {
			t.Errorf("%s: got %v", j.Suggests[i], list)
		}
	}
	if len(got[7]) > 0 || len(got[9]) > 0 {
		t.Errorf("suggestions for nothing: %v, %v", got[7], got[9])
	}
}

// TestFewBlocks: where only a heading or the title has what is asked for, the
// excerpt is the section's text or the page's opening, as in Go.
func TestFewBlocks(t *testing.T) {
	dir := t.TempDir()
	docs := documents(10)
	heading := handMade("cases/heading.html", "village", "2020-01-01", "浙江省", "某村", strings.Repeat("前文。", 1000), "夜里很热闹。", "还有一段。")
	heading.Parts[4].Section, heading.Parts[5].Section = "萤光夜市", "萤光夜市"
	title := handMade("cases/title.html", "village", "2020-01-02", "浙江省", "稻鸭共作", "开头一段。", strings.Repeat("后文。", 3000))
	named := handMade("cases/named.html", "village", "2020-01-03", "浙江省", "某园", "正文。")
	named.Parts = append(named.Parts[:1], search.Part{Field: search.Summary, Text: "把地连成一片。"}, search.Part{Field: search.Problem, Text: "鸬鹚无鱼"})
	x := buildIndex(t, filepath.Join(dir, "search"), append(docs, heading, title, named))
	writeScripts(t, filepath.Join(dir, "assets"))
	for _, c := range []struct{ query, excerpt, anchor, section string }{
		{"萤光夜市", "夜里很热闹。", "s1", "萤光夜市"},
		{"稻鸭共作", "开头一段。", "", ""},
		{"鸬鹚无鱼", "鸬鹚无鱼 · 把地连成一片。", "", ""}, // a name is followed by the beginning
	} {
		want, err := x.Search(context.Background(), search.Request{Query: c.query})
		if err != nil {
			t.Fatal(err)
		}
		w := want.Results[0]
		j := job{Folder: dir, Script: filepath.Join(dir, "assets", "search.js"), Mode: "range", Searches: []question{{Query: c.query}}}
		got := ask(t, j)
		g := got.Searches[0].Results[0]
		if shown(g.Excerpt) != c.excerpt || g.Anchor != c.anchor || g.Section != c.section {
			t.Errorf("%s: got %+v", c.query, g)
		}
		if w.Anchor != c.anchor || w.Section != c.section || shown(w.Excerpt) != c.excerpt {
			t.Errorf("%s: Go has %+v", c.query, w)
		}
		if got.Stats.Bytes > 30000 {
			t.Errorf("%s: %d bytes", c.query, got.Stats.Bytes)
		}
	}
}

// TestManyPhrases: of very many documents with the words of a phrase the best 400
// are read, and the answer says that there may be more; of fewer all are.
func TestManyPhrases(t *testing.T) {
	for _, c := range []struct {
		documents, total int
		more             bool
	}{{399, 399, false}, {450, 400, true}} {
		dir := t.TempDir()
		var docs []*search.Document
		for i := range c.documents {
			docs = append(docs, handMade(fmt.Sprintf("cases/%03d.html", i), "village", "2020-01-01", "浙江省", "某村", "全村推行三会一课。"+strings.Repeat("另有他事。", i%40)))
		}
		x := buildIndex(t, filepath.Join(dir, "search"), docs)
		writeScripts(t, filepath.Join(dir, "assets"))
		j := job{
			Folder: dir, Script: filepath.Join(dir, "assets", "search.js"), Mode: "range",
			Searches: []question{{Query: `"三会一课"`}, {Query: "三会 -“三会一课”"}, {Query: "三会一课"}},
		}
		got := ask(t, j)
		if g := got.Searches[0]; g.Total != c.total || g.More != c.more {
			t.Errorf("%d documents: %d found, more %v", c.documents, g.Total, g.More)
		}
		if g := got.Searches[1]; g.Total != 0 || g.More != c.more {
			t.Errorf("%d documents, none without: %d found, more %v", c.documents, g.Total, g.More)
		}
		if g := got.Searches[2]; g.Total != c.documents || g.More {
			t.Errorf("%d documents, no phrase: %d found, more %v", c.documents, g.Total, g.More)
		}
		want, err := x.Search(context.Background(), search.Request{Query: `"三会一课"`})
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range want.Results {
			if i >= len(got.Searches[0].Results) || got.Searches[0].Results[i].URL != r.URL {
				t.Errorf("%d documents: result %d is not %s", c.documents, i, r.URL)
			}
		}
	}
}

// shown joins the fragments of an excerpt.
func shown(excerpt []search.Fragment) string {
	var b strings.Builder
	for _, f := range excerpt {
		b.WriteString(f.Text)
	}
	return b.String()
}
