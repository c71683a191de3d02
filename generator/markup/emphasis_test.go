package markup

import (
	"strings"
	"testing"
)

func TestEmphasis(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Beside Chinese punctuation.
		{"**加粗。**后", "<strong>加粗。</strong>后"},
		{"前**加粗。**后", "前<strong>加粗。</strong>后"},
		{"**“引号”**说", "<strong>“引号”</strong>说"},
		{"他说**“引号”**说", "他说<strong>“引号”</strong>说"},
		{"前**（括号）**后", "前<strong>（括号）</strong>后"},
		{"前**《条例》**后", "前<strong>《条例》</strong>后"},
		{"前**「引」**后", "前<strong>「引」</strong>后"},
		{"**重点：**内容", "<strong>重点：</strong>内容"},
		{"**一、**抓班子；**二、**带队伍", "<strong>一、</strong>抓班子；<strong>二、</strong>带队伍"},
		{"，**加粗**。", "，<strong>加粗</strong>。"},
		{"。**加粗**，", "。<strong>加粗</strong>，"},
		{"“**加粗**”", "“<strong>加粗</strong>”"},
		{"前**——破折**后", "前<strong>——破折</strong>后"},
		{"前**省略……**后", "前<strong>省略……</strong>后"},
		{"前**‘单’**后", "前<strong>‘单’</strong>后"},
		{"前**·间隔·**后", "前<strong>·间隔·</strong>后"},
		// Beside Latin punctuation in Chinese text.
		{"提高**95%**以上", "提高<strong>95%</strong>以上"},
		{"前**(括号)**后", "前<strong>(括号)</strong>后"},
		{`前**"引号"**后`, `前<strong>"引号"</strong>后`},
		{"**1.**第一", "<strong>1.</strong>第一"},
		{"用**`码`**写", "用<strong><code>码</code></strong>写"},
		{"见**[页](../b.md)**吧", `见<strong><a href="../cases/b.html">页</a></strong>吧`},
		{"**加粗。**next", "<strong>加粗。</strong>next"},
		// Other spans.
		{"*斜。*后", "<em>斜。</em>后"},
		{"***粗斜。***后", "<em><strong>粗斜。</strong></em>后"},
		{"~~删除。~~后", "<del>删除。</del>后"},
		{"**外*内。*外。**后", "<strong>外<em>内。</em>外。</strong>后"},
		{"**甲**：**乙**；**丙**", "<strong>甲</strong>：<strong>乙</strong>；<strong>丙</strong>"},
		{"한국어**강조.**입니다", "한국어<strong>강조.</strong>입니다"},
		{"これは**強調。**です", "これは<strong>強調。</strong>です"},
		{"[**加粗。**后](../b.md)", `<a href="../cases/b.html"><strong>加粗。</strong>后</a>`},
		{"[甲*乙](../b.md)丙*", `<a href="../cases/b.html">甲*乙</a>丙*`},
		// Not spans.
		{"3~5天，10~20人", "3~5天，10~20人"},
		{"约3~~~5天", "约3~~~5天"},
		{"** 不粗**后", "** 不粗**后"},
		{"**不粗 **后", "**不粗 **后"},
		{"名_称_字", "名_称_字"},
		{"单个*星", "单个*星"},
		{`\*\*不粗\*\*`, `**不粗**`},
		// CommonMark's own, for Latin text.
		{"*foo bar*", "<em>foo bar</em>"},
		{"a * foo bar*", "a * foo bar*"},
		{`a*"foo"*`, `a*"foo"*`},
		{"foo*bar*", "foo<em>bar</em>"},
		{"foo_bar_", "foo_bar_"},
		{"foo-_(bar)_", "foo-<em>(bar)</em>"},
		{`**"foo"**bar`, `**"foo"**bar`},
		{`a**"foo"**`, `a**"foo"**`},
		{"*(*foo*)*", "<em>(<em>foo</em>)</em>"},
		{"**foo bar **", "**foo bar **"},
		{"*foo**bar**baz*", "<em>foo<strong>bar</strong>baz</em>"},
		{"*foo**bar*", "<em>foo**bar</em>"},
		{"***foo** bar*", "<em><strong>foo</strong> bar</em>"},
		{"foo***bar***baz", "foo<em><strong>bar</strong></em>baz"},
		{"**foo*bar**baz*", "<strong>foo*bar</strong>baz*"},
		{"***foo", "***foo"},
		{"~~foo~~ bar", "<del>foo</del> bar"},
	} {
		got, diags := convert(c.text)
		if got != "<p>"+c.want+"</p>" || len(diags) > 0 {
			t.Errorf("%s\n got %s\nwant <p>%s</p>\n%v", c.text, got, c.want, diags)
		}
	}
}

// TestEmphasisLosesNoText says that no text is lost, whatever the marks.
func TestEmphasisLosesNoText(t *testing.T) {
	for _, text := range []string{"*a_ *b_ c* d_ **", "*_*_*_*_", "**a*b***c****d", "~~a*b~~c*", "_*_中*_*", strings.Repeat("*中**", 400)} {
		doc, _ := converter().Convert(source(text))
		got := doc.Sections[0].Text
		strip := strings.NewReplacer("*", "", "_", "", "~", "", " ", "")
		if strip.Replace(got) != strip.Replace(text) {
			t.Errorf("%.40q shows %.40q", text, got)
		}
	}
}
