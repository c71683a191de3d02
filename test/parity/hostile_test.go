package parity

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// hostileSource is a small site of pages that are hard on a search.
func hostileSource(t *testing.T) string {
	dir := t.TempDir()
	write(t, dir, "site.yaml", "title: 怪页\nlanguage: zh-CN\nbase_url: https://example.org/\n")
	for name, text := range hostilePages() {
		write(t, dir, "content/"+name, text)
	}
	return dir
}

// hostilePages are the files below content/.
func hostilePages() map[string]string {
	pages := map[string]string{}
	n := 0
	add := func(f facts, body string) {
		n++
		pages[fmt.Sprintf("cases/c%03d.md", n)] = f.front() + body + "\n"
	}
	for i, text := range oddTexts() {
		add(facts{title: firstOf(text, 12), date: fmt.Sprintf("20%02d-01-02", 10+i%9), region: []string{"浙江省", "嘉兴市"}}, escaped(text))
		add(facts{title: "怪字之" + fmt.Sprint(i), date: "2020"}, "## "+escaped(firstOf(text, 20))+"\n\n"+escaped(text+text))
	}
	// Many pages that only their addresses tell apart, and some that the date does.
	for i := range 24 {
		add(facts{title: "一模一样", date: "2021-05-05", tags: []string{"同"}}, "内容完全相同，槜李联盟。")
		add(facts{title: "一模一样的页", date: fmt.Sprintf("2021-%02d", 1+i%12), tags: []string{"同"}}, "内容完全相同，槜李联盟。")
	}
	// Very short and very long pages.
	for _, text := range []string{"党", "。", "a", "1", "😀"} {
		add(facts{title: text, date: "2022-02-02"}, text)
	}
	add(facts{title: "长页", date: "2019-09-09", region: []string{"北京市", "东城区", "东华门街道"}}, longBody(1200))
	add(facts{title: "长页再来", date: "2019-09-09"}, longBody(400))
	add(facts{title: "一段到底", date: "2019-09-10"}, strings.Repeat("党建引领基层治理，", 300))
	for i, text := range oddTexts() {
		pages[fmt.Sprintf("guides/g%02d.md", i)] = "---\ntitle: " + quoted("指南"+firstOf(text, 6)) + "\n---\n\n" + escaped(text) + "\n"
		pages[fmt.Sprintf("brands/b%02d.md", i)] = "---\ntitle: " + quoted(firstOf(text, 8)) + "\nslogan: 槜李\n---\n\n" + escaped(text) + "\n"
	}
	return pages
}

// facts are the front matter of a hostile case.
type facts struct {
	title, date  string
	region, tags []string
}

func (f facts) front() string {
	list := func(l []string) string {
		b, _ := json.Marshal(l)
		if l == nil {
			return "[]"
		}
		return string(b)
	}
	return fmt.Sprintf("---\ntitle: %s\ntype: village\ndate: %s\nregion: %s\ntags: %s\nsources: [{title: 报道}]\n---\n\n",
		quoted(f.title), quoted(f.date), list(f.region), list(f.tags))
}

// quoted is a text as YAML reads it between double quotes.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < ' ' || r == '"' || r == '\\' || r == 0x7f {
			r = ' '
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

// firstOf returns the first n characters of a text, without line ends.
func firstOf(s string, n int) string {
	r := []rune(strings.ReplaceAll(s, "\n", " "))
	return strings.TrimSpace(string(r[:min(n, len(r))]))
}

// escaped is a text as Markdown reads it as it stands.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 && strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// oddTexts are made of characters that are treated in ways of their own.
func oddTexts() []string {
	return []string{
		"黨建聯盟與產業發展，裡應外合；乾淨的后來，面條。裏面頭髮發達",
		"全角Ａｂｃ１２３４．５％，半角ﾊﾝｶｸ，㈱会社㎡平方，金额⼈⼝金、①５个村",
		"零宽\u200b空格与零\u200d连\ufeff接，软\u00ad连字，变体\ufe0f选择，党\u200b建\u200b联\u200b盟",
		"emoji 🙂👨‍👩‍👧‍👦🇨🇳 旗帜，党建👍🏽点赞❤️红心，１️⃣键帽",
		"生僻𠮷野家𡈽地𪚥龘，扩展㐀㑇，兼容豈更，部首⺀⻌，私用\ue000\uf8ff字",
		"Ｌatin İstanbul ß ẞ ﬁ ﬂ ŉ ǅ straße naïve café Ünïcode ǜ zuì lǐ ø đ",
		"数字 4.7 万元 1,234.5 元 2650 余 0.5% 1.2.3.4 5G covid-19 H7N9 2026-12-01 十二亿3千",
		"標點：“引号”‘单引’「角」『双』《书》〈名〉（括）【方】…——·、；？！~@#￥%&*()_+-=[]{}|\\:\";'<>?,./",
		"かなカナ混じり文、한국어 단어 검색、ㄅㄆㄇㄈ注音，Русский текст Ελληνικά",
		"مرحبا بالعالم שלום עולם हिन्दी ภาษาไทย",
		"e\u0301a\u0308o\u0302 组合记号 n\u0303 党\u0301建",
		"touyan.shard(\"root0000\",\"㐀\"); </script><script>alert(1)</script> &amp; &lt;b&gt; \\u0041",
		"\ufffd替换字\ufffd符，\u3000表意空格\u2003宽空格\u00a0不换行，\u2028行分\u2029段分",
		"々〇〻ヽゞー〆ヵヶ，两〇二六年，人人々",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"abcdefghijklmnopqrstuvwxyz0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ zuili zuilichanye dangjian",
		"重庆 长安 银行 行长 长行 会计 会议 音乐 快乐 乐山 绿 女 吕 略 虐 西安 先 继续 计",
		"怎么办如何的了吗呢吧啊是在和与及或被把这那哪几谁，有没有为什么",
		"ⅠⅡⅢⅣⅫ ⅰⅱ Ⓐⓑ ㊀㊁ ½ ¼ ² ³ ª º ™ © ® ℃ № ℡",
		"a\u200db\u200dc 1\u200b.\u200b5 x.y 3. .5 5.5.5 v1.2-beta_3 C++ C# F# .NET a@b.cn https://example.org/a?b=c&d=e#f",
	}
}

// longBody is a body of n paragraphs below headings, each with words of its own.
func longBody(n int) string {
	var b strings.Builder
	for i := range n {
		if i%40 == 0 {
			fmt.Fprintf(&b, "## 第%d节\n\n", i/40+1)
		}
		fmt.Fprintf(&b, "第%d段说产业%c%c和治理%c，共%d户。\n\n", i, rune(0x4e00+i*7%5000), rune(0x5000+i*13%5000), rune(0x6000+i*29%5000), i*3)
	}
	return b.String()
}
