//go:build !linux

package preview

// silent reports whether the folder is on a file system that does not tell of
// changes; only Linux is known to have them.
func silent(string) bool { return false }
