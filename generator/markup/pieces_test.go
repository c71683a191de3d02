package markup

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/prose"
)

// kinds names the kinds of piece in this test.
func kindName(k prose.Kind) string {
	return [...]string{"fact", "paragraph", "heading", "cell", "code", "alt", "tip", "address", "html", "attribute", "comment"}[k]
}

func TestPieces(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"text":    {"## 做法 {#a}\n\n一**二**\\*三&amp;\n四\n", "heading 做法 @3\nparagraph 一二*三& 四 @16"},
		"list":    {"1. 甲\n2. 乙\n   - 丙\n", "paragraph 甲 list 1 item 1 @3\nparagraph 乙 list 1 item 2 @10\nparagraph 丙 list 2 item 1 @19"},
		"quote":   {"> 引 `码`\n", "paragraph 引 码 quoted @2"},
		"table":   {"| 年 | 收入 |\n| -- | -- |\n| 2020 | |\n", "cell 年 0,0 @2\ncell 收入 0,1 @8\ncell 2020 1,0 @31\ncell  1,1 @0"},
		"link":    {"见[甲](a.md \"题\")和![图](b.png)。\n", "paragraph 见甲和。 @0\naddress a.md link @9\ntip 题 @15\nalt 图 @25\naddress b.png image @30"},
		"same":    {"[a.md](a.md \"a.md\") ![图](图 \"图\")\n", "paragraph a.md  @1\naddress a.md link @7\ntip a.md @13\nalt 图 @22\naddress 图 image @27\ntip 图 @32"},
		"raw":     {"a<b title='t'>c</b>\n<!-- note -->\n", "paragraph ac @0\ntip t @11\ncomment  note  @20"},
		"block":   {"<div class=\"x\">甲</div>\n<!-- touyan:ignore a b -->\n", "html 甲\n\n @15\nattribute x class @12\ncomment  touyan:ignore a b  @25"},
		"code":    {"```\n13800000000\n```\n", "code 13800000000\n @4"},
		"address": {"在 http://a.cn/b 看\n", "paragraph 在 http://a.cn/b 看 @0\naddress http://a.cn/b link @4"},
		"note":    {"甲[^1]\n\n[^1]: 注\n", "paragraph 甲 @0\nparagraph 注 @15"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, p := range New(Options{}).Pieces(c.body, 0) {
				line := kindName(p.Kind) + " " + p.Text
				if p.Key != "" {
					line += " " + p.Key
				}
				if p.Quoted {
					line += " quoted"
				}
				if p.List > 0 {
					line += fmt.Sprintf(" list %d item %d", p.List, p.Item)
				}
				if p.Kind == prose.Cell {
					line += fmt.Sprintf(" %d,%d", p.Row, p.Col)
				}
				got = append(got, line+fmt.Sprintf(" @%d", p.Offset(0)))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzPieces finds pieces whose places are not in the body, or not those of the text.
func FuzzPieces(f *testing.F) {
	for _, s := range []string{"## a\n\n> **b**\\* [c](d \"e\")\n\n| a |\n|--|\n| b |\n", "<a href='x'>\n&amp;\r\n[^1]\n\n[^1]: n", "1. a\n\n   b\n\n\tc"} {
		f.Add(s)
	}
	c := New(Options{})
	f.Fuzz(func(t *testing.T, body string) {
		body = string(prose.Normalize([]byte(body)))
		for _, p := range c.Pieces(body, 0) {
			for i := range len(p.Text) {
				at, exact := p.Source(i, i+1)
				if at.Start < 0 || at.End > len(body)+1 || at.End < at.Start {
					t.Fatalf("byte %d of %q is at %v of %d", i, p.Text, at, len(body))
				}
				if exact && at.End <= len(body) && body[at.Start:at.End] != p.Text[i:i+1] {
					t.Fatalf("byte %d of %q is %q in the body", i, p.Text, body[at.Start:at.End])
				}
			}
		}
	})
}
