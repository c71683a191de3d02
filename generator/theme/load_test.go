package theme

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"touyan/generator/diag"
	"touyan/generator/view"
	"touyan/themes"
)

// fsOf makes a file system of pairs of name and text.
func fsOf(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

// small is a whole theme of a few lines, as a site may bring one.
func small(files ...string) fstest.MapFS {
	m := fsOf(
		"themes/small/theme.yaml", "name: small\n",
		"themes/small/i18n/en.yaml", "hello: Hello {1}\n"+titleWords(),
		"themes/small/layouts/page.html", "{{.Layout}} {{.Common.Title}}",
	)
	for name, f := range fsOf(files...) {
		m[name] = f
	}
	return m
}

// nowhere is a site.yaml of which only the name is known.
func nowhere(string) diag.Position { return diag.Position{File: "site.yaml"} }

// titleWords are the words that every theme needs.
func titleWords() string {
	var b strings.Builder
	for _, key := range titles() {
		b.WriteString(key + ": x\n")
	}
	return b.String()
}

func renderPage(t *testing.T, th *Theme, v view.View) string {
	t.Helper()
	var b strings.Builder
	if err := th.Render(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func plainPage(title string) *view.Plain {
	return &view.Plain{Page: view.Page{Site: &view.Site{Language: "en"}, Title: title, Path: "a.html"}}
}

func TestFilesOverrideOneAnother(t *testing.T) {
	const own, copied, builtin = "layouts/plain.html", "themes/t/layouts/plain.html", "t/layouts/plain.html"
	base := fsOf("t/theme.yaml", "name: t\n", "t/i18n/en.yaml", titleWords(), "t/layouts/page.html", "page")
	for _, test := range []struct {
		name    string
		site    fstest.MapFS
		builtin string
		want    string
	}{
		{"page.html stands in", nil, "", "page"},
		{"the built-in file", nil, "builtin", "builtin"},
		{"the site's copy of the theme", fsOf(copied, "copy"), "builtin", "copy"},
		{"the site's own file", fsOf(copied, "copy", own, "own"), "builtin", "own"},
		{"a copy's page.html does not replace plain.html", fsOf("themes/t/layouts/page.html", "other"), "builtin", "builtin"},
	} {
		t.Run(test.name, func(t *testing.T) {
			all := fsOf()
			for n, f := range base {
				all[n] = f
			}
			if test.builtin != "" {
				all[builtin] = &fstest.MapFile{Data: []byte(test.builtin)}
			}
			th, l := Load(test.site, all, "t", "en", nowhere)
			if th == nil {
				t.Fatal(l)
			}
			if got := renderPage(t, th, plainPage("")); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestOneStringCanBeReplaced(t *testing.T) {
	th := load(t, fsOf("i18n/zh-CN.yaml", "nav.skip: 直达正文\n"))
	html := renderPage(t, th, demo()["about.html"])
	if !strings.Contains(html, "直达正文") || !strings.Contains(html, "主菜单") {
		t.Error("the site's words do not stand beside the theme's")
	}
}

func TestThemeOfOnePage(t *testing.T) {
	th, l := Load(small(), themes.FS(), "small", "en-GB", nowhere)
	if th == nil {
		t.Fatal(l)
	}
	if got := renderPage(t, th, plainPage("Title")); got != "plain Title" {
		t.Errorf("got %q", got)
	}
}

func TestPrintFollowsEveryFile(t *testing.T) {
	seen := map[uint64]string{load(t, nil).Print(): "the theme as it is"}
	for name, text := range map[string]string{
		"layouts/about.txt": "x", "assets/a.txt": "x", "assets/_token.css": "a{}",
		"i18n/zh-CN.yaml": "nav.skip: x", "layouts/partials/mark.html": "",
	} {
		p := load(t, fsOf(name, text)).Print()
		if other, ok := seen[p]; ok {
			t.Errorf("%s does not show beside %s", name, other)
		}
		seen[p] = name
	}
}

// TestFaults loads the small theme with one fault each; a finding is written as
// diag.Diagnostic.String does.
func TestFaults(t *testing.T) {
	const page = "themes/small/layouts/page.html"
	const css = "themes/small/assets/a.css"
	for _, test := range []struct{ name, file, text, want string }{
		{"unknown field", page, "一二\n三 {{.Common.Titel}}", `themes/small/layouts/page.html:2:12: error: template-field "Titel" "Page" "Title" "home"`},
		{"unknown field in a branch for full pages", "themes/small/layouts/case.html", "{{range .Practices}}{{.Text}}{{end}}", `themes/small/layouts/case.html:1:23: error: template-field "Text" "Practice" "ID" "case"`},
		{"unknown field in a branch for empty pages", "themes/small/layouts/case.html", "{{if .Lessons}}{{else}}{{.X}}{{end}}", `themes/small/layouts/case.html:1:26: error: template-field "X" "Case"`},
		{"no partial for cards", "themes/small/layouts/home.html", "{{cards \"\" .Newest}}", `themes/small/layouts/home.html:1:3: error: template-exec "cards \"\" .Newest" "home" "error calling cards: no partial \"card\""`},
		{"unknown partial of a frame", "themes/small/layouts/home.html", "{{frame \"top\" .Common}}", `error: template-exec`},
		{"unclosed action", page, "a\nb {{if .Layout}}", `themes/small/layouts/page.html:2: error: template-syntax "unexpected EOF"`},
		{"unknown function", page, "{{foo}}", `themes/small/layouts/page.html:1: error: template-syntax "function \"foo\" not defined"`},
		{"unknown partial", page, "\n{{template \"nav\"}}", `themes/small/layouts/page.html:2:12: error: template-syntax "no such template \"nav\""`},
		{"unsafe context", page, "一\n<a b={{.Layout}} c=\"{{if .Common.Draft}}\"{{end}}>", `themes/small/layouts/page.html:2:26: error: template-syntax`},
		{"missing word", page, "{{if false}}\n{{t \"helo\"}}{{end}}", `themes/small/layouts/page.html:2:5: error: template-word "helo" "en" "hello"`},
		{"missing word, found while rendering", "themes/small/layouts/list.html", "{{word \"of\" .Of}}", `themes/small/layouts/list.html:1:3: error: template-word "of.section" "en"`},
		{"missing argument", page, "{{t \"hello\"}}", `themes/small/layouts/page.html:1:3: error: template-exec`},
		{"missing asset", page, "{{asset \"a.css\"}}", `themes/small/layouts/page.html:1:9: error: template-asset "a.css"`},
		{"no page.html", page + "~", "", ""},
		{"missing picture", css, "/* 注 */ a{b:url( 'x.png' )}", `themes/small/assets/a.css:1:13: error: asset-missing "x.png"`},
		{"missing import", css, "a{}\n@import url(x.css);", `themes/small/assets/a.css:2:1: error: asset-missing "x.css"`},
		{"import of itself", css, "@import \"a.css\";", `themes/small/assets/a.css:1:1: error: asset-loop "a.css"`},
		{"broken script", "themes/small/assets/a.js", "let a =\n= 1", `themes/small/assets/a.js:2:1: error: asset-syntax`},
		{"word that is a list", "themes/small/i18n/en.yaml", titleWords() + "b: [c]", fmt.Sprintf(`themes/small/i18n/en.yaml:%d:1: error: word-type "b"`, len(titles())+1)},
		{"word that no one asks for", "i18n/en.yaml", "helo: x", `i18n/en.yaml:1:1: warning: word-unused "helo" "hello"`},
		{"layout of no kind", "layouts/cases.html", "x", `layouts/cases.html: warning: layout-unused "cases" "case"`},
		{"unknown key", "themes/small/theme.yaml", "name: small\nverison: 1", `themes/small/theme.yaml:2:1: error: unknown-key "verison" "version"`},
		{"no name", "themes/small/theme.yaml", "version: 1", `themes/small/theme.yaml:1:1: error: theme-name`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, l := Load(small(test.file, test.text), nil, "small", "en", nowhere)
			if test.want == "" {
				if len(l) > 0 {
					t.Error(l)
				}
				return
			}
			if len(l) == 0 || !strings.Contains(l[0].String(), test.want) {
				t.Errorf("got  %v\nwant %v", l, test.want)
			}
		})
	}
}

func TestFaultInACardIsFoundInItsPartial(t *testing.T) {
	_, l := Load(small(
		"themes/small/layouts/home.html", "{{cards \"\" .Newest}}",
		"themes/small/layouts/partials/card.html", "<b>\n{{.Card.Titel}}</b>"), nil, "small", "en", nowhere)
	want := `themes/small/layouts/partials/card.html:2:8: error: template-field "Titel" "Card" "Title" "home"`
	if len(l) != 1 || l[0].String() != want {
		t.Errorf("got  %v\nwant %s", l, want)
	}
}

func TestUnknownThemeAndLanguage(t *testing.T) {
	at := func(key string) diag.Position {
		return diag.Position{File: "site.yaml", Line: map[string]int{"theme": 4, "language": 5}[key], Col: 8}
	}
	_, l := Load(small(), themes.FS(), "smal", "en", at)
	if len(l) != 1 || l[0].String() != `site.yaml:4:8: error: theme-unknown "smal" "default, small"` {
		t.Error(l)
	}
	_, l = Load(small(), themes.FS(), "small", "zh-CN", at)
	if len(l) != 1 || l[0].String() != `site.yaml:5:8: error: theme-language "zh-CN" "en"` {
		t.Error(l)
	}
	_, l = Load(fsOf("themes/small/theme.yaml", "name: small\n", "themes/small/i18n/en.yaml", titleWords()), nil, "small", "en", nowhere)
	if len(l) == 0 || l[0].String() != `themes/small: error: layout-missing "booklet"` {
		t.Error(l)
	}
}

func TestInlineStylesAndScriptsThatThePolicyBlocksAreWarnedOf(t *testing.T) {
	const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`
	for _, test := range []struct{ page, want string }{
		{policy + "\n<p class=\"{{.Layout}}\" style=\"color: red\">", `:2:24: warning: template-inline "style="`},
		{policy + "{{/* 注 */}}一\n  <Style>p{}</style>", `:2:3: warning: template-inline "<style>"`},
		{policy + "\n{{- if .Layout -}}\n <script defer>{}</script>{{end}}", `:3:2: warning: template-inline "<script>"`},
		{policy + "<a onclick=\"x()\">", `warning: template-inline "onclick="`},
		{policy + `<script src="a.js"></script><script type="application/ld+json">{}</script><!-- <style> --><link rel="stylesheet">`, ""},
		{"<style>p{}</style>", ""},
		{`<meta content="default-src 'self' 'unsafe-inline'">` + policy + "<style>p{}</style>", ""},
	} {
		th, l := Load(small("themes/small/layouts/page.html", test.page), nil, "small", "en", nowhere)
		if th == nil || (test.want == "") != (len(l) == 0) || test.want != "" && !strings.Contains(l[0].String(), test.want) {
			t.Errorf("%s: found %v, want %s", test.page, l, test.want)
		}
	}
}

func TestDatesAreWrittenByTheLanguage(t *testing.T) {
	for _, c := range []struct {
		lang string
		date view.Date
		want string
	}{
		{"zh-CN", view.Date{ISO: "2022-01-05", Year: 2022, Month: 1, Day: 5}, `<time datetime="2022-01-05">2022 年 1 月 5 日</time>`},
		{"zh-CN", view.Date{ISO: "2022", Year: 2022}, `<time datetime="2022">2022 年</time>`},
		{"en", view.Date{ISO: "2022-01-05", Year: 2022, Month: 1, Day: 5}, `<time datetime="2022-01-05">5 January 2022</time>`},
		{"en", view.Date{ISO: "2022-10", Year: 2022, Month: 10}, `<time datetime="2022-10">October 2022</time>`},
		{"en", view.Date{}, ""},
	} {
		th, l := Load(nil, themes.FS(), "default", c.lang, nowhere)
		if th == nil {
			t.Fatal(l)
		}
		if got, err := th.words.date(c.date); err != nil || string(got) != c.want {
			t.Errorf("%s: %s, %v; want %s", c.lang, got, err, c.want)
		}
	}
}

func TestRenderNamesThePage(t *testing.T) {
	site := small("themes/small/layouts/case.html", "{{range .Outcomes}}{{if and .Scope (not .Note)}}\n {{.Unit}}{{end}}{{end}}")
	th, l := Load(site, nil, "small", "en", nowhere)
	if th == nil {
		t.Fatal(l)
	}
	c := &view.Case{Page: plainPage("").Page, Outcomes: []view.Outcome{{Scope: "x"}}}
	err := th.Render(io.Discard, c)
	var failed *Error
	if !errors.As(err, &failed) {
		t.Fatalf("got %v", err)
	}
	want := `themes/small/layouts/case.html:2:4: error: template-field "Unit" "Outcome" "Note" "a.html"`
	if got := failed.Diagnostic().String(); got != want || failed.Page != "a.html" {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestRenderReturnsTheWritersError(t *testing.T) {
	want := errors.New("disk full")
	if err := load(t, nil).Render(failing{want}, demo()["about.html"]); err != want {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestWords(t *testing.T) {
	c := &catalogue{texts: map[string]text{
		"n": parseText("{1} cases of {2}"), "n.one": parseText("one case of {2}"), "odd": parseText("{x} {10} {"),
	}}
	for _, test := range []struct {
		key  string
		args []any
		want string
	}{
		{"n", []any{2, "a"}, "2 cases of a"}, {"n", []any{1, "a"}, "one case of a"}, {"n", []any{"1", 7.5}, "1 cases of 7.5"}, {"odd", nil, "{x} {10} {"},
	} {
		if got, err := c.t(test.key, test.args...); err != nil || got != test.want {
			t.Errorf("t %s %v: %q, %v", test.key, test.args, got, err)
		}
	}
}
