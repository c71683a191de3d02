package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// touyan measures this module's own command: from nothing, then what an edit costs, and
// the checks, which know nothing of these builds.
func (b *bench) touyan(ctx context.Context) error {
	program, err := b.buildTouyan(ctx)
	if err != nil {
		return err
	}
	src, err := b.corpusFor(ctx, childTouyan)
	if err != nil {
		return err
	}
	edited, err := b.edited(src)
	if err != nil {
		return err
	}
	j := job{
		tool: "touyan", out: filepath.Join(b.dir, "touyan-public"), made: ".html",
		// A cache left by an earlier run would make the clean build a warm one.
		env: []string{"XDG_CACHE_HOME=" + filepath.Join(b.dir, "touyan-cache")},
	}
	j.cmd = []string{program, "build", "--json", "--source", src, "--out", j.out}
	j.printed = func(text []byte) error {
		if b.report.Stages == nil { // the clean build's
			b.report.Stages, err = readStages(text)
		}
		return err
	}
	for _, step := range []struct {
		scenario string
		edit     func() error
	}{
		{"clean build", func() error { return nil }},
		{"nothing changed", func() error { return nil }},
		{"a body edited", func() error { return editBody(edited) }},
		{"a title edited", func() error { return editTitle(edited) }},
	} {
		if err := step.edit(); err != nil {
			return fmt.Errorf("edit a case: %w", err)
		}
		j.scenario = step.scenario
		if err := b.measure(ctx, j); err != nil {
			return err
		}
	}
	findings := filepath.Join(b.dir, "findings.json")
	checks := job{
		tool: j.tool, scenario: "all checked", out: findings, env: j.env,
		cmd: []string{program, "check", "--source", src, "--format", "json", "--to", findings},
	}
	if err := b.measure(ctx, checks); err != nil {
		return err
	}
	return b.askTouyan(ctx, program, j.out)
}

// edited returns the file of a case in the middle of the corpus. It asks the
// folder, not the generator, whose word lists would add to every peak measured.
func (b *bench) edited(src string) (string, error) { return caseFile(src, b.report.Cases/2) }

// caseFile returns the file of a case by its number.
func caseFile(src string, n int) (string, error) {
	name := filepath.Join(src, "content", "cases", fmt.Sprintf("case-%06d", n))
	for _, file := range []string{name + ".md", filepath.Join(name, "index.md")} {
		if _, err := os.Stat(file); err == nil {
			return file, nil
		}
	}
	return "", fmt.Errorf("no case to edit at %s", name)
}

const addedText = "\n补记：联席会议又议了一次。\n"

// editBody adds a paragraph to the case in the named file.
func editBody(name string) error {
	return rewrite(name, func(text []byte) []byte { return append(text, addedText...) })
}

// editTitle changes the title of the case in the named file.
func editTitle(name string) error {
	return rewrite(name, func(text []byte) []byte {
		return bytes.Replace(text, []byte("---\ntitle: "), []byte("---\ntitle: 再访"), 1)
	})
}

func rewrite(name string, edit func([]byte) []byte) error {
	before, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	after := edit(bytes.Clone(before))
	if bytes.Equal(after, before) {
		return fmt.Errorf("%s: the edit changes nothing", name)
	}
	return os.WriteFile(name, after, 0o644)
}
