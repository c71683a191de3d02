// Package generator builds a site: content/ and site.yaml become public/, with
// the search index. Build is the whole way on one screen; each stage is a
// package below this one and takes the value of the stage before.
//
// Findings of its own, beside those of these packages and of package output, whose
// clashes it reports where the content asks for the taken place:
//
//	bad-base-url    1 the address
//	unknown-booklet 1 the name, 2 the nearest, 3 all
//	missing-image   1 the name in the front matter, 2 its path below content/
//	broken-picture  an SVG that is not XML to its end
//	share-font      no font with Chinese characters for share cards: a warning
//	share-font-file 1 the file, 2 why it cannot be used
//	share-glyphs    1 the characters that the font does not have, 2 the font: a warning
//	unsafe-picture  1 what in an SVG runs or is loaded from elsewhere
//	picture-sanitised     1 what an SVG is published without: a warning
//	image-file-too-large  1 the file, 2 its MiB, 3 the most MiB
//
// The last and those of media.Inspect (broken-image, image-type, image-format,
// image-too-large) stand where a page shows the picture, or at the file where none does.
package generator

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"touyan/generator/check/external"
	"touyan/generator/diag"
	"touyan/generator/output"
)

// Options says what to build. The zero value of every field but Source, Out and
// Now is what most sites want.
type Options struct {
	// Source is the folder that holds site.yaml; Out the folder to publish to.
	Source, Out string
	// BaseURL replaces site.yaml's base_url where it is not empty.
	BaseURL string
	// Drafts, Future and Expired publish what is otherwise left out.
	Drafts, Future, Expired bool
	// Compress writes text files in the forms gzip and brotli beside them, too.
	Compress bool
	// Clean ignores the cache and builds everything again.
	Clean bool
	// Strict has a build run the checks, and publish nothing while there is an error or
	// a warning, of theirs or of its own; those that tell of the machine do not count.
	Strict bool
	// External, where set, has [Check] ask the web whether the addresses that pages
	// lead to still answer, and says how.
	External *external.Options
	// Now decides which pages are future or expired.
	Now time.Time
	// Themes holds the built-in themes (a folder each).
	Themes fs.FS
	// Version names the program in the generator meta tag and the cache.
	Version string
	// Progress, where set, is told how far a stage has come; it is called from
	// many goroutines. total is 0 where it is not known.
	Progress func(stage string, done, total int)
}

// Report says what a build did.
type Report struct {
	// Diagnostics are all findings in order of place; with an error among them
	// nothing was published.
	Diagnostics diag.List
	// Pages counts the pages of the site, Rendered those rendered by this build,
	// Indexed the documents put into or taken out of the search index.
	Pages, Rendered, Indexed int
	// Cases and Brands count content files of these kinds.
	Cases, Brands int
	// Written, Removed and Kept count published files.
	Written, Removed, Kept int
	// Stages are the steps with their wall times, in order.
	Stages []Stage
}

// Stage is a timed step of a build: load, read, assemble, render, index, export,
// feed, verify, in strict mode check, compress, publish.
type Stage struct {
	Name string
	Time time.Duration
}

// ErrContent is returned when the content or the site is at fault: the report's
// diagnostics say where.
var ErrContent = errors.New("the site has errors")

// Build reads the site at o.Source and publishes it at o.Out, all or nothing.
// It returns ErrContent when diagnostics of severity error were found, the
// context's error when it was cancelled, and any other error for a fault of the
// machine.
func Build(ctx context.Context, o Options) (Report, error) {
	r := &run{Options: o, ctx: ctx, checks: o.Strict}
	err := r.build()
	r.report.Diagnostics.Sort()
	if err == nil {
		err = r.failed()
	}
	return r.report, err
}

// build is the whole way.
func (r *run) build() error {
	src := os.DirFS(r.Source)
	s, err := r.load(src)
	if err != nil {
		return err
	}
	out, err := output.Open(r.Out, output.Options{Source: r.Source, Inputs: inputs, Fresh: r.Clean})
	if err != nil {
		return r.take(err)
	}
	defer out.Abort()
	last := r.recall(out, s)
	lib, err := r.readStage(src, s, last)
	if err != nil {
		return err
	}
	whole, err := r.assemble(lib, s)
	if err != nil {
		return err
	}
	p := r.newPress(lib, whole, s, out, last)
	if err := r.stage("render", p.pages); err != nil {
		return err
	}
	if err := r.stage("index", p.index); err != nil {
		return err
	}
	if err := r.stage("export", p.export); err != nil {
		return err
	}
	if err := r.stage("feed", p.feeds); err != nil {
		return err
	}
	if err := r.stage("verify", p.verify); err != nil {
		return err
	}
	if err := p.strict(); err != nil {
		return err
	}
	if err := r.stage("compress", p.compress); err != nil {
		return err
	}
	return r.stage("publish", p.publish)
}
