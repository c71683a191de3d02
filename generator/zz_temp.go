package generator

import (
	"os"
	"path/filepath"
)

type dead struct{ Page, Target, Reason string }
type linkChecker interface {
	Add(path string, html []byte)
	Keep(path string)
	Check(has func(string) bool) []dead
}
type noLinks struct{}

func (noLinks) Add(string, []byte)             {}
func (noLinks) Keep(string)                    {}
func (noLinks) Check(func(string) bool) []dead { return nil }

func (r *run) cacheGet() ([]byte, bool) {
	b, err := os.ReadFile(filepath.Join(filepath.Dir(r.Out), ".touyan-cache-"+filepath.Base(r.Out)))
	return b, err == nil
}
func (r *run) cachePut(b []byte) error {
	return os.WriteFile(filepath.Join(filepath.Dir(r.Out), ".touyan-cache-"+filepath.Base(r.Out)), b, 0o644)
}
