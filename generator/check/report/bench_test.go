package report

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"touyan/generator/check"
	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/generator/prose"
)

// BenchmarkWrite writes 10,000 findings in 2,000 files of 3,000 characters.
func BenchmarkWrite(b *testing.B) {
	body := []byte(strings.Repeat(strings.Repeat("构建共富工坊，", 14)+"帐目公开。\n\n", 29))
	files := map[string]*prose.File{}
	r := &Report{Words: message.New(message.Chinese), Source: func(path string) *prose.File { return files[path] }}
	for i := range 2000 {
		f := prose.NewFile(fmt.Sprintf("content/cases/%04d.md", i), body)
		files[f.Path] = f
		at := 0
		for k := range 5 {
			at += strings.Index(f.Text[at:], "帐目")
			r.Findings = append(r.Findings, check.Finding{
				Start: at, End: at + len("帐目"), Fix: &check.Fix{Text: "账目", Safe: true}, Secret: k == 4,
				Diagnostic: diag.Diagnostic{Pos: f.Position(at), Severity: diag.Warning, Code: "ignore-unused", Args: []any{"帐目"}},
			})
			at++
		}
	}
	for _, format := range Formats() {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				if err := r.Write(io.Discard, format); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
