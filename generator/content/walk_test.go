package content_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"touyan/generator/content"
)

func tree(names ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, n := range names {
		fsys[n] = &fstest.MapFile{Data: []byte("x")}
	}
	return fsys
}

func walked(files []content.File) string {
	var b strings.Builder
	for _, f := range files {
		kind := "file"
		switch {
		case f.Page:
			kind = "page"
		case f.Bundle != "":
			kind = "of " + f.Bundle
		}
		fmt.Fprintf(&b, "%s %s\n", f.Path, kind)
	}
	return b.String()
}

func TestWalkListsPagesAndTheirFiles(t *testing.T) {
	files, list := content.Walk(tree(
		"site.yaml", "content/_index.md", "content/about.md", "content/cases/x/index.md", "content/cases/x/cover.svg",
		"content/cases/x/图/一.png", "content/cases/y.md", "content/cases/y.png", "content/cases/_index.md",
		"content/.git/x.md", "content/cases/.y.md.swp", "content/cases/y.md~", "content/cases/4913", "content/cases/y.tmp",
		"content/cases/#y.md#", "content/Thumbs.db",
	))
	want := `_index.md page
about.md page
cases/_index.md page
cases/x/cover.svg of cases/x/index.md
cases/x/index.md page
cases/x/图/一.png of cases/x/index.md
cases/y.md page
cases/y.png file
`
	if got := walked(files); got != want || len(list) > 0 {
		t.Errorf("%v\n%s", list, got)
	}
}

func TestWalkReportsWhatCannotBePublished(t *testing.T) {
	_, list := content.Walk(tree(
		"content/cases/x.md", "content/cases/x/index.md", "content/cases/x/more.md", "content/cases/y.MD",
		"content/cases/z.markdown", "content/con.md", "content/a?b.png", "content/cases/a\tb.md", "content/cases/dot.",
		"content/guides/_index.md", "content/guides/sub/_index.md", "content/robots.txt", "content/Sitemap-2.xml",
		"content/robots/robots.txt", "content/search/x.bin", "content/types/a.png", "content/types/a.html",
		"content/p/index.md", "content/p/A.png", "content/p/a.png", "content/p/图 1.png", "content/p/图1.png",
	))
	want := `content/Sitemap-2.xml: error: reserved-address "Sitemap-2.xml"
content/a?b.png: error: bad-name "a?b.png" "a-b.png"
content/cases/a	b.md: error: bad-name "a\tb.md" "a-b.md"
content/cases/dot.: error: bad-name "dot." "dot"
content/cases/x.md: error: duplicate-page "content/cases/x/index.md"
content/cases/x/index.md: error: duplicate-page "content/cases/x.md"
content/cases/x/more.md: error: page-in-bundle "content/cases/x/index.md"
content/cases/y.MD: error: page-extension "y.md"
content/cases/z.markdown: error: page-extension "z.md"
content/con.md: error: bad-name "con.md" "_con.md"
content/guides/sub/_index.md: error: nested-index
content/p/A.png: error: duplicate-file "content/p/a.png"
content/p/a.png: error: duplicate-file "content/p/A.png"
content/p/图 1.png: error: duplicate-file "content/p/图1.png"
content/p/图1.png: error: duplicate-file "content/p/图 1.png"
content/robots.txt: error: reserved-address "robots.txt"
content/search/x.bin: error: reserved-address "search/x.bin"
content/types/a.html: error: reserved-address "types/a.html"
`
	if got := lines(list); got != want {
		t.Errorf("found\n%s", got)
	}
	if _, list := content.Walk(tree("site.yaml")); lines(list) != "content: error: no-content\n" {
		t.Error(list)
	}
}

// Links are followed inside the site and nowhere else.
func TestWalkFollowsLinksInsideTheSite(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "site")
	write := func(name string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	link := func(target, name string) {
		if err := os.Symlink(target, filepath.Join(site, name)); err != nil {
			t.Skip(err)
		}
	}
	write("secret/key.md")
	write("site/content/a.md")
	write("site/shared/pic/b.png")
	link("../shared/pic", "content/pic")
	link("a.md", "content/b.md")
	link("b.md", "content/c.md")
	link("../../secret", "content/out")
	link("../../secret/key.md", "content/key.md")
	link(filepath.Join(dir, "secret", "key.md"), "content/abs.md")
	link(".", "content/loop")
	link("self", "content/self")
	link("gone.md", "content/gone.md.md")
	files, list := content.Walk(os.DirFS(site))
	if got := walked(files); got != "a.md page\nb.md page\nc.md page\npic/b.png file\n" {
		t.Error(got)
	}
	want := `content/abs.md: error: symlink-outside
content/gone.md.md: error: symlink-broken
content/key.md: error: symlink-outside
content/loop: error: symlink-loop "content"
content/out: error: symlink-outside
content/self: error: symlink-outside
`
	if got := lines(list); got != want {
		t.Errorf("found\n%s", got)
	}
}

// A content/ that is itself a link is held to the same rule.
func TestContentThatIsALink(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"site/real", "outside"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, "a.md"), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	folder := filepath.Join(dir, "site", "content")
	for target, want := range map[string]string{"real": "a.md page\n", "../outside": "content: error: symlink-outside\n"} {
		if err := os.Symlink(target, folder); err != nil {
			t.Skip(err)
		}
		files, list := content.Walk(os.DirFS(filepath.Join(dir, "site")))
		if got := walked(files) + lines(list); got != want {
			t.Errorf("%s: %s", target, got)
		}
		if err := os.Remove(folder); err != nil {
			t.Fatal(err)
		}
	}
}

func page(t *testing.T, path, extra string) *content.Page {
	t.Helper()
	p, list := content.Parse(path, []byte("---\ntitle: 甲\n"+extra+"---\n"), vocabulary())
	if p == nil {
		t.Fatal(list)
	}
	return p
}

func TestTwoPagesCannotShareAnAddress(t *testing.T) {
	list := content.CheckSlugs([]*content.Page{
		page(t, "_index.md", ""),
		page(t, "a.md", "aliases: [b.html, old/, index.html]\n"),
		page(t, "b.md", ""),
		page(t, "c.md", "slug: b\n"),
		page(t, "d.md", "aliases: [/old/index.html]\n"),
		page(t, "g/雪.md", ""),
		page(t, "g/xue.md", ""),
		page(t, "g/index-page.md", "slug: index\n"),
		page(t, "types/alliance.md", ""),
		page(t, "e.md", "aliases: [e.html, ok.html, ok.html]\n"),
		page(t, "404.md", ""),
		page(t, "search.md", ""),
		page(t, "h.md", "aliases: [types/index.html, search/, sitemap.html, k/, B.html]\n"),
		page(t, "k/z.md", ""),
		page(t, "g/two.md", ""),
		page(t, "g/two/index.md", ""),
		page(t, "g/Two.md", ""),
	})
	want := `content/404.md: error: reserved-address "404.html"
content/a.md:3:11: error: duplicate-alias "b.html" "content/b.md"
content/a.md:3:19: error: duplicate-alias "old/index.html" "content/d.md:3:11"
content/a.md:3:25: error: duplicate-alias "index.html" "content/_index.md"
content/b.md: error: duplicate-address "b.html" "content/c.md:3:7"
content/c.md:3:7: error: duplicate-address "b.html" "content/b.md"
content/d.md:3:11: error: duplicate-alias "old/index.html" "content/a.md:3:19"
content/e.md:3:11: error: duplicate-alias "e.html" "content/e.md"
content/e.md:3:19: error: duplicate-alias "ok.html" "content/e.md:3:28"
content/e.md:3:28: error: duplicate-alias "ok.html" "content/e.md:3:19"
content/g/index-page.md:3:7: error: reserved-address "g/index.html"
content/g/xue.md: error: duplicate-address "g/xue.html" "content/g/雪.md"
content/g/雪.md: error: duplicate-address "g/xue.html" "content/g/xue.md"
content/h.md:3:11: error: reserved-address "types/index.html"
content/h.md:3:29: error: reserved-address "search/index.html"
content/h.md:3:38: error: reserved-address "sitemap.html"
content/h.md:3:52: error: reserved-address "k/index.html"
content/h.md:3:56: error: duplicate-alias "b.html" "content/b.md"
content/search.md: error: reserved-address "search.html"
content/types/alliance.md: error: reserved-address "types/alliance.html"
`
	if got := lines(list); got != want {
		t.Errorf("found\n%s", got)
	}
}

func TestAliases(t *testing.T) {
	for alias, want := range map[string]string{
		"cases/old.html": "cases/old.html", "/cases/old.html": "cases/old.html", "old/": "old/index.html", "/旧/案例.html": "旧/案例.html",
		"../x.html": "!x.html", "a/../../x.html": "!x.html", "a//b.html": "!cases/old.html", "x": "!x.html", "/": "!cases/old.html",
		"": "!cases/old.html", "https://a/b.html": "!cases/old.html", "a.html?x": "!cases/old.html", "a\\b.html": "!cases/old.html",
		".git/x.html": "!cases/old.html", "./x.html": "!x.html", "feed.json": "!feed.html",
	} {
		got, ok := content.AliasPath(alias)
		if !ok {
			got = "!" + got
		}
		if got != want {
			t.Errorf("%q: %s, want %s", alias, got, want)
		}
	}
}

func TestWhereFilesArePublished(t *testing.T) {
	p := page(t, "cases/雪水港/index.md", "slug: xue\n")
	for file, want := range map[string]string{
		"cases/雪水港/cover.svg": "cases/xue/cover.svg", "cases/雪水港/图/第 1 张.PNG": "cases/xue/tu/di-1-zhang.PNG",
		"cases/雪水港/a#b%.png": "cases/xue/a-b.png", "cases/雪水港/。.png": "cases/xue/file.png",
	} {
		if got := content.ResourcePath(p, file); got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
	}
	if got := content.LoosePath("指南/图.png"); got != "zhi-nan/tu.png" {
		t.Error(got)
	}
	if got := content.LoosePath("a.pdf"); got != "a.pdf" {
		t.Error(got)
	}
}
