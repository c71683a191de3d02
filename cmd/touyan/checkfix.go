package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"touyan/generator"
	"touyan/generator/check/mend"
	"touyan/generator/check/revision"
)

// changedFiles returns the files that differ from the revision of --changed-since, nil
// without one. Where they cannot be told it prints why and returns the exit code.
func (s *session) changedFiles(ctx context.Context, o options) ([]string, int) {
	if o.changedSince == "" {
		return nil, exitFine
	}
	files, err := revision.Since(ctx, o.source, o.changedSince)
	switch {
	case err == nil:
		// No file at all is not the same as all files.
		return append([]string{}, files...), exitFine
	case errors.Is(err, revision.ErrNoGit):
		s.complain(s.text("error.git.none"), s.text("error.git.none.mend"))
		return nil, exitMachine
	case errors.Is(err, revision.ErrNoRepository):
		return nil, s.content("error.git.repository", o.source)
	case errors.Is(err, revision.ErrShallow):
		return nil, s.content("error.git.shallow", o.changedSince)
	case errors.Is(err, revision.ErrUnknown):
		return nil, s.content("error.git.revision", o.changedSince)
	}
	return nil, s.checkFailed(err)
}

// mendableFiles are the files with fixes that are safe; only, where it is not nil, are those
// that count.
func mendableFiles(r generator.CheckReport, only []string) map[string]bool {
	files := map[string]bool{}
	for _, f := range r.Findings {
		if f.Fix != nil && f.Fix.Safe && (only == nil || slices.Contains(only, f.Pos.File)) {
			files[f.Pos.File] = true
		}
	}
	return files
}

// mendFiles mends what is safe in files, or with --diff shows what it would be. Whether there was
// anything to mend is returned with the exit code.
func (s *session) mendFiles(ctx context.Context, o options, site generator.Options, files map[string]bool) (any bool, code int) {
	if len(files) == 0 {
		return false, exitFine
	}
	all, err := generator.Mend(ctx, site, func(path string) bool { return files[path] })
	if errors.Is(err, generator.ErrContent) {
		return false, exitFine // the check says what is wrong
	}
	if err != nil {
		return false, s.checkFailed(err)
	}
	mended, written, refused := 0, 0, 0
	for _, m := range all {
		refused += m.Refused
		if m.Mended == 0 {
			continue
		}
		s.printDiff(m.Diff, o)
		if !o.diff {
			if err := m.Write(o.source); err != nil {
				return true, s.notMended(m.Path, err)
			}
		}
		mended, written = mended+m.Mended, written+1
	}
	s.tellMended(mended, written, refused, o)
	return mended > 0, exitFine
}

// tellMended says how much was mended, or could be, and how much could not.
func (s *session) tellMended(mended, files, refused int, o options) {
	key := "check.mended"
	if o.diff {
		key = "check.would-mend"
	}
	if mended > 0 {
		s.tell(s.text(key, mended, files))
	}
	if refused > 0 {
		s.tell(s.text("check.refused", refused))
	}
}

// notMended says why a file was left as it was and returns the exit code.
func (s *session) notMended(path string, err error) int {
	if errors.Is(err, mend.ErrChanged) {
		return s.content("error.mend.changed", path)
	}
	return s.machine(err)
}

// printDiff prints a diff: where findings are printed as text, else beside them.
func (s *session) printDiff(diff string, o options) {
	to, look := io.Writer(s.out), s.outStyle
	if o.format != "text" || o.to != "" {
		to, look = s.err, s.errStyle
	}
	for line := range strings.Lines(diff) {
		text := printable(strings.TrimSuffix(line, "\n"))
		switch {
		case strings.HasPrefix(line, "---"), strings.HasPrefix(line, "+++"):
			text = look.bold(text)
		case strings.HasPrefix(line, "@@"):
			text = look.dim(text)
		case strings.HasPrefix(line, "-"):
			text = look.red(text)
		case strings.HasPrefix(line, "+"):
			text = look.green(text)
		}
		// The one writer keeps its first error; without the other no one can be told.
		_, _ = io.WriteString(to, text+"\n")
	}
	_, _ = io.WriteString(to, "\n")
}

// green marks what is new.
func (s style) green(text string) string { return s.mark("32", text) }
