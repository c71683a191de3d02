package main

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"touyan/generator"
	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/generator/output"
	"touyan/generator/search"
)

// buildResult is what build --json prints: one object, whatever happened.
type buildResult struct {
	// Published says whether the site was replaced.
	Published bool `json:"published"`
	// Error is a fault that has no place in the content, or "".
	Error       string      `json:"error,omitempty"`
	Diagnostics []finding   `json:"diagnostics"`
	Counts      counts      `json:"counts"`
	Stages      []stageTime `json:"stages"`
	Milliseconds
}

// Milliseconds is a wall time.
type Milliseconds struct {
	MS float64 `json:"ms"`
}

type counts struct {
	Pages    int `json:"pages"`
	Cases    int `json:"cases"`
	Brands   int `json:"brands"`
	Rendered int `json:"rendered"`
	Indexed  int `json:"indexed"`
	Written  int `json:"written"`
	Removed  int `json:"removed"`
	Kept     int `json:"kept"`
}

type stageTime struct {
	Name string `json:"name"`
	Milliseconds
}

// finding is a diagnostic; line and col are 0 where they are not known.
type finding struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Mend     string `json:"mend"`
}

func newBuildResult(words *message.Printer, r generator.Report, took time.Duration, err error) buildResult {
	b := buildResult{
		Published: err == nil, Diagnostics: []finding{}, Stages: []stageTime{},
		Counts: counts{
			Pages: r.Pages, Cases: r.Cases, Brands: r.Brands, Rendered: r.Rendered, Indexed: r.Indexed,
			Written: r.Written, Removed: r.Removed, Kept: r.Kept,
		},
		Milliseconds: milliseconds(took),
	}
	var out *output.Error
	switch {
	case errors.As(err, &out):
		r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{Code: out.Code, Args: out.Args})
	case err != nil && !errors.Is(err, generator.ErrContent):
		b.Error = err.Error()
	}
	for _, d := range r.Diagnostics {
		b.Diagnostics = append(b.Diagnostics, newFinding(words, d))
	}
	for _, st := range r.Stages {
		b.Stages = append(b.Stages, stageTime{st.Name, milliseconds(st.Time)})
	}
	return b
}

func milliseconds(d time.Duration) Milliseconds {
	return Milliseconds{float64(d.Microseconds()) / 1000}
}

func newFinding(words *message.Printer, d diag.Diagnostic) finding {
	return finding{
		File: d.Pos.File, Line: d.Pos.Line, Col: d.Pos.Col, Severity: d.Severity.String(),
		Code: d.Code, Message: words.Message(d), Mend: words.Mend(d),
	}
}

// searchResult is what search --json prints.
type searchResult struct {
	Total   int                     `json:"total"`
	Results []result                `json:"results"`
	Facets  map[string][]facetValue `json:"facets"`
}

type result struct {
	URL    string  `json:"url"`
	Title  string  `json:"title"`
	Type   string  `json:"type"`
	Region string  `json:"region"`
	Score  float64 `json:"score"`
	// Excerpt is plain text; anchor is the id of the section it stands in.
	Excerpt string `json:"excerpt"`
	Anchor  string `json:"anchor"`
}

type facetValue struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

func newSearchResult(r search.Response) searchResult {
	out := searchResult{Total: r.Total, Results: []result{}, Facets: map[string][]facetValue{}}
	for _, one := range r.Results {
		out.Results = append(out.Results, result{
			URL: one.URL, Title: one.Title, Type: one.Type, Region: one.Region,
			Score: one.Score, Excerpt: plain(one.Excerpt), Anchor: one.Anchor,
		})
	}
	for name, values := range r.Facets {
		for _, v := range values {
			out.Facets[name] = append(out.Facets[name], facetValue{v.Value, v.Label, v.Count})
		}
	}
	return out
}

func plain(fragments []search.Fragment) string {
	var b strings.Builder
	for _, f := range fragments {
		b.WriteString(f.Text)
	}
	return b.String()
}

// printJSON prints one object on one line. HTML's signs stand as they are: the
// reader is a program or a person at a terminal, not a page.
func (s *session) printJSON(v any) {
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	// The encoder fails only where writing does, which Flush reports.
	_ = enc.Encode(v)
}
