package content

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/prose"
)

func TestFacts(t *testing.T) {
	text := "---\ntitle: \"甲：乙\"\nlessons:\n  - 一\n  - |\n    二\n    三\noutcomes:\n  - indicator: 收入\n    values: {2020: 4.7万元}\n---\n\n正文\n"
	f := prose.NewFile("content/cases/a.md", []byte(text))
	var got []string
	for _, p := range Facts(f) {
		at := f.Position(p.Offset(0))
		got = append(got, fmt.Sprintf("%s %q %d:%d", p.Key, p.Text, at.Line, at.Col))
		for i := range p.Text {
			if from, exact := p.Source(i, i+1); exact && f.Text[from.Start:from.End] != p.Text[i:i+1] {
				t.Errorf("%s: byte %d is %q in the file", p.Key, i, f.Text[from.Start:from.End])
			}
		}
	}
	want := `title "甲：乙" 2:9
lessons.0 "一" 4:5
lessons.1 "二\n三\n" 6:5
outcomes.0.indicator "收入" 9:16
outcomes.0.values.2020 "4.7万元" 10:20`
	if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
		t.Error(diff)
	}
	p, _ := Parse("cases/a.md", []byte(text), Vocabulary{Types: []string{"method"}})
	if body := f.Text[p.BodyOffset(f):]; strings.TrimSpace(body) != "正文" {
		t.Errorf("the body is %q", body)
	}
}

// What a page keeps of its values gives the same facts as a second look at the file, in
// every format and with all that can stand before and between.
func TestKeptFacts(t *testing.T) {
	files, err := filepath.Glob("../../content/*/*/index.md")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	texts := []string{
		"---\ntitle: 甲\nlessons: [一, \"二\\n三\"]\n---\n\n正文\n", "+++\ntitle = \"甲\"\ntags = [\"乙\"]\n+++\n正文\n",
		"{\"title\": \"甲\", \"weight\": 3}\n正文\n", "\ufeff---\r\ntitle: 甲\r\nsummary: |\r\n  一\r\n  二\r\n---\r\n正文\r\n", "---\ntitle: 甲\n---",
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	for _, text := range texts {
		p, _ := Parse("cases/a.md", []byte(text), Vocabulary{Values: true})
		f := prose.NewFile("content/cases/a.md", []byte(text))
		if p == nil || p.values == nil == !strings.Contains(text, "\r") {
			t.Fatalf("no page, or no values are kept: %.60s", text)
		}
		if want, got := Facts(f), p.Facts(f); !reflect.DeepEqual(want, got) {
			t.Errorf("%.60s\ngot  %v\nwant %v", text, got, want)
		}
	}
}
