package strict

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"touyan/generator/diag"
)

// flat writes a tree without its places.
func flat(n *Node) string {
	switch n.Kind {
	case Null:
		return "null"
	case List:
		parts := make([]string, len(n.Items))
		for i, item := range n.Items {
			parts[i] = flat(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Map:
		parts := make([]string, len(n.Entries))
		for i, e := range n.Entries {
			parts[i] = e.Key + ": " + flat(e.Value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case String:
		return "‘" + n.Text + "’"
	}
	return n.Text
}

func mustParse(t *testing.T, f Format, text string) *Node {
	t.Helper()
	n, list := Parse(f, "f", 1, []byte(text))
	if len(list) > 0 {
		t.Fatalf("%q: %v", text, list)
	}
	return n
}

func TestTheThreeFormatsGiveOneTree(t *testing.T) {
	yaml := mustParse(t, YAML, `
title: 雪水港
weight: 3
draft: true
date: 2022-01-05
empty: ''
tags: [共富, "a: b"]
cover:
  src: a.svg
  sizes: [1, 2.50]
review:
- step: 初审
- step: 复审
  by: 编辑
`)
	toml := mustParse(t, TOML, `
title = "雪水港"
weight = 3
draft = true
date = 2022-01-05
empty = ""
tags = [
  "共富", # 一
  'a: b',
]
cover.src = "a.svg"
cover.sizes = [1, 2.50]
[[review]]
step = "初审"
[[review]]
step = "复审"
by = "编辑"
`)
	json := mustParse(t, JSON, `{"title": "雪水港", "weight": 3, "draft": true, "date": "2022-01-05", "empty": "",
"tags": ["共富", "a: b"], "cover": {"src": "a.svg", "sizes": [1, 2.50]},
"review": [{"step": "初审"}, {"step": "复审", "by": "编辑"}]}`)
	want := "{title: ‘雪水港’, weight: 3, draft: true, date: ‘2022-01-05’, empty: ‘’, tags: [‘共富’, ‘a: b’], " +
		"cover: {src: ‘a.svg’, sizes: [1, 2.50]}, review: [{step: ‘初审’}, {step: ‘复审’, by: ‘编辑’}]}"
	for name, n := range map[string]*Node{"YAML": yaml, "TOML": toml, "JSON": json} {
		if got := flat(n); got != want {
			t.Errorf("%s gave\n%s\nwant\n%s", name, got, want)
		}
	}
}

// Texts and tables of YAML come out as their writer sees them.
func TestYAMLTexts(t *testing.T) {
	for text, want := range map[string]string{
		"a: |\n  一\n  二\nb: 1\n":      "{a: ‘一\n二\n’, b: 1}",
		"a: >-\n  一\n  二\n\nb: 1\n":   "{a: ‘一 二’, b: 1}",
		"a: 一\n  二\nb: 1\n":           "{a: ‘一 二’, b: 1}",
		"a: \"一\\n\\u4e8c\"\n":        "{a: ‘一\n二’}",
		"a: 'it''s'\n":                "{a: ‘it's’}",
		"a: 007\nb: 1_000\nc: 0x1F\n": "{a: 007, b: 1_000, c: 0x1F}",
		"a:\nb: ~\nc: null\n":         "{a: null, b: null, c: null}",
		"a: yes\nb: 12:30\nc: 1e3\n":  "{a: ‘yes’, b: ‘12:30’, c: ‘1e3’}",
		"{a: 1, b: [x, y]}\n":         "{a: 1, b: [‘x’, ‘y’]}",
		"2006: 46.2\n'2021': 4.7万元\n": "{2006: 46.2, 2021: ‘4.7万元’}",
		"a: http://x.org/y#z # c\n":   "{a: ‘http://x.org/y#z’}",
		"a: 一、二：三——四（五）【六】《七》！？%&*@\n": "{a: ‘一、二：三——四（五）【六】《七》！？%&*@’}",
		"":         "{}",
		"# 只有注释\n": "{}",
	} {
		if got := flat(mustParse(t, YAML, text)); got != want {
			t.Errorf("%q gave %s, want %s", text, got, want)
		}
	}
}

// Each key and value knows its line and character.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		format Format
		text   string
	}{
		{YAML, "标题: 甲\n表:\n  - 名: \"乙\"\n    数: 3\n  - {名: 丙, 数: [4, 五]}\n文: |\n  一\n  二\n末: 丁\t# 注\n"},
		{YAML, "\uFEFF标题: 甲\r\n表:\r\n- 名:\t乙\r\n  数: 3\r\n"},
		{TOML, "a = \"甲\"\nb.c = [1, \"乙\", {d = 2}] # 注\n[e]\nf = '''\n丙'''\n[[g]]\nh = 1\n"},
		{JSON, "{\"标题\": \"甲\",\n \"表\": [{\"名\" : \"乙\"}, 3,\n true, null]}"},
	} {
		n := mustParse(t, c.format, c.text)
		lines := strings.Split(strings.TrimPrefix(strings.ReplaceAll(c.text, "\r", ""), "\uFEFF"), "\n")
		each(n, func(pos diag.Position, text string) {
			rest := string([]rune(lines[pos.Line-1])[pos.Col-1:])
			if rest = strings.TrimLeft(rest, `"'|`); !strings.HasPrefix(rest, text) && rest != "" {
				t.Errorf("%q: %v has %q, not %q", c.text, pos, rest, text)
			}
		})
	}
}

// each calls f with the place of every key and scalar, and what begins there.
func each(n *Node, f func(pos diag.Position, text string)) {
	for _, item := range n.Items {
		each(item, f)
	}
	for _, e := range n.Entries {
		f(e.Pos, e.Key)
		each(e.Value, f)
	}
	if n.IsScalar() {
		first, _, _ := strings.Cut(n.Text, "\n")
		f(n.Pos, first)
	}
}

type inner struct {
	Src string `key:"src"`
}

type sample struct {
	inner
	Title string    `key:"title"`
	On    bool      `key:"on"`
	N     int       `key:"n"`
	F     float64   `key:"f"`
	At    time.Time `key:"at"`
	List  []string  `key:"list"`
	Subs  []inner   `key:"subs"`
	Own   own       `key:"own"`
}

type own string

func (o *own) DecodeNode(n *Node, _ *diag.List) { *o = own("<" + n.Text + ">") }

func TestDecodeFillsAStruct(t *testing.T) {
	n := mustParse(t, YAML, "src: a\ntitle: 2022\non: true\nn: 12\nf: 1e3\nat: 2022-01-05T08:00:00+08:00\nlist: [1, x, true, 2022-01]\nsubs: [{src: b}]\nown: c\n")
	var got sample
	var list diag.List
	Decode(n, &got, &list)
	want := sample{inner: inner{"a"}, Title: "2022", On: true, N: 12, F: 1000, List: []string{"1", "x", "true", "2022-01"}, Subs: []inner{{"b"}}, Own: "<c>"}
	if len(list) > 0 || !got.At.Equal(time.Date(2022, 1, 5, 0, 0, 0, 0, time.UTC)) {
		t.Error(list, got.At)
	}
	if got.At = want.At; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

// A value left empty keeps the default, and one wrong value does not hide the next.
func TestDecodeKeepsWhatDoesNotFit(t *testing.T) {
	n := mustParse(t, YAML, "title:\non: ja\nn: 99999999999999999999\nf: x\nlist: x\nsubs: [x]\ntitel: y\nat: soon\n")
	got := sample{Title: "kept", N: 7}
	var list diag.List
	Decode(n, &got, &list)
	var codes []string
	for _, d := range list {
		codes = append(codes, d.Code)
	}
	want := "wrong-type-bool number-range wrong-type-number wrong-type-list wrong-type-map unknown-key wrong-type-time"
	if s := strings.Join(codes, " "); s != want {
		t.Errorf("found %s", s)
	}
	if got.Title != "kept" || got.N != 7 {
		t.Errorf("got %+v", got)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"title", "publish_date", "summary", "type", "expiry_date"}
	for s, want := range map[string]string{
		"titel": "title", "Title": "title", "publishDate": "publish_date", "publish-date": "publish_date",
		"sumary": "summary", "typ": "type",
	} {
		if got := Nearest(s, words); got != want {
			t.Errorf("%s: %s", s, got)
		}
	}
}

// A hostile file costs no more than a moment.
func TestHostileFilesAreRefusedSoon(t *testing.T) {
	rep := strings.Repeat
	for name, c := range map[string]struct {
		format Format
		text   string
	}{
		"brackets":       {YAML, "a: " + rep("[", 200_000)},
		"braces":         {YAML, rep("{a: ", 60_000)},
		"dashes":         {YAML, rep("- ", 100_000)},
		"question marks": {YAML, rep("? ", 100_000)},
		"tabs":           {YAML, "a: \"" + rep("\t", 100_000) + rep("x", 100_000) + "\"\n"},
		"keys":           {YAML, manyKeys(40_000)},
		"aliases":        {YAML, "a: &a [x, x]\nb: [*a, *a]\n"},
		"items":          {YAML, "a: [" + rep("x,", 120_000) + "]\n"},
		"TOML brackets":  {TOML, "a = " + rep("[", 200_000)},
		"TOML dots":      {TOML, "a" + rep(".a", 100_000) + " = 1\n"},
		"TOML items":     {TOML, "a = [" + rep("1,", 120_000) + "]\n"},
		"JSON brackets":  {JSON, `{"a": ` + rep("[", 200_000)},
		"JSON items":     {JSON, `{"a": [` + rep("1,", 120_000) + "1]}"},
		"size":           {JSON, `{"a": "` + rep("x", MaxSize) + `"}`},
	} {
		start := time.Now()
		n, list := Parse(c.format, "f", 1, []byte(c.text))
		if n != nil || len(list) == 0 {
			t.Errorf("%s: taken", name)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s: took %v", name, d)
		}
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("k" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + time.Duration(i).String() + ": v\n")
	}
	return b.String()
}
