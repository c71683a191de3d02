package theme

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// catalogue holds the words of one language.
type catalogue struct {
	language string
	texts    map[string]text
	// extra are the keys that only the site's own i18n files have.
	extra map[string]diag.Position
	// groups are those that templates ask for with word.
	groups []string
}

// text is words cut at their arguments: parts[0], argument args[0], parts[1] …
type text struct {
	parts []string
	args  []int // from 0
}

// wordError is a key without words.
type wordError struct{ key, nearest string }

func (e *wordError) Error() string { return fmt.Sprintf("no words under %q", e.key) }

// readWords reads the files of the language; nil where there are none. at is where
// the site asks for the language.
func readWords(f files, language string, at diag.Position, l *diag.List) *catalogue {
	names := languageFiles(f, language)
	if len(names) == 0 {
		l.Add(at, "theme-language", language, strings.Join(languages(f), ", "))
		return nil
	}
	c := &catalogue{
		language: language, texts: map[string]text{}, extra: map[string]diag.Position{},
		groups: []string{"change.", "year", "date.", "month.", "chart.", "case.member", "column."}, // asked for by the functions change, chart, network, date and tags
	}
	for _, own := range []bool{false, true} {
		for _, name := range names {
			for _, v := range f[name] {
				if v.own == own {
					c.add(v, l)
				}
			}
		}
	}
	return c
}

// languageFiles returns the i18n files of a language, the most general first;
// where it has none, those of another region (zh-CN for zh-SG).
func languageFiles(f files, language string) []string {
	tag := strings.ToLower(language)
	primary, _, _ := strings.Cut(tag, "-")
	var found, kin []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		lang, ok := languageOf(name)
		switch lower := strings.ToLower(lang); {
		case !ok:
		case tag == lower || strings.HasPrefix(tag, lower+"-"):
			found = append(found, name)
		case strings.HasPrefix(lower, primary+"-"):
			kin = append(kin, name)
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	if len(found) == 0 && len(kin) > 0 {
		found = kin[:1]
	}
	return found
}

// languageOf returns the language of an i18n file.
func languageOf(name string) (string, bool) {
	dir, base := path.Split(name)
	lang, ok := strings.CutSuffix(base, ".yaml")
	return lang, ok && dir == "i18n/"
}

func languages(f files) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if lang, ok := languageOf(name); ok {
			all = append(all, lang)
		}
	}
	return all
}

// add reads one file over what there is.
func (c *catalogue) add(v file, l *diag.List) {
	n, bad := strict.Parse(strict.YAML, v.path, 1, v.data)
	*l = append(*l, bad...)
	if n == nil {
		return
	}
	for _, e := range n.Entries {
		if !e.Value.IsScalar() {
			l.Add(e.Pos, "word-type", e.Key)
			continue
		}
		if _, known := c.texts[e.Key]; !known && v.own {
			c.extra[e.Key] = e.Pos
		}
		c.texts[e.Key] = parseText(e.Value.Text)
	}
}

// parseText cuts words at {1}, {2} … {9}.
func parseText(s string) text {
	var t text
	from := 0
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '{' && s[i+1] >= '1' && s[i+1] <= '9' && s[i+2] == '}' {
			t.parts = append(t.parts, s[from:i])
			t.args = append(t.args, int(s[i+1]-'1'))
			from = i + 3
		}
	}
	t.parts = append(t.parts, s[from:])
	return t
}

// word GROUP NAME ARG… returns the words under the key GROUP.NAME, for keys whose
// last part is a view's: word "condition" .Key.
func (c *catalogue) word(group, name string, args ...any) (string, error) {
	return c.t(group+"."+name, args...)
}

// t KEY ARG… returns the words under a key of the theme's i18n files, with {1},
// {2} … replaced by the arguments; KEY.one is taken, where it exists, when the
// first argument is the number 1. A key without words is an error.
func (c *catalogue) t(key string, args ...any) (string, error) {
	w, ok := c.texts[key]
	if !ok {
		return "", &wordError{key, c.nearest(key)}
	}
	if len(w.args) == 0 {
		return w.parts[0], nil
	}
	if len(args) > 0 && args[0] == 1 {
		if one, ok := c.texts[key+".one"]; ok {
			w = one
		}
	}
	var b strings.Builder
	b.Grow(64)
	for i, n := range w.args {
		b.WriteString(w.parts[i])
		if n >= len(args) {
			return "", fmt.Errorf("words %q need argument {%d}", key, n+1)
		}
		b.WriteString(plain(args[n]))
	}
	b.WriteString(w.parts[len(w.parts)-1])
	return b.String(), nil
}

func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	default:
		return fmt.Sprint(v)
	}
}

// nearest returns the key most like one that has no words.
func (c *catalogue) nearest(key string) string {
	others := slices.Sorted(maps.Keys(c.texts))
	return strict.Nearest(key, slices.DeleteFunc(others, func(k string) bool { return k == key }))
}
