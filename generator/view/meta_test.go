package view

import (
	"slices"
	"testing"

	"touyan/generator/config"
	"touyan/generator/content"
)

// TestEmptySectionsHaveNoPage leaves out a section without pages and text, unless a
// menu leads to it.
func TestEmptySectionsHaveNoPage(t *testing.T) {
	bare, found := content.Parse("news/_index.md", []byte("---\ntitle: 动态\n---\n\n"), content.Vocabulary{})
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	pages := append(cases(t, 1), bare)
	c := config.Default()
	if all := views(t, c, pages...); all["news/index.html"] != nil {
		t.Error("an empty column is rendered")
	}
	c.Menus.Main = []config.MenuItem{{Title: "动态", URL: "news/index.html"}}
	if all := views(t, c, pages...); all["news/index.html"] == nil {
		t.Error("the menu leads nowhere")
	}
}

// TestIntranetPagesAreNotIndexed looks at every page.
func TestIntranetPagesAreNotIndexed(t *testing.T) {
	c := config.Default()
	c.Profile, c.PageSize = config.Intranet, 2
	for path, v := range views(t, c, cases(t, 5)...) {
		if !v.Common().NoIndex {
			t.Errorf("%s may be listed", path)
		}
	}
}

func TestWhoseTextItIs(t *testing.T) {
	p := parse(t, "cases/a.md", "title: 甲\ntype: village\ndate: 2020\nauthor: 教育科\npublish_date: 2026-01-05T23:30:00Z\nsources:\n  - {title: 一, publisher: 日报}\n  - {title: 二, publisher: 晚报}\n  - {title: 三, publisher: 日报}")
	c := config.Default()
	c.Owner = "某市委组织部"
	all := views(t, c, p, parse(t, "guides/b.md", "title: 乙\ntags: [甲, 乙]\ndate: 2020-02"))
	if a := all["cases/a.html"].Common().Meta.Article; *a != (Article{Published: "2026-01-06T07:30:00+08:00", Source: "日报、晚报", Author: "教育科"}) {
		t.Errorf("%+v", a)
	}
	b := all["guides/b.html"].Common().Meta
	if *b.Article != (Article{Published: "2020-02", Source: "某市委组织部"}) || b.Column.Kind != "plain" || !slices.Equal(b.Column.Keywords, []string{"guides"}) {
		t.Errorf("%+v %+v", b.Article, b.Column)
	}
}
