package check

import (
	"testing"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/markup"
	"touyan/generator/prose"
)

// FuzzCompleteness finds pages that make a rule panic or name a place outside the file.
func FuzzCompleteness(f *testing.F) {
	for _, s := range samples() {
		for _, one := range append(s.found, s.near...) {
			f.Add(one.path, one.text)
		}
	}
	k := checkerAt(f)
	c := config.Default()
	words := content.Vocabulary{Types: config.IDs(c.Types), Sectors: config.IDs(c.Sectors), Levels: config.IDs(c.Levels)}
	m := markup.New(markup.Options{})
	f.Fuzz(func(t *testing.T, path, text string) {
		switch path {
		case "cases/a.md", "cases/a/index.md", "brands/a/index.md":
		default:
			path = "guides/a.md"
		}
		page, _ := content.Parse(path, []byte(text), words)
		if page == nil {
			return
		}
		file := prose.NewFile("content/"+path, []byte(text))
		body := page.BodyOffset(file)
		p := &Page{File: file, Content: page, Body: body, Pieces: append(content.Facts(file), m.Pieces(file.Text[body:], body)...)}
		found := &findings{checker: k, page: p}
		k.structure(p, found)
		k.completeness(p, found)
		for _, x := range found.list {
			if x.Start < 0 || x.End < x.Start || x.End > len(file.Text) {
				t.Fatalf("%s is at %d to %d of %d, %v", x.Code, x.Start, x.End, len(file.Text), x.Pos)
			}
		}
	})
}
