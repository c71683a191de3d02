package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/output"
)

// previewFolder returns the folder in which a preview of a site keeps what makes its
// next start quick, in the user's cache; where there is none, or another preview of
// the site runs, one that is removed with free.
func previewFolder(source string) (dir string, free func(), err error) {
	if dir, free, ok := keptFolder(source); ok {
		return dir, free, nil
	}
	dir, err = os.MkdirTemp("", "touyan-watch-")
	return filepath.Join(dir, "site"), func() { os.RemoveAll(dir) }, err
}

func keptFolder(source string) (dir string, free func(), ok bool) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", nil, false
	}
	abs, err := filepath.Abs(source)
	if err != nil {
		return "", nil, false
	}
	home := filepath.Join(cache, "touyan", "preview", fmt.Sprintf("%016x", xxhash.Sum64String(abs)))
	if os.MkdirAll(home, 0o700) != nil {
		return "", nil, false
	}
	lock, held, err := output.Hold(filepath.Join(home, "lock"))
	if err != nil || !held {
		return "", nil, false
	}
	return filepath.Join(home, "site"), func() { lock.Close() }, true
}
