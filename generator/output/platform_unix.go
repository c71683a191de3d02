//go:build unix

package output

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

func isFull(err error) bool {
	return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) || errors.Is(err, unix.EFBIG)
}

func isReadOnly(err error) bool { return errors.Is(err, unix.EROFS) }

// isOtherDevice reports that a rename would have to cross file systems, which
// overlayfs also says of a folder of a lower layer.
func isOtherDevice(err error) bool { return errors.Is(err, unix.EXDEV) }

func isInUse(err error) bool { return errors.Is(err, unix.EBUSY) }

// tryLock takes the lock for this process; the system gives it back when the
// process ends, however it ends.
func tryLock(f *os.File) (bool, error) {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// list reads the names and types in an open folder. A folder opened through an
// os.Root would ask the system for more about every single file.
func list(f *os.File) ([]fs.DirEntry, error) {
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	plain := os.NewFile(uintptr(fd), f.Name())
	defer plain.Close()
	return plain.ReadDir(-1)
}

// linkFile gives a file of one folder a second name in another. Both folders are
// open, so that no link put in the way of a path can lead elsewhere.
func linkFile(from, to *os.File, name string) error {
	return unix.Linkat(int(from.Fd()), name, int(to.Fd()), name, 0)
}

// syncFolder flushes the names in an open folder. Some file systems have nothing
// to flush there and say so.
func syncFolder(f *os.File) error {
	err := f.Sync()
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) {
		return nil
	}
	return err
}

// adopt gives a folder the owner of another, where this process may; a folder
// that others upload to would otherwise be lost to them.
func adopt(to *os.File, like fs.FileInfo) {
	if st, ok := like.Sys().(*syscall.Stat_t); ok {
		_ = to.Chown(int(st.Uid), int(st.Gid))
	}
}
