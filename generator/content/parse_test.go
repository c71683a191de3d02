package content_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"touyan/generator/content"
)

// The cases that the project ships are read without a finding, with the figures
// that their sources give.
func TestTheProjectsOwnCases(t *testing.T) {
	files, list := content.Walk(os.DirFS("../.."))
	if len(list) > 0 {
		t.Fatal(list)
	}
	var pages []*content.Page
	for _, f := range files {
		if !f.Page {
			continue
		}
		data, err := os.ReadFile(filepath.Join("../../content", f.Path))
		if err != nil {
			t.Fatal(err)
		}
		p, list := content.Parse(f.Path, data, vocabulary())
		if len(list) > 0 {
			t.Error(list)
			continue
		}
		pages = append(pages, p)
		if f.Path != "cases/xue-shui-gang/index.md" {
			continue
		}
		for i, want := range []float64{5.32, 5.52} {
			figures := p.Outcomes[i].Figures
			got := figures[1].Base() / figures[0].Base()
			if got < want-0.005 || got >= want+0.005 || figures[0].Year != 2006 || figures[1].Year != 2021 {
				t.Errorf("%s grew %.4f times from %+v", p.Outcomes[i].Indicator, got, figures)
			}
		}
	}
	if list := content.CheckSlugs(pages); len(list) > 0 {
		t.Error(list)
	}
}

func TestWhatAPageSaysOfItself(t *testing.T) {
	text := "\uFEFF---\r\ntitle: 2022\r\ndate: 2022-01\r\nslug: a-b\r\npublish_date: 2026-01-31 08:00\r\n" +
		"expiry_date: 2026-02-01T08:00:00Z\r\ntags: [甲, 乙]\r\ncover: {src: a.svg, alt: 树}\r\n---\r\n\r\n## 背景\r\n\r\n" +
		"**雪水港村**在[海盐县](x.md)，\r\n有 3 个组[^1]。\r\n\r\n第二段\r\n"
	v := vocabulary()
	v.Location = time.FixedZone("", 8*3600)
	p, list := content.Parse("guides/x.md", []byte(text), v)
	if len(list) > 0 {
		t.Fatal(list)
	}
	if p.Title != "2022" || p.Date.String() != "2022-01" || p.Slug != "a-b" || p.Section != "guides" || p.Kind != content.Plain {
		t.Errorf("%+v", p)
	}
	if got := p.PublishDate.UTC().Format(time.RFC3339); got != "2026-01-31T00:00:00Z" {
		t.Errorf("published %s", got)
	}
	if got := p.ExpiryDate.UTC().Format(time.RFC3339); got != "2026-02-01T08:00:00Z" {
		t.Errorf("expires %s", got)
	}
	if p.Body.Line != 10 || !strings.HasPrefix(text[p.Body.Offset:], "\r\n## 背景") {
		t.Errorf("body at line %d: %q", p.Body.Line, text[p.Body.Offset:])
	}
	if p.Body.Excerpt != "雪水港村在海盐县，有 3 个组。" {
		t.Errorf("excerpt %q", p.Body.Excerpt)
	}
	for key, want := range map[string]string{
		"title": "content/guides/x.md:2:8", "slug": "content/guides/x.md:4:7", "tags.1": "content/guides/x.md:7:11",
		"cover.src": "content/guides/x.md:8:14", "brand": "content/guides/x.md",
	} {
		if got := p.Place(key).String(); got != want {
			t.Errorf("%s is at %s, want %s", key, got, want)
		}
	}
}

// A body's fingerprint changes with its text and its line, and with nothing else.
func TestBodyPrint(t *testing.T) {
	print := func(text string) uint64 {
		p, list := content.Parse("x.md", []byte(text), vocabulary())
		if len(list) > 0 {
			t.Fatal(list)
		}
		return p.Body.Print
	}
	base := print("---\ntitle: 甲\n---\n正文\n")
	if print("---\ntitle: 乙\n---\n正文\n") != base {
		t.Error("another title gave another print")
	}
	if print("---\ntitle: 甲\n---\n正 文\n") == base || print("---\ntitle: 甲\n\n---\n正文\n") == base {
		t.Error("another text or line gave the same print")
	}
}

func TestKindsAndSlugsByPlace(t *testing.T) {
	for path, want := range map[string]struct {
		kind         content.Kind
		section, out string
	}{
		"_index.md":                {content.Home, "", "index.html"},
		"about.md":                 {content.Plain, "", "about.html"},
		"关于我们.md":                  {content.Plain, "", "guan-yu-wo-men.html"},
		"about/index.md":           {content.Plain, "", "about.html"},
		"cases/_index.md":          {content.Section, "cases", "cases/index.html"},
		"cases/槜李联盟.md":            {content.Case, "cases", "cases/zui-li-lian-meng.html"},
		"cases/x/index.md":         {content.Case, "cases", "cases/x.html"},
		"cases/2022/浙江/x/index.md": {content.Case, "cases", "cases/2022/zhe-jiang/x.html"},
		"brands/Red_Root.md":       {content.Brand, "brands", "brands/red-root.html"},
		"guides/a/_index.md":       {content.Section, "guides", "guides/a/index.html"},
		"guides/a/b.md":            {content.Plain, "guides", "guides/a/b.html"},
	} {
		p, _ := content.Parse(path, []byte("---\ntitle: 甲\n---\n"), vocabulary())
		if got := content.OutputPath(p); p.Kind != want.kind || p.Section != want.section || got != want.out {
			t.Errorf("%s: kind %d, section %q, at %s", path, p.Kind, p.Section, got)
		}
	}
}

func TestSlugs(t *testing.T) {
	for s, want := range map[string]string{
		"槜李": "zui-li", "雪水港村2022": "xue-shui-gang-cun-2022", "党建＋业务": "dang-jian-ye-wu", "Café No.3": "cafe-no-3",
		"绿水": "lv-shui", "ＡＢＣ１": "abc1", "。，": "", "a--b__c": "a-b-c", "四川（成都）": "si-chuan-cheng-du",
		"重庆长寿": "chong-qing-chang-shou", "村长成长": "cun-zhang-cheng-zhang", "银行支部": "yin-hang-zhi-bu", "重": "zhong",
	} {
		if got := content.Slug(s); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
		if want != "" && !content.IsSlug(want) {
			t.Errorf("%s is no slug", want)
		}
	}
	if got := content.Slug(strings.Repeat("党建", 60)); len(got) > 100 || !content.IsSlug(got) {
		t.Errorf("too long: %s", got)
	}
	for _, s := range []string{"", "-a", "a-", "a--b", "A", "a b", "槜"} {
		if content.IsSlug(s) {
			t.Errorf("%q is a slug", s)
		}
	}
}

func TestFilesThatAreNoText(t *testing.T) {
	page := "---\ntitle: 党建联盟\n---\n\n先锋引领\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	wide := utf16.Encode([]rune(page))
	var le, be []byte
	for _, u := range wide {
		le = append(le, byte(u), byte(u>>8))
		be = append(be, byte(u>>8), byte(u))
	}
	for name, c := range map[string]struct{ data, want string }{
		"GB18030":         {gb, `2:8: error: wrong-encoding "GB18030"`},
		"UTF-16 BOM":      {"\xFF\xFE" + string(le), `1:1: error: wrong-encoding "UTF-16"`},
		"UTF-16 BE BOM":   {"\xFE\xFF" + string(be), `1:1: error: wrong-encoding "UTF-16"`},
		"UTF-16":          {strings.Repeat("-\x00", 40), `1:1: error: wrong-encoding "UTF-16"`},
		"noise":           {"---\ntitle: \xFF\xFF\xFF\n---\n", "2:8: error: not-utf8"},
		"NUL":             {"---\ntitle: 党\x00建\n---\n", "2:9: error: nul-byte"},
		"too large":       {"---\ntitle: a\n" + strings.Repeat("# 注释\n", 40_000) + "---\n", `1:1: error: front-matter-too-large "256"`},
		"no end of line":  {"---", `1:1: error: unclosed-front-matter "---"`},
		"blank lines":     {"\n\n---\ntitel: 甲\n---", `4:1: error: unknown-key "titel" "title" "title, date, type, level, tags, cover, started, cases"`},
		"JSON, one line":  {`{"titel": "甲"}`, `1:2: error: unknown-key "titel" "title" "title, date, type, level, tags, cover, started, cases"`},
		"JSON, then text": {"{\"titel\": {}\n}\n\n正文\n}\n\n", `1:2: error: unknown-key "titel" "title" "title, date, type, level, tags, cover, started, cases"`},
	} {
		_, list := content.Parse("x.md", []byte(c.data), vocabulary())
		if len(list) == 0 || !strings.Contains(lines(list), "content/x.md:"+c.want+"\n") {
			t.Errorf("%s: %v", name, list)
		}
	}
}

// A lone } before a blank line does not end JSON that goes on.
func TestJSONFrontMatterEndsWhereItEnds(t *testing.T) {
	for _, eol := range []string{"\n", "\r\n"} {
		text := strings.ReplaceAll("{\n\"cover\": {\n\"src\": \"a.svg\", \"alt\": \"树\"\n}\n\n,\n\"title\": \"甲\"\n}\n正文\n", "\n", eol)
		p, list := content.Parse("x.md", []byte(text), vocabulary())
		if len(list) > 0 || p.Title != "甲" || !bytes.HasPrefix([]byte(text)[p.Body.Offset:], []byte("正文")) || p.Body.Line != 9 {
			t.Errorf("%v %+v", list, p)
		}
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2022": "2022", "2022-01": "2022-01", "2024-02-29": "2024-02-29", "'2022-01-31T08:00:00+08:00'": "2022-01-31",
		"2022-00": "", "2022-01-00": "", "2022-02-29": "", "0000": "", "2022-1": "", "20220105": "", "2022-01-05x": "", "1899": "",
	} {
		p, list := content.Parse("x.md", []byte("---\ntitle: 甲\ndate: "+text+"\n---\n"), vocabulary())
		if got := p.Date.String(); got != want || (want == "") != (len(list) > 0) {
			t.Errorf("%s: %q %v", text, got, list)
		}
	}
	if got := (content.Date{Year: 2022, Month: 3}).Time(time.UTC).Format(time.DateOnly); got != "2022-03-01" {
		t.Error(got)
	}
}

func TestExcerpts(t *testing.T) {
	for body, want := range map[string]string{
		"": "",
		"# 题\n\n第一段\n第二行 *重* `码`\n\n后":                                                               "第一段第二行 重 码",
		"```\n码\n```\n\n> 引\n\n- 项\n\n| 表 |\n\n文":                                                    "文",
		"![图](a.svg)\n\n见[此处](b.md)和[那里][1]。":                                                        "见此处和那里。",
		"[^1]: 注\n\n<div>\n\nEnglish\nwords":                                                         "English words",
		strings.Repeat("字", 200):                                                                     strings.Repeat("字", 119) + "…",
		"甲~~乙~~丙[^1]，3~5 天、a_b_c、_强调_、__重__。":                                                        "甲乙丙，3~5 天、a_b_c、强调、重。",
		"见[甲[乙]丙](a(b).md \"题\")，[丁\n戊](b.md)和[![图](a.svg)己](c.md)":                                  "见甲乙丙，丁戊和己",
		"`a*b_c` 5 * 3 \\*星\\* A&amp;B<br>换&#8212;<https://a.cn>\\\n行":                               "a*b_c 5 * 3 *星* A&B换—https://a.cn 行",
		"标题\n===\n\n甲 | 乙\n---|---\n丙 | 丁\n\n1. 项\n\n[a]: b.md\n\n    码\n\n<!-- 注\n释 -->\n\n**文**\n": "文",
		"甲\n- 乙":                  "甲",
		strings.Repeat("[", 5000): "",
	} {
		p, _ := content.Parse("x.md", []byte("---\ntitle: 甲\n---\n"+body), vocabulary())
		if got := p.Body.Excerpt; got != want && body[0] != '[' {
			t.Errorf("%q gave %q, want %q", body, got, want)
		}
	}
}
