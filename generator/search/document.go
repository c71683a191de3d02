package search

import (
	"strconv"
	"strings"

	"touyan/generator/config"
)

// Document is a page as the index sees it: facts for results and facets, and
// all text that a reader of the page sees of it, cut into parts.
type Document struct {
	// URL is the page's site path and its id in the index.
	URL string
	// Title, Date (ISO, as exact as known) and Region (names joined) are shown
	// with a result.
	Title, Date, Region string
	// Facets are the values to count and filter by.
	Facets Facets
	// Values are the latest figures of indicators, in base units, by indicator.
	Values map[string]float64
	// Parts are the page's text in the order of reading.
	Parts []Part
}

// Facets are a document's values by facet. Region holds every path from the
// province down (浙江省, 浙江省/嘉兴市, …); Type, Sector and Level are ids.
type Facets struct {
	Type, Sector, Level string
	Region              []string
	Problems, Tags      []string
	Year                string
}

// Field says what a part is, and so how much it weighs.
type Field uint8

// The fields of a part, as config.Weights names them.
const (
	Body Field = iota
	Title
	Summary
	Organization
	Brand
	Problem
	Practice
	Tag
	Region
	Lesson
	Heading
	fields
)

// Part is a stretch of text with the place it stands at.
type Part struct {
	Field Field
	// Anchor is the id to jump to, or "" for the top of the page; Section is the
	// heading the text stands below.
	Anchor, Section string
	Text            string
}

// organization returns the organisation that the page is about, "" where it names
// none; brand likewise.
func (d *Document) organization() string {
	for i := range d.Parts {
		if p := &d.Parts[i]; p.Field == Organization && p.Anchor == "" {
			return p.Text
		}
	}
	return ""
}

func (d *Document) brand() string {
	for i := range d.Parts {
		if p := &d.Parts[i]; p.Field == Brand {
			return p.Text
		}
	}
	return ""
}

// named reports whether a part holds names that a reader may type in pinyin.
func (f Field) named() bool {
	switch f {
	case Title, Organization, Brand, Tag, Region, Problem:
		return true
	}
	return false
}

// weights turns the site's weights into a table by field.
func weights(w config.Weights) [fields]int {
	return [fields]int{
		Body: w.Body, Title: w.Title, Summary: w.Summary, Organization: w.Organization,
		Brand: w.Brand, Problem: w.Problems, Practice: w.Practices, Tag: w.Tags,
		Region: w.Region, Lesson: w.Lessons, Heading: w.Headings,
	}
}

// facetNames are the facets in the order in which they are shown.
var facetNames = [...]string{"type", "region", "sector", "level", "problem", "tag", "year"}

// values returns the facet of the given name.
func (f *Facets) values(name string) []string {
	switch name {
	case "type":
		return one(f.Type)
	case "region":
		return f.Region
	case "sector":
		return one(f.Sector)
	case "level":
		return one(f.Level)
	case "problem":
		return f.Problems
	case "tag":
		return f.Tags
	default:
		return one(f.Year)
	}
}

func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// fieldDate is the date as the number yyyymmdd; figurePrefix and an indicator's
// name is the field of its latest figure.
const (
	fieldDate    = "date"
	figurePrefix = "figure:"
)

// dayNumber turns 2022, 2022-01 or 2022-01-05 into 20220105, with zeros for what
// is not known.
func dayNumber(iso string) (float64, bool) {
	n, err := strconv.Atoi(strings.ReplaceAll(iso, "-", ""))
	if err != nil {
		return 0, false
	}
	for i := len(iso); i < len("2006-01-02"); i += len("-01") {
		n *= 100
	}
	return float64(n), true
}
