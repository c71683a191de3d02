package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"regexp"
	texttemplate "text/template"

	"touyan/generator/diag"
	"touyan/generator/strict"
	"touyan/generator/view"
)

// Error is a template that failed on a page.
type Error struct {
	Diag diag.Diagnostic
	// Page is the site path of the page being rendered.
	Page string
	err  error
}

func (e *Error) Error() string { return fmt.Sprintf("render %s: %v", e.Page, e.err) }

// Unwrap returns the template engine's error.
func (e *Error) Unwrap() error { return e.err }

// Diagnostic says what is wrong with which template.
func (e *Error) Diagnostic() diag.Diagnostic { return e.Diag }

// Render writes a page in many small writes: give it a buffer. A template's
// failure is an [*Error]; an error of w is returned as it is.
func (t *Theme) Render(w io.Writer, v view.View) error {
	page := v.Common().Path
	layout := t.layouts[v.Layout()]
	if layout == nil {
		return fmt.Errorf("render %s: no layout %q", page, v.Layout())
	}
	return t.execute(w, layout, v, page)
}

func (t *Theme) execute(w io.Writer, layout *template.Template, v view.View, page string) error {
	err := layout.Execute(w, v)
	if err == nil {
		return nil
	}
	words, cause := innermost(err)
	if words == "" {
		return err
	}
	pos, reason := t.sources.locate(words, layout.Name())
	return &Error{Diag: t.diagnose(cause, pos, reason, page), Page: page, err: err}
}

// innermost returns the cause of a template's failure and the engine's words
// that tell its place: those of a card's template rather than of the page that
// asked for the card. The words are "" for an error of the writer.
func innermost(err error) (words string, cause error) {
	for e := err; e != nil; e = errors.Unwrap(e) {
		switch e := e.(type) {
		case *template.Error:
			words = e.Error()
		case texttemplate.ExecError:
			words = e.Err.Error()
		}
		cause = e
	}
	return words, cause
}

// diagnose turns a template's failure into a finding.
func (t *Theme) diagnose(err error, pos diag.Position, reason, page string) diag.Diagnostic {
	d := diag.Diagnostic{Pos: pos}
	var word *wordError
	var asset *assetError
	var unsafe *template.Error
	switch {
	case errors.As(err, &unsafe):
		d.Code, d.Args = "template-syntax", []any{reason}
	case errors.As(err, &word):
		d.Code, d.Args = "template-word", []any{word.key, t.words.language, word.nearest}
	case errors.As(err, &asset):
		d.Code, d.Args = "template-asset", []any{asset.name, asset.nearest}
	default:
		d.Code, d.Args = explain(reason, page)
	}
	return d
}

// explain tells an unknown field from other failures by the engine's words,
// which are all that it gives.
func explain(reason, page string) (code string, args []any) {
	m := regexp.MustCompile(`^executing .* at <(.*)>: (.*)$`).FindStringSubmatch(reason)
	if m == nil {
		return "template-exec", []any{"{{…}}", page, reason}
	}
	field := regexp.MustCompile(`^can't evaluate field (\w+) in type (?:\*?view\.(\w+))?`).FindStringSubmatch(m[2])
	if field == nil {
		return "template-exec", []any{m[1], page, m[2]}
	}
	near := strict.Nearest(field[1], fieldNames()[field[2]])
	return "template-field", []any{field[1], field[2], near, page}
}

// fieldNames lists the fields of every struct that a view holds, by its name.
func fieldNames() map[string][]string {
	names := map[string][]string{}
	var look func(t reflect.Type)
	look = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || names[t.Name()] != nil {
			return
		}
		for _, f := range reflect.VisibleFields(t) {
			names[t.Name()] = append(names[t.Name()], f.Name)
		}
		for _, f := range reflect.VisibleFields(t) {
			look(f.Type)
		}
	}
	for _, v := range kinds() {
		look(reflect.TypeOf(v))
	}
	return names
}
