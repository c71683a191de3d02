package theme

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strings"
)

// funcs are the functions of templates, beside those of html/template. The doc
// comment of each is its reference in docs/themes.md.
func (t *Theme) funcs() template.FuncMap {
	return template.FuncMap{
		"t":      t.words.t,
		"word":   t.words.word,
		"rel":    rel,
		"link":   link,
		"links":  links,
		"toc":    toc,
		"asset":  t.assets.asset,
		"card":   t.cards.card,
		"frame":  t.frames.frame,
		"date":   date,
		"figure": figure,
		"change": t.words.change,
		"years":  t.words.years,
		"join":   join,
		"last":   last,
	}
}

// join LIST SEPARATOR returns the texts of a list with a separator between them.
func join(texts []string, separator string) string { return strings.Join(texts, separator) }

// last LIST returns the last element of a list, which must not be empty.
func last(list any) (any, error) {
	v := reflect.ValueOf(list)
	if v.Kind() != reflect.Slice || v.Len() == 0 {
		return nil, errors.New("last takes a list that is not empty")
	}
	return v.Index(v.Len() - 1).Interface(), nil
}

func typeError(function, want string, got any) error {
	return fmt.Errorf("%s takes %s, not %T", function, want, got)
}

// run executes a partial on its own.
func run(partials *template.Template, name string, data any) (template.HTML, error) {
	t := partials.Lookup(name)
	if t == nil {
		return "", fmt.Errorf("no partial %q", name)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}
