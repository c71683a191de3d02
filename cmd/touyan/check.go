package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"touyan/generator"
	"touyan/generator/check"
	"touyan/generator/check/external"
	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/themes"
)

// checkSite is the command check.
func checkSite(ctx context.Context, s *session, inv invocation) int {
	o := inv.options
	only, code := s.changedFiles(ctx, o)
	if code != exitFine {
		return code
	}
	site := generator.Options{
		Source: o.source, Out: filepath.Join(o.source, "public"), BaseURL: o.baseURL,
		Drafts: o.drafts, Future: o.future, Expired: o.expire, Strict: o.strict,
		Now: s.buildTime(o), Themes: themes.FS(), Version: "touyan " + programVersion(),
	}
	if o.external {
		site.External = &external.Options{Dir: linksFolder()}
	}
	start := s.now()
	report, err := s.checked(ctx, site)
	mendable := false
	if (o.fix || o.diff) && (err == nil || errors.Is(err, generator.ErrContent)) {
		if mendable, code = s.mendFiles(ctx, o, site, mendableFiles(report, only)); code != exitFine {
			return code
		}
		if mendable && !o.diff {
			report, err = s.checked(ctx, site)
		}
	}
	if err != nil && !errors.Is(err, generator.ErrContent) {
		return s.checkFailed(err)
	}
	if only != nil {
		report.Findings = report.Concerning(only)
		err = report.Verdict(o.strict)
	}
	for i := range report.Findings {
		one := diag.List{report.Findings[i].Diagnostic}
		namePlace(one, o.source)
		report.Findings[i].Diagnostic = one[0]
	}
	if failed := s.tellChecked(report, s.now().Sub(start), o); failed != nil {
		return s.machine(failed)
	}
	if err == nil && o.diff && mendable {
		return exitContent
	}
	return exitOf(err)
}

// linksFolder is where answers of the web are remembered: in the user's cache; nowhere
// where there is none.
func linksFolder() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(cache, "touyan", "links")
}

// checked checks a site, with a bar for how far it has come.
func (s *session) checked(ctx context.Context, site generator.Options) (generator.CheckReport, error) {
	bar := newProgress(s.err, s.words, s.columns, s.now)
	defer bar.close()
	site.Progress = tuned(bar.report())
	return generator.Check(ctx, site)
}

// tellChecked prints or writes what was found, and prints how much it is.
func (s *session) tellChecked(r generator.CheckReport, took time.Duration, o options) error {
	var err error
	switch {
	case o.format != "text":
		err = s.writeReport(r, o)
	case o.to != "":
		err = s.deliver(o, func(w io.Writer) error { return s.writeFindings(w, r.Findings, o.source) })
	default:
		s.printFindings(r.Findings, o.source)
	}
	if err == nil {
		s.printSummary(r, took, o)
	}
	return err
}

// writeFindings prints what was found somewhere else than on the terminal.
func (s *session) writeFindings(w io.Writer, found []check.Finding, source string) error {
	plain := *s
	plain.out, plain.outStyle = bufio.NewWriter(w), style{}
	plain.printFindings(found, source)
	return plain.out.Flush()
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
	found = lines.hide(found)
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
func (s *session) printSummary(r generator.CheckReport, took time.Duration, o options) {
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
	if o.to != "" {
		s.tell(s.text("check.written", o.to))
	}
	if o.strict && n[diag.Error] == 0 && n[diag.Warning] > 0 {
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
