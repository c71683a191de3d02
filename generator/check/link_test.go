package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/site"
)

// wholeOf makes a site of pages by path.
func wholeOf(t *testing.T, c *config.Config, pages map[string]string) Whole {
	t.Helper()
	var list []*content.Page
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		list = append(list, pageOf(t, path, pages[path]).Content)
	}
	s, found := site.Assemble(c, list)
	if len(found) > 0 {
		t.Fatal(found)
	}
	return Whole{Site: s, Links: map[string][]string{}}
}

func TestLinksOfTheSite(t *testing.T) {
	page := func(title string) string { return "---\ntitle: " + title + "\n---\n正文。\n" }
	pages := map[string]string{
		"about.md":         page("关于"),
		"old.md":           "---\ntitle: 旧\naliases: [was/old.html]\n---\n正文。\n",
		"notes/a.md":       page("一则"),
		"topics/_index.md": page("专题"),
		"topics/b.md":      page("二则"),
		"cases/x.md":       "---\ntitle: 甲\ntype: village\ndate: 2025-01-01\nsources: [{title: 报}]\n---\n正文。\n",
	}
	main := func(urls ...string) (m config.Menus) {
		for i, url := range urls {
			m.Main = append(m.Main, config.MenuItem{Title: fmt.Sprint("第", i), URL: url})
		}
		return m
	}
	const all = "about.md old.md notes/index.html topics/_index.md"
	menu := func(more ...string) config.Menus { return main(append(strings.Fields(all), more...)...) }
	at := func(file string, line int) diag.Position { return diag.Position{File: file, Line: line, Col: 1} }
	for name, c := range map[string]struct {
		menus  config.Menus
		change func(*Whole)
		want   string
	}{
		"all are in the menu":           {menu(), nil, ""},
		"no menu has them all":          {config.Menus{}, nil, ""},
		"by site path":                  {main("about.html", "old.html", "notes/index.html", "topics/index.html"), nil, ""},
		"with a fragment":               {main("about.html#x", "old.html", "notes/index.html", "topics/index.html"), nil, ""},
		"in the footer":                 {config.Menus{Main: menu().Main[1:], Footer: menu().Main[:1]}, nil, ""},
		"a page at the top":             {main("old.md", "notes/index.html", "topics/_index.md"), nil, "content/about.md orphan-page [关于]\n"},
		"a section of plain pages":      {main("about.md", "old.md", "topics/_index.md"), nil, "content/notes orphan-page [notes]\n"},
		"a section with a page":         {main("about.md", "old.md", "notes/index.html"), nil, "content/topics/_index.md orphan-page [专题]\n"},
		"another page leads there":      {main("old.md", "notes/index.html", "topics/_index.md"), func(w *Whole) { w.Links["cases/x.md"] = []string{"about.md"} }, ""},
		"only the page itself does":     {main("old.md", "notes/index.html", "topics/_index.md"), func(w *Whole) { w.Links["about.md"] = []string{"about.md"} }, "content/about.md orphan-page [关于]\n"},
		"an address leads to a section": {main("about.md", "old.md", "topics/_index.md"), func(w *Whole) { w.Later = []Link{{at("content/about.md", 4), "notes/index.html"}} }, ""},
		"a file":                        {menu(), func(w *Whole) { w.Unused = []string{"cases/a.pdf"} }, "content/cases/a.pdf orphan-file []\n"},
		"a link to an alias":            {menu(), func(w *Whole) { w.Later = []Link{{at("content/about.md", 4), "was/old.html"}} }, "content/about.md:4:1 alias-link [was/old.html old.html /old.md]\n"},
		"a link to the page":            {menu(), func(w *Whole) { w.Later = []Link{{at("content/about.md", 4), "old.html"}} }, ""},
		"an alias in a menu":            {menu("was/old.html"), nil, "site.yaml alias-menu [第4 old.html old.md]\n"},
		"twice in a menu":               {menu("about.html"), nil, "site.yaml menu-twice [第4 第0]\n"},
		"other parts of a page":         {menu("about.html#a", "about.html#b"), nil, ""},
		"in both menus":                 {config.Menus{Main: menu().Main, Footer: menu().Main}, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			settings := config.Default()
			settings.Menus = c.menus
			w := wholeOf(t, settings, pages)
			if c.change != nil {
				c.change(&w)
			}
			k, _ := New(settings)
			var b strings.Builder
			for _, found := range k.Site(w) {
				for _, f := range found {
					if !slices.ContainsFunc(linkCodes(), func(c Code) bool { return c.Name == f.Code }) {
						continue
					}
					pos := f.Pos.String()
					if strings.HasPrefix(f.Code, "orphan") {
						pos = f.Pos.File
					}
					fmt.Fprintln(&b, pos, f.Code, f.Args)
				}
			}
			if diff := cmp.Diff(c.want, b.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestIgnoreInSettings(t *testing.T) {
	settings := config.Default()
	settings.Check.Ignore = []config.Ignore{
		{Path: "content/a.pdf", Code: "orphan-file", Reason: "x"}, {Path: "content/b.pdf", Code: "orphan-file", Reason: "x"},
		{Path: "content/draft.md", Code: "orphan-page", Reason: "x"}, {Path: "content/a.pdf", Code: "menu-twice", Reason: "x"},
	}
	settings.Check.Codes = config.Severities{"menu-twice": "off"}
	k, list := New(settings)
	if len(list) > 0 {
		t.Fatal(list)
	}
	found := func(path, code string) Finding {
		return Finding{Diagnostic: diag.Diagnostic{Pos: diag.Position{File: path}, Code: code}}
	}
	a := []Finding{found("content/a.pdf", "orphan-file"), found("content/a.pdf", "orphan-page")}
	if got := told(k.Ignore(a)); got != "0:0 error orphan-page []\n" {
		t.Errorf("left is %q", got)
	}
	in := func(path string) ([]Finding, bool) {
		if path == "content/a.pdf" {
			return a, true
		}
		return nil, path != "content/draft.md"
	}
	// b.pdf has nothing; the draft was not looked at; menu-twice is off.
	if got := told(k.Unused(in)); got != "0:0 warning ignore-unused [orphan-file]\n" {
		t.Errorf("unused is %q", got)
	}
}
