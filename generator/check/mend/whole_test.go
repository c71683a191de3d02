package mend

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"touyan/generator/check"
	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/markup"
	"touyan/generator/prose"
)

// checks reads files as a build does, with all that the checks find in them.
func checks(t testing.TB, path string) Reader {
	t.Helper()
	c := config.Default()
	c.Review.Required = 3
	k, faults := check.New(c)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	k.Now, k.Source = time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC), fstest.MapFS{}
	words := content.Vocabulary{Types: config.IDs(c.Types), Sectors: config.IDs(c.Sectors), Levels: config.IDs(c.Levels)}
	cut := markup.New(markup.Options{})
	return func(raw []byte) (*check.Page, []check.Finding, int) {
		p, faults := content.Parse(path, raw, words)
		if p == nil {
			return nil, nil, faults.Errors()
		}
		f := prose.NewFile("content/"+path, raw)
		body := p.BodyOffset(f)
		page := &check.Page{File: f, Content: p, Body: body, Pieces: append(content.Facts(f), cut.Pieces(f.Text[body:], body)...)}
		return page, k.Settle(k.Page(page), nil), faults.Errors()
	}
}

// phone is made up.
const phone = "13912345678"

// FuzzChecks holds for any file and all checks at once: none panics, what is found lies
// in the file, no finding tells of a secret, what is mended is still a page that tells
// no more secrets and has nothing left that could be mended.
func FuzzChecks(f *testing.F) {
	const head = "---\ntitle: 一\nsummary: 由**\n---\n"
	for _, s := range []string{
		head + "会上布署了,约 300 人左右(甲）。电话 " + phone + "，“好。\n\n| 甲 | 乙 |\n|---|---|\n| 410901 | 199001015515 |\n",
		head + "<!-- touyan:ignore wrong-word 因为 -->\n再接再励。\n\n<div title=\"" + phone + "\">&lt;" + phone + "&gt;</div>\n",
		head + "![" + phone + "](a.svg \"" + phone + "\") [a](tel:%31%33912345678) `" + phone + "`\n\n> 帐目\n\n1.甲\n\n# 空\n#### 跳\n",
		"+++\ntitle = \"１２\"\n+++\n5-10%、8O 人、2023 年 13 月\n---\n",
		"---\ntitle: \"电话\\t" + phone + "\"\nlessons:\n  - >\n    甲,\n    乙。 丙\n---\n正文\n",
		`{"title": "甲,乙", "draft": true}` + "\n正文,好。\n",
	} {
		f.Add([]byte(s), true)
	}
	readers := map[bool]Reader{true: checks(f, "cases/a/index.md"), false: checks(f, "guides/a.md")}
	f.Fuzz(func(t *testing.T, raw []byte, aCase bool) {
		read := readers[aCase]
		page, found, _ := read(raw)
		if page == nil {
			return
		}
		for _, one := range found {
			if one.Start < 0 || one.End < one.Start || one.End > len(page.Text) {
				t.Fatalf("%v is at %d to %d of %d", one.Diagnostic, one.Start, one.End, len(page.Text))
			}
			if one.Secret && one.End == one.Start {
				t.Fatalf("%v hides nothing", one.Diagnostic)
			}
			if one.Secret && strings.Contains(fmt.Sprint(one.Args...), phone) {
				t.Fatalf("%v tells it", one.Diagnostic)
			}
		}
		r := Page(raw, read)
		if !utf8.Valid(raw) && r.Mended > 0 {
			t.Fatal("what is no text is mended")
		}
		after, left, _ := read(r.Text)
		if after == nil {
			t.Fatalf("no page is left of %q", raw)
		}
		if secrets(left) > secrets(found) {
			t.Fatalf("%q became %q", raw, r.Text)
		}
		if again := Page(r.Text, read); r.Mended > 0 && r.Refused == 0 && again.Mended > 0 && !bytes.Equal(again.Text, r.Text) {
			t.Fatalf("%q became %q and then %q", raw, r.Text, again.Text)
		}
	})
}

func secrets(found []check.Finding) (n int) {
	for _, f := range found {
		if f.Secret {
			n++
		}
	}
	return n
}
