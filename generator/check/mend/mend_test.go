package mend

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"touyan/generator/check"
	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/markup"
	"touyan/generator/prose"
)

// rule is a wrong text and what to write instead.
type rule struct{ wrong, right string }

// reader reads files as a build does; what it finds is every wrong text of the rules,
// wherever it stands.
func reader(rules ...rule) Reader {
	c := config.Default()
	words := content.Vocabulary{Types: config.IDs(c.Types), Sectors: config.IDs(c.Sectors), Levels: config.IDs(c.Levels)}
	cut := markup.New(markup.Options{})
	return func(raw []byte) (*check.Page, []check.Finding, int) {
		p, faults := content.Parse("cases/a.md", raw, words)
		if p == nil {
			return nil, nil, faults.Errors()
		}
		f := prose.NewFile("content/cases/a.md", raw)
		body := p.BodyOffset(f)
		page := &check.Page{File: f, Content: p, Body: body, Pieces: append(content.Facts(f), cut.Pieces(f.Text[body:], body)...)}
		var found []check.Finding
		for _, r := range rules {
			for at := 0; ; {
				i := strings.Index(f.Text[at:], r.wrong)
				if i < 0 {
					break
				}
				at += i
				found = append(found, check.Finding{
					Start: at, End: at + len(r.wrong), Fix: &check.Fix{Text: r.right, Safe: true},
					Diagnostic: diag.Diagnostic{Pos: f.Position(at)},
				})
				at += len(r.wrong)
			}
		}
		return page, found, faults.Errors()
	}
}

func TestWhatIsMendedAndWhatIsNot(t *testing.T) {
	const head = "---\ntitle: 一\n---\n"
	wrong := rule{"帐目", "账目"}
	for name, c := range map[string]struct {
		in, want string
		rules    []rule
	}{
		"paragraph":           {in: "帐目公开\n", want: "账目公开\n"},
		"heading":             {in: "## 帐目\n", want: "## 账目\n"},
		"cell":                {in: "| 帐目 |\n|---|\n| 帐目 |\n", want: "| 账目 |\n|---|\n| 账目 |\n"},
		"description":         {in: "![帐目](帐目.png)\n", want: "![账目](帐目.png)\n"},
		"emphasis":            {in: "**帐目**\n", want: "**账目**\n"},
		"link":                {in: "[帐目](https://example.org/帐目)\n", want: "[账目](https://example.org/帐目)\n"},
		"bare address":        {in: "https://example.org/abc abc\n", want: "https://example.org/abc abd\n", rules: []rule{{"abc", "abd"}}},
		"quotation marks":     {in: "他说“帐目公开”，帐目\n", want: "他说“帐目公开”，账目\n"},
		"nested marks":        {in: "“一‘二’帐目”「帐目」《帐目》\"帐目\"\n"},
		"mark that is open":   {in: "“帐目\n\n帐目\n", want: "“帐目\n\n账目\n"},
		"block quotation":     {in: "> 帐目\n\n帐目\n", want: "> 帐目\n\n账目\n"},
		"code":                {in: "`帐目`\n\n```\n帐目\n```\n\n    帐目\n"},
		"HTML and comments":   {in: "<!-- 帐目 -->\n\n<div>帐目</div>\n"},
		"reference":           {in: "帐&#30446;\n", rules: []rule{{"&#30446;", "目"}}},
		"two that overlap":    {in: "甲乙丙\n", want: "一丙\n", rules: []rule{{"甲乙", "一"}, {"乙丙", "二"}}},
		"one makes the next":  {in: "甲甲\n", want: "丙\n", rules: []rule{{"甲甲", "乙"}, {"乙", "丙"}}},
		"in a circle":         {in: "甲\n", want: "乙\n", rules: []rule{{"甲", "乙"}, {"乙", "甲"}}},
		"would be a list":     {in: "1.甲，帐目\n", want: "1.甲，账目\n", rules: []rule{{"1.", "1. "}, wrong}},
		"would be a heading":  {in: "甲\n\n帐目\n", want: "甲\n\n账目\n", rules: []rule{{"甲", "# 甲"}, wrong}},
		"would open emphasis": {in: "甲 乙*丙*\n", rules: []rule{{"甲", "*甲"}}},
		"line ends and blanks": {
			in: "帐目  \r\n二\r\n\t\n帐目", want: "账目  \r\n二\r\n\t\n账目",
		},
		"half a line end": {in: "甲\r\n乙\n", rules: []rule{{"甲\n", "甲"}}},
		"control":         {in: "甲\n", rules: []rule{{"甲", "甲\n"}, {"甲", "\x00"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if c.rules == nil {
				c.rules = []rule{wrong}
			}
			if c.want == "" {
				c.want = c.in
			}
			read := reader(c.rules...)
			for _, mark := range []string{"", "\xEF\xBB\xBF"} {
				if got := Page([]byte(mark+head+c.in), read); string(got.Text) != mark+head+c.want {
					t.Errorf("got %q, want %q", got.Text, mark+head+c.want)
				}
			}
		})
	}
}

func TestFrontMatter(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"YAML": {
			in:   "---\r\ntitle: 帐目\r\nslug: 帐目\r\ntags: [帐目]\r\norganization: 帐目\r\nlessons:\r\n  - 帐目 # 帐目\r\npractices:\r\n  - title: \"帐目\"\r\n    detail: |\r\n      一帐目\r\n      二\r\nsources:\r\n  - title: 帐目\r\n---\r\n",
			want: "---\r\ntitle: 账目\r\nslug: 帐目\r\ntags: [帐目]\r\norganization: 帐目\r\nlessons:\r\n  - 账目 # 帐目\r\npractices:\r\n  - title: \"账目\"\r\n    detail: |\r\n      一账目\r\n      二\r\nsources:\r\n  - title: 帐目\r\n---\r\n",
		},
		"TOML": {in: "+++\ntitle = \"帐目\"\n\"帐目\" = 1\n+++\n", want: "+++\ntitle = \"账目\"\n\"帐目\" = 1\n+++\n"},
		"JSON": {in: "{\n\"title\": \"帐目\", \"帐目\": 1}\n", want: "{\n\"title\": \"账目\", \"帐目\": 1}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Page([]byte(c.in), reader(rule{"帐目", "账目"})); string(got.Text) != c.want {
				t.Errorf("got\n%s\nwant\n%s", got.Text, c.want)
			}
		})
	}
}

// TestYAMLThatWouldBreak gives a value a sign that has a meaning in YAML.
func TestYAMLThatWouldBreak(t *testing.T) {
	in := "---\ntitle: 甲\nsummary: 乙\n---\n丙\n"
	got := Page([]byte(in), reader(rule{"甲", "甲: 丁"}, rule{"乙", "[乙"}, rule{"丙", "丁"}))
	if want := strings.Replace(in, "丙", "丁", 1); string(got.Text) != want || got.Mended != 1 || got.Refused == 0 {
		t.Errorf("got %d mended, %d refused, %q", got.Mended, got.Refused, got.Text)
	}
}

func TestSecretsAndUnsafeFixesStay(t *testing.T) {
	in := []byte("---\ntitle: 一\n---\n甲乙\n")
	for name, change := range map[string]func(*check.Finding){
		"unsafe": func(f *check.Finding) { f.Fix.Safe = false },
		"secret": func(f *check.Finding) { f.Secret = true },
		"none":   func(f *check.Finding) { f.Fix = nil },
		"whole":  func(f *check.Finding) { f.Start, f.End = 0, 0 },
		"beyond": func(f *check.Finding) { f.End = 1000 },
	} {
		read := func(raw []byte) (*check.Page, []check.Finding, int) {
			page, found, n := reader(rule{"甲", "丙"})(raw)
			for i := range found {
				change(&found[i])
			}
			return page, found, n
		}
		if got := Page(in, read); !bytes.Equal(got.Text, in) || got.Mended != 0 {
			t.Errorf("%s: %q", name, got.Text)
		}
	}
}

// FuzzPage holds for any file: what is quoted, code or a key stays, the page has the same
// pieces, and mending again changes nothing.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: 甲,乙\n---\n\n# 甲,乙\n\n“甲,乙”甲,乙 `甲,乙`\r\n\r\n> 甲,乙\n\n- 甲,乙\n",
		"\xEF\xBB\xBF+++\r\ntitle = \"甲,乙\"\r\n+++\r\n甲,乙 **甲,乙**\r\n", "{\"title\": \"甲,乙\"}\n| 甲,乙 | 二 |\n|---|---|\n| 1 | 甲,乙 |\n", "---\n甲,乙: 甲,乙\n---\n",
	} {
		f.Add([]byte(s))
	}
	read := reader(rule{",", "，"}, rule{"  ", " "}, rule{"甲", "*"}, rule{"乙", "“"}, rule{"1.", "1. "})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 4000 {
			return
		}
		got := Page(raw, read)
		if got.Mended == 0 && !bytes.Equal(got.Text, raw) {
			t.Fatal("changed without a fix")
		}
		if !utf8.Valid(raw) || got.Mended == 0 {
			return
		}
		if bytes.Count(got.Text, []byte("\n")) != bytes.Count(raw, []byte("\n")) || bytes.Count(got.Text, []byte("\r\n")) != bytes.Count(raw, []byte("\r\n")) {
			t.Fatalf("other line ends in %q", got.Text)
		}
		was, _, _ := read(raw)
		is, _, faults := read(got.Text)
		if is == nil || len(is.Pieces) != len(was.Pieces) {
			t.Fatalf("another page: %q from %q, %d faults", got.Text, raw, faults)
		}
		for i, p := range was.Pieces {
			q := is.Pieces[i]
			if p.Kind != q.Kind || p.Key != q.Key {
				t.Fatalf("another piece in %q from %q", got.Text, raw)
			}
			if (!open(&p) || p.Quoted) && p.Text != q.Text {
				t.Fatalf("%q became %q", p.Text, q.Text)
			}
		}
	})
}

func TestDiff(t *testing.T) {
	if got := Diff("content/村.md", "一\r\n二\r\n", "一\r\n三\r\n"); got != "--- a/content/村.md\n+++ b/content/村.md\n@@ -1,2 +1,2 @@\n 一\n-二\n+三\n" {
		t.Error(got)
	}
	if got := Diff("a", "一\n", "一\n"); got != "" {
		t.Error(got)
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "村.md")
	mustWrite(t, name, "一", 0o640)
	if err := Write(dir, "村.md", []byte("一"), []byte("二")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := Write(dir, "村.md", []byte("一"), []byte("三")); !errors.Is(err, ErrChanged) {
		t.Errorf("a changed file gives %v", err)
	}
	if got, _ := os.ReadFile(name); string(got) != "二" {
		t.Errorf("the file holds %q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".touyan-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestWriteThroughLinks(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	mustWrite(t, filepath.Join(dir, "a.md"), "一", 0o644)
	mustWrite(t, filepath.Join(other, "b.md"), "一", 0o644)
	for from, to := range map[string]string{"in.md": "a.md", "out.md": filepath.Join(other, "b.md")} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Skip(err)
		}
	}
	if err := Write(dir, "in.md", []byte("一"), []byte("二")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(filepath.Join(dir, "in.md")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
	if got, _ := os.ReadFile(filepath.Join(dir, "a.md")); string(got) != "二" {
		t.Errorf("the file holds %q", got)
	}
	if err := Write(dir, "out.md", []byte("一"), []byte("二")); err == nil {
		t.Error("a file outside was written")
	}
}

func mustWrite(t *testing.T, name, text string, mode fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func TestWriteLeavesWhatMayNotBeWritten(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everything")
	}
	dir := t.TempDir()
	mustWrite(t, filepath.Join(dir, "a.md"), "一", 0o444)
	if err := Write(dir, "a.md", []byte("一"), []byte("二")); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v", err)
	}
}
