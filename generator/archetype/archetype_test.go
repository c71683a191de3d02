package archetype_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"touyan/generator/archetype"
	"touyan/generator/content"
)

func caseOf(kind, title string) archetype.Case {
	return archetype.Case{
		Slug: "a-b", Title: title, Type: kind, Label: "某类",
		Types: []archetype.Term{{ID: kind, Label: "某类"}}, Sectors: []archetype.Term{{ID: "rural", Label: "农村"}},
		Levels: []archetype.Term{{ID: "county", Label: "县级"}}, Date: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC),
	}
}

var kinds = []string{"alliance", "village", "method", "site", "project", "cobuild", "one-of-our-own", "front", "../site/about"}

func read(t *testing.T, c archetype.Case) (*content.Page, string) {
	t.Helper()
	files, err := c.Files()
	if err != nil {
		t.Fatal(err)
	}
	text := files[0].Data
	page, list := content.Parse(strings.TrimPrefix(files[0].Path, "content/"), text, content.Vocabulary{
		Types: kinds, Sectors: []string{"rural"}, Levels: []string{"county"},
	})
	if len(list) > 0 {
		t.Errorf("%s: %v", c.Type, list)
	}
	return page, string(text)
}

// TestEveryKeyIsExplained asks for each key of the front matter that a case may
// have, alone on its line or in a comment, under a comment in Chinese.
func TestEveryKeyIsExplained(t *testing.T) {
	others := map[string]bool{"slogan": true, "logo": true, "essence": true, "collection": true, "cases": true} // of brands and booklets
	for _, kind := range kinds {
		_, text := read(t, caseOf(kind, ""))
		meta := reflect.TypeFor[content.Meta]()
		for i := range meta.NumField() {
			key := meta.Field(i).Tag.Get("key")
			if key == "" || others[key] {
				continue
			}
			line := regexp.MustCompile(`(?m)^(# )?` + key + `:`)
			if !line.MatchString(text) {
				t.Errorf("%s: no line for %s", kind, key)
			}
		}
	}
}

func TestNewCaseIsASoundDraft(t *testing.T) {
	for _, kind := range kinds {
		page, _ := read(t, caseOf(kind, ""))
		if page == nil || !page.Draft || page.Type != kind || page.Title == "" || len(page.Practices) < 2 || len(page.Outcomes) == 0 {
			t.Errorf("%s: page %+v", kind, page)
		}
		if hasMembers := len(page.Members) > 0; hasMembers != (kind == "alliance") {
			t.Errorf("%s: members %v", kind, page.Members)
		}
	}
}

func TestTitleIsKeptWhateverIsInIt(t *testing.T) {
	for _, title := range []string{"葡萄架下议事", `a: "b" 'c' # d`, "{{.Slug}}", "- x", "党建\\n"} {
		if page, _ := read(t, caseOf("village", title)); page == nil || page.Title != title {
			t.Errorf("%q became %+v", title, page)
		}
	}
}

func TestSiteHasADotFile(t *testing.T) {
	files, err := archetype.Site()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, f := range files {
		have[f.Path] = true
	}
	for _, want := range []string{"site.yaml", ".gitignore", "content/_index.md", "content/cases/_index.md", "content/about.md"} {
		if !have[want] {
			t.Errorf("a new site lacks %s", want)
		}
	}
}

func TestWriteNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "b.md")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	err = archetype.Write(root, []archetype.File{{Path: "a.md", Data: []byte("x")}, {Path: "b.md", Data: []byte("x")}})
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("error %v", err)
	}
	if data, _ := os.ReadFile(mine); string(data) != "mine" {
		t.Errorf("the file now says %q", data)
	}
	if _, err := os.Stat(filepath.Join(dir, "a.md")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file of the failed write was left: %v", err)
	}
	err = archetype.Write(root, []archetype.File{{Path: "../out.md", Data: []byte("x")}})
	if err == nil {
		t.Error("a file was written outside the folder")
	}
}
