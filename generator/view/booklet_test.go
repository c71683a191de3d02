package view

import (
	"strings"
	"testing"

	"touyan/generator/config"
)

func TestRunningHeadsQuoteTitles(t *testing.T) {
	v := &Booklet{Page: Page{Title: `a"b\c` + "\n</style>"}, Chapters: []Chapter{{Number: 1, ID: "cases/x", Case: &Case{Page: Page{Title: `甲"}`}}}}}
	want := `@page{@top-left{content:"a\22 b\5c c\a \3c /style\3e "}}
@page case-1{@top-right{content:"1  甲\22 }"}}
[id="cases/x"]{page:case-1}
`
	if got := string(v.RunningHeads()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBookletView(t *testing.T) {
	c := config.Default()
	c.Title = "站"
	pages := append(cases(t, 3), parse(t, "booklets/cun.md", "title: 村\ncollection: type:village\nsummary: 三个村"))
	all := views(t, c, pages...)
	b := all["booklets/cun.html"].(*Booklet)
	if len(b.Chapters) != 3 || b.Of.URL != "types/village.html" || b.Latest.ISO != "2020-01-03" {
		t.Errorf("%d chapters, of %v, latest %v", len(b.Chapters), b.Of, b.Latest)
	}
	if one := b.Chapters[0]; one.ID != "cases/c02" || one.Case.Peers != nil || one.Case.Previous != nil {
		t.Errorf("the first chapter is %s, with %d peers", one.ID, len(one.Case.Peers))
	}
	if !strings.HasPrefix(b.Styles, "booklets/cun.") || len(Bodies(b)) != 4 {
		t.Errorf("style sheet %s, %d bodies", b.Styles, len(Bodies(b)))
	}
	if l := all["types/village.html"].(*List); l.Booklet == nil || l.Booklet.URL != "booklets/cun.html" {
		t.Errorf("the list of the type leads to %v", l.Booklet)
	}
	if l := all["sectors/rural.html"].(*List); l.Booklet != nil {
		t.Errorf("the list of the sector leads to %v", l.Booklet)
	}
	if l := all["booklets/index.html"].(*List); len(l.Links) != 1 || l.Links[0].Summary != "三个村" {
		t.Errorf("the list of booklets has %v", l.Links)
	}
}
