package engine

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"touyan/generator/config"
	"touyan/generator/search"
	"touyan/test/corpus"
)

// documents makes n documents of the corpus and some with all that is special.
func documents(n int) []*search.Document {
	g := corpus.New(7)
	var docs []*search.Document
	for i := range n {
		docs = append(docs, corpusDocument(g, i))
	}
	return append(docs,
		handMade("cases/zui-li.html", "alliance", "2022-01-05", "浙江省/嘉兴市/桐乡市", "槜李产业党建联盟", "牵头成立联盟，销售2650多万元。", "村支书带头。用 5G 直播，电话 (0573) 8888。"),
		handMade("cases/xue-shui.html", "village", "2021-06-01", "浙江省/嘉兴市/海盐县", "雪水港村：美丽党员", "集体经济薄弱，建起联盟，人均收入4.7万元。"),
		handMade("cases/three-cards.html", "method", "2017-04-01", "辽宁省/葫芦岛市", "三卡制与微心愿", "村党组织书记领卡，党员领卡，办结1210件。", "甜甜甜\n甜"),
		handMade("brands/tao.html", "", "2022-01-05", "浙江省/嘉兴市", "桃园槜李", "槜李的文旅品牌。"),
		handMade("cases/same-a.html", "village", "2020-02-02", "浙江省", "黨建聯盟試點", "在農村，黨建聯盟帶動發展😀𝐀𝐁。ＡＢＣ①5个村，α粒子，零\u200b宽，𠀀𠀁字。"),
		handMade("cases/same-b.html", "village", "2020-02-02", "浙江省", "黨建聯盟試點", "在農村，黨建聯盟帶動發展😀𝐀𝐁。ＡＢＣ①5个村，α粒子，零\u200b宽，𠀀𠀁字。"),
		handMade("cases/long.html", "village", "2019-02-02", "浙江省/嘉兴市", "很长的一篇", strings.Repeat("集体经济发展，", 1500)+"末尾藏着萤火虫。", strings.Repeat("党员带头。", 900)),
	)
}

func handMade(url, typ, date, region, title string, texts ...string) *search.Document {
	d := &search.Document{URL: url, Title: title, Date: date, Region: strings.ReplaceAll(region, "/", " "), Facets: search.Facets{Type: typ, Year: date[:4], Tags: []string{"样本"}}}
	names := strings.Split(region, "/")
	for i := range names {
		d.Facets.Region = append(d.Facets.Region, strings.Join(names[:i+1], "/"))
	}
	d.Parts = []search.Part{{Field: search.Title, Text: title}, {Field: search.Region, Text: d.Region}, {Field: search.Tag, Text: "样本"}}
	for i, s := range texts {
		d.Parts = append(d.Parts, search.Part{Field: search.Body, Anchor: fmt.Sprintf("s%d", i), Section: "做法", Text: s})
	}
	return d
}

func corpusDocument(g *corpus.Generator, i int) *search.Document {
	f := g.Facts(i)
	_, md, _ := strings.Cut(string(g.Case(i)[0].Data[4:]), "\n---\n")
	d := &search.Document{
		URL: fmt.Sprintf("cases/case-%06d.html", i), Title: f.Title, Date: f.Date, Region: strings.Join(f.Region, " "),
		Facets: search.Facets{Type: f.Type, Sector: f.Sector, Level: f.Level, Problems: f.Problems, Tags: f.Tags, Year: f.Date[:4]},
	}
	for i := range f.Region {
		d.Facets.Region = append(d.Facets.Region, strings.Join(f.Region[:i+1], "/"))
	}
	add := func(field search.Field, anchor, section, text string) {
		d.Parts = append(d.Parts, search.Part{Field: field, Anchor: anchor, Section: section, Text: text})
	}
	add(search.Title, "", "", f.Title)
	add(search.Summary, "", "", f.Summary)
	add(search.Organization, "", "", f.Organization)
	add(search.Region, "", "", d.Region)
	for _, p := range f.Problems {
		add(search.Problem, "", "", p)
	}
	for _, t := range f.Tags {
		add(search.Tag, "", "", t)
	}
	for i, p := range f.Practices {
		add(search.Practice, fmt.Sprintf("practice-%d", i+1), p.Title, p.Title+"\n"+p.Detail)
	}
	for n, s := range strings.Split(md, "\n## ") {
		head, text, _ := strings.Cut(s, "\n")
		add(search.Body, fmt.Sprintf("s%d", n), head, text)
	}
	return d
}

func meta() search.Meta {
	return search.Meta{
		Names:    map[string]string{"type": "类型", "region": "地区", "year": "年份"},
		Labels:   map[string]map[string]string{"type": {"alliance": "党建联盟", "village": "示范村"}},
		Synonyms: [][]string{{"村支书", "村党组织书记"}, {"集体经济", "集体收入", "村级经济"}},
		Weights:  config.Weights{Title: 8, Summary: 3, Organization: 4, Brand: 4, Problems: 5, Practices: 4, Tags: 4, Region: 2, Lessons: 2, Headings: 3, Body: 1},
	}
}

// buildIndex writes an index with its shards into a folder and opens it.
func buildIndex(t *testing.T, dir string, docs []*search.Document) *search.Index {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	b, err := search.Create(dir, meta())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := b.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := search.Export(dir); err != nil {
		t.Fatal(err)
	}
	x, err := search.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}
