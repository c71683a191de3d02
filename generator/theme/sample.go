package theme

import (
	"html/template"
	"io"
	"maps"
	"reflect"
	"slices"

	"touyan/generator/diag"
	"touyan/generator/view"
)

// kinds has an empty view of every kind of page.
func kinds() []view.View {
	return []view.View{
		&view.Home{}, &view.Case{}, &view.Brand{}, &view.Booklet{}, &view.List{}, &view.Terms{},
		&view.Problems{}, &view.Plain{}, &view.Search{}, &view.Compare{},
		&view.Indicators{}, &view.Indicator{}, &view.SiteMap{}, &view.NotFound{}, &view.Redirect{},
	}
}

// choices are the fields that name words of the theme's catalogue, with all
// that they may be.
func choices() map[string][]string {
	of := []string{"section", "type", "region", "sector", "level", "problem", "tag", "year"}
	return map[string][]string{
		"Count.Key":     {"cases", "brands", "regions", "practices", "outcomes", "problems"},
		"Condition.Key": {"where", "cost", "people", "period"},
		"Reason.Kind":   {"problem", "type", "sector", "level", "tag", "region", "brand"},
		"Moment.Kind":   {"started", "case", "figure"},
		"List.Of":       of,
		"Column.Kind":   {"case", "brand", "plain"},
		"Terms.Of":      of,
		"Missing.Kind":  {"type", "problem"},
	}
}

// samples returns views of one kind: one without anything, one whose lists have
// elements without anything, and full ones between which every choice of a field
// of the view itself is made.
func samples(kind view.View) []view.View {
	t := reflect.TypeOf(kind).Elem()
	s := sampler{choices: choices(), full: true}
	hollow := sampler{choices: s.choices}
	bare := reflect.New(t)
	s.choose(bare.Elem(), 0)
	thin := reflect.New(t)
	hollow.fill(thin.Elem(), 0)
	views := []view.View{bare.Interface().(view.View), thin.Interface().(view.View)}
	for i := range s.variants(t) {
		full := reflect.New(t)
		s.fill(full.Elem(), i)
		views = append(views, full.Interface().(view.View))
	}
	for _, v := range views {
		if v.Common().Site == nil {
			v.Common().Site = &view.Site{}
		}
	}
	return views
}

// sampler fills in structs: all fields, or only those that are never empty.
type sampler struct {
	choices map[string][]string
	full    bool
}

// variants is how many structs of a type make every choice once.
func (s sampler) variants(t reflect.Type) int {
	n := 1
	if t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			n = max(n, len(s.choices[t.Name()+"."+t.Field(i).Name]))
		}
	}
	return n
}

// choose makes choice number n in a struct's own fields.
func (s sampler) choose(v reflect.Value, n int) {
	t := v.Type()
	for i := range t.NumField() {
		if c := s.choices[t.Name()+"."+t.Field(i).Name]; c != nil {
			v.Field(i).SetString(c[n%len(c)])
		}
	}
}

// fill sets a value: a slice gets one element, or one for every choice.
func (s sampler) fill(v reflect.Value, n int) {
	switch v.Kind() {
	case reflect.Pointer:
		if s.full || always(v.Type()) {
			v.Set(reflect.New(v.Type().Elem()))
			s.fill(v.Elem(), n)
		}
	case reflect.Slice:
		m := s.variants(v.Type().Elem())
		v.Set(reflect.MakeSlice(v.Type(), m, m))
		for i := range m {
			s.fill(v.Index(i), i)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			s.fill(v.Field(i), n)
		}
		s.choose(v, n)
	default:
		if s.full {
			fillScalar(v)
		}
	}
}

// always reports whether a pointer of a view is never nil.
func always(t reflect.Type) bool {
	return t == reflect.TypeFor[*view.Card]() || t == reflect.TypeFor[*view.Case]() || t == reflect.TypeFor[*view.Site]()
}

func fillScalar(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		text := "x"
		if v.Type() == reflect.TypeFor[template.HTML]() {
			text = "<p>x</p>"
		}
		v.SetString(text)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(2)
	case reflect.Uint64:
		v.SetUint(2)
	case reflect.Float64:
		v.SetFloat(2)
	}
}

// rehearse runs every layout on samples and reports each failing place once.
func (t *Theme) rehearse(l *diag.List) {
	type place struct {
		pos  diag.Position
		code string
	}
	seen := map[place]bool{}
	run := func(layout *template.Template, kind view.View) {
		for _, v := range samples(kind) {
			err := t.execute(io.Discard, layout, v, v.Layout())
			failed, ok := err.(*Error)
			if !ok || seen[place{failed.Diag.Pos, failed.Diag.Code}] {
				continue
			}
			seen[place{failed.Diag.Pos, failed.Diag.Code}] = true
			*l = append(*l, failed.Diag)
		}
	}
	for _, kind := range kinds() {
		run(t.layouts[kind.Layout()], kind)
	}
	if t.fallback != nil && !slices.Contains(slices.Collect(maps.Values(t.layouts)), t.fallback) {
		run(t.fallback, &view.NotFound{})
	}
	// The samples' cards are no one's.
	t.cards.forget()
	t.frames.forget()
}
