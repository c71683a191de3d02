package daemon

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// drop gives up all rights but those of the user and group that are set: further
// groups first, the user last, since after that nothing can be given up any more. Then
// it makes sure that they are gone.
func (d *daemon) drop() error {
	if d.now.User == "" {
		if os.Geteuid() == 0 {
			d.warn("serve.root")
		}
		return nil
	}
	uid, gid, err := identity(d.now.User, d.now.Group)
	if err != nil {
		return err
	}
	if os.Getuid() == uid && os.Getgid() == gid {
		return nil
	}
	// These calls concern all threads of the process.
	if err := syscall.Setgroups([]int{gid}); err != nil {
		return fmt.Errorf("give up groups: %w", err)
	}
	if err := syscall.Setgid(gid); err != nil {
		return fmt.Errorf("become group %d: %w", gid, err)
	}
	if err := syscall.Setuid(uid); err != nil {
		return fmt.Errorf("become user %d: %w", uid, err)
	}
	if os.Getuid() != uid || os.Geteuid() != uid || os.Getgid() != gid || os.Getegid() != gid {
		return errors.New("the rights of another user are left")
	}
	if uid != 0 && syscall.Setuid(0) == nil {
		return errors.New("the rights of root can be taken back")
	}
	if t := d.now.TLS; t.Cert != "" {
		if f, err := os.Open(t.Key); err != nil {
			d.warn("serve.key", t.Key, d.now.User)
		} else {
			f.Close()
		}
	}
	return nil
}

// identity finds the numbers of a user and a group, given by name or number. Without a
// group it is the user's own.
func identity(name, group string) (uid, gid int, err error) {
	u, err := user.Lookup(name)
	if err != nil {
		var byID error
		if u, byID = user.LookupId(name); byID != nil {
			return 0, 0, err
		}
	}
	text := u.Gid
	if group != "" {
		g, err := user.LookupGroup(group)
		if err != nil {
			var byID error
			if g, byID = user.LookupGroupId(group); byID != nil {
				return 0, 0, err
			}
		}
		text = g.Gid
	}
	if uid, err = strconv.Atoi(u.Uid); err != nil {
		return 0, 0, err
	}
	gid, err = strconv.Atoi(text)
	return uid, gid, err
}

// openFiles is how many files the process may have open.
func openFiles() (uint64, bool) {
	var limit unix.Rlimit
	err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit)
	return limit.Cur, err == nil
}

// reloading is what systemd is told of a reload.
func reloading() string {
	var at unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &at) // it never fails
	return fmt.Sprintf("RELOADING=1\nMONOTONIC_USEC=%d", at.Nano()/1000)
}
