package serve

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"touyan/generator/output"
	"touyan/generator/release"
	"touyan/generator/search"
)

// glance is how often it is looked whether another site was published: a look is
// asking for the times of two small files.
const glance = 200 * time.Millisecond

// patience is how long a fault waits for the next try at most.
const patience = 10 * time.Second

// Follow serves what is published until ctx ends. A fault is logged once, and tried
// again; what was served before is served meanwhile.
func (s *Server) Follow(ctx context.Context) {
	wait, last := glance, ""
	for {
		err := s.Refresh(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			wait, last = glance, ""
		default:
			wait = min(2*wait, patience)
			if err.Error() != last {
				s.options.Log.Error("cannot serve what is published", "error", err)
				last = err.Error()
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
	}
}

// Refresh takes what is published, where that is new, and serves the store's current
// release. With an error what was served before is served on.
func (s *Server) Refresh(ctx context.Context) error {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	takeErr := s.takePublished(ctx)
	current, err := s.options.Store.Current()
	if errors.Is(err, release.ErrNone) {
		return errors.Join(takeErr, err)
	}
	if err != nil {
		return errors.Join(takeErr, err)
	}
	if now := s.editions.current(); now != nil && now.ID == current.ID && now.Index != nil {
		return takeErr
	} else if now != nil && now.ID == current.ID {
		return errors.Join(takeErr, s.mendIndex(now))
	}
	e := &Edition{Release: current}
	e.Index, err = search.Open(current.Search())
	s.editions.put(e)
	s.options.Log.Info("serving", "release", current.ID, "files", len(current.Files))
	return errors.Join(takeErr, err)
}

// mendIndex opens an index that could not be opened before.
func (s *Server) mendIndex(now *Edition) error {
	index, err := search.Open(now.Search())
	if err != nil {
		return err
	}
	s.editions.put(&Edition{Release: now.Release, Index: index})
	return nil
}

// takePublished takes the published site into the store where its manifest is not the
// one that was seen last.
func (s *Server) takePublished(ctx context.Context) error {
	if s.options.Public == "" {
		return nil
	}
	info, err := os.Stat(filepath.Join(s.options.Public, output.ManifestName))
	if err != nil {
		return err
	}
	if s.seen != nil && os.SameFile(s.seen, info) && s.seen.ModTime().Equal(info.ModTime()) && s.seen.Size() == info.Size() {
		return nil
	}
	if _, _, err := s.options.Store.Take(ctx, s.options.Public); err != nil {
		return err
	}
	s.seen = info
	return nil
}
