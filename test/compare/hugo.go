package main

import (
	"context"
	"path/filepath"
)

// hugo measures Hugo with and without related pages.
func (b *bench) hugo(ctx context.Context) error {
	if _, err := b.buildHugo(ctx, childHugo, "clean build, related pages"); err != nil {
		return err
	}
	_, err := b.plainHugo(ctx)
	return err
}

// plainHugo returns the pages of Hugo's build without related pages, and makes
// them if no one has.
func (b *bench) plainHugo(ctx context.Context) (string, error) {
	if b.report.has("hugo", plainBuild) {
		return filepath.Join(b.dir, hugoPublic(childPlain)), nil
	}
	return b.buildHugo(ctx, childPlain, plainBuild)
}

const plainBuild = "clean build, no related pages"

func hugoPublic(word string) string { return word[len(childMark):] + "-public" }

func (b *bench) buildHugo(ctx context.Context, word, scenario string) (string, error) {
	program, err := b.installHugo(ctx)
	if err != nil {
		return "", err
	}
	src, err := b.corpusFor(ctx, word)
	if err != nil {
		return "", err
	}
	out := filepath.Join(b.dir, hugoPublic(word))
	return out, b.measure(ctx, job{
		tool: "hugo", scenario: scenario, out: out, made: ".html",
		cmd: []string{program, "--source", src, "--destination", out, "--cacheDir", filepath.Join(b.dir, "hugo-cache")},
	})
}
