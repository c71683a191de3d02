package theme

import (
	"strings"
	"testing"

	"github.com/lucasb-eyer/go-colorful"

	"touyan/generator/diag"
	"touyan/generator/view"
	"touyan/themes"
)

// branded loads the default theme with a site's colours; keys of site.yaml stand
// where their name is long.
func branded(site map[string]string, brand Brand) (*Theme, string) {
	var files []string
	for name, text := range site {
		files = append(files, name, text)
	}
	th, l := LoadBranded(fsOf(files...), themes.FS(), "default", "zh-CN", brand, func(key string) diag.Position {
		return diag.Position{File: "site.yaml", Line: 1, Col: len(key)}
	})
	var b strings.Builder
	for _, d := range l {
		b.WriteString(d.String() + "\n")
	}
	return th, b.String()
}

func styleSheet(t *testing.T, th *Theme) string {
	t.Helper()
	for _, a := range th.Assets() {
		if strings.HasPrefix(a.Path, "assets/site.") && strings.HasSuffix(a.Path, ".css") {
			return string(a.Data)
		}
	}
	t.Fatal("no style sheet")
	return ""
}

// TestAccentCanBeRead gives colours of many hues and looks at every mode of the
// sheet that pages load.
func TestAccentCanBeRead(t *testing.T) {
	for _, given := range []string{"#ad2d1c", "#005bac", "#1b5e20", "#6a1b9a", "#333333", "#7a4a00"} {
		th, found := branded(nil, Brand{Accent: given})
		if found != "" {
			t.Errorf("%s: %s", given, found)
			continue
		}
		all := palettes([]byte(styleSheet(t, th)))
		half := len(all) / 2 // the theme's own come first, the site's repeat them
		if half < 3 || len(all) != 2*half {
			t.Fatalf("%s: %d palettes", given, len(all))
		}
		dark := 0
		for i := range half {
			own, site := all[i], all[half+i]
			if own.selector != site.selector || strings.Join(own.around, "") != strings.Join(site.around, "") {
				t.Errorf("%s: %v %s repeats %v %s", given, site.around, site.selector, own.around, own.selector)
			}
			accent := site.own["accent"]
			for _, g := range own.grounds() {
				if r := contrast(accent, g); r < textContrast {
					t.Errorf("%s: %s on %s has %.2f", given, accent.Hex(), g.Hex(), r)
				}
				if r := contrast(site.own["bar"], g); r < markContrast {
					t.Errorf("%s: the bar %s on %s has %.2f", given, site.own["bar"].Hex(), g.Hex(), r)
				}
			}
			for _, name := range []string{"ink", "ink-soft"} {
				if r := contrast(own.colours[name], site.own["accent-wash"]); r < textContrast {
					t.Errorf("%s: %s on the wash has %.2f", given, name, r)
				}
			}
			if r := contrast(site.own["accent-ink"], accent); r < textContrast {
				t.Errorf("%s: text on the accent has %.2f", given, r)
			}
			if own.dark() {
				dark++
			} else if accent.Hex() != given {
				t.Errorf("%s became %s", given, accent.Hex())
			}
		}
		if dark == 0 {
			t.Error("no dark mode was looked at")
		}
	}
}

func TestAnAccentThatCannotBeReadIsRefused(t *testing.T) {
	for _, c := range []struct {
		brand Brand
		want  string
	}{
		{Brand{Accent: "#ff8888"}, `site.yaml:1:6: error: accent-contrast "accent" "#ff8888" "1.8`},
		{Brand{Accent: "#ffff00"}, `site.yaml:1:6: error: accent-contrast "accent" "#ffff00" "1.0`},
		{Brand{Accent: "#ad2d1c", AccentDark: "#8a1e10"}, `site.yaml:1:11: error: accent-contrast "accent_dark" "#8a1e10"`},
	} {
		_, found := branded(nil, c.brand)
		if !strings.HasPrefix(found, c.want) {
			t.Errorf("%+v: got %s", c.brand, found)
			continue
		}
		// The colour that it names will do.
		words := strings.Split(strings.TrimSpace(found), " ")
		better := strings.Trim(words[len(words)-1], `"`)
		if c.brand.AccentDark != "" {
			c.brand.AccentDark = better
		} else {
			c.brand.Accent = better
		}
		if _, found := branded(nil, c.brand); found != "" {
			t.Errorf("%s is named as the nearest: %s", better, found)
		}
	}
}

func TestNearestColourKeepsItsHue(t *testing.T) {
	paper, _ := colorful.Hex("#f7f3ea")
	pale, _ := colorful.Hex("#7fb2e5")
	_, _, hue := pale.OkLch()
	found := nearest(pale, []colorful.Color{paper}, textContrast)
	if r := contrast(found, paper); r < textContrast || r > textContrast+.2 {
		t.Errorf("%s has contrast %.2f", found.Hex(), r)
	}
	if _, _, h := found.OkLch(); h < hue-3 || h > hue+3 {
		t.Errorf("the hue was %.0f and is %.0f", hue, h)
	}
}

func TestAThemeWithoutAccentSaysSo(t *testing.T) {
	_, l := LoadBranded(small(), nil, "small", "en", Brand{Accent: "#ad2d1c"}, nowhere)
	if len(l) != 1 || l[0].String() != `site.yaml: warning: accent-unused "small"` {
		t.Error(l)
	}
}

func TestColoursChangeTheTheme(t *testing.T) {
	plain, _ := branded(nil, Brand{})
	blue, _ := branded(nil, Brand{Accent: "#005bac"})
	if plain.Print() == blue.Print() {
		t.Error("the pages of a site with another accent would be kept")
	}
}

func TestLogo(t *testing.T) {
	const good = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M0 0h9v9z"/></svg>`
	th, found := branded(map[string]string{"assets/logo.svg": good}, Brand{Logo: "assets/logo.svg"})
	if found != "" {
		t.Fatal(found)
	}
	logo := th.Logo()
	if logo == nil || logo.Width != 300 || logo.Height != 100 || !strings.HasPrefix(logo.URL, "assets/logo.") {
		t.Fatalf("%+v", logo)
	}
	v := plainPage("题")
	v.Site.Logo, v.Base = logo, "../"
	html := renderPage(t, th, v)
	if !strings.Contains(html, `<img class="site-logo" src="../`+logo.URL+`" alt="" width="300" height="100">`) || strings.Contains(html, `class="mark"`) {
		t.Error("the head has another mark")
	}
	if html := renderPage(t, th, &view.Plain{Page: view.Page{Site: &view.Site{Title: "站"}}}); !strings.Contains(html, `class="mark"`) {
		t.Error("without a logo there is no mark")
	}
	for _, c := range []struct{ name, file, want string }{
		{"assets/logo.svg", "", `site.yaml:1:4: error: logo-missing "assets/logo.svg" "assets/goose.svg"`},
		{"assets/site.css", "", `site.yaml:1:4: error: logo-missing "assets/site.css"`},
		{"assets/_logo.svg", good, `site.yaml:1:4: error: logo-missing "assets/_logo.svg"`},
		{"assets/a.svg", "<svg>\n<script/></svg>", `assets/a.svg:2:1: error: unsafe-picture "<script>"`},
		{"assets/a.svg", "<svg>", `assets/a.svg:1:6: error: broken-picture`},
		{"assets/a.svg", "<svg/>", `site.yaml:1:4: error: logo-size "assets/a.svg"`},
		{"assets/a.png", "no png", `site.yaml:1:4: error: broken-image "assets/a.png"`},
		{"assets/a.svg", `<svg viewBox="0 0 9 9"><!--` + strings.Repeat("x", 200<<10) + `--></svg>`, `site.yaml:1:4: warning: logo-heavy "assets/a.svg" "200" "100"`},
	} {
		site := map[string]string{}
		if c.file != "" {
			site[c.name] = c.file
		}
		if _, found := branded(site, Brand{Logo: c.name}); !strings.HasPrefix(found, c.want) {
			t.Errorf("%s: got %s want %s", c.name, found, c.want)
		}
	}
}
