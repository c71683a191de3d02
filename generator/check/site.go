package check

import "touyan/generator/site"

// Whole is the site as the checks see it.
type Whole struct {
	Site *site.Site
	// Results are those of the pages by content path.
	Results map[string]Result
}

// Site checks what only the whole site shows, and returns its findings by the path
// of the file they are in.
func (c *Checker) Site(w Whole) map[string][]Finding {
	s := &siteFindings{checker: c, found: map[string][]Finding{}}
	for _, rule := range []func(Whole, *siteFindings){c.twins, c.duplicates, c.stale} {
		rule(w, s)
	}
	return s.found
}
