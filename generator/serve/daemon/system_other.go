//go:build !linux

package daemon

import "errors"

// drop refuses to run as another user.
func (d *daemon) drop() error {
	if d.now.User != "" {
		return errors.New("running as another user is possible on Linux alone")
	}
	return nil
}

// openFiles is how many files the process may have open; it is not known.
func openFiles() (uint64, bool) { return 0, false }

// reloading is what systemd would be told of a reload.
func reloading() string { return "RELOADING=1" }
