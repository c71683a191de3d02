package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"touyan/test/corpus"
)

func TestChooseKeepsTheOrderOfRunning(t *testing.T) {
	got, err := choose("pagefind, bleve")
	if err != nil || len(got) != 2 || got[0].name != "bleve" || got[1].name != "pagefind" {
		t.Errorf("choose gives %v, %v", got, err)
	}
	if _, err := choose("touyan,lucene"); err == nil || !strings.Contains(err.Error(), "lucene") {
		t.Errorf("an unknown tool gives %v", err)
	}
}

func TestParseCase(t *testing.T) {
	f := corpus.New(1).Facts(3)
	doc := parseCase(string(corpus.Case(1, 3)))
	if doc.Title != f.Title || !slices.Equal(doc.Tags, f.Tags) {
		t.Errorf("case is read as %q, %q; want %q, %q", doc.Title, doc.Tags, f.Title, f.Tags)
	}
	if strings.Contains(doc.Body, "organization:") || !strings.Contains(doc.Body, "\n## ") {
		t.Errorf("the body is not what follows the front matter: %.60q", doc.Body)
	}
}

func TestIndexCorpusCountsItsCases(t *testing.T) {
	dir := t.TempDir()
	src := filepath.Join(dir, "src")
	if err := corpus.Write(src, corpus.Options{N: 60, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	if err := indexCorpus(src, filepath.Join(dir, "a"), 60); err != nil {
		t.Error(err)
	}
	if err := indexCorpus(src, filepath.Join(dir, "b"), 61); err == nil {
		t.Error("a missing case goes unnoticed")
	}
}

func TestEditsChangeTheCase(t *testing.T) {
	b := bench{report: report{Cases: 60}}
	src := t.TempDir()
	if err := corpus.Write(src, corpus.Options{N: 60, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	name, err := b.edited(src)
	if err != nil {
		t.Fatal(err)
	}
	title := parseCase(read(t, name)).Title
	if err := editBody(name); err != nil {
		t.Fatal(err)
	}
	if err := editTitle(name); err != nil {
		t.Fatal(err)
	}
	after := parseCase(read(t, name))
	if after.Title == title || !strings.HasSuffix(after.Body, addedText) {
		t.Errorf("title %q, body ends %q", after.Title, after.Body[len(after.Body)-40:])
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestReport(t *testing.T) {
	r := report{Cases: 10, Measurements: []Measurement{
		{Tool: "hugo", Scenario: plainBuild, WallSeconds: 1, CPUSeconds: 3, PeakRSS: 100},
		{Tool: yardstick, WallSeconds: 2, CPUSeconds: 2, PeakRSS: 200},
	}}
	if !r.has("hugo", plainBuild) || r.has("pagefind", plainBuild) {
		t.Error("has is wrong about what was measured")
	}
	var out bytes.Buffer
	if err := r.print(&out, true); err != nil {
		t.Fatal(err)
	}
	var back report
	if err := json.Unmarshal(out.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if want := (Ratio{Wall: 0.5, CPU: 1.5, RSS: 0.5}); *back.Measurements[0].Ratio != want {
		t.Errorf("ratio is %+v, want %+v", *back.Measurements[0].Ratio, want)
	}
}

func TestReportWithoutYardstick(t *testing.T) {
	r := report{Measurements: []Measurement{{Tool: "hugo", WallSeconds: 1}}, Missing: []string{"pagefind is left out: no network"}}
	var out bytes.Buffer
	if err := r.print(&out, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"-  -  -", "pagefind is left out"} {
		if !strings.Contains(strings.Join(strings.Fields(out.String()), "  "), strings.Join(strings.Fields(want), "  ")) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
