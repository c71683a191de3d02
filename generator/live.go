package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"touyan/generator/preview"
)

// Live is a site that follows its sources, for the preview.
type Live struct {
	o   Options
	mu  sync.RWMutex
	dir string
}

// OpenLive returns the site at o.Source. Its files are kept in the folder o.Out,
// which is not one to publish.
func OpenLive(o Options) *Live { return &Live{o: o, dir: o.Out} }

// Update implements [preview.Site].
func (l *Live) Update(ctx context.Context, _ []string) (preview.Update, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	report, err := Build(ctx, l.o)
	if errors.Is(err, ErrContent) {
		err = nil
	}
	u := preview.Update{Diagnostics: report.Diagnostics, Same: report.Written+report.Removed == 0}
	for _, s := range report.Stages {
		u.Stages = append(u.Stages, preview.Stage(s))
	}
	return u, err
}

// File implements [preview.Site].
func (l *Live) File(_ context.Context, path string) ([]byte, error) {
	if !fs.ValidPath(path) {
		return nil, fmt.Errorf("preview: %q: %w", path, fs.ErrNotExist)
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	return os.ReadFile(filepath.Join(l.dir, filepath.FromSlash(path)))
}

// Source implements [preview.Site].
func (l *Live) Source(string) string { return "" }
