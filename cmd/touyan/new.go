package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"touyan/generator/archetype"
	"touyan/generator/config"
	"touyan/generator/content"
)

// newSite is the command new site.
func newSite(_ context.Context, s *session, inv invocation) int {
	dir := inv.args[0]
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && !isFree(entries):
		return s.content("error.folder", dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return s.machine(err)
	}
	files, err := archetype.Site()
	if err == nil {
		err = writeInto(dir, files)
	}
	if err != nil {
		return s.machine(err)
	}
	for _, f := range files {
		s.print(filepath.Join(dir, filepath.FromSlash(f.Path)))
	}
	s.tell(s.text("new.site.done", dir))
	s.tell(s.text("new.next"))
	s.tell("    touyan build -s " + quoted(dir))
	return exitFine
}

// isFree reports whether a folder holds nothing that a new site could harm: a
// repository made for it is fine.
func isFree(entries []os.DirEntry) bool {
	return len(entries) == 0 || len(entries) == 1 && entries[0].Name() == ".git"
}

// newCase is the command new case.
func newCase(_ context.Context, s *session, inv invocation) int {
	o, name := inv.options, inv.args[0]
	cfg, code := s.siteOf(o.source)
	if cfg == nil {
		return code
	}
	kind := ""
	if values := *o.filters["type"]; len(values) > 0 {
		kind = values[len(values)-1]
	}
	if kind == "" {
		return s.usage(&usageError{
			key: "error.type.missing", args: []any{strings.Join(config.IDs(cfg.Types), ", ")}, help: inv.command.name,
		})
	}
	if !slices.Contains(config.IDs(cfg.Types), kind) {
		return s.usage(choiceError("--type", kind, config.IDs(cfg.Types), inv.command.name))
	}
	slug := content.Slug(name)
	if slug == "" {
		return s.usage(&usageError{key: "error.slug", args: []any{name}, help: inv.command.name})
	}
	c := archetype.Case{
		Slug: slug, Type: kind, Label: cfg.TypeLabel(kind), Date: s.now(),
		Types: terms(cfg.Types), Sectors: terms(cfg.Sectors), Levels: terms(cfg.Levels),
	}
	if !content.IsSlug(name) {
		c.Title = name
	}
	files, err := c.Files()
	if err == nil {
		err = s.free(o.source, slug)
	}
	if err == nil {
		err = writeInto(o.source, files)
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return s.content("error.exists", filepath.Join(o.source, "content", "cases", slug))
	case err != nil:
		return s.machine(err)
	}
	for _, f := range files {
		s.print(filepath.Join(o.source, filepath.FromSlash(f.Path)))
	}
	s.tell(s.text("new.case.done", slug))
	s.tell("    " + s.text("new.case.next"))
	return exitFine
}

// siteOf reads the settings of the site at source, or prints what is wrong with
// it and returns the exit code.
func (s *session) siteOf(source string) (*config.Config, int) {
	if _, err := os.Stat(filepath.Join(source, "site.yaml")); errors.Is(err, fs.ErrNotExist) {
		return nil, s.content("error.source", source)
	} else if err != nil {
		return nil, s.machine(err)
	}
	cfg, found := config.Load(os.DirFS(source))
	if cfg == nil || found.Errors() > 0 {
		s.tellFindings(found)
		return nil, s.content("error.site")
	}
	return cfg, exitFine
}

// free returns an error where a case of this name exists, as a folder or as a
// file.
func (s *session) free(source, slug string) error {
	for _, name := range []string{slug, slug + ".md"} {
		_, err := os.Lstat(filepath.Join(source, "content", "cases", name))
		if err == nil {
			return fs.ErrExist
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// writeInto writes files below a folder, which is made where it is not there.
func writeInto(dir string, files []archetype.File) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return archetype.Write(root, files)
}

func terms(all []config.Term) []archetype.Term {
	var out []archetype.Term
	for _, t := range all {
		out = append(out, archetype.Term{ID: t.ID, Label: t.Label})
	}
	return out
}

// quoted writes a folder's name so that a shell takes it for one word.
func quoted(dir string) string {
	if strings.ContainsAny(dir, " \t\"'$`\\&;|<>()*?[]{}!#~") {
		return "'" + strings.ReplaceAll(dir, "'", `'\''`) + "'"
	}
	return dir
}
