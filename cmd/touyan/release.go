package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cespare/xxhash/v2"

	releases "touyan/generator/release"
)

// releaseFolder returns where the releases of a published folder are: beside it, or
// where nothing can be made there in the user's cache; instead is then the place that
// could not be had.
func releaseFolder(public string) (dir, instead string) {
	abs, err := filepath.Abs(public)
	if err != nil {
		abs = public
	}
	beside, cached := releasePlaces(abs)
	if os.MkdirAll(beside, 0o755) == nil && writable(beside) || cached == "" {
		return beside, "" // where it cannot be, opening it tells why
	}
	return cached, beside
}

// writable reports whether a file can be made in a folder.
func writable(dir string) bool {
	f, err := os.CreateTemp(dir, "try-*")
	if err != nil {
		return false
	}
	return errors.Join(f.Close(), os.Remove(f.Name())) == nil
}

// keptReleases returns where releases of a published folder are already, or would be.
func keptReleases(public string) string {
	abs, err := filepath.Abs(public)
	if err != nil {
		abs = public
	}
	beside, cached := releasePlaces(abs)
	for _, dir := range []string{beside, cached} {
		if _, err := os.Stat(filepath.Join(dir, "current")); err == nil {
			return dir
		}
	}
	return beside
}

// releasePlaces are the two places for releases; cached is "" where there is no cache.
func releasePlaces(public string) (beside, cached string) {
	beside = filepath.Join(filepath.Dir(public), "."+filepath.Base(public)+".releases")
	if cache, err := os.UserCacheDir(); err == nil {
		cached = filepath.Join(cache, "touyan", "releases", fmt.Sprintf("%016x", xxhash.Sum64String(public)))
	}
	return beside, cached
}

// releases opens the store that the flags lead to.
func (s *session) releases(inv invocation) (*releases.Store, string, int) {
	settings, list := inv.settings()
	if settings == nil {
		s.tellFindings(list)
		return nil, "", exitContent
	}
	dir := settings.Releases
	if dir == "" {
		dir = keptReleases(settings.Dir)
	}
	if _, err := os.Stat(filepath.Join(dir, "releases")); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, "", s.content("error.releases", dir)
		}
		return nil, "", s.machine(err)
	}
	store, err := releases.Open(dir, releases.Options{Keep: settings.Keep, Now: s.now})
	if err != nil {
		return nil, "", s.machine(err)
	}
	return store, dir, exitFine
}

// listReleases is the command release list.
func listReleases(_ context.Context, s *session, inv invocation) int {
	store, dir, code := s.releases(inv)
	if store == nil {
		return code
	}
	ids, err := store.IDs()
	if err != nil {
		return s.machine(err)
	}
	current, err := store.Current()
	if err != nil && !errors.Is(err, releases.ErrNone) {
		return s.machine(err)
	}
	if len(ids) == 0 {
		return s.content("error.releases", dir)
	}
	for _, id := range ids {
		r, err := store.Release(id)
		if err != nil {
			return s.machine(err)
		}
		mark := "  "
		if current != nil && current.ID == id {
			mark = "* "
		}
		s.print(mark + id + "  " + longAgo(r.Time) + "  " + s.text("release.files", len(r.Files)))
	}
	return exitFine
}

// rollback is the command release rollback.
func rollback(_ context.Context, s *session, inv invocation) int {
	store, dir, code := s.releases(inv)
	if store == nil {
		return code
	}
	id := ""
	if len(inv.args) > 0 {
		id = inv.args[0]
	}
	r, err := store.Rollback(id)
	switch {
	case errors.Is(err, releases.ErrNone) && id == "":
		return s.content("error.release.first", dir)
	case errors.Is(err, releases.ErrNone):
		return s.content("error.release", id)
	case errors.Is(err, releases.ErrBusy):
		s.complain(s.text("error.release.busy"), s.text("error.release.busy.mend"))
		return exitMachine
	case err != nil:
		return s.machine(err)
	}
	s.print(s.text("release.back", r.ID, longAgo(r.Time)))
	return exitFine
}
