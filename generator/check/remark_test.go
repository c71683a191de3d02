package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/markup"
	"touyan/generator/prose"
)

// pageOf cuts a content file as a build does.
func pageOf(t testing.TB, path, text string) *Page {
	t.Helper()
	c := config.Default()
	p, list := content.Parse(path, []byte(text), content.Vocabulary{Types: config.IDs(c.Types), Sectors: config.IDs(c.Sectors), Levels: config.IDs(c.Levels)})
	if p == nil {
		t.Fatal(list)
	}
	f := prose.NewFile("content/"+path, []byte(text))
	body := p.BodyOffset(f)
	return &Page{File: f, Content: p, Body: body, Pieces: append(content.Facts(f), markup.New(markup.Options{}).Pieces(f.Text[body:], body)...)}
}

// told writes findings a line each.
func told(list []Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%d:%d %v %s %v\n", f.Pos.Line, f.Pos.Col, f.Severity, f.Code, f.Args)
	}
	return b.String()
}

func TestRemarks(t *testing.T) {
	at := func(lines ...int) (list []Finding) {
		for _, n := range lines {
			list = append(list, Finding{Diagnostic: diag.Diagnostic{Pos: diag.Position{Line: n, Col: 1}, Code: "ignore-unused"}})
		}
		return list
	}
	for name, c := range map[string]struct {
		text  string
		found []Finding
		want  string
	}{
		"beside text":     {"---\ntitle: t\n---\n一 <!-- touyan:ignore ignore-unused why -->\n二\n", at(4, 5), "5:1 error ignore-unused []\n"},
		"before a block":  {"---\ntitle: t\n---\n<!-- touyan:ignore ignore-unused why -->\n\n一\n二\n\n三\n", at(6, 7, 9), "9:1 error ignore-unused []\n"},
		"before a key":    {"---\n# touyan:ignore ignore-unused why\nlessons:\n  - 一\ntitle: t\n---\n", at(3, 4, 5), "5:1 error ignore-unused []\n"},
		"beside a key":    {"---\ntitle: t # touyan:ignore ignore-unused why\ndraft: true\n---\n", at(2, 3), "3:1 error ignore-unused []\n"},
		"for nothing":     {"---\ntitle: t\n---\n<!-- touyan:ignore ignore-unused why -->\n一\n", nil, "4:1 warning ignore-unused [ignore-unused]\n"},
		"without reason":  {"---\ntitle: t\n---\n一 <!-- touyan:ignore ignore-unused -->\n", nil, "4:3 error ignore-without-reason [ignore-unused]\n"},
		"unknown code":    {"---\ntitle: t\n---\n一 <!-- touyan:ignore ignore-unusd why -->\n", nil, "4:3 error ignore-unknown-code [ignore-unusd ignore-unused]\n"},
		"not a remark":    {"---\ntitle: t\n---\n`touyan:ignore ignore-unused why`\n", at(4), "4:1 error ignore-unused []\n"},
		"of another code": {"---\ntitle: t\n---\n一 <!-- touyan:ignore ignore-without-reason why -->\n", at(4), "4:1 error ignore-unused []\n4:3 warning ignore-unused [ignore-without-reason]\n"},
	} {
		t.Run(name, func(t *testing.T) {
			k, list := New(config.Default())
			if len(list) > 0 {
				t.Fatal(list)
			}
			p := pageOf(t, "about.md", c.text)
			f := &findings{checker: k, page: p}
			r := Result{remarks: remarksOf(p, f), Findings: f.list}
			if diff := cmp.Diff(c.want, told(k.Settle(r, c.found))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
