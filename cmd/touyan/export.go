package main

import (
	"context"
	"errors"

	"touyan/generator"
	"touyan/generator/printer"
	"touyan/themes"
)

// exportBooklet is the command export booklet.
func exportBooklet(ctx context.Context, s *session, inv invocation) int {
	o := inv.options
	program := ""
	if o.pdf != "" {
		var err error
		if program, err = printer.Find(o.chromium, s.getenv); err != nil {
			return s.noChromium(o.chromium, err)
		}
	}
	bar := newProgress(s.err, s.words, s.columns, s.now)
	report, err := generator.ExportBooklet(ctx, generator.Options{
		Source: o.source, BaseURL: o.baseURL, Drafts: o.drafts, Future: o.future, Expired: o.expire,
		Now: s.buildTime(o), Themes: themes.FS(), Version: "touyan " + programVersion(),
		Progress: tuned(bar.report()),
	}, generator.Export{Name: inv.args[0], HTML: o.html, PDF: o.pdf, EPUB: o.epub, Chromium: program})
	bar.close()
	namePlace(report.Diagnostics, o.source)
	s.tellFindings(report.Diagnostics)
	switch {
	case errors.Is(err, generator.ErrContent):
		s.tell(s.text("export.failed"))
		return exitContent
	case err != nil:
		return s.machine(err)
	}
	for _, to := range []string{o.html, o.epub, o.pdf} {
		if to != "" {
			s.print(s.text("export.done", to))
		}
	}
	return exitFine
}

// noChromium says that there is nothing to print with, and how to mend that.
func (s *session) noChromium(named string, err error) int {
	if named == "" {
		named = s.getenv("CHROME_PATH")
	}
	what := s.text("error.chromium.none")
	if !errors.Is(err, printer.ErrMissing) {
		what = s.text("error.chromium.named", named)
	}
	s.complain(what, s.text("error.chromium.mend"))
	return exitMachine
}
