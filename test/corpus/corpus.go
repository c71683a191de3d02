// Package corpus writes large, seeded, realistic Chinese sites to measure with.
//
// A corpus is N cases of about 3,000 Han characters, the brand pages they
// refer to, and a site.yaml; [Write] lays it out for touyan and [WriteHugo]
// lays the same cases out for Hugo, so that the two can be timed on the same
// words.
//
// # What is promised
//
//   - Case i depends on (seed, i) alone. The corpus of 1,000 is therefore a
//     prefix of the corpus of 10,000, links and brands included: a case refers
//     only to cases and brands that every corpus holding it also holds.
//   - Two runs with the same seed write the same bytes.
//
// # How the text is made
//
// lexicon.txt is a small grammar. Each "# name" opens a symbol; the words after
// it, in falling order of frequency, are its expansions, and an expansion may
// itself hold symbols in braces. Expansions are drawn by Zipf's law. That alone
// would saturate an index's vocabulary after a few hundred cases, so {rare}
// draws two-character words from a pool of 60,000 made of the 3,000 commonest
// characters, half of them from a handful that belong to the one case: words
// repeat inside a document and are rare outside it, as in real prose.
//
// Slots that the grammar does not define are filled from the case: {village},
// {product}, {slogan}, {topic}, {org}, {county}, {town}, and the figures {n1}
// (a few) to {n4} (thousands), {pct}, {money}, {year} and {month}.
package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// Options says how much to write and from which seed.
type Options struct {
	// N is the number of cases.
	N int
	// Seed chooses the corpus; the same seed gives the same bytes.
	Seed uint64
	// Plain leaves related pages out of the Hugo layout, whose cost there
	// hides everything else. It has no meaning for touyan's layout.
	Plain bool
}

// File is one file of a corpus, at a slash-separated path below its content
// folder.
type File struct {
	Path string
	Data []byte
}

// Case returns case i of the corpus with the given seed as touyan's Markdown.
// For many cases make one [Generator] and ask it, which reads the grammar once.
func Case(seed uint64, i int) []byte {
	return New(seed).Case(i)[0].Data
}

// Write makes a touyan site source in dir: site.yaml, and content/ with the
// cases and brands. Existing files of the same name are replaced.
func Write(dir string, o Options) error {
	return writeSite(dir, o, touyanLayout, map[string]string{
		"site.yaml":                    siteConfig,
		"content/_index.md":            sectionPage("党建案例库"),
		"content/cases/_index.md":      sectionPage("案例"),
		"content/brands/_index.md":     sectionPage("品牌"),
		"content/about.md":             aboutPage,
		"content/guides/_index.md":     sectionPage("指南"),
		"content/guides/how-to-use.md": guidePage,
	})
}

// The fixed pages, the same for every generator.
const (
	siteConfig = "title: 党建案例库（测量用）\nbase_url: https://example.org/\n"
	aboutPage  = "---\ntitle: 关于\n---\n\n本站由程序生成，只用于测量。\n"
	guidePage  = "---\ntitle: 怎样使用案例库\n---\n\n先看问题，再看做法，最后对照成效。\n"
)

func sectionPage(title string) string {
	return "---\ntitle: " + title + "\n---\n\n本页由程序生成，只用于测量。\n"
}

// writeSite writes the fixed files and then all cases and brands in parallel.
func writeSite(dir string, o Options, l layout, fixed map[string]string) error {
	for name, text := range fixed {
		if err := put(dir, File{Path: name, Data: []byte(text)}); err != nil {
			return err
		}
	}
	g := New(o.Seed)
	brands := g.Brands(o.N)
	return parallel(o.N+brands, func(i int) error {
		if i < brands {
			return putAll(dir, []File{g.brand(i, l)})
		}
		return putAll(dir, g.files(i-brands, l))
	})
}

func putAll(dir string, files []File) error {
	for _, f := range files {
		f.Path = "content/" + f.Path
		if err := put(dir, f); err != nil {
			return err
		}
	}
	return nil
}

func put(dir string, f File) error {
	name := filepath.Join(dir, filepath.FromSlash(f.Path))
	err := os.WriteFile(name, f.Data, 0o644)
	if os.IsNotExist(err) {
		// Making folders only when one is missing saves a call per file.
		if err = os.MkdirAll(filepath.Dir(name), 0o755); err == nil {
			err = os.WriteFile(name, f.Data, 0o644)
		}
	}
	if err != nil {
		return fmt.Errorf("write corpus: %w", err)
	}
	return nil
}

// parallel calls f for 0..n-1 on all cores and returns the first error.
func parallel(n int, f func(int) error) error {
	var (
		next  atomic.Int64
		once  sync.Once
		first error
		wg    sync.WaitGroup
	)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := f(i); err != nil {
					once.Do(func() { first = err })
					next.Store(int64(n))
				}
			}
		})
	}
	wg.Wait()
	return first
}
