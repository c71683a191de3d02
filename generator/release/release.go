// Package release keeps published sites, so that a server can go on answering from
// one whole version while the next is published, and go back to an earlier one.
//
// # The store
//
// A store is a folder of its own, best on the file system of the published folder:
//
//	files/ab/abcd…          every file of every release by its SHA-256: a hard link to
//	                        the published file, a copy where links are refused
//	releases/ID/manifest.sha256
//	releases/ID/search/     the search index of that release, which is opened as a folder
//	current                 the ID of the release that is served
//	lock                    held while the store is changed
//
// Published files are never written to (package output removes and makes them anew),
// so a link is as good as a copy. Taking a release costs what changed since the last
// one. ID is the time it was taken, UTC, and the head of its manifest's SHA-256:
// 20261129T191006Z-1a2b3c4d. A store is whole after a kill at any moment: a release
// counts once its manifest is there, current is replaced in one step, and files that
// no release names are removed when the next one is taken.
package release

import (
	"context"
	"io/fs"
	"time"

	"touyan/generator/output"
)

// Options says how much a store keeps.
type Options struct {
	// Keep is how many releases are kept, the current one included; at least 1.
	Keep int
	// Linger is how long files with a fingerprint in their name that a release lacks
	// are still served from an earlier one.
	Linger time.Duration
	// Now is the clock.
	Now func() time.Time
}

// Store is a folder of releases. One process at a time changes it.
type Store struct{}

// Release is one published site.
type Release struct {
	ID   string
	Time time.Time
	// Manifest is the SHA-256 of its manifest.
	Manifest output.Sum
	// Files are the paths of the site with their SHA-256.
	Files map[string]output.Sum
}

// Open opens the store in a folder, which it makes where it is missing.
func Open(dir string, o Options) (*Store, error) { return nil, fs.ErrInvalid }

// Take keeps the site that is published in a folder and makes it the current release.
// taken is false where the last release that was taken is of the same manifest.
func (s *Store) Take(ctx context.Context, public string) (r *Release, taken bool, err error) {
	return nil, false, fs.ErrInvalid
}

// Current returns the release to serve, nil where there is none.
func (s *Store) Current() (*Release, error) { return nil, fs.ErrInvalid }

// Releases returns all releases, the newest first.
func (s *Store) Releases() ([]*Release, error) { return nil, fs.ErrInvalid }

// Rollback makes an earlier release the current one: that of the ID, or for "" the
// one before the current.
func (s *Store) Rollback(id string) (*Release, error) { return nil, fs.ErrInvalid }
