// Package preview shows a site in the browser while it is edited. It knows of pages
// and files what [Site] gives, and nothing of how they are made.
package preview

import (
	"context"
	"time"

	"touyan/generator/diag"
)

// Site is a site that follows the files that it is made from. It may be used by many
// goroutines at once.
type Site interface {
	// Update takes in files that may have changed: paths below the site's folder,
	// with slashes (content/cases/a.md, site.yaml); a folder stands for all that is
	// or was in it, and no path at all for everything. With errors among the
	// diagnostics the site stays as it was. The error is one of the machine.
	Update(ctx context.Context, paths []string) (Update, error)
	// File returns a file of the site as it would be published, by its site path
	// (cases/a.html). The error is fs.ErrNotExist where there is none; a template
	// that fails on the page is a finding of [Update] or one that has Diagnostic().
	File(ctx context.Context, path string) ([]byte, error)
	// Source returns the content file that a page is made from, below the site's
	// folder, or "".
	Source(path string) string
	// Checks returns what the checks have found in a content file or in another of the
	// site's folder, such as site.yaml; in the whole bundle where it is an index.md;
	// everywhere for "".
	Checks(file string) diag.List
	// Checked returns how much they have found in all, and a channel that is closed
	// when they have found more or other. They may come some time after an update.
	Checked() (Counts, <-chan struct{})
}

// Counts are numbers of findings by severity.
type Counts [3]int

// Update is what a change did.
type Update struct {
	// Diagnostics are all findings of the site as it stands now.
	Diagnostics diag.List
	// Same says that nothing that is published has changed.
	Same bool
	// Edited are the site paths of the pages whose own files changed.
	Edited []string
	// Stages are the steps that it took.
	Stages []Stage
}

// Stage is a timed step.
type Stage struct {
	Name string
	Time time.Duration
}
