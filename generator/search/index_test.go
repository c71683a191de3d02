package search

import (
	"fmt"
	"strings"

	"touyan/generator/config"
	"touyan/test/corpus"
)

// corpusDocument makes a document of a corpus case without the rest of the
// pipeline: its Markdown stands for its text.
func corpusDocument(g *corpus.Generator, i int) *Document {
	f := g.Facts(i)
	_, md, _ := strings.Cut(string(g.Case(i)[0].Data[4:]), "\n---\n")
	d := &Document{
		URL: fmt.Sprintf("cases/case-%06d.html", i), Title: f.Title, Date: f.Date, Region: strings.Join(f.Region, " "),
		Facets: Facets{Type: f.Type, Sector: f.Sector, Level: f.Level, Problems: f.Problems, Tags: f.Tags, Year: f.Date[:4]},
	}
	for i := range f.Region {
		d.Facets.Region = append(d.Facets.Region, strings.Join(f.Region[:i+1], "/"))
	}
	d.Parts = []Part{{Field: Title, Text: f.Title}, {Field: Summary, Text: f.Summary}, {Field: Organization, Text: f.Organization}, {Field: Region, Text: d.Region}}
	for _, p := range f.Problems {
		d.Parts = append(d.Parts, Part{Field: Problem, Text: p})
	}
	for _, t := range f.Tags {
		d.Parts = append(d.Parts, Part{Field: Tag, Text: t})
	}
	for i, p := range f.Practices {
		d.Parts = append(d.Parts, Part{Field: Practice, Anchor: fmt.Sprintf("practice-%d", i+1), Section: p.Title, Text: p.Title + "\n" + p.Detail})
	}
	for n, s := range strings.Split(md, "\n## ") {
		head, text, _ := strings.Cut(s, "\n")
		d.Parts = append(d.Parts, Part{Field: Body, Anchor: fmt.Sprintf("s%d", n), Section: head, Text: text})
	}
	return d
}

func testWeights() config.Weights {
	return config.Weights{Title: 8, Summary: 3, Organization: 4, Brand: 4, Problems: 5, Practices: 4, Tags: 4, Region: 2, Lessons: 2, Headings: 3, Body: 1}
}
