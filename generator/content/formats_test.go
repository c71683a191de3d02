package content_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"touyan/generator/content"
)

// The same facts, written in YAML, in TOML and in JSON, make the same page,
// whatever signs are in the words.
func TestTheThreeFormatsMakeOnePage(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		facts := randomCase(r)
		texts := []string{
			"---\n" + yamlMap(facts, 0, r) + "---\n正文\n",
			"+++\n" + tomlMap(facts, r) + "+++\n正文\n",
			jsonValue(facts, r) + "\n正文\n",
		}
		var first content.Meta
		for i, text := range texts {
			p, list := content.Parse("cases/x.md", []byte(text), vocabulary())
			if len(list) > 0 {
				t.Fatalf("seed %d: %v in\n%s", seed, list, text)
			}
			if i == 0 {
				first = p.Meta
			} else if !reflect.DeepEqual(first, p.Meta) {
				t.Fatalf("seed %d: got\n%+v\nfrom\n%s\nwant\n%+v\nas from\n%s", seed, p.Meta, text, first, texts[0])
			}
		}
	}
}

// pair and facts are a map in order; other values are strings, numbers, bools,
// and lists of any.
type pair struct {
	key   string
	value any
}
type facts []pair

func randomCase(r *rand.Rand) facts {
	f := facts{
		{"title", words(r)}, {"type", "alliance"}, {"date", "2022-01-05"}, {"started", "2021-03"},
		{"summary", words(r)}, {"weight", r.IntN(100) - 50}, {"draft", r.IntN(2) == 0},
		{"region", list(r, 4)}, {"problems", list(r, 3)}, {"tags", list(r, 5)}, {"lessons", list(r, 3)},
		{"publish_date", "2022-01-05T08:00:00+08:00"}, {"sector", "rural"}, {"organization", words(r)},
		{"cover", facts{{"src", "a.svg"}, {"alt", words(r)}}},
		{"conditions", facts{{"where", words(r)}, {"people", words(r)}}},
	}
	var practices, outcomes, sources []any
	for i := range 1 + r.IntN(3) {
		practices = append(practices, facts{{"title", fmt.Sprint(i, words(r))}, {"detail", words(r)}})
		o := facts{{"indicator", fmt.Sprint(i, words(r))}, {"unit", "万元"}}
		if r.IntN(2) == 0 {
			o = append(o, pair{"values", facts{{"2020", r.IntN(1000)}, {"2021", 46.25}, {"2022", "1,234.5万元"}}})
		} else {
			o = append(o, pair{"value", "1000余元"}, pair{"year", 2022}, pair{"approx", true}, pair{"note", words(r)})
		}
		outcomes = append(outcomes, o)
		sources = append(sources, facts{{"title", words(r)}, {"date", "2022"}, {"url", "https://example.org/?a=1&b=#c"}})
	}
	return append(f, pair{"practices", practices}, pair{"outcomes", outcomes}, pair{"sources", sources})
}

// words draws a text out of signs that mean something to some format.
func words(r *rand.Rand) string {
	signs := []string{"党", "建", "联盟", "：", ": ", "#", " # ", "\"", "'", "\\", "- ", "[", "]", "{", "}", ",", "，", "&", "*", "!", "%", "@", "`", "|", ">", "=", "a", "1", ".", "true", "null", "~", "2022-01-01", "—", "“", "”", "😀", "é"}
	var b strings.Builder
	b.WriteString("字")
	for range 1 + r.IntN(8) {
		b.WriteString(signs[r.IntN(len(signs))])
	}
	if r.IntN(3) == 0 {
		return signs[r.IntN(len(signs))] + strings.TrimSpace(b.String()) + "末"
	}
	return b.String() + "末"
}

// list draws distinct words without the commas that are warned of.
func list(r *rand.Rand, n int) []any {
	var out []any
	for i := range 1 + r.IntN(n) {
		out = append(out, strings.ReplaceAll(fmt.Sprint(words(r), i), "，", "-"))
	}
	return out
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return strings.NewReplacer(`\u0026`, "&", `\u003c`, "<", `\u003e`, ">").Replace(string(b))
}

func yamlMap(f facts, depth int, r *rand.Rand) string {
	var b strings.Builder
	pad := strings.Repeat("  ", depth)
	for _, p := range f {
		switch v := p.value.(type) {
		case facts:
			fmt.Fprintf(&b, "%s%s:\n%s", pad, p.key, yamlMap(v, depth+1, r))
		case []any:
			if _, nested := v[0].(facts); !nested && r.IntN(2) == 0 {
				fmt.Fprintf(&b, "%s%s: %s\n", pad, p.key, flowList(v, r))
				continue
			}
			fmt.Fprintf(&b, "%s%s:\n", pad, p.key)
			for _, item := range v {
				if m, ok := item.(facts); ok {
					text := yamlMap(m, depth+2, r)
					b.WriteString(pad + "  - " + strings.TrimLeft(text, " "))
					continue
				}
				fmt.Fprintf(&b, "%s  - %s\n", pad, yamlScalar(item, r))
			}
		default:
			fmt.Fprintf(&b, "%s%s: %s\n", pad, p.key, yamlScalar(v, r))
		}
	}
	return b.String()
}

func flowList(v []any, r *rand.Rand) string {
	parts := make([]string, len(v))
	for i, item := range v {
		parts[i] = yamlScalar(item, r)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// yamlScalar writes a text plain where YAML reads it as it stands, and else in
// one of the two quotes.
func yamlScalar(v any, r *rand.Rand) string {
	s, ok := v.(string)
	switch {
	case !ok:
		return fmt.Sprint(v)
	case !strings.ContainsAny(s, "\"'\\#:[]{},&*!%@`|>=~-") && s != "true" && s != "null":
		return s
	case r.IntN(2) == 0:
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return quoted(s)
}

func tomlMap(f facts, r *rand.Rand) string {
	var b, tables strings.Builder
	for _, p := range f {
		v, isList := p.value.([]any)
		if isList {
			if _, nested := v[0].(facts); nested && r.IntN(2) == 0 {
				for _, item := range v {
					fmt.Fprintf(&tables, "\n[[%s]]\n", p.key)
					for _, q := range item.(facts) {
						fmt.Fprintf(&tables, "%s = %s\n", q.key, tomlValue(q.value, r))
					}
				}
				continue
			}
		}
		if m, ok := p.value.(facts); ok && r.IntN(2) == 0 {
			for _, q := range m {
				fmt.Fprintf(&b, "%s.%s = %s\n", p.key, q.key, tomlValue(q.value, r))
			}
			continue
		}
		fmt.Fprintf(&b, "%s = %s\n", p.key, tomlValue(p.value, r))
	}
	return b.String() + tables.String()
}

func tomlValue(v any, r *rand.Rand) string {
	switch v := v.(type) {
	case facts:
		parts := make([]string, len(v))
		for i, p := range v {
			parts[i] = p.key + " = " + tomlValue(p.value, r)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = tomlValue(item, r)
		}
		return "[" + strings.Join(parts, ",\n  ") + "]"
	case string:
		if !strings.Contains(v, "'") && r.IntN(2) == 0 {
			return "'" + v + "'"
		}
		if strings.HasPrefix(v, "202") && len(v) == 10 {
			return v // a date
		}
		return quoted(v)
	}
	return fmt.Sprint(v)
}

func jsonValue(v any, r *rand.Rand) string {
	switch v := v.(type) {
	case facts:
		parts := make([]string, len(v))
		for i, p := range v {
			parts[i] = quoted(p.key) + ": " + jsonValue(p.value, r)
		}
		return "{" + strings.Join(parts, ",\n ") + "}"
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = jsonValue(item, r)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case string:
		return quoted(v)
	}
	return fmt.Sprint(v)
}
