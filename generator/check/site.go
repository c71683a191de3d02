package check

import (
	"touyan/generator/diag"
	"touyan/generator/site"
)

// Whole is the site as the checks see it.
type Whole struct {
	Site *site.Site
	// Results are those of the pages by content path.
	Results map[string]Result
	// Links are the content files that the body of a page shows or leads to, by the
	// page's content path.
	Links map[string][]string
	// Later are the links in bodies to addresses of the site, not to content files.
	Later []Link
	// Unused are the content files that are published though no page shows or leads
	// to them, in order.
	Unused []string
}

// Link is a link in a body to a file of the site.
type Link struct {
	Pos diag.Position
	// Target is the site path, without a fragment.
	Target string
}

// Site checks what only the whole site shows, and returns its findings by the path
// of the file they are in.
func (c *Checker) Site(w Whole) map[string][]Finding {
	f := &siteFindings{checker: c, byFile: map[string][]Finding{}}
	for _, rule := range []func(*Whole, *siteFindings){c.orphans, c.aliases, c.menus, c.twins, c.duplicates, c.stale} {
		rule(&w, f)
	}
	return f.byFile
}

// siteFindings collects what only the whole site shows.
type siteFindings struct {
	checker *Checker
	byFile  map[string][]Finding
}

// tell adds a finding at a place of a file, unless its code is off.
func (f *siteFindings) tell(pos diag.Position, code string, args ...any) {
	if f.checker.off[code] {
		return
	}
	d := diag.Diagnostic{Pos: pos, Severity: f.checker.severity[code], Code: code, Args: args}
	f.byFile[pos.File] = append(f.byFile[pos.File], Finding{Diagnostic: d})
}
