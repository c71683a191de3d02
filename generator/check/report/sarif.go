package report

import (
	"io"
	"net/url"
	"path"
	"unicode/utf16"

	"touyan/generator/check"
	"touyan/generator/diag"
)

// The version of SARIF, the place of its schema, and the name of the folder that
// files are relative to.
const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sarifBase    = "SRCROOT"
)

// The objects of SARIF that are used, with the names of the specification.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool                `json:"tool"`
		Language   string                   `json:"language"`
		ColumnKind string                   `json:"columnKind"`
		Bases      map[string]sarifLocation `json:"originalUriBaseIds"`
		Artifacts  []sarifArtifact          `json:"artifacts"`
		Results    []sarifResult            `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name     string      `json:"name"`
		Version  string      `json:"version,omitempty"`
		Language string      `json:"language"`
		Rules    []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID         string          `json:"id"`
		Short      sarifText       `json:"shortDescription"`
		Full       sarifText       `json:"fullDescription"`
		Help       sarifText       `json:"help"`
		Default    sarifDefault    `json:"defaultConfiguration"`
		Properties sarifProperties `json:"properties"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifProperties struct {
		Tags []string `json:"tags"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifArtifact struct {
		Location sarifLocation `json:"location"`
		Language string        `json:"sourceLanguage,omitempty"`
	}
	sarifLocation struct {
		URI         string     `json:"uri,omitempty"`
		Base        string     `json:"uriBaseId,omitempty"`
		Index       *int       `json:"index,omitempty"`
		Description *sarifText `json:"description,omitempty"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifPlace      `json:"locations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
	}
	sarifPlace struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifLocation `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
		Context  *sarifRegion  `json:"contextRegion,omitempty"`
	}
	sarifRegion struct {
		StartLine   int        `json:"startLine"`
		StartColumn int        `json:"startColumn,omitempty"`
		EndLine     int        `json:"endLine,omitempty"`
		EndColumn   int        `json:"endColumn,omitempty"`
		Snippet     *sarifText `json:"snippet,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifLocation      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted *sarifText  `json:"insertedContent,omitempty"`
	}
)

// SARIF writes the report in the Static Analysis Results Interchange Format, version
// 2.1.0 (OASIS).
func (r *Report) SARIF(w io.Writer) error {
	s := &sarifWriter{report: r, rule: map[string]int{}, artifact: map[string]int{}, artifacts: []sarifArtifact{}, results: []sarifResult{}}
	for _, c := range check.Codes() {
		s.addRule(c.Name, c.Severity, c.Part)
	}
	for e := range r.entries {
		s.add(e)
	}
	lang := string(r.Words.Language())
	return encode(w, sarifLog{sarifSchema, sarifVersion, []sarifRun{{
		Tool:     sarifTool{sarifDriver{toolName, r.Version, lang, s.rules}},
		Language: lang, ColumnKind: "utf16CodeUnits",
		Bases:     map[string]sarifLocation{sarifBase: {Description: &sarifText{r.Words.Text("report.base")}}},
		Artifacts: s.artifacts, Results: s.results,
	}}})
}

// sarifWriter gathers rules, files and results, which name one another by number.
type sarifWriter struct {
	report    *Report
	rules     []sarifRule
	rule      map[string]int
	artifacts []sarifArtifact
	artifact  map[string]int
	results   []sarifResult
}

func (s *sarifWriter) addRule(code string, severity diag.Severity, part string) {
	words := s.report.Words
	what := words.Outline(code)
	help := words.Outline(code + ".mend")
	if help == "" {
		help = what
	}
	s.rule[code] = len(s.rules)
	s.rules = append(s.rules, sarifRule{
		ID: code, Short: sarifText{what}, Full: sarifText{what}, Help: sarifText{help},
		Default: sarifDefault{level(severity)}, Properties: sarifProperties{[]string{part}},
	})
}

func (s *sarifWriter) add(e entry) {
	if _, known := s.rule[e.code]; !known {
		s.addRule(e.code, e.severity, e.part)
	}
	text := e.message
	if e.mend != "" {
		text += "\n" + e.mend
	}
	result := sarifResult{
		RuleID: e.code, RuleIndex: s.rule[e.code], Level: level(e.severity), Message: sarifText{text},
		Fingerprints: map[string]string{"primaryLocationLineHash": e.fingerprint},
	}
	if e.file != "" {
		at := s.location(e.file)
		region, context := regions(e)
		result.Locations = []sarifPlace{{sarifPhysical{at, region, context}}}
		if e.fix != nil && region != nil {
			deleted := *region
			deleted.Snippet = nil
			result.Fixes = []sarifFix{{
				Description: sarifText{s.report.fixWords(e.fix)},
				Changes:     []sarifChange{{at, []sarifReplacement{{deleted, &sarifText{e.fix.Text}}}}},
			}}
		}
	}
	s.results = append(s.results, result)
}

// location names a file and notes it among the artifacts.
func (s *sarifWriter) location(file string) sarifLocation {
	i, known := s.artifact[file]
	if !known {
		i = len(s.artifacts)
		s.artifact[file] = i
	}
	at := sarifLocation{URI: (&url.URL{Path: path.Join(s.report.Prefix, file)}).String(), Base: sarifBase}
	if !known {
		s.artifacts = append(s.artifacts, sarifArtifact{at, languages()[path.Ext(file)]})
	}
	at.Index = &i
	return at
}

// languages are the names that SARIF suggests for languages, by the ends of names.
func languages() map[string]string {
	return map[string]string{".md": "markdown", ".yaml": "yaml", ".yml": "yaml", ".html": "html", ".svg": "xml"}
}

// regions returns the stretch and the lines around it; nil where they are not known.
func regions(e entry) (region, context *sarifRegion) {
	lines := e.lines()
	switch {
	case e.line == 0:
		return nil, nil
	case len(lines) == 0:
		// The columns of what cannot be read are not known to be UTF-16.
		return &sarifRegion{StartLine: e.line}, nil
	}
	region = &sarifRegion{StartLine: e.line, StartColumn: units(lines[0].before) + 1}
	if e.endLine > 0 {
		tail := e.shown.LineText(e.endLine)
		head := []rune(tail)[:min(e.endCol-1, len([]rune(tail)))]
		region.EndLine, region.EndColumn = e.endLine, units(string(head))+1
		if e.endLine > lines[len(lines)-1].number+1 {
			return region, nil
		}
		region.Snippet = &sarifText{e.shown.Text[e.at.Start:e.at.End]}
	}
	all := ""
	for i, l := range lines {
		if i > 0 {
			all += "\n"
		}
		all += l.text()
	}
	return region, &sarifRegion{StartLine: e.line, EndLine: lines[len(lines)-1].number, Snippet: &sarifText{all}}
}

// units counts UTF-16 code units.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// level is a severity's name in SARIF.
func level(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "error"
	case diag.Warning:
		return "warning"
	}
	return "note"
}
