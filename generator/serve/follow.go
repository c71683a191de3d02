package serve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"touyan/generator/output"
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
			if why := cause(err); why != last {
				s.options.Log.Error("cannot serve what is published", "error", err)
				last = why
			}
		}
		// What is published meanwhile may mend a fault, and does not wait.
		for until := time.Now().Add(wait); ; {
			select {
			case <-ctx.Done():
				return
			case <-time.After(glance):
			}
			if !time.Now().Before(until) || s.published() {
				break
			}
		}
	}
}

// published reports whether there is another manifest than was looked at last.
func (s *Server) published() bool {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	if s.options.Public == "" {
		return false
	}
	info, err := os.Stat(s.manifest())
	return err == nil && !sameFile(s.tried, info)
}

func (s *Server) manifest() string { return filepath.Join(s.options.Public, output.ManifestName) }

// sameFile reports whether a file is the one that was seen, and unchanged.
func sameFile(seen, now os.FileInfo) bool {
	return seen != nil && os.SameFile(seen, now) && seen.ModTime().Equal(now.ModTime()) && seen.Size() == now.Size()
}

// Refresh takes what is published, where that is new, and serves the store's current
// release. With an error what was served before is served on.
func (s *Server) Refresh(ctx context.Context) (err error) {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	defer func() {
		if err != nil {
			s.seen = nil // taking it again may mend the store
		}
	}()
	takeErr := s.takePublished(ctx)
	current, err := s.options.Store.Current()
	if err != nil {
		return errors.Join(takeErr, err)
	}
	if now := s.editions.current(); now != nil && now.ID == current.ID && now.Index != nil {
		return takeErr
	} else if now != nil && now.ID == current.ID {
		return errors.Join(takeErr, s.mendIndex(now))
	}
	e := &Edition{Release: current}
	e.Index, err = openIndex(current.Search())
	s.editions.put(e)
	s.options.Log.Info("serving", "release", current.ID, "files", len(current.Files))
	return errors.Join(takeErr, err)
}

// mendIndex opens an index that could not be opened before.
func (s *Server) mendIndex(now *Edition) error {
	index, err := openIndex(now.Search())
	if err != nil {
		return err
	}
	s.editions.put(&Edition{Release: now.Release, Index: index})
	s.options.Log.Info("the search index is open again", "release", now.ID)
	return nil
}

// openIndex opens an index. A damaged one may make its library fail.
func openIndex(dir string) (index *search.Index, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			index, err = nil, fmt.Errorf("open index: %v", fault)
		}
	}()
	if index, err = search.Open(dir); err == nil {
		index.Remember(postingsMemory)
	}
	return index, err
}

// postingsMemory is how many bytes of memory a release's index may take for the
// postings of common terms. At 10,000 cases a term of every page takes 80 KB.
const postingsMemory = 24 << 20

// takePublished takes the published site into the store where its manifest is not the
// one that was seen last, and where files of the store are missing.
func (s *Server) takePublished(ctx context.Context) error {
	if s.options.Public == "" {
		return nil
	}
	info, err := os.Stat(s.manifest())
	if err != nil {
		return err
	}
	mend := s.missing.Load() && time.Since(s.mended) >= patience
	if sameFile(s.seen, info) && !mend {
		return nil
	}
	bring := s.options.Store.Take
	if mend || s.seen == nil && s.tried != nil { // something was wrong
		bring = s.options.Store.Mend
	}
	s.tried = info
	if mend {
		s.missing.Store(false)
		s.mended = time.Now()
	}
	if _, _, err := bring(ctx, s.options.Public); err != nil {
		return err
	}
	s.seen = info
	return nil
}
