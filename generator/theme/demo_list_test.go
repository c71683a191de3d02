package theme

import (
	"fmt"

	"touyan/generator/view"
)

func demoBrands() []view.BrandCard {
	brand := func(slug, title, slogan string, n int) view.BrandCard {
		return view.BrandCard{Title: title, URL: "brands/" + slug + ".html", Slogan: slogan, Cases: n,
			Logo: &view.Image{URL: "brands/" + slug + "/logo.svg", Alt: title + "的标志", Width: 240, Height: 240}}
	}
	return []view.BrandCard{
		brand("tao-yuan-zui-li", "桃园槜李", "一网三带", 1), brand("mei-li-dang-yuan", "美丽党员", "门前三尺，党员先上", 2),
		brand("hong-se-gen-mai", "红色根脉", "", 3), brand("dang-jian-san-jiang", "党建＋三降", "降线损、降投诉、降成本", 1),
		{Title: "没有标志的品牌", URL: "brands/x.html"},
	}
}

func demoProblems() (out []view.Link) {
	for i, t := range []string{"集体经济薄弱", "群众诉求回应慢", "党建业务两张皮", "产业链条松散", "党员作用发挥不明显", "组织生活形式化", "人居环境待提升", "党组织各自为战", "农民增收渠道少", "流动党员难管理", "物业矛盾多、业委会成立难", "青年党员参与不足"} {
		out = append(out, counted(t, fmt.Sprintf("problems/p%d.html", i), 9-i/2))
	}
	return out
}

func (d *demoSite) lists() {
	types := []view.Link{counted("党建联盟", "types/alliance.html", 18), counted("示范村", "types/village.html", 22), counted("支部工作法", "types/method.html", 20), counted("示范点", "types/site.html", 12), counted("党建＋业务", "types/project.html", 18), counted("党群共建", "types/cobuild.html", 10)}
	regions := []view.Link{counted("浙江省", "regions/zhe-jiang-sheng.html", 21), counted("辽宁省", "regions/liao-ning-sheng.html", 9), counted("河南省", "regions/he-nan-sheng.html", 7), counted("新疆生产建设兵团", "regions/xj.html", 1)}
	sectors := []view.Link{counted("农村", "sectors/rural.html", 34), counted("社区", "sectors/community.html", 20), counted("国企", "sectors/soe.html", 14)}
	levels := []view.Link{counted("全国", "levels/national.html", 2), counted("省级", "levels/province.html", 11), counted("县级", "levels/county.html", 31)}
	home := &view.Home{
		Page:     d.page("index.html", "头雁案例库", "收录党建品牌与示范案例，按问题、类型、地区和领域查找，做法一条条列清，数字带着单位、年份和口径，找得到、看得懂、学得走。", -1),
		Counts:   []view.Count{{Key: "cases", Value: 100, URL: "cases/index.html"}, {Key: "brands", Value: 7, URL: "brands/index.html"}, {Key: "regions", Value: 31, URL: "regions/index.html"}, {Key: "practices", Value: 418}, {Key: "outcomes", Value: 206}, {Key: "problems", Value: 52, URL: "problems/index.html"}},
		Newest:   d.cards,
		Featured: d.cards[:3], Problems: demoProblems(), Types: types, Regions: regions, Sectors: sectors, Levels: levels, Brands: demoBrands(),
		Body: view.Body{HTML: `<p>头雁先飞，群雁跟上。这里把各地基层党组织的好做法写成同一个样子：从什么问题出发，做了哪几件事，有哪些数字，别人能抄走什么。</p><p>心里有难题的，从问题找起；想看同类的，按类型、地区、领域来挑；拿不定主意的，把两三个案例放在一起比一比。</p>`},
	}
	d.pages["index.html"] = home
	many := append(append(append([]*view.Card(nil), d.cards...), d.cards...), d.cards[:4]...)
	d.pages["cases/index.2.html"] = &view.List{
		Page: d.page("cases/index.2.html", "示范案例", "", 1), Of: "section", Facets: []view.Facet{{ID: "type", Title: "类型", Links: types}, {ID: "region", Title: "地区", Links: regions, More: &view.Link{Title: "地区", URL: "regions/index.html"}}}, Intro: "党建联盟、示范村、支部工作法、示范点、党建与业务融合、党群共建，各类案例都按背景、做法、成效、启示来写。",
		Cards: many, Total: 187, Pager: view.Pager{Number: 2, Pages: 10, Previous: "cases/index.html", Next: "cases/index.3.html",
			Links: []view.Link{link1("1", "cases/index.html"), {Title: "2", Current: true}, link1("3", "cases/index.3.html"), {Title: "…"}, link1("10", "cases/index.10.html")}},
	}
	d.pages["regions/zhe-jiang-sheng/jia-xing-shi.html"] = &view.List{
		Page: d.page("regions/zhe-jiang-sheng/jia-xing-shi.html", "嘉兴市", "", 3, link1("地区", "regions/index.html"), link1("浙江省", "regions/zhe-jiang-sheng.html")), Of: "region",
		Children: []view.Link{counted("海盐县", "regions/a.html", 3), counted("桐乡市", "regions/b.html", 2), counted("南湖区", "regions/c.html", 1)},
		Cards:    d.cards[:2], Total: 2, Pager: view.Pager{Number: 1, Pages: 1},
	}
	d.pages["brands/index.html"] = &view.List{Page: d.page("brands/index.html", "党建品牌", "", 2), Of: "section", Brands: demoBrands(), Pager: view.Pager{Number: 1, Pages: 1}}
	d.pages["guides/index.html"] = &view.List{
		Page: d.page("guides/index.html", "使用指南", "", 4), Of: "section", Intro: "两篇短文，读完就能动手。", Pager: view.Pager{Number: 1, Pages: 1},
		Body:  view.Body{HTML: "<p>案例库有两种用法：往里写，往外取。</p>"},
		Links: []view.Entry{{Title: "怎样借鉴：从自己的问题到同行的做法", URL: "guides/a.html", Summary: "带着问题来，带着办法走。先从问题导航找到同行，再看条件合不合。", Date: view.Date{ISO: "2026-11-01", Year: 2026, Month: 11, Day: 1}}, {Title: "怎样写一个同行能照着做的案例", URL: "guides/b.html"}},
	}
	d.pages["types/index.html"] = &view.Terms{Page: d.page("types/index.html", "类型", "按案例的类型查找", -1), Of: "type", Groups: groups(types)}
	gr := groups(regions)
	gr[0].Children = []view.Link{counted("嘉兴市", "r/1.html", 8), counted("杭州市", "r/2.html", 6), counted("宁波市", "r/3.html", 5), counted("丽水市", "r/4.html", 2)}
	d.pages["regions/index.html"] = &view.Terms{Page: d.page("regions/index.html", "地区", "", 3), Of: "region", Groups: gr}
	d.pages["sitemap.html"] = &view.SiteMap{Page: d.page("sitemap.html", "网站地图", "", -1), Groups: append(gr, view.TermGroup{Link: link1("示范案例", "cases/index.html"), Children: types})}
}

func groups(links []view.Link) (out []view.TermGroup) {
	for _, l := range links {
		out = append(out, view.TermGroup{Link: l})
	}
	return out
}

func (d *demoSite) others() {
	var entries []view.Problem
	outs := demoOutcomes()
	for i, p := range demoProblems()[:4] {
		e := view.Problem{Link: p, ID: fmt.Sprintf("problem-%d", i)}
		for j, c := range d.cards[:3] {
			s := view.Solution{Case: link1(c.Title, c.URL), Region: c.Region}
			if j < 2 {
				s.Practices = []view.Link{link1("党员包干门前三尺", c.URL+"#practice-1"), link1("党员带动、组织兜底", c.URL+"#practice-2"), link1("由美丽乡村转向美丽经济", c.URL+"#practice-3")}
				s.Indicator, s.Result, s.Change = c.Indicator, c.Key, outs[j].Change
			}
			e.Solutions = append(e.Solutions, s)
		}
		entries = append(entries, e)
	}
	d.pages["problems/index.html"] = &view.Problems{Page: d.page("problems/index.html", "问题导航", "从问题出发，看谁解决过、怎样做的、效果如何。", 0), Entries: entries}
	d.pages["brands/mei-li-dang-yuan.html"] = &view.Brand{
		Page: d.page("brands/mei-li-dang-yuan.html", "美丽党员", "", 2, link1("党建品牌", "brands/index.html")), Slogan: "门前三尺，党员先上",
		Essence: "党员包干、组织兜底，由美丽乡村转向美丽经济。", Logo: &view.Image{URL: "brands/mei-li-dang-yuan/logo.svg", Alt: "白墙黑瓦的小屋，红色的门", Width: 240, Height: 240},
		Region: []view.Link{link1("浙江省", "r.html"), link1("嘉兴市", "r.html"), link1("海盐县", "r.html")}, Sector: link1("农村", "s.html"),
		Body:  view.Body{HTML: "<p>村里的党建品牌叫“美丽党员”。每名党员各自负责一片房前屋后的卫生和绿化，做得好不好，邻居路过就知道。</p>"},
		Cases: d.cards[:2], Outcomes: []view.BrandOutcome{{Case: link1(d.cards[0].Title, d.cards[0].URL), Outcome: outs[0]}, {Case: link1(d.cards[1].Title, d.cards[1].URL), Outcome: outs[2]}},
	}
	d.pages["about.html"] = &view.Plain{Page: d.page("about.html", "关于本站", "本站是一个党建品牌与示范案例的演示站点，案例据公开报道改写。", 5), Date: view.Date{ISO: "2026-11-01", Year: 2026, Month: 11, Day: 1}, Body: demoBody()}
	find := d.page("search.html", "搜索", "", -1)
	find.NoIndex = true
	d.pages["search.html"] = &view.Search{
		Page: find, Examples: []view.Link{link1("集体经济薄弱", "search.html?q=%E9%9B%86"), link1("群众诉求回应慢", "search.html?q=%E7%BE%A4")}, Ways: d.site.Menu[:4],
		Filters: []view.Filter{{ID: "type", Title: "类型", Values: []view.FilterValue{{Value: "village", Title: "示范村"}}}, {ID: "region", Title: "地区"}, {ID: "year", Title: "年份"}},
	}
	lost := d.page("404.html", "没有找到这个页面", "", -1)
	lost.NoIndex = true
	d.pages["404.html"] = &view.NotFound{Page: lost, Ways: d.site.Menu[:3]}
	moved := d.page("cases/old.html", "雪水港村", "", -1)
	moved.NoIndex = true
	d.pages["cases/old.html"] = &view.Redirect{Page: moved, Target: "cases/xue-shui-gang.html"}
}
