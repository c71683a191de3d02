package theme

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestOldBrowsersAreStyled looks in the published style sheets for what Chromium 69
// does not know, where nothing else stands for it. What changes no layout may be
// unknown there: text-wrap, accent-color and their like.
func TestOldBrowsersAreStyled(t *testing.T) {
	// By the version that knows it first, from the browsers' own release notes.
	unknown := regexp.MustCompile(`[:(,\s]((?:min|max|clamp)\(|env\(|color-mix\(|light-dark\(|oklch\(|fit-content\b)` +
		`|:(?:is|where|has)\(|[;{](?:inset|aspect-ratio|margin-inline|margin-block|padding-inline|padding-block|translate|scale|rotate):` +
		`|@(?:layer|container|property)|\b[0-9.]+(?:dvh|svh|lvh|dvw)\b|&`)
	block := regexp.MustCompile(`([^{}]*)\{([^{}]*)\}`)
	sheets := 0
	for _, a := range load(t, nil).Assets() {
		if !strings.HasSuffix(a.Path, ".css") {
			continue
		}
		sheets++
		css := string(a.Data)
		for _, m := range unknown.FindAllStringIndex(css, -1) {
			if at := css[max(0, m[0]-60):min(len(css), m[1]+40)]; !strings.Contains(css[m[0]:m[1]], "minmax(") {
				t.Errorf("%s: Chromium 69 does not know %q in …%s…", a.Path, css[m[0]:m[1]], at)
			}
		}
		for _, rule := range block.FindAllStringSubmatch(css, -1) {
			names := map[string]string{}
			var order []string
			for _, d := range strings.Split(rule[2], ";") {
				name, value, _ := strings.Cut(d, ":")
				order = append(order, name)
				names[name] += value
			}
			// Space between flexible boxes came with 84; a grid's had another name.
			if names["gap"] != "" && !slices.Contains(order, "grid-gap") {
				t.Errorf("%s: %s has a gap that is no grid's", a.Path, rule[1])
			}
			if names["overflow-wrap"] == "anywhere" {
				t.Errorf("%s: %s breaks words nowhere in Chromium 69", a.Path, rule[1])
			}
			// :focus-visible makes its whole rule unknown; nothing may depend on that.
			if strings.Contains(rule[1], ":focus-visible") && !strings.Contains(rule[1], ":focus:not(:focus-visible)") {
				t.Errorf("%s: %s shows a focus that Chromium 69 does not", a.Path, rule[1])
			}
		}
	}
	if sheets == 0 {
		t.Fatal("no style sheets")
	}
}
