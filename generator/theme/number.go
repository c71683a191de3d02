package theme

import (
	"html/template"
	"strconv"
	"strings"

	"touyan/generator/chart"
	"touyan/generator/view"
)

// date DATE returns an element <time> with the date by the words date.day,
// date.month or date.year, as exact as it is known, or nothing where there is no
// date. {2} is the month's name, month.1 to month.12, where the words have it.
func (c *catalogue) date(d view.Date) (template.HTML, error) {
	if d.ISO == "" {
		return "", nil
	}
	key := "date.day"
	switch {
	case d.Month == 0:
		key = "date.year"
	case d.Day == 0:
		key = "date.month"
	}
	month := strconv.Itoa(d.Month)
	if name, ok := c.texts["month."+month]; ok {
		month = name.parts[0]
	}
	text, err := c.t(key, strconv.Itoa(d.Year), month, strconv.Itoa(d.Day))
	return template.HTML(`<time datetime="` + template.HTMLEscapeString(d.ISO) + `">` +
		template.HTMLEscapeString(text) + `</time>`), err
}

// figure FIGURE returns a number with its unit, marked ≥ where it is
// at least so much and ≈ where it is about, as an element of class fig that holds those of class approx, num
// and unit. Of an Outcome it takes the last figure.
func figure(f any) (template.HTML, error) {
	var v view.Figure
	switch f := f.(type) {
	case view.Figure:
		v = f
	case *view.Figure:
		v = *f
	case view.Outcome:
		if len(f.Figures) == 0 {
			return "", nil
		}
		v = f.Figures[len(f.Figures)-1]
	default:
		return "", typeError("figure", "a Figure or an Outcome", f)
	}
	var b strings.Builder
	b.Grow(160)
	writeFigure(&b, &v)
	return template.HTML(b.String()), nil
}

func writeFigure(b *strings.Builder, f *view.Figure) {
	b.WriteString(`<span class="fig">`)
	span(b, "approx", chart.Mark(f.Approx, f.About))
	span(b, "num", f.Number)
	span(b, "unit", f.Unit)
	b.WriteString(`</span>`)
}

// change CHANGE returns in words how a figure changed: a span each for the
// years, the ratio, the percentage and the year's average.
func (c *catalogue) change(ch *view.Change) (template.HTML, error) {
	var b strings.Builder
	b.Grow(256)
	say := func(class, key string, args ...any) error {
		text, err := c.t(key, args...)
		span(&b, class, text)
		return err
	}
	var err error
	if ch.From != 0 && ch.To != 0 {
		err = say("years", "change.span", ch.From, ch.To)
	}
	times, fault := c.times(ch)
	if err == nil {
		err = fault
	}
	if times != "" && err == nil {
		key := "change.times"
		if ch.Approx {
			key = "change.times.approx"
		}
		err = say("times", key, times)
	}
	span(&b, "percent", ch.Percent)
	if ch.Yearly != "" && err == nil {
		err = say("yearly", "change.yearly", ch.Yearly)
	}
	return template.HTML(b.String()), err
}

// times CHANGE returns the number of times that a figure grew to, which from
// 10,000 on is by the words number.wan and number.yi, {1} counting in ten thousands
// or hundred millions and {2} being the number in full with commas.
func (c *catalogue) times(ch *view.Change) (string, error) {
	x, err := strconv.ParseFloat(ch.Times, 64)
	switch {
	case err != nil || x < 1e4:
		return ch.Times, nil
	case x < 1e8:
		return c.t("number.wan", short(x/1e4), grouped(ch.Times))
	}
	return c.t("number.yi", short(x/1e8), grouped(ch.Times))
}

// short writes a number of 1 or more with three digits, or all before the point.
func short(x float64) string {
	decimals := 0
	switch {
	case x < 10:
		decimals = 2
	case x < 100:
		decimals = 1
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if decimals > 0 {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// grouped puts commas between the thousands of a whole number.
func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
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
