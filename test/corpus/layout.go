package corpus

import (
	"fmt"
	"strings"
)

// layout is what differs between the generators a corpus is written for.
type layout struct {
	// typeKey is the front-matter key of a case's type.
	typeKey string
	// brandPath is the file of a brand's page below content/.
	brandPath func(slug string) string
	// extra, if any, adds keys to a case's front matter.
	extra func(b []byte, f *Facts) []byte
}

var touyanLayout = layout{
	typeKey:   "type",
	brandPath: func(slug string) string { return "brands/" + slug + ".md" },
}

// frontMatter writes the YAML of a case.
func (l layout) frontMatter(b []byte, f *Facts) []byte {
	b = append(b, "---\n"...)
	b = field(b, "title", f.Title)
	b = field(b, "summary", f.Summary)
	b = field(b, "date", f.Date)
	b = field(b, "updated", f.Updated)
	b = field(b, l.typeKey, f.Type)
	b = list(b, "region", f.Region)
	b = field(b, "sector", f.Sector)
	b = field(b, "level", f.Level)
	b = field(b, "organization", f.Organization)
	b = field(b, "brand", f.Brand)
	b = field(b, "started", f.Started)
	b = list(b, "problems", f.Problems)
	b = list(b, "tags", f.Tags)
	b = appendPractices(b, f.Practices)
	b = appendOutcomes(b, f.Outcomes)
	b = appendMembers(b, f.Members)
	b = appendConditions(b, f)
	b = append(b, "lessons:\n"...)
	for _, s := range f.Lessons {
		b = fmt.Appendf(b, "  - %s\n", s)
	}
	b = appendSources(b, f.Sources)
	if l.extra != nil {
		b = l.extra(b, f)
	}
	return append(b, "---\n\n"...)
}

// field writes "key: value", or nothing for an empty value. The grammar makes no
// value that YAML would read otherwise than as written.
func field(b []byte, key, value string) []byte {
	if value == "" {
		return b
	}
	return fmt.Appendf(b, "%s: %s\n", key, value)
}

func list(b []byte, key string, values []string) []byte {
	b = append(append(b, key...), ": "...)
	return append(appendList(b, values), '\n')
}

func appendList(b []byte, values []string) []byte {
	return fmt.Appendf(b, "[%s]", strings.Join(values, ", "))
}

func appendPractices(b []byte, ps []Practice) []byte {
	b = append(b, "practices:\n"...)
	for _, p := range ps {
		b = fmt.Appendf(b, "  - title: %s\n    detail: %s\n", p.Title, p.Detail)
	}
	return b
}

func appendOutcomes(b []byte, os []Outcome) []byte {
	b = append(b, "outcomes:\n"...)
	for _, o := range os {
		b = fmt.Appendf(b, "  - indicator: %s\n", o.Indicator)
		if o.Unit != "" {
			b = fmt.Appendf(b, "    unit: %q\n", o.Unit)
		}
		b = appendFigures(b, o)
		if o.Approx {
			b = append(b, "    approx: true\n"...)
		}
		if o.YearGuess {
			b = append(b, "    year_inferred: true\n"...)
		}
		b = indented(b, "scope", o.Scope)
		b = indented(b, "note", o.Note)
	}
	return b
}

func appendFigures(b []byte, o Outcome) []byte {
	if len(o.Values) == 0 {
		return fmt.Appendf(b, "    value: %s\n    year: %d\n", o.Value, o.Year)
	}
	b = append(b, "    values: {"...)
	for k, v := range o.Values {
		if k > 0 {
			b = append(b, ", "...)
		}
		b = fmt.Appendf(b, "%d: %s", v.Year, v.Value)
	}
	return append(b, "}\n"...)
}

func appendMembers(b []byte, ms []Member) []byte {
	if len(ms) == 0 {
		return b
	}
	b = append(b, "members:\n"...)
	for _, m := range ms {
		b = fmt.Appendf(b, "  - name: %s\n    role: %s\n", m.Name, m.Role)
	}
	return b
}

func appendConditions(b []byte, f *Facts) []byte {
	if f.Where == "" {
		return b
	}
	return fmt.Appendf(b, "conditions:\n  where: %s\n  cost: %s\n  people: %s\n  period: %s\n", f.Where, f.Cost, f.People, f.Period)
}

func appendSources(b []byte, ss []Source) []byte {
	b = append(b, "sources:\n"...)
	for _, s := range ss {
		b = fmt.Appendf(b, "  - title: %s\n", s.Title)
		b = indented(b, "publisher", s.Publisher)
		b = indented(b, "date", s.Date)
		b = indented(b, "url", s.URL)
	}
	return b
}

func indented(b []byte, key, value string) []byte {
	if value == "" {
		return b
	}
	return field(append(b, "    "...), key, value)
}
