// Package compare makes the files from which a browser compares cases. A page
// opened from disk cannot fetch anything, so the files are classic scripts that
// hand what they hold to one function:
//
//	touyan.cases({"cases/x.html":{"title":…},…});
//
// # Buckets
//
// The cases are spread over a number of files that is a power of two, so that one
// holds about eight to sixteen of them and a comparison of four loads four small
// files, whatever the size of the site. [Bucket] says which file has a case: the
// low bits of the FNV-1a hash (32 bits) of its site path in UTF-8. A file is named
// compare/N.js with N in hexadecimal; it depends on its own cases, the words for
// their types, sectors and levels and the titles of their brands alone. The number
// of files follows from the number of cases, see [view.Buckets], and the
// compare page says it.
//
// # Cases
//
// A case is an object by its site path. Keys without a value are left out.
//
//	title, organization, brand  texts
//	type, sector, level         the words for them
//	region                      from the province down
//	started, date               ISO dates as exact as they are known
//	problems, lessons           lists of texts
//	practices                   [{id, title, detail}], id being the anchor
//	outcomes                    [{indicator, dimension, scope, note, inferred, figures, change}]
//	  figures                   [{year, value, unit, factor, approx, about}]; value × factor is in the
//	                            base unit, the dimension; figures of one indicator and
//	                            dimension may stand in one chart
//	  change                    {from, to, times, percent, yearly, approx}, as the case's page says it
//	conditions                  {where, cost, people, period}
//	sources                     [{title, publisher, date, url}]
package compare

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"iter"
	"strconv"

	"touyan/generator/content"
	"touyan/generator/site"
	"touyan/generator/view"
)

// Bucket returns which of count files holds the case of a site path.
func Bucket(path string, count int) int {
	h := fnv.New32a()
	h.Write([]byte(path))
	return int(h.Sum32() & uint32(count-1))
}

// File is one of the files.
type File struct {
	Path  string // compare/1f.js
	site  *site.Site
	cases []*content.Page
}

// Files yields all files of a site. One without cases is written too, so that a
// file that is not there always means a fault.
func Files(s *site.Site) iter.Seq[File] {
	return func(yield func(File) bool) {
		count := view.Buckets(len(s.Cases))
		buckets := make([][]*content.Page, count)
		for _, p := range s.Pages { // in order of path
			if p.Kind == content.Case {
				n := Bucket(content.OutputPath(p), count)
				buckets[n] = append(buckets[n], p)
			}
		}
		for n, cases := range buckets {
			if !yield(File{"compare/" + strconv.FormatInt(int64(n), 16) + ".js", s, cases}) {
				return
			}
		}
	}
}

// Data returns the file's content. What cannot stand in a script, such as </ and
// U+2028, is escaped by package json.
func (f File) Data() ([]byte, error) {
	cases := make(map[string]facts, len(f.cases)) // json writes them in order of key
	for _, p := range f.cases {
		cases[content.OutputPath(p)] = newFacts(f.site, p)
	}
	data, err := json.Marshal(cases)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", f.Path, err)
	}
	return append(append([]byte("touyan.cases("), data...), ");\n"...), nil
}
