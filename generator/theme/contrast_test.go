package theme

import (
	"io/fs"
	"maps"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"touyan/themes"
)

// TestColoursCanBeRead computes the contrast of the theme's colours in each mode:
// WCAG 2.1 AA asks 4.5 of text and 3 of marks that carry meaning.
func TestColoursCanBeRead(t *testing.T) {
	css, err := fs.ReadFile(themes.FS(), "default/assets/_token.css")
	if err != nil {
		t.Fatal(err)
	}
	rule := func(selector string) string {
		_, rest, ok := strings.Cut(string(css), selector+" {")
		if !ok {
			t.Fatalf("no rule of %s", selector)
		}
		body, _, _ := strings.Cut(rest, "}")
		return body
	}
	_, system, _ := strings.Cut(string(css), "@media (prefers-color-scheme: dark)")
	_, system, _ = strings.Cut(system, ":root:not([data-theme]) {")
	system, _, _ = strings.Cut(system, "}")
	dark := rule(`:root[data-theme="dark"]`)
	if a, b := colours(system), colours(dark); len(a) == 0 || !maps.Equal(a, b) {
		t.Errorf("the dark mode of the system is not that of the panel: %v, %v", a, b)
	}
	print, err := fs.ReadFile(themes.FS(), "default/assets/_print.css")
	if err != nil {
		t.Fatal(err)
	}
	for mode, css := range map[string]string{
		"light": rule(":root"), "dark": dark, "print": string(print),
		"more contrast": rule(`:root[data-contrast="more"]`), "more contrast, dark": rule(`:root[data-contrast="more"][data-theme="dark"]`),
	} {
		c := colours(css)
		for _, back := range []string{"paper", "surface", "sunk", "accent-wash"} {
			for _, front := range []string{"ink", "ink-soft", "accent"} {
				atLeast(t, 4.5, mode, c, front, back)
			}
			atLeast(t, 3, mode, c, "bar", back)
		}
		atLeast(t, 4.5, mode, c, "accent-ink", "accent")
		atLeast(t, 3, mode, c, "line-strong", "surface")
		atLeast(t, 3, mode, c, "line-strong", "paper")
	}
}

func colours(css string) map[string][3]float64 {
	all := map[string][3]float64{}
	for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{3,6});`).FindAllStringSubmatch(css, -1) {
		hex := m[2]
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		var rgb [3]float64
		for i := range rgb {
			n, _ := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
			rgb[i] = float64(n) / 255
		}
		all[m[1]] = rgb
	}
	return all
}

func atLeast(t *testing.T, want float64, mode string, c map[string][3]float64, front, back string) {
	t.Helper()
	f, ok1 := c[front]
	b, ok2 := c[back]
	if !ok1 || !ok2 {
		t.Fatalf("%s: no colour %s or %s", mode, front, back)
	}
	x, y := luminance(f), luminance(b)
	if got := (max(x, y) + .05) / (min(x, y) + .05); got < want {
		t.Errorf("%s: %s on %s has contrast %.2f, below %v", mode, front, back, got, want)
	}
}

func luminance(rgb [3]float64) float64 {
	for i, v := range rgb {
		if v <= .04045 {
			rgb[i] = v / 12.92
		} else {
			rgb[i] = math.Pow((v+.055)/1.055, 2.4)
		}
	}
	return .2126*rgb[0] + .7152*rgb[1] + .0722*rgb[2]
}
