package theme

import (
	"fmt"
	"html/template"
	"strings"
)

// funcs are the functions of templates, beside those of html/template. The doc
// comment of each is its reference in docs/themes.md.
func (t *Theme) funcs() template.FuncMap {
	return template.FuncMap{
		"t":        t.words.t,
		"word":     t.words.word,
		"rel":      rel,
		"link":     link,
		"links":    links,
		"toc":      toc,
		"asset":    t.assets.asset,
		"card":     t.cards.card,
		"cards":    t.cards.cards,
		"frame":    t.frames.frame,
		"chapters": t.chapters.chapters,
		"preface":  preface,
		"picture":  picture,
		"date":     t.words.date,
		"figure":   figure,
		"change":   t.words.change,
		"times":    t.words.times,
		"chart":    t.words.chart,
		"network":  t.words.network,
		"join":     join,
		"tags":     t.words.tags,
		"jsonld":   jsonld,
		"locale":   locale,
		"qr":       t.codes.qr,
	}
}

// join LIST SEPARATOR returns the texts of a list with a separator between them.
func join(texts []string, separator string) string { return strings.Join(texts, separator) }

func typeError(function, want string, got any) error {
	return fmt.Errorf("%s takes %s, not %T", function, want, got)
}

// run executes a partial on its own.
func run(b *strings.Builder, partials *template.Template, name string, data any) error {
	t := partials.Lookup(name)
	if t == nil {
		return errNoPartial(name)
	}
	return t.Execute(b, data)
}

func errNoPartial(name string) error { return fmt.Errorf("no partial %q", name) }
