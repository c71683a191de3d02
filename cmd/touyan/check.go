package main

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"touyan/generator"
	"touyan/generator/check"
	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/themes"
)

// checkSite is the command check.
func checkSite(ctx context.Context, s *session, inv invocation) int {
	o := inv.options
	bar := newProgress(s.err, s.words, s.columns, s.now)
	start := s.now()
	report, err := generator.Check(ctx, generator.Options{
		Source: o.source, Out: filepath.Join(o.source, "public"), BaseURL: o.baseURL,
		Drafts: o.drafts, Future: o.future, Expired: o.expire, Strict: o.strict,
		Now: s.buildTime(o), Themes: themes.FS(), Version: "touyan " + programVersion(),
		Progress: tuned(bar.report()),
	})
	bar.close()
	for i := range report.Findings {
		one := diag.List{report.Findings[i].Diagnostic}
		namePlace(one, o.source)
		report.Findings[i].Diagnostic = one[0]
	}
	if err != nil && !errors.Is(err, generator.ErrContent) {
		return s.checkFailed(err)
	}
	s.printFindings(report.Findings, o.source)
	s.printSummary(report, s.now().Sub(start), o.strict)
	return exitOf(err)
}

// checkFailed says why the site could not be checked and returns the exit code.
func (s *session) checkFailed(err error) int {
	if errors.Is(err, context.Canceled) {
		s.tell(s.text("check.interrupted"))
		return exitInterrupted
	}
	return s.machine(err)
}

// printFindings prints what was found, each with its place, the line at fault and what
// to do.
func (s *session) printFindings(found []check.Finding, source string) {
	lines := newSourceLines(source)
	for i, f := range found {
		if i > 0 {
			s.print("")
		}
		d := f.Diagnostic
		mark := s.outStyle.severity(d.Severity)
		place := ""
		if d.Pos.File != "" {
			place = message.Printable(d.Pos.String()) + ": "
		}
		s.print(place + mark(d.Severity.String()) + ": " + d.Code + ": " + s.words.Message(d))
		for _, line := range lines.excerpt(f, mark) {
			s.print(line)
		}
		if mend := s.words.Mend(d); mend != "" {
			s.print(indented(mend))
		}
	}
}

// printSummary says how many findings there are and how many pages were checked.
func (s *session) printSummary(r generator.CheckReport, took time.Duration, strict bool) {
	s.out.Flush() // a fault of it is told at the end
	if len(r.Findings) > 0 {
		s.tell("")
	}
	n := countBySeverity(r.Diagnostics())
	what := s.text("check.fine")
	if len(r.Findings) > 0 {
		what = s.counted(n)
	}
	s.tell(s.errStyle.bold(what) + s.text("check.pages", r.Pages, duration(took)))
	if strict && n[diag.Error] == 0 && n[diag.Warning] > 0 {
		s.tell(s.text("check.strict"))
	}
}

// countBySeverity counts findings, errors first.
func countBySeverity(found diag.List) (n [3]int) {
	for _, d := range found {
		n[d.Severity]++
	}
	return n
}

// counted names the numbers of findings of each severity.
func (s *session) counted(n [3]int) string {
	return s.text("check.counts", s.text("build.errors", n[diag.Error]), s.text("build.warnings", n[diag.Warning]), s.text("check.hints", n[diag.Hint]))
}
