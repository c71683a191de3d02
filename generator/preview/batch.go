package preview

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// How long it must be quiet before a change counts as done: a moment after the
// save of a file or two; longer after many, since a checkout of a branch goes on;
// and longer where a file is gone or empty, since it is being replaced. No change
// waits longer than patience.
const (
	quiet     = 5 * time.Millisecond
	quietMany = 60 * time.Millisecond
	quietMost = 150 * time.Millisecond
	quietGone = 60 * time.Millisecond
	patience  = 2 * time.Second
)

// Numbers of paths from which the longer waits apply, and from which on everything
// is taken to have changed.
const (
	few  = 16
	many = 500
	most = 50_000
)

// batch is a change as it is noticed: many events that belong together.
type batch struct {
	root        string
	paths       map[string]bool
	all         bool
	first, last time.Time
}

func (b *batch) empty() bool { return !b.all && len(b.paths) == 0 }

// add takes in one event.
func (b *batch) add(rel string, now time.Time) {
	b.touch(now)
	if b.paths == nil {
		b.paths = map[string]bool{}
	}
	if len(b.paths) >= most {
		b.all = true
	}
	if !b.all {
		b.paths[rel] = true
	}
}

// lose takes in that events were lost: anything may have changed.
func (b *batch) lose(now time.Time) {
	b.touch(now)
	b.all = true
}

func (b *batch) touch(now time.Time) {
	if b.empty() {
		b.first = now
	}
	b.last = now
}

// due returns when the change counts as done.
func (b *batch) due() time.Time {
	wait := quiet
	switch n := len(b.paths); {
	case b.all || n > many:
		wait = quietMost
	case n > few:
		wait = quietMany
	case b.unsettled():
		wait = quietGone
	}
	due := b.last.Add(wait)
	if end := b.first.Add(patience); due.After(end) {
		return end
	}
	return due
}

// unsettled reports whether a file is gone or empty, as it is for an instant while
// an editor replaces it.
func (b *batch) unsettled() bool {
	for rel := range b.paths {
		info, err := os.Stat(filepath.Join(b.root, filepath.FromSlash(rel)))
		if err != nil || info.Mode().IsRegular() && info.Size() == 0 {
			return true
		}
	}
	return false
}

// take returns the paths in order, nil for everything, and empties the batch. What
// is in a folder that is named is not named again.
func (b *batch) take() []string {
	defer func() { *b = batch{root: b.root} }()
	if b.all {
		return nil
	}
	var out []string
	for _, rel := range slices.Sorted(maps.Keys(b.paths)) {
		if !b.within(rel) {
			out = append(out, rel)
		}
	}
	return out
}

func (b *batch) within(rel string) bool {
	for i := strings.LastIndexByte(rel, '/'); i > 0; i = strings.LastIndexByte(rel[:i], '/') {
		if b.paths[rel[:i]] {
			return true
		}
	}
	return false
}
