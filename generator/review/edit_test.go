package review

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/content"
	"touyan/generator/strict"
)

func entry() content.Review {
	return content.Review{Step: "初审", By: "责任编辑", Date: content.Date{Year: 2026, Month: 1, Day: 31}, Text: "3f9a2c41d0b7e865"}
}

const added = "{step: 初审, by: 责任编辑, date: 2026-01-31, text: 3f9a2c41d0b7e865}"

func TestAdd(t *testing.T) {
	const table = "[[review]]\nstep = \"初审\"\nby = \"责任编辑\"\ndate = 2026-01-31\ntext = \"3f9a2c41d0b7e865\"\n"
	const object = `{"step": "初审", "by": "责任编辑", "date": "2026-01-31", "text": "3f9a2c41d0b7e865"}`
	for name, c := range map[string]struct{ before, after string }{
		"no record":               {"---\ntitle: t # 题\ntags: [a]\n---\nb\n", "---\ntitle: t # 题\ntags: [a]\nreview:\n  - " + added + "\n---\nb\n"},
		"after a text of lines":   {"---\ntitle: t\nsummary: |\n  a\n  # b\n\n---\nb\n", "---\ntitle: t\nsummary: |\n  a\n  # b\n\nreview:\n  - " + added + "\n---\nb\n"},
		"CRLF and a mark":         {"\uFEFF---\r\ntitle: t\r\n---\r\nb\r\n", "\uFEFF---\r\ntitle: t\r\nreview:\r\n  - " + added + "\r\n---\r\nb\r\n"},
		"keys indented":           {"---\n  title: t\n---\n", "---\n  title: t\n  review:\n    - " + added + "\n---\n"},
		"a map of one line":       {"---\n{title: t, tags: [a]}\n---\n", "---\n{title: t, tags: [a], review: [" + added + "]}\n---\n"},
		"a list of lines":         {"---\ntitle: t\nreview:\n  - {step: 复审, by: a} # one\n# two\ndraft: true\n---\n", "---\ntitle: t\nreview:\n  - {step: 复审, by: a} # one\n  - " + added + "\n# two\ndraft: true\n---\n"},
		"dashes below the key":    {"---\nreview:\n- {step: 复审}\n\ntitle: t\n---\n", "---\nreview:\n- {step: 复审}\n- " + added + "\n\ntitle: t\n---\n"},
		"items of lines":          {"---\ntitle: t\nreview:\n  -  step: 复审\n     by: a\n---\n", "---\ntitle: t\nreview:\n  -  step: 复审\n     by: a\n  -  step: 初审\n     by: 责任编辑\n     date: 2026-01-31\n     text: 3f9a2c41d0b7e865\n---\n"},
		"an item on the next":     {"---\ntitle: t\nreview:\n  -\n    step: 复审\n---\n", "---\ntitle: t\nreview:\n  -\n    step: 复审\n  - " + added + "\n---\n"},
		"an empty key":            {"---\nreview: # none yet\ntitle: t\n---\n", "---\nreview: # none yet\n  - " + added + "\ntitle: t\n---\n"},
		"null":                    {"---\nreview: null # none\ntitle: t\n---\n", "---\nreview: [" + added + "] # none\ntitle: t\n---\n"},
		"an empty list":           {"---\nreview: []\ntitle: t\n---\n", "---\nreview: [" + added + "]\ntitle: t\n---\n"},
		"a list of one line":      {"---\nreview: [{step: \"a]\", by: 'it''s'} ] # c\ntitle: t\n---\n", "---\nreview: [{step: \"a]\", by: 'it''s'}, " + added + " ] # c\ntitle: t\n---\n"},
		"a list between brackets": {"---\nreview: [\n  {step: a}, # ]\n  {step: b}, # one\n]\ntitle: t\n---\n", "---\nreview: [\n  {step: a}, # ]\n  {step: b},\n  " + added + " # one\n]\ntitle: t\n---\n"},

		"TOML, no record":     {"+++\ntitle = \"t\"\n[conditions]\nwhere = \"a\"\n+++\nb\n", "+++\ntitle = \"t\"\n[conditions]\nwhere = \"a\"\n\n" + table + "+++\nb\n"},
		"TOML, tables":        {"+++\ntitle = \"t\"\n\n[[review]] # one\nstep = \"复审\"\n# two\n\n[cover]\nsrc = \"a.png\"\n+++\n", "+++\ntitle = \"t\"\n\n[[review]] # one\nstep = \"复审\"\n\n" + table + "# two\n\n[cover]\nsrc = \"a.png\"\n+++\n"},
		"TOML, an inline one": {"+++\ntitle = \"t\"\nreview = [{step = \"复审\"}]\n+++\n", "+++\ntitle = \"t\"\nreview = [{step = \"复审\"}, {step = \"初审\", by = \"责任编辑\", date = 2026-01-31, text = \"3f9a2c41d0b7e865\"}]\n+++\n"},
		"TOML, an empty one":  {"+++\ntitle = \"t\"\nreview = []\n+++\n", "+++\ntitle = \"t\"\nreview = [{step = \"初审\", by = \"责任编辑\", date = 2026-01-31, text = \"3f9a2c41d0b7e865\"}]\n+++\n"},

		"JSON, no record":  {"{\n  \"title\": \"t\"\n}\nb\n", "{\n  \"title\": \"t\",\n  \"review\": [\n    " + object + "\n  ]\n}\nb\n"},
		"JSON, one line":   {"{\"title\": \"t\"}\n", "{\"title\": \"t\", \"review\": [" + object + "]}\n"},
		"JSON, a list":     {"{\n  \"review\": [\n    {\"step\": \"复审\"}\n  ],\n  \"title\": \"t\"\n}\n", "{\n  \"review\": [\n    {\"step\": \"复审\"},\n    " + object + "\n  ],\n  \"title\": \"t\"\n}\n"},
		"JSON, an empty":   {"{\"title\": \"t\", \"review\": [ ]}\n", "{\"title\": \"t\", \"review\": [" + object + " ]}\n"},
		"JSON, null":       {"{\"title\": \"t\", \"review\": null}\n", "{\"title\": \"t\", \"review\": [" + object + "]}\n"},
		"JSON, semicolons": {";;;\n{\"title\": \"t\"}\n;;;\nb\n", ";;;\n{\"title\": \"t\", \"review\": [" + object + "]}\n;;;\nb\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Add([]byte(c.before), entry())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.after, string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAddRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"no front matter":         {"text\n", ErrUnreadable},
		"a fault in it":           {"---\ntitle: [a\n---\n", ErrUnreadable},
		"a record that is a text": {"---\ntitle: t\nreview: yes\n---\n", ErrForm},
		"lone carriage returns":   {"---\ntitle: a\rb\n---\n", ErrForm},
	} {
		if _, err := Add([]byte(c.text), entry()); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// A text that a program could take for something else is quoted.
func TestTextsAreWrittenAsTheyRead(t *testing.T) {
	for _, by := range []string{"a: b", "#a", "[a]", "true", "123", "12e5", "it's", `a"b\c`, " a", "a ", "- a", "责任编辑（代）", "甲、乙", "~", "&a", "a\tb", "0x1f"} {
		for _, file := range []string{"---\ntitle: t\n---\n", "+++\ntitle = \"t\"\n+++\n", "{\"title\": \"t\"}\n"} {
			e := entry()
			e.By = by
			after, err := Add([]byte(file), e)
			if err != nil {
				t.Errorf("%q: %v", by, err)
				continue
			}
			p, _ := content.Parse("about.md", after, content.Vocabulary{})
			if p == nil || len(p.Review) != 1 || p.Review[0] != e {
				t.Errorf("%q is read otherwise: %s", by, after)
			}
		}
	}
}

// FuzzAdd: whatever the file, either nothing is written, or it reads as before with the
// entry at the record's end, and the bytes around the addition are the same.
func FuzzAdd(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: t\nreview:\n  - {step: a}\n---\nb\n", "---\ntitle: t\nreview: [{step: a}, ]\n---\n", "+++\ntitle = \"t\"\n[[review]]\nstep = \"a\"\n+++\n",
		"{\"title\": \"t\", \"review\": [{\"step\": \"a\"}]}\n", "---\r\nreview:\r\n- step: a\r\n  by: |\r\n    b\r\n    # c\r\ntitle: t\r\n---\r\n", ";;;\n{\"a\":1}\n;;;\n",
		"---\ntitle: 't'\nreview:\n  - step: \"a\n      b\"\n---\n", "+++\nreview = [\n {step='a'}, # ]\n]\n+++\n",
	} {
		f.Add([]byte(s), "责任编辑")
	}
	f.Fuzz(func(t *testing.T, data []byte, by string) {
		e := entry()
		e.By = by
		after, err := Add(data, e)
		if err != nil {
			return
		}
		if len(after) <= len(data) {
			t.Fatalf("%q became %q", data, after)
		}
		front, _ := content.FindFront(after)
		root, list := strict.Parse(front.Format, "", front.Line, after[front.Start:front.End])
		if root == nil || list.Errors() > 0 {
			t.Fatalf("%q cannot be read: %v", after, list)
		}
		record := root.Get("review").Items
		if last := record[len(record)-1]; last.Get("text").Text != e.Text || by != "" && last.Get("by").Text != by {
			t.Fatalf("%q has another entry last", after)
		}
		// What was there is there still: the file is the old one with one stretch put
		// in, or put in the place of null.
		head := 0
		for head < len(data) && data[head] == after[head] {
			head++
		}
		tail := 0
		for tail < len(data)-head && data[len(data)-1-tail] == after[len(after)-1-tail] {
			tail++
		}
		if gone := strings.ToLower(string(data[head : len(data)-tail])); gone != "" && !strings.Contains("null ~", gone) {
			t.Fatalf("%q lost %q", data, gone)
		}
		if !bytes.Equal(data[head+len(data)-tail-head:], after[len(after)-tail:]) {
			t.Fatal("the end changed")
		}
	})
}
