package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

func isFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

func isReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

func isOtherDevice(err error) bool { return errors.Is(err, windows.ERROR_NOT_SAME_DEVICE) }

// isInUse is a mount point elsewhere. Here a folder cannot be renamed while a
// program has a file of it open; that is told as a refused permission.
func isInUse(error) bool { return false }

// tryLock takes the lock for this process; the system gives it back when the
// process ends, however it ends.
func tryLock(f *os.File) (bool, error) {
	const how = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(f.Fd()), how, 0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

func linkFile(from, to *os.File, name string) error {
	return os.Link(filepath.Join(from.Name(), name), filepath.Join(to.Name(), name))
}

// syncFolder has nothing to do: NTFS keeps its own journal of names.
func syncFolder(*os.File) error { return nil }

func adopt(*os.File, fs.FileInfo) {}

func list(f *os.File) ([]fs.DirEntry, error) { return f.ReadDir(-1) }
