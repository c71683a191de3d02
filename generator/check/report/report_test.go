package report

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"touyan/generator/check"
	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/generator/prose"
)

// number is a made-up resident ID number with a right check digit.
const number = "110101199003077758"

const text = `---
title: 帐目公开
type: alliance
---
𠮷村的帐目公开，经办人证号` + number + `，<b>电话</b>在后面。

第二段 A&B
`

// found marks a stretch of a file by its words.
func found(f *prose.File, severity diag.Severity, code, words string, fix *check.Fix, args ...any) check.Finding {
	at := strings.LastIndex(f.Text, words)
	return check.Finding{
		Start: at, End: at + len(words), Fix: fix,
		Diagnostic: diag.Diagnostic{Pos: f.Position(at), Severity: severity, Code: code, Args: args},
	}
}

// sample is a report with something of every kind.
func sample(lang message.Language) *Report {
	f := prose.NewFile("content/cases/一 村.md", []byte(text))
	secret := found(f, diag.Error, "ignore-unknown-code", number, nil, number, "ignore-unused")
	secret.Secret = true
	list := []check.Finding{
		{Diagnostic: diag.Diagnostic{Pos: diag.Position{File: "site.yaml"}, Severity: diag.Hint, Code: "ignore-unused", Args: []any{"x"}}},
		{Diagnostic: diag.Diagnostic{Severity: diag.Error, Code: "no-site"}},
		{Diagnostic: diag.Diagnostic{Pos: diag.Position{File: f.Path, Line: 2, Col: 8}, Severity: diag.Warning, Code: "unknown-key", Args: []any{"title", "titel", "title"}}},
		secret,
		found(f, diag.Warning, "ignore-unused", "帐目", &check.Fix{Text: "账目", Safe: true}, "帐目"),
		found(f, diag.Hint, "ignore-unused", "第二段 A&B\n", &check.Fix{}, "<script>"),
		found(f, diag.Hint, "ignore-unused", "证号"+number+"，", &check.Fix{Text: "证号" + number, Safe: true}, number),
	}
	return &Report{
		Site: "示例 <站>", Version: "1.0", Prefix: "网站", Day: "2026-01-31", Pages: 3, Findings: check.Sorted(list), Words: message.New(lang),
		Source: func(path string) *prose.File {
			if path == f.Path {
				return f
			}
			return nil
		},
	}
}

func written(t testing.TB, r *Report, format string) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMaskedFindingsAndFilesTellNoSecret(t *testing.T) {
	r := sample(message.English)
	for _, f := range Masked(r.Findings, r.Source) {
		if strings.Contains(f.String(), number) {
			t.Errorf("%v tells the number", f)
		}
	}
	f := r.Source("content/cases/一 村.md")
	shown := Veil(f, r.Findings)
	if want := strings.Replace(f.Text, "证号"+number, "证号110*************58", 1); shown.Text != want {
		t.Errorf("the file is shown as\n%s", shown.Text)
	}
}

// TestSecretsAreNotTold writes a secret in every format, with other findings in its
// line and in its stretch.
func TestSecretsAreNotTold(t *testing.T) {
	for _, format := range Formats() {
		got := written(t, sample(message.Chinese), format)
		if strings.Contains(got, number) || strings.Contains(got, number[:7]) {
			t.Errorf("%s tells the number", format)
		}
		if !strings.Contains(got, "110*************58") {
			t.Errorf("%s does not show the masked number", format)
		}
	}
}

func TestSecretWithSeparatorsIsHiddenInArguments(t *testing.T) {
	f := prose.NewFile("content/a.md", []byte("电话 １３９-０000 0000。\n"))
	one := found(f, diag.Error, "ignore-unused", "１３９-０000 0000", nil, "13900000000", "１３９-０000 0000")
	one.Secret = true
	place := one
	place.Start, place.End = 0, 0
	for _, list := range [][]check.Finding{{one}, {place}} {
		r := &Report{Words: message.New(message.English), Findings: list, Source: func(string) *prose.File { return f }}
		for _, format := range Formats() {
			if got := written(t, r, format); strings.Contains(got, "13900000000") || strings.Contains(got, "１３９-０000 0000") {
				t.Errorf("%s: %s", format, got)
			}
		}
	}
}

func TestMaskKeepsPlaces(t *testing.T) {
	for in, want := range map[string]string{
		"":            "",
		"张三":          "＊＊",
		"13900000000": "13*******00",
		number:        "110*************58",
		"a\nb":        "*\n*",
		"é𠮷":          "×＊*",
	} {
		if got := Mask(in); got != want {
			t.Errorf("Mask(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzMask(f *testing.F) {
	for _, s := range []string{"", number, "北京市某区某路 1 号", "é𠮷\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		got := Mask(s)
		if len(got) != len(s) || len(utf16.Encode([]rune(got))) != len(utf16.Encode([]rune(s))) {
			t.Errorf("Mask(%q) = %q has another length", s, got)
		}
		if strings.Count(got, "\n") != strings.Count(s, "\n") {
			t.Errorf("Mask(%q) = %q has other lines", s, got)
		}
		same := 0
		a, b := []rune(s), []rune(strings.ReplaceAll(got, "＊*", "＊"))
		if strings.ContainsAny(s, "*×＊\n") || len(a) != len(b) {
			return
		}
		for i := range a {
			if a[i] == b[i] {
				same++
			}
		}
		if 2*same > len(a) {
			t.Errorf("Mask(%q) = %q shows more than half", s, got)
		}
	})
}

func TestFingerprintsStayWhenLinesMove(t *testing.T) {
	prints := func(text string, more ...string) (out []string) {
		f := prose.NewFile("content/a.md", []byte(text))
		var list []check.Finding
		for at := 0; ; {
			i := strings.Index(f.Text[at:], "帐目")
			if i < 0 {
				break
			}
			at += i
			list = append(list, check.Finding{Start: at, End: at + len("帐目"), Diagnostic: diag.Diagnostic{Pos: f.Position(at), Code: "ignore-unused"}})
			at++
		}
		r := &Report{Words: message.New(message.English), Findings: list, Source: func(string) *prose.File { return f }}
		for e := range r.entries {
			out = append(out, e.fingerprint)
		}
		return out
	}
	before := prints("帐目公开\n\n帐目公开\n")
	after := prints("新的一段\n\n帐目公开\n帐目公开\n")
	if len(before) != 2 || before[0] == before[1] || strings.Join(before, " ") != strings.Join(after, " ") {
		t.Errorf("before %v, after %v", before, after)
	}
	if other := prints("帐目公示\n"); other[0] == before[0] {
		t.Error("another line has the same fingerprint")
	}
}

func TestHTMLEscapesAndNeedsNothing(t *testing.T) {
	got := written(t, sample(message.Chinese), "html")
	for _, bad := range []string{"<script", "style=\"", "<b>电话", "http://", "https://", "ZgotmplZ"} {
		if strings.Contains(got, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	for _, want := range []string{"<mark>帐目</mark>", "示例 &lt;站&gt;", "改为“账目”", "第 5 行第 4 字", `lang="zh-CN"`, "含个人信息，已遮盖"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	none := &Report{Words: message.New(message.Chinese)}
	if got := written(t, none, "html"); !strings.Contains(got, "没有发现问题。") {
		t.Error("nothing found is not said")
	}
}

func TestReportsAreTheSameTwice(t *testing.T) {
	for _, format := range Formats() {
		first, second := written(t, sample(message.Chinese), format), written(t, sample(message.Chinese), format)
		if first != second {
			t.Errorf("%s differs", format)
		}
	}
}
