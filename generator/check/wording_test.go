package check

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/config"
	"touyan/generator/diag"
	"touyan/generator/prose"
)

// wordingOf returns what the checks of wording find in a page.
func wordingOf(t testing.TB, k *Checker, text string) (*Page, []Finding) {
	t.Helper()
	p := pageOf(t, "about.md", text)
	f := &findings{checker: k, page: p}
	k.wording(p, f)
	return p, f.list
}

// foundIn says of each finding where it is, what it is, and how it would be mended.
func foundIn(p *Page, list []Finding) string {
	var b strings.Builder
	for _, f := range list {
		b.WriteString(f.Pos.String() + " " + f.Severity.String() + " " + f.Code + " " + p.Text[f.Start:f.End])
		if f.Fix != nil {
			b.WriteString("→" + f.Fix.Text)
			if f.Fix.Safe {
				b.WriteString("!")
			}
		}
		b.WriteString("\n")
	}
	return strings.ReplaceAll(b.String(), "content/about.md:", "")
}

func TestWordingOfAPage(t *testing.T) {
	k, list := New(config.Default())
	if len(list) > 0 {
		t.Fatal(list)
	}
	for name, c := range map[string]struct{ text, want string }{
		"paragraph":  {"---\ntitle: 题\n---\n\n工人**按装**了路灯。\n", "5:5 warning wrong-word 按装→安装!\n"},
		"across":     {"---\ntitle: 题\n---\n\n工人按**装**了路灯。\n", "5:3 warning wrong-word 按**装\n"},
		"quoted":     {"---\ntitle: 题\n---\n\n> 工人按装了路灯。\n\n他说“按装”。\n", "5:5 hint wrong-word 按装\n7:4 hint wrong-word 按装\n"},
		"code":       {"---\ntitle: 题\n---\n\n用`按装`，见 <https://a.cn/按装>。\n\n    按装\n\n[看](按装.md)\n", ""},
		"front":      {"---\ntitle: 按装路灯\ntags: [按装]\naliases: [/按装]\n---\n", "2:8 warning wrong-word 按装→安装!\n3:8 warning wrong-word 按装→安装!\n"},
		"escaped":    {"---\ntitle: \"按装\\u8def灯\"\n---\n", "2:8 warning wrong-word \n"},
		"heading":    {"---\ntitle: 题\n---\n\n## 第一章 总则\n\n## 做法,成效\n", "7:6 warning halfwidth-mark ,→，!\n"},
		"lines":      {"---\ntitle: 题\n---\n\n甲村开会。\n乙村也开，\nA 组不开。\n", ""},
		"paragraphs": {"---\ntitle: 题\n---\n\n“第一段。\n\n“第二段。”\n", ""},
		"table":      {"---\ntitle: 题\n---\n\n| 甲 | 乙 |\n|--|--|\n| 5百万元 | --- |\n", "7:3 warning number-mixed 5百万→500万\n"},
		"ignored":    {"---\ntitle: 题\n---\n\n<!-- 按装 -->\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p, found := wordingOf(t, k, c.text)
			if diff := cmp.Diff(c.want, foundIn(p, found)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLexiconsOfASite(t *testing.T) {
	c := config.Default()
	c.Check.Wording = []string{"words/own.yaml", "words/none.yaml", "words/bad.yaml"}
	k, _ := New(c)
	list := k.Lexicons(fstest.MapFS{
		"words/own.yaml": {Data: []byte("words:\n  - {wrong: 甲乙, right: 甲丙, reason: 理由, source: 手册, severity: error}\n  - {wrong: 按装, severity: off}\n")},
		"words/bad.yaml": {Data: []byte("words:\n  - {wrong: 丁, right: 戊, source: 手册}\n  - {wrong: 己, right: 庚, reason: 理由, source: 手册}\n")},
	})
	var got []string
	for _, d := range list {
		got = append(got, d.String())
	}
	want := []string{`site.yaml: error: wording-unreadable "words/none.yaml" "file does not exist"`, `words/bad.yaml:2:5: error: wording-lacks "reason"`}
	for i := range got {
		got[i] = strings.Replace(got[i], "site.yaml:1:1:", "site.yaml:", 1)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	p, found := wordingOf(t, k, "---\ntitle: 题\n---\n\n甲乙按装己。\n")
	if diff := cmp.Diff("5:1 error wrong-word 甲乙→甲丙\n5:5 warning wrong-word 己→庚\n", foundIn(p, found)); diff != "" {
		t.Error(diff)
	}
	c.Check.Codes = config.Severities{"wrong-word": "hint", "halfwidth-mark": "off"}
	k, _ = New(c)
	if _, found := wordingOf(t, k, "---\ntitle: 题\n---\n\n布署,了。\n"); len(found) != 1 || found[0].Severity != diag.Hint {
		t.Errorf("the site's severities do not count: %v", found)
	}
}

// Safe mends of a page leave its code, addresses, quotations and keys alone, and
// there is nothing safe to mend afterwards.
func TestSafeMendsOfAPage(t *testing.T) {
	k, _ := New(config.Default())
	const kept = "`按装,了`"
	text := "---\ntitle: 布署,工作\naliases: [/布署]\nsummary: '再接再励。 共２０人'\n---\n\n工人按装,了“按装,了”路灯...(共3．5米)" + kept + "，\u200b[看](按装,.md)。\n\n> 按装,了\n\n    按装,了\n\n- 甲村,乙村\n"
	for range 5 {
		p, found := wordingOf(t, k, text)
		next, at := "", 0
		for _, f := range found {
			if f.Fix != nil && f.Fix.Safe {
				next += p.Text[at:f.Start] + f.Fix.Text
				at = f.End
			}
		}
		if at == 0 {
			break
		}
		text = next + p.Text[at:]
	}
	want := "---\ntitle: 部署，工作\naliases: [/布署]\nsummary: '再接再厉。共20人'\n---\n\n工人安装，了“按装,了”路灯……（共3.5米）" + kept + "，[看](按装,.md)。\n\n> 按装,了\n\n    按装,了\n\n- 甲村，乙村\n"
	if diff := cmp.Diff(want, text); diff != "" {
		t.Error(diff)
	}
}

func TestTheDemoIsClean(t *testing.T) {
	k, _ := New(config.Default())
	err := fs.WalkDir(os.DirFS("../../content"), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		data, err := os.ReadFile("../../content/" + name)
		if err != nil {
			return err
		}
		p := pageOf(t, name, string(data))
		f := &findings{checker: k, page: p}
		if k.wording(p, f); len(f.list) > 0 {
			t.Error(told(f.list))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestProseKeys(t *testing.T) {
	for key, want := range map[string]bool{
		"title": true, "tags.0": true, "outcomes.1.note": true, "members.0.name": true, "lessons.3": true,
		"aliases.0": false, "cover.src": false, "sources.0.url": false, "date": false, "region.0": false,
	} {
		if got := isProse(&prose.Piece{Kind: prose.Fact, Key: key}); got != want {
			t.Errorf("%s is prose: %t", key, got)
		}
	}
}
