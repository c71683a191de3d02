package theme

import (
	"html/template"
	"strings"

	"touyan/generator/view"
)

// date DATE returns an element <time>, or nothing where there is no date.
func date(d view.Date) template.HTML {
	if d.ISO == "" {
		return ""
	}
	return template.HTML(`<time datetime="` + template.HTMLEscapeString(d.ISO) + `">` +
		template.HTMLEscapeString(d.Text) + `</time>`)
}

// figure FIGURE returns a number with its unit, marked ≥ where it is
// approximate, as an element of class fig that holds those of class approx, num
// and unit.
func figure(f any) (template.HTML, error) {
	var v view.Figure
	switch f := f.(type) {
	case view.Figure:
		v = f
	case *view.Figure:
		v = *f
	default:
		return "", typeError("figure", "a Figure", f)
	}
	var b strings.Builder
	b.WriteString(`<span class="fig">`)
	if v.Approx {
		span(&b, "approx", "≥")
	}
	span(&b, "num", v.Number)
	span(&b, "unit", v.Unit)
	b.WriteString(`</span>`)
	return template.HTML(b.String()), nil
}

// change CHANGE returns in words how a figure changed: a span each for the
// years, the ratio, the percentage and the year's average.
func (c *catalogue) change(ch *view.Change) (template.HTML, error) {
	var b strings.Builder
	say := func(class, key string, args ...any) error {
		text, err := c.t(key, args...)
		span(&b, class, text)
		return err
	}
	var err error
	if ch.From != 0 && ch.To != 0 {
		err = say("years", "change.span", ch.From, ch.To)
	}
	if ch.Times != "" && err == nil {
		key := "change.times"
		if ch.Approx {
			key = "change.times.approx"
		}
		err = say("times", key, ch.Times)
	}
	span(&b, "percent", ch.Percent)
	if ch.Yearly != "" && err == nil {
		err = say("yearly", "change.yearly", ch.Yearly)
	}
	return template.HTML(b.String()), err
}

// span writes an element with a text, if there is any.
func span(b *strings.Builder, class, text string) {
	if text == "" {
		return
	}
	b.WriteString(`<span class="`)
	b.WriteString(class)
	b.WriteString(`">`)
	b.WriteString(template.HTMLEscapeString(text))
	b.WriteString(`</span>`)
}
