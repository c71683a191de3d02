// Package report writes what the checks found for people and for programs: as JSON, as
// SARIF 2.1.0 and as one HTML page that needs nothing else. What prints findings as text
// takes what it shows from [Masked] and [Veil].
//
// # What is never shown
//
// A finding whose stretch is secret ([check.Finding].Secret) is told with its place,
// and with the stretch masked: at most its first three and last two characters stand,
// and never more than half of it. The mask has as many bytes and UTF-16 code units as
// what it hides, so columns stay right. Nothing that is written holds the stretch as
// it is: not the line that it stands in, not another finding of that line, not a
// message, not a mend, not a fingerprint. The name of a file is shown as it is.
//
// # JSON
//
// One object, also described by docs/check.schema.json. Members may be added within a
// format; format grows where one changes its meaning or goes.
//
//	format      1
//	tool        name, version
//	site        its name
//	language    of messages and mends: zh-CN or en
//	counts      pages, files (with findings), errors, warnings, hints, fixable
//	findings[]  in order of file and place:
//	  file        slash-separated, from the site's folder
//	  line, col, end_line, end_col
//	              from 1, in characters, the end exclusive; 0 where it is not known
//	  severity    error, warning, hint
//	  code, part  part is that of [check.Code], build for what a build finds too
//	  message, mend
//	  secret      whether the stretch is masked
//	  source[]    the lines of the stretch, at most three: line, text
//	  fix         text to write instead, and whether it is safe; left out where none is
//	  fingerprint see below
//
// # Fingerprints
//
// A finding is known again by its fingerprint after lines above it came or went: a
// hash of its file, its code, its stretch and the line around it, and a number that
// tells apart those that have all this in common.
//
// # SARIF
//
// One run whose driver lists every kind of finding as a rule. Columns are UTF-16 code
// units. Files are relative to the base SRCROOT, the folder that the report's Prefix
// leads from to the site.
package report

import (
	"touyan/generator/check"
	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/generator/prose"
)

// Report is what was found in a site.
type Report struct {
	// Site is the site's name, Version touyan's.
	Site, Version string
	// Prefix is the slash-separated path from the folder where a program looks for
	// the files of SARIF to the site's folder, "" where these are one.
	Prefix string
	// Day is when the site was checked, as people write it; "" leaves it out.
	Day string
	// Pages is how many pages were checked.
	Pages    int
	Findings []check.Finding
	// Source returns a file by its path from the site's folder, nil where it cannot
	// be shown: it is no text, or gone.
	Source func(path string) *prose.File
	Words  *message.Printer
}

// Counts says how many of what there are.
type Counts struct {
	Pages    int `json:"pages"`
	Files    int `json:"files"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Hints    int `json:"hints"`
	// Fixable are those that [check.Fix].Safe mends.
	Fixable int `json:"fixable"`
}

// Counts counts the findings.
func (r *Report) Counts() Counts {
	c := Counts{Pages: r.Pages}
	files := map[string]bool{}
	for _, f := range r.Findings {
		files[f.Pos.File] = true
		switch f.Severity {
		case diag.Error:
			c.Errors++
		case diag.Warning:
			c.Warnings++
		case diag.Hint:
			c.Hints++
		}
		if f.Fix != nil && f.Fix.Safe {
			c.Fixable++
		}
	}
	c.Files = len(files)
	return c
}

// parts returns the part of every code.
func parts() map[string]string {
	out := map[string]string{}
	for _, c := range check.Codes() {
		out[c.Name] = c.Part
	}
	return out
}

// buildPart is the part of codes that a build finds, which are none of the checks'.
const buildPart = "build"
