package preview

import (
	"context"
	"io/fs"
	"time"
)

// A poller rests at least pollRest between two looks, and ten times as long as a
// look took, so that a large site on a slow drive is not read all the time.
const (
	pollRest  = 500 * time.Millisecond
	pollShare = 10
)

// poller looks at the files again and again.
type poller struct {
	tree *tree
	last map[string]state
}

// state is how a file was when it was looked at.
type state struct {
	size int64
	time time.Time
	mode fs.FileMode
}

func newPoller(root string) (*poller, error) {
	t, err := newTree(root, nil)
	if err != nil {
		return nil, err
	}
	p := &poller{tree: t}
	p.last = p.look()
	return p, nil
}

// look returns how all files are.
func (p *poller) look() map[string]state {
	now := make(map[string]state, len(p.last))
	p.tree.seen = map[string]bool{}
	p.tree.visit = func(rel, _ string, info fs.FileInfo) {
		s := state{mode: info.Mode()}
		if !info.IsDir() {
			s.size, s.time = info.Size(), info.ModTime()
		}
		now[rel] = s
	}
	p.tree.all()
	return now
}

// run hands over changes until ctx ends.
func (p *poller) run(ctx context.Context, changes chan<- []string) {
	rest := pollRest
	for {
		select {
		case <-time.After(rest):
		case <-ctx.Done():
			return
		}
		start := time.Now()
		changed := p.changed()
		rest = max(pollRest, pollShare*time.Since(start))
		if changed.empty() {
			continue
		}
		select {
		case changes <- changed.take():
		case <-ctx.Done():
			return
		}
	}
}

// changed compares with the look before.
func (p *poller) changed() *batch {
	now := p.look()
	b := &batch{}
	for rel, s := range now {
		if old, ok := p.last[rel]; !ok || old != s {
			b.add(rel, time.Time{})
		}
	}
	for rel := range p.last {
		if _, ok := now[rel]; !ok {
			b.add(rel, time.Time{})
		}
	}
	p.last = now
	return b
}
