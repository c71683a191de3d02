// Package archetype holds what new sites and new cases begin as.
//
// # A site
//
// files/site is a small, complete site: settings, start page, a case with its
// picture, a brand, a guide and a page about the site, all plainly marked as
// samples. Its dot-gitignore becomes .gitignore.
//
// # A case
//
// A case is a bundle: index.md and cover.svg. files/case/front.md has every key
// of a case's front matter with its meaning in Chinese beside it; keys that
// cannot have a sound value yet, such as a brand's slug, stand there as comments.
// files/case/<type>.md gives, as template blocks, what differs by type:
//
//	title       a title that shows how titles of this type are made
//	problems    the values of problems, for between brackets
//	practices   the items of practices
//	outcomes    the items of outcomes
//	members     the members, for an alliance; a comment for the others
//	body        the text, by section
//
// Types that a site added for itself begin as other.md.
//
// A new case is a draft and builds at once without a warning.
package archetype

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"text/template"
	"time"
)

// all: takes _index.md too, which embedding leaves out otherwise.
//
//go:embed all:files
var files embed.FS

// File is a file to write; Path has slashes and is below the site's folder.
type File struct {
	Path string
	Data []byte
}

// Site returns the files of a new site.
func Site() ([]File, error) {
	root, err := fs.Sub(files, "files/site")
	if err != nil {
		return nil, fmt.Errorf("read site archetype: %w", err)
	}
	var out []File
	err = fs.WalkDir(root, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, path)
		out = append(out, File{strings.Replace(path, "dot-", ".", 1), data})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read site archetype: %w", err)
	}
	return out, nil
}

// Case says what a new case is to be.
type Case struct {
	// Slug is the name of its folder.
	Slug string
	// Title may be "": then it is a sample of the type's titles.
	Title string
	// Type is an id, Label its word; Types, Sectors and Levels are all the
	// site's ids with their words, for the comments.
	Type, Label            string
	Types, Sectors, Levels []Term
	// Date is the day of the case.
	Date time.Time
}

// Term is an id with its word.
type Term struct{ ID, Label string }

// Files returns the files of a new case.
func (c Case) Files() ([]File, error) {
	text, err := c.index()
	if err != nil {
		return nil, fmt.Errorf("fill case archetype: %w", err)
	}
	cover, err := files.ReadFile("files/case/cover.svg")
	if err != nil {
		return nil, fmt.Errorf("read case archetype: %w", err)
	}
	dir := "content/cases/" + c.Slug + "/"
	return []File{{dir + "index.md", []byte(text)}, {dir + "cover.svg", cover}}, nil
}

func (c Case) index() (string, error) {
	own := "files/case/" + c.Type + ".md"
	if !fs.ValidPath(own) {
		own = ""
	}
	if _, err := fs.Stat(files, own); err != nil || c.Type == "front" {
		own = "files/case/other.md"
	}
	t, err := template.New("front.md").Funcs(template.FuncMap{"yaml": yaml, "terms": terms, "year": time.Time.Year}).
		ParseFS(files, "files/case/front.md", own)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if err := t.Execute(&b, c); err != nil {
		return "", err
	}
	return b.String(), nil
}

// yaml quotes a text so that YAML reads just this text, whatever is in it.
func yaml(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// terms lists ids with their words.
func terms(all []Term) string {
	var parts []string
	for _, t := range all {
		parts = append(parts, t.ID+" "+t.Label)
	}
	return strings.Join(parts, "，")
}
