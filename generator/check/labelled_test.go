package check

import (
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"touyan/generator/check/privacy"
	"touyan/generator/config"
)

// labelled is a text of the labelled set of package privacy, and how many pieces of
// personal data of each code are in it.
type labelled struct {
	text  string
	codes map[string]int
}

// labelledSet reads every nth text of the set; its form is described in
// privacy/internal/gen.
func labelledSet(t *testing.T, every int) []labelled {
	t.Helper()
	var all []labelled
	for _, name := range []string{"generated.txt", "written.txt"} {
		raw, err := os.ReadFile("privacy/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n") {
			if i%every != 0 {
				continue
			}
			text, err := strconv.Unquote(`"` + strings.ReplaceAll(line, `"`, `\"`) + `"`)
			if err != nil {
				t.Fatal(name, i+1, err)
			}
			one := labelled{codes: map[string]int{}}
			for {
				before, rest, ok := strings.Cut(text, "⟦")
				one.text += before
				if !ok {
					break
				}
				span, behind, _ := strings.Cut(rest, "⟧")
				code, value, _ := strings.Cut(span, ":")
				one.codes[code]++
				one.text += value
				text = behind
			}
			all = append(all, one)
		}
	}
	return all
}

// escaped writes a text so that Markdown takes it for text.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_{}[]()<>#+-.!|&~:=\"'$^@/", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// inLine writes line ends as spaces.
func inLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// TestLabelledOnPages holds the whole way from a file to its findings to recall of
// 99.5 % and precision of 98 % on the labelled set, wherever on a page a text stands.
func TestLabelledOnPages(t *testing.T) {
	set := labelledSet(t, 5)
	k, _ := New(config.Default())
	kinds := map[string]bool{}
	for _, kind := range privacy.Kinds() {
		kinds[kind.Code()] = true
	}
	const head = "---\ntitle: t\n---\n\n"
	for name, page := range map[string]func(string) string{
		"a paragraph": func(s string) string {
			// A blank line or a space at a line's end would be a page of another text.
			return head + "甲 " + escaped(s) + "\n"
		},
		"a cell":        func(s string) string { return head + "| 事项 |\n|---|\n| " + escaped(inLine(s)) + " |\n" },
		"a description": func(s string) string { return head + "![甲 " + escaped(inLine(s)) + "](a.jpg)\n" },
		"a value": func(s string) string {
			return "---\ntitle: t\nsummary: '甲 " + strings.ReplaceAll(inLine(s), "'", "''") + "'\n---\n"
		},
	} {
		t.Run(name, func(t *testing.T) {
			spans, found, matches := 0, 0, 0
			var wrong []string
			for _, one := range set {
				p := pageOf(t, "about.md", page(one.text))
				got := map[string]int{}
				for _, f := range k.Settle(k.Page(p), nil) {
					if kinds[f.Code] {
						got[f.Code]++
					}
				}
				for code := range kinds {
					spans, matches, found = spans+one.codes[code], matches+got[code], found+min(one.codes[code], got[code])
				}
				if !maps.Equal(one.codes, got) {
					wrong = append(wrong, strings.Join([]string{strconv.Quote(one.text), "want", fmtCodes(one.codes), "got", fmtCodes(got)}, " "))
				}
			}
			recall, precision := 100*float64(found)/float64(spans), 100*float64(found)/float64(matches)
			t.Logf("recall %.2f %% of %d, precision %.2f %% of %d", recall, spans, precision, matches)
			if recall < 99.5 || precision < 98 {
				t.Errorf("recall %.2f %%, precision %.2f %%:\n%s", recall, precision, strings.Join(wrong[:min(len(wrong), 40)], "\n"))
			}
		})
	}
}

func fmtCodes(codes map[string]int) string {
	var list []string
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		list = append(list, code+"×"+strconv.Itoa(codes[code]))
	}
	return strings.Join(list, ",")
}
