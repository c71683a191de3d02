package check

import (
	"slices"
	"strings"
	"testing"
	"time"

	"touyan/generator/config"
)

// sound is the front matter of a case that lacks nothing; what a test adds comes
// after it and what it replaces begins with the same key.
const sound = `title: 甲村：从门前三尺到美丽经济
summary: 甲村党总支从房前屋后的卫生和绿化做起，党员包干，再把好环境做成产业。
date: 2022-05-01
type: village
region: [某省, 某市]
organization: 甲村党总支
problems: [集体经济薄弱]
practices: [{title: 党员包干}]
conditions: {where: 各村}
cover: {src: a.svg, alt: 村口}
sources: [{title: 乙}]
outcomes:
  - {indicator: 村集体经济收入, unit: 万元, values: {2020: 46.2, 2021: 245.69}}
  - {indicator: 群众满意率, value: 95%, year: 2021}
`

const soundBody = "## 背景\n\n一。\n\n## 做法\n\n二。\n\n## 成效\n\n三。\n\n## 启示\n\n四。\n"

// caseWith writes a case whose keys are those of sound but for the ones given; "-key"
// leaves one out.
func caseWith(keys, body string) string {
	var out []string
	drop := map[string]bool{}
	for _, line := range strings.Split(keys, "\n") {
		if name, ok := strings.CutPrefix(line, "-"); ok && !strings.ContainsAny(name, " :") {
			drop[name] = true
		} else if name, _, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, " ") {
			drop[name] = true
			out = append(out, line)
		} else {
			out = append(out, line)
		}
	}
	var kept []string
	skip := false
	for _, line := range strings.Split(strings.TrimSuffix(sound, "\n"), "\n") {
		if name, _, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, " ") {
			skip = drop[name]
		}
		if !skip {
			kept = append(kept, line)
		}
	}
	return "---\n" + strings.Join(append(kept, out...), "\n") + "\n---\n" + body
}

func keys(text string) sample { return sample{"cases/a/index.md", caseWith(text, soundBody)} }
func body(text string) sample { return sample{"cases/a/index.md", caseWith("", "## 背景\n\n"+text)} }
func plain(text string) sample {
	return sample{"guides/a.md", "---\ntitle: t\n---\n" + text}
}
func brand(text string) sample {
	return sample{"brands/a/index.md", "---\ntitle: 三卡制\n" + text + "\n---\n一。\n"}
}

type sample struct{ path, text string }

var brandKeys = "slogan: 群众亮卡、支部议卡、党员领卡\nessence: 先亮身份，再伸触角。\nlogo: a.svg"

// findings and near misses of each code.
func samples() map[string]struct{ found, near []sample } {
	none := keys("")
	return map[string]struct{ found, near []sample }{
		"case-without-region":       {[]sample{keys("-region")}, []sample{none, plain("一。\n")}},
		"case-without-organization": {[]sample{keys("-organization")}, []sample{none}},
		"case-without-problems":     {[]sample{keys("-problems")}, []sample{none}},
		"case-without-conditions":   {[]sample{keys("-conditions")}, []sample{none}},
		"case-without-practices":    {[]sample{keys("-practices")}, []sample{none}},
		"case-without-outcomes":     {[]sample{keys("-outcomes")}, []sample{none}},
		"case-without-members":      {[]sample{keys("type: alliance")}, []sample{none, keys("type: alliance\nmembers: [{name: 乙社}]")}},
		"case-without-cover":        {[]sample{keys("-cover")}, []sample{none}},
		"case-without-summary":      {[]sample{keys("-summary")}, []sample{none}},
		"brand-without-slogan":      {[]sample{brand("essence: 一\nlogo: a.svg")}, []sample{brand(brandKeys)}},
		"brand-without-essence":     {[]sample{brand("slogan: 一\nlogo: a.svg")}, []sample{brand(brandKeys)}},
		"brand-without-logo":        {[]sample{brand("slogan: 一\nessence: 一")}, []sample{brand(brandKeys)}},
		"body-without-background":   {[]sample{{"cases/a.md", caseWith("", "## 做法\n\n一。\n")}}, []sample{none, {"cases/a.md", caseWith("", "## 一、为什么要做\n\n一。\n")}}},
		"body-without-practice":     {[]sample{{"cases/a.md", caseWith("-practices", "## 背景\n\n一。\n")}}, []sample{none, {"cases/a.md", caseWith("", "## 背景\n\n一。\n")}, {"cases/a.md", caseWith("-practices", "## 主要举措\n\n一。\n")}}},
		"body-without-outcome":      {[]sample{{"cases/a.md", caseWith("-outcomes", "## 背景\n\n一。\n")}}, []sample{none, {"cases/a.md", caseWith("-outcomes", "## 村里的变化\n\n一。\n")}}},
		"body-without-lesson":       {[]sample{{"cases/a.md", caseWith("", "## 背景\n\n一。\n")}}, []sample{none, {"cases/a.md", caseWith("lessons: [一]", "## 背景\n\n一。\n")}}},
		"body-without-headings":     {[]sample{{"cases/a.md", caseWith("", "一。\n")}}, []sample{none}},
		"body-empty":                {[]sample{{"cases/a.md", caseWith("", "\n")}}, []sample{none}},
		"outcome-without-year":      {[]sample{keys("outcomes: [{indicator: 带动就业, value: 20人}]")}, []sample{none}},
		"summary-long":              {[]sample{keys("summary: " + strings.Repeat("长", 201))}, []sample{none, keys("summary: " + strings.Repeat("长", 200))}},
		"summary-short":             {[]sample{keys("summary: 三卡制的做法。")}, []sample{none, plain("一。\n")}},
		"figure-differs": {
			[]sample{
				body("| 指标 | 2020 年 | 2021 年 |\n|---|---|---|\n| 村集体经济收入 | 46.2 万元 | 254.69 万元 |\n"),
				body("| 年份 | 村集体经济收入（万元） |\n|---|---|\n| 2020 | 64.2 |\n"),
				body("| 指标 | 2021 |\n|---|---|\n| 集体经济收入 | 254.69 万元 |\n"),
				body("2021年，村集体经济收入达到254.69万元。\n"),
				body("村集体经济收入由2020年的46.2万元增加到2021年的235.69万元。\n"),
				keys("summary: 2021 年村集体经济收入突破 300 万元，比两年前翻了几番。"),
			},
			[]sample{
				body("| 指标 | 2020 年 | 2021 年 |\n|---|---|---|\n| 村集体经济收入 | 46.2 万元 | 245.69 万元 |\n| 镇平均收入 | 1 万元 | 2 万元 |\n"),
				body("| 指标 | 2021 |\n|---|---|\n| 经济收入 | 254.69 万元 |\n"),
				body("| 指标 | 2021 年（1—6月） | 2021 年目标 |\n|---|---|---|\n| 村集体经济收入 | 120 万元 | 300 万元 |\n"),
				body("| 指标 | 2020 年 | 2021 年 |\n|---|---|---|\n| 村集体经济收入 | 462000 | 2456900 |\n"),
				body("| 指标 | 2020 年 | 2021 年 |\n|---|---|---|\n| 村集体经济收入 | 46.2 万元 | 比上年增加 199.49 万元 |\n"),
				body("2021年，村集体经济收入达到245.7万元。2021年，村集体经济收入近250万元。2021年，村集体经济收入超过200万元。\n"),
				body("2021年，村集体经济收入增加199.49万元。2021年，全镇村集体经济收入达到900万元。\n"),
				body("2022年，村集体经济收入达到300万元。2021年村集体经济收入目标是300万元。\n"),
				body("村集体经济收入由2020年的46.2万元增加到2021年的245.69万元，增长431.8%。\n"),
				body("2021年，村集体经济收入2456900元。2021年带动20户，村集体经济收入稳步增长，户均增收3万元。\n"),
				body("2021年一季度，村集体经济收入达到54.69万元。2021年5月，村集体经济收入5万元。\n"),
				keys("outcomes: [{indicator: 服务群众, value: 2000人次, year: 2021}]\nsummary: 2021年，志愿者在集市上服务群众300人次，受到好评。"),
				body("> 2021年，村集体经济收入达到254.69万元。\n"),
			}},
		"percent-impossible": {
			[]sample{
				keys("outcomes: [{indicator: 群众满意率, value: 987%, year: 2021}]"),
				keys("outcomes: [{indicator: 产业覆盖率, value: '-5%', year: 2021}]"),
				body("群众满意率达到 102%。\n"), body("党员参与率由 60% 提高到 960%。\n"),
			},
			[]sample{
				none, keys("outcomes: [{indicator: 任务完成率, value: 120%, year: 2021}, {indicator: 收入增长率, value: '-3%', year: 2021}, {indicator: 覆盖率, value: 100%, year: 2021}]"),
				body("收入同比增长 120%，满意率提高了 3%，任务完成率达到 130%。满意率比上年增长 150%。\n"),
				body("覆盖率达到 100%。满意率 98%-100%。\n"),
			}},
		"figure-jump": {
			[]sample{
				keys("outcomes: [{indicator: 集体收入, values: {2020: 46.2元, 2021: 52.3万元}}]"),
				keys("outcomes: [{indicator: 集体收入, unit: 万元, values: {2019: 40, 2020: 462000, 2021: 523000}}]"),
			},
			[]sample{
				none, keys("outcomes: [{indicator: 人均收入, values: {2006: 8520元, 2021: 4.7万元}}]"),
				keys("outcomes: [{indicator: 游客, unit: 人, values: {2006: 10, 2021: 3000}}]"),
				keys("outcomes: [{indicator: 销售额, values: {2016: 3万元, 2021: 2800万元}}]"),
			}},
		"total-differs": {
			[]sample{
				body("| 类别 | 数量 |\n|---|---|\n| 商会 | 20 个 |\n| 网格 | 12 个 |\n| 企业 | 3 个 |\n| 合计 | 34 个 |\n"),
				body("| 村 | 2020年 | 2021年 | 合计 |\n|---|---|---|---|\n| 甲 | 10 | 20 | 31 |\n| 乙 | 1 | 2 | 3 |\n"),
			},
			[]sample{
				body("| 类别 | 数量 |\n|---|---|\n| 商会 | 20 个 |\n| 网格 | 12 个 |\n| 企业 | 2 个 |\n| 合计（推算） | 34 个 |\n"),
				body("| 类别 | 数量 | 合格率 |\n|---|---|---|\n| 商会 | 20 | 90% |\n| 其中：直管 | 17 | 80% |\n| 合计 | 20 | 88% |\n"),
				body("| 类别 | 占比 |\n|---|---|\n| 甲 | 33.3% |\n| 乙 | 33.3% |\n| 丙 | 33.3% |\n| 合计 | 100% |\n"),
				body("| 类别 | 数量 |\n|---|---|\n| 商会 | 20 余个 |\n| 网格 | 12 个 |\n| 合计 | 34 个 |\n"),
				body("| 品名 | 单价 | 数量 | 合计 |\n|---|---|---|---|\n| 甲 | 10 | 20 | 200 |\n| 乙 | 1 | 2 | 2 |\n"),
				body("| 类别 | 数量 |\n|---|---|\n| 商会 | — |\n| 网格 | 12 个 |\n| 合计 | 34 个 |\n"),
			}},
		"parts-exceed-total": {
			[]sample{body("共有党组织34个，其中商会20个、网格12个、企业3个。\n"), body("全村共120户，其中示范户150户。\n"), body("全镇共有34个党组织，其中商会党组织20个、网格党组织18个。\n")},
			[]sample{
				body("共有党组织34个，其中商会20个、网格12个、企业2个。共有党员50人，其中女性30人、大专以上25人。\n"),
				body("共有党组织34个，其中商会20个（直管17个、托管3个）、网格12个。\n"),
				body("共建党组织34个，其中商会20个，比上年增加40个。2020年共34个，其中2020年12月新建40个。\n"),
			}},
		"parts-differ": {
			[]sample{
				body("共有党组织34个，其中商会20个，其余13个是网格党组织。\n"),
				body("全镇共有党员86名，其中男60名、女46名。\n"), body("全村共有党员86人，其中男性党员60人，女性党员16人。\n"),
			},
			[]sample{
				body("共有党组织34个，其中商会20个，其余14个是网格党组织。共有党组织34个，其中商会20个、网格2个。\n"),
				body("全镇共有党员86名，其中男60名、女26名。共有党员86名，其中女46名、大专以上60名。共有党员86名，其中男60名。\n"),
			},
		},
		"shares-differ": {
			[]sample{body("| 来源 | 占比 |\n|---|---|\n| 甲 | 50% |\n| 乙 | 30% |\n| 丙 | 23% |\n")},
			[]sample{body("| 来源 | 占比 |\n|---|---|\n| 甲 | 33.3% |\n| 乙 | 33.3% |\n| 丙 | 33.3% |\n"), body("| 村 | 党员占比 |\n|---|---|\n| 甲 | 10% |\n| 乙 | 30% |\n| 丙 | 23% |\n")},
		},
		"date-in-future":     {[]sample{keys("date: 2027-01-01"), keys("updated: 2026-12-20"), keys("sources: [{title: 乙, date: 2027}]")}, []sample{none, keys("date: 2027-01-01\npublish_date: 2027-01-01"), keys("date: 2026-12-01"), keys("date: 2026")}},
		"year-in-future":     {[]sample{keys("outcomes: [{indicator: 带动就业, value: 20人, year: 2062}]"), body("2032年，全村荣获先进称号。\n")}, []sample{none, keys("outcomes: [{indicator: 带动就业, value: 20人, year: 2030, note: 规划目标}]"), body("到2035年，力争建成了一批示范村。规划期至2030年。\n")}},
		"year-too-early":     {[]sample{body("1291年村党支部成立。\n")}, []sample{body("1921年以后，村党支部成立。祠堂建于1512年。1905年设立学堂，1950年成立党支部。\n")}},
		"started-after-date": {[]sample{keys("started: 2022-06")}, []sample{none, keys("started: 2022-05"), keys("started: 2022")}},
		"method-count": {
			[]sample{
				keys("title: 龙港区“三卡制”：群众亮卡、支部议卡"),
				keys("title: 甲村三卡制\npractices: [{title: 群众亮卡}, {title: 支部议卡}]"),
				keys("title: 一网三带工作法\npractices: [{title: 织一张网}, {title: 党员带头带}, {title: 能人带}]"),
				body("“三降”是指降投诉、降停电、降线损、降成本。\n"),
				body("“一网三带”中的一网不说。“三带”即合作社带路、党员带头、多方带动、干部带队。\n"),
				body("村里推行“1+3+N”机制：1个平台、2支队伍、N项服务。\n"),
				keys("title: 甲村“三评议”怎么评\npractices: [{title: 党委评议}, {title: 群众评议}]"),
				{"brands/a/index.md", "---\ntitle: 三卡制\nslogan: 群众亮卡、支部议卡\nessence: 一\nlogo: a.svg\n---\n一。\n"},
				keys("title: 甲村五步工作法\npractices: [{title: 第一步：亮}, {title: 第二步：议}, {title: 第三步：领}, {title: 第四步：评}]"),
			},
			[]sample{
				keys("title: 龙港区“三卡制”：群众亮卡、支部议卡、党员领卡"),
				body("“四个强化”即强化党建引领、源头治理、激励约束。“四议两公开”是村里议事的办法，“三会一课”包括党员大会、支委会等。\n"),
				body("“三降”：降投诉、降停电、降线损。“三卡”是居民的叫法，亮卡、议卡都在其中。\n"),
				body("村里推行“1+3+N”机制：1个平台、3支队伍、N项服务。“四好”，即政治好、作风好、团结好、业绩好。\n"),
				keys("title: 甲村“三卡制”怎么走\npractices: [{title: 群众亮卡}, {title: 支部议卡}, {title: 党员领卡}, {title: 心愿墙}]"),
				keys("title: 甲村三卡制\npractices: [{title: 群众亮卡}, {title: 支部议卡}, {title: 党员领卡}]"),
				keys("title: 一网三带工作法\npractices: [{title: 织一张网}, {title: 党员带}, {title: 能人带}, {title: 企业带}]"),
				keys("title: 三年建制村\npractices: [{title: 头一年}, {title: 后一年}]"),
				keys("title: 甲村“三卡制”怎么走\npractices: [{title: 发一张卡}, {title: 支部商议}]"), brand(brandKeys),
				keys("title: 甲村三步工作法\npractices: [{title: 第一步：亮}, {title: 第二步：议}, {title: 第三步：领}, {title: 回头看}]"),
			}},
		"list-count": {
			[]sample{body("分三步走：\n\n1. 亮\n2. 议\n"), body("把任务分成6类：一是公开，二是评议，三是培训。\n"), body("抓好四项措施：\n\n- 甲\n- 乙\n- 丙\n")},
			[]sample{
				body("分三步走：\n\n1. 亮\n2. 议\n3. 领\n"), body("把任务分成3类：一是公开，二是评议，三是培训。\n"),
				body("全镇五个村都照这样做：\n\n- 甲\n- 乙\n"), body("第三步要做的有：\n\n- 甲\n- 乙\n"),
				body("两项工作要放在三件事里看：\n\n- 甲\n- 乙\n"), body("有三个方面的变化。具体做法：\n\n- 甲\n- 乙\n"),
				body("一是公开，二是评议。\n"), body("分三步走：\n\n1. 亮\n2. 议\n\n![图](a.svg)\n\n3. 领\n"), body("全镇分成两类村，分别这样做：\n\n- 甲\n- 乙\n- 丙\n"),
			}},
		"heading-skips":      {[]sample{plain("## 甲\n\n一\n\n#### 乙\n\n二\n"), plain("### 甲\n\n一\n")}, []sample{plain("## 甲\n\n一\n\n### 乙\n\n二\n\n## 丙\n\n三\n"), plain("# 甲\n\n## 乙\n\n一\n")}},
		"heading-empty":      {[]sample{plain("## 甲\n\n一\n\n##\n\n二\n")}, []sample{plain("## 甲\n\n```\n##\n```\n")}},
		"section-empty":      {[]sample{plain("## 甲\n\n## 乙\n\n一\n"), plain("## 甲\n\n一\n\n## 乙\n"), plain("## 甲\n\n<!-- 待写 -->\n\n## 乙\n\n一\n")}, []sample{plain("## 甲\n\n### 乙\n\n一\n"), plain("## 甲\n\n![图](a.svg)\n\n## 乙\n\n| |\n|-|\n| |\n")}},
		"heading-bold":       {[]sample{plain("**主要做法**\n\n一\n")}, []sample{plain("**具体做法：**\n\n**要紧的一句话。**\n\n**甲**：乙\n\n- **甲**\n\n**甲** 和 **乙**\n")}},
		"heading-mark":       {[]sample{plain("##做法\n\n一\n")}, []sample{plain("## 做法\n\n#话题# 一\n\n\\#做法\n")}},
		"heading-underlined": {[]sample{plain("村里先开会，再上门。\n---\n一\n")}, []sample{plain("做法\n---\n一\n\n村里先开会。\n\n---\n\n二\n")}},
		"table-broken":       {[]sample{plain("| 甲 | 乙 |\n| 1 | 2 |\n"), plain("| 甲 | 乙 | 丙 |\n|---|---|\n| 1 | 2 | 3 |\n")}, []sample{plain("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n甲|乙|丙\n")}},
		"emphasis-left":      {[]sample{plain("这是**重点。\n"), plain("这是** 重点**的话。\n"), plain("甲~~乙。\n"), plain("这是__重点__的话。\n")}, []sample{plain("这是**重点。**后面。\\*\\*星\\*\\* 与 `**` 和 2**3。\n"), plain("张**、李**同志，号码 138**1234，姓名____\n"), plain("甲 ** 乙\n"), plain("签字：__年__月__日\n")}},
		"list-mark":          {[]sample{plain("-甲\n-乙\n"), plain("1.甲\n2.乙\n"), plain("做法如下：\n1、甲\n2、乙\n")}, []sample{plain("- 甲\n- 乙\n"), plain("1.甲\n"), plain("1.5 倍\n2.5 倍\n"), plain("-5℃ 以下\n——乙\n"), plain("*注：数为推算。\n")}},
		"markdown-fullwidth": {[]sample{plain("＃ 做法\n\n一\n"), plain("这是＊＊重点＊＊。\n"), plain("｜甲｜乙｜\n｜1｜2｜\n"), plain("＞ 引\n")}, []sample{plain("＊号为推算。甲＃乙。\n")}},
		"fence-open":         {[]sample{plain("一\n\n```yaml\ntitle: t\n\n二\n")}, []sample{plain("一\n\n```yaml\ntitle: t\n```\n"), plain("```\n甲\n```\n\n二\n"), plain("~~~~\n```\n~~~~\n")}},
		"link-left":          {[]sample{plain("见[甲](a b.md)。\n"), plain("见[甲] (https://a.cn/)。\n"), plain("见［甲］（https://a.cn/）。\n"), plain("见[甲]（../a.md）。\n")}, []sample{plain("见[甲](https://a.cn/)。\n"), plain("数组 `a[i](x)`，\\[甲](乙)。\n"), plain("【甲】（乙）\n")}},
		"entity-left":        {[]sample{plain("甲&amp;nbsp;乙\n"), keys("title: 甲&nbsp;乙")}, []sample{plain("甲&nbsp;乙，R&D，A&B；`&nbsp;`\n")}},
		"citation-left":      {[]sample{plain("这是一项创新[1]。\n"), plain("这是一项创新[2,3]。\n"), plain("这是一项创新〔1〕。\n")}, []sample{plain("这是一项创新[1]。\n\n[1] 《某刊》\n"), plain("数组[i]，[甲]，`a[1]`，x[1]，国办发〔2017〕47号\n")}},
		"code-by-indent":     {[]sample{plain("一\n\n    村里先开会，再上门。\n")}, []sample{plain("　　村里先开会，再上门。\n\n```\n村里先开会，再上门。\n```\n\n    title: 甲 <b>x</b>\n")}},
		"markup-in-fact":     {[]sample{keys("summary: 甲村党总支从**房前屋后**的卫生和绿化做起，党员包干。"), keys("lessons: ['见[甲](a.md)']"), keys("title: 甲<br>乙")}, []sample{none, keys("lessons: [投入产出比 < 1]")}},
	}
}

func codesOf(t testing.TB, k *Checker, s sample) []string {
	var codes []string
	for _, f := range k.Page(pageOf(t, s.path, s.text)).Findings {
		codes = append(codes, f.Code)
	}
	return codes
}

func checkerAt(t testing.TB) *Checker {
	k, list := New(config.Default())
	if len(list) > 0 {
		t.Fatal(list)
	}
	k.Now = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	return k
}

// TestCompleteness has for each code what is found and what only looks like it.
func TestCompleteness(t *testing.T) {
	k := checkerAt(t)
	all := samples()
	for _, c := range slices.Concat(completenessCodes(), structureCodes()) {
		s, ok := all[c.Name]
		if !ok && !slices.Contains([]string{"title-twice", "near-duplicate", "section-stale"}, c.Name) {
			t.Errorf("%s has no sample", c.Name)
		}
		for _, one := range s.found {
			if !slices.Contains(codesOf(t, k, one), c.Name) {
				t.Errorf("%s is not found in %s", c.Name, one.text)
			}
		}
		for _, one := range s.near {
			if slices.Contains(codesOf(t, k, one), c.Name) {
				t.Errorf("%s is found in %s", c.Name, one.text)
			}
		}
	}
	if found := codesOf(t, k, keys("")); len(found) > 0 {
		t.Errorf("the sound case has %v", found)
	}
}

// TestMarksAreMended writes the mends of marks into the text: they become what was
// meant.
func TestMarksAreMended(t *testing.T) {
	k := checkerAt(t)
	for from, want := range map[string]string{
		"##做法\n\n一\n":       "## 做法\n\n一\n",
		"＃＃做法\n\n一\n":       "## 做法\n\n一\n",
		"＃＃ 做法\n\n一\n":      "## 做法\n\n一\n",
		"－甲\n\n－乙\n":        "- 甲\n\n- 乙\n",
		"＞甲说\n\n甲＃乙\n":      "> 甲说\n\n甲＃乙\n",
		"\\##做法\n\n`##做`\n": "\\##做法\n\n`##做`\n",
	} {
		one := plain(from)
		p := pageOf(t, one.path, one.text)
		got, list := p.Text, k.Page(p).Findings
		for i := len(list) - 1; i >= 0; i-- {
			if x := list[i]; x.Fix != nil && strings.HasPrefix(x.Code, "heading-mark") || x.Fix != nil && x.Code == "markdown-fullwidth" {
				got = got[:x.Start] + x.Fix.Text + got[x.End:]
			}
		}
		if got != plain(want).text {
			t.Errorf("%q became %q", from, got[len("---\ntitle: t\n---\n"):])
		}
	}
}
