package wording

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

func builtIn(t testing.TB) *Lexicon {
	t.Helper()
	set, list := BuiltIn()
	if len(list) > 0 {
		t.Fatal(list[:min(len(list), 5)])
	}
	return NewLexicon(set)
}

// told writes findings as code, what is at fault and what to write instead.
func told(text string, found []Found) string {
	var out []string
	for _, f := range found {
		s := f.Code + " " + text[f.Start:f.End]
		if f.Fixed {
			s += "→" + f.Fix
		}
		if f.Safe {
			s += "!"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// Each code has texts that it is found in, and near misses, which have nothing.
func TestFindings(t *testing.T) {
	l := builtIn(t)
	for _, c := range []struct{ text, want string }{
		{"工人按装了路灯。", "wrong-word 按装→安装!"},
		{"工人按装机容量收费。", ""},
		{"大家再接再励。", "wrong-word 再接再励→再接再厉!"},
		{"召开三会一刻。", "wrong-word 三会一刻→三会一课!"},
		{"总支不忘初心。", ""},
		{"请在窗口坐位体前屈测试。", ""},
		{"日常成份检测。", "word-form 成份→成分"},
		{"由三个部分组成份额。", ""},

		{"甲村,乙村", "halfwidth-mark ,→，!"},
		{"为什么?", "halfwidth-mark ?→？!"},
		{"时间:5月", "halfwidth-mark :→：!"},
		{"甲村(乙组)开会", "halfwidth-mark (→（!; halfwidth-mark )→）!"},
		{"共1,000人,2:1获胜", ""},
		{"面积(GDP)与a,b两点", ""},
		{"一.甲；见报告.docx", ""},

		{"共２０人", "fullwidth-letter ２０→20!"},
		{"共20人", ""},
		{"约3．5米", "fullwidth-mark-in-number ．→.!"},
		{"占50％。", "fullwidth-mark-in-number ％→%!"},
		{"甲．乙", ""},

		{"他说“好。", "quote-unpaired “"},
		{"1）甲；2）乙", ""},
		{"他说：”好”。", "quote-turned ”→“"},
		{"他说：“好“。", "quote-turned “→”"},
		{"他说：“好”“行”。", ""},
		{"“红色根脉”强基、“it’s”", ""},
		{`评为"先进"支部`, "quote-straight \"→“!; quote-straight \"→”!"},
		{`长5"的管`, ""},
		{"见《甲《乙》选》", "quote-nested 《乙》"},
		{"见《甲〈乙〉选》", ""},
		{"见(甲）", "bracket-mixed (→（!"},
		{"见（甲）", ""},
		{"读《甲》、《乙》", "comma-between-quoted 、→"},
		{"读《甲》（上）、《乙》", ""},

		{"甲，，乙", "mark-repeated ，，→，!"},
		{"甲、。", "mark-repeated 、。"},
		{"真的吗？！好！！！", ""},
		{"甲、乙...", "ellipsis-form ...→……!"},
		{"甲乙……", ""},
		{"甲--乙", "dash-form --→——!"},
		{"甲——乙，A--B", ""},

		{"甲。 乙", "space-at-mark  →!"},
		{"甲，A 和 B。", ""},
		{"党员干部带头参加 义务劳动和文明创建活动，", "space-in-chinese  →"},
		{"不忘初心 牢记使命，", ""},

		{"我们的的工作", "character-repeated 的的→的"},
		{"有目的的活动为了了解情况", ""},
		{"请我们我们一起", "word-repeated 我们我们→我们"},
		{"由党支部党支部牵头", "word-repeated 党支部党支部→党支部"},
		{"大家讨论讨论研究研究，天天高高兴兴", ""},

		{"投资5百万元", "number-mixed 5百万→500万"},
		{"奖励3千元", "number-mixed 3千→3000"},
		{"百分之50的人", "number-mixed 百分之50→50%"},
		{"每星期5学习", "number-mixed 星期5→星期五"},
		{"重3千克、长5百米、第3百货、百分之五十、5千瓦", ""},
		{"有30几人", "number-approximate 30几→三十几"},
		{"过了3、5天", "number-approximate 3、5→三五"},
		{"过了三、四天", "number-approximate 三、四→三四"},
		{"第3、4天；三、四年级；三十几人；3月3、4日", ""},
		{"增长5-10%", "percent-range 5-10%→5%～10%"},
		{"增长5%～10%", ""},
		{"在2020-2023年间", "range-sign 2020-2023→2020—2023"},
		{"每户100-200元", "range-sign 100-200→100～200"},
		{"在2020—2023年间，3-501室，0573-88人", ""},
		{"在二零二三年", "zero-form 二零二三→二〇二三"},
		{"在二〇二三年", ""},
		{"在二0二三年", "digit-lookalike 二0二三→二〇二三"},
		{"在二○二三年", "digit-lookalike 二○二三→二〇二三"},
		{"有8O人", "digit-lookalike 8O→80"},
		{"约2l0人", "digit-lookalike 2l0→210"},
		{"测O3和CO2，5G，2l水", ""},

		{"在2023年9月31日", "date-impossible 2023年9月31日"},
		{"在2月30日", "date-impossible 2月30日"},
		{"在2023年2月29日", "date-impossible 2023年2月29日"},
		{"在2024年2月29日、9月30日", ""},
		{"在2023.5.1召开", "date-form 2023.5.1→2023年5月1日"},
		{"版本1.2.3", ""},
		{"在23年5月", "year-short 23→2023"},
		{"任期10年5个月，历时23年5月", ""},

		{"约300人左右", "approximation-doubled 约300人左右"},
		{"近300余人", "approximation-doubled 近300余"},
		{"超过100人以上", "approximation-doubled 超过100人以上"},
		{"约300人，附近3公里左右，节约50元左右，超过60岁，60岁以上", ""},
		{"减少了2倍", "decrease-by-times 减少了2倍"},
		{"增加了2倍，减少了50%", ""},

		{"⼈民", "character-lookalike ⼈→人!"},
		{"第ニ条", "character-lookalike ニ→二"},
		{"日语ニュース", ""},
		{"党\u200b员\u202e", "invisible-character \u200b→!; invisible-character \u202e→!"},
		{"👩\u200d🌾", ""},
		{"党\ue000员", "unreadable-character \ue000"},
		{"基层黨支部开展活动，全体党员参加学习", "traditional-character 黨→党"},
		{"基層黨支部開展活動；乾坤、瞭望", ""},

		{"见 https://a.cn/x,y 与 a_b,c 与me@a.cn,x", ""},
	} {
		if diff := cmp.Diff(c.want, told(c.text, l.Check(Text{Text: c.text}))); diff != "" {
			t.Errorf("%s: %s", c.text, diff)
		}
	}
}

func TestQuotationsAreNotMended(t *testing.T) {
	l := builtIn(t)
	for _, c := range []Text{
		{Text: "他说“工人按装,了路灯”。"}, {Text: "见《按装,手册》"}, {Text: "工人按装,了路灯。", Quoted: true},
	} {
		found := l.Check(c)
		if len(found) != 2 {
			t.Errorf("%s: %s", c.Text, told(c.Text, found))
		}
		for _, f := range found {
			if !f.Quoted || f.Fixed {
				t.Errorf("%s: %+v", c.Text, f)
			}
		}
	}
	if text := "用 按装, 命令"; len(l.Check(Text{Text: text, Verbatim: []Range{{4, 11}}})) != 0 {
		t.Error("found in code")
	}
	if text := "“第一段。"; len(l.Check(Text{Text: text, GoesOn: true})) != 0 {
		t.Error("a quotation that goes on is taken for an unpaired mark")
	}
}

func TestLexiconFormat(t *testing.T) {
	entry := "\n    reason: 理由\n    source: 手册\n"
	for name, c := range map[string]struct{ file, want string }{
		"plain":         {"words:\n  - wrong: 甲\n    right: 乙" + entry, ""},
		"flow":          {"words:\n- {wrong: [甲, 丁], right: 乙, reason: 理由, source: 手册}\n", ""},
		"quoted":        {"words:\n  - wrong: \"甲\"\n    right: '乙'" + entry, ""},
		"off":           {"words:\n  - {wrong: 甲, severity: off}\n", ""},
		"unknown key":   {"words:\n  - wrong: 甲\n    rihgt: 乙" + entry, "3:5 unknown-key rihgt right; 2:5 wording-lacks right"},
		"type":          {"words:\n  - wrong: 甲\n    right: 乙\n    safe: maybe" + entry, "4:11 wrong-type-bool safe"},
		"lacks":         {"words:\n  - wrong: 甲\n    right: 乙\n", "2:5 wording-lacks reason; 2:5 wording-lacks source"},
		"twice":         {"words:\n  - wrong: 甲\n    right: 乙" + entry + "  - wrong: 甲\n    right: 丙" + entry, "6:12 wording-twice 甲 2"},
		"same":          {"words:\n  - wrong: 甲\n    right: 甲" + entry, "2:12 wording-same 甲"},
		"exception":     {"words:\n  - wrong: 甲\n    right: 乙\n    exceptions: [丙丁]" + entry, "4:17 wording-exception 丙丁 甲"},
		"severity":      {"words:\n  - wrong: 甲\n    right: 乙\n    severity: hnt" + entry, "4:15 bad-severity hnt hint"},
		"safe choice":   {"words:\n  - wrong: 甲\n    right: [乙, 丙]\n    safe: true" + entry, "4:11 wording-safe-choice 甲"},
		"all faults":    {"words:\n  - wrong: \"甲\n  - wrong: 丙\n    rigth: 丁" + entry, "2:12 unclosed-quote \"; 4:5 unknown-key rigth right; 3:5 wording-lacks right"},
		"no list":       {"word:\n  - wrong: 甲\n", "1:1 unknown-key word words"},
		"not yaml":      {"words\n", "1:1 missing-colon words"},
		"two top keys":  {"words:\n  - {wrong: 甲, severity: off}\nmore: 1\n", "3:1 unknown-key more words"},
		"long":          {"words:\n  - wrong: " + strings.Repeat("甲", 41) + "\n    right: 乙" + entry, "2:5 wording-too-long 甲甲甲甲甲甲甲甲… 40"},
		"empty":         {"", ""},
		"not utf-8":     {"words:\n  - \xff", ":0 wording-not-utf8"},
		"entry is text": {"words:\n  - 甲\n", "2:5 wrong-type-map words"},
	} {
		_, list := Parse("wording.yaml", []byte(c.file))
		var got []string
		for _, d := range list {
			s := fmt.Sprintf("%d:%d %s", d.Pos.Line, d.Pos.Col, d.Code)
			if d.Pos.Line == 0 {
				s = ":0 " + d.Code
			}
			for i, a := range d.Args {
				if d.Code != "unknown-key" || i < 2 {
					s += fmt.Sprint(" ", a)
				}
			}
			got = append(got, s)
		}
		want := strings.Split(c.want, "; ")
		if c.want == "" {
			want = nil
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestEntries(t *testing.T) {
	set, list := Parse("wording.yaml", []byte(`words:
  - wrong: 座
    right: 坐
    reason: 动词用“坐”
    source: 手册
    context: {before: [请, 就], after: [下]}
    severity: error
  - {wrong: 甲乙, right: [丙, 丁], reason: 理由, source: 手册}
  - {wrong: 甲乙戊, right: 己, reason: 理由, source: 手册, exceptions: [甲乙戊庚]}
  - {wrong: net work, right: network, reason: 理由, source: 手册}
`))
	if len(list) > 0 {
		t.Fatal(list)
	}
	later, _ := Parse("own.yaml", []byte("words:\n  - {wrong: 己辛, severity: off}\n  - {wrong: 座, right: 作, reason: 理由, source: 手册}\n"))
	first := NewLexicon(set)
	for text, want := range map[string]string{
		"请座下":                    "wrong-word 座→坐",
		"请座":                     "",
		"座下":                     "",
		"甲乙":                     "wrong-word 甲乙",
		"甲乙戊":                    "wrong-word 甲乙戊→己",
		"甲乙戊庚":                   "wrong-word 甲乙",
		"a net work, net works中": "wrong-word net work→network",
	} {
		if diff := cmp.Diff(want, told(text, first.Check(Text{Text: text}))); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
	if f := first.Check(Text{Text: "请座下"}); len(f) != 1 || f[0].Entry.Severity != diag.Error {
		t.Errorf("the entry's severity is lost: %v", f)
	}
	if got := told("座", NewLexicon(set, later).Check(Text{Text: "座"})); got != "wrong-word 座→作" {
		t.Errorf("the later entry does not count: %s", got)
	}
}

func TestBuiltInEntriesAreSound(t *testing.T) {
	l := builtIn(t)
	if l.Len() < 400 {
		t.Errorf("%d entries", l.Len())
	}
	for _, e := range l.entries {
		for _, right := range e.Right {
			for _, f := range l.Check(Text{Text: right}) {
				if f.Entry != nil && f.Entry.Severity != diag.Hint {
					t.Errorf("what is right for %s, %s, is wrong by %s", e.Wrong, right, f.Entry.Wrong)
				}
			}
		}
		for _, x := range e.Exceptions {
			if got := l.find(x); slices.ContainsFunc(got, func(m match) bool { return m.entry.Wrong == e.Wrong }) {
				t.Errorf("the exception %s does not hold", x)
			}
		}
	}
}

// safely writes the safe fixes of a text.
func safely(text string, found []Found) string {
	var b strings.Builder
	at := 0
	for _, f := range found {
		if f.Safe && f.Start >= at {
			b.WriteString(text[at:f.Start])
			b.WriteString(f.Fix)
			at = f.End
		}
	}
	return b.String() + text[at:]
}

// Mending what is safe leaves nothing safe to mend after two rounds: a character that
// is mended in the first may show that the marks beside it are wrong.
func TestSafeFixesSettle(t *testing.T) {
	l := builtIn(t)
	r := rand.New(rand.NewPCG(1, 2))
	parts := []string{"，", "。", ",", ".", "...", "--", " ", "“", "”", "《", "》", "(", ")", "（", "）", `"`, "５", "Ａ", "%", "％", "5", "．", "甲", "按装", "再接再励", "党员", "\u200b", "\u202e", "⼈", "、", "：", ":", "？", "?", "\n", "a", "〇", "…"}
	for range 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(14) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		text := b.String()
		was := text
		for round := 0; ; round++ {
			next := safely(text, l.Check(Text{Text: text}))
			if next == text {
				break
			}
			if text = next; round > 1 {
				t.Fatalf("%q goes on being mended: %q", was, text)
			}
		}
	}
}

// The time that a text takes grows with its length, whatever it is made of.
func TestTimeIsLinear(t *testing.T) {
	l := builtIn(t)
	l.Check(Text{Text: "按装"})
	for _, unit := range []string{"“", "(《", "”", "》“", "1,", "1.", "甲 ", "约1", "a1", "的的", "，，", "8O", "\"甲", "－", "12-"} {
		took := func(n int) time.Duration {
			text := strings.Repeat(unit, n) + "》）”"
			best := time.Hour
			for range 3 {
				start := time.Now()
				l.Check(Text{Text: text, Broken: []int{1}})
				best = min(best, time.Since(start))
			}
			return best
		}
		if short, long := took(2_000), took(32_000); long > 300*max(short, time.Millisecond) {
			t.Errorf("%q: %v, and %v for 16 times as much", unit, short, long)
		}
	}
}

// The automaton finds what looking for every entry finds.
func FuzzFind(f *testing.F) {
	set, _ := BuiltIn()
	l := NewLexicon(set)
	for _, s := range []string{"按装机再接再励励", "入党极积份子按按装", "\xff按装\xe6\x8c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		got := map[int]string{}
		for _, m := range l.find(text) {
			got[m.start] = m.entry.Wrong
		}
		want, end := map[int]string{}, 0
		for i := range len(text) {
			longest := ""
			for k := range l.entries {
				if e := &l.entries[k]; i >= end && strings.HasPrefix(text[i:], e.Wrong) && len(e.Wrong) > len(longest) && e.at(text, i) {
					longest = e.Wrong
				}
			}
			if longest != "" {
				want[i], end = longest, i+len(longest)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Any text gives findings within it, whose ends are those of characters.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{"甲,乙(丙）“丁", "2023年9月31日约300人左右", "5-10%8O二0二三年３．５", "的的我们我们", "\u202e⼈黨\xff", "减少了2倍1、2天30几"} {
		f.Add(s, 3, 9)
	}
	set, _ := BuiltIn()
	l := NewLexicon(set)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		if len(text) > 5000 {
			return
		}
		text = strings.ToValidUTF8(text, "\uFFFD")
		v := Range{max(0, min(from, len(text))), max(0, min(to, len(text)))}
		for _, f := range l.Check(Text{Text: text, Verbatim: []Range{v}}) {
			if f.Start < 0 || f.Start >= f.End || f.End > len(text) || strings.ToValidUTF8(text[f.Start:f.End], "") != text[f.Start:f.End] {
				t.Fatalf("%+v in %q", f, text)
			}
			if f.Safe && (!f.Fixed || f.Quoted) {
				t.Fatalf("%+v is mended", f)
			}
		}
	})
}

// Any file gives entries or faults with a place within it.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"words:\n  - wrong: 甲\n    right: 乙\n    reason: c\n    source: d\n", "words:\n- {wrong: [甲, 丁], right: 乙, reason: r, source: s}\n",
		"words:\n  - wrong: \"a\n  - b\n", "words: []\n", "# c\nwords:\n\n  - {wrong: 甲, severity: off}\n  -\n    wrong: b\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20_000 || !utf8.ValidString(text) {
			return
		}
		if root, list := strict.Parse(strict.YAML, "w.yaml", 1, []byte(text)); len(list) == 0 && strings.HasSuffix(text, "\n") {
			if got, faults := tree("w.yaml", text); len(faults) > 0 || !cmp.Equal(root, got) {
				t.Fatal(faults, cmp.Diff(root, got))
			}
		}
		lines := strings.Count(text, "\n") + strings.Count(text, "\r") + 2
		set, list := Parse("w.yaml", []byte(text))
		for _, d := range list {
			if d.Pos.Line > lines {
				t.Fatalf("%v is outside the file", d)
			}
		}
		for _, e := range set {
			if e.Wrong == "" || !e.Off && (len(e.Right) == 0 || e.Reason == "" || e.Source == "") {
				t.Fatalf("%+v is not whole", e)
			}
		}
	})
}
