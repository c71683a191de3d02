package output

import (
	"errors"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders in one instant; errNoExchange where that is not to
// be had.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EOPNOTSUPP) {
		return errNoExchange
	}
	return err
}

// bootID names the run of the machine since it was started.
func bootID() string {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(id))
}

// isMount reports whether a folder is a mount point, as far as can be told.
func isMount(path string) bool {
	var st unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_TYPE, &st)
	return err == nil && st.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0
}

// flush writes everything of the file system to disk that a folder is on: far
// faster than each file by itself.
func flush(f *os.File) error { return unix.Syncfs(int(f.Fd())) }

// flushes says that flush does its work, so that files need not be flushed one
// by one.
const flushes = true
