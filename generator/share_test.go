package generator_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"touyan/generator"
	"touyan/generator/share"
	"touyan/themes"
)

// cardsOf lists the share cards of a published site.
func cardsOf(t *testing.T, out string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(out, "assets/share/*.png"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func writeSite(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func codes(r generator.Report) []string {
	var list []string
	for _, d := range r.Diagnostics {
		list = append(list, d.String())
	}
	return list
}

func smallCase(title string) string {
	return "---\ntitle: " + title + "\ntype: village\ndate: 2025\nsources: [{title: 报}]\n---\n正文。\n"
}

// TestCardsFollowTheirPages edits a title, a body, and the settings: only cards that
// say something else are drawn, and old ones go.
func TestCardsFollowTheirPages(t *testing.T) {
	_, end, err := share.Find()
	if err != nil {
		t.Skip(err)
	}
	end()
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	const settings = "title: 站\nbase_url: https://example.org/\n"
	writeSite(t, dir, map[string]string{"site.yaml": settings, "content/cases/jia.md": smallCase("甲"), "content/cases/yi.md": smallCase("甲")})
	buildTo(t, dir, out, false)
	first := cardsOf(t, out)
	if len(first) != 3 { // of each case, and of the site
		t.Fatal(first)
	}
	writeSite(t, dir, map[string]string{"content/cases/jia.md": smallCase("甲") + "又一段。\n"})
	buildTo(t, dir, out, false)
	if got := cardsOf(t, out); !slices.Equal(got, first) {
		t.Errorf("an edit of a body leaves %v of %v", got, first)
	}
	writeSite(t, dir, map[string]string{"content/cases/jia.md": smallCase("丙")})
	buildTo(t, dir, out, false)
	now := cardsOf(t, out)
	kept := 0
	for _, name := range now {
		if slices.Contains(first, name) {
			kept++
		}
	}
	if len(now) != 3 || kept != 2 {
		t.Errorf("a title changed, and of %v there is %v", first, now)
	}
	page, err := os.ReadFile(filepath.Join(out, "cases/jia.html"))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(now, func(name string) bool {
		return strings.Contains(string(page), `og:image" content="https://example.org/assets/share/`+filepath.Base(name)+`"`)
	}) {
		t.Error("the page names no card that is there")
	}
	for _, other := range []string{"title: 站\n", settings + "share: {cards: false}\n"} {
		writeSite(t, dir, map[string]string{"site.yaml": other})
		buildTo(t, dir, out, false)
		if got := cardsOf(t, out); len(got) > 0 {
			t.Errorf("%s: %v", other, got)
		}
	}
}

// TestCardsThatCannotBeDrawn tells why, and a page without a card shows none.
func TestCardsThatCannotBeDrawn(t *testing.T) {
	_, end, err := share.Find()
	if err != nil {
		t.Skip(err)
	}
	end()
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	writeSite(t, dir, map[string]string{
		"site.yaml": "title: 站\nbase_url: https://example.org/\n", "content/cases/jia.md": smallCase("甲\U0010fffd"),
	})
	r := buildTo(t, dir, out, false)
	if got := codes(r); len(got) != 1 || !strings.HasPrefix(got[0], `content/cases/jia.md:2:8: warning: share-glyphs "\U0010fffd"`) {
		t.Error(got)
	}
	if got := cardsOf(t, out); len(got) != 1 {
		t.Error(got)
	}
	page, err := os.ReadFile(filepath.Join(out, "cases/jia.html"))
	if err != nil || strings.Contains(string(page), "og:image") {
		t.Errorf("%v, or the page has a picture", err)
	}
	writeSite(t, dir, map[string]string{"site.yaml": "title: 站\nbase_url: https://example.org/\nshare: {font: a.ttf}\n", "a.ttf": "no font"})
	r, err = generator.Build(t.Context(), generator.Options{Source: dir, Out: out, Themes: themes.FS()})
	if got := codes(r); err == nil || !slices.ContainsFunc(got, func(d string) bool { return strings.HasPrefix(d, `site.yaml:3:15: error: share-font-file "a.ttf"`) }) {
		t.Error(err, got)
	}
}
