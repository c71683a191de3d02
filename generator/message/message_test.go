package message

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"touyan/generator/diag"
)

func all() []words { return slices.Concat(tables()...) }

func TestEveryEntryIsWholeAndOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range all() {
		if seen[w.key] {
			t.Errorf("%s stands in the catalogue twice", w.key)
		}
		seen[w.key] = true
		if strings.TrimSpace(w.zh) == "" || strings.TrimSpace(w.en) == "" {
			t.Errorf("%s lacks words in a language", w.key)
		}
	}
	for key := range seen {
		code, isMend := strings.CutSuffix(key, ".mend")
		if isMend && !strings.Contains(code, ".") && !seen[code] {
			t.Errorf("%s is the mend of nothing", key)
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([-+# 0.]*\d*)([a-zA-Z%])`)

// verbs returns the numbered verbs of a text in order, each once.
func verbs(text string) []string {
	var out []string
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		if m[3] != "%" {
			out = append(out, m[1]+m[3])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestBothLanguagesSayTheSameFacts(t *testing.T) {
	for _, w := range all() {
		zh, en := verbs(w.zh), verbs(w.en)
		if !slices.Equal(zh, en) {
			t.Errorf("%s: Chinese uses %v, English %v", w.key, zh, en)
		}
		for _, v := range zh {
			if v[0] < '1' || v[0] > '9' {
				t.Errorf("%s: verb %%%s has no number", w.key, v)
			}
		}
	}
}

// TestDiagnosticsTakeStrings guards the rule that a diagnostic's numbers are
// never grouped: its words must not ask for a number.
func TestDiagnosticsTakeStrings(t *testing.T) {
	for _, w := range all() {
		if code := strings.TrimSuffix(w.key, ".mend"); strings.Contains(code, ".") {
			continue
		}
		for _, v := range verbs(w.zh) {
			if !strings.ContainsAny(v[len(v)-1:], "svq") {
				t.Errorf("%s: verb %%%s will get a string", w.key, v)
			}
		}
	}
}

func TestCountsAreGroupedAndYearsAreNot(t *testing.T) {
	if got := New(English).Text("build.indexed.of", 12345); got != "12,345 documents" {
		t.Errorf("a count came out as %q", got)
	}
	d := diag.Diagnostic{Pos: diag.Position{File: "content/x.md", Line: 12345, Col: 2}, Code: "no-such-code", Args: []any{2022}}
	if got := New(English).Diagnostic(d); got != "content/x.md:12345:2: error: no-such-code: no-such-code: 2022" {
		t.Errorf("a diagnostic came out as %q", got)
	}
}

func TestDiagnosticHasAPlaceACodeAndAMend(t *testing.T) {
	d := diag.Diagnostic{
		Pos:  diag.Position{File: "content/x.md", Line: 3, Col: 7},
		Code: "error.machine", Severity: diag.Warning, Args: []any{"磁盘"},
	}
	p := New(Chinese)
	if got, want := p.Diagnostic(d), "content/x.md:3:7: warning: error.machine: 没有做成：磁盘"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	d.Pos = diag.Position{}
	if got, want := p.Diagnostic(d), "warning: error.machine: 没有做成：磁盘"; got != want {
		t.Errorf("without a place got %q, want %q", got, want)
	}
	d.Args = []any{""}
	if got, want := p.Message(d), "没有做成：（无）"; got != want {
		t.Errorf("an empty argument gives %q, want %q", got, want)
	}
	d.Code = "error.index"
	if got := p.Diagnostic(d); !strings.Contains(got, "\n    先用 touyan build") {
		t.Errorf("no mend on the next line: %q", got)
	}
}

func TestTextNeverGivesATerminalOrders(t *testing.T) {
	hostile := "a\x1b[31m\nb\u202ec\xff\x9b"
	got := New(Chinese).Text("error.machine", hostile)
	if want := "没有做成：a\\u001b[31m⏎b\\u202ec\uFFFD"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := New(Chinese).Text("no.such", hostile); strings.ContainsAny(got, "\x1b\n") {
		t.Errorf("unknown key lets %q through", got)
	}
}

func TestLanguageChoice(t *testing.T) {
	for _, c := range []struct {
		tags []string
		want Language
	}{
		{[]string{"en"}, English},
		{[]string{"en-GB"}, English},
		{[]string{"en_US.UTF-8"}, English},
		{[]string{"zh"}, Chinese},
		{[]string{"zh_CN.GB18030"}, Chinese},
		{[]string{"zh-Hant-TW"}, Chinese},
		{[]string{"sr_RS@latin", "en"}, English},
		{[]string{"", "!!", "en"}, English},
		{[]string{"", ""}, Chinese},
		{nil, Chinese},
	} {
		if got := Choose(c.tags...); got != c.want {
			t.Errorf("Choose(%q) = %s, want %s", c.tags, got, c.want)
		}
	}
}

func TestLocaleOfTheEnvironment(t *testing.T) {
	for _, c := range []struct{ all, messages, lang, want string }{
		{"", "", "zh_CN.UTF-8", "zh_CN.UTF-8"},
		{"", "en_US", "zh_CN.UTF-8", "en_US"},
		{"en_US", "zh_CN", "zh_CN", "en_US"},
		{"C.UTF-8", "", "zh_CN", ""},
		{"", "", "POSIX", ""},
		{"", "", "", ""},
	} {
		env := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := Locale(func(k string) string { return env[k] }); got != c.want {
			t.Errorf("Locale(%v) = %q, want %q", env, got, c.want)
		}
	}
}
