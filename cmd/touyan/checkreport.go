package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"touyan/generator"
	"touyan/generator/check/report"
	"touyan/generator/prose"
)

// writeReport writes what was found in a format other than text.
func (s *session) writeReport(r generator.CheckReport, o options) error {
	lines := newSourceLines(o.source)
	out := &report.Report{
		Version: programVersion(), Prefix: prefix(o.source), Day: s.buildTime(o).Format(time.DateOnly), Pages: r.Pages,
		Findings: r.Findings, Source: lines.file, Words: s.words,
	}
	if cfg := siteConfig(o.source); cfg != nil {
		out.Site = cfg.Title
	}
	return s.deliver(o, func(w io.Writer) error { return out.Write(w, o.format) })
}

// deliver writes to --to, whole or not at all, else to standard output.
func (s *session) deliver(o options, write func(io.Writer) error) error {
	if o.to == "" {
		return write(s.out)
	}
	var text strings.Builder
	if err := write(&text); err != nil {
		return err
	}
	// A pipe or a device is written to as it is.
	if info, err := os.Stat(o.to); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return os.WriteFile(o.to, []byte(text.String()), 0o644)
	}
	return generator.WriteWhole(o.to, []byte(text.String()))
}

// prefix is the slash-separated path from the current folder to the site's, "" where the
// site is elsewhere or here.
func prefix(source string) string {
	here, err := os.Getwd()
	if err != nil {
		return ""
	}
	full, err := filepath.Abs(source)
	if err != nil {
		return ""
	}
	rel, err := filepath.Rel(here, full)
	if err != nil || !filepath.IsLocal(rel) || rel == "." {
		return ""
	}
	return filepath.ToSlash(rel)
}

// file is [sourceLines.of] with nil for a file that has no text that can be shown.
func (l *sourceLines) file(path string) *prose.File {
	if f := l.of(path); f.Text != "" {
		return f
	}
	return nil
}
