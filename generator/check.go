package generator

import (
	"context"
	"errors"
	"os"

	"touyan/generator/check"
	"touyan/generator/diag"
	"touyan/generator/output"
	"touyan/generator/site"
)

// CheckReport says what was found in a site before publishing.
type CheckReport struct {
	// Findings are those of the checks and those that a build has of its own, in order
	// of place.
	Findings []check.Finding
	// Pages counts the pages that were checked.
	Pages int
	// Stages are the steps with their wall times, in order: load, read, assemble,
	// convert, verify, check.
	Stages []Stage
}

// Diagnostics returns the findings without their stretches and fixes.
func (r CheckReport) Diagnostics() diag.List { return diagnosticsOf(r.Findings) }

// Check checks the site at o.Source. Nothing is written; what the last build to o.Out
// knew is made use of. It returns ErrContent where an error was found, or with
// o.Strict a warning; the context's error when it was cancelled, and any other error
// for a fault of the machine.
func Check(ctx context.Context, o Options) (CheckReport, error) {
	r := &run{Options: o, ctx: ctx, checks: true}
	found, pages, err := r.check()
	for _, d := range r.report.Diagnostics {
		found = append(found, check.Finding{Diagnostic: d})
	}
	if err == nil {
		err = r.verdict(diagnosticsOf(found))
	}
	return CheckReport{Findings: check.Sorted(found), Pages: pages, Stages: r.report.Stages}, err
}

// check is the whole way. What a build finds is in the report.
func (r *run) check() (found []check.Finding, pages int, err error) {
	src := os.DirFS(r.Source)
	s, err := r.load(src)
	if err != nil {
		return nil, 0, err
	}
	lib, err := r.readStage(src, s, r.lookUp(s))
	if err != nil {
		return nil, 0, err
	}
	lib.pictures.look = true
	var whole *site.Site
	if err := r.stage("assemble", func() (err error) { whole, err = r.compose(lib, s); return err }); err != nil {
		return nil, 0, err
	}
	e := r.newEdition(lib, whole, s)
	if err := r.stage("convert", e.convertAll); err != nil {
		return nil, 0, err
	}
	if err := r.stage("verify", e.verifyUnwritten); err != nil {
		return nil, 0, err
	}
	err = r.stage("check", func() error {
		found, err = e.checks()
		return err
	})
	return found, len(lib.published), err
}

// lookUp is what the last build knew, to be read only.
func (r *run) lookUp(s settings) memory {
	if s.theme == nil || r.Out == "" {
		return memory{pictures: output.OpenCache("", "")}
	}
	version := r.cacheVersion(s)
	return memory{facts: r.recallFacts(output.CacheOf(r.Out, version)), pictures: output.CacheOf(r.Out, picturesCache)}
}

// convertAll converts the bodies of which not all is known, and tells what is wrong in
// bodies and pictures.
func (e *edition) convertAll() error {
	_, err := e.convertStale("convert", false)
	if err == nil {
		err = e.lib.pictures.failed()
	}
	e.found(e.lib.noted())
	e.found(e.lib.unshownFaults())
	return err
}

// verifyUnwritten checks the links of the site, none of whose files is written, though
// other errors were found: all of them are told at once.
func (e *edition) verifyUnwritten() error {
	if e.theme == nil {
		return nil
	}
	failed, known := e.failed() != nil, len(e.report.Diagnostics)
	s, err := e.lay(nil)
	if failed && (err == nil || errors.Is(err, ErrContent)) {
		e.report.Diagnostics = e.report.Diagnostics[:known] // what follows from what is told of
	}
	if err != nil {
		if failed && errors.Is(err, ErrContent) {
			return nil
		}
		return err
	}
	s.judgeLinks(nil)
	return nil
}

// checks checks the pages and the site, as a build does that must not publish what
// they find.
func (e *edition) checks() ([]check.Finding, error) {
	k := e.newChecking()
	if err := k.all(e.run, e.lib); err != nil {
		return nil, err
	}
	k.judge(e)
	if e.External != nil {
		if err := k.ask(e); err != nil {
			return nil, err
		}
	}
	return k.findings(e.lib), nil
}

// strict runs the checks of a build that publishes nothing they find fault with.
func (p *press) strict() error {
	if !p.Strict {
		return nil
	}
	return p.stage("check", func() error {
		found, err := p.checks()
		p.found(diagnosticsOf(found))
		if err != nil {
			return err
		}
		return p.verdict(p.report.Diagnostics)
	})
}
