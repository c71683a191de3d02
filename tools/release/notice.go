package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// licence matches the names of files that have a licence or what it asks to be passed on.
var licence = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([.-].*)?$`)

// notice returns the licences of all modules that are in the program for any of the
// targets, of Go, and of data that are in touyan's own packages. A module without one is an error.
func notice(ctx context.Context, list []target) (string, error) {
	root, err := run(ctx, nil, "go", "env", "GOROOT")
	if err != nil {
		return "", err
	}
	folders := map[string]string{
		"Go " + strings.TrimPrefix(runtime.Version(), "go"): strings.TrimSpace(root),
		"tables of characters":                              filepath.FromSlash("generator/search/analysis"),
		"WebP encoder":                                      filepath.FromSlash("generator/media/webp"),
	}
	for _, t := range list {
		text, err := run(ctx, environment(t), "go", "list", "-deps", "-f",
			"{{with .Module}}{{if .Version}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/touyan")
		if err != nil {
			return "", err
		}
		for line := range strings.Lines(text) {
			if name, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				folders[name] = dir
			}
		}
	}
	var b strings.Builder
	fmt.Fprintln(&b, "touyan contains the following works, under the licences that follow their names.")
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		fmt.Fprintf(&b, "\n%s\n%s\n%s\n", strings.Repeat("=", 80), name, strings.Repeat("=", 80))
		files, err := os.ReadDir(folders[name])
		if err != nil {
			return "", err
		}
		found := false
		for _, f := range files {
			if f.IsDir() || !licence.MatchString(f.Name()) {
				continue
			}
			text, err := os.ReadFile(filepath.Join(folders[name], f.Name()))
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
			found = true
		}
		if !found {
			return "", fmt.Errorf("%s has no licence in %s", name, folders[name])
		}
	}
	return b.String(), nil
}
