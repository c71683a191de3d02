//go:build !unix && !windows

package output

import (
	"errors"
	"io/fs"
	"os"
)

func isFull(error) bool        { return false }
func isReadOnly(error) bool    { return false }
func isOtherDevice(error) bool { return false }
func isInUse(error) bool       { return false }

func tryLock(*os.File) (bool, error) { return true, nil }

func linkFile(_, _ *os.File, _ string) error { return errors.ErrUnsupported }

func syncFolder(*os.File) error { return nil }

func adopt(*os.File, fs.FileInfo) {}

func list(f *os.File) ([]fs.DirEntry, error) { return f.ReadDir(-1) }
