package review

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/message"
)

const page = "cases/a/index.md"

// printOf returns the fingerprint of a page whose file is text, with a picture in its
// bundle and a download that stands elsewhere.
func printOf(t testing.TB, text string, others map[string]string) string {
	t.Helper()
	fsys := fstest.MapFS{"content/" + page: {Data: []byte(text)}, "content/cases/a/p.png": {Data: []byte("p")}, "content/files/x y.pdf": {Data: []byte("x")}, "content/b.md": {Data: []byte("b")}}
	for name, data := range others {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	p, list := content.Parse(page, []byte(text), content.Vocabulary{})
	if p == nil {
		t.Fatal(list)
	}
	print, err := NewFiles(fsys).Print(p, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return print
}

const reviewed = "---\ntitle: t\ntags: [a, b]\nsummary: s\n---\n# h\n\n一 [x](/files/x%20y.pdf)\n二 [b](/b.md) https://example.org/z.pdf\n"

func TestWhatCountsForTheFingerprint(t *testing.T) {
	was := printOf(t, reviewed, nil)
	if len(was) != 2*printLength {
		t.Errorf("the fingerprint is %q", was)
	}
	for name, c := range map[string]struct {
		text   string
		others map[string]string
		same   bool
	}{
		"an entry of the record":   {strings.Replace(reviewed, "summary", "review: [{step: 初审}]\nsummary", 1), nil, true},
		"a draft":                  {strings.Replace(reviewed, "summary", "draft: true\nsummary", 1), nil, true},
		"when it is published":     {strings.Replace(reviewed, "summary", "publish_date: 2026-01-31\nsummary", 1), nil, true},
		"CRLF, a mark":             {"\uFEFF" + strings.ReplaceAll(reviewed, "\n", "\r\n"), nil, true},
		"spaces at ends":           {strings.Replace(reviewed, "一", "一", 1) + "  \n\n\t\n", nil, true},
		"order, quotes, comments":  {strings.Replace(reviewed, "title: t\ntags: [a, b]", "tags:\n  - 'a'\n  - b # x\ntitle: \"t\"", 1), nil, true},
		"TOML":                     {strings.Replace(reviewed, "---\ntitle: t\ntags: [a, b]\nsummary: s\n---", "+++\ntitle = \"t\"\ntags = [\"a\", \"b\"]\nsummary = \"s\"\n+++", 1), nil, true},
		"another page":             {reviewed, map[string]string{"content/b.md": "c", "content/files/other.pdf": "o"}, true},
		"a fact":                   {strings.Replace(reviewed, "summary: s", "summary: S", 1), nil, false},
		"the order of a list":      {strings.Replace(reviewed, "[a, b]", "[b, a]", 1), nil, false},
		"a value under other key":  {strings.Replace(reviewed, "summary: s", "author: s", 1), nil, false},
		"the text":                 {strings.Replace(reviewed, "一", "二", 1), nil, false},
		"an empty line between":    {strings.Replace(reviewed, "\n二", "\n\n二", 1), nil, false},
		"spaces within":            {strings.Replace(reviewed, "# h", "#  h", 1), nil, false},
		"a remark":                 {reviewed + "<!-- x -->\n", nil, false},
		"a picture of the bundle":  {reviewed, map[string]string{"content/cases/a/p.png": "q"}, false},
		"another one":              {reviewed, map[string]string{"content/cases/a/q.png": "q"}, false},
		"a download":               {reviewed, map[string]string{"content/files/x y.pdf": "y"}, false},
		"what stands in a comment": {reviewed + "\n", map[string]string{"content/cases/a/.hidden": "x"}, true},
	} {
		if now := printOf(t, c.text, c.others); (now == was) != c.same {
			t.Errorf("%s: the fingerprint is %s, was %s", name, now, was)
		}
	}
}

// TestAnyEditIsAnEdit changes the text at random.
func TestAnyEditIsAnEdit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	was := printOf(t, reviewed, nil)
	head := strings.Index(reviewed, "# h")
	for range 300 {
		runes := []rune(reviewed[head:])
		switch i := r.IntN(len(runes)); {
		case strings.ContainsRune(" \n", runes[i]):
			continue
		case r.IntN(2) == 0:
			runes = append(runes[:i], runes[i+1:]...)
		default:
			runes[i]++
		}
		text := reviewed[:head] + string(runes)
		if text != reviewed && printOf(t, text, nil) == was {
			t.Errorf("the fingerprint of %q is that of the text before", text)
		}
	}
}

// TestSigningChangesNoFingerprint signs in each format: the page reads as before, plus
// the entry, and what was signed stays in force.
func TestSigningChangesNoFingerprint(t *testing.T) {
	for _, text := range []string{
		reviewed, strings.ReplaceAll(reviewed, "\n", "\r\n"),
		"+++\ntitle = \"t\"\n[cover]\nsrc = \"p.png\"\n+++\nb\n", "{\n  \"title\": \"t\",\n  \"tags\": [\"a\"]\n}\nb\n",
	} {
		was, c := printOf(t, text, nil), config.Review{Steps: []string{"初审", "复审", "终审"}}
		for i, step := range c.Steps {
			e := content.Review{Step: step, By: "责任编辑", Date: content.Date{Year: 2026, Month: 1, Day: 1 + i}, Text: was}
			after, err := Add([]byte(text), e)
			if err != nil {
				t.Fatal(err)
			}
			text = string(after)
			p, list := content.Parse("about.md", after, content.Vocabulary{})
			if p == nil || list.Errors() > 0 || len(p.Review) != i+1 || p.Review[i] != e {
				t.Fatalf("%q: %v", text, list)
			}
			now := printOf(t, text, nil)
			steps := Steps(c, p.Review, now)
			if now != was || len(Lacking(steps, len(steps))) != 2-i || len(Disorders(steps)) > 0 {
				t.Fatalf("after %s of %q the fingerprint is %s, was %s: %v", step, text, now, was, steps)
			}
		}
	}
}

func TestStates(t *testing.T) {
	c := config.Review{Steps: []string{"初审", "复审", "终审"}, Roles: []string{"甲岗", "乙岗", "丙岗"}}
	day := func(d int) content.Date { return content.Date{Year: 2026, Month: 1, Day: d} }
	for name, x := range map[string]struct {
		record    []content.Review
		states    string
		whole     Whole
		disorders string
	}{
		"nothing":            {nil, "missing missing missing", None, ""},
		"noted by hand":      {[]content.Review{{Step: "初审"}}, "unbound missing missing", Partly, ""},
		"on its way":         {[]content.Review{{Step: "初审", Text: "now"}}, "signed missing missing", Partly, ""},
		"complete":           {[]content.Review{{Step: "初审", Text: "now"}, {Step: "复审", Text: "now"}, {Step: "终审", Text: "now"}}, "signed signed signed", Complete, ""},
		"edited":             {[]content.Review{{Step: "初审", Text: "old"}}, "outdated missing missing", Edited, ""},
		"signed anew":        {[]content.Review{{Step: "初审", Text: "old"}, {Step: "复审", Text: "old"}, {Step: "初审", Text: "now"}}, "signed outdated missing", Edited, ""},
		"the newest counts":  {[]content.Review{{Step: "初审", Text: "now"}, {Step: "初审", Text: "old"}}, "outdated missing missing", Edited, ""},
		"before its time":    {[]content.Review{{Step: "复审", Text: "now"}}, "missing signed missing", Partly, "复审 初审;"},
		"on an earlier day":  {[]content.Review{{Step: "初审", Text: "now", Date: day(2)}, {Step: "复审", Text: "now", Date: day(1)}}, "signed signed missing", Partly, "复审 初审;"},
		"on the same day":    {[]content.Review{{Step: "初审", Text: "now", Date: day(2)}, {Step: "复审", Text: "now", Date: day(2)}}, "signed signed missing", Partly, ""},
		"by hand, no first":  {[]content.Review{{Step: "终审"}}, "missing missing unbound", Partly, "终审 初审;"},
		"old ones are older": {[]content.Review{{Step: "复审", Text: "old", Date: day(1)}, {Step: "初审", Text: "now", Date: day(2)}}, "signed outdated missing", Edited, ""},
		"of another site":    {[]content.Review{{Step: "四审", Text: "now"}}, "missing missing missing", None, ""},
	} {
		steps := Steps(c, x.record, "now")
		states, disorders := []string{}, ""
		for _, s := range steps {
			states = append(states, s.State.String())
		}
		for _, d := range Disorders(steps) {
			disorders += d.Step.Name + " " + d.Before.Name + ";"
		}
		if got := strings.Join(states, " "); got != x.states || Standing(steps, 3) != x.whole || disorders != x.disorders {
			t.Errorf("%s: %s, %s, %s; want %s, %s, %s", name, got, Standing(steps, 3), disorders, x.states, x.whole, x.disorders)
		}
	}
	steps := Steps(c, []content.Review{{Step: "初审", By: "某岗", Text: "now"}, {Step: "复审", By: "某岗", Text: "now"}}, "now")
	if got := Names(Lacking(steps, 3)); got != "终审（丙岗）" || OneRole(steps) != "某岗" || OneRole(steps[:1]) != "" {
		t.Errorf("lacking is %s, one role is %q", got, OneRole(steps))
	}
}

func TestEarlier(t *testing.T) {
	d := func(y, m, d int) content.Date { return content.Date{Year: y, Month: m, Day: d} }
	for _, c := range []struct {
		a, b content.Date
		want bool
	}{
		{d(2026, 1, 1), d(2026, 1, 2), true}, {d(2026, 1, 2), d(2026, 1, 2), false}, {d(2026, 2, 1), d(2026, 1, 2), false},
		{d(2026, 1, 0), d(2026, 2, 1), true}, {d(2026, 1, 0), d(2026, 1, 9), false}, {d(2026, 1, 9), d(2026, 1, 0), false},
		{d(2025, 0, 0), d(2026, 1, 1), true}, {d(2026, 0, 0), d(2026, 1, 1), false}, {d(2026, 3, 1), d(2026, 0, 0), false}, {d(0, 0, 0), d(2026, 1, 1), false},
	} {
		if got := Earlier(c.a, c.b); got != c.want {
			t.Errorf("%v before %v: %t", c.a, c.b, got)
		}
	}
}

// TestSheetIsSafe: a title is text, whatever it holds, and nothing is loaded.
func TestSheetIsSafe(t *testing.T) {
	c := config.Default()
	c.Title = "站"
	p := &content.Page{Path: page, Meta: content.Meta{Title: `</title><script src="//x"></script>`, Review: []content.Review{{Step: "初审", By: "<b>", Text: "old"}}}}
	var b bytes.Buffer
	sheet := NewSheet(c, p, "now", Steps(c.Review, p.Review, "now"), content.Date{Year: 2026, Month: 1, Day: 31}, message.New(message.Chinese))
	if err := WriteHTML(&b, []Sheet{sheet, sheet}, message.New(message.Chinese), "zh-CN"); err != nil {
		t.Fatal(err)
	}
	z := html.NewTokenizer(&b)
	count := map[string]int{}
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		if tok.Type == html.StartTagToken {
			count[tok.Data]++
		}
		for _, a := range tok.Attr {
			if a.Key == "style" || a.Key == "src" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("the sheet has %s=%q", a.Key, a.Val)
			}
		}
	}
	if count["script"]+count["b"]+count["link"] > 0 || count["article"] != 2 || count["style"] != 1 {
		t.Errorf("the sheet's elements are %v", count)
	}
}

func BenchmarkPrint(b *testing.B) {
	text := "---\ntitle: t\n---\n" + strings.Repeat(fmt.Sprintf("%s\n\n", strings.Repeat("一二三四五", 20)), 30)
	p, _ := content.Parse("cases/a.md", []byte(text), content.Vocabulary{})
	f := NewFiles(fstest.MapFS{})
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := f.Print(p, []byte(text)); err != nil {
			b.Fatal(err)
		}
	}
}
