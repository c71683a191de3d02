package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"touyan/generator"
	"touyan/generator/diag"
	"touyan/generator/output"
	"touyan/themes"
)

// build is the command build.
func build(ctx context.Context, s *session, inv invocation) int {
	o := inv.options
	out := o.out
	if out == "" {
		out = filepath.Join(o.source, "public")
	}
	bar := newProgress(s.err, s.words, s.columns, s.now)
	start := s.now()
	report, err := generator.Build(ctx, generator.Options{
		Source: o.source, Out: out, BaseURL: o.baseURL,
		Drafts: o.drafts, Future: o.future, Expired: o.expire,
		Clean: o.clean, Compress: o.compress, Strict: o.strict,
		Now: s.buildTime(o), Themes: themes.FS(), Version: "touyan " + programVersion(),
		Progress: tuned(bar.report()),
	})
	bar.close()
	took := s.now().Sub(start)
	namePlace(report.Diagnostics, o.source)
	code := exitOf(err)
	if o.json {
		s.printJSON(newBuildResult(s.words, report, took, err))
		return code
	}
	s.tellFindings(report.Diagnostics)
	if code != exitFine {
		return s.buildFailed(report.Diagnostics, err)
	}
	if n := len(report.Diagnostics); n > 0 {
		s.tell(s.text("build.warnings", n))
	}
	s.printReport(report, took)
	s.print(s.text("build.open", out, filepath.Join(out, "index.html")))
	return exitFine
}

// namePlace puts the path that was looked at into the finding that there is no
// site: a name within the site's folder says nothing where there is no such
// folder.
func namePlace(found diag.List, source string) {
	for i := range found {
		if found[i].Code == "no-site" {
			found[i].Pos.File = filepath.ToSlash(filepath.Join(source, found[i].Pos.File))
		}
	}
}

// buildTime returns what counts as now for the build. A day begins at midnight
// where the site is.
func (s *session) buildTime(o options) time.Time {
	if o.now == "" {
		return s.now()
	}
	zone := time.UTC
	if cfg := siteConfig(o.source); cfg != nil {
		if z, err := time.LoadLocation(cfg.Timezone); err == nil {
			zone = z
		}
	}
	t, _ := parseTime(o.now, zone)
	return t
}

// exitOf returns the exit code for what a build returned.
func exitOf(err error) int {
	var out *output.Error
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, generator.ErrContent):
		return exitContent
	case errors.As(err, &out) && !out.Machine():
		return exitContent
	default:
		return exitMachine
	}
}

// buildFailed says why nothing was published and returns the exit code.
func (s *session) buildFailed(found diag.List, err error) int {
	var out *output.Error
	switch {
	case errors.Is(err, context.Canceled):
		s.tell(s.text("build.interrupted"))
		return exitInterrupted
	case errors.Is(err, generator.ErrContent):
		n := found.Errors()
		s.tell(s.text("build.failed", s.text("build.errors", n), s.text("build.warnings", len(found)-n)))
		return exitContent
	case errors.As(err, &out):
		s.tellFindings(diag.List{{Code: out.Code, Args: out.Args}})
		return exitOf(err)
	default:
		return s.machine(err)
	}
}

// tellFindings prints what was found in the content.
func (s *session) tellFindings(found diag.List) {
	for _, d := range found {
		line := s.words.Diagnostic(d)
		mark := s.errStyle.severity(d.Severity)
		// The place comes first and may hold any word; the code ends the search.
		name := d.Severity.String() + ": " + d.Code + ": "
		s.tell(strings.Replace(line, name, mark(d.Severity.String())+": "+d.Code+": ", 1))
	}
}

// printReport prints what a build did, in two columns.
func (s *session) printReport(r generator.Report, took time.Duration) {
	rendered := s.text("build.rendered.all", r.Rendered)
	if r.Rendered < r.Pages {
		rendered = s.text("build.rendered.of", r.Rendered, r.Pages-r.Rendered)
	}
	rows := [][2]string{
		{s.text("build.pages"), s.text("build.pages.of", r.Pages, r.Cases, r.Brands)},
		{s.text("build.rendered"), rendered},
		{s.text("build.indexed"), s.text("build.indexed.of", r.Indexed)},
		{s.text("build.files"), s.text("build.files.of", r.Written, r.Removed, r.Kept)},
		{s.text("build.time"), duration(took)},
	}
	var labels, stages []string
	for _, row := range rows {
		labels = append(labels, row[0])
	}
	for _, stage := range r.Stages {
		stages = append(stages, s.text("stage."+stage.Name))
	}
	for _, row := range rows {
		s.print(s.outStyle.bold(pad(row[0], widest(labels))) + "  " + row[1])
	}
	for i, stage := range r.Stages {
		s.print("  " + pad(stages[i], widest(stages)) + "  " + padLeft(duration(stage.Time), 8))
	}
}

// duration writes a time as people read it: 0.4 ms, 87 ms, 1.25 s.
func duration(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	default:
		return fmt.Sprintf("%.2f s", d.Seconds())
	}
}
