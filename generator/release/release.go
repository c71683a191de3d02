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
//	back                    the ID of the newest release when an earlier one was made
//	                        the current one by hand: it does not come again by itself
//	lingering               files that only earlier releases have, and until when they
//	                        are kept: lines of seconds since 1970, SHA-256 and path
//	lock                    held while the store is changed
//
// Published files are never written to (package output removes and makes them anew),
// so a link is as good as a copy. Taking a release costs what changed since the last
// one, and a look at its list. ID is the time it was taken, UTC, and the head of its
// manifest's SHA-256: 20261129T191006.123Z-1a2b3c4d.
//
// A store is whole after a kill at any moment: a release counts once its folder has
// its name, current is replaced in one step, and files that nothing names are removed
// when the next release is taken. A release that was written down and did not become
// the current one, through a kill or a full disk, does so when its site is taken again.
// Files of the store that someone removed are brought again by [Store.Mend], as far as
// the published site has them.
//
// # A site that is exchanged meanwhile
//
// Take reads the manifest, links the files it lists and reads the manifest again: if
// it is the same, the files were those of one tree, since a published tree does not
// change. If not, it begins again. A file that is newer than the manifest was changed
// by hand; it is kept as it is, under its own SHA-256.
package release

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"touyan/generator/output"
)

// ErrNone is returned where a store has no such release.
var ErrNone = errors.New("no such release")

// Options says how much a store keeps.
type Options struct {
	// Keep is how many releases are kept, the current one included; at least 1. The
	// one that was current before it is kept besides, until the next is taken.
	Keep int
	// Linger is how long files with a fingerprint in their name that a release lacks
	// are still served from an earlier one.
	Linger time.Duration
	// Now is the clock.
	Now func() time.Time
}

// Store is a folder of releases. It may be used by many goroutines; one process at a
// time changes it.
type Store struct {
	dir string
	o   Options

	mu sync.Mutex
	// last is the release that was read last: most questions are for it.
	last      *Release
	lingering map[string]lingering
}

// lingering is a file that the current release lacks.
type lingering struct {
	sum   output.Sum
	until time.Time
}

// Release is one published site. It is not changed.
type Release struct {
	ID   string
	Time time.Time
	// Files are the paths of the site with their SHA-256.
	Files map[string]output.Sum

	dir string
}

// Search returns the folder of the release's search index.
func (r *Release) Search() string { return filepath.Join(r.dir, searchDir) }

const (
	searchDir   = "search"
	currentName = "current"
	backName    = "back"
	lingerName  = "lingering"
	timeForm    = "20060102T150405.000Z"
)

// Open opens the store in a folder, which it makes where it is missing.
func Open(dir string, o Options) (*Store, error) {
	o.Keep = max(o.Keep, 1)
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Store{dir: dir, o: o, lingering: map[string]lingering{}}
	if err := s.makeFolders(); err != nil {
		return nil, err
	}
	s.readLingering()
	return s, nil
}

func (s *Store) makeFolders() error {
	for _, name := range []string{"files", "releases"} {
		if err := os.MkdirAll(filepath.Join(s.dir, name), 0o755); err != nil {
			return fmt.Errorf("open releases: %w", err)
		}
	}
	return nil
}

// Current returns the release to serve; the error is ErrNone where there is none.
func (s *Store) Current() (*Release, error) {
	data, err := os.ReadFile(filepath.Join(s.dir, currentName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNone
	}
	if err != nil {
		return nil, fmt.Errorf("read releases: %w", err)
	}
	return s.Release(strings.TrimSpace(string(data)))
}

// Release returns a release by its ID; the error is ErrNone where there is none.
func (s *Store) Release(id string) (*Release, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.read(id)
}

func (s *Store) read(id string) (*Release, error) {
	if s.last != nil && s.last.ID == id {
		return s.last, nil
	}
	at, ok := parseID(id)
	if !ok {
		return nil, ErrNone
	}
	r := &Release{ID: id, Time: at, dir: filepath.Join(s.dir, "releases", id)}
	var err error
	if r.Files, _, err = output.ReadManifest(r.dir); errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNone
	} else if err != nil {
		return nil, err
	}
	s.last = r
	return r, nil
}

// IDs returns the IDs of all releases, the newest first.
func (s *Store) IDs() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(s.dir, "releases"))
	if err != nil {
		return nil, fmt.Errorf("read releases: %w", err)
	}
	var ids []string
	for _, e := range entries {
		if _, ok := parseID(e.Name()); ok {
			ids = append(ids, e.Name())
		}
	}
	slices.Sort(ids)
	slices.Reverse(ids)
	return ids, nil
}

// Rollback makes an earlier release the current one: that of the ID, or for "" the
// newest one before the current.
func (s *Store) Rollback(id string) (*Release, error) {
	free, err := s.hold()
	if err != nil {
		return nil, err
	}
	defer free()
	if id == "" {
		if id, err = s.before(); err != nil {
			return nil, err
		}
	}
	r, err := s.Release(id)
	if err != nil {
		return nil, err
	}
	ids, err := s.IDs()
	if err != nil {
		return nil, err
	}
	if ids[0] != r.ID {
		if err := s.replace(backName, []byte(ids[0]+"\n")); err != nil {
			return nil, err
		}
	}
	return r, s.makeCurrent(r)
}

// before returns the ID of the newest release before the current one.
func (s *Store) before() (string, error) {
	now, err := s.Current()
	if err != nil {
		return "", err
	}
	ids, err := s.IDs()
	if err != nil {
		return "", err
	}
	for _, id := range ids {
		if id < now.ID {
			return id, nil
		}
	}
	return "", ErrNone
}

// File opens a file by its SHA-256.
func (s *Store) File(sum output.Sum) (*os.File, error) { return os.Open(s.place(sum)) }

// place is where a file of the store is.
func (s *Store) place(sum output.Sum) string {
	name := fmt.Sprintf("%x", sum)
	return filepath.Join(s.dir, "files", name[:2], name)
}

// newID names a release.
func newID(at time.Time, manifest output.Sum) string {
	return at.UTC().Format(timeForm) + "-" + headOf(manifest)
}

// headOf is the part of a manifest's SHA-256 that stands in an ID.
func headOf(manifest output.Sum) string { return fmt.Sprintf("%x", manifest[:8]) }

func parseID(id string) (at time.Time, ok bool) {
	stamp, head, _ := strings.Cut(id, "-")
	at, err := time.Parse(timeForm, stamp)
	digits, bad := hex.DecodeString(head)
	return at, err == nil && bad == nil && len(digits) == 8
}
