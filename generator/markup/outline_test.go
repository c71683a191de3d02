package markup

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSectionsSayWhatThePageShows(t *testing.T) {
	for _, body := range append(corpusBodies(40), goldenBodies(t)...) {
		doc, _ := converter().Convert(source(string(body)))
		checkDocument(t, doc)
		if len(doc.Sections) < 2 {
			t.Errorf("only %d sections", len(doc.Sections))
		}
	}
}

func TestLineEnds(t *testing.T) {
	for _, c := range []struct{ text, html, plain string }{
		{"中文\n中文", "中文中文", "中文中文"},
		{"中文，\n中文", "中文，中文", "中文，中文"},
		{"中文\n（中文）", "中文（中文）", "中文（中文）"},
		{"他说\n“好”", "他说“好”", "他说“好”"},
		{"“好”\n他说", "“好”他说", "“好”他说"},
		{"……\n他说", "……他说", "……他说"},
		{"中文\nLatin", "中文\nLatin", "中文 Latin"},
		{"Latin\n中文", "Latin\n中文", "Latin 中文"},
		{"Latin\n“quoted”", "Latin\n“quoted”", "Latin “quoted”"},
		{"中文\n2022", "中文\n2022", "中文 2022"},
		{"かな\n漢字", "かな漢字", "かな漢字"},
		{"한국\n한국", "한국\n한국", "한국 한국"},
		{"中文\n**中文**\n中文", "中文<strong>中文</strong>中文", "中文中文中文"},
		{"中文\n[中文](../b.md)", `中文<a href="../cases/b.html">中文</a>`, "中文中文"},
		{"中文\n`code`", "中文\n<code>code</code>", "中文 code"},
		{"中文\n&#20013;", "中文中", "中文中"},
		{"中文  \n中文", "中文<br>\n中文", "中文\n中文"},
		{"中文\\\n中文", "中文<br>\n中文", "中文\n中文"},
		{"中文\r\n中文", "中文中文", "中文中文"},
		{"a  b\tc", "a  b\tc", "a b c"},
	} {
		doc, _ := converter().Convert(source(c.text))
		if got := strings.TrimSpace(string(doc.HTML)); got != "<p>"+c.html+"</p>" {
			t.Errorf("%q\n got %s\nwant <p>%s</p>", c.text, got, c.html)
		}
		if got := doc.Sections[0].Text; got != c.plain {
			t.Errorf("%q\n got %q\nwant %q", c.text, got, c.plain)
		}
	}
}

func TestHeadingIDs(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"做法与经过", "zuo-fa-yu-jing-guo"},
		{"槜李产业", "zui-li-chan-ye"},
		{"绿色女性", "lv-se-nv-xing"},
		{"党建＋业务 2.0 版", "dang-jian-ye-wu-2-0-ban"},
		{"ＡＢ１ Go语言", "ab1-go-yu-yan"},
		{"**加粗** `code`", "jia-cu-code"},
		{"（一）“三带”", "yi-san-dai"},
		{"……", "section"},
		{"Ünïcode", "unicode"},
		{strings.Repeat("中", 60), "zhong" + strings.Repeat("-zhong", 11)},
	} {
		doc, _ := converter().Convert(source("## " + c.title))
		if got := doc.Sections[0].ID; got != c.want {
			t.Errorf("%s: got %s, want %s", c.title, got, c.want)
		}
		if !isSafeID(doc.Sections[0].ID) {
			t.Errorf("%s is not safe", doc.Sections[0].ID)
		}
	}
}

func TestHeadingIDsAreUnique(t *testing.T) {
	doc, l := converter().Convert(source("## 甲\n## 甲-2\n## 甲\n## 甲\n## 乙 {#jia-4}\n## 甲\n## 丙 {#Own_id-1}\n### Own\n"))
	var got []string
	for _, s := range doc.Sections {
		got = append(got, s.ID)
	}
	want := []string{"jia", "jia-2", "jia-3", "jia-5", "jia-4", "jia-6", "Own_id-1", "own"}
	if !slices.Equal(got, want) || len(l) > 0 {
		t.Errorf("got %q, want %q; %v", got, want, l)
	}
}

func TestRoles(t *testing.T) {
	for title, want := range map[string]Role{
		"背景": Background, "背景与起因": Background, "基本情况": Background, "起因": Background, "缘起": Background,
		"做法": Practice, "做法与经过": Practice, "主要做法": Practice, "具体做法": Practice, "工作做法": Practice, "经过": Practice,
		"成效": Effect, "成效与反响": Effect, "工作成效": Effect, "主要成效": Effect, "取得成效": Effect, "效果": Effect,
		"启示": Insight, "工作启示": Insight, "探讨与评论": Insight, "经验启示": Insight, "体会": Insight, "思考": Insight,
		"一、背景": Background, "（二）主要做法": Practice, "(2) 做法": Practice, "3. 工作成效": Effect, "3．成效": Effect,
		"四 启示": Insight, "第一部分 背景": Background, "第二章　做法": Practice, "1.2 成效": Effect, "十一、体会：": Insight,
		"【三】成效": Effect, "**做法**": Practice,
		"一网三带": Other, "三带分工": Other, "做法很多": Other, "背景音乐": Other, "": Other, "第一书记": Other, "一": Other,
	} {
		doc, _ := converter().Convert(source("## " + title + "\n\n甲"))
		if got := doc.Sections[len(doc.Sections)-1].Role; got != want {
			t.Errorf("%s: got %d, want %d", title, got, want)
		}
	}
}

func TestSubheadingsHaveTheRoleAboveThem(t *testing.T) {
	doc, _ := converter().Convert(source("导语\n## 背景\n### 甲\n## 做法\n### 乙\n#### 丙\n### 成效\n#### 丁\n### 戊\n## 己\n### 庚\n[^1]\n\n[^1]: x"))
	var got []string
	for _, s := range doc.Sections {
		got = append(got, fmt.Sprint(s.Title, s.Role))
	}
	want := []string{"0", "背景1", "甲1", "做法2", "乙2", "丙2", "成效3", "丁3", "戊2", "己0", "庚0", "0"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCharacters(t *testing.T) {
	for text, want := range map[string]int{
		"":                         0,
		"党建引领，共同富裕。":               8,
		"2022 年 1 月":               4,
		"增收 5.14 万元、1,000 人、95%":   8,
		"Go 语言 don't re-use a_b x": 7,
		"〇々𠀀":                      3,
		"カナ 한국어 Ünïcode":           3,
		"## 题目\n\n| a | b |\n|---|---|\n| 甲 | 乙 |\n": 6,
		"[链接](https://example.org/a) `码`":            3,
		"## A\n\nB":                                  2,
	} {
		doc, _ := converter().Convert(source(text))
		if doc.Characters != want {
			t.Errorf("%q: got %d, want %d", text, doc.Characters, want)
		}
	}
}

func TestFootnotes(t *testing.T) {
	html, diags := convert("## 甲[^b]\n\n乙[^a]，[丙[^a]](../b.md)，丁![^A]，[^z]。[^z](../b.md)\n\n[^a]: 一[^a]\n[^b]:\n    二\n[^c]: 三")
	if want := []string{`12:31: warning: undefined-footnote "z"`, `17:1: warning: unused-footnote "c"`}; !cmp.Equal(diags, want) {
		t.Errorf("got %q, want %q", diags, want)
	}
	for _, want := range []string{
		`<h2 id="jia">甲<sup class="footnote-ref"><a id="fnref:1" href="#fn:1" role="doc-noteref">[1]</a></sup></h2>`,
		`<a href="../cases/b.html">丙[2]</a>`,
		`丁!<sup class="footnote-ref"><a id="fnref:2-2" href="#fn:2" role="doc-noteref">[2]</a></sup>，[^z]。<a href="../cases/b.html">^z</a>`,
		`<li id="fn:1">` + "\n" + `<p>二 <a class="footnote-back" href="#fnref:1" role="doc-backlink" aria-label="返回正文 1">↩</a></p>`,
		`aria-label="返回正文 2">↩</a> <a class="footnote-back" href="#fnref:2-2" role="doc-backlink" aria-label="返回正文 2-2">↩</a> <a class="footnote-back" href="#fnref:2-3" role="doc-backlink" aria-label="返回正文 2-3">↩</a></p>`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("%s\nis not in\n%s", want, html)
		}
	}
	if strings.Contains(html, "三") {
		t.Error("a note that nothing refers to is shown")
	}
}
