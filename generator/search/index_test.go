package search

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

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

func TestTiming(t *testing.T) {
	n := 2000
	fmt.Sscan(os.Getenv("N"), &n)
	g := corpus.New(1)
	dir := t.TempDir()
	b, err := Create(dir, Meta{Weights: testWeights(), Synonyms: [][]string{{"村支书", "村党组织书记"}}})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	for i := range n {
		if err := b.Add(corpusDocument(g, i)); err != nil {
			t.Fatal(err)
		}
	}
	mid := time.Now()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Export(dir); err != nil {
		t.Fatal(err)
	}
	fmt.Println("build", mid.Sub(start), time.Since(mid))
	start = time.Now()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("open", time.Since(start))
	for _, q := range []string{"党建联盟", "集体经济薄弱怎么办", "党", "建联", "zuili", "dangjian", "2650", "5", "\"党建引领\"", "党建 -联盟", "类型:alliance 群众", "村支书怎样带领村民增收致富，有哪些做法可以借鉴？", "，", "地区:嘉兴 产业"} {
		start = time.Now()
		r, err := x.Search(context.Background(), Request{Query: q})
		d := time.Since(start)
		if err != nil {
			t.Fatal(q, err)
		}
		fmt.Println(q, d, r.Total, len(r.Facets))
		for i, h := range r.Results {
			if i < 2 {
				var s strings.Builder
				for _, f := range h.Excerpt {
					if f.Hit {
						s.WriteString("【" + f.Text + "】")
					} else {
						s.WriteString(f.Text)
					}
				}
				fmt.Printf("   %.3f %s | %s | %s\n", h.Score, h.Title, h.Section, s.String())
			}
		}
	}
}
