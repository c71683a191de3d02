package corpus

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// hugoSite is the site around the cases: hugo.yaml, layouts and a style sheet.
// Names that begin with an underscore are Hugo's own and need the "all:".
//
//go:embed all:hugo
var hugoSite embed.FS

// hugoLayout differs from touyan's where Hugo gives a name a meaning of its own:
// "type" chooses layouts there, and a brand that lists its cases is a term of a
// taxonomy, whose page is a folder's _index.md. Hugo takes no taxonomy from a
// date, so the year is written out.
var hugoLayout = layout{
	typeKey:   "casetype",
	brandPath: func(slug string) string { return "brand/" + slug + "/_index.md" },
	extra:     func(b []byte, f *Facts) []byte { return fmt.Appendf(b, "year: %q\n", f.Date[:4]) },
}

// WriteHugo lays the corpus out for Hugo in dir: the same cases, brands and
// pages as [Write] makes, under layouts that print the same facts. Existing
// files of the same name are replaced.
func WriteHugo(dir string, o Options) error {
	fixed := map[string]string{
		"content/_index.md":            sectionPage("党建案例库"),
		"content/cases/_index.md":      sectionPage("案例"),
		"content/brand/_index.md":      sectionPage("品牌"),
		"content/about.md":             aboutPage,
		"content/guides/_index.md":     sectionPage("指南"),
		"content/guides/how-to-use.md": guidePage,
	}
	if err := addHugoSite(fixed); err != nil {
		return err
	}
	fixed["hugo.yaml"] += fmt.Sprintf("  related: %t\n", !o.Plain)
	return writeSite(dir, o, hugoLayout, fixed)
}

// addHugoSite adds the embedded files to fixed.
func addHugoSite(fixed map[string]string) error {
	err := fs.WalkDir(hugoSite, "hugo", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := hugoSite.ReadFile(path)
		fixed[strings.TrimPrefix(path, "hugo/")] = string(text)
		return err
	})
	if err != nil {
		return fmt.Errorf("read the Hugo site: %w", err)
	}
	return nil
}
