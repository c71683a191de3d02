package theme

import (
	"html/template"
	"strings"

	"touyan/generator/chart"
	"touyan/generator/view"
)

// chart OUTCOME returns the picture of an outcome's figures with the same in
// words. One percentage between 0 and 100 is a bar of 100 (div.share); three or
// more figures with years are a line (svg.chart) and a table that opens
// (details.data); any other two or more are a table with bars (table.years with
// svg.bar). For one other figure it returns nothing.
func (c *catalogue) chart(o view.Outcome) (template.HTML, error) {
	d := drawing{catalogue: c, outcome: &o, points: points(o.Figures)}
	b := make([]byte, 0, 4096)
	switch chart.KindOf(d.points) {
	case chart.Share:
		b = append(b, `<div class="share" aria-hidden="true">`...)
		b = chart.AppendBar(b, chart.DomainOf(d.points), d.points[0])
		b = append(b, `<span>0</span><span>100%</span></div>`...)
	case chart.Bars:
		b = d.table(b, true)
	case chart.Years:
		line := chart.Line{Name: d.name(), Log: d.say("chart.log"), Inferred: o.YearInferred, Points: d.points}
		b = line.Append(b)
		b = append(b, `<details class="data"><summary>`...)
		b = append(b, template.HTMLEscapeString(d.say("chart.table"))...)
		b = append(b, `</summary>`...)
		b = d.table(b, false)
		b = append(b, `</details>`...)
	}
	return template.HTML(b), d.err
}

// drawing is an outcome being drawn; it keeps the first word that is missing.
type drawing struct {
	*catalogue
	outcome *view.Outcome
	points  []chart.Point
	err     error
}

func points(figures []view.Figure) []chart.Point {
	list := make([]chart.Point, len(figures))
	for i, f := range figures {
		list[i] = chart.Point{Year: f.Year, Value: f.Value, Number: f.Number, Unit: f.Unit, Approx: f.Approx, About: f.About}
	}
	return list
}

func (d *drawing) say(key string, args ...any) string {
	text, err := d.t(key, args...)
	if err != nil && d.err == nil {
		d.err = err
	}
	return text
}

// name says in words what a line shows.
func (d *drawing) name() string {
	high := 0
	for i, f := range d.outcome.Figures {
		if f.Value > d.outcome.Figures[high].Value {
			high = i
		}
	}
	last := len(d.outcome.Figures) - 1
	return d.say("chart.line", d.outcome.Indicator, d.dated(0), d.dated(last), d.dated(high))
}

// dated is a figure with its year in words.
func (d *drawing) dated(i int) string {
	f := &d.outcome.Figures[i]
	number := chart.Mark(f.Approx, f.About) + f.Number + f.Unit
	return d.say("chart.dated", f.Year, number)
}

// table writes the figures as rows, with a bar each where asked for.
func (d *drawing) table(b []byte, bars bool) []byte {
	domain := chart.DomainOf(d.points)
	b = append(b, `<table class="years"><thead class="unseen"><tr><th scope="col">`...)
	b = append(b, template.HTMLEscapeString(d.say("chart.year"))...)
	b = append(b, `</th><th scope="col">`...)
	b = append(b, template.HTMLEscapeString(d.say("chart.figure"))...)
	b = append(b, `</th></tr></thead><tbody>`...)
	var cell strings.Builder
	for i := range d.outcome.Figures {
		f := &d.outcome.Figures[i]
		year := ""
		if f.Year == 0 {
			year = d.say("year.none")
		} else if year = d.say("year", f.Year); d.outcome.YearInferred {
			year += "*"
		}
		b = append(b, `<tr><th scope="row">`...)
		b = append(b, template.HTMLEscapeString(year)...)
		b = append(b, `</th><td>`...)
		cell.Reset()
		writeFigure(&cell, f)
		b = append(b, cell.String()...)
		if bars {
			b = chart.AppendBar(b, domain, d.points[i])
		}
		b = append(b, `</td></tr>`...)
	}
	return append(b, `</tbody></table>`...)
}

// network CENTRE GROUPS returns the picture of an alliance (svg.network): CENTRE in
// the middle, the roles of a list of MemberGroup around it, and their members. It
// is made for 700 pixels, so a style sheet hides it on phones; the list of members
// stands beside it as its equal. For less than two members or more than 200 it
// returns nothing.
func (c *catalogue) network(centre string, groups []view.MemberGroup) (template.HTML, error) {
	n := chart.Network{Centre: centre, Groups: make([]chart.Group, len(groups))}
	total := 0
	for i, g := range groups {
		names := make([]string, len(g.Members))
		for j, m := range g.Members {
			names[j] = m.Name
		}
		role := g.Role
		if role == "" {
			var err error
			if role, err = c.t("case.member"); err != nil {
				return "", err
			}
		}
		n.Groups[i] = chart.Group{Role: role, Members: names}
		total += len(names)
	}
	var err error
	if n.Name, err = c.t("chart.network", total, len(groups)); err != nil {
		return "", err
	}
	return template.HTML(n.Append(make([]byte, 0, 8192))), nil
}
