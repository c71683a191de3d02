package strict

import (
	"strings"
	"testing"
	"unicode/utf8"

	"touyan/generator/diag"
)

// Any input gives a tree or findings, never a panic, and every place lies within
// the file; a plain value of one line stands where its node says.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"title: 网格\ntags: [a, \"b\"]\n", "a:\n  - b: 1\n    c: |\n      x\n  - d\n", "a: \"x\n  y\"\nb: 'z'\n", "a:\tb\n",
		"title = \"网格\"\n[a.b]\nc = [1, {d = '''x'''}]\n[[e]]\nf.g = 2022-01-01\n",
		"{\"a\": [1, true, null, \"x\\u4e00\"], \"b\": {}}", "a: x\n  - y\n", "{a: 1, b: }", "? a\n: b\n", "a: >+\n\n  x\n\n",
	} {
		for format := range uint8(3) {
			f.Add(format, s)
		}
	}
	f.Fuzz(func(t *testing.T, format uint8, text string) {
		if !utf8.ValidString(text) || len(text) > 10_000 {
			return
		}
		n, list := Parse(Format(format%3), "f", 1, []byte(text))
		if n == nil && len(list) == 0 {
			t.Fatal("neither a tree nor findings")
		}
		clean := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\uFEFF"))
		lines := strings.Split(clean, "\n")
		inside := func(pos diag.Position) string {
			if pos.Line < 1 || pos.Line > len(lines) || pos.Col < 1 || pos.Col > utf8.RuneCountInString(lines[pos.Line-1])+1 {
				t.Fatalf("%v is outside the file", pos)
			}
			return string([]rune(lines[pos.Line-1])[pos.Col-1:])
		}
		for _, d := range list {
			inside(d.Pos)
		}
		if n == nil {
			return
		}
		each(n, func(pos diag.Position, text string) {
			rest := inside(pos)
			if rest == "" || strings.ContainsRune("\"'|>", rune(rest[0])) || strings.ContainsAny(text, " \t\r\n") {
				return
			}
			if !strings.HasPrefix(rest, text) {
				t.Fatalf("%v has %q, not %q", pos, rest, text)
			}
		})
		var into struct {
			Title string   `key:"title"`
			Tags  []string `key:"tags"`
			A     []struct {
				B int `key:"b"`
			} `key:"a"`
		}
		Decode(n, &into, &list)
	})
}
