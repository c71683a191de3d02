package browser

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"touyan/generator/check"
	"touyan/generator/check/report"
	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/generator/prose"
)

// TestReport opens the HTML report of touyan check.
func TestReport(t *testing.T) {
	browser, source := startBrowser(t), axe(t)
	dir := t.TempDir()
	for _, lang := range message.Languages() {
		writeReport(t, filepath.Join(dir, string(lang)+".html"), lang)
	}
	for _, fault := range validate(t, dir) {
		t.Error(fault)
	}
	for _, lang := range message.Languages() {
		t.Run(string(lang), func(t *testing.T) {
			b := newTab(t, browser, "file://"+filepath.ToSlash(dir)+"/")
			b.do(t, chromedp.Navigate(b.root+string(lang)+".html"), chromedp.Evaluate[chromedp.Void](source))
			for _, m := range []mode{{1280, "light", ""}, {1280, "dark", ""}, {320, "light", ""}, {320, "dark", ""}} {
				b.do(t, chromedp.EmulateViewport(m.width, 800), media("screen", m.scheme))
				for _, v := range look[[]violation](t, b, audit) {
					t.Errorf("%+v: %v", m, v)
				}
				if wide := look[int](t, b, "document.documentElement.scrollWidth"); wide > int(m.width) {
					t.Errorf("%+v: the page is %d wide", m, wide)
				}
			}
			if !look[bool](t, b, `getComputedStyle(document.querySelector("mark")).textDecorationLine === "underline"`) {
				t.Error("the policy blocks the style")
			}
		})
	}
}

// writeReport writes a report with findings of each severity, long words and long lines.
func writeReport(t *testing.T, name string, lang message.Language) {
	t.Helper()
	f := prose.NewFile("content/cases/yi-wang-san-dai-dang-jian-lian-meng-gong-fu/index.md",
		[]byte("---\ntitle: 一\n---\n\n"+strings.Repeat("构建共富工坊，", 60)+"帐目公开"+strings.Repeat("-abcdefghij", 60)+"\n"))
	at := strings.Index(f.Text, "帐目")
	r := report.Report{
		Site: "示例站", Version: "0.0.0", Day: "2026-01-31", Pages: 12345, Words: message.New(lang),
		Source: func(path string) *prose.File {
			if path == f.Path {
				return f
			}
			return nil
		},
	}
	for _, c := range check.Codes() {
		r.Findings = append(r.Findings, check.Finding{
			Start: at, End: at + len("帐目"), Fix: &check.Fix{Text: "账目", Safe: true},
			Diagnostic: diag.Diagnostic{Pos: f.Position(at), Severity: c.Severity, Code: c.Name, Args: []any{"一", "二", "三", "四", "五", "六"}},
		})
	}
	r.Findings = append(r.Findings, check.Finding{Diagnostic: diag.Diagnostic{
		Pos: diag.Position{File: "site.yaml", Line: 3}, Severity: diag.Hint, Code: "unknown-key", Args: []any{"a", "b", "c"},
	}})
	var b bytes.Buffer
	if err := r.HTML(&b); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
