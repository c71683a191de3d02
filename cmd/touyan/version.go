package main

import (
	"context"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
)

// release is the version of a program that was not installed as a module's
// version, which is how most people build it: from the repository.
const release = "0.1.0"

// linked is the version of a program that make release built; the linker sets it.
var linked string

// programVersion returns the version that pages and reports name.
func programVersion() string {
	if linked != "" {
		return linked
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return release
	}
	return strings.TrimPrefix(info.Main.Version, "v")
}

// version is the command version.
func version(_ context.Context, s *session, _ invocation) int {
	s.print("touyan " + programVersion())
	s.print(runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH)
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return exitFine
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			s.print(s.text("version.commit", setting.Value))
		}
	}
	deps := slices.SortedFunc(slices.Values(info.Deps), func(a, b *debug.Module) int {
		return strings.Compare(a.Path, b.Path)
	})
	var paths []string
	for _, d := range deps {
		paths = append(paths, d.Path)
	}
	s.print(s.text("version.libraries"))
	for _, d := range deps {
		s.print("  " + pad(d.Path, widest(paths)) + "  " + d.Version)
	}
	return exitFine
}
