package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/check/near"
	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/site"
)

// tale is a text of its own for each number, long enough to be compared.
func tale(n int) string {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "第%d件事由%c组在%c处办成，", n*100+i, '一'+rune(n*977+i*31), '七'+rune(n*613+i*17))
	}
	return b.String() + "。\n"
}

func TestWholeSite(t *testing.T) {
	text := func(title, date, body string) string {
		return "---\ntitle: " + title + "\ndate: " + date + "\ntype: village\nsources: [{title: 乙}]\n---\n" + body
	}
	page := func(title, date string) string { return "---\ntitle: " + title + "\ndate: " + date + "\n---\n一。\n" }
	for name, c := range map[string]struct {
		pages map[string]string
		want  []string
	}{
		"same title":                {map[string]string{"cases/a.md": text("甲村", "2020", tale(1)), "cases/b.md": text("甲 村", "2020", tale(2))}, []string{"cases/b.md title-twice [甲 村 content/cases/a.md]"}},
		"same title, another kind":  {map[string]string{"cases/a.md": text("三卡制", "2020", tale(1)), "brands/b.md": page("三卡制", "2020")}, nil},
		"nearly the same text":      {map[string]string{"cases/a.md": text("甲", "2020", tale(1)), "cases/b.md": text("乙", "2020", strings.Replace(tale(1), "第103件", "第三件", 1)), "cases/c.md": text("丙", "2020", tale(3))}, []string{"cases/b.md near-duplicate content/cases/a.md"}},
		"short texts":               {map[string]string{"cases/a.md": text("甲", "2020", "来源没有展开。\n"), "cases/b.md": text("乙", "2020", "来源没有展开。\n")}, nil},
		"stale section":             {map[string]string{"news/_index.md": page("动态", "2020"), "news/a.md": page("甲", "2026-11-01")}, []string{"news/_index.md section-stale [动态 30 14]"}},
		"stale section, no page":    {map[string]string{"news/a.md": page("甲", "2026-11-01"), "news/b.md": page("乙", "2026-10-01")}, []string{"news/a.md section-stale [news 30 14]"}},
		"updated section":           {map[string]string{"news/a.md": strings.Replace(page("甲", "2026-10-01"), "\n---\n", "\nupdated: 2026-11-25\n---\n", 1), "notices/a.md": page("乙", "2026-07-01"), "guides/a.md": page("丙", "2019")}, nil},
		"section known to the year": {map[string]string{"news/a.md": page("甲", "'2026'")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			k := checkerAt(t)
			k.Now = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
			w := Whole{Results: map[string]Result{}}
			var pages []*content.Page
			for path, text := range c.pages {
				p := pageOf(t, path, text)
				pages = append(pages, p.Content)
				w.Results[path] = k.Page(p)
			}
			w.Site, _ = site.Assemble(config.Default(), pages)
			var got []string
			for path, list := range k.Site(w) {
				path = strings.TrimPrefix(path, "content/")
				for _, f := range list {
					if f.Code == "orphan-page" {
						continue
					}
					line := fmt.Sprintf("%s %s %v", path, f.Code, f.Args)
					if f.Code == "near-duplicate" {
						line = fmt.Sprintf("%s %s %v", path, f.Code, f.Args[0])
					}
					got = append(got, line)
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Which texts are alike is remembered, and found out again when one of them changes.
func TestAlikeFollowsTheTexts(t *testing.T) {
	var a alike
	one, two, three := near.Sign(tale(1)), near.Sign(strings.Replace(tale(1), "第103件", "第三件", 1)), near.Sign(tale(3))
	for i, c := range []struct {
		texts []*near.Signature
		pairs int
	}{
		{[]*near.Signature{one, three}, 0},
		{[]*near.Signature{one, two, three}, 1},
		{[]*near.Signature{one, near.Sign(strings.Replace(tale(1), "第103件", "第三件", 1)), three}, 1},
		{[]*near.Signature{one, three, three}, 1},
		{[]*near.Signature{one, three}, 0},
	} {
		if got := a.among(c.texts); len(got) != c.pairs {
			t.Errorf("%d: %v, want %d pairs", i, got, c.pairs)
		}
	}
}
