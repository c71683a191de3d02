package theme

import (
	"fmt"
	"html/template"
	"strings"

	"touyan/generator/view"
)

// demo is a small site of realistic pages by path: long and short titles, full
// and bare cases, every kind of page.
func demo() map[string]view.View {
	d := &demoSite{site: demoSiteOf(), pages: map[string]view.View{}}
	d.cases()
	d.lists()
	d.others()
	return d.pages
}

type demoSite struct {
	site  *view.Site
	pages map[string]view.View
	cards []*view.Card
}

func demoSiteOf() *view.Site {
	return &view.Site{
		Title: "头雁案例库", Subtitle: "党建品牌与示范案例",
		Description: "收录党建品牌与示范案例", Owner: "头雁案例库编辑部", Language: "zh-CN",
		BaseURL: "https://example.org/touyan/", Generator: "touyan 1.0", Print: 1,
		Identity: view.Identity{
			Sponsor: "示例市委组织部", Organizer: "示例市党建研究中心", ICP: "示例ICP备00000000号-1",
			Police: "示例公网安备 00000000000000号", SiteCode: "0000000000",
			Contact: "编辑部", Phone: "0000-00000000", Email: "editor@example.org", Address: "示例市示例路 1 号",
		},
		Menu: []view.Link{
			{Title: "问题导航", URL: "problems/index.html"}, {Title: "示范案例", URL: "cases/index.html"},
			{Title: "党建品牌", URL: "brands/index.html"}, {Title: "地区", URL: "regions/index.html"},
			{Title: "使用指南", URL: "guides/index.html"}, {Title: "关于", URL: "about.html"},
		},
		Footer: []view.Link{{Title: "关于本站", URL: "about.html"}, {Title: "网站地图", URL: "sitemap.html"}},
		Feeds: []view.Feed{
			{Title: "RSS", URL: "feed.xml", MIME: "application/rss+xml"},
			{Title: "JSON Feed", URL: "feed.json", MIME: "application/feed+json"},
		},
	}
}

// page makes what every page has, current being the menu's entry.
func (d *demoSite) page(path, title, description string, current int, above ...view.Link) view.Page {
	p := view.Page{
		Site: d.site, Path: path, Base: strings.Repeat("../", strings.Count(path, "/")),
		Title: title, Description: description, Canonical: d.site.BaseURL + path,
		Menu: append([]view.Link(nil), d.site.Menu...), Keywords: []string{"党建", "示范案例"},
	}
	if current >= 0 {
		p.Menu[current].Current = true
	}
	if path != "index.html" {
		p.Breadcrumbs = append([]view.Link{{Title: "首页", URL: "index.html"}}, above...)
	}
	return p
}

func link1(title, url string) view.Link { return view.Link{Title: title, URL: url} }

func counted(title, url string, n int) view.Link { return view.Link{Title: title, URL: url, Count: n} }

func (d *demoSite) card(n int, slug, title, summary, kind, sector, region, who string, key *view.Figure, indicator string, problems ...string) *view.Card {
	c := &view.Card{
		Title: title, URL: "cases/" + slug + ".html", Summary: summary,
		Date: view.Date{ISO: "2022-01-01", Year: 2022, Month: 1, Day: 1}, Type: link1(kind, "types/x.html"),
		Sector: sector, Region: region, Organization: who, Problems: problems,
		Cover: &view.Image{URL: "cases/" + slug + "/cover.svg", Alt: "插图", Width: 1200, Height: 630},
		Key:   key, Indicator: indicator, Print: uint64(n) + 1,
	}
	d.cards = append(d.cards, c)
	return c
}

func (d *demoSite) cases() {
	d.card(0, "xue-shui-gang", "雪水港村：从门前三尺到美丽经济",
		"海盐县通元镇雪水港村党总支从房前屋后的卫生和绿化做起，党员包干、组织兜底，再把美丽乡村做成美丽经济；十五年间村集体收入由46.2万元增至245.69万元。",
		"示范村", "农村", "浙江省 · 嘉兴市 · 海盐县", "雪水港村党总支", &view.Figure{Year: 2021, Number: "245.69", Unit: "万元"}, "村集体经济收入", "集体经济薄弱", "人居环境待提升")
	d.card(1, "zui-li-alliance", "一网三带：一颗槜李串起一条共富链",
		"桐乡市梧桐街道党委牵头，把槜李产业链上下游的党组织连成一张网，合作社支部带路、党员骨干带头、多方组织带动，共创“桃园槜李”品牌。",
		"党建联盟", "农村", "浙江省 · 嘉兴市 · 桐乡市", "梧桐街道党委", &view.Figure{Year: 2022, Number: "2650", Unit: "万元", Approx: true}, "槜李鲜果销售收入", "产业链条松散", "党组织各自为战", "农民增收渠道少")
	d.card(2, "san-ka-zhi-long-gang", "三卡制：群众点单、支部派单、党员接单",
		"龙港区把群众的心愿写上卡片，支部派单、党员接单、群众评单。",
		"支部工作法", "社区", "辽宁省 · 葫芦岛市 · 龙港区", "龙港区委组织部", &view.Figure{Year: 2021, Number: "1210", Unit: "件"}, "办结小事", "群众诉求回应慢")
	d.card(3, "yin-hang-zhi-bu", "银行支部的四根柱子", "", "党建＋业务", "国企", "", "", nil, "")
	d.card(4, "wu-ye-xie-tong", "物业协同：码头、矿山与社区共用一张服务网，把三家单位的党员编成一支随叫随到的应急队伍",
		"三家单位的党组织签下共建清单。", "党群共建", "国企", "河北省 · 唐山市", "港务集团党委", &view.Figure{Number: "98.6", Unit: "%"}, "满意率", "党建业务两张皮")
	d.card(5, "xin-xian-san-jiang", "走访四步：农电党员把服务送到台区", "台区经理按四步走访，先敲门、再听话、留卡片、办成事。",
		"党建＋业务", "国企", "河南省 · 信阳市 · 新县", "新县供电公司党委", &view.Figure{Year: 2022, Number: "1.42", Unit: "万人次"}, "走访用户", "群众诉求回应慢", "党员作用发挥不明显")
	d.fullCase()
	d.bareCase()
}

func (d *demoSite) fullCase() {
	links := func(titles ...string) (out []view.Link) {
		for i, t := range titles {
			out = append(out, link1(t, fmt.Sprintf("x/%d.html", i)))
		}
		return out
	}
	d.pages["cases/xue-shui-gang.html"] = &view.Case{
		Page:    d.page("cases/xue-shui-gang.html", d.cards[0].Title, d.cards[0].Summary, 1, link1("示范案例", "cases/index.html")),
		Summary: d.cards[0].Summary, Date: d.cards[0].Date, Updated: view.Date{ISO: "2026-11-01", Year: 2026, Month: 11, Day: 1},
		Type: link1("示范村", "types/village.html"), Sector: link1("农村", "sectors/rural.html"), Level: link1("县级", "levels/county.html"),
		Region: links("浙江省", "嘉兴市", "海盐县", "通元镇", "雪水港村"), Organization: "雪水港村党总支",
		Brand: &view.Link{Title: "美丽党员", URL: "brands/mei-li-dang-yuan.html"}, Started: view.Date{ISO: "2006", Year: 2006},
		Problems: links("集体经济薄弱", "人居环境待提升", "党员作用发挥不明显", "农民增收渠道少"),
		Tags:     links("共同富裕", "集体经济", "人居环境", "党员责任区", "党建联盟"),
		Cover:    &view.Image{URL: "cases/xue-shui-gang/cover.svg", Alt: "水港边一排白墙黑瓦的农家小院，门前种着花木，水面上停着一只小船", Width: 1200, Height: 630},
		Practices: []view.Practice{
			{ID: "practice-1", Title: "党员包干门前三尺", Detail: "创建美丽村落时，每名党员各自负责一片房前屋后的卫生和绿化，责任看得见，做没做也看得见。"},
			{ID: "practice-2", Title: "党员带动、组织兜底", Detail: "党员先做给邻居看；一家一户办不了的，由村党总支接过去，不让带头的人孤零零。"},
			{ID: "practice-3", Title: "由美丽乡村转向美丽经济", Detail: "环境变好之后不停步，接着把好环境变成产业和收入，让村集体和农户都得益。"},
			{ID: "practice-4", Title: "联盟抱团"},
		},
		Outcomes: demoOutcomes(),
		Members: []view.MemberGroup{
			{Role: "牵头", Members: []view.Member{{Name: "雪水港村党总支", Of: "通元镇"}}},
			{Role: "成员单位", Members: []view.Member{{Name: "通元镇农业农村办党支部"}, {Name: "“自然田园·共兴共富”党建联盟"}, {Name: "村集体经济合作社党支部"}}},
		},
		Conditions: []view.Condition{{Key: "where", Text: "村庄有党员愿意带头，房前屋后有可以划片的公共环境"}, {Key: "people", Text: "村党总支统筹，党员一人一片"}, {Key: "cost", Text: "几乎不花钱"}, {Key: "period", Text: "三个月见效"}},
		Lessons:    []string{"切口要小，小到门前三尺，党员做得到，群众看得见。", "看得见的变化是最好的动员，产业要接在变化之后。", "先定责任田，再谈评比亮星（编者归纳，来源未写评星做法）。"},
		Sources: []view.Source{
			{Title: "党建引领聚合力释放共富新活力——浙江省嘉兴市把党建优势转化为乡村发展优势观察", Publisher: "某刊", Date: view.Date{ISO: "2022", Year: 2022}},
			{Title: "村庄环境调查", URL: "https://example.org/a"}},
		Body: demoBody(),
		Peers: []view.Peer{
			{Card: d.cards[1], Reasons: []view.Reason{{Kind: "problem", Value: "农民增收渠道少"}, {Kind: "region", Value: "浙江省嘉兴市"}, {Kind: "tag", Value: "共同富裕"}}},
			{Card: d.cards[5], Reasons: []view.Reason{{Kind: "problem", Value: "党员作用发挥不明显"}}},
			{Card: d.cards[3], Reasons: []view.Reason{{Kind: "sector", Value: "农村"}}}},
		Previous: &view.Link{Title: d.cards[1].Title, URL: d.cards[1].URL}, Next: &view.Link{Title: d.cards[2].Title, URL: d.cards[2].URL},
	}
}

func demoOutcomes() []view.Outcome {
	return []view.Outcome{
		{Indicator: "村集体经济收入", Scope: "雪水港村", Note: "十五年年均增长约 11.8%，推算",
			Figures: []view.Figure{{Year: 2006, Number: "46.2", Unit: "万元", Share: 19, Value: 462000}, {Year: 2021, Number: "245.69", Unit: "万元", Share: 100, Value: 2456900}},
			Change:  &view.Change{From: 2006, To: 2021, Times: "5.32", Percent: "+431.8%", Yearly: "+11.8%", Ratio: 5.32}},
		{Indicator: "农民人均收入", Scope: "雪水港村", YearInferred: true,
			Figures: []view.Figure{{Year: 2006, Number: "8520", Unit: "元", Share: 18, Value: 8520}, {Year: 2015, Number: "2.9", Unit: "万元", Approx: true, Share: 62, Value: 29000}, {Year: 2021, Number: "4.7", Unit: "万元", Share: 100, Value: 47000}},
			Change:  &view.Change{From: 2006, To: 2021, Times: "5.52", Percent: "+451.6%", Yearly: "+12.1%", Mixed: true, Approx: true, Ratio: 5.52}},
		{Indicator: "带动就业", Note: "来源写作一千余人", Figures: []view.Figure{{Year: 2022, Number: "1000", Unit: "人", Approx: true, Share: 100, Value: 1000}}},
		{Indicator: "群众满意率", Figures: []view.Figure{{Number: "98.6", Unit: "%", Share: 100, Value: 98.6}}},
	}
}

func demoBody() view.Body {
	const html = `<h2 id="bei-jing">背景</h2>
<p>海盐县通元镇雪水港村曾经<strong>底子薄。</strong>2006 年，村集体一年的经济收入是 46.2 万元，农民人均收入 8520 元。村里要办的事样样要钱，靠这点收入，余地不大。</p>
<p>村党总支把路子的起点放在家家户户的门口：“美丽村落”创建，党员先上。（参看<a href="../guides/index.html">使用指南</a>）</p>
<h2 id="zuo-fa">做法</h2>
<h3 id="yi-ren">一人一片，门前见人</h3>
<p>村里的党建品牌叫“美丽党员”。创建美丽村落时实行党员包干，每名党员各自负责一片房前屋后的卫生和绿化。</p>
<ul><li>不用等钱，当天就能动手</li><li>做得好不好，邻居路过就知道</li><li>责任到人，推不出去</li></ul>
<p><img src="../cases/xue-shui-gang/cover.svg" alt="水港边的农家小院" width="1200" height="630" loading="lazy"></p>
<ol><li>先划片</li><li>再上墙</li><li>后评比</li></ol>
<blockquote><p>门前三尺谁都够得着，党员的先锋作用就有了着落。</p></blockquote>
<dl><dt>合作社支部带路</dt><dd>路怎么走，由它先走给大家看。</dd><dt>多方组织带动</dt><dd>多方组织一起出力，把带动面做大。</dd></dl>
<h2 id="cheng-xiao">成效</h2>
<div class="table" role="region" aria-label="表格" tabindex="0"><table><thead><tr><th scope="col">指标</th><th scope="col" class="num">2006 年</th><th scope="col" class="num">2021 年</th><th scope="col" class="num">倍数</th></tr></thead><tbody><tr><td>村集体经济收入</td><td class="num">46.2 万元</td><td class="num">245.69 万元</td><td class="num">约 5.32 倍</td></tr><tr><td>农民人均收入</td><td class="num">8520 元</td><td class="num">4.7 万元</td><td class="num">约 5.52 倍</td></tr></tbody></table></div>
<p>读这张表要留心单位：人均收入一处写“元”，一处写“万元”，换算到同一单位再比。<sup class="footnote-ref"><a id="fnref:1" href="#fn:1" role="doc-noteref">1</a></sup></p>
<pre tabindex="0"><code>outcomes:
  - indicator: 村集体经济收入
    values: {2006: 46.2, 2021: 245.69}</code></pre>
<h2 id="qi-shi">启示</h2>
<p>第一，切口要小。第二，变化要看得见。第三，先定<code>责任田</code>，再谈评比。</p>
<ul><li class="task"><label><input type="checkbox" disabled checked> 记下底数</label></li><li class="task"><label><input type="checkbox" disabled> 定下回看的日子</label></li></ul>
<section class="footnotes" id="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>倍数与年均增长均由两端数字推算。 <a class="footnote-back" href="#fnref:1" role="doc-backlink" aria-label="回到正文 1">↩</a></p></li></ol></section>`
	return view.Body{
		Print: 7, HTML: template.HTML(html), Characters: 812, Minutes: 3,
		Headings: []view.Heading{{ID: "bei-jing", Title: "背景", Level: 2}, {ID: "zuo-fa", Title: "做法", Level: 2}, {ID: "yi-ren", Title: "一人一片，门前见人", Level: 3}, {ID: "cheng-xiao", Title: "成效", Level: 2}, {ID: "qi-shi", Title: "启示", Level: 2}},
	}
}

// bareCase is a case with nothing but a title, and a draft.
func (d *demoSite) bareCase() {
	p := d.page("cases/bare.html", "共享单车停放难", "", 1, link1("示范案例", "cases/index.html"))
	p.Draft = true
	d.pages["cases/bare.html"] = &view.Case{Page: p, Body: view.Body{HTML: "<p>只有一段话的案例。</p>", Minutes: 1}}
}
